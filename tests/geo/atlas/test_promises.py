"""The ledger of promises, on small reports and on the record: what became of each, and how late."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geo.atlas import history, promises
from geo.atlas.filters import Filters
from tests.geo.atlas.reported import dated_tables

SOURCES = pd.DataFrame(
    [
        *[("first", "2023-05-31", "text", ""), ("autumn", "2023-11-30", "text", "")],
        *[("next", "2024-03-31", "text", ""), ("last", "2026-01-31", "text", "")],
        *[("press", "2024-06-30", "public", "party_press"), ("forum", "2024-07-31", "public", "forum")],
    ],
    columns=["source_id", "published_on", "kind", "class"],
).assign(date_precision="month")
SOURCES["published_on"] = pd.to_datetime(SOURCES["published_on"])
RANKS = {"proposed": 1, "prepared": 2, "advancing": 3, "suspended": 4, "building": 5, "completed": 6, "operating": 7}
STATUSES = pd.DataFrame({"status": list(RANKS), "order": list(RANKS.values())})
TODAY = "2026-01-31"
COLUMNS = (
    *("project_id", "source_id", "locator", "status", "due_on", "due_status"),
    *("event_on", "event_precision", "covers", "due_precision"),
)
WITHOUT = dict.fromkeys(COLUMNS, "") | {"due_on": None, "event_on": None}


def report(source_id, status, **more):
    return {"project_id": "road", "source_id": source_id, "locator": "L5", "status": status, **more}


PROMISE = report("first", "prepared", locator="L23", due_on="2023-12-31", due_status="completed")


def ledger(*reports, day=TODAY, ongoing=()):
    table = pd.DataFrame([WITHOUT | row for row in reports], columns=list(COLUMNS))
    table["due_on"] = pd.to_datetime(table["due_on"])
    dated = history.dated_reports(dated_tables(table, SOURCES, STATUSES))
    return promises.promises(dated, RANKS, dt.date.fromisoformat(day), ongoing)


def outcome(*later, promise=PROMISE, **options):
    """Return what became of a promise, and the source that it rests on."""
    first = ledger(promise, *later, **options)[0]
    return first.outcome, first.decided_by and first.decided_by["source_id"]


def slip(*later, promise=PROMISE):
    return ledger(promise, *later)[0].slip


def test_what_a_text_calls_built_before_the_term_is_kept_in_time():
    assert outcome(report("autumn", "completed")) == ("in_time", "autumn")
    assert slip(report("autumn", "completed")) == (-214, -31)


def test_a_text_that_appeared_after_the_term_leaves_open_whether_it_was_kept_in_time():
    assert outcome(report("next", "operating")) == ("kept", "next")
    assert slip(report("next", "operating")) == (-214, 91)


def test_a_day_after_the_term_is_late_by_so_many_days():
    opened = report("press", "operating", event_on="2024-01-10", event_precision="day")
    assert outcome(opened) == ("late", "press")
    assert slip(opened) == (10, 10)


def test_a_month_gives_a_slip_between_two_days():
    opened = report("press", "operating", event_on="2024-02-29", event_precision="month")
    assert outcome(opened) == ("late", "press")
    assert slip(opened) == (32, 60)


@pytest.mark.parametrize(
    ("last", "precision", "first"),
    [
        ("2024-06-30", "month", "2024-06-01"),
        ("2024-02-29", "season", "2023-12-01"),
        ("2024-06-30", "half", "2024-01-01"),
        ("2024-12-31", "half", "2024-07-01"),
        ("2024-11-22", "year", "2024-01-01"),
        ("2024-06-12", "day", "2024-06-12"),
    ],
)
def test_an_event_lies_within_the_span_that_its_page_names(last, precision, first):
    row = {"happened_on": pd.Timestamp(last), "event_precision": precision}
    assert promises.span_of(row) == (pd.Timestamp(first), pd.Timestamp(last))


def test_what_was_found_so_on_a_day_may_have_been_so_since_the_promise():
    seen = report("press", "operating", event_on="2024-06-01", event_precision="by")
    assert outcome(seen) == ("kept", "press")
    assert slip(seen) == (-214, 153)


def test_what_was_not_yet_reached_after_the_term_and_reached_later_is_late():
    later = [report("next", "building"), report("press", "completed")]
    assert outcome(*later) == ("late", "press")
    assert slip(*later) == (91, 182)


def test_a_lower_stage_after_the_term_is_not_yet_and_at_least_so_late():
    assert outcome(report("next", "building")) == ("not_yet", "next")
    assert slip(report("next", "building")) == (91, None)


def test_a_lower_stage_before_the_term_says_nothing_of_the_promise():
    assert outcome(report("autumn", "building")) == ("silent", "autumn")
    assert slip(report("autumn", "building")) is None


def test_what_goes_on_from_year_to_year_is_not_called_late_by_another_year():
    assert outcome(report("next", "advancing"), ongoing={"road"}) == ("silent", "next")


def test_a_start_that_was_promised_is_kept_by_any_later_stage():
    start = PROMISE | {"due_status": "building"}
    assert outcome(report("autumn", "building"), promise=start) == ("in_time", "autumn")
    assert outcome(report("next", "prepared"), promise=start) == ("not_yet", "next")


def test_a_newer_source_takes_back_that_it_was_built():
    later = [report("autumn", "completed"), report("next", "building")]
    assert outcome(*later) == ("not_yet", "next")


def test_a_source_that_says_both_neither_keeps_nor_takes_back():
    both = [report("next", "completed"), report("next", "building", locator="L6")]
    assert outcome(*both) == ("not_yet", "next")
    assert outcome(report("autumn", "completed"), *both) == ("in_time", "autumn")


def test_what_is_in_use_stays_so_where_a_newer_text_says_completed():
    in_use = PROMISE | {"due_status": "operating"}
    later = [report("autumn", "operating"), report("next", "completed")]
    assert outcome(*later, promise=in_use) == ("in_time", "autumn")


def test_a_part_that_is_there_is_not_the_whole():
    part = report("press", "", covers="part_reached")
    assert outcome(part) == ("part", "press")
    assert slip(part) is None


def test_the_whole_was_there_by_then_and_its_part_perhaps_before():
    of_part = PROMISE | {"covers": "part"}
    whole = report("press", "completed", event_on="2024-05-01", event_precision="day")
    assert outcome(whole, promise=of_part) == ("kept", "press")
    assert outcome(whole) == ("late", "press")


def test_a_later_term_for_the_same_stage_changes_the_promise():
    anew = report("autumn", "building", due_on="2024-12-31", due_status="completed")
    assert outcome(anew) == ("changed", "autumn")
    assert slip(anew) == (366, 366)
    assert outcome(anew | {"due_status": "operating"}) == ("silent", "autumn")
    assert outcome(anew | {"covers": "part"}) == ("silent", "autumn")


def test_what_was_promised_anew_had_not_been_reached_by_then():
    anew = report("next", "building", due_on="2024-12-31", due_status="completed")
    assert slip(anew, report("press", "completed")) == (91, 182)


def test_a_mention_without_a_stage_is_no_answer():
    assert outcome(report("next", "")) == ("silent", "next")


def test_none_later_is_silent_whatever_the_same_text_says():
    assert outcome(report("first", "completed", locator="L67")) == ("silent", None)


def test_hearsay_keeps_no_promise_and_stands_beside():
    claimed = report("forum", "operating")
    first = ledger(PROMISE, claimed)[0]
    assert (first.outcome, first.decided_by) == ("silent", None)
    assert [row["source_id"] for row in first.hearsay] == ["forum"]
    assert ledger(claimed | {"status": "building", "due_on": "2024-12-31", "due_status": "completed"}) == ()


def test_another_project_keeps_no_promise():
    assert outcome(report("next", "completed") | {"project_id": "other"}) == ("silent", None)


@pytest.mark.parametrize(("day", "expected"), [("2023-12-30", "open"), ("2023-12-31", "silent")])
def test_a_promise_is_open_until_its_day(day, expected):
    assert outcome(day=day)[0] == expected


def test_a_promise_that_is_still_open_may_have_been_kept_or_moved_but_is_never_not_yet():
    assert outcome(report("autumn", "building"), day="2023-12-01") == ("open", "autumn")
    assert outcome(report("autumn", "completed"), day="2023-12-01")[0] == "in_time"
    anew = report("autumn", "building", due_on="2024-12-31", due_status="completed")
    assert outcome(anew, day="2023-12-01")[0] == "changed"


def test_what_appeared_after_the_day_asked_about_is_not_known():
    later = report("next", "completed")
    assert outcome(later, day="2024-01-31")[0] == "silent"
    assert ledger(PROMISE, later, day="2023-01-31") == ()


def test_the_orders_are_those_of_their_names():
    early = PROMISE | {"project_id": "early", "due_on": "2023-06-30", "source_id": "first"}
    other = report("autumn", "prepared", due_on="2024-12-31", due_status="building") | {"project_id": "other"}
    late = report("press", "completed", event_on="2024-02-01", event_precision="day")
    entries = ledger(PROMISE, early, other, late)
    names = pd.Series({"road": "b", "early": "c", "other": "a"})
    orders = {by: [p.report["project_id"] for p in promises.ordered(entries, by, names)] for by in promises.ORDERS}
    assert orders == {
        "due": ["early", "road", "other"],
        "outcome": ["road", "early", "other"],
        "slip": ["road", "early", "other"],
        "project": ["other", "road", "early"],
        "promised": ["other", "early", "road"],
    }


def test_counts_name_every_outcome():
    assert promises.outcome_counts(ledger(PROMISE)) == dict.fromkeys(promises.OUTCOMES, 0) | {"silent": 1}


def test_every_report_with_a_due_date_is_a_promise_of_the_record(atlas, whole_atlas):
    for each in (atlas, whole_atlas):
        every = promises.promises_in(each.view())
        assert len(every) == (each.reports["due_on"].notna() & ~each.reports["is_hearsay"]).sum()
        assert sum(promises.outcome_counts(every).values()) == len(every)


def test_a_view_has_the_promises_of_its_projects_as_known_on_its_day(atlas):
    view = atlas.view(Filters(place=("140100",), day=dt.date(2023, 12, 1)))
    chosen = promises.promises_in(view)
    assert {p.report["project_id"] for p in chosen} <= set(view.projects.index)
    assert {p.outcome for p in chosen} == {"open"}
    assert all(p.report["source_id"] == "cluster-2023" for p in chosen)


def of(atlas, project_id, source_id):
    (promise,) = (
        p
        for p in promises.promises_in(atlas.view())
        if (p.report["project_id"], p.report["source_id"]) == (project_id, source_id)
    )
    return promise


def test_the_north_west_ring_promised_for_2023_opened_344_days_late(whole_atlas, atlas):
    ring = of(whole_atlas, "taiyuan-northwest-ring2", "cluster-2023")
    assert (ring.outcome, ring.slip) == ("late", (344, 344))
    assert ring.report["promised_by_zh"] == "太原市"
    assert of(atlas, "taiyuan-northwest-ring2", "cluster-2023").outcome == "silent"


def test_the_airport_was_moved_to_2027_and_a_part_of_it_is_in_use(whole_atlas):
    airport = of(whole_atlas, "taiyuan-airport-phase3", "pub-taiyuan-airport-phase3-2022")
    assert airport.outcome == "part"
    assert airport.moved_to["due_on"].year == 2027


def test_the_lifts_of_2024_are_not_called_late_because_lifts_go_on(atlas):
    lifts = of(atlas, "lift-retrofit", "jinzhong-2024")
    assert (lifts.outcome, lifts.decided_by["source_id"]) == ("silent", "jinzhong-2025")
