"""What of a section stands on which slide: texts and tables measured, long tables cut between rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from geo.export.briefing.parts import Cell, Paragraph, Picture, Table
from geo.sheet.fonts import MM_PER_PT, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.export.briefing.parts import Block, Line, Section

TOP_MM, BOTTOM_MM, LEFT_MM, WIDTH_MM = 29.0, 177.0, 14.3, 310.0
"""The room of a slide below its title."""
TEXT_PT, CAPTION_PT, CELL_PT, REMARK_PT = 15.0, 12.0, 11.5, 10.0
LINE_PT = {CELL_PT: 15.0, REMARK_PT: 12.5}
"""Height of a line in a table, by its size: set exactly, so that a row is as high with whatever font there is."""
LINE_MM = {TEXT_PT: 8.0} | {size: height * MM_PER_PT for size, height in LINE_PT.items()}
BETWEEN_MM, CAPTION_MM, CELL_X_MM, CELL_Y_MM = 4.0, 6.8, 1.6, 0.8
LOOSE = 1.06
"""Letters may be wider than those that are measured."""
SHARED = 3
"""So many sections at most share a slide."""
LEAST_ROWS = 2
"""A table begins on a slide only where so many of its rows have room."""


@dataclass(frozen=True)
class Chunk:
    """A part of a table, with the heights of its head and rows, and whether it is the first, the last part.

    Parameters
    ----------
    table
        The table that it is a part of.
    rows
        Those of this part.
    top_mm
        Where it begins, from the top of the slide, mm.
    heights_mm
        Of the head and of each row, mm.
    is_first, is_last
        Whether nothing of the table comes before it, or after it.
    """

    table: Table
    rows: tuple[tuple[Cell, ...], ...]
    top_mm: float
    heights_mm: tuple[float, ...]
    is_first: bool
    is_last: bool

    @property
    def bottom_mm(self) -> float:
        """Where it ends, from the top of the slide."""
        return self.top_mm + CAPTION_MM + sum(self.heights_mm)


@dataclass(frozen=True)
class Page:
    """What stands on one slide: text above parts of tables; or a picture with text beside it.

    Parameters
    ----------
    text
        Above the tables or beside the picture.
    text_mm
        How high the text is, mm.
    chunks
        Parts of tables, from above.
    picture
        None where there is none.
    """

    text: tuple[Paragraph, ...] = ()
    text_mm: float = 0.0
    chunks: tuple[Chunk, ...] = ()
    picture: Picture | None = None

    @property
    def free_mm(self) -> float:
        """Where there is still room, from the top of the slide."""
        if self.chunks:
            return self.chunks[-1].bottom_mm + BETWEEN_MM
        return TOP_MM + (self.text_mm + BETWEEN_MM if self.text else 0.0)


def deck(sections: Iterable[Section]) -> list[tuple[tuple[str, ...], list[Page]]]:
    """Return headings with their slides; short sections that begin with no text share one.

    Parameters
    ----------
    sections
        In their order.

    Returns
    -------
    list
        For each run of slides the headings above them, and the slides.
    """
    laid: list[tuple[tuple[str, ...], list[Page]]] = []
    for section in sections:
        own = pages(section.blocks)
        both = _joined(laid[-1][1], own) if laid and len(laid[-1][0]) < SHARED else None
        if both:
            laid[-1] = ((*laid[-1][0], section.heading), [both])
        else:
            laid.append(((section.heading,), own))
    return laid


def _joined(before: list[Page], after: list[Page]) -> Page | None:
    """Return the one slide that two sections of one slide each have room on, or None."""
    if len(before) > 1 or len(after) > 1 or before[0].picture or after[0].picture or after[0].text:
        return None
    down = before[0].free_mm - TOP_MM
    if after[0].chunks[-1].bottom_mm + down > BOTTOM_MM:
        return None
    moved = tuple(replace(chunk, top_mm=chunk.top_mm + down) for chunk in after[0].chunks)
    return replace(before[0], chunks=(*before[0].chunks, *moved))


def pages(blocks: Iterable[Block]) -> list[Page]:
    """Return the slides of a section in order.

    A picture, with what is said right below it, comes after the rest; where the rest is text alone, beside it.

    Parameters
    ----------
    blocks
        Those of one section, in their order.
    """
    flow, pictures = _parted(list(blocks))
    if pictures and all(isinstance(block, Paragraph) for block in flow):
        texts = tuple(block for block in flow if isinstance(block, Paragraph))
        return [replace(pictures[0], text=(*texts, *pictures[0].text)), *pictures[1:]]
    laid: list[Page] = []
    for is_text, group in groupby(flow, key=lambda block: isinstance(block, Paragraph)):
        if is_text:
            texts = tuple(block for block in group if isinstance(block, Paragraph))
            laid.append(Page(text=texts, text_mm=sum(_text_mm(text) for text in texts)))
        else:
            for table in group:
                if isinstance(table, Table):
                    laid = _with_table(laid or [Page()], table)
    return [*laid, *pictures]


def _parted(blocks: list[Block]) -> tuple[list[Block], list[Page]]:
    """Return what flows, and each picture with the quiet paragraphs below it as a slide of its own."""
    flow: list[Block] = []
    pictures: list[Page] = []
    is_below = False
    for block in blocks:
        is_remark = isinstance(block, Paragraph) and all(piece.role == "quiet" for piece in block.line)
        if isinstance(block, Picture):
            pictures.append(Page(picture=block))
        elif is_below and is_remark and isinstance(block, Paragraph):
            pictures[-1] = replace(pictures[-1], text=(*pictures[-1].text, block))
        else:
            flow.append(block)
        is_below = isinstance(block, Picture) or (is_below and is_remark)
    return flow, pictures


def _with_table(laid: list[Page], table: Table) -> list[Page]:
    """Return the slides with a table added to the last of them, cut where it needs more."""
    head, heights = _head_mm(table), [_row_mm(row, table) for row in table.rows]
    done = 0
    while done < len(heights):
        page = laid[-1]
        room = BOTTOM_MM - page.free_mm - CAPTION_MM - head
        count = _taken(heights[done:], room, is_fresh=not page.chunks and not page.text)
        if count == 0:
            laid = [*laid, Page()]
            continue
        rows, tall = table.rows[done : done + count], heights[done : done + count]
        is_last = done + count == len(heights)
        chunk = Chunk(table, rows, page.free_mm, (head, *tall), is_first=done == 0, is_last=is_last)
        laid = [*laid[:-1], replace(page, chunks=(*page.chunks, chunk))]
        done += count
    return laid


def _taken(heights: list[float], room: float, *, is_fresh: bool) -> int:
    """Return how many rows a slide takes, 0 for a new one: no row stands alone, here or there, if that can be."""
    count = 0
    while count < len(heights) and sum(heights[: count + 1]) <= room:
        count += 1
    if count == len(heights):
        return count
    count -= len(heights) - count < LEAST_ROWS
    return count if count >= LEAST_ROWS else int(is_fresh)


def _text_mm(text: Paragraph) -> float:
    shown = "".join(piece.shown for piece in text.line)
    return len(wrapped(shown, WIDTH_MM / LOOSE - 6, TEXT_PT)) * LINE_MM[TEXT_PT] + 1.5


def _head_mm(table: Table) -> float:
    lines = max(
        len(wrapped(column.head, _inner(width), CELL_PT))
        for column, width in zip(table.columns, widths(table), strict=True)
    )
    return lines * LINE_MM[CELL_PT] + 2 * CELL_Y_MM


def _row_mm(row: tuple[Cell, ...], table: Table) -> float:
    tallest = max(_cell_mm(cell, width) for cell, width in zip(row, widths(table), strict=True))
    return max(tallest, LINE_MM[CELL_PT]) + 2 * CELL_Y_MM


def _cell_mm(cell: Cell, width: float) -> float:
    return sum(
        len(wrapped("".join(piece.shown for piece in line), _inner(width), size_pt(line))) * LINE_MM[size_pt(line)]
        for line in cell
    )


def _inner(width: float) -> float:
    return (width - 2 * CELL_X_MM) / LOOSE


def size_pt(line: Line) -> float:
    """Return the size of a line in a cell: what is quiet throughout is smaller.

    Parameters
    ----------
    line
        A line of a cell.

    Returns
    -------
    float
        In pt.
    """
    return REMARK_PT if all(piece.role == "quiet" for piece in line) else CELL_PT


def beside_pt(line: Line) -> float:
    """Return the size of a line beside a picture: 0, which is that of the layout, unless it is quiet throughout.

    Parameters
    ----------
    line
        A line of text.

    Returns
    -------
    float
        In pt.
    """
    return REMARK_PT if size_pt(line) == REMARK_PT else 0.0


def widths(table: Table) -> tuple[float, ...]:
    """Return the widths of the columns of a table, mm.

    Parameters
    ----------
    table
        With the share that each column has.
    """
    return tuple(WIDTH_MM * share for share in table.shares)
