"""What admin units stand for: a numbered square a project, or, where these would cover their unit, a card a group.

The web map gathers in the same way: one mark a group, with a count.
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
from geo.sheet.fonts import text_width_mm
from geo.sheet.ground import ground_of
from geo.sheet.key import Keyed, ListedCluster, ListedGroup
from geo.sheet.labels import Box, place_near
from geo.sheet.places import map_name
from geo.words.rings import mark_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.chart import Chart
    from geo.sheet.frame import Frame
    from geo.sheet.paper import Paper

CROWDED = 0.2
"""Squares that would take more than this share of their unit become cards, where there are more than ``FEW``; so are
those of more than ``MANY`` projects anywhere."""
FEW, MANY = 6, 24
HEADING_PT, HEADING_MM = 5.4, 2.7
CARD_STEP = symbols.TAG_MM + 1.35, symbols.SYMBOL_MM + 1.25
"""From one card to the next, across and down, mm."""
SQUARE_STEP = symbols.SYMBOL_MM + 0.9
"""From one square down to the next, mm."""
CROWDS = 999
"""No cluster has cards for its size alone."""


@dataclass(frozen=True)
class Cluster:
    """The projects that the same units stand for, in the order of the register."""

    place_ids: tuple[str, ...]
    label: str
    rows: tuple[Any, ...]
    has_cards: bool

    @property
    def groups(self) -> list[tuple[str, tuple[Any, ...]]]:
        """The projects by group."""
        ordered = sorted(self.rows, key=lambda row: row.rank)
        return [(group, tuple(held)) for group, held in groupby(ordered, key=lambda row: row.group)]

    @property
    def count(self) -> int:
        """How many marks it takes."""
        return len(self.groups) if self.has_cards else len(self.rows)

    def columns(self, step: tuple[float, float]) -> int:
        """Return how many marks stand side by side in a block about as wide as high.

        Parameters
        ----------
        step
            From the middle of a mark to that of the next, across and down, mm.
        """
        return max(1, round(float(np.sqrt(self.count * 1.3 * step[1] / step[0]))))


def clusters_of(frame: Frame, features: pd.DataFrame, view: View, words: Words, few: int = CROWDS) -> list[Cluster]:
    """Return the clusters in the frame, with cards those that are crowded or hold more than ``few`` projects.

    Parameters
    ----------
    frame
        The window: its box on the page, mm, and the ground in it.
    features
        The features as `geo.sheet.placing.laid_out` puts them on the page; units that are shown are taken.
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    few
        As many projects a cluster may hold and still be shown as squares.
    """
    units = features[features["is_unit"] & features["is_shown"]].sort_values(["place_ids", "rank"], kind="stable")
    clusters = []
    for place_ids, of_units in groupby(rows(units), key=lambda row: row.place_ids):
        held = tuple(of_units)
        has_cards = len(held) > few or _is_crowded(frame, held)
        clusters.append(Cluster(place_ids, unit_label(place_ids, view, words), held, has_cards))
    return clusters


def merged(frame: Frame, clusters: Sequence[Cluster], view: View) -> list[Cluster]:
    """Return the clusters with those of counties that would cover their county joined to their city's.

    Parameters
    ----------
    frame
        The window: its box on the page, mm, and the ground in it.
    clusters
        From `clusters_of`.
    view
        The projects in view, with their filters and their day.

    Returns
    -------
    list of Cluster
        By their place ids; a county's stays as it is where no mark of its city is there to join.
    """
    cities = ground_of(view.atlas).cities
    moved: dict[str, list[Any]] = {}
    kept: dict[tuple[str, ...], Cluster] = {}
    for cluster in clusters:
        city = cities.get(cluster.place_ids[0], "") if len(cluster.place_ids) == 1 else ""
        width, height = _card_block(cluster)
        if cluster.has_cards and city and width * height > cluster.rows[0].metres.area / frame.metres_per_mm**2:
            moved.setdefault(city, []).extend(cluster.rows)
        else:
            kept[cluster.place_ids] = cluster
    for city, rows_moved in sorted(moved.items()):
        whole = kept.get((city,))
        if whole is None:  # there is no mark of the city to join
            for cluster in clusters:
                if cluster.rows[0] in rows_moved:
                    kept[cluster.place_ids] = cluster
        else:
            kept[(city,)] = Cluster((city,), whole.label, (*whole.rows, *rows_moved), has_cards=True)
    return [kept[key] for key in sorted(kept)]


def _is_crowded(frame: Frame, held: Sequence[Any]) -> bool:
    if len(held) > MANY:
        return True
    unit_mm2 = held[0].metres.area / frame.metres_per_mm**2
    return len(held) > FEW and len(held) * (symbols.SYMBOL_MM + 0.75) ** 2 > CROWDED * unit_mm2


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


def draw_clusters(
    chart: Chart, clusters: Sequence[Cluster], *, has_numbers: bool
) -> tuple[list[Keyed], list[ListedCluster], set[str]]:
    """Draw the clusters, the largest first; return what the key has to name, and the projects that found no room.

    Parameters
    ----------
    chart
        The map that is being drawn.
    clusters
        From `clusters_of` or `merged`.
    has_numbers
        Whether squares bear numbers that the list explains, or the letters of their groups.

    Returns
    -------
    tuple
        What is shown by a number, what is shown by cards, and the ids of what is not shown.
    """
    paper, words, boxes = chart.paper, chart.words, {}
    for cluster in sorted(clusters, key=lambda cluster: (-len(cluster.rows), cluster.place_ids)):
        first, size = cluster.rows[0], _size(paper, cluster, has_numbers=has_numbers)
        boxes[cluster.place_ids] = place_near(chart.space, first.anchor, size, first.shape)
    keyed: dict[str, Keyed] = {}
    listed: list[ListedCluster] = []
    lost: set[str] = set()
    for cluster in clusters:
        box = boxes[cluster.place_ids]
        if box is None:
            lost |= {row.project_id for row in cluster.rows}
            continue
        _leader(paper, cluster.rows[0], box)
        if cluster.has_cards:
            _cards(paper, box, cluster)
            listed += [listed_cluster(cluster, words)] if has_numbers else []
        else:
            for row in cluster.rows if has_numbers else ():
                keyed.setdefault(row.project_id, keyed_of(row, len(keyed) + 1, words))
            _squares(paper, box, cluster, keyed)
    return list(keyed.values()), listed, lost


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
    return Keyed(number, row.project_id, name, row.colour, row.status, row.precision, row.letter)


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


def listed_cluster(cluster: Cluster, words: Words) -> ListedCluster:
    """Return what the key says of a cluster with cards.

    Parameters
    ----------
    cluster
        One whose projects are shown as cards.
    words
        The words of the language.
    """
    return ListedCluster(
        cluster.label,
        tuple(
            ListedGroup(
                held[0].letter,
                held[0].colour,
                tuple((row.project_id, listed_name(row, words), row.status) for row in held),
            )
            for _, held in cluster.groups
        ),
    )


def _step(paper: Paper, *, has_numbers: bool) -> tuple[float, float]:
    """Return from one square to the next, across and down, mm: beside each stands its number or its letter."""
    return symbols.SYMBOL_MM + 1.0 + symbols.beside_mm(paper.theme, has_numbers=has_numbers), SQUARE_STEP


def _size(paper: Paper, cluster: Cluster, *, has_numbers: bool) -> tuple[float, float]:
    """Return width and height of a cluster, mm."""
    if cluster.has_cards:
        return _card_block(cluster)
    step = _step(paper, has_numbers=has_numbers)
    columns = cluster.columns(step)
    return columns * step[0], int(np.ceil(cluster.count / columns)) * step[1]


def _card_block(cluster: Cluster) -> tuple[float, float]:
    """Return width and height of a cluster with cards, mm."""
    columns = cluster.columns(CARD_STEP)
    width, height = columns * CARD_STEP[0], int(np.ceil(cluster.count / columns)) * CARD_STEP[1]
    return max(width + 1.2, text_width_mm(cluster.label, HEADING_PT) + 2.4), height + HEADING_MM + 1.0


def _cards(paper: Paper, box: Box, cluster: Cluster) -> None:
    """Draw a cluster with cards: its units' names, and below them a card a group."""
    paper.box("sites", box.grown(-0.2), fill="#ffffff", alpha=0.9, edge=style.QUIET, width_pt=0.3, radius=0.8)
    y = box.top - 0.5 - HEADING_MM / 2
    paper.text("sites", box.centre[0], y, cluster.label, HEADING_PT, anchor="middle", weight_pt=0.15, gid="cluster")
    columns, (across, down) = cluster.columns(CARD_STEP), CARD_STEP
    left = box.centre[0] - min(columns, cluster.count) * across / 2
    for at, (_, held) in enumerate(cluster.groups):
        x = left + (at % columns + 0.5) * across - 0.2
        middle = box.top - HEADING_MM - 0.6 - (at // columns + 0.5) * down
        symbols.draw_tag(paper, "sites", (x, middle), symbols.Look.of(held[0]), str(len(held)), gid="count")


def _squares(paper: Paper, box: Box, cluster: Cluster, keyed: dict[str, Keyed]) -> None:
    across, down = _step(paper, has_numbers=bool(keyed))
    columns = cluster.columns((across, down))
    for at, row in enumerate(cluster.rows):
        x, y = box.left + at % columns * across + SQUARE_STEP / 2, box.top - (at // columns + 0.5) * down
        gid = f"square/{row.feature_id}"
        if not keyed:
            symbols.draw_symbol(paper, "sites", (x, y), symbols.Look.of(row), beside=row.letter, gid=gid)
            continue
        number = str(keyed[row.project_id].number)
        symbols.draw_numbered(paper, "sites", (x, y), symbols.Look.of(row), number, gid=gid)


def _leader(paper: Paper, row: Any, box: Box) -> None:
    """Tie a cluster that had to stand elsewhere to its unit."""
    x, y = row.anchor
    if box.grown(1.5).holds(x, y) or shapely.covers(row.shape, shapely.Point(*box.centre)):
        return
    end = min(max(x, box.left), box.right), min(max(y, box.bottom), box.top)
    paper.line("leaders", np.array([(x, y), end]), 0.5, style.QUIET)
    paper.dot("leaders", x, y, 2.0, style.QUIET)
