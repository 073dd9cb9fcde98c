"""What the sources say of a project, as OC4IDS has it: milestones for what happened or is promised, and documents.

Decision 0011 says why: a date field of the standard holds a day and a second, so it is filled only where the source
gives the day, or where the field is a bound (the end of a term); how exactly anything else is known stands in words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas.history import BUILT, RETRIEVED
from geo.atlas.promises import KEPT, promises_in
from geo.read.tables import records
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas
    from geo.atlas.promises import Promise
    from geo.read.words import Words

CHINA = dt.timezone(dt.timedelta(hours=8))
AHEAD = re.compile("[将拟未仍称]|有待|预计|计划|力争|定于|列入")
"""By such words a title says that something is still to come, goes on or is but claimed: it is not called met."""
ON_SITE = ("implementation", "completion")
"""The stages of OC4IDS at which a report of one tells how far the works are."""
PROGRESS = "physicalProgressReport"
"""The one code of the documentType list whose definition holds for some of the sources: how far the works are."""


def moment(day: dt.date) -> str:
    """Return the first second of a day in China, as OC4IDS writes dates.

    Parameters
    ----------
    day
        In the time of China (UTC+8).
    """
    return dt.datetime.combine(day, dt.time.min, CHINA).isoformat()


def end_of(day: dt.date) -> str:
    """Return the last second of a day in China: what is due by a day may be done on it.

    Parameters
    ----------
    day
        In the time of China (UTC+8).
    """
    return dt.datetime.combine(day, dt.time(23, 59, 59), CHINA).isoformat()


@dataclass(frozen=True)
class Evidence:
    """What an atlas knows, read once for all projects.

    ``reports`` are the rows of `Atlas.reports` by project, oldest first, ``sources`` those of `Atlas.sources` by id,
    ``promises`` the ledger by the line of its report, and ``stages`` our stages in the words of OC4IDS.
    """

    reports: Mapping[str, list[dict[str, Any]]]
    sources: Mapping[str, dict[str, Any]]
    promises: Mapping[int, Promise]
    stages: Mapping[str, str]


TERM_STATUS = {"part": "partiallyMet", "not_yet": "notMet"}
"""Outcome of a promise that was not kept as a whole → the code of ``milestoneStatus``; others are scheduled."""


def evidence_in(atlas: Atlas) -> Evidence:
    """Return what an atlas, whole or cut, knows.

    Parameters
    ----------
    atlas
        The record, cut as the package is to be.
    """
    by_project: dict[str, list[dict[str, Any]]] = {}
    for report in records(atlas.reports):
        by_project.setdefault(report["project_id"], []).append(report)
    return Evidence(
        by_project,
        {source["source_id"]: source for source in records(atlas.sources)},
        {promise.report["line"]: promise for promise in promises_in(atlas.view())},
        {str(status): stage for status, stage in atlas.statuses["oc4ids_status"].items()},
    )


def milestones(evidence: Evidence, project_id: str, zh: Words) -> list[dict[str, Any]]:
    """Return what sources that decide say of a project's events and terms, oldest first; hearsay gives none.

    An event that a page reports is one milestone, a term that a text or a page names another. An event is met where
    the page calls the project built or in use, or where it appeared after the event: what a page tells of its own day
    may be a plan. ``dateMet`` is given only where the day is known. What became of a term is what the ledger of
    `geo.atlas.promises` says: met, partially met, not met when last reported; what was moved, is still to come or was
    not heard of stays scheduled, for all that its source knew.

    Parameters
    ----------
    evidence
        From `evidence_in`.
    project_id
        The id of a project.
    zh
        The words of Chinese.

    Returns
    -------
    list
        Milestones of OC4IDS, each with an ``id`` of its own.
    """
    numbers: Counter[str] = Counter()
    rows = []
    for report in evidence.reports[project_id]:
        if report["is_hearsay"]:
            continue
        numbers[report["source_id"]] += 1
        number = f"{report['source_id']}/{numbers[report['source_id']]}"
        if pd.notna(report["event_on"]):
            rows.append({"id": number} | _event(report, zh))
        if promise := evidence.promises.get(report["line"]):
            rows.append({"id": f"{number}/due"} | _term(promise, zh))
    return rows


def documents(evidence: Evidence, project_id: str, zh: Words, *, has_works: bool) -> list[dict[str, Any]]:
    """Return the sources that report on a project, oldest first, with their words and how their date is known.

    ``has_works`` says whether the record speaks of works: only then can a report tell how far they are.

    Parameters
    ----------
    evidence
        From `evidence_in`.
    project_id
        The id of a project.
    zh
        The words of Chinese.
    has_works
        Whether the record speaks of works: only then can a report tell how far they are.

    Returns
    -------
    list
        Documents of OC4IDS, one a source.
    """
    by_source: dict[str, list[dict[str, Any]]] = {}
    for report in evidence.reports[project_id]:
        by_source.setdefault(report["source_id"], []).append(report)
    listed = []
    for source_id, reports in by_source.items():
        source = evidence.sources[source_id]
        is_progress = has_works and any(
            evidence.stages.get(report["status"]) in ON_SITE and pd.isna(report["due_on"])  # a promise is no progress
            for report in reports
        )
        fields = {
            "id": source_id,
            "documentType": PROGRESS if is_progress else "",
            "title": source["title_zh"],
            "description": _described(source, reports, zh),
            "url": source["url"],
            "datePublished": moment(source["published_on"]) if source["date_precision"] == "day" else "",
            "language": "zh",
        }
        listed.append({name: value for name, value in fields.items() if value})
    return listed


def _event(report: Mapping[str, Any], zh: Words) -> dict[str, Any]:
    happened = zh("detail.happened", when=when(report["event_on"], report["event_precision"], zh))
    milestone = {"title": report["milestone_zh"], "description": _sentences(happened, *_words(report, zh))}
    if not _is_met(report):
        return milestone
    if report["event_precision"] == "day":
        milestone["dateMet"] = moment(report["event_on"])
    return milestone | _reviewed(report) | {"status": "met"}


def _is_met(report: Mapping[str, Any]) -> bool:
    """Return whether an event is past beyond doubt."""
    is_later_page = report["date_precision"] != RETRIEVED and report["event_on"] < report["published_on"]
    return (report["status"] in BUILT or is_later_page) and not AHEAD.search(report["milestone_zh"])


def _term(promise: Promise, zh: Words) -> dict[str, Any]:
    """Return the term that a report names; of a page that also reports an event, what is due is in its words only."""
    report, status = promise.report, _term_status(promise)
    told = promise.decided_by if status != "scheduled" else None
    due = zh("detail.due", when=when(report["due_on"], report["due_precision"], zh))
    later = zh("oc4ids.later", what=told["milestone_zh"], source=told["source_id"]) if told else ""
    met = {"dateMet": moment(promise.reached[1])} if promise.reached and len(set(promise.reached)) == 1 else {}
    return {
        "title": due if pd.notna(report["event_on"]) else report["milestone_zh"],
        "description": _sentences(due, *_words(report, zh), later),
        "dueDate": end_of(report["due_on"]),
        **met,
        **_reviewed(told or report),
        "status": status,
    }


def _term_status(promise: Promise) -> str:
    """Return the code of ``milestoneStatus`` for what became of a promise."""
    return "met" if promise.outcome in KEPT else TERM_STATUS.get(promise.outcome, "scheduled")


def _reviewed(report: Mapping[str, Any]) -> dict[str, str]:
    """Return the day on which a status was last known to hold: that of its source, where it has one."""
    return {"dateModified": moment(report["published_on"])} if report["date_precision"] == "day" else {}


def _words(report: Mapping[str, Any], zh: Words) -> tuple[str, str, str]:
    """Return what the source says in its own words, which document it is, and what a reader should know."""
    return _quoted(report, zh), zh("oc4ids.document", source=report["source_id"]), report["note_zh"]


def _quoted(report: Mapping[str, Any], zh: Words) -> str:
    if report["quote"]:
        return zh("detail.quote", text=report["quote"])
    return f"{report['printed_name']}（{report['locator']}）"


def _described(source: Mapping[str, Any], reports: list[dict[str, Any]], zh: Words) -> str:
    """Return who says what, where it was read, and how the date is known; hearsay first of all as what it is."""
    quotes = "；".join(dict.fromkeys(_quoted(report, zh) for report in reports))
    known = when(source["published_on"], source["date_precision"], zh)
    dated = zh("oc4ids.published", when=known, basis=source["date_basis_zh"])
    if source["kind"] == "text":
        return _sentences(quotes, dated)
    is_hearsay = any(report["is_hearsay"] for report in reports)
    return _sentences(
        zh("oc4ids.hearsay") if is_hearsay else "",
        quotes,
        zh(f"data.class.{source['class']}") + (f"：{source['publisher_zh']}" if source["publisher_zh"] else ""),
        zh("oc4ids.repost", host=source["host"]) if source["is_repost"] else "",
        known if source["date_precision"] == RETRIEVED else dated,
        *dict.fromkeys(report["note_zh"] for report in reports),
    )


def _sentences(*parts: str) -> str:
    """Return parts as sentences, none empty and each with one full stop."""
    return "".join(f"{part.removesuffix('。')}。" for part in parts if part)
