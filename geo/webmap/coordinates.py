"""How exact the coordinates are that go to the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import mapping

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

DECIMALS = 4
"""Of a degree: 11 m, a tenth of what the light boundaries keep."""


def geojson(geometry: BaseGeometry) -> dict[str, Any]:
    """Return a geometry as GeoJSON, its coordinates at `DECIMALS`; neighbours that share an edge keep sharing it.

    Parameters
    ----------
    geometry
        In degrees.
    """
    return dict(mapping(shapely.transform(geometry, lambda degrees: np.round(degrees, DECIMALS))))
