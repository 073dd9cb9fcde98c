"""What each place is: counted for all places, and told for one."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geo.atlas import profile
from geo.atlas.filters import Filters
from geo.atlas.profile import TIE

JINZHONG, YUCI = "140700", "140702"


@pytest.fixture(scope="module")
def measures(atlas):
    return profile.measures(atlas, Filters())


def test_every_city_county_and_named_zone_of_the_cluster_has_measures(atlas, measures):
    levels = atlas.places.loc[list(measures.index), "level"]
    assert set(levels) == {"prefecture", "county", "zone"}
    assert (levels == "prefecture").sum() == 5
    assert "taixin-economic-zone" in measures.index
    assert not measures.index.isin(["xiongan", "140000", "central-shanxi"]).any()


def test_projects_are_counted_as_the_view_counts_them(atlas, measures):
    for place in (JINZHONG, YUCI, "shouyang-pingtou"):
        assert measures.at[place, "projects"] == len(atlas.view(Filters(place=(place,))).projects)


def test_what_lies_in_a_place_counts_for_it(atlas, measures):
    own = (atlas.tables["roles"]["place_id"] == JINZHONG).sum()
    assert measures.at[JINZHONG, "roles"] > own > 0


def test_a_share_is_missing_where_there_is_no_project(measures):
    none = measures[measures["projects"] == 0]
    assert none["built_pct"].isna().all()
    assert measures.loc[measures["projects"] > 0, "built_pct"].between(0, 100).all()


def test_filters_of_projects_leave_the_rest_alone_and_the_day_narrows_all(atlas, measures):
    rail = profile.measures(atlas, Filters(group=("rail",)))
    assert rail.at[JINZHONG, "projects"] < measures.at[JINZHONG, "projects"]
    assert rail["roles"].equals(measures["roles"])
    early = profile.measures(atlas, Filters(day=dt.date(2023, 6, 30)))
    for column in ("projects", "roles", "industries", "partners"):
        assert early[column].sum() < measures[column].sum()


def test_a_filter_that_leaves_no_project_leaves_zeros(atlas):
    nothing = profile.measures(atlas, Filters(q="zzzz"))
    assert nothing["projects"].sum() == 0
    assert nothing["roles"].sum() > 0


def test_two_themes_alike_are_a_tie_and_no_theme_is_empty():
    themes = pd.DataFrame(
        {"place_id": ["a", "a", "b", "b", "b"], "theme": ["energy", "tourism", "energy", "energy", "tourism"]}
    )
    assert profile._leading(themes).to_dict() == {"a": TIE, "b": "energy"}


def test_a_profile_tells_the_place_from_what_lies_in_it(atlas):
    known = profile.profile(atlas, JINZHONG, Filters())
    assert set(known.roles["place_id"]) == {JINZHONG}
    assert YUCI in set(known.roles_below["place_id"])
    assert known.size_of("roles") == len(known.roles) + len(known.roles_below)
    assert known.size_of("figures") == len(known.figures)
    assert known.line == (JINZHONG, "central-shanxi", "140000")


def test_a_profile_holds_the_projects_of_the_filters_whatever_place_they_ask_for(atlas):
    known = profile.profile(atlas, YUCI, Filters(place=(JINZHONG,), status=("operating",)))
    assert set(known.projects["status"]) == {"operating"}
    assert known.projects["place_ids"].map(lambda ids: YUCI in ids).all()


def test_a_profile_on_a_day_holds_nothing_later(atlas):
    day = dt.date(2023, 6, 30)
    known = profile.profile(atlas, JINZHONG, Filters(day=day))
    for table in (known.roles, known.roles_below, known.partners, known.industries, known.figures):
        assert (table["published_on"] <= pd.Timestamp(day)).all()


def test_each_project_with_a_stage_has_the_report_that_gives_it(atlas):
    for day in (None, dt.date(2023, 12, 31)):
        known = profile.profile(atlas, JINZHONG, Filters(day=day))
        stages = known.projects["status"][known.projects["status"] != ""]
        assert known.reports["status"].reindex(stages.index).equals(stages)


def test_a_profile_of_an_empty_choice_of_projects_keeps_its_columns(atlas):
    assert "status" in profile.profile(atlas, JINZHONG, Filters(q="zzzz")).projects.columns


def test_a_profile_of_no_place_is_refused(atlas):
    with pytest.raises(KeyError, match="nowhere"):
        profile.profile(atlas, "nowhere", Filters())
