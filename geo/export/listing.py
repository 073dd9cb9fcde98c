"""The register as a table to read: names instead of ids, dates as the texts give them, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas.register import said
from geo.html.citation import short_title
from geo.read.tables import rows
from geo.words.case import capitalised
from geo.words.dates import in_column, when

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words

OF_THE_MAP = ("name", "type", "status", "places", "cross", "precision")
"""Columns that the table of the map page has too, and names in the same words."""
NUMBER = "number"
"""The column that counts the rows from 1."""
OF_THE_REGISTER = ("first", "latest", "due", "reports", "sources")
COLUMNS = (NUMBER, *OF_THE_MAP, *OF_THE_REGISTER)


def heading(column: str, words: Words) -> str:
    """Return the name of a column (one of `COLUMNS`) in the reader's language."""
    return words(f"table.{column}") if column in OF_THE_MAP else words(f"register.column.{column}")


def listing(view: View, words: Words) -> pd.DataFrame:
    """Return one row a project, in the order of the view, with `COLUMNS` named in the reader's language.

    A promise that had passed by the day of the view says so. Dates sort as text.
    """
    atlas, projects, mark = view.atlas, view.projects, words("list.mark")
    places = atlas.places[f"name_{words.lang}"]
    places = places.str.removesuffix("市") if words.lang == "zh" else places
    texts = {source_id: text_label(atlas, source_id, words) for source_id in atlas.texts.index}
    reported = list(rows(said(view)))
    table = pd.DataFrame(
        {
            "number": range(1, len(projects) + 1),
            "name": projects[f"name_{words.lang}"],
            "type": projects[f"type_{words.lang}"],
            "status": projects["status"].map(atlas.statuses[f"label_{words.lang}"]).fillna(""),
            "places": projects["city_ids"].map(lambda ids: mark.join(places[i] for i in ids)),
            "cross": projects["is_crossing"],
            "precision": projects["precision"].map(lambda p: words(f"precision_short.{p}")),
            "first": [in_column(row.first_on, row.first_precision, words) for row in reported],
            "latest": [in_column(row.latest_on, row.latest_precision, words) for row in reported],
            "due": [_due(row, words) for row in reported],
            "reports": [row.reports for row in reported],
            "sources": [mark.join(texts[s] for s in row.source_ids) for row in reported],
        },
        index=projects.index,
    )
    return table.rename(columns={column: heading(column, words) for column in COLUMNS})


def text_label(atlas: Atlas, source_id: str, words: Words) -> str:
    """Return a source text in short: its date and the beginning of its title."""
    text: Any = atlas.texts.loc[source_id]
    date = capitalised(when(text["published_on"], text["date_precision"], words))
    return f"{date} {short_title(words.of(text, 'title'), words.lang)}"


def _due(row: Any, words: Words) -> str:
    if not row.due_precision:
        return ""
    shown = in_column(row.due_on, row.due_precision, words)
    return words("register.past", when=shown) if row.is_past else shown
