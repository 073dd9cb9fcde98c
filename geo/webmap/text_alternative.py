"""The map of places in words and as a table, for those who cannot see it and for those who want the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.atlas.profile import TIE, cluster_places
from geo.html.links import Link, no_link
from geo.html.rendering import render
from geo.webmap.choropleth import Colouring, classes, places_at

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

COLUMNS = ("projects", "built", "roles", "industries", "partners", "target", "plan", "actual", "claim")


def text_alternative(
    atlas: Atlas, counts: pd.DataFrame, colouring: Colouring, words: Words, link: Link = no_link
) -> Markup:
    """Return the map in words and as a table, as HTML: every place at the level, and the named zones.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    counts
        What each place has, by place_id, from `geo.atlas.profile.measures`.
    colouring
        By what the map is coloured, and at which level.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    ids = list(places_at(atlas, colouring.level))
    zones = [p for p in cluster_places(atlas) if atlas.places.at[p, "level"] == "zone"]
    return render(
        "places_alternative",
        words,
        link,
        atlas=atlas,
        by=colouring.by,
        classes=classes(atlas, counts.loc[ids], colouring.by, words),
        columns=COLUMNS,
        places={p: dict(counts.loc[p]) for p in [*ids, *zones]},
        tie=TIE,
    )
