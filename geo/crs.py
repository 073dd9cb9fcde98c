"""The two reference systems of the atlas, the way out of GCJ-02, and measures on the ground.

``MAP_CRS`` is what is stored and shown, ``MEASURE_CRS`` what areas are taken in. Chinese web maps publish a third,
GCJ-02: degrees that look like WGS 84 and lie some 560 m beside it in Shanxi. It has no EPSG code, so a file cannot
declare it; whoever reads such a file has to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS, Geod

from geo.errors import CrsError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

MAP_CRS = "EPSG:4326"
MEASURE_CRS = "+proj=aea +lat_1=35.5 +lat_2=40 +lat_0=37.5 +lon_0=112.3 +datum=WGS84 +units=m +no_defs"
"""Albers equal-area with its standard parallels inside Shanxi (34.6 to 40.7 N), metres."""

CHINA_EXTENT = (72.004, 0.8293, 137.8347, 55.8271)
"""West, south, east, north in degrees: where the GCJ-02 formula applies, by every published version of it."""

KRASOVSKY_AXIS_M = 6_378_245.0
KRASOVSKY_ECCENTRICITY_SQUARED = 0.006693421622965943
INVERSE_ROUNDS = 6
"""Each round shrinks the error of the inverse, at first about 0.01 degree, a hundredfold; a seventh changes nothing."""


def wgs84_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Shift WGS 84 coordinates to where Chinese web maps show them.

    Parameters
    ----------
    lon, lat
        Degrees, of one shape, within China.

    Returns
    -------
    tuple of arrays
        Longitude and latitude in GCJ-02, degrees, of the shape that was given.

    Raises
    ------
    CrsError
        A coordinate lies outside ``CHINA_EXTENT`` or is not a number.

    Notes
    -----
    The regulation that defines GCJ-02 is not public. The formula is the one that became known about 2010 and that all
    open implementations share (``eviltransform``, ``coord-convert``); described in Wikipedia, "Restrictions on
    geographic data in China", section GCJ-02. It is computed on the ellipsoid of Krasovsky 1940.
    """
    lon, lat = _within_china(lon, lat)
    east, north = _shift_degrees(lon, lat)
    return lon + east, lat + north


def gcj02_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Undo the shift of GCJ-02, exactly: there and back again differs by less than a micrometre.

    The usual shortcut, taking the shift at the shifted place, is up to 3.6 m off in Shanxi. Here the place is looked
    for whose shift leads to the given coordinates, by fixed-point iteration.

    Parameters
    ----------
    lon, lat
        Degrees in GCJ-02, of one shape, within China.

    Returns
    -------
    tuple of arrays
        Longitude and latitude in WGS 84, degrees, of the shape that was given.

    Raises
    ------
    CrsError
        A coordinate lies outside ``CHINA_EXTENT`` or is not a number.
    """
    lon, lat = _within_china(lon, lat)
    true_lon, true_lat = lon, lat
    for _ in range(INVERSE_ROUNDS):
        east, north = _shift_degrees(true_lon, true_lat)
        true_lon, true_lat = lon - east, lat - north
    return true_lon, true_lat


def layer_gcj02_to_wgs84(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Convert a layer whose coordinates are GCJ-02 degrees to ``MAP_CRS``; vertices shared before are shared after.

    Parameters
    ----------
    layer
        Any columns; no CRS, or the geographic one that such files wrongly declare. Heights are dropped.

    Returns
    -------
    GeoDataFrame
        A copy with the same rows and columns in ``MAP_CRS``.

    Raises
    ------
    CrsError
        The layer declares a projected CRS, or a coordinate lies outside China.
    """
    if layer.crs is not None and not layer.crs.is_geographic:
        raise CrsError("crs.gcj02", crs=_name(layer.crs))
    geometries = shapely.transform(
        layer.geometry.to_numpy(), lambda points: np.column_stack(gcj02_to_wgs84(points[:, 0], points[:, 1]))
    )
    return layer.set_geometry(gpd.GeoSeries(geometries, index=layer.index, crs=MAP_CRS))


def require_crs(layer: gpd.GeoDataFrame | gpd.GeoSeries, crs: str) -> None:
    """Refuse a layer that is not in ``crs`` (the order of the axes aside: coordinates are always east, north).

    Parameters
    ----------
    layer
        What the next step takes.
    crs
        The CRS that it has to declare, as pyproj reads it: a code or a PROJ string.

    Raises
    ------
    CrsError
        The layer declares another CRS, or none.
    """
    if layer.crs is None:
        raise CrsError("crs.undeclared", expected=_name(CRS(crs)))
    if not layer.crs.equals(CRS(crs), ignore_axis_order=True):
        raise CrsError("crs.other", crs=_name(layer.crs), expected=_name(CRS(crs)))


def areas_km2(layer: gpd.GeoDataFrame) -> pd.Series[float]:
    """Measure the area of each geometry in ``MEASURE_CRS``.

    Parameters
    ----------
    layer
        A layer in ``MAP_CRS``. Its edges are taken as straight in the projection.

    Returns
    -------
    Series
        ``area_km2``, square kilometres, on the index of the layer; not a number where the geometry is missing.

    Raises
    ------
    CrsError
        The layer is not in ``MAP_CRS``.
    """
    require_crs(layer, MAP_CRS)
    return (layer.geometry.to_crs(MEASURE_CRS).area / 1e6).rename("area_km2")


def lengths_km(layer: gpd.GeoDataFrame) -> pd.Series[float]:
    """Measure the length of each line along the ellipsoid of WGS 84.

    Geodesic, not projected: in ``MEASURE_CRS``, true in area, a line comes out up to 0.08 % too long or too short
    within Shanxi, by its latitude and bearing.

    Parameters
    ----------
    layer
        A layer in ``MAP_CRS``.

    Returns
    -------
    Series
        ``length_km``, kilometres, on the index of the layer; not a number where the geometry is missing or is no line
        (ask for the boundary of an area, if its perimeter is meant).

    Raises
    ------
    CrsError
        The layer is not in ``MAP_CRS``.
    """
    require_crs(layer, MAP_CRS)
    geod = Geod(ellps="WGS84")
    is_line = layer.geometry.geom_type.isin(["LineString", "LinearRing", "MultiLineString"])
    metres = [
        geod.geometry_length(line) if is_measured else np.nan
        for line, is_measured in zip(layer.geometry, is_line, strict=True)
    ]
    return pd.Series(metres, index=layer.index, dtype=float, name="length_km") / 1e3


def _name(crs: CRS) -> str:
    """Name a CRS as its users write it: the code where it has one, or else its title."""
    code = crs.to_authority()
    return ":".join(code) if code else crs.name if crs.name != "unknown" else crs.to_string()


def _within_china(lon: ArrayLike, lat: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lon, lat = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    west, south, east, north = CHINA_EXTENT
    is_outside = ~((west <= lon) & (lon <= east) & (south <= lat) & (lat <= north))
    if is_outside.any():
        points = [f"({x:g}, {y:g})" for x, y in zip(lon[is_outside], lat[is_outside], strict=True)]
        raise CrsError(
            "crs.outside_china", count=len(points), points=points, west=west, south=south, east=east, north=north
        )
    return lon, lat


def _shift_degrees(
    lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Turn the shift from metres into degrees by the radii of curvature of Krasovsky's ellipsoid."""
    east_m, north_m = _shift_metres(lon - 105, lat - 35)
    phi = np.radians(lat)
    flattening = 1 - KRASOVSKY_ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    prime_vertical_m = KRASOVSKY_AXIS_M / np.sqrt(flattening)
    meridian_m = prime_vertical_m * (1 - KRASOVSKY_ECCENTRICITY_SQUARED) / flattening
    return np.degrees(east_m / (prime_vertical_m * np.cos(phi))), np.degrees(north_m / meridian_m)


def _shift_metres(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Shift to the east and north in metres; ``x`` and ``y`` are degrees from 105 E, 35 N, as the formula has it."""
    root = np.sqrt(np.abs(x))
    ripple = 20 * _wave(x, 1 / 6) + 20 * _wave(x, 1 / 2)
    east = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + 0.1 * root
    east += (ripple + 20 * _wave(x, 1) + 40 * _wave(x, 3) + 150 * _wave(x, 12) + 300 * _wave(x, 30)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 0.2 * root
    north += (ripple + 20 * _wave(y, 1) + 40 * _wave(y, 3) + 160 * _wave(y, 12) + 320 * _wave(y, 30)) * 2 / 3
    return east, north


def _wave(degrees: NDArray[np.float64], half_period: float) -> NDArray[np.float64]:
    return np.sin(np.pi * degrees / half_period)
