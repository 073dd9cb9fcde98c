"""What was known when, on three small texts."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geo.atlas import history, joins
from tests.geo.atlas.reported import dated_tables

SOURCES = pd.DataFrame(
    [("old", "2023-05-31"), ("new", "2024-03-31"), ("newest", "2026-01-31")], columns=["source_id", "published_on"]
).assign(title_zh="文", title_en="Text", date_precision="month")
SOURCES["published_on"] = pd.to_datetime(SOURCES["published_on"])
STATUSES = pd.DataFrame({"status": ["proposed", "prepared", "building", "operating"], "order": [1, 2, 3, 4]})
PLACES = pd.DataFrame(
    [
        ("140000", "", "province"),
        ("central-shanxi", "140000", "cluster"),
        ("140100", "central-shanxi", "prefecture"),
        ("140105", "140100", "county"),
        ("140700", "central-shanxi", "prefecture"),
        ("zone", "140700", "zone"),
        ("110000", "", "province"),
        ("130000", "", "province"),
        ("xiongan", "130000", "zone"),
    ],
    columns=["place_id", "parent_id", "level"],
)


def dated(*reports):
    table = pd.DataFrame(reports, columns=["project_id", "source_id", "locator", "status"])
    return history.dated_reports(dated_tables(table, SOURCES, STATUSES))


def stages(*reports, day=None):
    return history.standing_stages(dated(*reports), day).to_dict()


def reach(*rows):
    return joins.project_reach(pd.DataFrame(rows, columns=["project_id", "place_id", "relation"]), PLACES)


def test_reports_stand_in_the_order_of_their_dates_and_lines():
    reports = dated(
        ("road", "new", "L100", "building"), ("road", "new", "L9-L12", ""), ("road", "old", "L50", "prepared")
    )
    assert reports["locator"].tolist() == ["L50", "L9-L12", "L100"]


def test_the_newest_text_decides_even_when_it_takes_a_project_back():
    assert stages(("road", "old", "L1", "building"), ("road", "new", "L1", "proposed")) == {"road": "proposed"}


@pytest.mark.parametrize("order", [1, -1])
def test_two_stages_in_one_text_leave_the_earlier_whatever_the_order_of_lines(order):
    reports = [("road", "new", "L1", "building"), ("road", "new", "L2", "prepared")][::order]
    assert stages(*reports) == {"road": "prepared"}


def test_a_newer_text_that_states_no_stage_leaves_the_older_one_standing():
    assert stages(("road", "old", "L1", "prepared"), ("road", "new", "L1", "")) == {"road": "prepared"}


def test_a_project_without_any_stated_stage_is_absent():
    assert stages(("road", "old", "L1", "")) == {}


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (dt.date(2023, 5, 30), {}),
        (dt.date(2023, 5, 31), {"road": "prepared"}),
        (dt.date(2024, 3, 30), {"road": "prepared"}),
        (dt.date(2024, 3, 31), {"road": "building"}),
    ],
)
def test_a_report_counts_from_the_day_of_its_text(day, known):
    assert stages(("road", "old", "L1", "prepared"), ("road", "new", "L1", "building"), day=day) == known


def test_one_text_that_states_two_stages_is_a_contradiction():
    contradicted = history.contradicted(dated(("road", "new", "L1", "building"), ("road", "new", "L2", "prepared")))
    assert contradicted.to_dict() == {"road": True}


def test_two_texts_that_state_two_stages_are_progress():
    contradicted = history.contradicted(dated(("road", "old", "L1", "prepared"), ("road", "new", "L2", "building")))
    assert contradicted.to_dict() == {"road": False}


def test_a_suggestion_beside_a_stage_is_no_contradiction():
    contradicted = history.contradicted(dated(("road", "new", "L1", ""), ("road", "new", "L2", "building")))
    assert contradicted.to_dict() == {"road": False}


def test_a_place_lies_in_itself_and_in_all_above():
    assert joins.ancestors(PLACES)["140105"] == ("140105", "140100", "central-shanxi", "140000")


def test_two_counties_of_one_city_cross_nothing():
    reached = reach(("road", "140105", "located_in"), ("road", "140100", "passes"))
    assert reached.loc["road", "city_ids"] == ("140100",)
    assert not reached.loc["road", "is_crossing"]


def test_a_zone_stands_for_the_city_that_it_lies_in():
    reached = reach(("road", "140105", "connects"), ("road", "zone", "connects"))
    assert reached.loc["road", "city_ids"] == ("140100", "140700")
    assert reached.loc["road", "is_crossing"]


def test_a_place_that_is_only_served_makes_no_crossing_but_is_found_by_its_filter():
    reached = reach(("plant", "140105", "located_in"), ("plant", "140700", "serves"))
    assert reached.loc["plant", "city_ids"] == ("140100",)
    assert not reached.loc["plant", "is_crossing"]
    assert "140700" in reached.loc["plant", "place_ids"]


def test_a_project_that_only_serves_lies_in_no_city():
    reached = reach(("data", "140100", "serves"), ("data", "140700", "serves"))
    assert reached.loc["data", "city_ids"] == ()
    assert not reached.loc["data", "is_crossing"]


@pytest.mark.parametrize("beyond", ["xiongan", "110000"])
def test_a_zone_or_municipality_of_another_province_counts_as_another_city(beyond):
    reached = reach(("line", "140100", "connects"), ("line", beyond, "connects"))
    assert reached.loc["line", "city_ids"] == tuple(sorted(["140100", beyond]))
    assert reached.loc["line", "is_crossing"]


def test_the_own_province_is_no_city():
    assert reach(("grid", "140000", "located_in"), ("grid", "140100", "passes")).loc["grid", "city_ids"] == ("140100",)
