"""A legend that shows only what is on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.read.shapes import PRECISIONS

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend: its kind (``group``, ``status``, ``precision``), id, label and count.

    Parameters
    ----------
    kind
        ``group``, ``status``, ``precision``, and on a sheet ``boundary``.
    id
        The id of the group, stage, precision or level.
    label
        Its name, in the language.
    count
        How many projects of the view have it; 0 where none are counted.
    colour
        The hue of a group (``#rrggbb``); empty for all else.
    """

    kind: str
    id: str
    label: str
    count: int
    colour: str = ""


def legend_entries(view: View, words: Words) -> list[LegendEntry]:
    """Return the groups, stages and precisions of the projects in view, each with how many projects have it.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.

    Returns
    -------
    list of LegendEntry
        Groups, then stages, then precisions, each in its order; what no project has is left out.
    """
    projects, types = view.projects, view.atlas.types
    groups, precisions = projects["group"].value_counts(), projects["precision"].value_counts()
    colours = dict(zip(types["group"], types["colour"], strict=True))
    entries = [
        LegendEntry("group", group, words(f"group.{group}"), int(groups[group]), colour)
        for group, colour in colours.items()
        if group in groups
    ]
    entries += [LegendEntry("status", s, view.atlas.label(s, words.lang), count) for s, count in view.counts.items()]
    entries += [
        LegendEntry("precision", precision, words(f"precision_short.{precision}"), int(precisions[precision]))
        for precision in PRECISIONS
        if precision in precisions
    ]
    return entries
