"""About which page of a Word document each heading comes to stand on: it is laid out only by what opens it.

The contents page shows these numbers until the fields are counted anew. Letters are taken as whole or half an em wide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from geo.export.briefing.parts import Paragraph, Piece, Table
from geo.sheet.fonts import MM_PER_PT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.export.briefing.parts import Block, Briefing, Cell, Note

CONTENTS_FROM = 10
"""A document of more pages than this has a page of contents."""
CELL_X_MM, CELL_Y_MM = 2.5, 1.6
"""Beside and above the text of a cell, both sides together, as in the styles of tables."""
WIDE = 0x2E80
"""From this sign on a letter is a whole em wide."""
HALF, LOOSE = 0.5, 1.04
"""The width of other letters, em; and what is lost at the ends of lines."""


@dataclass(frozen=True)
class Kind:
    """What a kind of line takes up: size of the letters and pitch of the lines, pt, and the space around it, mm."""

    size_pt: float
    pitch_pt: float
    around_mm: float = 0.0

    def height_mm(self, text: str, width_mm: float) -> float:
        """Return how high a text is.

        Parameters
        ----------
        text
            One paragraph.
        width_mm
            The width that there is.
        """
        ems = sum(1.0 if ord(letter) >= WIDE else HALF for letter in text)
        lines = max(1, ceil(ems * self.size_pt * MM_PER_PT * LOOSE / width_mm))
        return lines * self.pitch_pt * MM_PER_PT + self.around_mm


@dataclass(frozen=True)
class Sheet:
    """The type area of a style, mm, and what each kind of line takes up in it."""

    width_mm: float
    height_mm: float
    kinds: Mapping[str, Kind]


SHEETS = {
    "atlas": Sheet(
        170.0,
        253.0,
        {
            "title": Kind(20, 28, 2.5),
            "subtitle": Kind(10.5, 14.5, 1.1),
            "heading": Kind(14, 19, 9.2),
            "body": Kind(10.5, 16.5, 3.5),
            "item": Kind(10.5, 16.5, 1.1),
            "remark": Kind(8.5, 13, 3.2),
            "caption": Kind(10, 14, 5.3),
            "cell": Kind(9, 12.5),
            "small": Kind(8, 12.5),
            "source": Kind(9.5, 14, 1.4),
            "foot": Kind(8, 11),
        },
    ),
    "official": Sheet(
        156.0,
        225.0,
        {
            "title": Kind(22, 32, 14.8),
            "subtitle": Kind(16, 28),
            "heading": Kind(16, 28),
            "body": Kind(16, 28),
            "item": Kind(16, 28),
            "remark": Kind(12, 20),
            "caption": Kind(16, 28, 3.2),
            "cell": Kind(10.5, 14.5),
            "small": Kind(9, 12.5),
            "source": Kind(12, 20, 0.7),
            "foot": Kind(9, 13),
        },
    ),
}


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a heading of the first or second level, and about which page it is on."""

    level: int
    text: str
    page: int


@dataclass
class _Layout:
    """A document as it fills page after page."""

    content: Briefing
    page: int = 1
    used_mm: float = 0.0
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sheet = SHEETS[self.content.style]

    def take(self, height_mm: float) -> None:
        """Put something that is not torn onto this page, or onto the next."""
        if self.used_mm + height_mm > self.sheet.height_mm and self.used_mm:
            self.turn()
        self.used_mm += height_mm

    def turn(self) -> None:
        """Begin a page."""
        self.page, self.used_mm = self.page + 1, 0.0

    def run(self, kind: str, text: str) -> None:
        """Put running text onto this page and, where it is longer, the next."""
        height = self.of(kind, text)
        while self.used_mm + height > self.sheet.height_mm:
            height -= max(0.0, self.sheet.height_mm - self.used_mm)
            self.turn()
        self.used_mm += height

    def of(self, kind: str, text: str, width_mm: float = 0.0) -> float:
        return self.sheet.kinds[kind].height_mm(text, width_mm or self.sheet.width_mm)

    def head(self, level: int, text: str, with_mm: float) -> None:
        """Put a heading onto the page where there is room for it and for what it must stand with."""
        height = self.of("heading" if level == 1 else "caption", text)
        if self.used_mm + height + with_mm > self.sheet.height_mm:
            self.turn()
        self.entries.append(Entry(level, text, self.page))
        self.used_mm += height

    def block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            is_remark = all(piece.role == "quiet" for piece in block.line)
            feet = [line for piece in block.line for line in piece.foot]
            self.used_mm += sum(self.of("foot", "".join(piece.shown for piece in line)) for line in feet)
            kind = "item" if block.is_item else "remark" if is_remark else "body"
            self.run(kind, "".join(piece.shown for piece in block.line))
        elif isinstance(block, Table):
            self.table(block)
        else:
            self.take(block.height_mm + self.of("caption", block.caption))

    def table(self, table: Table) -> None:
        widths = [self.sheet.width_mm * share - CELL_X_MM for share in table.shares]
        head = self.row([((Piece(column.head),),) for column in table.columns], widths)
        heights = [self.row(row, widths) for row in table.rows]
        is_whole = any(column.is_number for column in table.columns)
        self.head(2, self.content.label(table), head + (sum(heights) if is_whole else sum(heights[:1])))
        self.used_mm += head
        for height in heights:
            if self.used_mm + height > self.sheet.height_mm:
                self.turn()
                self.used_mm = head
            self.used_mm += height

    def row(self, row: Iterable[Cell], widths: Iterable[float]) -> float:
        return max(self.cell(cell, width) for cell, width in zip(row, widths, strict=True)) + CELL_Y_MM

    def cell(self, cell: Cell, width_mm: float) -> float:
        kinds = self.sheet.kinds
        heights = [
            kinds["small" if line[0].role == "quiet" else "cell"].height_mm("".join(p.shown for p in line), width_mm)
            for line in cell
        ]
        return sum(heights) or kinds["cell"].pitch_pt * MM_PER_PT

    def note(self, note: Note) -> None:
        texts = (note.title, note.about, self.content.labels.cited.format(lines=note.lines))
        self.take(sum(self.of("source", text, self.sheet.width_mm - 8) for text in texts))


@dataclass(frozen=True)
class Laid:
    """About how many pages a document has, and on which each heading stands.

    The contents, where there are any, come after the first section, which is the lead, on a page of their own.
    """

    pages: int
    entries: tuple[Entry, ...]

    @property
    def has_contents(self) -> bool:
        """Whether there is a page of contents."""
        return self.pages > CONTENTS_FROM


def laid_out(content: Briefing) -> Laid:
    """Return about how a document comes to stand on its pages.

    Parameters
    ----------
    content
        The briefing in full.
    """
    laid = _laid_out(content, with_contents=False)
    is_long = laid.pages > CONTENTS_FROM and len(content.sections) > 1
    return _laid_out(content, with_contents=True) if is_long else laid


def _laid_out(content: Briefing, *, with_contents: bool) -> Laid:
    layout = _Layout(content)
    layout.take(layout.of("title", content.title) + sum(layout.of("subtitle", line) for line in content.subtitle))
    headings = content.headings()
    for at, (section, heading) in enumerate(zip(content.sections, headings[:-1], strict=True)):
        if at == 1 and with_contents:
            layout.page, layout.used_mm = layout.page + 2, 0.0
        layout.head(1, heading, layout.sheet.kinds["body"].pitch_pt * MM_PER_PT)
        for block in section.blocks:
            layout.block(block)
    layout.head(1, headings[-1], layout.sheet.kinds["body"].pitch_pt * MM_PER_PT)
    layout.run("body", content.labels.notes_hint)
    for note in content.notes:
        layout.note(note)
    return Laid(layout.page, tuple(layout.entries))
