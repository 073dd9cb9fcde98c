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
    """One line of the legend: its kind (``group``, ``status``, ``precision``), id, label and count."""

    kind: str
    id: str
    label: str
    count: int
    colour: str = ""


def legend_entries(view: View, words: Words) -> list[LegendEntry]:
    """Return the groups, stages and precisions of the projects in view, each with how many projects have it."""
    projects, types = view.projects, view.atlas.types
    entries: list[LegendEntry] = []
    for group, colour in types.drop_duplicates("group").set_index("group")["colour"].items():
        count = int((projects["group"] == group).sum())
        entries += [LegendEntry("group", str(group), words(f"group.{group}"), count, colour)] if count else []
    for status, count in view.counts.items():
        entries.append(LegendEntry("status", status, words.of(view.atlas.statuses.loc[status], "label"), count))
    for precision in PRECISIONS:
        count = int((projects["precision"] == precision).sum())
        entries += [LegendEntry("precision", precision, words(f"precision_short.{precision}"), count)] if count else []
    return entries
