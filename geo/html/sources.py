"""Sources as HTML: a list of them, and one with everything that is taken from it, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.atlas.evidence import statements
from geo.html.links import Link, no_link
from geo.html.rendering import render
from geo.read.classes import CLASSES
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words


def source_list(atlas: Atlas, counts: pd.DataFrame, words: Words, link: Link, selected: str = "") -> Markup:
    """Return sources as HTML, public pages by class, oldest first, with what rests on each.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    counts
        The sources to show: a part of what `geo.atlas.evidence.statement_counts` returns.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    selected
        The source that is open.
    """
    sources = atlas.sources
    chosen = sources[sources["source_id"].isin(counts.index)].sort_values("published_on", kind="stable")
    by_source = {source_id: dict(row) for source_id, row in counts.iterrows()}
    rows, present = records(chosen), set(chosen["class"])
    classes = {name: [row for row in rows if row["class"] == name] for name in ("", *CLASSES) if name in present}
    return render("source_list", words, link, classes=classes, counts=by_source, selected=selected)


def source_entry(atlas: Atlas, source_id: str, words: Words, link: Link = no_link) -> Markup:
    """Return one source as HTML: what it is, how its date is known, and every statement that is taken from it.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    source_id
        The id of a text or a public page.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).

    Raises
    ------
    KeyError
        There is no such source.
    """
    source = dict(atlas.sources.loc[source_id])
    tables = {name: records(rows) for name, rows in statements(atlas, source_id).items()}
    return render(
        "source_entry",
        words,
        link,
        atlas=atlas,
        source=source,
        tables=tables,
        total=sum(len(rows) for rows in tables.values()),
        names=_names(atlas, words),
    )


def _names(atlas: Atlas, words: Words) -> Mapping[tuple[str, str], str]:
    """Return kind and id → name of whatever statements speak of; a zone can be a place and a project at once."""
    strategies = atlas.tables["strategies"].set_index("strategy_id")
    tables = {"strategy": strategies, "place": atlas.places, "project": atlas.projects}
    return {
        (kind, str(key)): name for kind, table in tables.items() for key, name in table[f"name_{words.lang}"].items()
    }
