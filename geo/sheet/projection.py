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


def _transformer() -> Transformer:
    if not hasattr(_OWN, "transformer"):
        _OWN.transformer = Transformer.from_crs(MAP_CRS, MEASURE_CRS, always_xy=True)
    transformer: Transformer = _OWN.transformer
    return transformer
