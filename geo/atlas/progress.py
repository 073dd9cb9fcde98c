"""The cluster from text to text: the days on which the texts appeared, and what each of them changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas import history
from geo.atlas.history import BUILT
from geo.read.tables import records, rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas, View

BEFORE_ALL = dt.date(1900, 1, 1)
"""A day before any text or page."""
CHANGES = ("completed", "advanced", "fell_back", "contradicted", "new", "again")
"""What a text can do to a project, in the order in which it is told."""


@dataclass(frozen=True)
class TextDay:
    """A day on which texts appeared; a text known to a month or season counts from its last day.

    Without texts it is the day of the newest public report, after the newest text.

    Parameters
    ----------
    day
        Of texts known to a month or season, its last.
    precision
        ``day``, ``month`` or ``season``, as of the text.
    source_ids
        The texts; none where it is the day of a public report.
    """

    day: dt.date
    precision: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What the texts of a day changed about a project.

    ``kind`` is one of `CHANGES`; ``before`` and ``after`` are stages, empty where none was stated; ``reports`` the
    rows of `Atlas.reports` that say so.
    """

    project_id: str
    kind: str
    before: str
    after: str
    reports: tuple[Mapping[str, Any], ...]


@lru_cache(maxsize=64)
def text_days(atlas: Atlas) -> tuple[TextDay, ...]:
    """Return the days on which the texts appeared, oldest first, and that of the newest report after all of them.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    days: dict[dt.date, TextDay] = {}
    for text in rows(atlas.texts):
        day = text.published_on.date()
        held = days.get(day, TextDay(day, text.date_precision, ()))
        days[day] = TextDay(day, held.precision, (*held.source_ids, str(text.Index)))
    if days and atlas.newest_on > max(days):
        days[atlas.newest_on] = TextDay(atlas.newest_on, "day", ())
    return tuple(days.values())


def latest_text(atlas: Atlas) -> TextDay | None:
    """Return the newest of `text_days`, or None when no text had appeared.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return next(reversed(text_days(atlas)), None)


def text_before(atlas: Atlas, text: TextDay) -> TextDay | None:
    """Return the text day before another, or None for the first.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    text
        One of `text_days`.
    """
    return next((other for other in reversed(text_days(atlas)) if other.day < text.day), None)


def next_day(atlas: Atlas, day: dt.date | None) -> dt.date | None:
    """Return the text day that follows a day; None, which stands for the newest, when no other comes before that.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    day
        The day that is shown; None stands for the newest.
    """
    later = [text.day for text in text_days(atlas) if day is not None and text.day > day]
    return later[0] if len(later) > 1 else None


def stage_counts(view: View) -> pd.DataFrame:
    """Return how many projects stood at each stage on each text day by the view's, under its other filters.

    Columns: ``day`` (the text day), ``precision``, ``status``, ``order`` (its rank) and ``count``; no row counts 0.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    """
    atlas, filters = view.atlas, view.filters
    ids = atlas.view(filters.without("day", "status")).projects.index
    order = _ranks(atlas)
    counted = []
    for text in text_days(atlas):
        stages = _standing(atlas)[text.day]
        counts = stages[stages.index.isin(ids)].value_counts()
        wanted = [status for status in filters.status or atlas.statuses.index if status in counts]
        counted += [(text.day, text.precision, status, int(order[status]), int(counts[status])) for status in wanted]
    return pd.DataFrame(counted, columns=["day", "precision", "status", "order", "count"])


def changes(view: View) -> tuple[Change, ...]:
    """Return what the newest text by the view's day changed about its projects, in the order of `CHANGES`.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    """
    text = latest_text(view.atlas)
    if text is None:
        return ()
    changed = [change for change in _changes(view.atlas, text) if change.project_id in view.projects.index]
    place = {project_id: number for number, project_id in enumerate(view.projects.index)}
    return tuple(sorted(changed, key=lambda change: (CHANGES.index(change.kind), place[change.project_id])))


@lru_cache(maxsize=32)
def _changes(atlas: Atlas, text: TextDay) -> tuple[Change, ...]:
    before = text_before(atlas, text)
    return told(atlas.reports, _ranks(atlas), text.day, before.day if before else BEFORE_ALL)


def told(
    reports: pd.DataFrame, order: Mapping[str, int], day: dt.date, since: dt.date | None = None
) -> tuple[Change, ...]:
    """Return what the texts of a day changed against all that had appeared before, or since an earlier day.

    Parameters
    ----------
    reports
        As `geo.atlas.history.dated_reports` returns them.
    order
        Stage → its rank; a project that is suspended falls back, whatever the ranks.
    day
        A day on which texts appeared; any day where ``since`` is given.
    since
        What had appeared by this day is held against what appeared after it, up to ``day``.
    """
    reports = reports[~reports["is_hearsay"]]
    moment, appeared = pd.Timestamp(day), reports["published_on"]
    is_earlier = appeared < moment if since is None else appeared <= pd.Timestamp(since)
    earlier, fresh = reports[is_earlier], reports[~is_earlier & (appeared <= moment)]
    was, now = history.standing_stages(earlier), history.standing_stages(reports, day)
    known, disputed = set(earlier["project_id"]), history.contradicted(fresh)
    by_project: dict[str, list[Mapping[str, Any]]] = {}
    for row in records(fresh):
        by_project.setdefault(row["project_id"], []).append(row)
    changed = []
    for project_id, reports_now in by_project.items():
        before, after = was.get(project_id, ""), now.get(project_id, "")
        kind = _kind(before, after, order) if project_id in known else "new"
        deciding = next((row for row in reports_now if row["status"] == after), reports_now[0])
        changed.append(Change(project_id, kind, before, after, (deciding,)))
        if disputed.get(project_id, default=False):
            stated = {row["status"]: row for row in reversed(reports_now) if row["status"]}
            changed.append(Change(project_id, "contradicted", before, after, tuple(reversed(stated.values()))))
    return tuple(changed)


def _kind(before: str, after: str, order: Mapping[str, int]) -> str:
    if before == after or (before == "operating" and after == "completed"):
        return "again"
    if after in BUILT and before not in BUILT:
        return "completed"
    is_ahead = order[after] > order.get(before, 0) and after != "suspended"
    return "advanced" if is_ahead else "fell_back"


@lru_cache(maxsize=64)
def _standing(atlas: Atlas) -> Mapping[dt.date, pd.Series[str]]:
    return {text.day: history.standing_stages(atlas.reports, text.day) for text in text_days(atlas)}


def _ranks(atlas: Atlas) -> dict[str, int]:
    return {str(status): int(order) for status, order in atlas.statuses["order"].items()}
