"""The map of places in words and as a table, for those who cannot see it and for those who want the figures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas.profile import TIE, cluster_places
from geo.html.links import Link, linked, no_link
from geo.webmap.choropleth import Colouring, classes, places_at

if TYPE_CHECKING:
    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

COLUMNS = ("projects", "built", "roles", "industries", "partners", "target", "plan", "actual")


def text_alternative(
    atlas: Atlas, counts: pd.DataFrame, colouring: Colouring, words: Words, link: Link = no_link
) -> str:
    """Return the map in words and as a table, as HTML: every place at the level, and the named zones."""
    by, level = colouring.by, colouring.level
    ids = list(places_at(atlas, level))
    zones = [p for p in cluster_places(atlas) if atlas.places.at[p, "level"] == "zone"]
    groups = "".join(
        f"<li><b>{escape(one.label)}</b>{escape(words('cities.colon'))}"
        f"{escape(words('list.mark').join(atlas.label(p, words.lang) for p in one.place_ids))}</li>"
        for one in classes(atlas, counts.loc[ids], by, words)
    )
    heads = "".join(f"<th scope='col' class='is-number'>{escape(words(f'cities.column.{c}'))}</th>" for c in COLUMNS)
    body = "".join(_row(atlas, counts.loc[p], str(p), words, link) for p in [*ids, *zones])
    sentence = escape(words("cities.twin", by=words(f"cities.legend.{by}")))
    return (
        f"<div class='atlas-twin'><p>{sentence}</p><ul>{groups}</ul>"
        f"<table class='atlas-table'><thead><tr><th scope='col'>{escape(words('cities.column.place'))}</th>{heads}"
        f"<th scope='col'>{escape(words('cities.column.theme'))}</th></tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(atlas: Atlas, row: Any, place_id: str, words: Words, link: Link) -> str:
    cells = "".join(f"<td class='is-number'>{row[column] or '–'}</td>" for column in COLUMNS)
    theme = row["theme"]
    shown = words("cities.tie") if theme == TIE else words(f"cities.theme.{theme}") if theme else "–"
    name = linked(atlas.label(place_id, words.lang), link("place", place_id))
    return f"<tr><th scope='row'>{name}</th>{cells}<td>{escape(shown)}</td></tr>"
