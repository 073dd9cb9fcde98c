"""Filters on the real record: what they leave, and what they refuse."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.atlas.filters import Filters
from geo.errors import FilterError

TAIYUAN, JINZHONG, YUCI = "140100", "140700", "140702"


@pytest.fixture(scope="module")
def ids_left(atlas):
    """Return a function: filters → the ids that they leave."""
    return lambda **chosen: set(atlas.view(Filters(**chosen)).projects.index)


def test_no_filter_leaves_every_project(atlas, ids_left):
    assert Filters().is_empty
    assert ids_left() == set(atlas.projects.index) == set(atlas.tables["projects"]["project_id"])


def test_a_city_stands_for_its_counties_and_zones(atlas, ids_left):
    rows = atlas.tables["project_places"]
    below = atlas.places_within((JINZHONG,))
    assert YUCI in below
    assert set(rows[rows["place_id"].isin([JINZHONG, *below])]["project_id"]) == ids_left(place=(JINZHONG,))


def test_a_county_leaves_only_what_touches_it(atlas, ids_left):
    rows = atlas.tables["project_places"]
    assert ids_left(place=(YUCI,)) == set(rows[rows["place_id"] == YUCI]["project_id"])
    assert ids_left(place=(YUCI,)) < ids_left(place=(JINZHONG,))


def test_a_county_leaves_out_what_is_known_for_the_whole_city_only(ids_left):
    assert "binhe-east-south" in ids_left(place=(JINZHONG,))
    assert "binhe-east-south" not in ids_left(place=(YUCI,))


def test_two_places_leave_what_touches_either(ids_left):
    assert ids_left(place=(TAIYUAN, JINZHONG)) == ids_left(place=(TAIYUAN,)) | ids_left(place=(JINZHONG,))


@pytest.mark.parametrize(("name", "value"), [("group", "rail"), ("type", "expressway"), ("status", "building")])
def test_a_choice_leaves_the_projects_that_have_it(atlas, name, value):
    view = atlas.view(Filters(**{name: (value,)}))
    assert 0 < len(view.projects) < len(atlas.projects)
    assert set(view.projects[name]) == {value}


def test_filters_narrow_each_other(ids_left):
    both = ids_left(group=("road",), status=("suspended",))
    assert both == ids_left(group=("road",)) & ids_left(status=("suspended",)) == {"qili-expressway"}


def test_only_crossing_projects_are_left_when_asked(atlas):
    view = atlas.view(Filters(cross=True))
    assert 0 < len(view.projects) == view.crossing_count < len(atlas.projects)
    assert (view.projects["city_ids"].map(len) > 1).all()


def test_a_plant_that_serves_xiongan_crosses_nothing(atlas):
    assert not atlas.projects.at["yangquan-clean-energy", "is_crossing"]


def test_a_railway_to_xiongan_crosses_a_city_boundary(atlas):
    assert atlas.projects.at["xiongxin-hsr", "city_ids"] == ("140900", "xiongan")
    assert atlas.projects.at["xiongxin-hsr", "is_crossing"]


@pytest.mark.parametrize(
    "q",
    [
        "龙城大街",
        "longcheng dajie",
        "longchengdajie",
        "lcdj",
        "LCDJ",
        "ＬＣＤＪ",
        "Longcheng Street",
        "街 龙城",
        " lcdj  yuci ",
    ],
)
def test_longcheng_street_is_found_by(q, ids_left):
    assert "longcheng-street" in ids_left(q=q)


def test_every_word_must_be_found(ids_left):
    assert ids_left(q="高速 祁县") == ids_left(q="高速") & ids_left(q="祁县")
    assert "qili-expressway" in ids_left(q="高速 祁县")


def test_a_project_is_found_by_the_place_that_it_touches(ids_left):
    assert "gujiao-loufan-fangshan" in ids_left(q="娄烦县")


def test_an_accent_is_not_needed(ids_left):
    assert ids_left(q="Luliang") == ids_left(q="Lüliang") == ids_left(q="吕梁") != set()


@pytest.mark.parametrize("q", ["月球", "zzzz", "龙城大街 月球"])
def test_a_word_that_stands_nowhere_leaves_nothing(atlas, q):
    view = atlas.view(Filters(q=q))
    assert view.projects.empty
    assert view.features.empty
    assert view.counts == {}
    assert view.crossing_count == 0


@pytest.mark.parametrize("name", ["place", "group", "type", "status"])
def test_a_filter_that_names_what_is_not_there_is_refused(atlas, name):
    with pytest.raises(FilterError, match=rf"^the atlas has no {name}=nonsense$"):
        atlas.view(Filters(**{name: ("nonsense",)}))


def test_every_unknown_name_is_listed(atlas):
    with pytest.raises(FilterError, match=r"place=mars, status=dreamt"):
        atlas.view(Filters(place=("mars", TAIYUAN), status=("dreamt",)))


def test_a_day_before_every_text_leaves_nothing(ids_left):
    assert ids_left(day=dt.date(2023, 5, 30)) == set()


def test_a_day_leaves_out_what_was_reported_later_and_shows_the_stage_of_its_time(atlas):
    before = atlas.view(Filters(day=dt.date(2023, 6, 1))).projects
    reported = atlas.reports[atlas.reports["source_id"] == "cluster-2023"]
    assert set(before.index) == set(reported["project_id"])
    assert before.at["binhe-east-south", "status"] == "advancing"
    assert atlas.projects.at["binhe-east-south", "status"] == "completed"


def test_the_day_of_the_newest_text_is_the_day_up_to_which_the_atlas_knows(atlas):
    assert atlas.newest_on == dt.date(2026, 1, 31)
    today, then = atlas.view().projects, atlas.view(Filters(day=atlas.newest_on)).projects
    assert then["status"].to_dict() == today["status"].to_dict(), (
        "a project reported without a stage is there, without one"
    )


def test_a_view_does_not_change_the_atlas(atlas):
    before = atlas.projects["status"].copy()
    atlas.view(Filters(day=dt.date(2023, 6, 1)))
    assert atlas.projects["status"].equals(before)


def test_counts_add_up_in_the_order_of_stages(atlas):
    view = atlas.view(Filters(group=("road",)))
    assert list(view.counts) == [status for status in atlas.statuses.index if status in view.counts]
    assert sum(view.counts.values()) == (view.projects["status"] != "").sum()


def test_the_same_projects_give_the_same_key_and_others_another(atlas):
    assert atlas.view(Filters(q="lcdj")).key == atlas.view(Filters(q="ＬＣＤＪ")).key
    assert atlas.view(Filters(q="lcdj")).key != atlas.view().key


def test_rows_and_projects_of_a_view_lead_to_each_other(atlas):
    view = atlas.view(Filters(group=("rail",)))
    assert [view.row_of(view.project_at(row)) for row in range(len(view.projects))] == list(range(len(view.projects)))


def test_features_of_a_view_are_those_of_its_projects(atlas):
    view = atlas.view(Filters(place=(TAIYUAN,)))
    assert set(view.features["project_id"]) == set(view.projects.index)
    assert view.features["feature_id"].is_unique
    assert view.features["status"].notna().all()


def test_leaving_a_choice_open_keeps_the_others():
    chosen = Filters(place=(TAIYUAN,), status=("building",), q="高速")
    assert chosen.without("place") == Filters(status=("building",), q="高速")


def test_counties_and_types_are_narrowed_by_what_is_above_them(atlas):
    assert set(atlas.places_within((TAIYUAN,))) < set(atlas.places_within(()))
    assert all(atlas.city_of(place) == TAIYUAN for place in atlas.places_within((TAIYUAN,)))
    assert set(atlas.types_within(("rail",))) < set(atlas.types_within(())) == set(atlas.types.index)


def test_a_place_beyond_the_cluster_lies_in_none_of_its_cities(atlas):
    assert atlas.city_of("xiongan") == ""


def test_the_roles_of_places_come_oldest_first(atlas):
    roles = atlas.roles((TAIYUAN, JINZHONG))
    assert set(roles["place_id"]) == {TAIYUAN, JINZHONG}
    assert roles["published_on"].is_monotonic_increasing
