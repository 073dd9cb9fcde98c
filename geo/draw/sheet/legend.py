"""The legend of a sheet and the list of the projects that it shows by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.draw import style
from geo.draw.legend import LegendEntry, legend_entries
from geo.draw.sheet.fonts import MM_PER_PT, text_width_mm, wrapped
from geo.draw.sheet.labels import Box
from geo.draw.sheet.map import AREA_OPACITY, LINE_SHARE
from geo.draw.sheet.paper import PT_PER_PX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.atlas.atlas import View
    from geo.draw.sheet.names import Keyed
    from geo.draw.sheet.paper import Paper
    from geo.read.words import Words

HEADING_PT, LEGEND_PT = 7.5, 6.6
ROW_MM = 4.0
TEXT_AT_MM = 12.3
"""Where the words of the legend begin, to the right of their samples."""
KEY_FITS = ((1, 6.4), (1, 5.8), (2, 6.0), (2, 5.6), (2, 5.2), (2, 4.9), (2, 4.6))
"""Columns and size in pt of the list of numbers, the best first."""


def draw_legend(  # noqa: PLR0913
    paper: Paper, box: Box, view: View, words: Words, *, levels: Sequence[str], shown: Sequence[str]
) -> float:
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
            y = _legend_block(paper, x, y, words(f"legend.{kind}"), kinds[kind], shown=shown)
        ends.append(y)
        x += max(widths[kind] for kind in column) + min(gap, 12)
    return min(ends)


def _block_mm(heading: str, entries: Sequence[LegendEntry]) -> float:
    """Return how wide a block of the legend is."""
    return max([text_width_mm(heading, HEADING_PT), *(TEXT_AT_MM + text_width_mm(e.label, LEGEND_PT) for e in entries)])


def _legend_block(  # noqa: PLR0913
    paper: Paper, x: float, y: float, heading: str, entries: Sequence[LegendEntry], *, shown: Sequence[str]
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
