"""What offset printing can show: whether a colour lies within what four inks on coated paper reach.

Colours stay sRGB in every file (PDF/A refuses device CMYK); a printer turns them into inks. What no mixture of inks
reaches comes out duller, and two hues that are told apart on screen may no longer be. So each colour of a theme is
compared with the solid of the solids: the convex hull, in CIE 1976 L*a*b*, of paper, of the full tones of cyan,
magenta and yellow and of each two of them, and of the deepest black. Both are taken relative to their white and with
their blacks made equal (black point compensation, ISO 18619), as a press room turns sRGB into inks.

The hull is somewhat smaller than what halftones reach between the solids, so it errs on the safe side.

Source: characterisation data FOGRA39L (Fogra, December 2006: offset, ISO 12647-2:2004/Amd 1, paper type 1 or 2, coated,
115 g/m², D50, 2°, white backing), as kept in the sources of colord (data/profiles/FOGRA39L.ti3). The tolerance is a
choice of this project, not a figure of the standard.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from geo.looks.difference import lab_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAPER_XYZ = (84.48, 87.62, 74.57)
BLACK_XYZ = (0.93, 0.99, 0.75)
"""Of 100, 85, 85 and 100 % of cyan, magenta, yellow and black."""
SOLIDS_XYZ = {
    "cyan": (15.02, 22.93, 52.85),
    "magenta": (33.03, 16.79, 15.01),
    "yellow": (69.17, 74.16, 7.04),
    "magenta and yellow": (30.20, 16.02, 2.30),
    "cyan and yellow": (8.16, 18.42, 6.74),
    "cyan and magenta": (5.67, 4.10, 15.67),
}
TOLERANCE = 5.0
"""How far outside, in CIE 1976 colour difference, a colour may lie."""
FLAT = 1e-6


def beyond_print(colour: str) -> float:
    """Return how far outside the hull a colour lies; 0 and less for inside.

    Parameters
    ----------
    colour
        ``#rrggbb``, sRGB.

    Returns
    -------
    float
        CIE 1976 colour difference from the nearest face, about.
    """
    point = lab_of(colour)
    normals, offsets = _faces()
    return float((normals @ point - offsets).max())


@cache
def _faces() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the faces of the hull: their normals, which point outwards, and how far from the origin they are."""
    points = _corners()
    middle = points.mean(axis=0)
    normals, offsets = [], []
    for three in combinations(points, 3):
        normal = np.cross(three[1] - three[0], three[2] - three[0])
        normal = normal / np.linalg.norm(normal)
        offset = float(normal @ three[0])
        if normal @ middle > offset:
            normal, offset = -normal, -offset
        if (points @ normal <= offset + FLAT).all():  # all lies on one side of it
            normals.append(normal)
            offsets.append(offset)
    return np.array(normals), np.array(offsets)


def _corners() -> NDArray[np.float64]:
    """Return paper, solids and black as L*a*b*, white as 100 and black as 0."""
    xyz = np.array([PAPER_XYZ, *SOLIDS_XYZ.values(), BLACK_XYZ]) / PAPER_XYZ
    black = BLACK_XYZ[1] / PAPER_XYZ[1]
    x, y, z = _root(np.clip((xyz - black) / (1 - black), 0.0, 1.0)).T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def _root(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(shares > 0.008856, np.cbrt(shares), 7.787 * shares + 16 / 116)  # noqa: PLR2004 - CIE
