"""The base that a map stands on, beside the boundaries: rivers, as lines with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import shape

from geo.crs import MAP_CRS
from geo.errors import Fault
from geo.read.folder import MOST_FEATURES, file_faults, read_json, text_faults
from geo.read.shapes import READING_FAILS, in_china, short, single

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
    closed = file_faults(path.parent.parent, [], optional=[file])
    faults += closed
    if closed or not path.exists():
        return []
    collection, _, broken = read_json(path.parent.parent, file)
    faults += broken
    if broken:
        return []
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        faults.append(Fault(file, None, "", "shape.no_features"))
        return []
    if len(features) > MOST_FEATURES:
        faults.append(Fault(file, None, "", "shape.many", count=len(features), most=MOST_FEATURES))
        return []
    return features


def _river(feature: dict[str, Any], file: str, line: int) -> tuple[dict[str, Any], list[Fault]]:
    """Return one line of a river as a row, with its faults."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return {}, [Fault(file, line, "properties", "shape.no_properties")]
    faults = [
        Fault(file, line, name, "shape.property", value=short(properties.get(name)))
        for name in PROPERTIES
        if not properties.get(name) or not isinstance(properties[name], str)
    ]
    for name in PROPERTIES:
        if isinstance(text := properties.get(name), str):
            faults += text_faults(file, line, name, text)
    try:
        geometry = single(shapely.force_2d(shape(feature["geometry"])))
    except READING_FAILS as broken:
        return {}, [*faults, Fault(file, line, "geometry", "shape.unreadable", reason=broken)]
    if geometry.geom_type != "LineString" or geometry.is_empty or not geometry.is_valid:
        faults.append(Fault(file, line, "geometry", "shape.invalid"))
    elif not in_china(geometry):
        bounds = [f"{degrees:g}" for degrees in geometry.bounds]
        faults.append(Fault(file, line, "geometry", "shape.outside_china", bounds=bounds))
    return {name: properties.get(name) for name in PROPERTIES} | {"geometry": geometry}, faults
