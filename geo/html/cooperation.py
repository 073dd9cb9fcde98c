"""Cooperation in words, as HTML: the matrix of who works with whom, the list in order of date, and the map's twin."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from geo.atlas import partnership
from geo.html.links import Link, linked, no_link
from geo.html.statements import by_text, cooperation_item, newest_first, side_name
from geo.looks import themes

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

STRONGEST = 62
"""How much of the accent the cell with the highest number has, percent."""


@dataclass(frozen=True)
class Choice:
    """Which pair is chosen, and the address that chooses another (an empty text lets go of it)."""

    selected: str
    address: Callable[[str], str]

    def link(self, text: str, pair: str, label: str = "") -> str:
        """Return a text as a link that chooses a pair, or lets go of it where it is chosen already."""
        is_on = pair == self.selected
        said = f" aria-label='{escape(label)}'" if label else ""
        state = " aria-current='true'" if is_on else ""
        address = escape(self.address("" if is_on else pair))
        return f"<a class='atlas-link atlas-cell' target='_self' href='{address}'{said}{state}>{escape(text)}</a>"


def matrix_table(atlas: Atlas, table: pd.DataFrame, choice: Choice, words: Words) -> str:
    """Return the matrix as an HTML table whose numbers are links that choose their pair.

    ``table`` holds rows of `geo.atlas.partnership.partnerships`. Columns that no row has an end in are left out, the
    five cities apart.
    """
    counts = partnership.matrix(table)
    ends = {side for pair in counts for side in pair.split(partnership.JOINT)}
    columns = [side for side in partnership.sides(atlas) if side in atlas.city_ids or side in ends]
    lines = [side for side in columns if side in (*atlas.city_ids, partnership.WHOLE)]
    names = {side: side_name(atlas, side, words) for side in columns}
    most = max(counts.values(), default=1)
    heads = "".join(f"<th scope='col'>{choice.link(names[side], side)}</th>" for side in columns)
    body = ""
    for side in lines:
        pairs = [(partnership.pair_of(side, other), _pair(atlas, side, other, words)) for other in columns]
        cells = "".join(_cell(counts.get(pair, 0), most, choice, pair, name) for pair, name in pairs)
        body += f"<tr><th scope='row'>{choice.link(names[side], side)}</th>{cells}</tr>"
    return (
        f"<table class='atlas-matrix is-{words.lang}'><caption>{escape(words('cooperation.matrix'))}"
        f"<small>{escape(words('cooperation.matrix_note'))}</small></caption>"
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def cooperation_list(atlas: Atlas, table: pd.DataFrame, words: Words, link: Link = no_link) -> str:
    """Return every row under the date of its text, the newest first: topic, sides, what, stage, project, source."""
    items = by_text(newest_first(table), words, link, lambda row: cooperation_item(atlas, row, words, link))
    return f"<div class='atlas-card'>{items}</div>"


def list_heading(atlas: Atlas, table: pd.DataFrame, choice: Choice, words: Words) -> str:
    """Return how many rows are listed, which pair is chosen, and a link that lets go of it."""
    said = f"{words('cooperation.count', count=len(table))} · {words('cooperation.order')}"
    chosen = ""
    if choice.selected:
        name = words("cooperation.chosen", name=pair_name(atlas, choice.selected, words))
        chosen = (
            f"<span class='atlas-chosen'>{escape(name)}</span>"
            f"<span>{linked(words('cooperation.let_go'), choice.address(''))}</span>"
        )
    return (
        f"<div class='atlas-head' role='status'><h2>{escape(words('cooperation.list'))}</h2>"
        f"<span>{escape(said)}</span>{chosen}</div>"
    )


def pair_name(atlas: Atlas, pair: str, words: Words) -> str:
    """Return a pair, or one side alone, as a reader says it."""
    one, _, other = pair.partition(partnership.JOINT)
    return _pair(atlas, one, other, words) if other else words("cooperation.all_of", name=side_name(atlas, one, words))


def twin(atlas: Atlas, table: pd.DataFrame, choice: Choice, words: Words) -> str:
    """Return the map in words and as a table, as HTML: every link and ring, how often, on what."""
    links, rings = partnership.bonds(table), partnership.rings(table)
    body = "".join(
        f"<tr><th scope='row'>{choice.link(pair_name(atlas, bond.pair, words), bond.pair)}</th>"
        f"<td>{escape(words(f'cooperation.drawn.{name}'))}</td>"
        f"<td class='is-number'>{bond.times}</td><td>{escape(_topics(bond, words))}</td></tr>"
        for name, bonds in (("link", links), ("ring", rings))
        for bond in sorted(bonds, key=lambda bond: -bond.times)
    )
    heads = "".join(
        f"<th scope='col'>{escape(words(f'cooperation.column.{c}'))}</th>" for c in ("pair", "drawn", "times", "topics")
    )
    counts = partnership.matrix(table)
    said = words(
        "cooperation.twin",
        count=len(table),
        pairs=len(links),
        within=sum(counts.get(partnership.pair_of(city, city), 0) for city in atlas.city_ids),
        unplaced=sum(times for pair, times in counts.items() if partnership.UNPLACED in pair),
    )
    return (
        f"<div class='atlas-twin'><p>{escape(said)}</p><table class='atlas-table'><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def topic_style(atlas: Atlas, key: str) -> str:
    """Return a style sheet that gives the buttons of a widget, one a topic in their order, the hues of the map."""
    colours = themes.topic_colours(atlas)
    dots = "".join(
        f".st-key-{key} button:nth-of-type({number}) p::before {{background:{colours[topic]}}}"
        for number, topic in enumerate(themes.TOPICS, start=1)
    )
    return f"<style>{dots}</style>"


def _cell(count: int, most: int, choice: Choice, pair: str, name: str) -> str:
    if not count:
        return "<td class='is-none'>·</td>"
    share = round(8 + (STRONGEST - 8) * (count / most) ** 0.5)
    link = choice.link(str(count), pair, f"{name} {count}")
    return f"<td style='background:color-mix(in srgb, var(--accent) {share}%, var(--panel))'>{link}</td>"


def _pair(atlas: Atlas, one: str, other: str, words: Words) -> str:
    if one == other:
        return words("cooperation.within", name=side_name(atlas, one, words))
    ends = sorted((one, other), key=lambda side: side not in atlas.city_ids)
    return " — ".join(side_name(atlas, side, words) for side in ends)


def _topics(bond: partnership.Bond, words: Words) -> str:
    return words("list.mark").join(
        f"{words(f'cooperation.topic.{topic}')} {bond.topics[topic]}" for topic in themes.TOPICS if topic in bond.topics
    )
