"""Sources in words: a list of them, and one with everything that is taken from it, line by line."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas.evidence import SHAPES, statements
from geo.html.card import stage_chip
from geo.html.citation import lines_in_words
from geo.html.links import Link, linked, no_link
from geo.words import quantities
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    date = capitalised(when(source["published_on"], source["date_precision"], words))
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
    date = capitalised(when(source["published_on"], source["date_precision"], words))
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
    names = _names(atlas, words)
    chips = {status: stage_chip(atlas, status, words) for status in set(rows.get("status", []))}
    items = ""
    for row in rows.to_dict("records"):
        kind, key = row["subject_kind"], row["subject_id"]
        subject = f"{linked(names[kind, key], link(kind, key))}　" if kind else ""
        items += _statement(name, row, subject, chips, words)
    heading = f"{escape(words(f'data.table.{name}'))} <b>{len(rows)}</b>"
    return f"<details open><summary>{heading}</summary><ul>{items}</ul></details>"


def _statement(table: str, row: Any, subject: str, chips: Mapping[str, str], words: Words) -> str:
    said = escape(words.of(row, "said"))
    if table == "figures":
        said = f"{said} <b>{escape(quantities.printed(row, words))}</b>"
    elif table == "project_reports":
        said = f"{chips[row['status']]} {said}"
    elif table == "project_organisations":
        role = row["role"]
        said = f"{said} · {escape(words(f'data.organisation_role.{role}'))}"
    elif table == SHAPES:
        precision = row["precision"]
        said = f"{escape(words(f'precision_short.{precision}'))} · {said}"
    where = f"<span>{escape(lines_in_words(row['locator'], words))}</span>" if row["locator"] else "<span></span>"
    printed = f"<small>{escape(words('data.printed', text=row['printed_name']))}</small>" if row["printed_name"] else ""
    return f"<li>{where}<div>{subject}{said}{printed}</div></li>"


def _names(atlas: Atlas, words: Words) -> Mapping[tuple[str, str], str]:
    """Return kind and id → name of whatever statements speak of; a zone can be a place and a project at once."""
    strategies = atlas.tables["strategies"].set_index("strategy_id")
    tables = {"strategy": strategies, "place": atlas.places, "project": atlas.projects}
    return {
        (kind, str(key)): name for kind, table in tables.items() for key, name in table[f"name_{words.lang}"].items()
    }
