"""The ledger of promises: what was promised for a day, and what later evidence says became of it.

Nothing is inferred from silence: a promise of which nothing was heard is neither late nor broken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas import history
from geo.read.tables import records

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from geo.atlas.atlas import Atlas, View

    Row = Mapping[str, Any]
    Span = tuple[pd.Timestamp, pd.Timestamp]

OUTCOMES = ("in_time", "late", "kept", "part", "not_yet", "changed", "open", "silent")
"""What became of a promise, in the order in which it is told: see `Promise`."""
KEPT = ("in_time", "late", "kept")
"""The outcomes of a promise whose stage was reached, whenever that was."""
ORDERS = ("due", "outcome", "slip", "project", "promised")
"""What a ledger can be sorted by; the first is the order of `promises`."""
ONGOING = ("programme", "service")
"""The kinds of project that go on from year to year."""
PERIODS = {"month": "M", "season": "Q-NOV", "year": "Y"}
"""Precision of a date → the period of pandas that it stands for; seasons are quarters that end with November."""


@dataclass(frozen=True)
class Promise:
    """A report with a due date, and the word of later evidence.

    ``outcome`` is one of `OUTCOMES`: the promised stage was reached by the day promised (``in_time``), after it
    (``late``), or on a day that leaves that open (``kept``); a part of the work reached it (``part``); a later day was
    named (``changed``); the newest report after the day has a lower stage (``not_yet``); the day is still to come
    (``open``); or nothing was heard since the day (``silent``): what was reported before it, or without a stage, or of
    a programme or service that goes on from year to year, does not say that it was not kept.

    Parameters
    ----------
    report
        The row of `Atlas.reports` that promises: ``due_on``, ``due_precision``, and ``due_status``, the stage promised.
    later
        Every report on the project that appeared after it, oldest first, hearsay left out.
    outcome
        One of `OUTCOMES`.
    decided_by
        The report that the outcome rests on; of an open or silent promise the last on the project, if any.
    reached
        The first and the last day on which the stage can have been reached, for one of `KEPT`.
    moved_to
        The report that names a later day for the same stage, where one does.
    hearsay
        What decides nothing and says something of the promised stage: shown apart, never counted.
    """

    report: Row
    later: tuple[Row, ...]
    outcome: str
    decided_by: Row | None = None
    reached: Span | None = None
    moved_to: Row | None = None
    hearsay: tuple[Row, ...] = field(default=())

    @property
    def is_told_before_term(self) -> bool:
        """Whether the last report on an open or silent promise is of before its term, and so no answer to it."""
        told = self.decided_by
        return self.outcome in ("open", "silent") and bool(told and told["happened_on"] <= self.report["due_on"])

    @property
    def slip(self) -> tuple[int, int | None] | None:
        """How many days after the day promised the stage came, at least and at most; negative for before it.

        Where the stage had not been reached when last reported there is no greatest; where the day was moved, both are
        by how much. None where nothing is known: before the day, and of what was not heard of.
        """
        due = self.report["due_on"]
        if self.reached:
            first, last = self.reached
            return (first - due).days, (last - due).days
        if self.outcome == "changed" and self.moved_to:
            moved = (self.moved_to["due_on"] - due).days
            return moved, moved
        if self.outcome == "not_yet" and self.decided_by:
            return (self.decided_by["happened_on"] - due).days, None
        return None


def promises(
    reports: pd.DataFrame, ranks: Mapping[str, int], day: dt.date, ongoing: Collection[str] = ()
) -> tuple[Promise, ...]:
    """Return every promise in reports known by a day with what was known of it by then, by due date and outcome.

    Parameters
    ----------
    reports
        As `geo.atlas.history.dated_reports` returns them.
    ranks
        Stage → its rank; a higher one is nearer to use.
    day
        What appeared later is not known.
    ongoing
        Projects that go on from year to year: a lower stage reported later is of another year.

    Returns
    -------
    tuple of Promise
        By ``due_on``, then in the order of `OUTCOMES`. What hearsay promises is none.
    """
    known = reports[reports["published_on"] <= pd.Timestamp(day)]
    due = known[known["due_on"].notna() & ~known["is_hearsay"]]
    by_project = dict(list(known[known["project_id"].isin(due["project_id"])].groupby("project_id")))
    ledger = [
        _promise(report, by_project[report["project_id"]], ranks, day, is_ongoing=report["project_id"] in ongoing)
        for report in records(due)
    ]
    return tuple(sorted(ledger, key=_by_due))


def promises_in(view: View) -> tuple[Promise, ...]:
    """Return the promises about the projects of a view, as known on its day.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    """
    ledger = _promises(view.atlas, view.day)
    return tuple(promise for promise in ledger if promise.report["project_id"] in view.projects.index)


@lru_cache(maxsize=32)
def _promises(atlas: Atlas, day: dt.date) -> tuple[Promise, ...]:
    ranks = {str(status): int(order) for status, order in atlas.statuses["order"].items()}
    kinds = atlas.projects["kind"]
    return promises(atlas.reports, ranks, day, set(kinds.index[kinds.isin(ONGOING)]))


def outcome_counts(ledger: Iterable[Promise]) -> Mapping[str, int]:
    """Return how many promises came to each of `OUTCOMES`, none left out.

    Parameters
    ----------
    ledger
        The promises that are counted.
    """
    outcomes = [promise.outcome for promise in ledger]
    return {outcome: outcomes.count(outcome) for outcome in OUTCOMES}


def ordered(ledger: Sequence[Promise], by: str, names: pd.Series[str]) -> tuple[Promise, ...]:
    """Return promises in another order.

    Parameters
    ----------
    ledger
        As `promises` returns them.
    by
        One of `ORDERS`: the day promised, the outcome, the slip (greatest first, unknown last), the name of the
        project, or the day on which it was promised (newest first).
    names
        Project → its name in the reader's language.
    """
    keys = {
        "due": _by_due,
        "outcome": lambda p: (OUTCOMES.index(p.outcome), p.report["due_on"]),
        "slip": lambda p: (p.slip is None, -p.slip[0] if p.slip else 0, p.report["due_on"]),
        "project": lambda p: (names[p.report["project_id"]], p.report["due_on"]),
        "promised": lambda p: (-p.report["published_on"].value, p.report["due_on"]),
    }
    return tuple(sorted(ledger, key=keys[by]))


def _by_due(promise: Promise) -> tuple[Any, ...]:
    return promise.report["due_on"], OUTCOMES.index(promise.outcome)


def _promise(
    report: Row, reports: pd.DataFrame, ranks: Mapping[str, int], day: dt.date, *, is_ongoing: bool
) -> Promise:
    """Hold a promise against what appeared after it about its project."""
    after = reports[reports["published_on"] > report["published_on"]]
    later = after[~after["is_hearsay"]]
    rows, due = tuple(records(later)), report["due_on"]
    hearsay = tuple(row for row in records(after[after["is_hearsay"]]) if row["hearsay_status"])
    moved = next(
        (row for row in reversed(rows) if row["due_status"] == report["due_status"] and _is_moved(report, row)), None
    )
    if reached := _reached(report, later, ranks):
        told, span = reached
        return Promise(report, rows, _in_time(span, due), told, span, moved, hearsay)
    newest = next(iter(records(history.deciding(later).reset_index())), None)
    in_part = next((row for row in reversed(rows) if row["covers"] == "part_reached"), None)
    last = rows[-1] if rows else None
    if due > pd.Timestamp(day):
        outcome, decided_by = ("changed", moved) if moved else ("open", newest or last)
    elif in_part:
        outcome, decided_by = "part", in_part
    elif moved:
        outcome, decided_by = "changed", moved
    elif newest and newest["happened_on"] > due and not is_ongoing:
        outcome, decided_by = "not_yet", newest
    else:
        outcome, decided_by = "silent", last
    return Promise(report, rows, outcome, decided_by, None, moved, hearsay)


def _is_moved(report: Row, later: Row) -> bool:
    """Whether a later report names a later day, for as much of the work as was promised."""
    return bool(later["due_on"] > report["due_on"]) and (not later["covers"] or bool(report["covers"]))


def _reached(report: Row, later: pd.DataFrame, ranks: Mapping[str, int]) -> tuple[Row, Span] | None:
    """Return the first report that calls the promised stage reached, and when that can have been; None without one.

    A source that says both of one day does neither reach nor take back. What is built stays built where a newer source
    calls it completed, be the promise to have it in use.
    """
    stated = later[later["status"] != ""]
    rank, goal = stated["status"].map(ranks), ranks[report["due_status"]]
    reaches = rank >= goal
    sound = stated[reaches & ~_says_two_things(stated, reaches)]
    upholds = stated.loc[rank >= min(goal, ranks["completed"]), "source_id"]
    if sound.empty or not history.deciding(later)["source_id"].isin(upholds).all():
        return None
    told = min(records(sound), key=lambda row: span_of(row)[1])
    first, last = span_of(told)
    if report["covers"] and not told["covers"]:
        first = pd.Timestamp.min  # the whole was reached then; its part may have been there before
    repeated = later.loc[later["due_status"] == report["due_status"], "published_on"]
    not_yet = [*stated.loc[~reaches, "happened_on"], *repeated, report["published_on"]]
    return told, (max([first, *(day for day in not_yet if day < last)]), last)


def _says_two_things(stated: pd.DataFrame, reaches: pd.Series[bool]) -> pd.Series[bool]:
    """Return which reports are of a source that calls the stage reached and, of the same day, not reached."""
    return reaches.groupby([stated["source_id"], stated["happened_on"]]).transform("nunique") > 1


def _in_time(span: Span, due: pd.Timestamp) -> str:
    first, last = span
    return "in_time" if last <= due else "late" if first > due else "kept"


def span_of(report: Row) -> Span:
    """Return the first and the last day on which what a report tells can have come about.

    An event known to a month lies within that month. Of a text, which has no day but that on which it appeared, and of
    what was found to be so on a day (``by``), the beginning is not known: it is the oldest day that there is.

    Parameters
    ----------
    report
        A row of `geo.atlas.history.dated_reports`.
    """
    last, precision = report["happened_on"], report["event_precision"]
    if precision == "day":
        return last, last
    if precision == "half":
        return pd.Timestamp(last.year, 1 if last.month <= 6 else 7, 1), last  # noqa: PLR2004 - months of a half-year
    if precision in PERIODS:
        return last.to_period(PERIODS[precision]).start_time, last
    return pd.Timestamp.min, last
