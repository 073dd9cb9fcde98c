"""The map set into that of a wide sheet: its core, where symbols tangle, enlarged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.sheet.frame import Frame
from geo.sheet.labels import Box
from geo.sheet.surrounds import LOCATOR_MARK

if TYPE_CHECKING:
    import pandas as pd

    from geo.read.words import Words
    from geo.sheet.corners import Corners
    from geo.sheet.paper import Paper

METRES_PER_MM = (500.0, 600.0)
"""Of the printed inset: 1:500 000, or somewhat less where that needs too much room."""
SIZES_MM = ((112.0, 104.0), (104.0, 96.0), (96.0, 90.0), (88.0, 84.0), (80.0, 76.0), (72.0, 70.0), (64.0, 62.0))
"""Width and height as laid out, the largest that has room first."""
LEAST_SITES, LEAST_ENLARGED = 10, 2.0
"""An inset holds at least so many sites, and is larger than its map by this factor."""
WITHIN = 0.6
"""A line of which more than this share lies in the inset is named there."""
SCALE_PT = 6.4
COVERED = 0.01
"""An inset may cover this share of its own area of the ground that its map is about."""


@dataclass(frozen=True)
class Inset:
    """The frame of an inset, and its ground as a box on the map around it, mm."""

    frame: Frame
    window: Box

    def beside(self, features: pd.DataFrame) -> pd.DataFrame:
        """Return the features as the map around the inset shows them: what the inset shows larger is left to it.

        Parameters
        ----------
        features
            From `geo.sheet.placing.laid_out`, for the map around.
        """
        window = shapely.box(*self.window.corners)
        spots = np.array(features["anchor"].tolist()).reshape(-1, 2)
        is_held = shapely.contains_xy(window, *spots.T) & features["is_site"].to_numpy()
        lines = features["shape"].to_numpy()
        within = shapely.length(shapely.intersection(lines, window))
        is_inner = features["is_line"].to_numpy() & (within > WITHIN * np.maximum(features["length"].to_numpy(), 1e-9))
        return features.assign(
            is_shown=features["is_shown"] & ~is_held,
            is_named=features["is_named"] & ~is_held & ~is_inner,
            road_number=features["road_number"].where(~is_inner, ""),
        )

    def draw_edges(self, paper: Paper, part: Paper, words: Words) -> None:
        """Draw the edge of the inset with its scale, and its extent on the map around.

        Parameters
        ----------
        paper
            The page with the map around.
        part
            That of the inset.
        words
            The words of the language.
        """
        paper.box("leaders", self.window, edge=LOCATOR_MARK, width_pt=0.9, gid="inset/extent")  # no line over a name
        box = self.frame.box
        part.box("frame", box, edge=LOCATOR_MARK, width_pt=0.9, gid="inset/edge")
        ratio = f"{round(self.frame.metres_per_mm / paper.scale * 1000):,}".replace(",", " ")
        text = words("sheet.inset", ratio=ratio)
        part.text(
            "surrounds", box.left + 1.6, box.top - 2.2, text, SCALE_PT, halo_pt=1.8, ink=LOCATOR_MARK, gid="inset/ratio"
        )


def inset_for(frame: Frame, features: pd.DataFrame, corners: Corners, scale: float) -> Inset | None:
    """Return the inset of a map whose symbols tangle; None where they do not, or there is no corner for it.

    Parameters
    ----------
    frame
        The window of the map.
    features
        From `geo.sheet.placing.laid_out`.
    corners
        Those of the map; the inset takes one.
    scale
        How much larger than it is laid out the page is printed.
    """
    sites = features[features["is_site"] & features["is_shown"]]
    if len(sites) < LEAST_SITES or frame.metres_per_mm < LEAST_ENLARGED * METRES_PER_MM[0] * scale:
        return None
    spots = sites[["anchor_x", "anchor_y"]].to_numpy(dtype=float)
    for size in SIZES_MM:
        for metres in METRES_PER_MM:
            ground = np.array(size) * metres * scale
            corner, held = _densest(spots, ground)
            if held < LEAST_SITES or frame.metres_per_mm < LEAST_ENLARGED * metres * scale:
                continue
            low, high = frame.to_page(np.array([corner, corner + ground]))
            window = Box(*low.tolist(), *high.tolist())
            if any(window.overlaps(box) for box in corners.taken):
                continue
            if (box := corners.free(size, full=COVERED)) is None or box.overlaps(window):
                continue
            corners.taken.append(box)
            return Inset(Frame(box, float(corner[0]), float(corner[1]), metres * scale), window)
    return None


def _densest(spots: np.ndarray, ground: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the lower left corner of the window with the most sites, these in its middle, and how many it holds."""
    within = (np.abs(spots[:, None, :] - spots[None, :, :]) <= ground / 2).all(axis=2)
    held = spots[within[int(np.argmax(within.sum(axis=1)))]]
    middle = (held.min(axis=0) + held.max(axis=0)) / 2
    corner = middle - ground / 2
    count = int(((spots >= corner) & (spots <= corner + ground)).all(axis=1).sum())
    return corner, count
