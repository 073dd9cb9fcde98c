"""Files in other reference systems: read back with GDAL, held against pyproj and a second way to GCJ-02."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely
from pyproj import Geod, Transformer

from geo.atlas.filters import Filters
from geo.crs import MAP_CRS, gcj02_to_wgs84
from geo.errors import ExportError
from geo.export import layers
from geo.export.positions import positions
from geo.export.selection import KINDS, layer, selection
from geo.export.systems import GCJ02, IN_ANY_SYSTEM, SYSTEMS, WGS84, in_system, with_mark
from tests.payloads import PAYLOADS

CODES = {
    "wgs84": 4326,
    "cgcs2000": 4490,
    "gk3-111": 4546,
    "gk3-114": 4547,
    "gk6-111": 4508,
    "gk3-zone37": 4525,
    "gk3-zone38": 4526,
    "gk6-zone19": 4497,
}
KRASOVSKY = (6378245.0, 0.00669342162296594323)


@pytest.fixture(scope="module")
def view(whole_atlas):
    return whole_atlas.view(Filters(group=("rail", "road", "air")))


def layers_of(content, kind, directory):
    """Return name → frame of every layer with geometry, as GDAL reads it."""
    if kind == "shp":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            package.extractall(directory)
        return {path.stem: gpd.read_file(path) for path in sorted(directory.glob("*.shp"))}
    path = directory / "read.gpkg"
    path.write_bytes(content)
    return {name: gpd.read_file(path, layer=name) for name, shape in pyogrio.list_layers(path) if shape}


def coordinates(shapes):
    return shapely.get_coordinates(np.asarray(shapes))


def test_every_system_is_the_one_of_its_code():
    assert {name: int(system.code.removeprefix("EPSG:")) for name, system in SYSTEMS.items() if system.code} == CODES
    assert SYSTEMS[GCJ02].code == ""


@pytest.mark.parametrize("kind", ["gpkg", "shp"])
@pytest.mark.parametrize("name", CODES)
def test_a_layer_in_a_system_declares_it_and_has_the_coordinates_that_pyproj_gives(view, words, tmp_path, kind, name):
    read = layers_of(selection(view, words["zh"], kind, name), kind, tmp_path)
    given = layer(view, words)
    transformer = Transformer.from_crs(4326, CODES[name], always_xy=True)
    key = "FEATURE_ID" if kind == "shp" else "feature_id"
    seen = 0
    for part_name, part in read.items():
        assert part_name.endswith("" if name == WGS84 else name.replace("-", "_"))
        assert part.crs.to_epsg(min_confidence=20) == CODES[name]
        if "stops" in part_name:
            continue
        expected = given.set_index("feature_id").loc[part[key]].geometry
        east, north = transformer.transform(*coordinates(expected).T)
        tolerance = 1e-9 if abs(part.total_bounds).max() < 180 else 1e-3
        assert np.allclose(coordinates(part.geometry), np.column_stack([east, north]), rtol=0, atol=tolerance)
        seen += len(part)
    assert seen == len(given)


@pytest.mark.parametrize(("central", "zoned", "prefix"), [("gk3-111", "gk3-zone37", 37), ("gk6-111", "gk6-zone19", 19)])
def test_a_zone_with_its_number_is_the_one_without_moved_east_by_it(view, words, central, zoned, prefix):
    plain, numbered = (in_system(layer(view, words), SYSTEMS[name]) for name in (central, zoned))
    moved = coordinates(numbered.geometry) - coordinates(plain.geometry)
    assert np.allclose(moved, [prefix * 1e6, 0], atol=1e-4)


def test_metres_of_a_zone_are_metres_on_the_ground():
    """In the middle of a zone the scale of Gauss–Krüger is one: grid and ellipsoid agree."""
    pair = gpd.GeoDataFrame(geometry=[shapely.Point(111.0, 37.5), shapely.Point(111.0, 37.6)], crs=MAP_CRS)
    first, last = coordinates(in_system(pair, SYSTEMS["gk3-111"]).geometry)
    _, _, metres = Geod(ellps="GRS80").inv(111.0, 37.5, 111.0, 37.6)
    assert math.dist(first, last) == pytest.approx(metres, rel=1e-6)
    assert first[0] == pytest.approx(500_000)


def gcj02(lon, lat):
    """Return GCJ-02 by the formula as it is usually printed, one point at a time."""
    axis, ee = KRASOVSKY
    x, y, pi = lon - 105.0, lat - 35.0, math.pi
    d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    d_lat += (20.0 * math.sin(6.0 * x * pi) + 20.0 * math.sin(2.0 * x * pi)) * 2.0 / 3.0
    d_lat += (20.0 * math.sin(y * pi) + 40.0 * math.sin(y / 3.0 * pi)) * 2.0 / 3.0
    d_lat += (160.0 * math.sin(y / 12.0 * pi) + 320 * math.sin(y * pi / 30.0)) * 2.0 / 3.0
    d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    d_lon += (20.0 * math.sin(6.0 * x * pi) + 20.0 * math.sin(2.0 * x * pi)) * 2.0 / 3.0
    d_lon += (20.0 * math.sin(x * pi) + 40.0 * math.sin(x / 3.0 * pi)) * 2.0 / 3.0
    d_lon += (150.0 * math.sin(x / 12.0 * pi) + 300.0 * math.sin(x / 30.0 * pi)) * 2.0 / 3.0
    magic = 1 - ee * math.sin(math.radians(lat)) ** 2
    d_lat = d_lat * 180.0 / ((axis * (1 - ee)) / (magic * math.sqrt(magic)) * pi)
    d_lon = d_lon * 180.0 / (axis / math.sqrt(magic) * math.cos(math.radians(lat)) * pi)
    return lon + d_lon, lat + d_lat


@pytest.mark.parametrize("kind", ["gpkg", "shp"])
def test_a_layer_in_gcj02_declares_no_system_and_says_so(view, words, tmp_path, kind):
    content = selection(view, words["zh"], kind, GCJ02)
    read = layers_of(content, kind, tmp_path)
    key = "FEATURE_ID" if kind == "shp" else "feature_id"
    given = layer(view, words).set_index("feature_id")
    for name, part in read.items():
        assert part.crs is None
        assert name.endswith("_gcj02")
        if "stops" not in name:
            before = coordinates(given.loc[part[key]].geometry)
            after = coordinates(part.geometry)
            assert np.allclose(after, [gcj02(*point) for point in before], rtol=0, atol=1e-9)
            assert np.allclose(np.column_stack(gcj02_to_wgs84(*after.T)), before, rtol=0, atol=1e-9)
    if kind == "shp":
        assert not list(tmp_path.glob("*.prj"))
        told = (tmp_path / "projects_gcj02_fields.txt").read_text("utf-8-sig")
        assert "EPSG:4326" not in told
    else:
        about = pyogrio.read_dataframe(tmp_path / "read.gpkg", layer="about")
        told = "".join(about["about_zh"])
        assert "GCJ-02" in "".join(about["about_en"])
    assert "GCJ-02" in told
    assert "560米" in told


@pytest.mark.parametrize("kind", IN_ANY_SYSTEM)
@pytest.mark.parametrize("name", SYSTEMS)
def test_the_same_selection_in_a_system_has_the_same_bytes(view, words, kind, name):
    assert selection(view, words["en"], kind, name) == selection(view, words["en"], kind, name)


@pytest.mark.parametrize("kind", ["geojson", "kml", "csv", "xlsx"])
def test_what_is_in_wgs84_by_its_standard_or_has_no_coordinates_is_in_no_other(view, words, kind):
    with pytest.raises(ExportError, match=f"a file of {kind} is in WGS 84 alone; gpkg, shp"):
        selection(view, words["zh"], kind, "cgcs2000")


def test_a_system_that_there_is_not_is_refused_with_those_that_there_are(view, words):
    with pytest.raises(ExportError, match=r"no coordinate system 'bj54'; known are wgs84, cgcs2000, gk3-111.*gcj02"):
        selection(view, words["zh"], "gpkg", "bj54")


def test_a_zone_says_how_much_lies_beside_it(words):
    shapes = gpd.GeoDataFrame(geometry=[shapely.Point(lon, 37.5) for lon in (111.0, 112.4, 112.6, 113.0)], crs=MAP_CRS)
    remarks = {name: system.remark(words["en"], shapes) for name, system in SYSTEMS.items()}
    assert {name for name, remark in remarks.items() if "beyond" in remark} == {
        *("gk3-111", "gk3-114", "gk3-zone37", "gk3-zone38")
    }
    assert "109.5°E to 112.5°E; 2 of 4 shapes reach beyond" in remarks["gk3-111"]
    assert "beyond" not in SYSTEMS["gk3-111"].remark(words["en"], shapes.iloc[:2])


def test_geojson_is_as_the_standard_asks(whole_atlas, words):
    made = json.loads(selection(whole_atlas.view(), words["zh"], "geojson"))
    assert "crs" not in made
    ids = [feature["id"] for feature in made["features"]]
    assert len(set(ids)) == len(ids)
    stations = [f for f in made["features"] if "stop_id" in f["properties"]]
    assert stations
    assert {f["geometry"]["type"] for f in stations} == {"Point"}
    assert any("WGS 84" in line for line in made["about"]["zh"])
    values = [f["properties"] for f in made["features"] if "stop_id" not in f["properties"]]
    assert {type(value["is_crossing"]) for value in values} == {bool}
    assert all(value["due_on"] is None or dt.date.fromisoformat(value["due_on"]) for value in values)


@pytest.mark.parametrize("name", ["counties", "projects"])
def test_rings_of_geojson_follow_the_right_hand_rule(whole_atlas, words, name):
    made = json.loads(layers.layer_file(whole_atlas, name, "geojson", words["zh"]))
    seen = 0
    for feature in made["features"]:
        shape = feature["geometry"]
        polygons = {"Polygon": [shape["coordinates"]], "MultiPolygon": shape["coordinates"]}.get(shape["type"], [])
        for outer, *inner in polygons:
            seen += 1
            assert shapely.LinearRing(outer).is_ccw
            assert not any(shapely.LinearRing(ring).is_ccw for ring in inner)
    assert seen


def test_a_geopackage_has_days_truth_values_and_labels_in_both_languages(view, words, tmp_path):
    path = tmp_path / "read.gpkg"
    path.write_bytes(selection(view, words["zh"], "gpkg"))
    known = pyogrio.read_info(path, layer="projects_lines")
    types = dict(zip(known["fields"], zip(known["ogr_types"], known["ogr_subtypes"], strict=True), strict=True))
    assert types["due_on"][0] == types["reported_on"][0] == "OFTDate"
    assert types["is_crossing"] == ("OFTInteger", "OFSTBoolean")
    read = pyogrio.read_dataframe(path, layer="projects_lines").set_index("project_id")
    for project_id, row in read.iterrows():
        project = view.projects.loc[project_id]
        assert (row["type_zh"], row["type_en"]) == (project["type_zh"], project["type_en"])
        for lang in ("zh", "en"):
            expected = view.atlas.label(project["status"], lang) if project["status"] else ""
            assert row[f"stage_{lang}"] == expected
            assert row[f"group_{lang}"] == words[lang](f"group.{project['group']}")
            assert row[f"position_{lang}"]


@pytest.mark.parametrize("evidence", ["", "texts"])
def test_every_layer_file_says_what_it_is(whole_atlas, words, tmp_path, evidence):
    atlas = whole_atlas.by_evidence(evidence)
    path = tmp_path / "read.gpkg"
    path.write_bytes(layers.layer_file(atlas, "projects", "gpkg", words["en"], "gk6-111"))
    told = " ".join(pyogrio.read_dataframe(path, layer="about")["about_en"])
    for part in ("EPSG:4508", "CC BY 4.0", "not an approved base map", "within about 5 km"):
        assert part in told
    assert words["en"](f"system.ring.{evidence or 'both'}") in told


def stations(view):
    return [
        (line.feature_id, stop["name_zh"], *map(float, stop["at"]))
        for line in view.features.itertuples()
        for stop in line.stops
    ]


def test_stations_that_a_source_names_are_points(view, words, tmp_path):
    expected = stations(view)
    assert expected
    read = layers_of(selection(view, words["zh"], "gpkg"), "gpkg", tmp_path)["projects_stops"]
    points = [(row.feature_id, row.name_zh, row.geometry.x, row.geometry.y) for row in read.itertuples()]
    assert points == expected


def test_stations_named_by_a_source_of_later_are_not_there(whole_atlas):
    """A line stays on every day; who names its stations may not have written yet."""
    then = whole_atlas.view(Filters(day=dt.date(2023, 6, 1)))
    known, every = set(then.atlas.sources.index), whole_atlas.features.set_index("feature_id")["source_id"]
    named = layers.stops(then)
    assert set(named["feature_id"].map(every)) <= known
    assert len(named) < len(layers.stops(whole_atlas.view()))


def table(view, words, name=WGS84):
    rows = csv.DictReader(io.StringIO(selection(view, words, "positions", name).decode("utf-8-sig"), newline=""))
    return list(rows)


def test_the_table_of_positions_gives_a_unit_no_coordinates(whole_atlas, words):
    view, w = whole_atlas.view(), words["en"]
    rows = table(view, w)
    lon = next(name for name in rows[0] if name.startswith("Longitude"))
    assert lon == "Longitude, degrees, WGS 84, degrees (EPSG:4326)"
    by_shape = {}
    for row in rows:
        by_shape.setdefault(row[w("position.column.feature_id")], []).append(row)
    shapes = view.features.set_index("feature_id")
    assert set(by_shape) == set(shapes.index)
    for feature_id, own in by_shape.items():
        is_admin = shapes.loc[feature_id, "precision"] == "admin"
        assert all((row[lon] == "") == is_admin for row in own)
        assert all(bool(row[w("position.column.unit")]) == is_admin for row in own)
        assert all(bool(row[w("position.column.within_km")]) != is_admin for row in own)


def test_a_line_has_its_two_ends_and_its_stations(view, words):
    w = words["en"]
    what, east, north = w("position.column.what"), *list(positions(view, w, SYSTEMS[WGS84]).columns)[9:11]
    rows = positions(view, w, SYSTEMS[WGS84])
    for line in view.features[view.features.geom_type == "LineString"].itertuples():
        own = rows[rows[w("position.column.feature_id")] == line.feature_id]
        ends = own[own[what].isin([w("position.what.line_first"), w("position.what.line_last")])]
        expected = coordinates([line.geometry])[[0, -1]]
        assert np.allclose(ends[[east, north]], expected, atol=1e-6)
        named = own[own[what] == w("position.what.stop")]
        assert len(named) == len(line.stops)


@pytest.mark.parametrize("name", [*CODES, GCJ02])
def test_positions_are_where_pyproj_has_them_and_the_heading_says_where(view, words, name):
    w, system = words["en"], SYSTEMS[name]
    plain, there = (positions(view, w, SYSTEMS[each]) for each in (WGS84, name))
    before, after = (frame.iloc[:, 9:11].dropna().to_numpy() for frame in (plain, there))
    assert all(system.in_words(w) in heading for heading in there.columns[9:11])
    if name == GCJ02:
        expected = np.array([gcj02(*point) for point in before])
    else:
        expected = np.column_stack(Transformer.from_crs(4326, CODES[name], always_xy=True).transform(*before.T))
    assert np.allclose(after, expected, rtol=0, atol=0.2 if system.is_metric else 2e-6)


def test_a_name_says_the_system_unless_it_is_that_of_the_atlas():
    assert with_mark("a.b.gpkg", SYSTEMS[GCJ02]) == "a.b_gcj02.gpkg"
    assert with_mark("a.gpkg", SYSTEMS[WGS84]) == "a.gpkg"


NAMES = [text for text in PAYLOADS.values() if all(map(str.isprintable, text))]


@pytest.fixture(scope="module")
def hostile(whole_atlas):
    """A view whose projects are called by markup of every kind."""
    view = whole_atlas.view(Filters(group=("rail", "road")))
    names = pd.Series(NAMES * len(view.projects), dtype="str")[: len(view.projects)].to_numpy()
    return replace(view, projects=view.projects.assign(name_zh=names, name_en=names))


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_markup_comes_back_from_every_file_as_it_is_written(hostile, words, tmp_path, kind):
    content, given = selection(hostile, words["zh"], kind), set(hostile.projects["name_zh"])
    if kind in ("gpkg", "shp"):
        parts = layers_of(content, kind, tmp_path).items()
        field = "NAME_ZH" if kind == "shp" else "name_zh"
        read = {name for part, frame in parts if "stops" not in part for name in frame[field]}
    elif kind == "geojson":
        every = [feature["properties"] for feature in json.loads(content)["features"]]
        read = {own["name_zh"] for own in every if "stop_id" not in own}
    elif kind == "kml":
        root = ET.fromstring(content)  # noqa: S314 - our own
        read = {pair.findtext("{*}value") for pair in root.iterfind(".//{*}Data[@name='name_zh']")}
        told = "".join(element.text or "" for element in root.iterfind(".//{*}Placemark/{*}description"))
        assert "<script" not in told
        read -= {stop["name_zh"] for line in hostile.features.itertuples() for stop in line.stops}
    elif kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content))[words["zh"]("selection.sheet")]
        assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n", "b", "d"}
        read = {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    else:
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        column = head.index("项目" if kind == "positions" else "项目名称")
        read = {row[column].removeprefix("'") for row in rows}
        assert not any(cell[:1] in "=+-@" and len(cell) > 1 for row in rows for cell in row if not is_number(cell))
    assert read == given


def is_number(text):
    return re.fullmatch(r"-?[0-9.]+", text) is not None
