"""The corners of a map, and which of them has the least in it: there stands what helps to read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.sheet.labels import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from geo.sheet.frame import Frame

EDGE_MM, APART_MM = 2.0, 1.5
LINE_WEIGHT, SITE_WEIGHT = 10.0, 60.0
"""A millimetre of a line, and a site, each weigh as much as so many mm² of the ground the sheet is about."""
FULL = 0.03
"""Where more than this share of every corner is taken by what the sheet is about, nothing is set there."""


@dataclass
class Corners:
    """The frame, what lies in it, and the boxes that have been taken.

    Parameters
    ----------
    frame
        The box of the map, mm.
    about
        The ground that is better not covered, in mm of the page.
    lines
        What is drawn as lines, in mm of the page.
    spots
        Where symbols stand (n × 2), mm.
    taken
        Boxes that nothing else may cover, mm; each that is taken is added.
    """

    frame: Box
    about: shapely.Geometry
    lines: shapely.Geometry
    spots: NDArray[np.float64]
    taken: list[Box] = field(default_factory=list)

    @classmethod
    def of(cls, frame: Frame, features: pd.DataFrame, outline: shapely.Geometry, plates: Sequence[Box]) -> Corners:
        """Return the corners of a frame; ``outline`` is the ground, in metres, that is better not covered.

        Parameters
        ----------
        frame
            The window: its box on the page, mm, and the ground in it.
        features
            The features as `geo.sheet.placing.laid_out` puts them on the page; those that are shown are kept clear of.
        outline
            What the map is about, in metres of ``MEASURE_CRS``.
        plates
            Boxes that are taken already, mm.
        """
        seen = features[features["is_shown"]]
        lines = shapely.union_all(seen.loc[seen["is_line"], "shape"].to_numpy())
        spots = np.array(list(dict.fromkeys(seen.loc[~seen["is_line"], "anchor"]))).reshape(-1, 2)  # a badge is one
        return cls(frame.box, frame.shapes([outline])[0], lines, spots, list(plates))

    def best(self, size: tuple[float, float], *, is_low: bool = False, is_high: bool = False) -> Box | None:
        """Take the emptiest corner for a box of a size, above or beside what stands there; None where all are full.

        ``is_low`` asks for a lower corner, ``is_high`` for an upper one, where one is as good as free.

        Parameters
        ----------
        size
            Width and height, mm.
        is_low, is_high
            Which corners come first; neither asks for any.
        """
        box = self.free(size, is_low=is_low, is_high=is_high)
        if box is not None:
            self.taken.append(box)
        return box

    def free(
        self, size: tuple[float, float], *, is_low: bool = False, is_high: bool = False, full: float = FULL
    ) -> Box | None:
        """Return the emptiest corner as `best` does, but do not take it.

        Parameters
        ----------
        size
            Width and height, mm.
        is_low, is_high
            Which corners come first; neither asks for any.
        full
            Of which share of its own area a box may cover what the map is about.
        """
        tried = [
            (self._load(box) + penalty, at, box) for at, (box, penalty) in enumerate(self._boxes(size, is_low, is_high))
        ]
        if not tried:
            return None
        load, _, box = min(tried, key=lambda row: row[:2])
        return None if not (is_low or is_high) and load > full * size[0] * size[1] else box

    def _boxes(self, size: tuple[float, float], is_low: bool, is_high: bool) -> list[tuple[Box, float]]:  # noqa: FBT001
        """Return the boxes in the corners that overlap nothing taken, each with what is to be said against it."""
        width, height = size
        inner = self.frame.grown(-EDGE_MM)
        boxes = []
        for is_right in (False, True):
            for is_top in (False, True):
                for shift in self._shifts(is_right=is_right, is_top=is_top):
                    left = inner.right - width - shift[0] if is_right else inner.left + shift[0]
                    bottom = inner.top - height - shift[1] if is_top else inner.bottom + shift[1]
                    box = Box(left, bottom, left + width, bottom + height)
                    is_inside = left >= inner.left - 0.01 and box.right <= inner.right + 0.01
                    is_inside &= bottom >= inner.bottom - 0.01 and box.top <= inner.top + 0.01
                    if is_inside and not any(box.grown(APART_MM - 0.1).overlaps(other) for other in self.taken):
                        against = 40.0 * ((is_low and is_top) or (is_high and not is_top)) + sum(shift) * 0.2
                        boxes.append((box, against))
        return boxes

    def _shifts(self, *, is_right: bool, is_top: bool) -> list[tuple[float, float]]:
        """Return how far from a corner a box may stand: in it, or next to what is there already."""
        inner = self.frame.grown(-EDGE_MM)
        shifts = [(0.0, 0.0)]
        for box in self.taken:
            across = inner.right - box.left if is_right else box.right - inner.left
            upward = inner.top - box.bottom if is_top else box.top - inner.bottom
            shifts += [(across + APART_MM, 0.0), (0.0, upward + APART_MM)]
        return shifts

    def _load(self, box: Box) -> float:
        area = shapely.box(*box.corners)
        lines = LINE_WEIGHT * area.intersection(self.lines).length
        x, y = self.spots.T
        spots = (box.left < x) & (x < box.right) & (box.bottom < y) & (y < box.top)
        return float(area.intersection(self.about).area + lines + SITE_WEIGHT * spots.sum())
