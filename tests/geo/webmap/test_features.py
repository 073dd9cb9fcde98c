"""The projects' features as the browser gets them."""

from __future__ import annotations

from geo.looks import base
from geo.looks.schemes import in_both
from geo.webmap.features import project_features


def test_a_feature_that_an_admin_unit_stands_for_has_no_geometry_of_its_own(atlas):
    features = project_features(atlas)
    assert len({feature["id"] for feature in features}) == len(features)
    for feature in features:
        assert (feature["geometry"] is None) == (feature["kind"] == "admin") == (feature["precision"] == "admin")
    assert {"line", "point", "admin"} <= {feature["kind"] for feature in features} <= {"line", "point", "area", "admin"}


def test_a_feature_has_the_hue_of_its_group_for_both_schemes(atlas):
    for feature in project_features(atlas):
        assert feature["colour"] == in_both(atlas.projects.at[feature["project_id"], "colour"])


def test_a_road_with_a_number_carries_it_on_the_ground_of_its_kind(whole_atlas):
    roads = {feature["project_id"]: feature["road"] for feature in project_features(whole_atlas) if "road" in feature}
    assert roads["lixi-expressway"] == {"number": "G59", "colour": base.SHIELDS["expressway"]}
    assert roads["g108-taiyuan-transit"] == {"number": "G108", "colour": base.SHIELDS["G"]}
    assert "fenshi-expressway" not in roads


def test_the_stations_of_a_line_travel_with_it(atlas):
    [whole, rest] = [f for f in project_features(atlas) if f["project_id"] == "shitai-hsr"]
    assert [stop["name_en"] for stop in whole["stops"]] == [
        "Taiyuan station",
        "Taiyuandong station",
        "Yangquanbei station",
    ]
    assert rest["stops"] == []
