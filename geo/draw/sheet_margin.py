"""What stands around the map of a sheet: title, legend, list of numbers, scale, north, locator and foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.atlas.atlas import stage_day
from geo.draw import style
from geo.draw.fonts import MM_PER_PT, text_width_mm, wrapped
from geo.draw.frame import cluster_ground, frame_for
from geo.draw.labels import Box
from geo.draw.legend import LegendEntry, legend_entries
from geo.draw.paper import PT_PER_PX
from geo.draw.sheet_map import AREA_OPACITY, LINE_SHARE, draw_boundaries, draw_ground

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geo.atlas.atlas import View
    from geo.draw.frame import Frame
    from geo.draw.paper import Paper
    from geo.draw.sheet_names import Keyed
    from geo.read.words import Words

TITLE_PT, SUBTITLE_PT, HEADING_PT, LEGEND_PT, FOOT_PT = 19.0, 8.0, 7.5, 6.6, 5.6
ROW_MM = 4.0
NOTES_MM = 60.0
"""Room for the date to the right of the last lines of the foot."""
TEXT_AT_MM = 12.3
"""Where the words of the legend begin, to the right of their samples."""
SCALE_SHARE = 0.3
"""The scale bar is at most this share of the frame's width."""
KEY_FITS = ((1, 6.4), (1, 5.8), (2, 6.0), (2, 5.6), (2, 5.2), (2, 4.9), (2, 4.6))
"""Columns and size in pt of the list of numbers, the best first."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {12: "winter", 1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring"} | {
    6: "summer", 7: "summer", 8: "summer", 9: "autumn", 10: "autumn", 11: "autumn"
}  # fmt: skip


def told(day: dt.date, precision: str, words: Words) -> str:
    """Return a date in words, as exactly as it is known (``day``, ``month``, ``season`` or ``year``)."""
    key = f"when.season_{SEASONS[day.month]}" if precision == "season" else f"when.{precision}"
    return words(key, year=day.year, month=day.month, day=day.day, month_name=MONTHS[day.month - 1])


def subtitle(view: View, words: Words) -> str:
    """Return the filters in words, the count and the day of the newest report."""
    atlas, chosen = view.atlas, view.filters
    names = [words.of(atlas.places.loc[place], "name") for place in chosen.place]
    names += [words(f"group.{group}") for group in chosen.group]
    names += [words.of(atlas.types.loc[kind], "label") for kind in chosen.type]
    names += [words.of(atlas.statuses.loc[status], "label") for status in chosen.status]
    names += [words("sheet.search", q=chosen.q)] if chosen.q else []
    names += [words("filter.cross")] if chosen.cross else []
    filters = words("sheet.mark").join(names) or words("sheet.filters_none")
    newest = atlas.reports.sort_values("published_on", kind="stable").iloc[-1]
    day, precision = (chosen.day, "day") if chosen.day else (stage_day(atlas), str(newest["date_precision"]))
    parts = [words("sheet.filters", filters=filters) if names else filters]
    parts += [words("sheet.count", count=len(view.projects)), words("sheet.known", when=told(day, precision, words))]
    return "　·　".join(parts) if words.lang == "zh" else "  ·  ".join(parts)


def foot_lines(view: View, words: Words, width_mm: float) -> list[str]:
    """Return the sources, the precision note and where the boundaries come from, broken into lines."""
    reports, sources = view.atlas.reports, view.atlas.tables["sources"].set_index("source_id")
    used = reports[reports["project_id"].isin(view.projects.index)]
    if view.filters.day is not None:
        used = used[used["published_on"].dt.date <= view.filters.day]
    named = []
    for _, row in sources.loc[used.sort_values("published_on", kind="stable")["source_id"].unique()].iterrows():
        day = told(row["published_on"].date(), row["date_precision"], words)
        about = words("sheet.mark").join(
            [*([row["publisher"]] if row["publisher"] and words.lang == "zh" else []), day]
        )
        named.append(words("sheet.source", title=shortened(words.of(row, "title")), about=about))
    text = words("sheet.sources", sources=("；" if words.lang == "zh" else "; ").join(named))
    references = set(view.features["source_id"]) & set(sources.index[sources["kind"] == "public"])
    end = "。" if words.lang == "zh" else ". "
    text += end + words("sheet.references", count=len(references)) if references else end.rstrip()
    notes = [words("sheet.precision_note"), words("sheet.boundaries")]
    short = [line for note in notes for line in wrapped(note, width_mm - NOTES_MM, FOOT_PT)]
    return [*wrapped(text, width_mm, FOOT_PT), *short]


def shortened(title: str, most: int = 60) -> str:
    """Return a title without the remark in brackets at its end, cut at a mark or a word where it is still too long."""
    for bracket in ("（", " ("):
        title = title.partition(bracket)[0] or title
    wide = 2 if any(ord(mark) > 0x2E80 for mark in title) else 1  # noqa: PLR2004 - where the CJK blocks begin
    if len(title) * wide <= most:
        return title
    head = title[: most // wide]
    cut = max(head.rfind(mark) for mark in "，：、—— ,:;")
    return head[: cut if cut > len(head) // 2 else len(head)].rstrip("，：、— ,:;") + "…"


def draw_legend(paper: Paper, box: Box, view: View, words: Words, levels: Sequence[str], shown: Sequence[str]) -> float:
    """Draw the legend below the top of a box; return where it ends.

    Groups and stages stand side by side; boundaries and precisions beside them where the box is wide enough, or else
    below them. ``levels`` are the boundary lines in the frame; ``shown`` says which of ``line``, ``site``,
    ``unit`` and ``area`` (a tinted unit) are.
    """
    kinds: dict[str, list[LegendEntry]] = {"group": [], "status": [], "precision": []}
    for entry in legend_entries(view, words):
        kinds[entry.kind].append(entry)
    kinds["boundary"] = [LegendEntry("boundary", level, words(f"legend.{level}"), 0) for level in levels]
    paper.text(box.left, box.top - 2.4, words("legend.title"), 10, weight=0.3)
    widths = {kind: _block_mm(words(f"legend.{kind}"), entries) for kind, entries in kinds.items()}
    is_wide = widths["group"] + widths["status"] + max(widths["precision"], widths["boundary"]) + 3 <= box.width
    wide, narrow = [["group"], ["status"], ["precision", "boundary"]], [["group", "boundary"], ["status", "precision"]]
    columns = wide if is_wide else narrow
    gap = (box.width - sum(max(widths[kind] for kind in column) for column in columns)) / (len(columns) - 1)
    x, ends = box.left, []
    for column in columns:
        y = box.top - 8.2
        for kind in column:
            y = _legend_block(paper, x, y, words(f"legend.{kind}"), kinds[kind], shown)
        ends.append(y)
        x += max(widths[kind] for kind in column) + min(gap, 12)
    return min(ends)


def _block_mm(heading: str, entries: Sequence[LegendEntry]) -> float:
    """Return how wide a block of the legend is."""
    return max([text_width_mm(heading, HEADING_PT), *(TEXT_AT_MM + text_width_mm(e.label, LEGEND_PT) for e in entries)])


def _legend_block(
    paper: Paper, x: float, y: float, heading: str, entries: Sequence[LegendEntry], shown: Sequence[str]
) -> float:
    if not entries:
        return y
    paper.text(x, y, heading, HEADING_PT, color=style.QUIET)
    y -= ROW_MM
    for entry in entries:
        if entry.kind == "boundary":
            _boundary_sample(paper, x, y, entry.id)
        else:
            _sample(paper, x, y, entry, shown)
        paper.text(x + TEXT_AT_MM, y, entry.label, LEGEND_PT, gid=f"legend/{entry.kind}/{entry.id}")
        y -= ROW_MM
    return y - 0.9


def _sample(paper: Paper, x: float, y: float, entry: LegendEntry, shown: Sequence[str]) -> None:
    """Draw what an entry looks like on the map: groups as a swatch, the rest in the colour of ink."""
    has_line, has_mark = "line" in shown, "site" in shown or "unit" in shown
    xy = np.array([(x, y), (x + (6.6 if has_mark else 10.5), y)])
    if entry.kind == "group":
        paper.box(Box(x, y - 1.25, x + 10.5, y + 1.25), facecolor=entry.colour)
    elif entry.kind == "status":
        shape = "admin" if "unit" in shown else "precise"
        if has_line:
            paper.stroke(xy, style.INK, entry.id, "precise", zorder=4)
        if has_mark:
            paper.symbol(x + (9.2 if has_line else 5.25), y, style.INK, entry.id, shape, size=2.8, zorder=5)
    elif entry.id == "admin":
        if "area" in shown:
            paper.box(Box(x, y - 1.6, x + 10.5, y + 1.6), facecolor=style.INK, alpha=AREA_OPACITY)
        paper.symbol(x + 5.25, y, style.INK, "completed", "admin", size=2.2, zorder=5)
    else:
        if has_line:
            paper.stroke(xy, style.INK, "building", entry.id, zorder=4)
        if "site" in shown:
            paper.symbol(x + (9.2 if has_line else 5.25), y, style.INK, "building", entry.id, size=2, zorder=5)


def _boundary_sample(paper: Paper, x: float, y: float, level: str) -> None:
    stroke = style.BOUNDARY_LINES[level]
    dash = tuple(px * PT_PER_PX * LINE_SHARE for px in stroke.dash)
    paper.line(np.array([(x, y), (x + 10.5, y)]), stroke.width * PT_PER_PX * LINE_SHARE, stroke.colour, dash=dash)


def draw_key(paper: Paper, box: Box, keyed: Sequence[Keyed], words: Words) -> int:
    """List the numbered projects in a box, in the first layout that holds them all; return how many it could not."""
    if not keyed:
        return 0
    paper.text(box.left, box.top - 1.6, words("sheet.key"), HEADING_PT, color=style.QUIET)
    body = Box(box.left, box.bottom, box.right, box.top - 4.2)
    for columns, size in KEY_FITS:
        width = (body.width - 2.5 * (columns - 1)) / columns
        blocks = [wrapped(entry.name, width - _indent(size), size) for entry in keyed]
        placed = _flow(blocks, body, columns, size)
        if all(at is not None for at in placed):
            break
    for entry, lines, at in zip(keyed, blocks, placed, strict=True):
        if at is not None:
            _key_row(paper, (body.left + at[0] * (width + 2.5), at[1]), entry, lines, size)
    return sum(at is None for at in placed)


def _flow(blocks: Sequence[Sequence[str]], body: Box, columns: int, size: float) -> list[tuple[int, float] | None]:
    """Return column and top of each block, or None where the columns are full."""
    places: list[tuple[int, float] | None] = []
    column, y = 0, body.top
    for lines in blocks:
        height = _row_mm(size) * len(lines)
        if y - height < body.bottom - 0.01:
            column, y = column + 1, body.top
        places.append((column, y) if column < columns else None)
        y -= height + 0.25
    return places


def _key_row(paper: Paper, corner: tuple[float, float], entry: Keyed, lines: Sequence[str], size: float) -> None:
    x, top = corner
    y = top - _row_mm(size) / 2
    if entry.precision == "admin":
        paper.symbol(x + 1.0, y, entry.colour, entry.status, "admin", size=1.7, zorder=5)
    else:
        paper.box(Box(x + 0.1, y - 0.85, x + 1.9, y + 0.85), edgecolor=entry.colour, linewidth=0.7)
    paper.text(x + _indent(size) - 0.7, y, str(entry.number), size, ha="right", va="center_baseline")
    for at, line in enumerate(lines):
        paper.text(x + _indent(size), y - at * _row_mm(size), line, size, va="center_baseline", gid="key")


def _row_mm(size_pt: float) -> float:
    return size_pt * MM_PER_PT * 1.27


def _indent(size_pt: float) -> float:
    return 2.5 + text_width_mm("100", size_pt) + 0.7


def scale_km(frame: Frame) -> float:
    """Return the round length, in km, that the scale bar of a frame stands for."""
    most = frame.box.width * SCALE_SHARE * frame.metres_per_mm / 1000
    return max(step * 10.0**power for power in range(-2, 4) for step in (1, 2, 4, 5) if step * 10.0**power <= most)


def draw_scale(paper: Paper, frame: Frame, plate: Box, words: Words) -> None:
    """Draw the scale bar in four parts, light and dark, with its figures over the ends and the middle."""
    length_km = scale_km(frame)
    length = length_km * 1000 / frame.metres_per_mm
    left, y = plate.left + 3.5, plate.bottom + 2.2
    paper.box(plate, facecolor=style.PAPER, alpha=0.86, zorder=9)
    for part in range(4):
        piece = Box(left + part * length / 4, y, left + (part + 1) * length / 4, y + 1.1)
        face = style.INK if part % 2 == 0 else "#ffffff"
        paper.box(piece, facecolor=face, edgecolor=style.INK, linewidth=0.5, zorder=9.1, gid="scale")
    for share in (0, 0.5, 1):
        figure = f"{length_km * share:g}"
        mark = paper.text(left + length * share, y + 2.8, figure, 6, ha="center", zorder=9.1, gid="scale/figure")
        mark.set_gid(f"scale/{figure}")
    paper.text(left + length + text_width_mm(f"{length_km:g}", 6) / 2 + 0.8, y + 2.8, words("sheet.km"), 6, zorder=9.1)


def scale_plate(frame: Frame, words: Words) -> tuple[float, float]:
    """Return width and height of what `draw_scale` covers, mm."""
    length = scale_km(frame) * 1000 / frame.metres_per_mm
    return length + 9 + text_width_mm(words("sheet.km"), 6), 7.2


def draw_north(paper: Paper, frame: Frame, plate: Box, words: Words) -> None:
    """Draw an arrow to true north at its own place; the page leans from it by a degree at most."""
    x, y = plate.centre
    lean = frame.north_deg(x, y)
    turn = np.radians(lean)
    wheel = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    for half, face in ((-1, style.INK), (1, "#ffffff")):
        outline = np.array([(0, 4.4), (half * 2.5, -4.4), (0, -2.7), (0, 4.4)]) @ wheel + (x, y - 1.6)
        paper.area(shapely.Polygon(outline), facecolor=face, edgecolor=style.INK, linewidth=0.6, zorder=9.1)
    top = np.array([(0.0, 6.2)]) @ wheel + (x, y - 1.6)
    paper.text(top[0, 0], top[0, 1], words("sheet.north"), 8, ha="center", halo=1.8, rotation=-lean, zorder=9.1)


def draw_locator(paper: Paper, box: Box, frame: Frame, view: View, words: Words) -> None:
    """Draw the cluster in a small box, with the ground of the sheet marked in it."""
    paper.text(box.left, box.top - 1.6, words("sheet.locator"), HEADING_PT, color=style.QUIET)
    inner = Box(box.left, box.bottom, box.right, box.top - 4)
    small = frame_for(cluster_ground(view), inner, 0.04)
    boundaries = view.atlas.light_boundaries
    draw_ground(paper, small, boundaries)
    light = type(boundaries)(boundaries.province, boundaries.prefectures, boundaries.counties.iloc[:0])
    draw_boundaries(paper, small, light, 0.4)
    west, south, east, north = frame.ground
    corner = np.array(
        [inner.left - small.west_m / small.metres_per_mm, inner.bottom - small.south_m / small.metres_per_mm]
    )
    left, bottom, right, top = np.array([west, south, east, north]) / small.metres_per_mm + np.tile(corner, 2)
    mark = Box(float(left), float(bottom), float(right), float(top))
    paper.box(mark, facecolor=style.SELECTED, alpha=0.25, clip=inner, zorder=6)
    paper.box(mark, edgecolor="#b03a2e", linewidth=1.0, clip=inner, zorder=6, gid="locator")
    paper.box(inner, edgecolor=style.QUIET, linewidth=0.5, zorder=7)
