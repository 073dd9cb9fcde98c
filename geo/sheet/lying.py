"""Names that lie along a line: turned as it runs, clear of every line and of all that is written.

What is taken of the map is a row of small boxes under the name, so that a leaning name leaves free what is beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.sheet.labels import POSITION_COST, SHARES, Box, Lie

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.sheet.labels import Space

STEEPEST_DEG = 60.0
"""What leans more is read with the head on the shoulder: such a name stands upright beside its line."""
BEND_MM = 0.9
"""How far from straight a line may run beside its name."""
LONG = 1.3
"""A line that is so many times as long as its name is long."""
STEPS = 9
"""At so many points beside a name the course of the line is looked at."""


def place_lying(space: Space, line: shapely.Geometry, size: tuple[float, float], gap: float) -> Lie | None:
    """Take the best place beside a long line for a name that lies along it and crosses no line; None where none is.

    Parameters
    ----------
    space
        What has been taken of the map; what the name covers is taken of it too.
    line
        In mm of the page; of a line in several parts each is tried.
    size
        Width and height of the name before it is turned, mm.
    gap
        Between name and line, mm.
    """
    parts = [part for part in shapely.get_parts(line) if part.length >= LONG * size[0]]
    places = [place for part in parts for place in _beside(part, size, gap)]
    if not places:
        return None
    turns, centres, costs = (np.array(column) for column in zip(*places, strict=True))
    boxes = _boxes(turns, centres, size)
    is_free = np.atleast_1d(space.is_free(boxes.reshape(-1, 4)).reshape(boxes.shape[:2]).all(axis=1))
    for at in np.argsort(costs, kind="stable"):
        if is_free[at] and not space.is_on_line(_outline(turns[at], centres[at], size)):
            for box in boxes[at]:
                space.take(Box(*(float(edge) for edge in box)))
            return Lie((float(centres[at][0]), float(centres[at][1])), float(turns[at]), is_column=False)
    return None


def _beside(
    line: shapely.LineString, size: tuple[float, float], gap: float
) -> list[tuple[float, NDArray[np.float64], float]]:
    """Return where a name may lie on either side of a line: how far it is turned, its middle, and how dear that is."""
    width, height = size
    middles = np.array(SHARES) * line.length
    kept = (middles >= width / 2) & (middles <= line.length - width / 2)
    steps = middles[kept, None] + np.linspace(-width / 2, width / 2, STEPS)
    courses = shapely.get_coordinates(shapely.line_interpolate_point(line, steps.ravel())).reshape(-1, STEPS, 2)
    places = []
    for at, course in enumerate(courses):
        chord = course[-1] - course[0]
        turn = float(np.degrees(np.arctan2(chord[1], chord[0])))
        turn = turn - 180 if turn > 90 else turn + 180 if turn <= -90 else turn  # noqa: PLR2004 - never upside down
        across = np.array([-np.sin(np.radians(turn)), np.cos(np.radians(turn))])
        middle = (course[0] + course[-1]) / 2
        away = (course - middle) @ across
        if abs(turn) > STEEPEST_DEG or np.ptp(away) > BEND_MM or np.hypot(*chord) < width - BEND_MM:
            continue
        for side in (1, -1):
            out = gap + height / 2 + max(0.0, float((side * away).max()))
            cost = POSITION_COST * (at / 4 + (side < 0)) + float(np.ptp(away))
            places.append((turn, middle + side * across * out, cost))
    return places


def _boxes(turns: NDArray[np.float64], centres: NDArray[np.float64], size: tuple[float, float]) -> NDArray[np.float64]:
    """Return for each place the upright boxes around pieces of the name about as wide as high (n × pieces × 4)."""
    width, height = size
    count = max(1, int(np.ceil(width / height)))
    piece = np.array([width / count, height])
    along = (np.arange(count) + 0.5) * piece[0] - width / 2
    lean = np.radians(turns)
    way = np.stack([np.cos(lean), np.sin(lean)], axis=-1)
    middles = centres[:, None, :] + along[None, :, None] * way[:, None, :]
    c, s = np.abs(np.cos(lean)), np.abs(np.sin(lean))
    half = np.stack([c * piece[0] + s * piece[1], s * piece[0] + c * piece[1]], axis=-1)[:, None, :] / 2
    return np.concatenate([middles - half, middles + half], axis=-1)


def _outline(turn: float, centre: NDArray[np.float64], size: tuple[float, float]) -> shapely.Polygon:
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * np.array(size) / 2
    lean = np.radians(turn)
    matrix = np.array([[np.cos(lean), np.sin(lean)], [-np.sin(lean), np.cos(lean)]])
    return shapely.Polygon(corners @ matrix + centre)
