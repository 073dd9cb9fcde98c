"""What a file of data says of itself: what it holds, known when, on which evidence, how exactly, on which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.words.dates import when
from geo.words.drawn import drawn_note
from geo.words.filters import filters_in_words

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.atlas.atlas import Atlas, View
    from geo.export.systems import System
    from geo.read.words import Words


def about_selection(view: View, words: Words, system: System | None, layer: gpd.GeoDataFrame | None) -> list[str]:
    """Return what a file of the projects of a view says of itself, a line each.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    system
        The reference system of its coordinates; None where it has none.
    layer
        Its shapes in ``MAP_CRS``, where it has any.
    """
    known = words("sheet.known", when=known_by(view.atlas, words))
    chosen = filters_in_words(view, words)
    return [
        words("selection.about", title=words("title"), count=len(view.projects), known=known),
        *([words("selection.filters", filters=chosen)] if chosen else []),
        *([note] if (note := drawn_note(view, words)) else []),
        ring_in_words(view.atlas, words),
        *positions_in_words(words, system, layer),
        *terms(words),
    ]


def about_layer(atlas: Atlas, name: str, words: Words, system: System, layer: gpd.GeoDataFrame) -> list[str]:
    """Return what a file of a layer says of itself, a line each.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    name
        One of `geo.export.layers.LAYERS`.
    words
        The words of the language.
    system
        The reference system of its coordinates.
    layer
        Its shapes in ``MAP_CRS``.
    """
    title = f"{words('title')}: {words(f'data.layer.{name}')}"
    if name != "projects":
        return [title, system.remark(words, layer), words("data.boundary.use"), *terms(words)]
    known = words("system.known", when=known_by(atlas, words))
    return [title, known, ring_in_words(atlas, words), *positions_in_words(words, system, layer), *terms(words)]


def known_by(atlas: Atlas, words: Words) -> str:
    """Return up to when an atlas knows: its day, or the month of its newest evidence.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    words
        The words of the language.
    """
    return when(atlas.day or atlas.newest_on, "day" if atlas.day else "month", words)


def ring_in_words(atlas: Atlas, words: Words) -> str:
    """Return on which ring of evidence an atlas rests.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    words
        The words of the language.
    """
    return words(f"system.ring.{atlas.evidence or 'both'}")


def positions_in_words(words: Words, system: System | None, layer: gpd.GeoDataFrame | None) -> list[str]:
    """Return where coordinates are measured and how exact they are; nothing of a file without any.

    Parameters
    ----------
    words
        The words of the language.
    system
        The reference system of the coordinates; None where there are none.
    layer
        The shapes in ``MAP_CRS``, where there are any.
    """
    return [system.remark(words, layer), words("system.precision")] if system else []


def terms(words: Words) -> list[str]:
    """Return on which terms data may be used, what the boundaries are, and how to cite.

    Parameters
    ----------
    words
        The words of the language.
    """
    return [
        words("data.licence.tables"),
        words("data.licence.boundaries"),
        words("data.licence.approval"),
        words("data.about.cite"),
    ]
