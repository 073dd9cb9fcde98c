"""The ground: counties that stay glued, five tinted cities, names in both languages, an extent to begin with."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from geo.atlas.atlas import Atlas
from geo.read.boundaries import Boundaries
from geo.webmap.ground import ground as ground_of
from geo.webmap.ground import home_extent


@pytest.fixture(scope="module")
def ground(atlas):
    return ground_of(atlas)


def numbers_of(value):
    """Return every number of nested lists."""
    return [n for inner in value for n in numbers_of(inner)] if isinstance(value, list | tuple) else [value]


def polygons(collection):
    return [shapely.geometry.shape(feature["geometry"]) for feature in collection["features"]]


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
    counties = ground_of(small)["counties"]
    assert [feature["properties"] for feature in counties["features"]] == [
        {"adcode": "140101", "city": "140100"},
        {"adcode": "140102", "city": "140100"},
    ]
    assert polygons(counties)[0].bounds == (112, 37, 112.3333, 38)
    assert shapely.coverage_is_valid(polygons(counties))


def test_the_home_extent_holds_the_five_cities(atlas):
    (south, west), (north, east) = home_extent(atlas)
    for city in atlas.city_ids:
        place = atlas.places.loc[city]
        assert west < place["lon"] < east
        assert south < place["lat"] < north


def test_the_rivers_go_out_with_the_ground_under_their_names_in_both_languages(ground):
    rivers = ground["rivers"]["features"]
    assert {"黄河", "汾河", "滹沱河"} <= {river["properties"]["name_zh"] for river in rivers}
    assert all(river["properties"]["name_en"].endswith("River") for river in rivers)
    assert {river["geometry"]["type"] for river in rivers} == {"LineString"}
    numbers = numbers_of([river["geometry"]["coordinates"] for river in ground["rivers"]["features"]])
    assert len(numbers) < 6000


def test_a_place_without_a_seat_has_no_label_at_a_point_that_nobody_knows(atlas):
    places = atlas.places.copy()
    places.loc["140121", ["lon", "lat"]] = float("nan")
    other = replace(atlas, tables=dict(atlas.tables) | {"places": places.reset_index()})
    assert "140121" in {label["id"] for label in ground_of(atlas)["labels"]}
    assert "140121" not in {label["id"] for label in ground_of(other)["labels"]}
