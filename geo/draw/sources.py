"""Sources in words: a list of them, and one with everything that is taken from it, line by line."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas.evidence import SHAPES, statements
from geo.draw import quantities
from geo.draw.card import lines_in_words, stage_chip
from geo.draw.dates import when
from geo.draw.links import Link, linked, no_link

if TYPE_CHECKING:
    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

WEB = ("https://", "http://")


def source_list(atlas: Atlas, counts: pd.DataFrame, words: Words, link: Link, selected: str = "") -> str:
    """Return the sources that ``counts`` has as HTML, oldest first, with what rests on each.

    ``counts`` is a part of what `geo.atlas.evidence.statement_counts` returns.
    """
    sources = atlas.tables["sources"]
    chosen = sources[sources["source_id"].isin(counts.index)].sort_values("published_on", kind="stable")
    items = "".join(_item(row, counts.loc[row["source_id"]], words, link, selected) for _, row in chosen.iterrows())
    return f"<ul class='atlas-data-sources'>{items}</ul>"


def source_entry(atlas: Atlas, source_id: str, words: Words, link: Link = no_link) -> str:
    """Return one source as HTML: what it is, how its date is known, and every statement that is taken from it.

    Raises
    ------
    KeyError
        There is no such source.
    """
    source: Any = atlas.tables["sources"].set_index("source_id").loc[source_id]
    other = source["title_en"] if words.lang == "zh" else source["title_zh"]
    date = when(source["published_on"], source["date_precision"], words)
    facts = [source["publisher"], date, words.of(source, "date_basis")]
    found = statements(atlas, source_id)
    total = sum(len(rows) for rows in found.values())
    return (
        f"<div class='atlas-card atlas-data-entry'><h3>{escape(words.of(source, 'title'))}</h3>"
        f"<p class='atlas-other'>{escape(other)}</p><p>{escape(' · '.join(fact for fact in facts if fact))}</p>"
        f"<p class='atlas-source'>{_where(source, words)}</p>"
        f"<p>{escape(words('data.rests', count=total))}</p>"
        + "".join(_table(atlas, name, rows, words, link) for name, rows in found.items())
        + "</div>"
    )


def _item(source: Any, counts: pd.Series[int], words: Words, link: Link, selected: str) -> str:
    source_id = source["source_id"]
    mark = " class='is-selected' aria-current='true'" if source_id == selected else ""
    date = when(source["published_on"], source["date_precision"], words)
    resting = words("list.mark").join(
        f"{words(f'data.table.{name}')} {count}" for name, count in counts.items() if count
    )
    about = " · ".join(part for part in (date, source["publisher"]) if part)
    return (
        f"<li{mark}>{linked(words.of(source, 'title'), link('source', source_id))}"
        f"<small>{escape(about)}</small><small>{escape(resting or words('data.nothing_rests'))}</small></li>"
    )


def _where(source: Any, words: Words) -> str:
    """Return the file of a text, or the address of a reference as a link out of the atlas."""
    if source["kind"] == "text":
        return escape(words("data.file", file=source["file"]))
    if not source["url"].startswith(WEB):
        return escape(words("data.no_address"))
    address = escape(source["url"])
    return f"<a href='{address}' target='_blank' rel='noopener noreferrer'>{address}</a>"


def _table(atlas: Atlas, name: str, rows: pd.DataFrame, words: Words, link: Link) -> str:
    items = "".join(_statement(atlas, name, row, words, link) for _, row in rows.iterrows())
    heading = f"{escape(words(f'data.table.{name}'))} <b>{len(rows)}</b>"
    return f"<details open><summary>{heading}</summary><ul>{items}</ul></details>"


def _statement(atlas: Atlas, name: str, row: Any, words: Words, link: Link) -> str:
    subject = _subject(atlas, row, words, link)
    said = escape(words.of(row, "said"))
    if name == "figures":
        said = f"{said} <b>{escape(quantities.printed(row, words))}</b>"
    elif name == "project_reports":
        said = f"{stage_chip(atlas, row['status'], words)} {said}"
    elif name == "project_organisations":
        role = row["role"]
        said = f"{said} · {escape(words(f'data.organisation_role.{role}'))}"
    elif name == SHAPES:
        precision = row["precision"]
        said = f"{escape(words(f'precision_short.{precision}'))} · {said}"
    where = f"<span>{escape(lines_in_words(row['locator'], words))}</span>" if row["locator"] else "<span></span>"
    printed = f"<small>{escape(words('data.printed', text=row['printed_name']))}</small>" if row["printed_name"] else ""
    return f"<li>{where}<div>{subject}{said}{printed}</div></li>"


def _subject(atlas: Atlas, row: Any, words: Words, link: Link) -> str:
    """Return the name of what a statement speaks of, a link to where it is told in full; nothing for a doubt."""
    kind, key = row["subject_kind"], row["subject_id"]
    if not kind:
        return ""
    tables = {
        "project": atlas.projects,
        "place": atlas.places,
        "strategy": atlas.tables["strategies"].set_index("strategy_id"),
    }
    return f"{linked(words.of(tables[kind].loc[key], 'name'), link(kind, key))}　"
