"""What a text promises lies ahead of it, what it reports lies behind it."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.read.rules import dates

DUE = {"due_on": "2024-12-31", "due_precision": "year", "due_status": "completed"}


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        (
            {"due_on": "2023-12-31", "due_status": "completed"},
            "due_on",
            "due_on and due_precision must stand together",
        ),
        ({"due_precision": "year"}, "due_on", "due_on and due_precision must stand together"),
        ({"due_on": "2023-12-31", "due_precision": "year"}, "due_on", "due_on and due_status must stand together"),
        ({"due_status": "completed"}, "due_on", "due_on and due_status must stand together"),
        (
            {"source_id": "reference", **DUE},
            "due_on",
            "due_on and due_quote must stand together",
        ),
        (
            {"source_id": "reference", **DUE, "due_quote": "尽快完工"},
            "due_quote",
            "“尽快完工” states no time; expected the words that state the term",
        ),
        (
            {**DUE, "status": "building", "due_status": "building"},
            "due_status",
            "promises building, but the row is at building already; expected a later stage",
        ),
        (
            {**DUE, "due_on": "2023-06-29", "due_precision": "day"},
            "due_on",
            "found 2023-06-29, before text-2023 appeared; a promise lies ahead of its text: expected 2023-06-30 or later",
        ),
        (
            {**DUE, "status": "operating"},
            "status",
            "operating is no promise, so it has no due_on",
        ),
        (
            {**DUE, "status": "advancing"},
            "due_on",
            "advancing is work that goes on, which is no term; expected none, or the stage of the work that is promised",
        ),
    ],
)
def test_a_promise_that_cannot_be_one_is_named(draft, values, field, message):
    line = draft.add("project_reports", **values)
    assert draft.found(dates.promise_faults, "project_reports", line) == [(field, message)]


def test_a_public_page_may_state_a_term_of_work_that_goes_on(draft):
    line = draft.add("project_reports", source_id="reference", due_quote="年内完工", status="advancing", **DUE)
    assert draft.found(dates.promise_faults, "project_reports", line) == []


@pytest.mark.parametrize("due_on", ["2023-06-30", "2024-12-31"])
def test_a_promise_on_or_after_the_day_of_its_text_is_right(draft, due_on):
    line = draft.add("project_reports", due_status="completed", due_on=due_on, due_precision="day", status="building")
    assert draft.found(dates.promise_faults, "project_reports", line) == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"held_on": "2023-05-09"}, "held_on and held_precision must stand together"),
        ({"held_precision": "day"}, "held_on and held_precision must stand together"),
        (
            {"held_on": "2023-07-01", "held_precision": "day", "status": "operating"},
            "found 2023-07-01, after text-2023 appeared; expected 2023-06-30 or earlier, or the status proposed or prepared",
        ),
        (
            {"held_on": "2023-07-01", "held_precision": "day"},
            "found 2023-07-01, after text-2023 appeared; expected 2023-06-30 or earlier, or the status proposed or prepared",
        ),
    ],
)
def test_a_meeting_that_its_text_cannot_know_is_named(draft, values, message):
    line = draft.add("cooperation", **values)
    assert draft.found(dates.meeting_faults, "cooperation", line) == [("held_on", message)]


@pytest.mark.parametrize(
    ("held_on", "status"), [("2023-06-30", ""), ("2024-01-01", "proposed"), ("2024-01-01", "prepared")]
)
def test_a_meeting_held_before_its_text_or_planned_is_right(draft, held_on, status):
    line = draft.add("cooperation", held_on=held_on, held_precision="day", status=status)
    assert draft.found(dates.meeting_faults, "cooperation", line) == []


@pytest.mark.parametrize("period", ["2024", "2023-H2", "2023-07", "2022/2024"])
def test_an_actual_figure_of_a_period_yet_to_begin_is_named(draft, period):
    line = draft.add("figures", period=period, kind="actual")
    assert draft.found(dates.period_faults, "figures", line) == [
        (
            "period",
            f"found {period}, which had not begun when text-2023 appeared (2023-06-30); such a figure is a plan or a target",
        )
    ]


@pytest.mark.parametrize("period", ["2023", "2023-H1", "2023-06", "2021/2023", ""])
def test_an_actual_figure_of_a_period_that_has_begun_is_right(draft, period):
    line = draft.add("figures", period=period, kind="actual")
    assert draft.found(dates.period_faults, "figures", line) == []


@pytest.mark.parametrize(("period", "kind"), [("2024", "plan"), ("2023/2030", "target")])
def test_a_planned_figure_of_a_period_to_come_is_right(draft, period, kind):
    line = draft.add("figures", period=period, kind=kind)
    assert draft.found(dates.period_faults, "figures", line) == []


def test_a_span_of_years_that_runs_backwards_is_named(draft):
    line = draft.add("figures", period="2025/2023")
    assert draft.found(dates.period_faults, "figures", line) == [("period", "found 2025/2023, which runs backwards")]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 1, 1)),
        ("2024-H1", dt.date(2024, 1, 1), dt.date(2024, 1, 1)),
        ("2024-H2", dt.date(2024, 7, 1), dt.date(2024, 7, 1)),
        ("2024-12", dt.date(2024, 12, 1), dt.date(2024, 12, 1)),
        ("2023/2025", dt.date(2023, 1, 1), dt.date(2025, 1, 1)),
        ("2023-07/2025", dt.date(2023, 7, 1), dt.date(2025, 1, 1)),
    ],
)
def test_a_period_is_read_by_its_first_days(period, first, last):
    assert dates.period_span(period) == (first, last)


@pytest.mark.parametrize("period", ["", "24", "2024-13", "2024-H3", "2024/25", "next year"])
def test_what_is_no_period_is_left_to_the_schema(period):
    assert dates.period_span(period) is None
