"""What was promised for a day, and what later texts say of it. Nothing is inferred: no later word is no later word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas import history
from geo.atlas.history import BUILT
from geo.read.tables import records

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from geo.atlas.atlas import Atlas, View

OUTCOMES = ("built", "reported", "mentioned", "silent", "open")
"""What became of a promise, in the order in which it is told: see `Promise`."""


@dataclass(frozen=True)
class Promise:
    """A report with a due date, and the word of later texts.

    ``report`` and ``later`` are rows of `Atlas.reports`; ``later`` holds every report on the project in a text newer
    than that of the promise, oldest first, and ``decided_by`` the one of them that the outcome rests on.

    ``outcome`` is ``built`` (a later text calls it completed or in use, and no newer one takes that back),
    ``reported`` (later texts state another stage), ``mentioned`` (they state none), ``silent`` (there is no later word
    and the day has passed) or ``open`` (there is none, and the day is still to come).
    """

    report: Mapping[str, Any]
    later: tuple[Mapping[str, Any], ...]
    outcome: str
    decided_by: Mapping[str, Any] | None

    @property
    def is_known_in_time(self) -> bool:
        """Whether it is called built by the day promised; a text that appeared later leaves open when it was."""
        if self.outcome != "built" or self.decided_by is None:
            return False
        return bool(self.decided_by["happened_on"] <= self.report["due_on"])


def promises(reports: pd.DataFrame, day: dt.date) -> tuple[Promise, ...]:
    """Return every promise in reports known by a day with what was known of it by then, by due date and outcome.

    Parameters
    ----------
    reports
        As `geo.atlas.history.dated_reports` returns them.
    """
    known = reports[(reports["published_on"] <= pd.Timestamp(day)) & ~reports["is_hearsay"]]
    due = known[known["due_on"].notna()]
    known = known[known["project_id"].isin(due["project_id"])]
    found = []
    for report in records(due):
        is_later = (known["project_id"] == report["project_id"]) & (known["published_on"] > report["published_on"])
        found.append(_promise(report, known[is_later], day))
    return tuple(sorted(found, key=lambda p: (p.report["due_on"], OUTCOMES.index(p.outcome))))


def promises_in(view: View) -> tuple[Promise, ...]:
    """Return the promises about the projects of a view, as known on its day."""
    found = _promises(view.atlas, view.day)
    return tuple(promise for promise in found if promise.report["project_id"] in view.projects.index)


@lru_cache(maxsize=32)
def _promises(atlas: Atlas, day: dt.date) -> tuple[Promise, ...]:
    return promises(atlas.reports, day)


def outcome_counts(found: Iterable[Promise]) -> Mapping[str, int]:
    """Return how many promises came to each of `OUTCOMES`, none left out."""
    outcomes = [promise.outcome for promise in found]
    return {outcome: outcomes.count(outcome) for outcome in OUTCOMES}


def _promise(report: Mapping[str, Any], later: pd.DataFrame, day: dt.date) -> Promise:
    outcome, decided_by = _outcome(later)
    if outcome == "silent" and report["due_on"] > pd.Timestamp(day):
        outcome = "open"
    return Promise(report, tuple(records(later)), outcome, decided_by)


def _outcome(later: pd.DataFrame) -> tuple[str, Mapping[str, Any] | None]:
    """Return what later texts come to, and the report that says it: the first to call it built, else the newest."""
    if later.empty:
        return "silent", None
    standing = history.standing_stages(later)
    if standing.empty:
        return "mentioned", records(later)[-1]
    if standing.iloc[0] in BUILT:
        return "built", records(later[later["status"].isin(BUILT)])[0]
    return "reported", records(later[later["status"] == standing.iloc[0]])[-1]
