"""A map that is being drawn: what every step of it needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.frame import Frame
    from geo.sheet.labels import Space
    from geo.sheet.paper import Paper


@dataclass(frozen=True)
class Chart:
    """The page, the window, the room that is left in it, what is shown in which language, and the units it is about.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    space
        What has been taken of the map.
    view
        What is shown.
    words
        The words of the language.
    about
        Codes of the units that the sheet is about; none where it is about all.
    """

    paper: Paper
    frame: Frame
    space: Space
    view: View
    words: Words
    about: tuple[str, ...] = ()
