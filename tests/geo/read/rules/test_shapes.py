"""Counties that a line crosses, or that its basis names, are places of its project; its stops lie on it."""

from __future__ import annotations

import json

import pytest
import shapely

from geo.read.record import read_record
from geo.read.rules import shapes
from geo.read.shapes import read_shapes
from geo.words.faults import sentence


@pytest.fixture(scope="module")
def record(data_dir):
    return read_record(data_dir)


@pytest.fixture
def faults_of(record):
    """Draw one line for a project; return what is found of it."""

    def draw(*, points, basis="走向示意", note="", project_id="longcheng-street", precision="schematic"):
        layer = record.shapes[record.shapes["precision"] == "schematic"].head(1).copy()
        layer["project_id"], layer["precision"], layer["basis_zh"] = project_id, precision, basis
        layer["crosses_note_zh"] = note
        layer.geometry = [shapely.LineString(points)]
        faults = list(shapes.crossing_faults(record.tables, layer, record.boundaries))
        assert all(fault.field == "crosses_note_zh" for fault in faults)
        return [sentence(fault, "en") for fault in faults]

    return draw


TAIGU = [(112.55, 37.42), (112.57, 37.42)]


def test_a_county_that_a_line_crosses_unlisted_is_named(faults_of):
    [message] = faults_of(points=TAIGU)
    assert message.startswith("longcheng-street runs 1.8 km through 太谷区 (140703) or names it")


def test_a_county_that_a_basis_names_is_named(faults_of):
    [message] = faults_of(points=[(112.60, 37.774), (112.61, 37.774)], basis="经太谷至榆次")
    assert "0.0 km through 太谷区 (140703)" in message


@pytest.mark.parametrize(
    "drawn",
    [
        {"points": [(112.60, 37.774), (112.61, 37.774)]},
        {"points": [(112.55, 37.42), (112.56, 37.42)]},
        {"points": TAIGU, "note": "线偏出，不作数"},
        {"points": [(112.60, 37.774), (112.61, 37.774)], "basis": "经市城区和郊区"},
    ],
    ids=["its own county", "less than a kilometre", "a note says why", "ordinary words"],
)
def test_what_is_listed_short_or_explained_is_right(faults_of, drawn):
    assert faults_of(**drawn) == []


def test_a_county_of_which_a_zone_is_touched_counts_as_touched(faults_of):
    assert faults_of(points=TAIGU, project_id="agri-high-tech-zone") == []


@pytest.fixture
def stops(record):
    """Give the Shijiazhuang–Taiyuan line one stop; return what is found of it."""

    def put(at, geometry=None):
        layer = record.shapes[record.shapes["project_id"] == "shitai-hsr"].head(1).copy()
        layer["stops"] = [({"name_zh": "某站", "name_en": "A station", "at": at},)]
        if geometry is not None:
            layer.geometry = [geometry]
        faults = list(shapes.stop_faults(layer))
        assert all(fault.field == "stops" for fault in faults)
        return [sentence(fault, "en") for fault in faults]

    return put


def test_a_stop_off_its_line_is_named(stops):
    [message] = stops([112.9, 38.2])
    assert message.startswith("the stop 某站 of shitai-hsr lies 20.0 km from its line")


def test_a_stop_on_its_line_is_right(stops):
    assert stops([112.9, 38.02]) == []


def test_only_a_line_has_stops(stops):
    [message] = stops([112.9, 38.02], shapely.Point(112.9, 38.02))
    assert "a stop is a point on a line" in message


def test_the_stations_that_a_source_names_lie_on_their_lines(record):
    assert list(shapes.stop_faults(record.shapes)) == []
    named = {stop["name_zh"] for stops in record.shapes["stops"] for stop in stops}
    assert {"阳泉北站", "忻州西站", "阳曲西站"} <= named


@pytest.mark.parametrize(
    "stop",
    [{"name_zh": "某站", "at": [112.9, 38.02]}, {"name_zh": "某站", "name_en": "A station", "at": [112.9]}, "某站"],
    ids=["one language only", "half a position", "a mere name"],
)
def test_a_stop_has_two_names_and_a_position(data_dir, tmp_path, stop):
    rail = json.loads((data_dir / "shapes" / "rail.geojson").read_text("utf-8"))
    [line] = [f for f in rail["features"] if f["properties"]["project_id"] == "taisui-hsr"]
    line["properties"]["stops"] = [stop]
    (tmp_path / "rail.geojson").write_text(json.dumps({"features": [line]}), "utf-8")
    layer, faults = read_shapes(tmp_path)
    assert [fault.field for fault in faults] == ["stops"]
    assert layer.empty
