"""Degrees of ``MAP_CRS`` into metres of ``MEASURE_CRS`` and back; each thread has a transformer of its own."""

from __future__ import annotations

from threading import local
from typing import Any

from pyproj import Transformer

from geo.crs import MAP_CRS, MEASURE_CRS

_OWN = local()


def to_metres(lon: Any, lat: Any) -> Any:
    """Return east and north in metres of degrees, numbers or arrays alike.

    Parameters
    ----------
    lon, lat
        Degrees in ``MAP_CRS``.

    Returns
    -------
    Any
        A pair, each of the shape that was given.
    """
    return _transformer().transform(lon, lat)


def to_degrees(east_m: Any, north_m: Any) -> Any:
    """Return longitude and latitude of metres, numbers or arrays alike.

    Parameters
    ----------
    east_m, north_m
        Metres in ``MEASURE_CRS``.

    Returns
    -------
    Any
        A pair, each of the shape that was given.
    """
    return _transformer().transform(east_m, north_m, direction="INVERSE")


GRID_CRS = "EPSG:4497"
"""CGCS2000 / Gauss-Kruger zone 19: of 6 degrees, central meridian 111 E; all of the cluster lies in it."""


def grid_metres(east_m: Any, north_m: Any) -> Any:
    """Return coordinates of the kilometre grid, metres in ``GRID_CRS``, zone number and all.

    Parameters
    ----------
    east_m, north_m
        Metres in ``MEASURE_CRS``.
    """
    return _grid_transformer().transform(east_m, north_m)


def from_grid(east_m: Any, north_m: Any) -> Any:
    """Return metres in ``MEASURE_CRS`` of coordinates of the kilometre grid.

    Parameters
    ----------
    east_m, north_m
        Metres in ``GRID_CRS``.
    """
    return _grid_transformer().transform(east_m, north_m, direction="INVERSE")


def _grid_transformer() -> Transformer:
    if not hasattr(_OWN, "grid"):
        _OWN.grid = Transformer.from_crs(MEASURE_CRS, GRID_CRS, always_xy=True)
    grid: Transformer = _OWN.grid
    return grid


def _transformer() -> Transformer:
    if not hasattr(_OWN, "transformer"):
        _OWN.transformer = Transformer.from_crs(MAP_CRS, MEASURE_CRS, always_xy=True)
    transformer: Transformer = _OWN.transformer
    return transformer
