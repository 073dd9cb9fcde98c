"""The base that a map stands on, beside the boundaries: rivers, as lines with a name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
from shapely.errors import ShapelyError
from shapely.geometry import shape

from geo.crs import MAP_CRS
from geo.errors import Fault

if TYPE_CHECKING:
    from pathlib import Path

RIVERS = "rivers.geojson"
PROPERTIES = ("river_id", "name_zh", "name_en")
"""What each line says of its river."""


def no_rivers() -> gpd.GeoDataFrame:
    """Return the layer of a base without rivers."""
    return _layer([])


def read_rivers(directory: Path) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Read the rivers of a base.

    Parameters
    ----------
    directory
        Holds ``rivers.geojson``, a feature a line. Without that file there are no rivers: the ground of another
        province need not have them.

    Returns
    -------
    layer
        In ``MAP_CRS``: ``river_id``, ``name_zh``, ``name_en`` and ``geometry`` (a line). A river may have several
        lines, the longest first.
    faults
        What is wrong with them; the layer holds the sound ones only.
    """
    file = f"{directory.name}/{RIVERS}"
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for line, feature in enumerate(_features(directory / RIVERS, file, faults), start=2):
        row, own = _river(feature, file, line)
        faults += own
        rows += [] if own else [row]
    return _layer(rows), faults


def _layer(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    table = pd.DataFrame(rows, columns=[*PROPERTIES, "geometry"])
    return gpd.GeoDataFrame(table, geometry="geometry", crs=MAP_CRS)


def _features(path: Path, file: str, faults: list[Fault]) -> list[Any]:
    """Return the features of a file, or say what is wrong with it."""
    if not path.exists():
        return []
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as broken:
        faults.append(Fault(file, broken.lineno, "", "file.not_json", reason=broken.msg))
        return []
    except UnicodeDecodeError as broken:
        faults.append(Fault(file, None, "", "file.encoding", reason=broken))
        return []
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        faults.append(Fault(file, None, "", "shape.no_features"))
        return []
    return features


def _river(feature: dict[str, Any], file: str, line: int) -> tuple[dict[str, Any], list[Fault]]:
    """Return one line of a river as a row, with its faults."""
    properties = feature.get("properties") or {}
    faults = [
        Fault(file, line, name, "shape.property", value=repr(properties.get(name)))
        for name in PROPERTIES
        if not properties.get(name) or not isinstance(properties[name], str)
    ]
    try:
        geometry = shape(feature["geometry"])
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError) as broken:
        return {}, [*faults, Fault(file, line, "geometry", "shape.unreadable", reason=broken)]
    if geometry.geom_type != "LineString" or geometry.is_empty or not geometry.is_valid:
        faults.append(Fault(file, line, "geometry", "shape.invalid"))
    return {name: properties.get(name) for name in PROPERTIES} | {"geometry": geometry}, faults
