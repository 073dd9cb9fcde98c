"""Figures in words: a list that leads to each, and one figure in full with the lines that it stands in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas.indicators import KINDS
from geo.html.citation import lines_in_words
from geo.html.links import Link, linked, no_link
from geo.words import quantities
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geo.read.words import Words


def kinds_key(counts: Mapping[str, int], words: Words) -> str:
    """Return what the fills mean, as HTML, each with how many figures have it."""
    items = "".join(
        f"<span title='{escape(words(f'indicators.kind_help.{kind}'))}'>{kind_mark(kind)}"
        f"{escape(words(f'indicators.kind.{kind}'))} <b>{counts[kind]}</b></span>"
        for kind in KINDS
    )
    return f"<div class='atlas-figure-kinds'>{items}</div>"


def kind_mark(kind: str) -> str:
    """Return the fill of a kind of figure, as on the bars."""
    return f"<i class='atlas-figure-kind atlas-figure-kind-{escape(kind)}' aria-hidden='true'></i>"


def kind_name(figure: Any, words: Words) -> str:
    """Return the kind of a figure in words."""
    return words(f"indicators.kind.{figure['kind']}")


def figure_list(
    figures: Iterable[Any], words: Words, select: Callable[[str], str], link: Link = no_link, selected: str = ""
) -> str:
    """Return the figures as HTML, by topic; the name of each leads to the address that ``select`` gives for its id."""
    topics: dict[str, str] = {}
    for row in figures:
        topics[row["topic"]] = topics.get(row["topic"], "") + _item(row, words, select, link, selected)
    parts = (
        f"<h3>{escape(words(f'indicators.topic.{topic}'))}</h3><ul>{items}</ul>" for topic, items in topics.items()
    )
    return f"<div class='atlas-figure-list'>{''.join(parts)}</div>"


def stat_lines(figures: Iterable[Any], words: Words, select: Callable[[str], str]) -> str:
    """Return figures that nothing can be compared with, a line each: what, how much, of whom, when."""
    lines = []
    for row in figures:
        about = " · ".join(part for part in (words.of(row, "subject"), quantities.period(row["period"], words)) if part)
        lines.append(
            f"<li>{kind_mark(row['kind'])}<b>{escape(quantities.printed(row, words))}</b> "
            f"{linked(words.of(row, 'label'), select(row['figure_id']))} "
            f"<span class='atlas-quiet'>{escape(about)} · {escape(kind_name(row, words))}</span></li>"
        )
    return f"<ul class='atlas-figure-lines'>{''.join(lines)}</ul>"


def figure_card(figure: Any, words: Words, link: Link = no_link) -> str:
    """Return one figure in full, as HTML: what it is of, as printed and normalised, and where it is said."""
    normal = quantities.normalised(figure, words)
    period = capitalised(quantities.period(figure["period"], words)) or words("indicators.no_period")
    note = words.of(figure, "note")
    date = when(figure["published_on"], figure["date_precision"], words)
    subject = linked(words.of(figure, "subject"), link(figure["subject_kind"], figure["subject_id"]))
    return (
        f"<div class='atlas-card atlas-figure'><h3>{escape(words.of(figure, 'label'))}</h3>"
        f"<p class='atlas-figure-amount'>{escape(quantities.printed(figure, words))}"
        + (f"<small>{escape(words('indicators.normal', amount=normal))}</small>" if normal else "")
        + f"</p><p>{subject}</p>"
        f"<p class='atlas-chips'><span class='atlas-chip'>{kind_mark(figure['kind'])}"
        f"{escape(kind_name(figure, words))}</span><span class='atlas-chip'>{escape(period)}</span></p>"
        + (f"<p class='atlas-note'>{escape(note)}</p>" if note else "")
        + f"<div class='atlas-report'><p><b>{escape(date)}</b></p><p class='atlas-source'>"
        f"{linked(words.of(figure, 'title'), link('source', figure['source_id']))} · "
        f"{escape(lines_in_words(figure['locator'], words))}<br>{escape(words('detail.printed'))}"
        f"{escape(words('indicators.colon'))}{escape(figure['printed_name'])}</p></div></div>"
    )


def _item(row: Any, words: Words, select: Callable[[str], str], link: Link, selected: str) -> str:
    subject = linked(words.of(row, "subject"), link(row["subject_kind"], row["subject_id"]))
    period = quantities.period(row["period"], words)
    is_selected = selected in (row["figure_id"], row["indicator"])
    mark = " class='is-selected'" if is_selected else ""
    return (
        f"<li{mark}>{kind_mark(row['kind'])}<span>"
        f"{linked(words.of(row, 'label'), select(row['figure_id']))}<br><small>{subject}"
        f"{escape(f' · {period}' if period else '')} · {escape(kind_name(row, words))}</small></span>"
        f"<b>{escape(quantities.printed(row, words))}</b></li>"
    )
