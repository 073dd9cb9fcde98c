"""The ledger of promises as a workbook; `geo.export.briefing.ledger_document` makes a document of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.export.workbook import about_view, book_of, sources_table
from geo.html.citation import place_in_source
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.atlas.atlas import View
    from geo.atlas.promises import Promise
    from geo.read.words import Words

    Row = Mapping[str, Any]


def ledger_workbook(view: View, ledger: Sequence[Promise], words: Words) -> bytes:
    """Return promises as a workbook (XLSX): one sheet with a row a promise, one of the sources that it cites.

    Parameters
    ----------
    view
        The projects that they are about; its day and filters are named.
    ledger
        The promises, in their order.
    words
        The words of the language.
    """
    atlas = view.atlas
    about = about_view(view, "ledger.about", len(ledger), words, words("ledger.note"))
    rows = [row for p in ledger for row in (p.report, p.decided_by, p.moved_to, *p.hearsay) if row]
    sheets = {
        words("ledger.heading"): ledger_frame(view, ledger, words),
        words("data.sheet.sources"): sources_table(atlas, {row["source_id"] for row in rows}, words),
    }
    return book_of(sheets, atlas, about, words)


def ledger_frame(view: View, ledger: Sequence[Promise], words: Words) -> pd.DataFrame:
    """Return promises as a table, a row each.

    Parameters
    ----------
    view
        The projects that they are about.
    ledger
        The promises, in their order.
    words
        The words of the language.

    Returns
    -------
    pandas.DataFrame
        Columns headed in the reader's language; dates are datetime64, days early (negative) or late are numbers, empty
        where they are not known.
    """
    table = pd.DataFrame([_promise(view, promise, words) for promise in ledger], columns=list(FIELDS))
    for name in ("due_on", "reached_first", "reached_last", "told_on", "moved_to"):
        table[name] = pd.to_datetime(table[name])
    return table.rename(columns={name: words(f"ledger.field.{name}") for name in FIELDS})


FIELDS = (
    *("project_id", "project", "kind", "places", "promise", "due_status", "promised_by", "promised", "source", "place"),
    *("due_on", "due_precision", "due_quote", "part", "outcome", "reached_first", "reached_last"),
    *("slip_least", "slip_most", "told", "told_stage", "told_on", "told_source", "told_place", "note", "moved_to"),
    "hearsay",
)
"""The columns of the table, in order; ``ledger.field.<name>`` heads each."""


def _promise(view: View, promise: Promise, words: Words) -> dict[str, Any]:
    atlas, report, told = view.atlas, promise.report, promise.decided_by
    project: Any = view.projects.loc[report["project_id"]]
    slip = promise.slip or (None, None)
    reached = promise.reached or (None, None)
    cities = words("list.mark").join(atlas.label(city, words.lang) for city in project["city_ids"])
    return {
        "project_id": report["project_id"],
        "project": words.of(project, "name"),
        "kind": words(f"kind.{project['kind']}"),
        "places": cities,
        "promise": words.of(report, "milestone"),
        "due_status": atlas.label(report["due_status"], words.lang),
        "promised_by": words.of(report, "promised_by"),
        "promised": when(report["published_on"], report["date_precision"], words),
        "source": words.of(report, "title"),
        "place": place_in_source(report, words),
        "due_on": report["due_on"],
        "due_precision": words(f"selection.span.{report['due_precision']}"),
        "due_quote": report["due_quote"],
        "part": bool(report["covers"]),
        "outcome": words(f"ledger.outcome.{promise.outcome}"),
        "reached_first": reached[0],
        "reached_last": reached[1],
        "slip_least": slip[0],
        "slip_most": slip[1],
        **(_told(view, told, words) if told else {}),
        "moved_to": promise.moved_to["due_on"] if promise.moved_to else None,
        "hearsay": words("register.semicolon").join(_hearsay(view, row, words) for row in promise.hearsay),
    }


def _told(view: View, row: Row, words: Words) -> dict[str, Any]:
    """Return the columns of the report that an outcome rests on."""
    return {
        "told": words.of(row, "milestone"),
        "told_stage": view.atlas.label(row["status"], words.lang) if row["status"] else "",
        "told_on": row["happened_on"],
        "told_source": words.of(row, "title"),
        "told_place": place_in_source(row, words),
        "note": words.of(row, "note"),
    }


def _hearsay(view: View, row: Row, words: Words) -> str:
    stage = view.atlas.label(row["hearsay_status"], words.lang)
    day = when(row["published_on"], row["date_precision"], words)
    claim = words("detail.claims", stage=stage)
    about = f"{words.of(row, 'publisher')}, {day}, {words('data.class.' + row['class'])}"
    return f"{claim} {words.of(row, 'milestone')} ({about})"
