"""The window of a sheet: which part of the ground it shows, and how metres become millimetres of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Transformer

from geo.crs import MAP_CRS, MEASURE_CRS

if TYPE_CHECKING:
    from typing import Any

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo.atlas.atlas import View
    from geo.draw.sheet.labels import Box

MARGIN = 0.05
"""Share of the extent that is left free on every side."""
LEAST_M = 36_000.0
"""No sheet shows less ground than this from side to side: a single point needs its surroundings."""


@dataclass(frozen=True)
class Frame:
    """A box on the page and the ground in it, in ``MEASURE_CRS``, north up at its central meridian."""

    box: Box
    west_m: float
    south_m: float
    metres_per_mm: float

    @property
    def ground(self) -> tuple[float, float, float, float]:
        """West, south, east, north in metres of ``MEASURE_CRS``."""
        east = self.west_m + self.box.width * self.metres_per_mm
        return self.west_m, self.south_m, east, self.south_m + self.box.height * self.metres_per_mm

    def on_page(self, layer: gpd.GeoDataFrame | gpd.GeoSeries) -> NDArray[Any]:
        """Return the geometries of a layer in ``MAP_CRS`` as geometries in mm of the page."""
        metres = layer.geometry.to_crs(MEASURE_CRS).to_numpy()
        on_page: NDArray[Any] = shapely.transform(metres, self._to_mm)
        return on_page

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies on the page, mm."""
        metres = Transformer.from_crs(MAP_CRS, MEASURE_CRS, always_xy=True).transform(lon, lat)
        x, y = self._to_mm(np.array([metres]))[0]
        return float(x), float(y)

    def north_deg(self, x: float, y: float) -> float:
        """Return by how many degrees true north leans to the right of the page at a point of it, mm."""
        back = Transformer.from_crs(MEASURE_CRS, MAP_CRS, always_xy=True)
        metres = (
            self.west_m + (x - self.box.left) * self.metres_per_mm,
            self.south_m + (y - self.box.bottom) * self.metres_per_mm,
        )
        lon, lat = back.transform(*metres)
        (x0, y0), (x1, y1) = self.point(lon, lat), self.point(lon, lat + 0.01)
        return float(np.degrees(np.arctan2(x1 - x0, y1 - y0)))

    def _to_mm(self, metres: NDArray[Any]) -> NDArray[Any]:
        corner = np.array([self.west_m, self.south_m])
        on_page: NDArray[Any] = (metres - corner) / self.metres_per_mm + np.array([self.box.left, self.box.bottom])
        return on_page


def frame_for(ground: tuple[float, float, float, float], box: Box, margin: float = MARGIN) -> Frame:
    """Return the frame that shows all of the ground in the middle of a box."""
    west, south, east, north = ground
    width, height = (max(side * (1 + 2 * margin), LEAST_M) for side in (east - west, north - south))
    scale = max(width / box.width, height / box.height)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return Frame(box, middle_x - box.width * scale / 2, middle_y - box.height * scale / 2, scale)


def cluster_ground(view: View) -> tuple[float, float, float, float]:
    """Return the extent of the five cities, metres in ``MEASURE_CRS``."""
    cities = view.atlas.light_boundaries.prefectures
    return _bounds(cities[cities["adcode"].isin(view.atlas.city_ids)])


def view_ground(view: View) -> tuple[float, float, float, float]:
    """Return the extent of the projects in view and the places chosen; of the five cities where nothing is chosen."""
    if view.filters.is_empty or view.features.empty:
        return cluster_ground(view)
    outlines = view.atlas.light_boundaries
    extents = [_bounds(view.features)]
    for units in (outlines.prefectures, outlines.counties):
        chosen = units[units["adcode"].isin(view.filters.place)]
        extents += [_bounds(chosen)] if len(chosen) else []
    edges = np.array(extents)
    return (*edges[:, :2].min(axis=0).tolist(), *edges[:, 2:].max(axis=0).tolist())


def _bounds(layer: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    west, south, east, north = layer.geometry.to_crs(MEASURE_CRS).total_bounds
    return float(west), float(south), float(east), float(north)
