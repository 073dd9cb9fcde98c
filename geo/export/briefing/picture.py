"""The map of a briefing: the one place that knows how it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.sheet import picture

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

DPI, SLIDE_DPI = 250, 150
SLIDE_SCALE = 2.2
"""A slide is read from afar: larger letters and symbols."""


def map_picture(view: View, words: Words, room_mm: tuple[float, float]) -> bytes:
    """Return the map of a view as PNG, in the size (width and height, mm) at which it is to be printed.

    Title, sources and notes stand around it in the briefing.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    room_mm
        Width and height, mm.

    Raises
    ------
    SheetError
        See `geo.sheet.picture.map_picture`.
    """
    return picture.map_picture(view, words, *room_mm, DPI)


def slide_picture(view: View, words: Words, room_mm: tuple[float, float]) -> bytes:
    """Return the map of a view as PNG for a slide, as of `map_picture`.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    room_mm
        Width and height, mm.
    """
    return picture.map_picture(view, words, *room_mm, SLIDE_DPI, scale=SLIDE_SCALE)
