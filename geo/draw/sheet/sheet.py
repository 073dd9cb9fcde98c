"""A view of the atlas → a map sheet to paste into a memo."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import shapely

from geo.draw import style
from geo.draw.dates import when
from geo.draw.sheet import margin
from geo.draw.sheet.fonts import MM_PER_PT, for_print, text_width_mm, wrapped
from geo.draw.sheet.frame import cluster_ground, frame_for, view_ground
from geo.draw.sheet.labels import Box, Space
from geo.draw.sheet.legend import draw_key, draw_legend
from geo.draw.sheet.map import draw_areas, draw_boundaries, draw_ground, draw_lines, draw_sites, laid_out
from geo.draw.sheet.names import name_projects, number_units, write_cities, write_counties
from geo.draw.sheet.paper import Paper
from geo.errors import SheetError

if TYPE_CHECKING:
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from geo.atlas.atlas import View
    from geo.draw.sheet.frame import Frame
    from geo.draw.sheet.names import Keyed
    from geo.read.words import Words

A4_MM = (297.0, 210.0)
LEAST_MM = (240.0, 170.0)
EDGE_MM, GUTTER_MM = 10.0, 5.0
COLUMN_MM = {"bare": {"zh": 70.0, "en": 84.0}, "listed": {"zh": 98.0, "en": 112.0}}
"""Width of the column beside the map, without and with a long list of numbered projects."""
LONG_LIST = 24
LOCATOR_BELOW = 0.62
"""A sheet that shows less than this share of the cluster, from side to side, gets a locator."""
LOCATOR_MM = (40.0, 42.0)
TITLE_MM = 17.0


def draw_sheet(  # noqa: PLR0913 - each is a choice of the reader, by name
    view: View,
    words: Words,
    *,
    dpi: int = 300,
    size_mm: tuple[float, float] = A4_MM,
    title: str = "",
    made_on: dt.date | None = None,
) -> bytes:
    """Draw a planning-map sheet: the same view, words and day give the same bytes, in any thread.

    Parameters
    ----------
    view
        What to show.
    words
        The language of the sheet.
    dpi
        Dots per inch; an A4 sheet at 300 is 3508 x 2480 pixels.
    size_mm
        Width and height of the page, mm.
    title
        Instead of the name of the atlas.
    made_on
        The date in the foot; today when None.

    Returns
    -------
    bytes
        A PNG file.

    Raises
    ------
    SheetError
        The view is empty, a character has no glyph in the font, or the page is too small.
    """
    return compose(view, words, dpi=dpi, size_mm=size_mm, title=title, made_on=made_on).png()


def compose(  # noqa: PLR0913 - as above
    view: View, words: Words, *, dpi: int, size_mm: tuple[float, float], title: str, made_on: dt.date | None
) -> Paper:
    """Lay out the sheet; see `draw_sheet`."""
    if view.projects.empty:
        raise SheetError(words("map.empty"))
    if size_mm[0] < LEAST_MM[0] or size_mm[1] < LEAST_MM[1]:
        found, least = (f"{width:g} x {height:g} mm" for width, height in (size_mm, LEAST_MM))
        raise SheetError(f"a sheet of {found} is too small; {least} is the least")
    words = for_print(words)
    paper = Paper(size_mm, dpi)
    _head(paper, view, words, title or words("title"))
    foot = margin.foot_lines(view, words, paper.width - 2 * EDGE_MM)
    row = margin.FOOT_PT * MM_PER_PT * 1.42
    day = made_on or dt.datetime.now(tz=dt.UTC).astimezone().date()
    notes = [words("sheet.made", date=when(day, "day", words))]
    bottom = EDGE_MM - 2 + len(foot) * row + 3.5
    numbered = view.features.loc[view.features["precision"] == "admin", "project_id"].nunique()
    column = COLUMN_MM["listed" if numbered > LONG_LIST else "bare"][words.lang]
    map_box = Box(EDGE_MM, bottom, paper.width - EDGE_MM - GUTTER_MM - column, paper.height - EDGE_MM + 2 - TITLE_MM)
    left_out = _body(paper, view, words, map_box)
    notes = [words("sheet.labels_left_out", count=left_out), *notes] if left_out else notes
    _foot(paper, foot, row, bottom, notes)
    return paper


def _body(paper: Paper, view: View, words: Words, map_box: Box) -> int:
    """Draw the map and the column beside it; return how many names are on neither."""
    frame = frame_for(view_ground(view), map_box)
    features = laid_out(frame, view)
    boundaries = view.atlas.light_boundaries
    draw_ground(paper, frame, boundaries)
    is_tinted = draw_areas(paper, frame, view)
    levels = draw_boundaries(paper, frame, boundaries)
    draw_lines(paper, frame, features)
    paper.box(map_box, edgecolor=style.INK, linewidth=1.0, zorder=10)
    paper.box(map_box.grown(0.9), edgecolor=style.INK, linewidth=0.35, zorder=10)
    space = Space(map_box.grown(-1.2), list(features.loc[features["is_line"], "shape"]))
    _furniture(paper, frame, space, features, view, words=words)
    features = draw_sites(paper, space, features)
    write_cities(paper, frame, space, view, words)
    keyed = number_units(paper, frame, space, features, words)
    more, named = name_projects(paper, space, features, words, len(keyed) + 1)
    write_counties(paper, frame, space, view, words)
    shown = [name for name, has in (("line", features["is_line"]), ("site", features["is_site"])) if has.any()]
    shown += (["unit"] if keyed else []) + (["area"] if is_tinted else [])
    panel = Box(map_box.right + GUTTER_MM, map_box.bottom, paper.width - EDGE_MM, map_box.top)
    paper.box(panel.grown(0.9), edgecolor=style.INK, linewidth=0.35, zorder=0)
    column = panel.grown(-2.2)
    left_out = len(set(view.projects.index) - named - {entry.project_id for entry in [*keyed, *more]})
    end = draw_legend(paper, column, view, words, levels=levels, shown=shown)
    return left_out + _column(
        paper, Box(column.left, column.bottom, column.right, end), frame, view, words, keyed=[*keyed, *more]
    )


def _column(paper: Paper, box: Box, frame: Frame, view: View, words: Words, *, keyed: list[Keyed]) -> int:  # noqa: PLR0913
    """Fill what the legend leaves of the column: the list of numbers, and the locator below it where one is needed."""
    west, _, east, _ = frame.ground
    cluster = cluster_ground(view)
    bottom = box.bottom
    if (east - west) < LOCATOR_BELOW * (cluster[2] - cluster[0]):
        locator = Box(box.left, box.bottom, box.left + LOCATOR_MM[0], box.bottom + LOCATOR_MM[1])
        margin.draw_locator(paper, locator, frame, view, words)
        bottom = locator.top + 3
    return draw_key(paper, Box(box.left, bottom, box.right, box.top), keyed, words)


def _furniture(  # noqa: PLR0913
    paper: Paper, frame: Frame, space: Space, features: pd.DataFrame, view: View, *, words: Words
) -> None:
    """Set the scale bar in the emptier of the lower corners, the north arrow in the emptier of the upper ones."""
    cities = view.atlas.light_boundaries.prefectures
    ground = shapely.union_all(frame.on_page(cities[cities["adcode"].isin(view.atlas.city_ids)]))
    lines = shapely.union_all(features.loc[features["is_line"], "shape"].to_numpy())
    width, height = margin.scale_plate(frame, words)
    scale = _emptier(frame.box, (width, height), ground, lines, is_top=False)
    north = _emptier(frame.box, (9.0, 15.0), ground, lines, is_top=True)
    margin.draw_scale(paper, frame, scale, words)
    margin.draw_north(paper, frame, north, words)
    for plate in (scale, north):
        space.take(plate)


def _emptier(frame: Box, size: tuple[float, float], ground: BaseGeometry, lines: BaseGeometry, *, is_top: bool) -> Box:
    """Return the left or right corner of a frame in which less lies."""
    bottom = frame.top - 2 - size[1] if is_top else frame.bottom + 2
    corners = [Box(x, bottom, x + size[0], bottom + size[1]) for x in (frame.left + 2, frame.right - 2 - size[0])]
    return min(corners, key=lambda box: _load(shapely.box(box.left, box.bottom, box.right, box.top), ground, lines))


def _load(box: BaseGeometry, ground: BaseGeometry, lines: BaseGeometry) -> float:
    return float(box.intersection(ground).area + 10 * box.intersection(lines).length)


def _head(paper: Paper, view: View, words: Words, title: str) -> None:
    """Write the title in the middle, smaller where it is long, and the filters below it."""
    room = paper.width - 2 * EDGE_MM
    size = min(margin.TITLE_PT, margin.TITLE_PT * room / max(text_width_mm(title, margin.TITLE_PT), 1))
    top = paper.height - EDGE_MM + 2
    paper.text(paper.width / 2, top - 4.6, title, size, ha="center", weight=0.45, gid="title")
    lines = wrapped(margin.subtitle(view, words), room, margin.SUBTITLE_PT)
    line = lines[0] + ("…" if len(lines) > 1 else "")
    paper.text(paper.width / 2, top - 12.2, line, margin.SUBTITLE_PT, ha="center", color=style.QUIET, gid="subtitle")


def _foot(paper: Paper, lines: list[str], row: float, bottom: float, notes: list[str]) -> None:
    """Write the foot below the map, and to the right of its last lines what is missing and when it was made."""
    top = bottom - 3.0 - row / 2
    for at, line in enumerate(lines):
        paper.text(EDGE_MM, top - at * row, line, margin.FOOT_PT, color=style.QUIET, gid="foot")
    for at, note in enumerate(reversed(notes)):
        y = top - (len(lines) - 1 - at) * row
        paper.text(paper.width - EDGE_MM, y, note, margin.FOOT_PT, ha="right", gid="notes")
