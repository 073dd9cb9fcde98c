"""Strategies as HTML: the list to choose from, and one with its readings side by side and what serves each part."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from geo.atlas import frameworks, profile
from geo.html.headings import Count, counts_line
from geo.html.links import no_link
from geo.html.rendering import render
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.atlas.frameworks import Row, Strategy, Tie
    from geo.html.links import Link
    from geo.read.words import Words

WIDEST = 12
"""So many parts and more make a reading's column as wide as it gets."""


def framework_list(
    atlas: Atlas, chosen: tuple[Strategy, ...], selected: str, words: Words, link: Link = no_link
) -> Markup:
    """Return the strategies as a list of links, grouped by owner, a framework's readings in one line.

    Beside each stand its parts as small squares: full where the text names what serves the part, half where that is
    inferred, empty where the record has nothing.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    chosen
        The strategies that are listed.
    selected
        The id of the one that is shown; empty for none.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    owners: dict[str, dict[str, list[Strategy]]] = {}
    for strategy in chosen:
        owners.setdefault(strategy.owner, {}).setdefault(strategy.row["framework"], []).append(strategy)
    shown = next((s.row["framework"] for s in frameworks.strategies(atlas) if s.strategy_id == selected), "")
    items = {
        owner: [_item(readings, words, is_shown=name == shown) for name, readings in held.items()]
        for owner, held in owners.items()
    }
    return render("strategy_list", words, link, atlas=atlas, owners=items)


def _item(readings: list[Strategy], words: Words, *, is_shown: bool) -> Mapping[str, Any]:
    newest, fullest = readings[-1], max(readings, key=lambda s: len(s.leaves))
    return {
        "id": newest.strategy_id,
        "name": _plain(words.of(newest.row, "name")),
        "years": "–".join(dict.fromkeys(str(s.published_on.year) for s in (readings[0], newest))),
        "squares": [_basis(leaf.ties) for leaf in fullest.leaves],
        "is_shown": is_shown,
    }


def counts_html(chosen: Iterable[Strategy], words: Words) -> Markup:
    """Return how many strategies there are, how many parts they have, how many of these are served and how many not.

    Parts that are divided further are not among these; a note says how many there are.

    Parameters
    ----------
    chosen
        The strategies that are counted.
    words
        The words of the language.
    """
    strategies = tuple(chosen)
    leaves, gaps = (sum(len(getattr(s, name)) for s in strategies) for name in ("leaves", "gaps"))
    numbers = {
        "count": len(strategies),
        "count_parts": leaves,
        "count_served": leaves - gaps,
        "count_gaps": gaps,
        "count_unexplained": sum(not s.parts for s in strategies),
    }
    counts = [Count(number, words(f"strategy.{key}", count=number)) for key, number in numbers.items()]
    if divided := sum(len(s.divided) for s in strategies):
        counts.append(Count(None, words("strategy.count_note", count=divided)))
    return counts_line(counts)


def framework_html(atlas: Atlas, readings: tuple[Strategy, ...], words: Words, link: Link = no_link) -> Markup:
    """Return every reading of a strategy side by side, what stayed and what changed, and what serves each part.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    readings
        Readings of one framework, oldest first, one or more.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    rows, newest = frameworks.aligned(readings), readings[-1]
    name = words.of(newest.row, "name")
    return render(
        "strategy",
        words,
        link,
        atlas=atlas,
        readings=readings,
        title=_plain(name) if len(readings) > 1 else name,
        owners=list(dict.fromkeys(s.owner for s in readings)),
        leaves=sum(len(s.leaves) for s in readings),
        gaps=sum(len(s.gaps) for s in readings),
        compared=_compared(readings, rows, words),
        widths=" ".join(f"minmax(0, {1 + min(len(s.leaves), WIDEST) / 7:.2f}fr)" for s in readings),
        cells=[cell for row in rows for cell in zip(readings, row.cells, row.verdicts, strict=True)],
        roles={role["role_id"]: role for role in records(profile.roles(atlas))},
    )


def _compared(readings: tuple[Strategy, ...], rows: tuple[Row, ...], words: Words) -> Mapping[str, list[str]]:
    """Return what stayed, what is worded otherwise, what a later reading does not list, and what nothing serves."""
    verdicts = sorted((verdict for row in rows for verdict in _verdicts(readings, row, words)), key=lambda v: v[0])
    texts = {verdict: [text for _, text in same] for verdict, same in groupby(verdicts, key=lambda v: v[0])}
    gaps = [
        words(
            "strategy.in_year",
            name=words("list.mark").join(words.of(gap.row, "name") for gap in reading.gaps),
            year=reading.published_on.year,
        )
        for reading in readings
        if reading.gaps
    ]
    order = ("same", "renamed", "new", "absent")
    return {f"strategy.verdict_{verdict}": texts.get(verdict, []) for verdict in order} | {"strategy.gaps": gaps}


def _verdicts(readings: tuple[Strategy, ...], row: Row, words: Words) -> Iterable[tuple[str, str]]:
    """Yield how each reading words a part, against the one before: the verdict and the sentence."""
    before = ""
    for reading, cell, verdict in zip(readings, row.cells, row.verdicts, strict=True):
        name = words.of(cell.row, "name") if cell else before
        year = reading.published_on.year
        if verdict == "renamed":
            yield verdict, words("strategy.renamed", before=before, after=name, year=year)
        elif verdict == "absent" and (not before or not reading.parts):
            continue
        elif verdict in ("same", "new", "absent"):
            yield verdict, words("strategy.in_year", name=name, year=year)
        before = name


def _basis(ties: Iterable[Tie]) -> str:
    """Return ``stated`` where the text names something that serves a part, else ``inferred``, or ``gap`` for none."""
    bases = {tie.basis for tie in ties}
    return "stated" if "stated" in bases else "inferred" if bases else "gap"


def _plain(name: str) -> str:
    """Return a strategy's name without the brackets that tell its readings apart."""
    return re.sub(r"\s*[（(][^（）()]*[）)]$", "", name)
