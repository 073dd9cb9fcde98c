"""A layer as GeoJSON by RFC 7946: WGS 84 and no member ``crs``, rings by the right-hand rule, an id a feature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import mapping

from geo.crs import MAP_CRS, require_crs
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd

DECIMALS = 9
"""Of a degree: a tenth of a millimetre."""


def geojson(layers: Iterable[tuple[gpd.GeoDataFrame, str]], name: str, about: Mapping[str, Sequence[str]]) -> bytes:
    """Return layers as one feature collection, a feature a line.

    Parameters
    ----------
    layers
        Each in ``MAP_CRS``, with the field that is the id of its features.
    name
        What the collection is called.
    about
        Language → what the file says of itself; a foreign member, which readers that do not know it pass over.

    Raises
    ------
    CrsError
        A layer is not in ``MAP_CRS``.
    """
    features = [feature for layer, key in layers for feature in _features(layer, key)]
    head = {"type": "FeatureCollection", "name": name, "about": {lang: list(lines) for lang, lines in about.items()}}
    written = ",\n".join(_json(feature) for feature in features)
    return f'{_json(head)[:-1]},\n"features":[\n{written}\n]}}\n'.encode()


def _features(layer: gpd.GeoDataFrame, key: str) -> Iterable[dict[str, Any]]:
    require_crs(layer, MAP_CRS)
    shapes = shapely.transform(shapely.orient_polygons(layer.geometry.to_numpy()), lambda xy: np.round(xy, DECIMALS))
    fields = layer.drop(columns=layer.geometry.name)
    for row, shape in zip(records(fields), shapes, strict=True):
        values = {field: _value(value) for field, value in row.items()}
        yield {"type": "Feature", "id": values[key], "properties": values, "geometry": mapping(shape)}


def _value(value: Any) -> Any:
    """Return a value as JSON has it: no date and no number that is none."""
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return value.item() if isinstance(value, np.generic) else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
