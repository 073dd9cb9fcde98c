"""What stands on a page: shapes and texts, in millimetres from its lower left corner, before any file format.

A page is a list of these, so the same sheet goes to PNG, SVG and PDF, and a test can read it. Coordinates are rounded
to a micrometre: a last bit that differs between two processors does not reach a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.sheet.fonts import CLOSE, CURVE, LINE, MM_PER_PT, MOVE, SANS, outline, text_width_mm
from geo.sheet.labels import Box

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

DECIMALS = 3
ROUND_CORNERS = 0.5523
"""How far the handles of a cubic curve reach, in radii, for a quarter of a circle."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A path, filled, stroked or both; ``dash`` is on, off, … in pt and ``shift`` where it begins.

    ``fill`` and ``edge`` are ``#rrggbb`` or empty; ``cap`` is how a stroke ends: ``butt`` or ``round``, or
    empty for round where it is not dashed; ``clip`` cuts the shape off.
    """

    xy: NDArray[np.float64]
    codes: NDArray[np.uint8]
    fill: str = ""
    edge: str = ""
    width_pt: float = 0.0
    dash: tuple[float, ...] = ()
    shift: float = 0.0
    cap: str = ""
    alpha: float = 1.0
    clip: Box | None = None
    gid: str = ""

    @cached_property
    def bounds(self) -> Box:
        """What the shape covers, mm."""
        reach = self.width_pt * MM_PER_PT / 2
        (left, bottom), (right, top) = self.xy.min(axis=0), self.xy.max(axis=0)
        return Box(float(left), float(bottom), float(right), float(top)).grown(reach)


@dataclass(frozen=True, eq=False)
class Writing:
    """Lines of text, each at its baseline: x, y and the words.

    ``anchor`` is what of a line stands at x (``start``, ``middle`` or ``end``), ``halo_pt`` the width of a light edge,
    ``weight_pt`` that of a stroke in the text's own colour, ``turn_deg`` how far the text is turned to the left about
    the first line's point, ``slant_deg`` how far its letters lean to the right.
    """

    lines: tuple[tuple[float, float, str], ...]
    size_pt: float
    face: str = SANS
    anchor: str = "start"
    ink: str = "#000000"
    halo_pt: float = 0.0
    weight_pt: float = 0.0
    turn_deg: float = 0.0
    spacing_mm: float = 0.0
    slant_deg: float = 0.0
    gid: str = ""

    @property
    def text(self) -> str:
        """The words, line by line."""
        return "\n".join(text for _, _, text in self.lines)

    def starts(self) -> list[tuple[float, float, str]]:
        """Return where each line begins, mm, before the text is turned."""
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return [
            (x - share * text_width_mm(text, self.size_pt, self.face, self.spacing_mm), y, text)
            for x, y, text in self.lines
        ]

    @cached_property
    def outlines(self) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
        """The text as one path, mm of the page."""
        em = self.size_pt * MM_PER_PT
        points, codes = [], []
        for left, y, text in self.starts():
            x = left
            for mark in text:
                xy, code = outline(self.face, mark)
                if len(xy):
                    points.append(xy * em + (x, y))
                    codes.append(code)
                x += text_width_mm(mark, self.size_pt, self.face) + self.spacing_mm
        if not points:
            return np.empty((0, 2)), np.empty(0, dtype=np.uint8)
        joined = np.concatenate(points)
        if self.slant_deg:
            joined = joined + (joined[:, 1:] - self.lines[0][1]) * (np.tan(np.radians(self.slant_deg)), 0.0)
        if self.turn_deg:
            origin = np.array(self.lines[0][:2])
            joined = (joined - origin) @ turning(self.turn_deg) + origin
        return joined, np.concatenate(codes)

    @cached_property
    def bounds(self) -> Box:
        """What the ink of the text covers, mm, without its halo."""
        xy, _ = self.outlines
        if not len(xy):
            x, y, _ = self.lines[0]
            return Box(x, y, x, y)
        (left, bottom), (right, top) = xy.min(axis=0), xy.max(axis=0)
        return Box(float(left), float(bottom), float(right), float(top))


def turning(degrees: float) -> NDArray[np.float64]:
    """Return the matrix that turns rows of x, y to the left.

    Parameters
    ----------
    degrees
        To the left, counter-clockwise.

    Returns
    -------
    ndarray
        2 × 2, to be multiplied from the right.
    """
    turn = np.radians(degrees)
    return np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])


def polyline(xy: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return the path of a line through some points.

    Parameters
    ----------
    xy
        The points (n × 2), mm.

    Returns
    -------
    tuple
        The points, and the code of each (`MOVE`, `LINE`).
    """
    codes = np.full(len(xy), LINE, dtype=np.uint8)
    codes[0] = MOVE
    return rounded(xy), codes


def rings(geometry: shapely.Geometry) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return the path of polygons, holes and all.

    Parameters
    ----------
    geometry
        In mm; lines and points in a collection are passed over.

    Returns
    -------
    tuple
        The points, and the code of each (`MOVE`, `LINE`, `CLOSE`).
    """
    parts = shapely.get_parts(shapely.get_parts(geometry))  # what is cut may be a collection, with points in it
    xy, ring = shapely.get_coordinates(shapely.get_rings(parts), return_index=True)
    codes = np.full(len(xy), LINE, dtype=np.uint8)
    is_first = np.diff(ring, prepend=-1) > 0
    codes[is_first] = MOVE
    codes[np.append(is_first[1:], True)] = CLOSE  # the last point closes the last ring
    return rounded(xy), codes


def rectangle(box: Box, radius: float = 0.0) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return the path of a rectangle, its corners rounded by a radius in mm.

    Parameters
    ----------
    box
        In mm.
    radius
        In mm; 0 for square corners.

    Returns
    -------
    tuple
        The points, and the code of each (`MOVE`, `LINE`, `CURVE`, `CLOSE`).
    """
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    if not radius:
        corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]
        return rounded(np.array(corners)), np.array([MOVE, LINE, LINE, LINE, CLOSE], dtype=np.uint8)
    r, k = radius, radius * (1 - ROUND_CORNERS)
    points = [(left + r, bottom), (right - r, bottom), (right - k, bottom), (right, bottom + k), (right, bottom + r)]
    points += [(right, top - r), (right, top - k), (right - k, top), (right - r, top), (left + r, top)]
    points += [(left + k, top), (left, top - k), (left, top - r), (left, bottom + r), (left, bottom + k)]
    points += [(left + k, bottom), (left + r, bottom), (left + r, bottom)]
    codes = [MOVE, *[LINE, CURVE, CURVE, CURVE] * 4, CLOSE]
    return rounded(np.array(points)), np.array(codes, dtype=np.uint8)


def circle(x: float, y: float, radius: float) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return the path of a circle.

    Parameters
    ----------
    x, y
        Its middle, mm.
    radius
        In mm.

    Returns
    -------
    tuple
        The points, and the code of each, as of a `rectangle` that is all corners.
    """
    return rectangle(Box(x - radius, y - radius, x + radius, y + radius), radius)


def rounded(xy: NDArray[Any]) -> NDArray[np.float64]:
    """Return coordinates to the micrometre.

    Parameters
    ----------
    xy
        In mm, of any shape.
    """
    return np.asarray(np.round(np.asarray(xy, dtype=np.float64), DECIMALS), dtype=np.float64)
