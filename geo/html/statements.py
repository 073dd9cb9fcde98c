"""Statements in words, as HTML, for every page that tells of places: theme, sides, text, lines."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas import partnership
from geo.html import card
from geo.html.citation import lines_in_words, short_title
from geo.html.links import Link, linked, no_link
from geo.looks import themes
from geo.read.tables import records
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words


def newest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of dated texts, the newest text first, within one text in the order of lines."""
    return rows.sort_values(["published_on", "first_line"], ascending=[False, True], kind="stable")


def by_text(rows: pd.DataFrame, words: Words, link: Link, item: Callable[[Any], str]) -> str:
    """Return rows under the date and title of their text, in the order in which they come."""
    parts = []
    for _, group in rows.groupby("source_id", sort=False):
        first = group.iloc[0]
        date = capitalised(when(first["published_on"], first["date_precision"], words))
        title = linked(
            words("register.cite", title=short_title(words.of(first, "title"), words.lang)),
            link("source", first["source_id"]),
        )
        items = "".join(f"<li>{item(row)}</li>" for row in records(group))
        parts.append(f"<h4>{escape(date)} <span>{title} · {len(group)}</span></h4><ul class='atlas-items'>{items}</ul>")
    return "".join(parts)


def cooperation_item(atlas: Atlas, row: Any, words: Words, link: Link = no_link, place_id: str = "") -> str:
    """Return one cooperation, to stand below its text: topic, who with whom, what they do, stage, project, lines.

    ``place_id`` is the place that it is told of: its own name is left out where it stands for itself.
    """
    colour = themes.topic_colours(atlas)[row["topic"]]
    subject = row["topic"]
    topic = card.type_chip(words(f"cooperation.topic.{subject}"), colour)
    sides = [
        linked(words.of(row, side), link("place", row[column]))
        for side, column in (("from", "from_place_id"), ("to", "to_place_id"))
        if row[column] and row[column] != place_id
    ]
    if row["partner"]:
        sides.append(escape(words.of(row, "with")))
    held = ""
    if row["held_precision"]:
        held = f"<span class='atlas-quiet'>{escape(when(row['held_on'], row['held_precision'], words))}</span> "
    project = ""
    if row["project_id"]:
        name = str(atlas.projects.at[row["project_id"], f"name_{words.lang}"])
        label = escape(words("cooperation.project"))
        project = f" <span class='atlas-quiet'>{label}</span>{linked(name, link('project', row['project_id']))}"
    return (
        f"{topic} <b>{' — '.join(sides)}</b> {held}{escape(words.of(row, 'mechanism'))} "
        f"{card.stage_chip(atlas, row['status'], words)}{project} {lines_link(row, words, link)}"
    )


def theme_chip(atlas: Atlas, theme: str, words: Words) -> str:
    """Return the theme of a role as a small label in its hue."""
    return card.type_chip(words(f"cities.theme.{theme}"), themes.theme_colours(atlas)[theme])


def lines_link(row: Any, words: Words, link: Link) -> str:
    """Return in which lines a statement stands, for where its text is named above."""
    title = f"{words.of(row, 'title')} · {words('detail.printed')}{words('cities.colon')}{row['printed_name']}"
    said = linked(lines_in_words(row["locator"], words), link("source", row["source_id"]))
    return f"<span class='atlas-cite' title='{escape(title)}'>{said}</span>"


def brief(row: Any, words: Words, link: Link) -> str:
    """Return where a statement stands, without its title, which shows on hovering."""
    date = capitalised(when(row["published_on"], row["date_precision"], words))
    said = f"{date} · {lines_in_words(row['locator'], words)}"
    title = escape(words.of(row, "title"))
    return f"<small class='atlas-cite' title='{title}'>{linked(said, link('source', row['source_id']))}</small>"


def side_name(atlas: Atlas, side: str, words: Words) -> str:
    """Return the name of a side of `geo.atlas.partnership.sides`, or of a place."""
    if side in (partnership.WHOLE, partnership.OUTSIDE, partnership.UNPLACED):
        return words(f"cooperation.side.{side}")
    name = atlas.label(side, words.lang)
    return name.removesuffix("市") if words.lang == "zh" and side in atlas.city_ids else name
