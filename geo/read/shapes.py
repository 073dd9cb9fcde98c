"""Curated alignments, sites and areas in, one checked layer out."""

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

REQUIRED = ("project_id", "precision", "method", "basis_zh", "basis_en")


def read_shapes(shapes_dir: Path) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Read every ``*.geojson`` of a directory.

    Returns
    -------
    layer
        In ``MAP_CRS``: the columns of ``PROPERTIES`` (``place_ids`` a tuple of place ids), ``file``, ``line`` (each
        feature stands on a line of its own, the first on line 2) and ``geometry``, which is None where ``precision``
        is ``admin``: the admin units in ``place_ids`` stand for the project.
    faults
        What is wrong with the features themselves; the layer holds the sound ones only.
    """
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for path in sorted(shapes_dir.glob("*.geojson")):
        file = f"{shapes_dir.name}/{path.name}"
        try:
            features = _features(path)
        except ValueError as broken:
            faults.append(Fault(file, getattr(broken, "lineno", None), "", f"is not a feature collection: {broken}"))
            continue
        for line, feature in enumerate(features, start=2):
            row, found = _feature(feature, file, line)
            faults += found
            if not found:
                rows.append(row)
    columns = [*PROPERTIES, "file", "line", "geometry"]
    table = pd.DataFrame(rows, columns=columns)
    table["published_length_km"] = table["published_length_km"].astype(float)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=MAP_CRS), faults


def _features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a file.

    Raises
    ------
    ValueError
        The file is not JSON, or holds no list of features.
    """
    found = json.loads(path.read_text(encoding="utf-8"))
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise ValueError("a list of features is expected")
    return features


def _feature(feature: dict[str, Any], file: str, line: int) -> tuple[dict[str, Any], list[Fault]]:
    """Return one feature as a row, with its faults."""
    properties = feature.get("properties") or {}
    faults = [
        Fault(file, line, name, f"is missing or of the wrong type, found {properties.get(name)!r}")
        for name, kind in PROPERTIES.items()
        if not isinstance(properties.get(name), kind)
    ]
    faults += [Fault(file, line, name, "is empty") for name in REQUIRED if properties.get(name) == ""]
    length_km = properties.get("published_length_km")
    if isinstance(length_km, (int, float)) and length_km <= 0:
        faults.append(Fault(file, line, "published_length_km", f"found {length_km}, expected more than 0"))
    precision = properties.get("precision")
    if precision not in PRECISIONS:
        faults.append(Fault(file, line, "precision", f"found {precision!r}, expected one of {', '.join(PRECISIONS)}"))
    geometry, broken = _geometry(feature.get("geometry"), is_admin=precision == "admin")
    if broken:
        faults.append(Fault(file, line, "geometry", broken))
    if precision == "admin" and not properties.get("place_ids"):
        faults.append(Fault(file, line, "place_ids", "is empty, though an admin unit is to stand for the project"))
    row = properties | {"file": file, "line": line, "geometry": geometry}
    row["place_ids"] = tuple(properties.get("place_ids") or ())
    return row, faults


def _geometry(found: dict[str, Any] | None, *, is_admin: bool) -> tuple[Any, str]:
    """Return the geometry of a feature and what is wrong with it, if anything."""
    if found is None:
        return None, "" if is_admin else "is null: only precision admin has no geometry of its own"
    try:
        geometry = shape(found)
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError) as broken:
        return None, f"cannot be read: {broken}"
    if is_admin:
        return None, "precision admin takes its geometry from the admin units: write null here"
    if geometry.is_empty or not geometry.is_valid:
        return None, "is empty or not valid"
    west, south, east, north = geometry.bounds
    if not (73 < west <= east < 136 and 17 < south <= north < 54):  # noqa: PLR2004 - the extent of China in degrees
        return None, f"lies outside China: {geometry.bounds}; expected longitude, latitude in WGS 84 degrees"
    return geometry, ""
