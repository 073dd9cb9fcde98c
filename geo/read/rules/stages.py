"""A stage that falls back from one text to the next is explained; public pages stand in an order of events."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.errors import Fault
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def regression_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A text that puts a project at an earlier stage than the text before it has a note, or that text has one.

    The stage of a text is the one that stands: the earliest that it states, without “completed” beside “operating”.
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


def _standing(reports: list[Any], order: Mapping[str, int]) -> list[Any]:
    """Return the reports of one day that state the stage that stands."""
    stages = {report.status for report in reports}
    if "operating" in stages:
        stages.discard("completed")
    stage = min(stages, key=lambda status: order[status])
    return [report for report in reports if report.status == stage]
