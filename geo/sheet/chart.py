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
    """The page, the window, the room that is left in it, what is shown in which language, and the units it is about."""

    paper: Paper
    frame: Frame
    space: Space
    view: View
    words: Words
    about: tuple[str, ...] = ()
