"""A road at a city line has two cities, and what is said of it is of one of them or of both."""

from __future__ import annotations

import pytest

from geo.read.rules import crossings, evidence

QUOTED = {"source_id": "reference", "locator": "", "printed_name": "", "quote": "通车"}


@pytest.fixture
def road(draft):
    """A road between Taiyuan and Jinzhong that a text calls joined."""
    draft.line = draft.add("crossings", crossing_id="own-crossing")
    draft.add("crossing_reports")
    return draft


def faults_of(draft, **values):
    """Return what the rule finds in a report with these values."""
    line = draft.add("crossing_reports", **{"locator": "L7"} | values)
    return draft.found(crossings.report_faults, "crossing_reports", line)


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"to_place_id": "140100"}, ("to_place_id", "found 140100, which is from_place_id too; expected another city")),
        ({"to_place_id": "140702"}, ("to_place_id", "found 140702, which is a county; expected a city")),
        ({}, ("crossing_id", "own-other has no report in crossing_reports.csv")),
    ],
)
def test_a_road_has_two_cities_and_a_source_that_speaks_of_it(road, values, fault):
    line = road.add("crossings", crossing_id="own-other", **values)
    assert fault in road.found(crossings.side_faults, "crossings", line)


def test_a_road_with_both_and_a_report_has_no_fault(road):
    assert road.found(crossings.side_faults, "crossings", road.line) == []


@pytest.mark.parametrize("state", ["joined", "not_aligned"])
def test_what_two_sides_are_together_is_said_of_both(road, state):
    assert faults_of(road, state=state) == []
    assert faults_of(road, state=state, place_id="140700", locator="L8") == [
        ("place_id", f"found 140700, but {state} is said of both sides; expected nothing")
    ]


@pytest.mark.parametrize("state", ["built", "at_line"])
def test_what_one_side_is_is_said_of_that_side(road, state):
    assert faults_of(road, state=state, place_id="140700") == []
    assert faults_of(road, state=state, locator="L8") == [
        ("place_id", f"{state!r} is said of one side; expected which")
    ]


def test_a_name_of_the_road_is_that_on_one_side(road):
    [(field, _)] = faults_of(road, state="building", road_zh="路", road_en="Road")
    assert field == "place_id"


def test_a_side_is_one_of_the_two_cities(road):
    assert faults_of(road, state="built", place_id="140900") == [
        ("place_id", "found 140900, which is no side of own-crossing; expected 140100 or 140700, or nothing")
    ]


def test_a_report_says_something(road):
    assert faults_of(road, state="") == [
        ("state", "this row of own-crossing has neither a state nor a name of the road; expected either")
    ]


@pytest.mark.parametrize(("values", "field"), [({"quote": ""}, "quote"), ({"locator": "L3"}, "locator")])
def test_a_report_of_a_page_has_a_quote_and_no_lines(road, values, field):
    line = road.add("crossing_reports", **QUOTED | values)
    assert field in [name for name, _ in road.found(evidence.report_faults, "crossing_reports", line)]


def test_a_state_of_a_page_without_any_day_has_no_place_in_time(road):
    undated = {"kind": "public", "is_repost": "false", "class": "forum", "retrieved_on": "2026-11-28"}
    road.add("sources", source_id="reference-2", published_on="", date_precision="", **undated)
    line = road.add("crossing_reports", **QUOTED | {"source_id": "reference-2"})
    [(field, _)] = road.found(evidence.event_faults, "crossing_reports", line)
    assert field == "event_on"
    line = road.add(
        "crossing_reports",
        **QUOTED | {"source_id": "reference-2", "state": "", "place_id": "140100", "road_zh": "路", "road_en": "Road"},
    )
    assert road.found(evidence.event_faults, "crossing_reports", line) == []


@pytest.fixture
def page(road):
    """A page of the party press that speaks of the road."""
    road.add(
        "sources",
        source_id="pub-own",
        kind="public",
        **{"class": "party_press"},
        is_repost="false",
        publisher_zh="局",
        publisher_en="Bureau",
        published_on="2024-12-10",
        date_precision="day",
        url="https://example.org/own",
    )
    return road


OF_PAGE = {"source_id": "pub-own", "locator": "", "printed_name": "", "quote": "通车"}
READ = {"source_id": "pub-own", "quote": "已通"}


def test_a_state_that_a_page_decides_needs_a_second_reading(page):
    line = page.add("crossing_reports", **OF_PAGE)
    [(field, message)] = page.found(crossings.reading_faults, "crossing_reports", line)
    assert field == "state"
    assert "no second reading agrees (found: none)" in message
    page.add("crossing_second_readings", **READ, place_id="140700", state="built")
    assert page.found(crossings.reading_faults, "crossing_reports", line) != []
    page.add("crossing_second_readings", **READ)
    assert page.found(crossings.reading_faults, "crossing_reports", line) == []


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [("planned", "building", True), ("building", "planned", False), ("joined", "building", False), ("", "", True)],
)
def test_of_two_readings_of_a_road_the_milder_stands(page, first, second, agrees):
    line = page.add("crossing_reports", **OF_PAGE | {"state": first})
    page.add("crossing_second_readings", **READ, state=second)
    assert (page.found(crossings.reading_faults, "crossing_reports", line) == []) is agrees


def test_what_a_text_says_and_hearsay_need_none(page):
    text = page.add("crossing_reports", locator="L9")
    assert page.found(crossings.reading_faults, "crossing_reports", text) == []
    page.add("sources", source_id="pub-forum", kind="public", **{"class": "forum"})
    hearsay = page.add("crossing_reports", **OF_PAGE | {"source_id": "pub-forum"})
    assert page.found(crossings.reading_faults, "crossing_reports", hearsay) == []


def test_a_second_reading_of_a_road_is_of_a_report_on_that_side(page):
    line = page.add("crossing_second_readings", **READ)
    [(field, message)] = page.found(crossings.reading_faults, "crossing_second_readings", line)
    assert (field, message) == (
        "source_id",
        "pub-own was read a second time, but reports nothing on that side of own-crossing",
    )
