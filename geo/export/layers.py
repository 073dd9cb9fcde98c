"""Boundaries and the shapes of projects as files that other mapping programs read.

Three formats: GeoPackage with real dates and truth values, GeoJSON, and zipped Shapefiles with a list of their fields,
because a Shapefile knows no long names, no long texts and one kind of geometry a file. GeoJSON is in ``MAP_CRS``
(EPSG:4326), the others in any of `geo.export.systems.SYSTEMS`. Each says of itself what it is and on which terms.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from geo.crs import MAP_CRS, require_crs
from geo.export.about import about_layer
from geo.export.columns import layer_fields
from geo.export.delimited import archive
from geo.export.geojson import geojson
from geo.export.systems import WGS84, in_system, system_of
from geo.export.working import working_folder
from geo.read.tables import rows
from geo.words.faults import languages_with

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from geo.atlas.atlas import Atlas, View
    from geo.export.systems import System
    from geo.read.words import Words

LAYERS = ("province", "prefectures", "counties", "projects")
FORMATS = ("gpkg", "geojson", "shp")
IN_ANY_SYSTEM = ("gpkg", "shp")
"""The formats whose reference system can be chosen; GeoJSON knows one (RFC 7946)."""
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
POSITIONS = ("position_zh", "position_en")
"""The fields that say in words what the geometry of a project stands for."""
STOP_FIELDS = {"stop_id": "STOP_ID", "stop_number": "STOP_NO"}
"""The fields that stations and interchanges on a line have beside those of the line."""
KINDS = {"points": ("Point",), "lines": ("LineString", "MultiLineString"), "areas": ("Polygon", "MultiPolygon")}
"""A project's shape is one of these; each is a layer of its own where a format holds one kind a layer."""
MADE = "1980-01-01"
"""The date within files, as in archives: the same layer gives the same bytes."""
DBF_BYTES = 254
"""The longest text that a Shapefile holds, in bytes of UTF-8."""


def short_names() -> dict[str, str]:
    """Return every field of a layer → its name in a Shapefile, in the order of layers."""
    own = {
        field: f"{column.alias}_{lang}".upper() if lang else column.alias
        for field, (column, lang) in layer_fields().items()
    }
    return SHAPE_FIELDS | own | dict(zip(POSITIONS, ("POS_ZH", "POS_EN"), strict=True)) | STOP_FIELDS


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


@dataclass(frozen=True)
class Told:
    """What a file tells beside its values.

    Parameters
    ----------
    meaning_of
        What a field means, for the list beside Shapefiles; of an empty text, what the layer is.
    about
        Language → what the file says of itself, a line each.
    words
        The language of what is told in one.
    """

    meaning_of: Callable[[str], str]
    about: Mapping[str, Sequence[str]]
    words: Words


def layer_file(atlas: Atlas, name: str, file_format: str, words: Words, system: str = WGS84) -> bytes:
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
    system
        One of `geo.export.systems.SYSTEMS`.

    Raises
    ------
    CrsError
        The layer is not in ``MAP_CRS``.
    ExportError
        There is no such reference system, or the format is in WGS 84 alone.
    KeyError
        There is no such format.
    """
    chosen, shapes = system_of(system, file_format, IN_ANY_SYSTEM), layer(atlas, name)
    about = {lang: about_layer(atlas, name, known, chosen, shapes) for lang, known in languages_with(words).items()}
    held = {name: shapes} | ({f"{name}_stops": stops(atlas.view())} if name == "projects" else {})
    told = Told(lambda field: words(_meaning_of(field, name)), about, words)
    return written(held, name, file_format, told, chosen)


def _meaning_of(field: str, name: str) -> str:
    """Return the key of the words for a field of a layer, or for the layer where no field is given."""
    return f"data.layer_field.{field}" if field else f"data.layer.{name}"


def written(layers: Mapping[str, gpd.GeoDataFrame], name: str, file_format: str, told: Told, system: System) -> bytes:
    """Return layers, with fields of `short_names`, as one file that bears a name.

    Parameters
    ----------
    layers
        Name in the file → layer, in ``MAP_CRS``; those without a row are left out.
    name
        The name of the file within an archive, and of the collection.
    file_format
        One of ``FORMATS``.
    told
        What the file tells beside its values.
    system
        Where its coordinates are to be measured.

    Raises
    ------
    CrsError
        A layer is not in ``MAP_CRS``.
    KeyError
        There is no such format.
    """
    held = {key: shapes for key, shapes in layers.items() if len(shapes)}
    for shapes in held.values():
        require_crs(shapes, MAP_CRS)
    if file_format == "geojson":
        return geojson([(shapes, _key_of(shapes)) for shapes in held.values()], name, told.about)
    parts = {
        f"{part}_{system.mark}".replace("-", "_").rstrip("_"): in_system(shapes, system)
        for key, whole in held.items()
        for part, shapes in _parts(key, whole).items()
    }
    with working_folder(DataSourceError, DataLayerError, FeatureError) as directory, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")  # GCJ-02 has none to declare
        if file_format == "gpkg":
            return _geopackage(directory / f"{name}.gpkg", parts, told)
        if file_format != "shp":
            raise KeyError(file_format)
        return _shapefiles(directory, name, parts, told, system)


def _key_of(shapes: gpd.GeoDataFrame) -> str:
    """Return the field that is the id of a layer's features."""
    return next(field for field in ("stop_id", "feature_id", "adcode") if field in shapes)


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
        One row a shape, with ``project_id``, names, type, group, ``status``, ``reported_on`` (datetime64),
        ``place_ids`` (a space between them) and what the shapes of the record say of themselves.
    """
    atlas = view.atlas
    columns = ["name_zh", "name_en", "type", "group", "status", "texts_status"]
    shapes = atlas.features[atlas.features["project_id"].isin(view.projects.index)]
    shapes = shapes.join(view.projects[columns], on="project_id")
    shapes["source_id"] = shapes["source_id"].where(shapes["source_id"].isin(atlas.sources.index), "")
    shapes["stage_source_id"] = shapes["project_id"].map(atlas.deciding["source_id"]).fillna("")
    shapes["reported_on"] = shapes["project_id"].map(view.latest_reports["published_on"])
    shapes["place_ids"] = shapes["place_ids"].map(" ".join)
    fields = [field for field in SHAPE_FIELDS if field in shapes]
    return shapes[[*fields, "geometry"]]


def stops(view: View) -> gpd.GeoDataFrame:
    """Return the stations and interchanges on the lines of the projects in view as points, in ``MAP_CRS``.

    They are as exact as their line. Where the source that names them was not known by the day of the view, they are
    left out.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.

    Returns
    -------
    GeoDataFrame
        One row a stop: ``stop_id``, ``stop_number`` (from 1, in the order of the line), ``name_zh`` and ``name_en`` of
        the stop, and the project, precision, basis and source of its line.
    """
    atlas = view.atlas
    lines = atlas.features[atlas.features["project_id"].isin(view.projects.index)]
    lines = lines[lines["source_id"].isin([*atlas.sources.index, ""])]
    fields = ("feature_id", "project_id", "precision", "basis_zh", "basis_en", "source_id")
    points = [
        {
            "stop_id": f"{line.feature_id}-stop-{number}",
            "stop_number": number,
            "name_zh": stop["name_zh"],
            "name_en": stop["name_en"],
            **{field: getattr(line, field) for field in fields},
            "at": tuple(map(float, stop["at"])),
        }
        for line in rows(lines)
        for number, stop in enumerate(line.stops, start=1)
    ]
    columns = ["stop_id", "stop_number", "name_zh", "name_en", *fields, "at"]
    table = pd.DataFrame(points, columns=columns)
    lon, lat = ([at[axis] for at in table["at"]] for axis in (0, 1))
    return gpd.GeoDataFrame(table.drop(columns="at"), geometry=gpd.points_from_xy(lon, lat), crs=MAP_CRS)


def _parts(name: str, shapes: gpd.GeoDataFrame) -> Mapping[str, gpd.GeoDataFrame]:
    """Return the layer by kind of geometry: one part that bears its name, or several with the kind added."""
    parts = {kind: shapes[shapes.geom_type.isin(types)] for kind, types in KINDS.items()}
    parts = {kind: part for kind, part in parts.items() if len(part)}
    return {name if len(parts) == 1 else f"{name}_{kind}": part for kind, part in parts.items()}


ABOUT = "about"
"""The table of a GeoPackage in which it says what it is."""


def _geopackage(path: Path, parts: Mapping[str, gpd.GeoDataFrame], told: Told) -> bytes:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{MADE}T00:00:00Z"})
    described: dict[str, Any] = {"layer_options": {"DESCRIPTION": " ".join(told.about[told.words.lang])}}
    for name, part in parts.items():
        values = part.drop(columns=part.geometry.name)
        types = set(part.geom_type)
        pyogrio.raw.write(
            path,
            part.geometry.to_wkb().to_numpy(),
            [_array(values[field]) for field in values],
            np.array(values.columns, dtype=object),
            layer=name,
            driver="GPKG",
            geometry_type=max(types, key=len),
            promote_to_multi=len(types) > 1,
            crs=part.crs.to_string() if part.crs else None,
            append=path.exists(),
            encoding="UTF-8",
            **described,
        )
    table = [np.array([*lines], dtype=object) for lines in told.about.values()]
    fields = np.array([f"{ABOUT}_{lang}" for lang in told.about], dtype=object)
    pyogrio.raw.write(path, None, table, fields, layer=ABOUT, driver="GPKG", append=True, encoding="UTF-8")
    return path.read_bytes()


def _array(values: pd.Series[Any]) -> np.ndarray[Any, Any]:
    """Return a column as GDAL takes it: days as days, texts as objects."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return values.to_numpy().astype("datetime64[D]")
    return values.to_numpy(dtype=object) if pd.api.types.is_string_dtype(values) else values.to_numpy()


def _shapefiles(directory: Path, name: str, parts: Mapping[str, gpd.GeoDataFrame], told: Told, system: System) -> bytes:
    cut: dict[str, int] = {}
    for part_name, part in parts.items():
        short = _plain(part).rename(columns=short_names())
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
    fields = dict.fromkeys(field for part in parts.values() for field in part.columns if field != "geometry")
    mark = f"_{system.mark}".replace("-", "_").rstrip("_")
    files[f"{name}{mark}_fields.txt"] = _field_list([*fields], cut, told)
    return archive(files)


def _plain(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a layer without dates and truth values: days as 2024-03-31, or empty; 1 for true."""
    made = layer.copy()
    for field in made.columns.drop("geometry"):
        if pd.api.types.is_datetime64_any_dtype(made[field]):
            made[field] = made[field].dt.strftime("%Y-%m-%d").fillna("")
        elif pd.api.types.is_bool_dtype(made[field]):
            made[field] = made[field].astype("int32")
    return made


def _fitting(text: str) -> str:
    """Return as much of a text as a Shapefile holds, whole characters only."""
    encoded = text.encode()
    return text if len(encoded) <= DBF_BYTES else encoded[: DBF_BYTES - 3].decode(errors="ignore") + "…"


def _field_list(fields: Sequence[str], cut: Mapping[str, int], told: Told) -> bytes:
    """Return the list of fields that goes beside Shapefiles, as text that Windows opens rightly."""
    lines = [told.meaning_of(""), ""]
    short = short_names()
    lines += [f"{short[field]:<12}{field:<22}{told.meaning_of(field)}" for field in fields]
    lines += [
        told.words("data.cut", field=field, count=count, bytes=DBF_BYTES) for field, count in cut.items() if count
    ]
    lines += ["", *told.about[told.words.lang]]
    return "\ufeff".encode() + "\r\n".join(lines).encode() + b"\r\n"
