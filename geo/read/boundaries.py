"""Boundary files in, one checked set of boundaries out, and a lighter copy of it for the screen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj import CRS
from pyproj.exceptions import ProjError
from shapely.errors import ShapelyError

from geo.crs import MAP_CRS
from geo.errors import BoundaryError, Fault
from geo.read.folder import file_faults, text_faults
from geo.read.shapefile import shapefile_faults
from geo.read.shapes import in_china

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.errors import Code

FILES = {"province": "province.shp", "prefecture": "prefectures.shp", "county": "counties.shp"}
FIELDS = ("adcode", "name", "level", "parent")
COLUMNS = ("adcode", "name", "level", "parent_id")
READABLE_CRS = (MAP_CRS, "EPSG:4490")
"""WGS 84 and the national CGCS2000: their degrees agree to decimetres, so no shift is made between them."""
MOST_UNITS = 5_000
"""Of one level: China has fewer than three thousand counties."""
COVERED_SHARE = 0.001
"""How far the area of the counties may be from that of the unit that they make up."""
READING_FAILS = (
    DataSourceError,
    DataLayerError,
    FeatureError,
    FieldError,
    GeometryError,
    ProjError,
    ShapelyError,
    ValueError,
    OverflowError,
)
"""What GDAL, PROJ and Shapely raise for what is no layer."""
UNDECLARED_ENCODING = "ISO-8859-1"
"""What GDAL reports, and garbles Chinese with, when neither a .cpg file nor the DBF header names an encoding."""


@dataclass(frozen=True, eq=False)
class Boundaries:
    """A province, its prefectures and its counties, each a layer in ``MAP_CRS`` sorted by adcode.

    Columns: ``adcode`` (six digits as text), ``name``, ``level`` (province, prefecture, county), ``parent_id`` (the
    adcode of the unit above; empty for a province) and ``geometry`` (valid polygons). The index is the default one.

    Parameters
    ----------
    province
        One row.
    prefectures
        One row each, with ``parent_id`` the province.
    counties
        One row each, with ``parent_id`` the prefecture, or the province.
    """

    province: gpd.GeoDataFrame
    prefectures: gpd.GeoDataFrame
    counties: gpd.GeoDataFrame

    @property
    def layers(self) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, gpd.GeoDataFrame]:
        """The three layers, from the widest units to the smallest."""
        return self.province, self.prefectures, self.counties

    @cached_property
    def light(self) -> Boundaries:
        """The same units as the screen needs them, neighbours still glued: see `simplified`."""
        return simplified(self)


def read_boundaries(directory: Path) -> Boundaries:
    """Read the three boundary shapefiles of a directory and check them against each other.

    How many units there are is not checked: the files of another province are as good.

    Parameters
    ----------
    directory
        Holds ``province.shp``, ``prefectures.shp`` and ``counties.shp`` with the fields ``adcode``, ``name``,
        ``level`` and ``parent``, in degrees of WGS 84 or CGCS2000, with the encoding declared (UTF-8 and GBK are read).

    Returns
    -------
    Boundaries
        The three levels in ``MAP_CRS``, outlines in full.

    Raises
    ------
    BoundaryError
        A file is missing, unreadable or undeclared, a field is missing, a record is faulty, or a unit's parent does
        not exist. Every fault is listed.
    """
    layers: dict[str, gpd.GeoDataFrame] = {}
    faults: list[Fault] = []
    for level, file in FILES.items():
        form_faults = list(_form_faults(directory / file))
        if not form_faults:
            try:
                layers[level] = _read_layer(directory / file)
            except UnicodeDecodeError as garbled:
                form_faults.append(Fault(file, None, "", "boundary.garbled", reason=garbled))
            except READING_FAILS as broken:
                form_faults.append(Fault(file, None, "", "boundary.unreadable", reason=broken))
            else:
                faults += _record_faults(layers[level], level)
        faults += form_faults
    if len(layers) == len(FILES):
        faults += _kinship_faults(**layers)
        faults += [] if faults else _cover_faults(layers["province"], layers["county"])
    if faults:
        raise BoundaryError("boundary.faulty", faults=faults, count=len(faults), directory=directory)
    return Boundaries(layers["province"], layers["prefecture"], layers["county"])


def simplified(boundaries: Boundaries, tolerance_deg: float = 0.003) -> Boundaries:
    """Thin the vertices of all levels so that neighbours stay glued: no gap opens and no overlap appears.

    The counties are simplified together as a coverage; prefectures and province are dissolved from them, so an edge
    shared by two levels is one line on both. For drawing only: what is joined or measured takes the full outlines.

    Parameters
    ----------
    boundaries
        Counties without gaps or overlaps between them, each prefecture made up of counties.
    tolerance_deg
        Degrees: corners that span a triangle of less than the square of this are taken off (Visvalingam-Whyatt).
        At 0.003 that is a triangle of about 0.09 km²; of the vertices of Shanxi half stay within 20 m of the new
        outline, 99 % within 200 m, and the worst is 1 km off.

    Returns
    -------
    Boundaries
        The same units in the same order, with fewer vertices.

    Raises
    ------
    BoundaryError
        The edges of neighbouring counties do not match; the counties are named.
    """
    counties = boundaries.counties
    is_unglued = counties.geometry.invalid_coverage_edges().count_coordinates() > 0
    if is_unglued.any():
        raise BoundaryError("boundary.unglued", codes=list(counties.adcode[is_unglued]))
    thinned = counties.set_geometry(counties.geometry.simplify_coverage(tolerance_deg))
    province_ids = counties.parent_id.replace(dict(boundaries.prefectures[["adcode", "parent_id"]].to_numpy()))
    return Boundaries(
        _dissolved(boundaries.province, thinned, province_ids),
        _dissolved(boundaries.prefectures, thinned, counties.parent_id),
        thinned,
    )


def as_bytes(boundaries: Boundaries) -> bytes:
    """Return boundaries with their lighter copy, to be kept: JSON whose outlines are Well-Known Binary.

    Parameters
    ----------
    boundaries
        As read.
    """
    return json.dumps([_plain(layer) for layer in (*boundaries.layers, *boundaries.light.layers)]).encode()


def from_bytes(content: bytes) -> Boundaries:
    """Return what `as_bytes` was given, outlines to the last digit.

    Parameters
    ----------
    content
        From `as_bytes`.

    Raises
    ------
    ValueError, KeyError, TypeError, ShapelyError
        It is from elsewhere.
    """
    province, prefectures, counties, *light = map(_layer, json.loads(content))
    boundaries = Boundaries(province, prefectures, counties)
    boundaries.__dict__["light"] = Boundaries(*light)
    return boundaries


def _plain(layer: gpd.GeoDataFrame) -> dict[str, list[str]]:
    outlines = [outline.hex() for outline in shapely.to_wkb(layer.geometry.to_numpy())]
    return {field: layer[field].tolist() for field in COLUMNS} | {"geometry": outlines}


def _layer(columns: dict[str, list[str]]) -> gpd.GeoDataFrame:
    """Return what `_plain` was given; GEOS reads bytes twenty times as fast as their digits."""
    outlines = shapely.from_wkb([bytes.fromhex(outline) for outline in columns["geometry"]])
    texts = pd.DataFrame({field: columns[field] for field in COLUMNS}, dtype="str")
    return gpd.GeoDataFrame(texts, geometry=outlines, crs=MAP_CRS)


def _dissolved(units: gpd.GeoDataFrame, counties: gpd.GeoDataFrame, owners: pd.Series[str]) -> gpd.GeoDataFrame:
    """Give each unit the outline of the counties whose owner it is."""
    outlines = counties[["geometry"]].dissolve(by=owners.to_numpy(), method="coverage").geometry
    return units.set_geometry(outlines.reindex(units.adcode).reset_index(drop=True))


def _form_faults(path: Path) -> Iterator[Fault]:
    """Find what is wrong with a file before any of its records is looked at."""
    if closed := _closed_faults(path):
        yield from closed
        return
    try:
        info = pyogrio.read_info(path)
        crs = CRS(info["crs"]) if info["crs"] else None
    except READING_FAILS as unreadable:
        yield Fault(path.name, None, "", "boundary.unreadable", reason=unreadable)
        return
    missing = [field for field in FIELDS if field not in info["fields"]]
    for field in missing:
        yield Fault(path.name, None, field, "boundary.no_field", known=list(info["fields"]))
    if info["encoding"] == UNDECLARED_ENCODING and not missing:
        yield Fault(path.name, None, "", "boundary.no_encoding")
    if crs is None:
        yield Fault(path.name, None, "", "boundary.no_crs", known=READABLE_CRS)
    elif not any(crs.equals(CRS(known), ignore_axis_order=True) for known in READABLE_CRS):
        yield Fault(path.name, None, "", "boundary.other_crs", crs=crs.name, known=READABLE_CRS)
    if not info["features"]:
        yield Fault(path.name, None, "", "boundary.no_unit")
    elif info["features"] > MOST_UNITS:
        yield Fault(path.name, None, "", "boundary.many", count=info["features"], most=MOST_UNITS)


def _closed_faults(path: Path) -> list[Fault]:
    """Return why a shapefile is not to be opened: a part that is no file, too large, cut short or missing."""
    parts = [path.with_suffix(ending).name for ending in (".shp", ".shx", ".dbf", ".prj", ".cpg")]
    if closed := file_faults(path.parent, [], optional=parts):
        return closed
    if not path.exists():
        return [Fault(path.name, None, "", "boundary.missing", directory=path.parent)]
    return list(shapefile_faults(path))


def _read_layer(path: Path) -> gpd.GeoDataFrame:
    """Read one level into the columns of ``Boundaries``; an empty text field becomes an empty text."""
    layer = gpd.read_file(path, engine="pyogrio", columns=list(FIELDS)).set_crs(MAP_CRS, allow_override=True)
    for field in FIELDS:
        layer[field] = layer[field].astype("str").fillna("").str.strip()
    layer = layer[[*FIELDS, "geometry"]].set_axis([*COLUMNS, "geometry"], axis="columns")
    return layer.sort_values("adcode", ignore_index=True)


def _record_faults(layer: gpd.GeoDataFrame, level: str) -> Iterator[Fault]:
    is_area = layer.geom_type.isin(["Polygon", "MultiPolygon"]) & layer.is_valid & ~layer.is_empty
    checks: list[tuple[str, Code, pd.Series[bool]]] = [
        ("adcode", "boundary.code", ~layer.adcode.str.fullmatch("[0-9]{6}")),
        ("adcode", "boundary.repeated", layer.adcode.duplicated()),
        ("name", "boundary.no_name", layer["name"] == ""),
        ("level", "boundary.level", layer["level"] != level),
        ("geometry", "boundary.no_area", ~is_area),
    ]
    for field, code, is_faulty in checks:
        if is_faulty.any():
            yield Fault(FILES[level], None, field, code, codes=list(layer.adcode[is_faulty]), level=level)
    for name in layer["name"]:
        yield from text_faults(FILES[level], None, "name", name)
    if is_area.all():
        bounds = layer.total_bounds
        if not in_china(shapely.box(*bounds)):
            shown = [f"{degrees:g}" for degrees in bounds]
            yield Fault(FILES[level], None, "geometry", "boundary.outside_china", bounds=shown)


def _kinship_faults(
    province: gpd.GeoDataFrame, prefecture: gpd.GeoDataFrame, county: gpd.GeoDataFrame
) -> Iterator[Fault]:
    """Find units whose parent does not exist; a county may stand directly under a province, as some do in China."""
    known = {"prefecture": set(province.adcode), "county": {*province.adcode, *prefecture.adcode}}
    for level, layer in (("prefecture", prefecture), ("county", county)):
        orphans = layer[~layer.parent_id.isin(known[level])]
        if len(orphans):
            pairs = list(orphans.adcode + " → " + orphans.parent_id.replace("", "–"))
            yield Fault(FILES[level], None, "parent", "boundary.orphan", units=pairs)
    childless = prefecture.adcode[~prefecture.adcode.isin(county.parent_id)]
    if len(childless):
        yield Fault(
            FILES["prefecture"], None, "adcode", "boundary.childless", file=FILES["county"], codes=list(childless)
        )


def _cover_faults(province: gpd.GeoDataFrame, county: gpd.GeoDataFrame) -> Iterator[Fault]:
    """Find where the counties do not make up one province, without gaps and overlaps.

    A sound set of units is asked; `simplified` needs what is asked here.
    """
    if len(province) > 1:
        yield Fault(FILES["province"], None, "adcode", "boundary.provinces", codes=list(province.adcode))
        return
    is_unglued = county.geometry.invalid_coverage_edges().count_coordinates() > 0
    if is_unglued.any():
        yield Fault(FILES["county"], None, "geometry", "boundary.unglued", codes=list(county.adcode[is_unglued]))
        return
    unit = province.iloc[0]
    share = float(shapely.area(county.geometry.to_numpy()).sum() / unit.geometry.area)
    if abs(share - 1) > COVERED_SHARE:
        yield Fault(FILES["county"], None, "geometry", "boundary.uncovered", unit=unit.adcode, share=share)
