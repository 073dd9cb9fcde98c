"""What is written on the map of a sheet: names of places and projects, and the numbers of those in the list."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.draw import style
from geo.draw.sheet.fonts import MM_PER_PT, text_width_mm
from geo.draw.sheet.labels import Box, Space, Wish, inside, place, place_grid
from geo.draw.sheet.paper import SYMBOL_MM
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from geo.atlas.atlas import View
    from geo.draw.sheet.frame import Frame
    from geo.draw.sheet.paper import Paper
    from geo.read.words import Words

CITY_PT, OTHER_CITY_PT, COUNTY_PT, PROJECT_PT, NUMBER_PT = 11.0, 8.5, 5.8, 6.2, 5.0
PITCH_MM = SYMBOL_MM + 0.75
"""From one square of a grid to the next."""
BADGE_MM = 3.0
TWO_LINES_EM = 9.5
"""A name longer than this is broken in two."""
JOINTS = (
    "高速",
    "铁路",
    "客运",
    "旅游",
    "改线",
    "太原联",
    "过境",
    "功能",
    "国家",
    "数字",
    "融合",
    "经济",
    "信息",
    "标识",
)
"""Where a Chinese name is rather broken: before one of these words."""
LEADING = 1.28
"""Height of a line of text, in its size."""


@dataclass(frozen=True)
class Keyed:
    """A project that is shown by a number and named in the list."""

    number: int
    project_id: str
    name: str
    colour: str
    status: str
    precision: str


def write_cities(paper: Paper, frame: Frame, space: Space, view: View, words: Words) -> None:
    """Write the names of the cities in view, the five of the cluster large and spaced."""
    prefectures = view.atlas.light_boundaries.prefectures
    window = shapely.box(*_edges(frame.box.grown(-1)))
    shapes = shapely.intersection(frame.on_page(prefectures), window)
    rows = sorted(
        zip(prefectures["adcode"], prefectures["name"], shapes, strict=True),
        key=lambda row: row[0] not in style.CITY_TINTS,
    )
    for adcode, printed, shape in rows:
        if shape.area < 150:  # noqa: PLR2004 - mm²; a sliver at the edge of the frame needs no name
            continue
        is_ours = adcode in style.CITY_TINTS
        name = words.of(view.atlas.places.loc[adcode], "name") if adcode in view.atlas.places.index else printed
        size = CITY_PT if is_ours else OTHER_CITY_PT
        spaced = (" " if is_ours else "").join(name) if words.lang == "zh" else name
        wish = Wish(
            adcode,
            text_width_mm(spaced, size) + 1,
            size * MM_PER_PT * 1.35,
            inside(shape, 11),
            0,
            is_centred=True,
            anchor_cost=0.03,
        )
        if (box := place(space, wish)) is not None:
            ink = style.INK if is_ours else style.QUIET
            paper.text(
                *box.centre, spaced, size, ha="center", halo=2.2, weight=0.25 if is_ours else 0, color=ink, zorder=7
            )


def write_counties(paper: Paper, frame: Frame, space: Space, view: View, words: Words) -> None:
    """Write the names of the cluster's counties where there is room, those chosen in the filters first."""
    places, chosen = view.atlas.places, set(view.filters.place)
    counties = view.atlas.light_boundaries.counties
    counties = counties[counties["adcode"].isin(places.index)]
    window = shapely.box(*_edges(frame.box.grown(-1)))
    shapes = shapely.intersection(frame.on_page(counties), window)
    order = sorted(zip(counties["adcode"], shapes, strict=True), key=lambda row: (row[0] not in chosen, -row[1].area))
    for adcode, shape in order:
        if shape.area < 20:  # noqa: PLR2004 - mm²
            continue
        name = words.of(places.loc[adcode], "name")
        wish = Wish(
            adcode,
            text_width_mm(name, COUNTY_PT) + 0.4,
            COUNTY_PT * MM_PER_PT * 1.3,
            inside(shape, 7),
            0,
            is_centred=True,
            anchor_cost=0.05,
        )
        if (box := place(space, wish)) is not None:
            paper.text(*box.centre, name, COUNTY_PT, ha="center", halo=1.5, color=style.QUIET, zorder=6)


def number_units(paper: Paper, frame: Frame, space: Space, features: pd.DataFrame, words: Words) -> list[Keyed]:
    """Set a numbered square for each project that an admin unit stands for, those of one unit in a tidy grid."""
    admin = features[features["precision"] == "admin"].sort_values(["place_ids", "rank"], kind="stable")
    keyed: dict[str, Keyed] = {}
    heaps = [list(heap) for _, heap in groupby(rows(admin), key=lambda row: row.place_ids)]
    places: list[tuple[list[Any], Box | None]] = []
    for heap in sorted(heaps, key=lambda heap: (-len(heap), heap[0].place_ids)):
        columns = int(np.ceil(np.sqrt(len(heap) * 1.3)))
        size = columns * PITCH_MM, int(np.ceil(len(heap) / columns)) * PITCH_MM
        places.append((heap, place_grid(space, heap[0].anchor, size, heap[0].shape)))
    for heap, box in sorted(places, key=lambda held: held[0][0].place_ids):
        for at, row in enumerate(heap):
            if box is None:
                continue
            key = keyed.setdefault(row.project_id, _keyed(row, len(keyed) + 1, words))
            columns = round(box.width / PITCH_MM)
            x, y = box.left + (at % columns + 0.5) * PITCH_MM, box.top - (at // columns + 0.5) * PITCH_MM
            paper.symbol(x, y, row.colour, row.status, "admin", number=str(key.number), zorder=5.5, gid="square")
        if box is not None:
            _leader(paper, frame, heap[0], box)
    return list(keyed.values())


def name_projects(
    paper: Paper, space: Space, features: pd.DataFrame, words: Words, first_number: int
) -> tuple[list[Keyed], set[str]]:
    """Write the names of the lines and sites; where there is no room a number, keyed to the list.

    Returns the numbered projects and the ids of the named ones; what is neither found no room at all.
    """
    keyed: list[Keyed] = []
    named: set[str] = set()
    for row in _by_importance(features):
        text = balanced(short(words.of(row._asdict(), "name")))
        wish = Wish(row.feature_id, text_width_mm(text, PROJECT_PT) + 0.6, _height(text), row.anchors, row.gap)
        if (box := place(space, wish)) is not None:
            paper.text(
                *box.centre, text, PROJECT_PT, ha="center", halo=1.7, color=_ink(row.colour), zorder=8, gid="name"
            )
            named.add(row.project_id)
            continue
        badge = Wish(row.feature_id, BADGE_MM, BADGE_MM, row.anchors, row.gap, is_centred=row.is_line)
        box = place(space, badge)
        if box is None and row.anchors:
            box = place_grid(space, row.anchors[0], (BADGE_MM, BADGE_MM), crossing_cost=1)
            if box is not None:
                paper.line(np.array([row.anchors[0], box.centre]), 0.6, row.colour, zorder=7.9)
        if box is None:
            continue
        keyed.append(_keyed(row, first_number + len(keyed), words))
        edge = {"facecolor": "#ffffff", "edgecolor": row.colour, "linewidth": 0.7, "zorder": 8}
        paper.box(box.grown(-0.15), **edge)
        paper.text(*box.centre, str(keyed[-1].number), NUMBER_PT, ha="center", va="center_baseline", zorder=8.1)
    return keyed, named


def short(name: str) -> str:
    """Return a name without the short name that follows it in brackets."""
    for bracket in ("（", " ("):
        head, mark, tail = name.partition(bracket)
        if mark and tail.endswith(("）", ")")) and head:
            return head
    return name


def balanced(text: str) -> str:
    """Break a long name into two lines of about the same length: Latin at a space, Chinese between words if it can."""
    if text_width_mm(text, 1) / MM_PER_PT < TWO_LINES_EM:
        return text
    is_latin = " " in text
    places = [i for i, mark in enumerate(text) if mark == " "] if is_latin else list(range(3, len(text) - 2))
    wide = {i: max(text_width_mm(text[:i], 1), text_width_mm(text[i:], 1)) / MM_PER_PT for i in places}
    joined = {i for i in places if not is_latin and text[i - 1] not in "—、" and not text.startswith(JOINTS, i)}
    cut = min(places, key=lambda i: (wide[i] + 3 * (i in joined), i))
    return f"{text[:cut].rstrip()}\n{text[cut:].lstrip()}"


def _by_importance(features: pd.DataFrame) -> Iterator[Any]:
    """Return the lines and sites in the frame: lines before sites, those across cities first, the longest first."""
    named = features[(features["is_line"] | features["is_site"]) & features["is_named"]]
    order = ["is_site", "is_crossing", "length", "feature_id"]
    yield from rows(named.sort_values(order, ascending=[True, False, False, True]))


def _keyed(row: Any, number: int, words: Words) -> Keyed:
    return Keyed(number, row.project_id, words.of(row._asdict(), "name"), row.colour, row.status, row.precision)


def _height(text: str) -> float:
    return (text.count("\n") * LEADING + 1.08) * PROJECT_PT * MM_PER_PT


def _ink(colour: str) -> str:
    """Return the hue of a group, darkened enough to read as text."""
    return "#" + "".join(f"{round(int(colour[i : i + 2], 16) * 0.72):02x}" for i in (1, 3, 5))


def _leader(paper: Paper, frame: Frame, row: Any, box: Box) -> None:
    """Tie a grid that had to stand elsewhere to its unit."""
    x, y = row.anchor
    middle = box.centre
    if not box.grown(1.5).overlaps(Box(x, y, x + 0.01, y + 0.01)) and not shapely.covers(
        row.shape, shapely.Point(*middle)
    ):
        ends = np.array([(x, y), (min(max(x, box.left), box.right), min(max(y, box.bottom), box.top))])
        paper.line(ends, 0.5, style.QUIET, clip=frame.box, zorder=5.2)
        paper.line(np.array([(x, y), (x, y)]), 2.0, style.QUIET, clip=frame.box, zorder=5.2)


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.bottom, box.right, box.top
