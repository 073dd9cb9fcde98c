"""Curated alignments, sites and areas in, one checked layer out."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
from shapely.errors import ShapelyError
from shapely.geometry import shape

from geo.crs import MAP_CRS
from geo.errors import AtlasError, Fault

if TYPE_CHECKING:
    from pathlib import Path

PRECISIONS = {"precise": 0.2, "approximate": 5.0, "schematic": 10.0, "admin": 0.0}
"""Precision → how far, in km, a shape may lie from what it shows. An admin unit stands for itself."""

PROPERTIES: dict[str, Any] = {
    "project_id": str,
    "precision": str,
    "method": str,
    "place_ids": list,
    "part_zh": str,
    "part_en": str,
    "basis_zh": str,
    "basis_en": str,
    "source_id": str,
    "published_length_km": (int, float, type(None)),
}
"""What each feature says of itself, and in which JSON type."""

OPTIONAL = ("crosses_note_zh", "crosses_note_en")
"""What a feature may say: why counties that its line crosses, or that its basis names, are none of its places."""

ROAD_NUMBER = "road_number"
"""What a feature of a road may carry: its number on the signs, where a text or a cited page states it."""
NUMBERED = re.compile(r"[GS][1-9][0-9]{0,3}")
"""G for national roads and expressways, S for provincial ones."""
STOP: dict[str, Any] = {"name_zh": str, "name_en": str, "at": list}
"""What each of the ``stops`` of a line says: a station or interchange that a source names, and where it lies."""

REQUIRED = ("project_id", "precision", "method", "basis_zh", "basis_en")


def read_shapes(shapes_dir: Path) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Read every ``*.geojson`` of a directory.

    Parameters
    ----------
    shapes_dir
        Holds files of features with the properties that ``PROPERTIES`` names, a feature a line.

    Returns
    -------
    layer
        In ``MAP_CRS``: the columns of ``PROPERTIES``, ``OPTIONAL`` and ``ROAD_NUMBER`` (``place_ids`` a tuple of place
        ids), ``stops`` (a tuple of mappings with the keys of ``STOP``, empty where no source names any), ``file``,
        ``line`` (each feature stands on a line of its own, the first on line 2) and ``geometry``, which is None where
        ``precision`` is ``admin``: the admin units in ``place_ids`` stand for the project.
    faults
        What is wrong with the features themselves; the layer holds the sound ones only.
    """
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for path in sorted(shapes_dir.glob("*.geojson")):
        file = f"{shapes_dir.name}/{path.name}"
        try:
            features = _features(path)
        except json.JSONDecodeError as broken:
            faults.append(Fault(file, broken.lineno, "", "file.not_json", reason=broken.msg))
            continue
        except UnicodeDecodeError as broken:
            faults.append(Fault(file, None, "", "file.encoding", reason=broken))
            continue
        if features is None:
            faults.append(Fault(file, None, "", "shape.no_features"))
        for line, feature in enumerate(features or [], start=2):
            row, feature_faults = _feature(feature, file, line)
            faults += feature_faults
            if not feature_faults:
                rows.append(row)
    columns = [*PROPERTIES, *OPTIONAL, ROAD_NUMBER, "stops", "file", "line", "geometry"]
    table = pd.DataFrame(rows, columns=columns)
    table["published_length_km"] = table["published_length_km"].astype(float)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=MAP_CRS), faults


def _features(path: Path) -> list[dict[str, Any]] | None:
    """Return the features of a JSON file; None where it holds no list of features."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    features = collection.get("features") if isinstance(collection, dict) else None
    is_list = isinstance(features, list) and all(isinstance(feature, dict) for feature in features)
    return features if is_list else None


def _feature(feature: dict[str, Any], file: str, line: int) -> tuple[dict[str, Any], list[Fault]]:
    """Return one feature as a row, with its faults."""
    properties = feature.get("properties") or {}
    faults = [
        Fault(file, line, name, "shape.property", value=repr(properties.get(name)))
        for name, kind in PROPERTIES.items()
        if not isinstance(properties.get(name), kind)
    ]
    faults += [Fault(file, line, name, "shape.empty") for name in REQUIRED if properties.get(name) == ""]
    length_km = properties.get("published_length_km")
    if isinstance(length_km, (int, float)) and length_km <= 0:
        faults.append(Fault(file, line, "published_length_km", "shape.length", length=length_km))
    precision = properties.get("precision")
    if precision not in PRECISIONS:
        faults.append(Fault(file, line, "precision", "shape.precision", value=repr(precision), known=list(PRECISIONS)))
    geometry = None
    try:
        geometry = _geometry(feature.get("geometry"), is_admin=precision == "admin")
    except _GeometryError as broken:
        faults.append(Fault(file, line, "geometry", broken.code, **broken.params))
    if precision == "admin" and not properties.get("place_ids"):
        faults.append(Fault(file, line, "place_ids", "shape.no_unit"))
    faults += [
        Fault(file, line, name, "shape.property", value=repr(properties[name]))
        for name in OPTIONAL
        if not isinstance(properties.get(name, ""), str)
    ]
    number, stops = properties.get(ROAD_NUMBER, ""), properties.get("stops", [])
    if number and not (isinstance(number, str) and NUMBERED.fullmatch(number)):
        faults.append(Fault(file, line, ROAD_NUMBER, "shape.road_number", value=repr(number)))
    if not _are_stops(stops):
        faults.append(Fault(file, line, "stops", "shape.property", value=repr(stops)))
    row = dict.fromkeys([*OPTIONAL, ROAD_NUMBER], "") | properties | {"file": file, "line": line, "geometry": geometry}
    row["place_ids"], row["stops"] = tuple(properties.get("place_ids") or ()), tuple(stops or ())
    return row, faults


def _are_stops(stops: object) -> bool:
    """Whether each has a name in both languages and a position of two numbers."""
    return isinstance(stops, list) and all(
        isinstance(stop, dict)
        and all(isinstance(stop.get(name), kind) and stop[name] for name, kind in STOP.items())
        and [isinstance(degrees, (int, float)) for degrees in stop["at"]] == [True, True]
        for stop in stops
    )


class _GeometryError(AtlasError):
    """The geometry of a feature is not one that the atlas can draw."""


def _geometry(geojson: dict[str, Any] | None, *, is_admin: bool) -> Any:
    """Return the geometry of a feature; None where an admin unit gives it.

    Raises
    ------
    _GeometryError
        It is missing, unreadable or not valid, lies outside China, or should not be there.
    """
    if geojson is None:
        if is_admin:
            return None
        raise _GeometryError("shape.no_geometry")
    try:
        geometry = shape(geojson)
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError) as broken:
        raise _GeometryError("shape.unreadable", reason=broken) from broken
    if is_admin:
        raise _GeometryError("shape.admin_geometry")
    if geometry.is_empty or not geometry.is_valid:
        raise _GeometryError("shape.invalid")
    west, south, east, north = geometry.bounds
    if not (73 < west <= east < 136 and 17 < south <= north < 54):  # noqa: PLR2004 - the extent of China in degrees
        raise _GeometryError("shape.outside_china", bounds=[f"{degrees:g}" for degrees in geometry.bounds])
    return geometry
