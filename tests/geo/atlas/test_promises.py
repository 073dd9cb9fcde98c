"""Promised dates against later reports, on small texts and on the record."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geo.atlas import history, promises
from geo.atlas.filters import Filters
from tests.geo.atlas.reported import dated_tables

SOURCES = pd.DataFrame(
    [("first", "2023-05-31"), ("autumn", "2023-11-30"), ("next", "2024-03-31"), ("last", "2026-01-31")],
    columns=["source_id", "published_on"],
).assign(title_zh="文", title_en="Text", date_precision="month")
SOURCES["published_on"] = pd.to_datetime(SOURCES["published_on"])
STATUSES = pd.DataFrame(
    {"status": ["prepared", "advancing", "building", "completed", "operating"], "order": [1, 2, 3, 4, 5]}
)
TODAY = "2026-01-31"


def found(*reports, day=TODAY):
    """Return the promises of reports (project, source, locator, stage, due date or nothing)."""
    table = pd.DataFrame(reports, columns=["project_id", "source_id", "locator", "status", "due_on"])
    table["due_on"] = pd.to_datetime(table["due_on"])
    return promises.promises(history.dated_reports(dated_tables(table, SOURCES, STATUSES)), dt.date.fromisoformat(day))


def only(*reports, day=TODAY):
    (promise,) = found(*reports, day=day)
    decided = promise.decided_by
    return promise.outcome, decided and (decided["source_id"], decided["locator"]), promise.is_known_in_time


PROMISE = ("road", "first", "L23", "prepared", "2023-12-31")


def test_a_promise_kept_is_told_by_the_text_that_calls_it_built():
    assert only(PROMISE, ("road", "autumn", "L5", "completed", None)) == ("built", ("autumn", "L5"), True)


def test_a_promise_reported_built_after_its_day_leaves_open_whether_it_was_kept():
    assert only(PROMISE, ("road", "next", "L5", "operating", None)) == ("built", ("next", "L5"), False)


def test_the_first_text_to_call_it_built_is_the_one_that_tells():
    later = [("road", "autumn", "L5", "completed", None), ("road", "next", "L6", "operating", None)]
    assert only(PROMISE, *later) == ("built", ("autumn", "L5"), True)


def test_a_promise_with_a_later_but_lower_stage_is_reported_and_no_more():
    assert only(PROMISE, ("road", "next", "L5", "advancing", None)) == ("reported", ("next", "L5"), False)


def test_a_newer_text_takes_back_that_it_was_built():
    later = [("road", "autumn", "L5", "completed", None), ("road", "next", "L6", "building", None)]
    assert only(PROMISE, *later) == ("reported", ("next", "L6"), False)


def test_one_later_text_with_two_stages_stands_for_the_earlier_of_them():
    later = [("road", "next", "L5", "completed", None), ("road", "next", "L6", "building", None)]
    assert only(PROMISE, *later) == ("reported", ("next", "L6"), False)


def test_a_later_text_without_a_stage_only_names_it():
    assert only(PROMISE, ("road", "next", "L5", "", None)) == ("mentioned", ("next", "L5"), False)


def test_none_later_is_silent_whatever_the_same_text_says():
    assert only(PROMISE, ("road", "first", "L67", "completed", None)) == ("silent", None, False)


def test_another_project_keeps_no_promise():
    assert only(PROMISE, ("other", "next", "L5", "completed", None)) == ("silent", None, False)


@pytest.mark.parametrize(("day", "outcome"), [("2023-12-30", "open"), ("2023-12-31", "silent")])
def test_a_promise_is_open_until_its_day(day, outcome):
    assert only(PROMISE, day=day)[0] == outcome


def test_what_appeared_after_the_day_asked_about_is_not_known():
    later = ("road", "next", "L5", "completed", None)
    assert only(PROMISE, later, day="2024-01-31")[0] == "silent"
    assert found(PROMISE, later, day="2023-01-31") == ()


def test_a_later_promise_is_a_later_word_on_the_first():
    both = found(PROMISE, ("road", "next", "L9", "advancing", "2025-12-31"))
    assert [promise.outcome for promise in both] == ["reported", "silent"]


def test_promises_stand_by_due_date_and_then_by_outcome():
    quiet, told = ("quiet", "first", "L1", "prepared", "2023-12-31"), ("road", "next", "L5", "building", None)
    early = ("early", "first", "L2", "prepared", "2023-06-30")
    assert [p.report["project_id"] for p in found(quiet, PROMISE, told, early)] == ["early", "road", "quiet"]


def test_counts_name_every_outcome():
    counts = promises.outcome_counts(found(PROMISE))
    assert counts == {"built": 0, "reported": 0, "mentioned": 0, "silent": 1, "open": 0}


def test_every_report_with_a_due_date_is_a_promise_of_the_record(atlas):
    every = promises.promises_in(atlas.view())
    assert len(every) == atlas.reports["due_on"].notna().sum()
    assert sum(promises.outcome_counts(every).values()) == len(every)


def test_a_view_has_the_promises_of_its_projects_as_known_on_its_day(atlas):
    view = atlas.view(Filters(place=("140100",), day=dt.date(2023, 12, 1)))
    chosen = promises.promises_in(view)
    assert {p.report["project_id"] for p in chosen} <= set(view.projects.index)
    assert {p.outcome for p in chosen} == {"open"}
    assert all(p.report["source_id"] == "cluster-2023" for p in chosen)


def test_the_lifts_of_2024_were_heard_of_later(atlas):
    (promise,) = (p for p in promises.promises_in(atlas.view()) if p.report["project_id"] == "lift-retrofit")
    assert (promise.outcome, promise.decided_by["source_id"]) == ("reported", "jinzhong-2025")
