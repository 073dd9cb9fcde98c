"""How good the record is, in words and bars, and what is in doubt."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.html.citation import lines_in_words
from geo.html.links import Link, linked, no_link
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.atlas.atlas import Atlas
    from geo.atlas.quality import Quality
    from geo.read.words import Words

COUNTED = (
    "projects",
    "project_reports",
    "figures",
    "roles",
    "industries",
    "cooperation",
    "strategies",
    "strategy_parts",
)
"""Tables whose sizes say at a glance what is in the record."""


def contents(atlas: Atlas, found: Quality, words: Words, link: Link = no_link) -> str:
    """Return what is in the record, as HTML: the texts with their dates, and the sizes of the main tables."""
    texts, statements = [], found.by_text.sum(axis=1)
    for source_id, text in atlas.texts.iterrows():
        date = capitalised(when(text["published_on"], text["date_precision"], words))
        count = statements[str(source_id)]
        texts.append(
            f"<li>{linked(words.of(text, 'title'), link('source', str(source_id)))}"
            f"<small>{escape(date)} · {escape(words('data.statements', count=count))}</small></li>"
        )
    counts = "".join(f"<span><b>{found.rows[name]}</b>{escape(words(f'data.table.{name}'))}</span>" for name in COUNTED)
    return (
        f"<ul class='atlas-data-sources'>{''.join(texts)}</ul><div class='atlas-data-tally'>{counts}</div>"
        f"<p class='atlas-quiet'>{escape(_parts_note(atlas, words))}</p>"
    )


def _parts_note(atlas: Atlas, words: Words) -> str:
    """Return how many rows of ``strategy_parts`` are divided further, which the strategy page does not count."""
    parents = atlas.tables["strategy_parts"]["parent_id"]
    total, divided = len(parents), len(set(parents) - {""})
    return words("data.parts_note", count=divided, total=total, leaves=total - divided)


def precision_bars(found: Quality, words: Words) -> str:
    """Return the share of projects at each precision, as bars."""
    labels = {precision: words(f"precision.{precision}") for precision in found.precision}
    return _bars({labels[precision]: count for precision, count in found.precision.items()}, found.projects, words)


def stand_in_bars(found: Quality, words: Words) -> str:
    """Return how wide the admin units are that stand for projects, as bars."""
    labels = {level: words(f"data.level.{level}") for level in found.stand_ins}
    counts = {labels[level]: count for level, count in found.stand_ins.items()}
    return _bars(counts, sum(found.stand_ins.values()), words)


def findings(found: Quality, words: Words) -> str:
    """Return what a user of the record should know, a line each: how many of how many."""
    lines = {
        "told_once": (found.told_once, found.projects),
        "contradicted": (len(found.contradicted), found.projects),
        "unstaged": (len(found.unstaged), found.projects),
        "silent": (len(found.silent), found.promised),
        "undated": (found.undated, found.figures),
    }
    items = "".join(
        f"<li><b>{count}</b><small>{escape(words('count.of', total=total))}</small> "
        f"<span>{escape(words(f'data.finding.{key}'))}</span></li>"
        for key, (count, total) in lines.items()
    )
    return f"<ul class='atlas-data-findings'>{items}</ul>"


def text_matrix(atlas: Atlas, found: Quality, words: Words, link: Link = no_link) -> str:
    """Return how many rows each table has, and how many of them rest on which text, as an HTML table."""
    heads = []
    for source_id, text in atlas.texts.iterrows():
        date = capitalised(when(text["published_on"], text["date_precision"], words))
        heads.append(f"<th scope='col'>{linked(date, link('source', str(source_id)))}</th>")
    rows = []
    for name, total in found.rows.items():
        cells = found.by_text[name].tolist() if name in found.by_text else [None] * len(heads)
        shown = "".join(f"<td>{'' if cell is None else cell or '–'}</td>" for cell in cells)
        rows.append(
            f"<tr><th scope='row'>{escape(words(f'data.table.{name}'))}</th><td><b>{total}</b></td>{shown}</tr>"
        )
    first = f"<th scope='col'>{escape(words('data.field.table'))}</th><th scope='col'>{escape(words('data.rows'))}</th>"
    return (
        f"<table class='atlas-data-table atlas-data-matrix'><thead><tr>{first}{''.join(heads)}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def project_names(atlas: Atlas, project_ids: Iterable[str], words: Words, link: Link = no_link) -> str:
    """Return projects as links in a line."""
    names = [linked(words.of(atlas.projects.loc[key], "name"), link("project", key)) for key in project_ids]
    return f"<p class='atlas-data-names'>{words('list.mark').join(names)}</p>"


def silent_promises(atlas: Atlas, found: Quality, words: Words, link: Link = no_link) -> str:
    """Return the promises whose day has passed without a later word, by that day."""
    items = []
    for promise in found.silent:
        report = promise.report
        due = capitalised(when(report["due_on"], str(report["due_precision"]), words))
        name = words.of(atlas.projects.loc[report["project_id"]], "name")
        said = capitalised(when(report["published_on"], str(report["date_precision"]), words))
        items.append(
            f"<li><span>{escape(due)}</span><div>{linked(name, link('project', report['project_id']))}　"
            f"{escape(words.of(report, 'milestone'))}<small>"
            f"{linked(said, link('source', report['source_id']))} · {escape(lines_in_words(report['locator'], words))}"
            "</small></div></li>"
        )
    return f"<ul class='atlas-data-lines'>{''.join(items)}</ul>"


def doubt_list(atlas: Atlas, kinds: Mapping[str, int], words: Words, link: Link = no_link) -> str:
    """Return what is in doubt, by kind, each with the text and the lines."""
    doubts = atlas.tables["doubts"].join(atlas.texts[["title_zh", "title_en"]], on="source_id")
    parts = []
    for kind, count in kinds.items():
        items = "".join(_doubt(row, words, link) for _, row in doubts[doubts["kind"] == kind].iterrows())
        heading = f"{escape(words(f'data.doubt.{kind}'))} <b>{count}</b>"
        parts.append(
            f"<section><h3>{heading}</h3><p>{escape(words(f'data.doubt_help.{kind}'))}</p><ul>{items}</ul></section>"
        )
    return f"<div class='atlas-data-doubts'>{''.join(parts)}</div>"


def doubts_ahead(found: Quality, words: Words, address: str) -> str:
    """Return how many doubts there are, as a link to them."""
    text = words("data.doubts_ahead", count=sum(found.doubts.values()))
    return f"<p class='atlas-data-names'>{linked(text, address)}</p>"


def _doubt(row: Any, words: Words, link: Link) -> str:
    title = linked(words.of(row, "title"), link("source", row["source_id"]))
    printed = words("data.printed", text=row["printed_name"])
    lines = lines_in_words(row["locator"], words)
    return f"<li>{escape(words.of(row, 'doubt'))}<small>{title} · {escape(lines)} · {escape(printed)}</small></li>"


def _bars(counts: Mapping[str, int], total: int, words: Words) -> str:
    return "".join(
        f"<div class='atlas-data-share'><span>{escape(label)}</span><b>{count}</b>"
        f"<em>{escape(words('data.share', share=round(100 * count / total)))}</em>"
        f"<i><u style='width:{100 * count / total:.1f}%'></u></i></div>"
        for label, count in counts.items()
    )
