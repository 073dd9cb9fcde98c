"""What stands for whole cities and counties: one badge a unit at its seat, and what the list says of it.

The web map has the same badges: how many, and a ring by group. A project that stands for several units is in each.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.looks import style
from geo.read.tables import rows
from geo.sheet import symbols
from geo.sheet.key import Keyed, ListedCluster, ListedGroup
from geo.sheet.labels import Box
from geo.sheet.places import map_name
from geo.words.rings import mark_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.chart import Chart
    from geo.sheet.labels import Space
    from geo.sheet.paper import Paper

REACH_MM = 36.0
"""How far from its seat a badge may stand."""
CROSSING_MM, EDGE_MM = 9.0, 5.0
"""How much farther from its seat a badge rather stands than over a line, or over the edge of its unit."""
TIGHT_MM2 = 350.0
"""In a unit no larger a badge takes its place before sites do, which can step aside: else it would find none."""


@dataclass(frozen=True)
class Cluster:
    """The projects that a unit stands for, alone or with others, in the order of the register."""

    place_id: str
    rows: tuple[Any, ...]

    @property
    def groups(self) -> list[tuple[str, tuple[Any, ...]]]:
        """The projects by group."""
        return _by_group(self.rows)

    @property
    def is_tight(self) -> bool:
        """Whether the unit is so small on the page that little but its badge finds room in it."""
        return bool(self.rows[0].shape.area < TIGHT_MM2)


def clusters_of(features: pd.DataFrame) -> list[Cluster]:
    """Return the clusters in the frame, by their units.

    Parameters
    ----------
    features
        The features as `geo.sheet.placing.laid_out` puts them on the page; units that are shown are taken.
    """
    units = features[features["is_unit"] & features["is_shown"]].sort_values(["place_ids", "rank"], kind="stable")
    return [
        Cluster(place_ids[0], tuple(of_unit))
        for place_ids, of_unit in groupby(rows(units), key=lambda row: row.place_ids)
    ]


def draw_clusters(chart: Chart, clusters: Sequence[Cluster]) -> list[Cluster]:
    """Draw a badge for each cluster, with its middle in its unit; return those that found room there.

    The smallest unit comes first: a city has room in all its counties, a county in itself alone.

    Parameters
    ----------
    chart
        The map that is being drawn.
    clusters
        From `clusters_of`.
    """
    drawn = []
    for cluster in sorted(clusters, key=lambda cluster: (cluster.rows[0].metres.area, cluster.place_id)):
        first, side = cluster.rows[0], 2 * symbols.badge_mm(len(cluster.rows), chart.paper.symbol_share) + 0.4
        box = _spot(chart.space, first.anchor, side, first.shape)
        if box is None:
            continue
        drawn.append(cluster)
        chart.space.take(box)
        _leader(chart.paper, first, box)
        parts = [(held[0].colour, len(held)) for _, held in cluster.groups]
        symbols.draw_badge(chart.paper, "sites", box.centre, parts, gid=f"unit-badge/{cluster.place_id}")
    return drawn


def _spot(space: Space, seat: tuple[float, float], side: float, unit: shapely.Geometry) -> Box | None:
    """Return where the badge of a unit stands: near its seat, free, off lines, its middle in the unit.

    It rather lies wholly in the unit; None where nothing in the unit is free.
    """
    steps, turns = np.arange(0, REACH_MM, 0.8), np.arange(0, 2 * np.pi, np.pi / 12)
    away, turn = (axis.ravel() for axis in np.meshgrid(steps, turns, indexing="ij"))
    x, y = seat[0] + away * np.cos(turn), seat[1] + away * np.sin(turn)
    boxes = np.column_stack([x - side / 2, y - side / 2, x + side / 2, y + side / 2])
    free = np.flatnonzero(space.is_free(boxes))
    shapely.prepare(unit)
    can_be = free[shapely.contains_xy(unit, x[free], y[free])]
    if not len(can_be):
        return None
    is_whole = shapely.covers(unit, shapely.box(*boxes[can_be].T))
    costs = away[can_be] + CROSSING_MM * space.crossings(boxes[can_be]) + np.where(is_whole, 0.0, EDGE_MM)
    return Box(*(float(edge) for edge in boxes[can_be[int(np.argmin(costs))]]))


def _leader(paper: Paper, row: Any, box: Box) -> None:
    """Tie a badge that had to move to the seat of its unit."""
    x, y = row.anchor
    if box.holds(x, y):
        return
    paper.line("leaders", np.array([(x, y), box.centre]), 0.5, style.QUIET)
    paper.dot("leaders", x, y, 2.0, style.QUIET)


def keyed_of(row: Any, number: int, words: Words) -> Keyed:
    """Return what the key says of a project with a number.

    Parameters
    ----------
    row
        A row of the features, with ``letter`` and the names in each language.
    number
        The number on the map.
    words
        The words of the language.
    """
    name = listed_name(row, words)
    return Keyed(number, row.project_id, name, row.colour, row.letter)


def listed_name(row: Any, words: Words) -> str:
    """Return the name of a project, with the mark of a stage that is not that of the texts.

    Parameters
    ----------
    row
        A row of the features, with the names in each language and both stages.
    words
        The words of the language.
    """
    return words.of(row._asdict(), "name") + mark_of(row)


def listed_clusters(clusters: Sequence[Cluster], view: View, words: Words) -> list[ListedCluster]:
    """Return what the key says of clusters: each project once, below all the units that stand for it, by group.

    Parameters
    ----------
    clusters
        From `clusters_of`.
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    held = {row.project_id: row for cluster in clusters for row in cluster.rows}
    ordered = sorted(held.values(), key=lambda row: (row.stands_for, row.rank))
    return [
        ListedCluster(unit_label(place_ids, view, words), tuple(_listed(of_group, words) for of_group in groups))
        for place_ids, groups in (
            (place_ids, [rows_of for _, rows_of in _by_group(tuple(same))])
            for place_ids, same in groupby(ordered, key=lambda row: row.stands_for)
        )
    ]


def unit_label(place_ids: Sequence[str], view: View, words: Words) -> str:
    """Return the names of some units in one line.

    Parameters
    ----------
    place_ids
        One or more, in their order; of more than two the first and their number is given.
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    names = [map_name(view.atlas.label(place, words.lang), words) for place in place_ids]
    if len(names) > 2:  # noqa: PLR2004 - three names are longer than what stands below them
        return words("sheet.and_more", name=names[0], count=len(names))
    return words("sheet.mark").join(names)


def _by_group(held: Sequence[Any]) -> list[tuple[str, tuple[Any, ...]]]:
    ordered = sorted(held, key=lambda row: row.rank)
    return [(group, tuple(of_group)) for group, of_group in groupby(ordered, key=lambda row: row.group)]


def _listed(held: Sequence[Any], words: Words) -> ListedGroup:
    projects = tuple((row.project_id, listed_name(row, words), row.status) for row in held)
    return ListedGroup(held[0].letter, held[0].colour, projects)
