"""A stage that falls back from one text to the next is explained; the same words state one stage in every table."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.errors import Fault
from geo.read.tables import rows
from geo.read.texts import LOCATOR

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
    reports = tables["project_reports"]
    is_dated = reports["source_id"].isin([key for key, day in published.items() if not pd.isna(day)])
    reports = reports[is_dated & reports["status"].isin(list(order))]
    # A project of which one stage alone is stated cannot fall back.
    stages = reports.drop_duplicates(["project_id", "status"])["project_id"]
    for row in rows(reports[reports["project_id"].isin(stages[stages.duplicated()])]):
        stated[row.project_id][published[row.source_id]].append(row)
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
    by_source = {
        str(key): _Reports(own) for key, own in _located(tables["project_reports"], tables).groupby("source_id")
    }
    for name in ("cooperation", "industries"):
        for row in rows(_located(tables[name], tables)):
            of_text = by_source.get(row.source_id)
            for report in of_text.at_odds_with(row) if of_text else ():
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


class _Reports:
    """The reports of one text; whatever its number, those of some lines are picked out at once."""

    def __init__(self, reports: pd.DataFrame) -> None:
        self.reports = reports
        self.first, self.last = (reports[name].to_numpy() for name in ("first_line", "last_line"))
        texts = (reports[name].to_numpy(dtype=object) for name in ("status", "project_id", "printed_name"))
        self.status, self.project_id, self.printed_name = texts

    def at_odds_with(self, row: Any) -> Iterator[Any]:
        """Return the reports of its words that state another stage; of its own project alone, where it has one."""
        is_wanted = (self.first <= row.last_line) & (row.first_line <= self.last) & (self.status != row.status)
        if project_id := getattr(row, "project_id", ""):
            is_wanted &= self.project_id == project_id
        own = row.printed_name
        at = [
            at
            for at in np.flatnonzero(is_wanted).tolist()
            if own in self.printed_name[at] or self.printed_name[at] in own
        ]
        return rows(self.reports.iloc[at]) if at else iter(())


def _located(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows that state a stage and name lines, with ``first_line`` and ``last_line``."""
    is_located = table["locator"].str.fullmatch(LOCATOR.pattern) & table["status"].isin(tables["statuses"]["status"])
    located = table[is_located]
    lines = located["locator"].str.extract(LOCATOR.pattern)
    first = lines[0].astype(int)
    return located.assign(first_line=first, last_line=lines[1].where(lines[1].notna(), lines[0]).astype(int))


def _standing(reports: list[Any], order: Mapping[str, int]) -> list[Any]:
    """Return the reports of one day that state the stage that stands."""
    stages = {report.status for report in reports}
    if "operating" in stages:
        stages.discard("completed")
    stage = min(stages, key=lambda status: order[status])
    return [report for report in reports if report.status == stage]
