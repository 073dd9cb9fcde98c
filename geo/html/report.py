"""The quality report as HTML: how good the record is, in words and bars, and what is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.html.links import Link, no_link
from geo.html.rendering import render
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markupsafe import Markup

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


def contents(atlas: Atlas, quality: Quality, words: Words, link: Link = no_link) -> Markup:
    """Return what is in the record, as HTML: the texts with their dates, and the sizes of the main tables.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    quality
        The counts of `geo.atlas.quality.quality`.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    return render(
        "contents",
        words,
        link,
        texts=records(atlas.texts.reset_index()),
        statements=dict(quality.by_text.sum(axis=1)),
        counts={name: quality.rows[name] for name in COUNTED},
        parts_note=_parts_note(atlas, words),
    )


def _parts_note(atlas: Atlas, words: Words) -> str:
    """Return how many rows of ``strategy_parts`` are divided further, which the strategy page does not count."""
    parents = atlas.tables["strategy_parts"]["parent_id"]
    total, divided = len(parents), len(set(parents) - {""})
    return words("data.parts_note", count=divided, total=total, leaves=total - divided)


def precision_bars(quality: Quality, words: Words) -> Markup:
    """Return the share of projects at each precision, as bars.

    Parameters
    ----------
    quality
        The counts of `geo.atlas.quality.quality`.
    words
        The words of the language.
    """
    counts = {words(f"precision.{precision}"): count for precision, count in quality.precision.items()}
    return render("shares", words, counts=counts, total=quality.projects)


def stand_in_bars(quality: Quality, words: Words) -> Markup:
    """Return how wide the admin units are that stand for projects, as bars.

    Parameters
    ----------
    quality
        The counts of `geo.atlas.quality.quality`.
    words
        The words of the language.
    """
    counts = {words(f"data.level.{level}"): count for level, count in quality.stand_ins.items()}
    return render("shares", words, counts=counts, total=sum(counts.values()))


def findings(quality: Quality, words: Words) -> Markup:
    """Return what a user of the record should know, a line each: how many of how many.

    Parameters
    ----------
    quality
        The counts of `geo.atlas.quality.quality`.
    words
        The words of the language.
    """
    numbers = {
        "in_one_text": (quality.in_one_text, quality.projects),
        "contradicted": (len(quality.contradicted), quality.projects),
        "unstaged": (len(quality.unstaged), quality.projects),
        "silent": (len(quality.silent), quality.promised),
        "undated": (quality.undated, quality.figures),
    }
    return render("findings", words, findings=numbers)


def text_matrix(atlas: Atlas, quality: Quality, words: Words, link: Link = no_link) -> Markup:
    """Return how many rows each table has, and how many of them rest on which text, as an HTML table.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    quality
        The counts of `geo.atlas.quality.quality`.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    by_text, none = quality.by_text, [None] * len(atlas.texts)
    rows = [(name, total, by_text[name].tolist() if name in by_text else none) for name, total in quality.rows.items()]
    return render("text_matrix", words, link, texts=records(atlas.texts.reset_index()), rows=rows)


def project_names(atlas: Atlas, project_ids: Iterable[str], words: Words, link: Link = no_link) -> Markup:
    """Return projects as links in a line.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    project_ids
        In their order.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    return render("project_names", words, link, atlas=atlas, ids=project_ids)


def silent_promises(atlas: Atlas, quality: Quality, words: Words, link: Link = no_link) -> Markup:
    """Return the promises whose day has passed without a later report, by that day.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    quality
        The counts of `geo.atlas.quality.quality`.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    return render("silent_promises", words, link, atlas=atlas, reports=[p.report for p in quality.silent])


def doubt_list(atlas: Atlas, counts: Mapping[str, int], words: Words, link: Link = no_link) -> Markup:
    """Return what is in doubt, by kind, each with the text and the lines.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    counts
        The kinds to show and how many there are of each: `Quality.doubts`.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    doubts = atlas.tables["doubts"].join(atlas.texts[["title_zh", "title_en"]], on="source_id")
    kinds = {kind: records(doubts[doubts["kind"] == kind]) for kind in counts}
    return render("doubts", words, link, kinds=kinds, counts=counts)


def doubts_ahead(quality: Quality, words: Words, address: str) -> Markup:
    """Return how many doubts there are, as a link to them.

    Parameters
    ----------
    quality
        The counts of `geo.atlas.quality.quality`.
    words
        The words of the language.
    address
        Where they are listed.
    """
    return render("doubts_ahead", words, count=sum(quality.doubts.values()), address=address)
