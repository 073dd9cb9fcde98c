"""What the list beside the map has to say, and about how much room that takes, before it is set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from geo.sheet.fonts import MM_PER_PT, text_width_mm
from geo.sheet.margin import counted

if TYPE_CHECKING:
    from geo.read.words import Words

SIZES = (6.4, 6.0)
"""Sizes of the list in pt, the best first."""
COLUMN_EM = {"zh": 19.0, "en": 24.0}
"""How wide a column of the list is at least, in its letters' size."""
GUTTER_MM, HEADING_MM, MARK_MM = 3.0, 4.6, 1.75
PARAGRAPH = 4
"""A group of so many projects in a cluster gets a paragraph of its own."""


@dataclass(frozen=True)
class Keyed:
    """A project that is shown by a number and named in the list.

    Parameters
    ----------
    number
        That on the map.
    project_id
        The id of the project.
    name
        Its name, in the language of the sheet.
    colour
        The hue of its group (``#rrggbb``).
    letter
        That of its group.
    """

    number: int
    project_id: str
    name: str
    colour: str
    letter: str


@dataclass(frozen=True)
class ListedGroup:
    """The projects of one group below their units: the letter and hue of their group, and id, name and stage of each.

    Parameters
    ----------
    letter
        That of the group.
    colour
        The hue of the group (``#rrggbb``).
    projects
        Id, name and stage of each.
    """

    letter: str
    colour: str
    projects: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ListedCluster:
    """The projects that the same units stand for, by group.

    Parameters
    ----------
    label
        The names of its units.
    groups
        In the order of the register.
    """

    label: str
    groups: tuple[ListedGroup, ...]

    @property
    def project_ids(self) -> tuple[str, ...]:
        """The projects of the cluster."""
        return tuple(project for group in self.groups for project, _, _ in group.projects)


@dataclass(frozen=True)
class Key:
    """What the list has to say, in a language.

    Parameters
    ----------
    keyed
        What is shown by a number, in the order of the numbers.
    clusters
        What is counted in the badges of units, by the units that stand for it.
    words
        The words of the language.
    """

    keyed: tuple[Keyed, ...]
    clusters: tuple[ListedCluster, ...]
    words: Words

    def headed_clusters(self) -> list[tuple[str, ListedCluster]]:
        """Return what units stand for, the fewest first, each under its units and how many projects they are."""
        between = "　" if self.words.lang == "zh" else ", "
        return [
            (f"{cluster.label}{between}{counted(len(cluster.project_ids), self.words)}", cluster)
            for cluster in sorted(self.clusters, key=lambda cluster: len(cluster.project_ids))
        ]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to list."""
        return not (self.keyed or self.clusters)

    def height_mm(self, width_mm: float, size_pt: float) -> float:
        """Return about how high the list is in a box of a width, columns evenly filled; it is not set for that.

        Parameters
        ----------
        width_mm
            The width that there is, mm.
        size_pt
            The size of the letters, pt.
        """
        if self.is_empty:
            return 0.0
        columns, column_mm = self.columns(width_mm, size_pt)
        em, row = size_pt * MM_PER_PT, row_mm(size_pt)
        indent = indent_mm(size_pt)
        numbered = sum(ceil(width * em / (column_mm - indent) * 1.02) * row + 0.2 for width in self._name_em)
        room = column_mm - tag_mm(size_pt) - 0.7
        cards = sum((width * em + signs * 3.0) / room * row + lines * row for width, signs, lines in self._cluster_em)
        headings = HEADING_MM * (bool(self.keyed) + bool(self.clusters))
        ends = 2.5 * row if columns > 1 else 0.0
        return (numbered + cards + headings) / columns + ends

    @cached_property
    def _name_em(self) -> list[float]:
        """How wide the name of each numbered project is, em."""
        return [text_width_mm(entry.name, 1.0) / MM_PER_PT for entry in self.keyed]

    @cached_property
    def _cluster_em(self) -> list[tuple[float, int, float]]:
        """Of each cluster: how wide its names are, em; how many signs stand in them; lines lost at ends."""
        measures = []
        for cluster in self.clusters:
            names = [name for group in cluster.groups for _, name, _ in group.projects]
            stages = sum(len({status for _, _, status in group.projects}) for group in cluster.groups)
            large = sum(len(group.projects) >= PARAGRAPH for group in cluster.groups)
            width = text_width_mm(self.words("sheet.mark").join(names), 1.0) / MM_PER_PT
            measures.append((width, stages + len(cluster.groups), 1.9 + 0.5 * (large + 1)))
        return measures

    def columns(self, width_mm: float, size_pt: float) -> tuple[int, float]:
        """Return how many columns stand in a width, and how wide each is.

        Parameters
        ----------
        width_mm
            The width that there is, mm.
        size_pt
            The size of the letters, pt.

        Returns
        -------
        tuple
            The number of columns, at least one, and the width of each, mm.
        """
        least = COLUMN_EM[self.words.lang] * size_pt * MM_PER_PT
        count = max(1, int((width_mm + GUTTER_MM) / (least + GUTTER_MM)))
        return count, (width_mm - GUTTER_MM * (count - 1)) / count


def indent_mm(size_pt: float) -> float:
    """Return how far a numbered name is from the edge of its column.

    Parameters
    ----------
    size_pt
        The size of the letters, pt.
    """
    return 2.6 + text_width_mm("100", size_pt) + 0.7


def tag_mm(size_pt: float) -> float:
    """Return the side of the small tag of a group in the list.

    Parameters
    ----------
    size_pt
        The size of the letters, pt.
    """
    return size_pt * MM_PER_PT * 1.22


def row_mm(size_pt: float) -> float:
    """Return how high a line of the list is.

    Parameters
    ----------
    size_pt
        The size of the letters, pt.
    """
    return size_pt * MM_PER_PT * 1.3
