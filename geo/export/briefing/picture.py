"""The map of a briefing: the one place that knows how it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.sheet import picture

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

DPI = 250
PAGE_MM, SLIDE_SCALE = 180.0, 1.3
"""What is wider than the text of a page is for a slide, which is read from afar: larger letters and symbols."""


def map_picture(view: View, words: Words, room_mm: tuple[float, float]) -> bytes:
    """Return the map of a view as PNG, in the size (width and height, mm) at which it is to be printed or shown.

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
    scale = SLIDE_SCALE if room_mm[0] > PAGE_MM else 1.0
    return picture.map_picture(view, words, *room_mm, DPI, scale=scale)
