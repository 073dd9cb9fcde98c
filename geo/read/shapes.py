"""Curated alignments, sites and areas in, one checked layer out."""

from __future__ import annotations

import re
from reprlib import Repr
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape

from geo.crs import MAP_CRS
from geo.errors import AtlasError, Fault
from geo.read.folder import (
    MEGABYTE,
    MOST_FEATURES,
    MOST_MEGABYTES,
    MOST_SHAPE_FILES,
    file_faults,
    read_json,
    text_faults,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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

READING_FAILS = (
    ShapelyError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    RecursionError,
)
"""What Shapely raises for what is no geometry of GeoJSON."""
KINDS = ("Point", "LineString", "Polygon")
LONGEST_KM = 10_000
"""No line of one province is longer."""
FEATURE = re.compile(r'"type"\s*:\s*"Feature"')
SHORTENED = Repr()
SHORTENED.maxstring, SHORTENED.maxlevel, SHORTENED.maxlist, SHORTENED.maxother = 80, 3, 6, 80

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
    for file in _files(shapes_dir, faults):
        for line, feature in _features(shapes_dir.parent, file, faults):
            try:
                row, feature_faults = _feature(feature, file, line)
            except RecursionError:
                row, feature_faults = {}, [Fault(file, line, "", "file.nested")]
            faults += feature_faults
            if not feature_faults:
                rows.append(row)
    columns = [*PROPERTIES, *OPTIONAL, ROAD_NUMBER, "stops", "file", "line", "geometry"]
    table = pd.DataFrame(rows, columns=columns)
    table["published_length_km"] = table["published_length_km"].astype(float)
    return gpd.GeoDataFrame(table, geometry="geometry", crs=MAP_CRS), faults


def _files(shapes_dir: Path, faults: list[Fault]) -> list[str]:
    """Return the files of a directory that may be opened, as paths within the folder, or say why not."""
    files = [f"{shapes_dir.name}/{path.name}" for path in sorted(shapes_dir.glob("*.geojson"))]
    if len(files) > MOST_SHAPE_FILES:
        faults.append(Fault(shapes_dir.name, None, "", "file.many", count=len(files), most=MOST_SHAPE_FILES))
        return []
    closed = file_faults(shapes_dir.parent, [], optional=files)
    faults += closed
    opened = [file for file in files if file not in {fault.file for fault in closed}]
    size = sum((shapes_dir.parent / file).stat().st_size for file in opened) / MEGABYTE
    if size > MOST_MEGABYTES["geojson"]:
        faults.append(Fault(shapes_dir.name, None, "", "file.large", size=size, most=MOST_MEGABYTES["geojson"]))
        return []
    return opened


def _features(data_dir: Path, file: str, faults: list[Fault]) -> Iterator[tuple[int, Any]]:
    """Yield the features of a file, each with the line it stands on, or say what is wrong with the file."""
    collection, text, broken = read_json(data_dir, file)
    faults += broken
    if broken:
        return
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        faults.append(Fault(file, None, "", "shape.no_features"))
    elif len(features) > MOST_FEATURES:
        faults.append(Fault(file, None, "", "shape.many", count=len(features), most=MOST_FEATURES))
    else:
        yield from zip(lines_of_features(text, len(features)), features, strict=True)


def lines_of_features(text: str, count: int) -> Sequence[int]:
    """Return the line that each feature of a file stands on.

    Parameters
    ----------
    text
        The file. A geographic information system may write lines of its own before the features.
    count
        How many there are.

    Returns
    -------
    Sequence of int
        From line 2 on, one each, where the file does not show where they stand.
    """
    lines = [line for line, content in enumerate(text.split("\n"), start=1) if FEATURE.search(content)]
    return lines if len(lines) == count else range(2, count + 2)


def _feature(feature: dict[str, Any], file: str, line: int) -> tuple[dict[str, Any], list[Fault]]:
    """Return one feature as a row, with its faults."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return {}, [Fault(file, line, "properties", "shape.no_properties")]
    faults = [
        Fault(file, line, name, "shape.property", value=short(properties.get(name)))
        for name, kind in PROPERTIES.items()
        if not isinstance(properties.get(name), kind)
    ]
    faults += [Fault(file, line, name, "shape.empty") for name in REQUIRED if properties.get(name) == ""]
    faults += _length_faults(properties.get("published_length_km"), file, line)
    precision = properties.get("precision")
    if not (isinstance(precision, str) and precision in PRECISIONS):
        faults.append(Fault(file, line, "precision", "shape.precision", value=short(precision), known=list(PRECISIONS)))
    geometry = None
    try:
        geometry = _geometry(feature.get("geometry"), is_admin=precision == "admin")
    except _GeometryError as broken:
        faults.append(Fault(file, line, "geometry", broken.code, **broken.params))
    place_ids = properties.get("place_ids")
    if precision == "admin" and not place_ids:
        faults.append(Fault(file, line, "place_ids", "shape.no_unit"))
    faults += _optional_faults(properties, file, line)
    row = dict.fromkeys([*OPTIONAL, ROAD_NUMBER], "") | properties | {"file": file, "line": line, "geometry": geometry}
    if not faults:
        row["place_ids"], row["stops"] = tuple(place_ids or ()), tuple(properties.get("stops") or ())
    return row, faults


def _optional_faults(properties: dict[str, Any], file: str, line: int) -> list[Fault]:
    """Return what is wrong with what a feature may say, and with the texts and lists of what it must say."""
    place_ids = properties.get("place_ids")
    faults = [
        Fault(file, line, "place_ids", "shape.property", value=short(place_ids))
        for place in (place_ids if isinstance(place_ids, list) else [])
        if not isinstance(place, str)
    ][:1]
    faults += [
        Fault(file, line, name, "shape.property", value=short(properties[name]))
        for name in OPTIONAL
        if not isinstance(properties.get(name, ""), str)
    ]
    number, stops = properties.get(ROAD_NUMBER, ""), properties.get("stops", [])
    if number and not (isinstance(number, str) and NUMBERED.fullmatch(number)):
        faults.append(Fault(file, line, ROAD_NUMBER, "shape.road_number", value=short(number)))
    if not _are_stops(stops):
        faults.append(Fault(file, line, "stops", "shape.property", value=short(stops)))
    else:
        named = ((name, stop[name]) for stop in stops for name in ("name_zh", "name_en"))
        faults += [fault for name, text in named for fault in text_faults(file, line, f"stops.{name}", text)]
    for name in (*PROPERTIES, *OPTIONAL):
        if isinstance(text := properties.get(name), str):
            faults += text_faults(file, line, name, text)
    return faults


def short(value: object) -> str:
    """Return a value as a sentence names it.

    Parameters
    ----------
    value
        What stands in a file, of any size and depth.
    """
    return SHORTENED.repr(value)


def _length_faults(length_km: object, file: str, line: int) -> Iterator[Fault]:
    """Yield a fault where a published length is a truth value, or no length that a line on the ground can have."""
    if isinstance(length_km, bool):
        yield Fault(file, line, "published_length_km", "shape.property", value=short(length_km))
    elif isinstance(length_km, (int, float)) and not 0 < length_km < LONGEST_KM:
        yield Fault(file, line, "published_length_km", "shape.length", length=short(length_km))


def _are_stops(stops: object) -> bool:
    """Whether each has a name in both languages and a position of two numbers."""
    return isinstance(stops, list) and all(
        isinstance(stop, dict)
        and all(isinstance(stop.get(name), kind) and stop[name] for name, kind in STOP.items())
        and [_is_degrees(degrees) for degrees in stop["at"]] == [True, True]
        for stop in stops
    )


def _is_degrees(number: object) -> bool:
    return isinstance(number, (int, float)) and not isinstance(number, bool) and abs(number) <= 180  # noqa: PLR2004


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
        geometry = single(shapely.force_2d(shape(geojson)))
    except READING_FAILS as broken:
        raise _GeometryError("shape.unreadable", reason=broken) from broken
    if is_admin:
        raise _GeometryError("shape.admin_geometry")
    if geometry.geom_type.startswith("Multi") and not geometry.is_empty:
        raise _GeometryError("shape.parts", kind=geometry.geom_type, count=len(geometry.geoms))
    if geometry.geom_type not in KINDS:
        raise _GeometryError("shape.kind", kind=geometry.geom_type, known=list(KINDS))
    if geometry.is_empty or not geometry.is_valid:
        raise _GeometryError("shape.invalid")
    if not in_china(geometry):
        raise _GeometryError("shape.outside_china", bounds=[f"{degrees:g}" for degrees in geometry.bounds])
    return geometry


def in_china(geometry: Any) -> bool:
    """Whether a geometry in degrees lies within the extent of China.

    Parameters
    ----------
    geometry
        One that is not empty, longitude first.
    """
    west, south, east, north = geometry.bounds
    return bool(73 < west <= east < 136 and 17 < south <= north < 54)  # noqa: PLR2004 - the extent in degrees


def single(geometry: Any) -> Any:
    """Return a geometry of one part as that part, and lines that follow on each other as one line.

    Geographic information systems write what is one line as a MultiLineString.

    Parameters
    ----------
    geometry
        Of any kind.

    Returns
    -------
    Geometry
        As it is where it has parts that are no single one.
    """
    if geometry.geom_type == "MultiLineString" and len(geometry.geoms) > 1:
        geometry = shapely.line_merge(geometry)
    is_one = geometry.geom_type.startswith("Multi") and len(geometry.geoms) == 1
    return geometry.geoms[0] if is_one else geometry
