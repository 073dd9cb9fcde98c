"""What goes to the browser: files that keep, messages that are small, nothing from a foreign host."""

from __future__ import annotations

import hashlib
import json
import re

import geopandas as gpd
import pytest
import shapely

from geo.atlas.atlas import Atlas
from geo.atlas.filters import Filters
from geo.looks.legend import legend_entries
from geo.read.boundaries import Boundaries
from geo.webmap import webmap

HOSTILE = "</script><script>alert(1)</script>{{ 7*7 }}{% for x in y %}{# no #}\u2028"


@pytest.fixture(scope="module")
def ground(atlas):
    return webmap.ground(atlas)


@pytest.fixture(params=["zh", "en"])
def message(request, atlas, words):
    return webmap.view_message(atlas.view(), words[request.param])


def keys_of(value):
    """Return every key of nested values."""
    if isinstance(value, dict):
        return set(value).union(*(keys_of(inner) for inner in value.values()))
    return set().union(*(keys_of(inner) for inner in value)) if isinstance(value, list) else set()


def numbers_of(value):
    """Return every number of nested lists."""
    return [n for inner in value for n in numbers_of(inner)] if isinstance(value, list) else [value]


def polygons(collection):
    return [shapely.geometry.shape(feature["geometry"]) for feature in collection["features"]]


def test_a_message_holds_no_geometry_and_is_small(message):
    assert keys_of(message).isdisjoint({"geometry", "coordinates", "lon", "lat", "anchor", "bounds"})
    assert len(webmap.compact(message).encode()) < 8192


def test_a_message_names_every_project_in_view_once_under_its_stage(atlas, words):
    view = atlas.view(Filters(group=("rail",)))
    stages = webmap.view_message(view, words["zh"])["stages"]
    assert {p: s for s, ids in stages.items() for p in ids} == view.projects["status"].to_dict()


def test_a_message_keeps_the_project_chosen_only_while_it_is_in_view(atlas, words):
    rail = atlas.view(Filters(group=("rail",)))
    assert webmap.view_message(rail, words["zh"], "taisui-hsr")["selected"] == "taisui-hsr"
    assert webmap.view_message(rail, words["zh"], "longcheng-street")["selected"] == ""


def test_a_message_has_a_label_for_every_stage_and_precision(message, atlas):
    labels = message["labels"]
    assert {*atlas.statuses.index, *atlas.projects["precision"]} <= set(labels)
    assert all(labels.values())


def test_the_legend_counts_what_is_in_view_and_leaves_the_rest_out(atlas, words):
    view = atlas.view(Filters(group=("rail",)))
    entries = legend_entries(view, words["en"])
    assert [entry.id for entry in entries if entry.kind == "group"] == ["rail"]
    for kind in ("group", "status", "precision"):
        assert sum(entry.count for entry in entries if entry.kind == kind) == len(view.projects)
    assert all(entry.count > 0 for entry in entries)


def test_a_view_of_nothing_still_makes_a_message(atlas, words):
    message = webmap.view_message(atlas.view(Filters(q="zzzz")), words["zh"])
    assert message["stages"] == {}
    assert [section["kind"] for section in message["legend"]] == ["boundary"]


def test_compact_json_holds_nothing_that_a_script_or_a_template_would_obey():
    text = webmap.compact({"name": HOSTILE, "nested": {"a": {"b": {}}}})
    for forbidden in ("<", "{{", "{%", "{#", "\u2028"):
        assert forbidden not in text
    assert json.loads(text) == {"name": HOSTILE, "nested": {"a": {"b": {}}}}


def test_a_hostile_text_reaches_the_page_as_text():
    names = dict.fromkeys(("script", "style", "boundaries", "projects"), "x")
    chart = webmap.AtlasMap("../l", "../a", names, [[1, 2], [3, 4]], loading=HOSTILE, failed="")
    page = chart.get_root().render()
    assert "<script>alert(1)" not in page
    assert "{{ 7*7 }}" not in page
    assert "49" not in re.findall(r'"loading":"[^"]*"', page)[0]


def test_published_files_are_named_by_their_content_and_are_the_same_twice(atlas, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    names = webmap.publish(atlas, tmp_path / "a")
    assert webmap.publish(atlas, tmp_path / "b") == names
    assert set(names) == {"script", "style", "boundaries", "projects"}
    for name in names.values():
        content = (tmp_path / "a" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest()[:12] == name.split(".")[1]
        assert content == (tmp_path / "b" / name).read_bytes()


def test_neighbouring_counties_stay_glued_after_rounding(ground):
    counties = polygons(ground["counties"])
    assert all(county.is_valid for county in counties)
    assert shapely.coverage_is_valid(counties)


def test_the_counties_still_fill_the_prefectures_and_these_the_province(ground):
    counties, prefectures, province = (
        shapely.union_all(polygons(ground[level])) for level in ("counties", "prefectures", "province")
    )
    for finer in (counties, prefectures):
        assert finer.symmetric_difference(province).area < 1e-6 * province.area


def test_coordinates_of_the_ground_have_four_decimals(ground):
    numbers = numbers_of(ground["counties"]["features"][0]["geometry"]["coordinates"])
    assert numbers == [round(n, 4) for n in numbers]


def test_only_the_five_cities_are_tinted(ground, atlas):
    assert {feature["properties"]["city"] for feature in ground["counties"]["features"]} == {"", *atlas.city_ids}


def test_labels_stand_in_both_languages_within_the_province(ground, atlas):
    west, south, east, north = atlas.boundaries.province.total_bounds
    assert ground["labels"]
    for label in ground["labels"]:
        assert label["name_zh"] and label["name_en"]  # noqa: PT018 - both or the label is of no use
        assert west < label["lon"] < east
        assert south < label["lat"] < north


def test_a_feature_that_an_admin_unit_stands_for_has_no_geometry_of_its_own(atlas):
    features = webmap.project_features(atlas)
    assert len({feature["id"] for feature in features}) == len(features)
    for feature in features:
        assert (feature["geometry"] is None) == (feature["kind"] == "admin") == (feature["precision"] == "admin")
    assert {"line", "point", "admin"} <= {feature["kind"] for feature in features} <= {"line", "point", "area", "admin"}


def test_the_ground_of_a_small_province_is_two_glued_squares(atlas):
    def layer(*rows):
        return gpd.GeoDataFrame(rows, columns=["adcode", "name", "level", "parent_id", "geometry"], crs="EPSG:4326")

    west, east = shapely.box(112, 37, 112.33333, 38), shapely.box(112.33333, 37, 113, 38)
    units = Boundaries(
        layer(("990000", "省", "province", "", west | east)),
        layer(("140100", "市", "prefecture", "990000", west | east)),
        layer(("140101", "西", "county", "140100", west), ("140102", "东", "county", "140100", east)),
    )
    small = Atlas(atlas.tables, units, atlas.projects, atlas.features, atlas.reports)
    counties = webmap.ground(small)["counties"]
    assert [feature["properties"] for feature in counties["features"]] == [
        {"adcode": "140101", "city": "140100"},
        {"adcode": "140102", "city": "140100"},
    ]
    assert polygons(counties)[0].bounds == (112, 37, 112.3333, 38)
    assert shapely.coverage_is_valid(polygons(counties))


def test_the_map_asks_no_foreign_host_for_anything(atlas, tmp_path):
    names = webmap.publish(atlas, tmp_path)
    chart = webmap.AtlasMap("../l", "../a", names, webmap.home_extent(atlas), loading="…", failed="×")
    page = chart.get_root().render()
    assert re.findall(r"https?://[^\s\"')]+", page) == []
    assert re.findall(r"(?:src|href)=\"//", page) == []
    assert [url for _, url in chart.default_js] == ["../l/leaflet.js", f"../a/{names['script']}"]
    assert [url for _, url in chart.default_css] == ["../l/leaflet.css", f"../a/{names['style']}"]
    for name in (names["boundaries"], names["projects"]):
        assert f'"../a/{name}"' in page


def test_the_home_extent_holds_the_five_cities(atlas):
    (south, west), (north, east) = webmap.home_extent(atlas)
    for city in atlas.city_ids:
        place = atlas.places.loc[city]
        assert west < place["lon"] < east
        assert south < place["lat"] < north
