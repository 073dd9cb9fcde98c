"""The projects of a view as a workbook: what they are, what was reported of them, what became of promises, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas.indicators import figures_within
from geo.atlas.promises import promises_in
from geo.export.about import about_selection
from geo.export.columns import headed_table
from geo.export.ledger import ledger_frame
from geo.export.workbook import book_of, sources_table
from geo.html.citation import place_in_source
from geo.read.tables import records
from geo.words.quantities import period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.atlas.atlas import View
    from geo.read.words import Words

REPORTS = (
    *("project_id", "project", "source_id", "source", "ring", "class", "published_on", "published_precision"),
    *("event_on", "event_precision", "status", "hearsay_status", "milestone", "covers", "due_on", "due_precision"),
    *("due_status", "promised_by", "place", "note", "url"),
)
"""The columns of reports, in order; ``report.field.<name>`` heads each."""
FIGURES = (
    *("subject_id", "subject", "indicator", "kind", "qualifier", "value", "value_max", "unit", "period"),
    *(
        "normal_value",
        "normal_value_max",
        "normal_unit",
        "ends",
        "printed_name",
        "source_id",
        "source",
        "place",
        "note",
    ),
)
"""The columns of figures, in order; ``figure.field.<name>`` heads each."""
DATES = ("published_on", "event_on", "due_on")


def selection_book(view: View, words: Words) -> bytes:
    """Return the projects of a view as a workbook (XLSX): projects, reports, promises and outcomes, figures, sources.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    atlas = view.atlas
    ledger, figures = promises_in(view), list(figures_within(atlas, view.filters))
    shape_sources = atlas.features.loc[atlas.features["project_id"].isin(view.projects.index), "source_id"]
    told = [row for p in ledger for row in (p.report, p.decided_by, p.moved_to, *p.hearsay) if row]
    cited = {*view.reports["source_id"], *shape_sources, *(row["source_id"] for row in [*told, *figures])}
    sheets = {
        words("selection.sheet"): headed_table(view, words, "file"),
        words("report.sheet"): reports_frame(view, words),
        words("ledger.heading"): ledger_frame(view, ledger, words),
        words("figure.sheet"): figures_frame(figures, words),
        words("data.sheet.sources"): sources_table(atlas, cited, words),
    }
    notes = [words("report.about"), words("ledger.note"), words("figure.about")]
    return book_of(sheets, atlas, [*about_selection(view, words, None, None), *notes], words)


def reports_frame(view: View, words: Words) -> pd.DataFrame:
    """Return every report on the projects of a view as a table, oldest first; hearsay has its stage in a column apart.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.

    Returns
    -------
    pandas.DataFrame
        Columns headed in the language; dates are datetime64, at the end of the time that is known.
    """
    table = pd.DataFrame([_report(view, row, words) for row in records(view.reports)], columns=list(REPORTS))
    for name in DATES:
        table[name] = pd.to_datetime(table[name])
    return table.rename(columns={name: words(f"report.field.{name}") for name in REPORTS})


def _report(view: View, row: Mapping[Any, Any], words: Words) -> dict[str, Any]:
    def stage(status: str) -> str:
        return view.atlas.label(status, words.lang) if status else ""

    def span(precision: str) -> str:
        return words(f"selection.span.{precision}") if precision else ""

    return {
        "project_id": row["project_id"],
        "project": words.of(view.projects.loc[row["project_id"]], "name"),
        "source_id": row["source_id"],
        "source": words.of(row, "title"),
        "ring": words(f"report.ring.{row['kind']}"),
        "class": words(f"data.class.{row['class']}") if row["class"] else "",
        "published_on": row["published_on"],
        "published_precision": span(row["date_precision"]),
        "event_on": row["event_on"],
        "event_precision": span(row["event_precision"]),
        "status": stage(row["status"]),
        "hearsay_status": stage(row["hearsay_status"]),
        "milestone": words.of(row, "milestone"),
        "covers": words(f"report.covers.{row['covers']}") if row["covers"] else "",
        "due_on": row["due_on"],
        "due_precision": span(row["due_precision"]),
        "due_status": stage(row["due_status"]),
        "promised_by": words.of(row, "promised_by"),
        "place": place_in_source(row, words),
        "note": words.of(row, "note"),
        "url": row["url"],
    }


def figures_frame(figures: Iterable[Mapping[str, Any]], words: Words) -> pd.DataFrame:
    """Return figures as a table: the value as printed, the value in the normal unit, both as numbers.

    Parameters
    ----------
    figures
        As `geo.atlas.indicators.figures_within` returns them.
    words
        The words of the language.
    """
    made = [
        {
            **{name: row[name] for name in FIGURES if name in row},
            "subject": words.of(row, "subject"),
            "indicator": words.of(row, "label"),
            "kind": words(f"indicators.kind.{row['kind']}"),
            "unit": words.of(row, "unit_label"),
            "normal_unit": words.of(row, "normal_unit_label"),
            "period": period(row["period"], words),
            "ends": words.of(row, "ends"),
            "source": words.of(row, "title"),
            "place": place_in_source(row, words),
            "note": words.of(row, "note"),
        }
        for row in figures
    ]
    table = pd.DataFrame(made, columns=list(FIGURES))
    return table.rename(columns={name: words(f"figure.field.{name}") for name in FIGURES})
