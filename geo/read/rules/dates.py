"""What a text promises lies ahead of it, what it reports lies behind it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pandas as pd

from geo.errors import Fault
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BUILT = ("completed", "operating")
"""The stages that nothing is promised of."""
ONGOING = "advancing"
"""The stage of work that a text calls ongoing: “this year … accelerated” is no term."""
AHEAD = ("proposed", "prepared")
"""The stages at which a meeting may still lie ahead of the text."""
TERM = re.compile("[年月日]|工期|季度")
"""What a clause that states a term has in it."""
PERIOD = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|H([12])))?(?:/([0-9]{4}))?")
"""As in the contract: ``2024``, ``2024-H1``, ``2024-05``, or a span of years such as ``2023/2025``."""


def period_span(period: str) -> tuple[dt.date, dt.date] | None:
    """Return the first day of a period and the first day of its last part.

    Parameters
    ----------
    period
        As in the contract, see ``PERIOD``.

    Returns
    -------
    tuple of dates, or None
        The two are the same but for a span: ``2023/2025`` begins on 1 January 2023, its last part on 1 January 2025.
        None when it is no period.
    """
    match = PERIOD.fullmatch(period)
    if not match:
        return None
    year, month, half, last_year = match.groups()
    first = dt.date(int(year), int(month or 1) if not half else 6 * int(half) - 5, 1)
    return first, dt.date(int(last_year), 1, 1) if last_year else first


def promise_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A promise has a precision and a stage still ahead, lies ahead of its text, and is not of what merely goes on.

    A public page states its term in words that are quoted.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``sources``,
        ``statuses`` and ``project_reports``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    file, published = "tables/project_reports.csv", _published(tables)
    sources, ranks = tables["sources"], tables["statuses"].set_index("status")["order"].to_dict()
    texts = set(sources.loc[sources["kind"] == "text", "source_id"])
    for row in rows(_promising(tables["project_reports"])):
        for other in (
            ("due_precision", "due_status") if row.source_id in texts else ("due_precision", "due_status", "due_quote")
        ):
            if (getattr(row, other) == "") != pd.isna(row.due_on):
                yield Fault(file, row.line, "due_on", "date.together", field="due_on", other=other)
        if row.due_quote and not TERM.search(row.due_quote):
            yield Fault(file, row.line, "due_quote", "date.no_time", quote=row.due_quote)
        if row.due_status and ranks.get(row.due_status, 0) <= ranks.get(row.status, 0) and row.status not in BUILT:
            yield Fault(file, row.line, "due_status", "date.not_ahead", status=row.due_status, now=row.status)
        if row.due_precision and row.status in BUILT:
            yield Fault(file, row.line, "status", "date.no_promise", status=row.status)
        elif row.due_precision and row.status == ONGOING and row.source_id in texts:
            yield Fault(file, row.line, "due_on", "date.no_term", status=row.status)
        elif row.source_id in published and row.due_on < published[row.source_id]:
            yield Fault(
                file,
                row.line,
                "due_on",
                "date.promise_past",
                source=row.source_id,
                day=row.due_on,
                published=published[row.source_id],
            )


def _promising(reports: pd.DataFrame) -> pd.DataFrame:
    """Return the reports that have anything of a promise: most have nothing, and break no rule of it."""
    has_any = reports["due_on"].notna()
    for name in ("due_precision", "due_status", "due_quote"):
        has_any |= reports[name] != ""
    return reports[has_any]


def meeting_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """An event of cooperation has a precision, and was held before its text unless it is only planned.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``cooperation``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    file, published = "tables/cooperation.csv", _published(tables)
    for row in rows(tables["cooperation"]):
        if (row.held_precision == "") != pd.isna(row.held_on):
            yield Fault(file, row.line, "held_on", "date.together", field="held_on", other="held_precision")
        if row.source_id in published and row.held_on > published[row.source_id] and row.status not in AHEAD:
            yield Fault(
                file,
                row.line,
                "held_on",
                "date.meeting_ahead",
                source=row.source_id,
                stages=AHEAD,
                day=row.held_on,
                published=published[row.source_id],
            )


def period_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A span of years runs forwards, and the period of an actual figure has begun, a span's last year too.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``figures``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    file, published = "tables/figures.csv", _published(tables)
    for row in rows(tables["figures"]):
        span = period_span(row.period)
        if span is None:
            continue
        first, last = span
        if last.year < first.year:
            yield Fault(file, row.line, "period", "date.backwards", period=row.period)
        elif row.kind == "actual" and row.source_id in published and last > published[row.source_id].date():
            yield Fault(
                file,
                row.line,
                "period",
                "date.not_begun",
                period=row.period,
                source=row.source_id,
                published=published[row.source_id],
            )


def _published(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.Timestamp]:
    """Return source_id → the last day of the span in which it appeared; of an undated page, when it was read."""
    sources = tables["sources"]
    days = sources["published_on"].fillna(sources["retrieved_on"])
    return {key: day for key, day in zip(sources["source_id"], days, strict=True) if not pd.isna(day)}
