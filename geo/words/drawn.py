"""What a drawing meets, in words: how many in which way, and of how many it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.atlas.drawn import HOWS

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words


def drawn_note(view: View, words: Words) -> str:
    """Return how what was drawn meets the projects in view, and how many more are known by city alone.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.

    Returns
    -------
    str
        One sentence or several; empty where nothing was drawn.
    """
    drawn = view.filters.drawn
    if drawn is None:
        return ""
    met = view.atlas.met_by(drawn)
    counts = met.loc[met.index.isin(view.projects.index), "how"].value_counts()
    named = [words(f"drawn.count.{how}", count=int(counts[how])) for how in HOWS if how in counts]
    told = [words("drawn.note", counts=words("drawn.comma").join(named)) if named else words("drawn.note_none")]
    others = view.atlas.view(view.filters.without("drawn")).projects.index
    alone = view.atlas.by_city_alone(drawn)
    alone = alone[alone.index.isin(others)]
    if len(alone):
        cities = [view.atlas.label(city, words.lang) for city in sorted({city for ids in alone for city in ids})]
        told.append(words("drawn.alone", count=len(alone), cities=words("list.mark").join(cities)))
    return ("" if words.lang == "zh" else " ").join(told)
