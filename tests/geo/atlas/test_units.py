"""What stands for projects that are known by city or county only, and how many projects touch each county."""

from __future__ import annotations

import pytest
import shapely

from geo.atlas.filters import Filters
from geo.atlas.joins import unit_outlines
from geo.atlas.units import county_counts, several, stand_ins


def test_every_project_known_only_by_its_units_is_in_each_of_them_and_nothing_else_is(atlas):
    features = atlas.features[atlas.features["precision"] == "admin"]
    expected = {(unit, row.project_id) for row in features.itertuples() for unit in row.place_ids}
    assert {(unit, one) for unit, ids in stand_ins(atlas.view()).items() for one in ids} == expected


def test_a_unit_counts_a_project_once(atlas):
    for unit, ids in stand_ins(atlas.view()).items():
        assert len(ids) == len(set(ids)), unit


def test_what_several_units_stand_for_is_counted_in_each_and_the_surplus_is_told(atlas):
    held = stand_ins(atlas.view())
    surplus = sum(len(ids) for ids in held.values()) - len({one for ids in held.values() for one in ids})
    assert surplus >= several(atlas.view()) > 0


def test_the_fullest_unit_comes_first_and_a_filter_narrows_all(atlas):
    sizes = [len(ids) for ids in stand_ins(atlas.view()).values()]
    assert sizes == sorted(sizes, reverse=True)
    energy = atlas.view(Filters(group=("energy",)))
    assert {one for ids in stand_ins(energy).values() for one in ids} <= set(energy.projects.index)
    assert stand_ins(atlas.view(Filters(q="zzzz"))) == {}


def test_every_unit_that_stands_for_a_project_has_a_seat_within_its_outline(atlas):
    outlines = unit_outlines(atlas.boundaries)
    for unit in stand_ins(atlas.view()):
        place = atlas.places.loc[unit]
        assert shapely.covers(outlines[unit], shapely.Point(place["lon"], place["lat"])), atlas.label(unit, "zh")


@pytest.mark.parametrize("filters", [Filters(), Filters(group=("road",)), Filters(status=("advancing",))])
def test_a_county_counts_what_the_filter_by_that_county_would_leave(atlas, filters):
    counts, untouched = county_counts(atlas.view(filters))
    for county, count in counts.items():
        assert count == len(atlas.view(filters.with_values(place=(county,))).projects), county
    touching = {
        one for county in counts.index for one in atlas.view(filters.with_values(place=(county,))).projects.index
    }
    assert untouched == len(atlas.view(filters).projects) - len(touching)
