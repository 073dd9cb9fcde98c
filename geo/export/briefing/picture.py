"""The map of a briefing: the one place that knows how it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.draw.sheet.options import SheetOptions, layout_of_size
from geo.draw.sheet.sheet import draw_sheet

if TYPE_CHECKING:
    import datetime as dt

    from geo.atlas.atlas import View
    from geo.read.words import Words

DPI = 250


def map_picture(view: View, words: Words, room_mm: tuple[float, float], *, title: str, made_on: dt.date) -> bytes:
    """Return the map of a view as PNG, in the size (width and height, mm) at which it is to be printed.

    Raises
    ------
    SheetError
        See `geo.draw.sheet.sheet.draw_sheet`.
    """
    options = SheetOptions(layout=layout_of_size(*room_mm), title=title, made_on=made_on)
    return draw_sheet(view, words, options, dpi=DPI)
