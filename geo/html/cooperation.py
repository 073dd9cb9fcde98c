"""Cooperation as HTML: the matrix of who works with whom, the list by text, and the map in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.atlas import partnership
from geo.html.links import Link, no_link
from geo.html.rendering import render
from geo.html.statements import by_text, newest_first, side_name, with_sides
from geo.looks import themes

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

STRONGEST_PCT, FAINTEST_PCT = 62, 8
"""How much of the accent the cells with the highest and the lowest number have."""


@dataclass(frozen=True)
class Choice:
    """Which pair is chosen, and the address that chooses another (an empty text lets go of it).

    Parameters
    ----------
    selected
        The pair, from `geo.atlas.partnership.pair_of`; empty for none.
    address
        Pair → the address that chooses it; that of an empty text lets go of it.
    """

    selected: str
    address: Callable[[str], str]


def matrix_table(atlas: Atlas, table: pd.DataFrame, choice: Choice, words: Words) -> Markup:
    """Return the matrix as an HTML table whose numbers are links that choose their pair.

    Columns that no row has an end in are left out, the five cities apart.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    table
        Rows of `geo.atlas.partnership.partnerships`.
    choice
        Which pair is chosen.
    words
        The words of the language.
    """
    counts = partnership.matrix(table)
    ends = {side for pair in counts for side in pair.split(partnership.JOINT)}
    columns = [side for side in partnership.sides(atlas) if side in atlas.city_ids or side in ends]
    most = max(counts.values(), default=1)

    def cell(side: str, other: str) -> dict[str, Any]:
        pair = partnership.pair_of(side, other)
        count = counts.get(pair, 0)
        share = round(FAINTEST_PCT + (STRONGEST_PCT - FAINTEST_PCT) * (count / most) ** 0.5)
        return {"pair": pair, "name": _pair(atlas, side, other, words), "count": count, "share_pct": share}

    lines = [side for side in columns if side in (*atlas.city_ids, partnership.WHOLE)]
    return render(
        "cooperation_matrix",
        words,
        choice=choice,
        columns=columns,
        names={side: side_name(atlas, side, words) for side in columns},
        lines={side: [cell(side, other) for other in columns] for side in lines},
    )


def cooperation_list(atlas: Atlas, table: pd.DataFrame, words: Words, link: Link = no_link) -> Markup:
    """Return every row under the date of its text, the newest first: topic, sides, what, stage, project, source.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    table
        Rows of `geo.atlas.partnership.partnerships`.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    texts, colours = by_text(with_sides(newest_first(table))), themes.topic_colours(atlas)
    return render("cooperation_list", words, link, atlas=atlas, texts=texts, topic_colours=colours)


def list_heading(atlas: Atlas, table: pd.DataFrame, choice: Choice, words: Words) -> Markup:
    """Return how many rows are listed, which pair is chosen, and a link that lets go of it.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    table
        The rows that are listed.
    choice
        Which pair is chosen.
    words
        The words of the language.
    """
    chosen = pair_name(atlas, choice.selected, words) if choice.selected else ""
    return render("cooperation_heading", words, count=len(table), chosen=chosen, choice=choice)


def pair_name(atlas: Atlas, pair: str, words: Words) -> str:
    """Return a pair, or one side alone, as a reader says it.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    pair
        From `geo.atlas.partnership.pair_of`, or one place or side.
    words
        The words of the language.
    """
    one, _, other = pair.partition(partnership.JOINT)
    return _pair(atlas, one, other, words) if other else words("cooperation.all_of", name=side_name(atlas, one, words))


def text_alternative(atlas: Atlas, table: pd.DataFrame, choice: Choice, words: Words) -> Markup:
    """Return the map of cooperation in words and as a table, as HTML: every link and ring, how often, on what.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    table
        Rows of `geo.atlas.partnership.partnerships`.
    choice
        Which pair is chosen.
    words
        The words of the language.
    """
    links, rings, counts = partnership.bonds(table), partnership.rings(table), partnership.matrix(table)
    summary = words(
        "cooperation.alternative",
        count=len(table),
        pairs=len(links),
        within=sum(counts.get(partnership.pair_of(city, city), 0) for city in atlas.city_ids),
        unplaced=sum(times for pair, times in counts.items() if partnership.UNPLACED in pair),
    )
    rows = [
        {
            "name": pair_name(atlas, bond.pair, words),
            "pair": bond.pair,
            "drawn": name,
            "times": bond.times,
            "topics": _topics(bond, words),
        }
        for name, bonds in (("link", links), ("ring", rings))
        for bond in sorted(bonds, key=lambda bond: -bond.times)
    ]
    return render("cooperation_alternative", words, choice=choice, summary=summary, rows=rows)


def topic_style(atlas: Atlas, key: str) -> Markup:
    """Return a style sheet that gives the buttons of a widget, one a topic in their order, the hues of the map.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    key
        The key of the widget.
    """
    colours = themes.topic_colours(atlas)
    return render("topic_style", None, key=key, colours=[colours[topic] for topic in themes.TOPICS])


def _pair(atlas: Atlas, one: str, other: str, words: Words) -> str:
    if one == other:
        return words("cooperation.within", name=side_name(atlas, one, words))
    ends = sorted((one, other), key=lambda side: side not in atlas.city_ids)
    return " — ".join(side_name(atlas, side, words) for side in ends)


def _topics(bond: partnership.Bond, words: Words) -> str:
    return words("list.mark").join(
        f"{words(f'cooperation.topic.{topic}')} {bond.topics[topic]}" for topic in themes.TOPICS if topic in bond.topics
    )
