"""Boundaries and the shapes of projects as files that other mapping programs read.

Three formats, all in ``MAP_CRS`` (EPSG:4326): GeoPackage, GeoJSON, and zipped Shapefiles with a list of their fields,
because a Shapefile knows no long names, no long texts and one kind of geometry a file.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyogrio

from geo.crs import MAP_CRS, require_crs
from geo.export.columns import columns_of
from geo.export.delimited import archive

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd

    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words

LAYERS = ("province", "prefectures", "counties", "projects")
FORMATS = ("gpkg", "geojson", "shp")
SUFFIX = {"gpkg": "gpkg", "geojson": "geojson", "shp": "zip"}
SHAPE_FIELDS = {
    "adcode": "ADCODE",
    "name": "NAME",
    "level": "LEVEL",
    "parent_id": "PARENT_ID",
    "feature_id": "FEATURE_ID",
    "project_id": "PROJECT_ID",
    "name_zh": "NAME_ZH",
    "name_en": "NAME_EN",
    "type": "TYPE",
    "group": "GROUP",
    "status": "STATUS",
    "texts_status": "TEXTSTATUS",
    "stage_source_id": "STAGESRCID",
    "reported_on": "REPORTED",
    "precision": "PRECISION",
    "method": "METHOD",
    "place_ids": "PLACE_IDS",
    "part_zh": "PART_ZH",
    "part_en": "PART_EN",
    "basis_zh": "BASIS_ZH",
    "basis_en": "BASIS_EN",
    "source_id": "SOURCE_ID",
    "published_length_km": "PUBLEN_KM",
}
"""Field of a boundary or a shape → its name in a Shapefile: ASCII, at most ten characters."""
POSITION = "position"
"""The field that says what the geometry of a project stands for."""
KINDS = {"points": ("Point",), "lines": ("LineString", "MultiLineString"), "areas": ("Polygon", "MultiPolygon")}
"""A project's shape is one of these; each is a layer of its own where a format holds one kind a layer."""
MADE = "1980-01-01"
"""The date within files, as in archives: the same layer gives the same bytes."""
DBF_BYTES = 254
"""The longest text that a Shapefile holds, in bytes of UTF-8."""


def short_names() -> dict[str, str]:
    """Return every field of a layer → its name in a Shapefile, in the order of layers."""
    own = {name: column.alias for name, column in columns_of("layer").items()}
    return SHAPE_FIELDS | own | {POSITION: "POSITION"}


def layer(atlas: Atlas, name: str) -> gpd.GeoDataFrame:
    """Return a layer of ``LAYERS`` as it is taken away, in ``MAP_CRS``.

    Boundaries have ``adcode``, ``name``, ``level`` and ``parent_id``. Projects have a row a shape, with the stage that
    stands, the day of the last report, and how the place is known; where ``precision`` is ``admin`` the geometry is the
    outline of the units in ``place_ids``, which stand for the project.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    name
        One of `LAYERS`.
    """
    if name == "projects":
        return project_shapes(atlas.view())
    boundaries: gpd.GeoDataFrame = getattr(atlas.boundaries, name)
    return boundaries


def layer_file(atlas: Atlas, name: str, file_format: str, words: Words) -> bytes:
    """Return a layer as one file: a GeoPackage, a GeoJSON or a ZIP archive of Shapefiles.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    name
        One of `LAYERS`.
    file_format
        One of `SUFFIX`.
    words
        The words of the language.

    Raises
    ------
    CrsError
        The layer is not in ``MAP_CRS``.
    KeyError
        There is no such format.
    """
    return written(layer(atlas, name), name, file_format, lambda field: words(_meaning_of(field, name)), words)


def _meaning_of(field: str, name: str) -> str:
    """Return the key of the words for a field of a layer, or for the layer where no field is given."""
    return f"data.layer_field.{field}" if field else f"data.layer.{name}"


def written(
    shapes: gpd.GeoDataFrame, name: str, file_format: str, meaning_of: Callable[[str], str], words: Words
) -> bytes:
    """Return a layer, with fields of `short_names`, as one file that bears a name.

    Parameters
    ----------
    shapes
        The layer, in ``MAP_CRS``.
    name
        The name of the layer in the file.
    file_format
        One of ``FORMATS``.
    meaning_of
        What a field means, for the list beside Shapefiles; of an empty text, what the layer is.
    words
        The language of that list.

    Raises
    ------
    CrsError
        The layer is not in ``MAP_CRS``.
    KeyError
        There is no such format.
    """
    require_crs(shapes, MAP_CRS)
    with tempfile.TemporaryDirectory() as place:
        directory = Path(place)
        if file_format == "shp":
            return _shapefiles(directory, name, shapes, meaning_of, words)
        return {"gpkg": _geopackage, "geojson": _geojson}[file_format](directory, name, shapes)


def project_shapes(view: View) -> gpd.GeoDataFrame:
    """Return the shapes of the projects in view, with the stage as known on its day, in ``MAP_CRS``.

    A reference that appeared later is not named.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.

    Returns
    -------
    GeoDataFrame
        One row a shape, with ``project_id``, names, type, group, ``status``, ``reported_on`` (2024-03-31),
        ``place_ids`` (a space between them) and what the shapes of the record say of themselves.
    """
    atlas = view.atlas
    columns = ["name_zh", "name_en", "type", "group", "status", "texts_status"]
    shapes = atlas.features[atlas.features["project_id"].isin(view.projects.index)]
    shapes = shapes.join(view.projects[columns], on="project_id")
    shapes["source_id"] = shapes["source_id"].where(shapes["source_id"].isin(atlas.sources.index), "")
    shapes["stage_source_id"] = shapes["project_id"].map(atlas.deciding["source_id"]).fillna("")
    shapes["reported_on"] = shapes["project_id"].map(view.latest_reports["published_on"].dt.strftime("%Y-%m-%d"))
    shapes["place_ids"] = shapes["place_ids"].map(" ".join)
    fields = [field for field in SHAPE_FIELDS if field in shapes]
    return shapes[[*fields, "geometry"]]


def _parts(name: str, shapes: gpd.GeoDataFrame) -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layer by kind of geometry: one part that bears its name, or several with the kind added."""
    parts = {kind: shapes[shapes.geom_type.isin(types)] for kind, types in KINDS.items()}
    parts = {kind: part for kind, part in parts.items() if len(part)}
    return {name if len(parts) == 1 else f"{name}_{kind}": part for kind, part in parts.items()}


def _geopackage(directory: Path, name: str, shapes: gpd.GeoDataFrame) -> bytes:
    path = directory / f"{name}.gpkg"
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{MADE}T00:00:00Z"})
    for part_name, part in _parts(name, shapes).items():
        part.to_file(path, layer=part_name, driver="GPKG", engine="pyogrio")
    return path.read_bytes()


def _geojson(directory: Path, name: str, shapes: gpd.GeoDataFrame) -> bytes:
    path = directory / f"{name}.geojson"
    options: dict[str, Any] = {"COORDINATE_PRECISION": 9}  # a tenth of a millimetre
    shapes.to_file(path, driver="GeoJSON", engine="pyogrio", layer_options=options)
    return path.read_bytes()


def _shapefiles(
    directory: Path, name: str, shapes: gpd.GeoDataFrame, meaning_of: Callable[[str], str], words: Words
) -> bytes:
    cut: dict[str, int] = {}
    for part_name, part in _parts(name, shapes).items():
        short = part.rename(columns=short_names())
        for field in short.columns.drop("geometry"):
            if pd.api.types.is_string_dtype(short[field]):
                fitting = short[field].map(_fitting)
                cut[field] = cut.get(field, 0) + int((fitting != short[field]).sum())
                short[field] = fitting
        options: dict[str, Any] = {"DBF_DATE_LAST_UPDATE": MADE}
        short.to_file(
            directory / f"{part_name}.shp",
            driver="ESRI Shapefile",
            engine="pyogrio",
            encoding="UTF-8",
            layer_options=options,
        )
    files = {path.name: path.read_bytes() for path in sorted(directory.iterdir())}
    fields = [field for field in shapes.columns if field != "geometry"]
    files[f"{name}_fields.txt"] = _field_list(fields, cut, meaning_of, words)
    return archive(files)


def _fitting(text: str) -> str:
    """Return as much of a text as a Shapefile holds, whole characters only."""
    encoded = text.encode()
    return text if len(encoded) <= DBF_BYTES else encoded[: DBF_BYTES - 3].decode(errors="ignore") + "…"


def _field_list(fields: list[str], cut: Mapping[str, int], meaning_of: Callable[[str], str], words: Words) -> bytes:
    """Return the list of fields that goes beside Shapefiles, as text that Windows opens rightly."""
    lines = [meaning_of(""), ""]
    short = short_names()
    lines += [f"{short[field]:<12}{field:<22}{meaning_of(field)}" for field in fields]
    lines += [words("data.cut", field=field, count=count, bytes=DBF_BYTES) for field, count in cut.items() if count]
    lines += ["", words("data.crs"), words("data.licence.boundaries"), words("data.licence.approval")]
    return "\ufeff".encode() + "\r\n".join(lines).encode() + b"\r\n"
