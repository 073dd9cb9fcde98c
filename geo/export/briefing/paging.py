"""How much of a table a slide holds: its rows measured, cut where there is no more room, never smaller letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.export.briefing.parts import cell
from geo.sheet.fonts import MM_PER_PT, wrapped

if TYPE_CHECKING:
    from geo.export.briefing.parts import Cell, Paragraph, Table

TOP_MM, BOTTOM_MM, LEFT_MM, WIDTH_MM = 29.0, 177.0, 14.3, 310.0
"""The room of a slide below its title."""
LEAST_PT = 14.0
"""No letter on a slide is smaller."""
TITLE_PT, TEXT_PT = 22.0, 16.0
CELL_PTS = (20.0, 18.0, 16.0, LEAST_PT)
"""The sizes of the letters of a table: the largest at which all its rows have room, or else the last."""
TITLE_LINES = 2
LINE_PT = {size: round(size * 1.29, 1) for size in CELL_PTS}
"""Height of a line in a table: set exactly, so that a row is as high with whatever font there is."""
TEXT_GAP_MM, MORE_MM = 1.5, 8.0
BESIDE_MM = 66.0
"""The width of the text beside a map."""
CELL_X_MM, CELL_Y_MM, BETWEEN_MM = 1.8, 1.0, 3.0
LOOSE = 1.08
"""Letters may be wider than those that are measured."""


def text_mm(paragraphs: tuple[Paragraph, ...], width_mm: float = WIDTH_MM, size_pt: float = TEXT_PT) -> float:
    """Return how high paragraphs are below one another.

    Parameters
    ----------
    paragraphs
        Running text and items of lists.
    width_mm
        The width that there is.
    size_pt
        The size of the letters.
    """
    line_mm = size_pt * 1.3 * MM_PER_PT
    return sum(
        len(wrapped("".join(piece.shown for piece in text.line), (width_mm - 6 * text.is_item) / LOOSE, size_pt))
        * line_mm
        + TEXT_GAP_MM
        for text in paragraphs
    )


def paragraphs_within(texts: tuple[Paragraph, ...], width_mm: float, size_pt: float) -> int:
    """Return how many paragraphs have room on a slide, one line left free where it is not all of them.

    Parameters
    ----------
    texts
        Running text and items of lists.
    width_mm
        The width that there is.
    size_pt
        The size of the letters.
    """
    room = BOTTOM_MM - TOP_MM
    if text_mm(texts, width_mm, size_pt) <= room:
        return len(texts)
    count = len(texts)
    while count and text_mm(texts[:count], width_mm, size_pt) > room - MORE_MM:
        count -= 1
    return count


def heights_mm(table: Table, size_pt: float) -> list[float]:
    """Return the heights of the head and of each row of a table.

    Parameters
    ----------
    table
        With the share that each column has.
    size_pt
        The size of its letters.
    """
    head = tuple(cell(column.head) for column in table.columns)
    return [_row_mm(row, table, size_pt) for row in (head, *table.rows)]


def size_within(table: Table, room_mm: float) -> float:
    """Return the size of the letters of a table: as large as leaves room for all its rows, never below `LEAST_PT`.

    Parameters
    ----------
    table
        With the share that each column has.
    room_mm
        The room that there is.
    """
    if len(table.rows) * LEAST_PT * MM_PER_PT > room_mm:
        return LEAST_PT
    fits = (size for size in CELL_PTS if sum(heights_mm(table, size)) <= room_mm)
    return next(fits, LEAST_PT)


def rows_within(heights: list[float], room_mm: float) -> int:
    """Return how many rows have room below the head of a table.

    Parameters
    ----------
    heights
        Of the head and of each row, mm.
    room_mm
        The room that there is.
    """
    count = 0
    while count < len(heights) - 1 and sum(heights[: count + 2]) <= room_mm:
        count += 1
    return count


def widths(table: Table) -> tuple[float, ...]:
    """Return the widths of the columns of a table, mm.

    Parameters
    ----------
    table
        With the share that each column has.
    """
    return tuple(WIDTH_MM * share for share in table.shares)


def _row_mm(row: tuple[Cell, ...], table: Table, size_pt: float) -> float:
    line_mm = LINE_PT[size_pt] * MM_PER_PT
    counts = (
        sum(
            len(wrapped("".join(piece.shown for piece in line), (width - 2 * CELL_X_MM) / LOOSE, size_pt))
            for line in lines
        )
        for lines, width in zip(row, widths(table), strict=True)
    )
    return max(1, *counts) * line_mm + 2 * CELL_Y_MM
