"""A stage that falls back from one text to the next is explained; the same words state one stage in every table."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.errors import Fault
from geo.read.tables import rows
from geo.read.texts import LOCATOR, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def regression_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A text that puts a project at an earlier stage than the text before it has a note, or that text has one.

    The stage of a text is the one that stands: the earliest that it states, without “completed” beside “operating”.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``statuses``,
        ``sources`` and ``project_reports``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    order = {row.status: row.order for row in rows(tables["statuses"]) if not pd.isna(row.order)}
    texts = tables["sources"][tables["sources"]["kind"] == "text"]
    published = dict(zip(texts["source_id"], texts["published_on"], strict=True))
    stated: dict[str, dict[Any, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(tables["project_reports"]):
        day = published.get(row.source_id)
        if row.status in order and not pd.isna(day):
            stated[row.project_id][day].append(row)
    for project_id, by_day in stated.items():
        standing = [_standing(by_day[day], order) for day in sorted(by_day)]
        for earlier, later in pairwise(standing):
            if order[earlier[0].status] > order[later[0].status] and not any(r.note_zh for r in (*earlier, *later)):
                yield Fault(
                    "tables/project_reports.csv",
                    later[0].line,
                    "status",
                    "stage.falls_back",
                    project=project_id,
                    earlier=earlier[0].status,
                    later=later[0].status,
                    earlier_text=earlier[0].source_id,
                    later_text=later[0].source_id,
                )


def line_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Words that two tables quote from the same lines state the same stage in both.

    They are the same words where one printed name holds the other. Cooperation that is tied to another project speaks
    of that one.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``statuses`` and
        ``project_reports``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    known = set(tables["statuses"]["status"])
    reports: dict[str, list[Any]] = defaultdict(list)
    for report in rows(tables["project_reports"]):
        if report.status in known and LOCATOR.fullmatch(report.locator):
            reports[report.source_id].append(report)
    for name in ("cooperation", "industries"):
        for row in rows(tables[name]):
            if row.status not in known or not LOCATOR.fullmatch(row.locator):
                continue
            for report in reports[row.source_id]:
                is_other = getattr(row, "project_id", "") not in ("", report.project_id)
                if row.status != report.status and not is_other and _quote_alike(row, report):
                    yield Fault(
                        f"tables/{name}.csv",
                        row.line,
                        "status",
                        "stage.other_in_report",
                        status=row.status,
                        project=report.project_id,
                        expected=report.status,
                        source=row.source_id,
                        locator=report.locator,
                    )


def _quote_alike(one: Any, other: Any) -> bool:
    """Whether two rows of one text quote the same words of the same lines."""
    (first, last), (other_first, other_last) = span_of(one.locator), span_of(other.locator)
    is_apart = last < other_first or other_last < first
    return not is_apart and (one.printed_name in other.printed_name or other.printed_name in one.printed_name)


def _standing(reports: list[Any], order: Mapping[str, int]) -> list[Any]:
    """Return the reports of one day that state the stage that stands."""
    stages = {report.status for report in reports}
    if "operating" in stages:
        stages.discard("completed")
    stage = min(stages, key=lambda status: order[status])
    return [report for report in reports if report.status == stage]
