"""What a briefing is made of, whatever file it becomes: sections of paragraphs, tables and pictures, and its notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

Role = Literal["", "strong", "quiet", "cite"]


@dataclass(frozen=True)
class Piece:
    """A run of text. One that cites has the number of the text as ``note`` and its lines in words as ``text``.

    Parameters
    ----------
    text
        What it says; of one that cites, the lines in words.
    role
        What it is (``strong``, ``quiet``, ``cite``); empty for running text.
    note
        The number of the text that it cites; 0 where it cites none.
    """

    text: str
    role: Role = ""
    note: int = 0

    @property
    def shown(self) -> str:
        """The piece as plain text."""
        return f"[{self.note}] {self.text}" if self.note else self.text


Line = tuple[Piece, ...]
Cell = tuple[Line, ...]
"""Lines below one another."""


@dataclass(frozen=True)
class Column:
    """A column of a table, with its share of the width (of the sum of all).

    Parameters
    ----------
    head
        What stands above it.
    share
        Of the width, as a share of the sum of all.
    is_number
        Whether it stands to the right.
    """

    head: str
    share: float
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells under a caption; where ``has_total``, the last row adds the others up.

    Parameters
    ----------
    caption
        What it is of.
    columns
        In their order.
    rows
        A cell for each column.
    has_total
        Whether the last row adds the others up.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_total: bool = False

    @property
    def shares(self) -> tuple[float, ...]:
        """The widths of the columns as parts of 1."""
        whole = sum(column.share for column in self.columns)
        return tuple(column.share / whole for column in self.columns)


@dataclass(frozen=True)
class Paragraph:
    """Running text, or an item of a list.

    Parameters
    ----------
    line
        What it says.
    is_item
        Whether it is an item of a list.
    """

    line: Line
    is_item: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture as it is to be printed, with its caption and the words for those who do not see it.

    Parameters
    ----------
    png
        As it is to be printed.
    width_mm, height_mm
        Its size in the document, mm.
    caption
        What it shows, in a line.
    alt
        The same in words, for those who do not see it.
    """

    png: bytes
    width_mm: float
    height_mm: float
    caption: str
    alt: str


Block = Paragraph | Table | Picture


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it.

    Parameters
    ----------
    heading
        What stands above it.
    blocks
        Paragraphs, tables and pictures, in their order.
    """

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Note:
    """A text that is cited: its number, title, what is known of it, and the lines that are cited.

    Parameters
    ----------
    number
        By which it is cited.
    title
        That of the text.
    about
        Date and publisher, in words.
    lines
        Every line of it that is cited, in words.
    """

    number: int
    title: str
    about: str
    lines: str


@dataclass(frozen=True)
class Labels:
    """The words that a writer needs beside those of the content.

    ``page`` holds ``{page}`` and ``{pages}``, ``part`` ``{heading}``, ``at`` and ``total``, ``cited`` ``{lines}``.
    """

    running: str
    made: str
    page: str
    table: str
    figure: str
    part: str
    continued: str
    notes: str
    notes_hint: str
    number: str
    text: str
    lines: str
    cited: str


@dataclass(frozen=True)
class Briefing:
    """A briefing in one language. ``made_on`` is the only date that goes into the properties of a file.

    Parameters
    ----------
    title
        What it is called.
    subtitle
        What it is of, a line each.
    lang
        ``zh`` or ``en``.
    made_on
        The only date that goes into the properties of a file.
    sections
        In their order.
    notes
        The texts that are cited, by number.
    labels
        The words that a writer needs beside these.
    """

    title: str
    subtitle: tuple[str, ...]
    lang: str
    made_on: dt.date
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    labels: Labels

    @property
    def language(self) -> str:
        """The language as files name it (BCP 47)."""
        return {"zh": "zh-CN", "en": "en-GB"}[self.lang]

    def numbers(self) -> Mapping[int, int]:
        """Return the number of each table and picture, by the `id` of the block; each kind is counted for itself."""
        blocks = [block for section in self.sections for block in section.blocks]
        kinds = ([b for b in blocks if isinstance(b, Table)], [b for b in blocks if isinstance(b, Picture)])
        return {id(block): number for kind in kinds for number, block in enumerate(kind, 1)}

    def label(self, block: Table | Picture) -> str:
        """Return the caption of a table or a picture with its number; one that is not of the content has none.

        Parameters
        ----------
        block
            A table or a picture of this briefing.
        """
        number = self.numbers().get(id(block))
        kind = self.labels.table if isinstance(block, Table) else self.labels.figure
        return f"{kind} {number}　{block.caption}" if number else block.caption

    def texts(self) -> Iterator[str]:
        """Every text that is shown, for a look at its characters."""
        yield from (self.title, *self.subtitle, *vars(self.labels).values())
        for note in self.notes:
            yield from (note.title, note.about, note.lines)
        for section in self.sections:
            yield section.heading
            for block in section.blocks:
                yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from (piece.shown for piece in block.line)
        return
    yield block.caption
    if isinstance(block, Table):
        yield from (column.head for column in block.columns)
        yield from (piece.shown for row in block.rows for cell in row for line in cell for piece in line)


def plain(text: str, role: Role = "") -> Line:
    """Return a text as a line of one piece.

    Parameters
    ----------
    text
        What the piece says.
    role
        What the piece is; empty for running text.
    """
    return (Piece(text, role),)


def cell(*lines: Line | str) -> Cell:
    """Return lines below one another, without those that are empty.

    Parameters
    ----------
    *lines
        From above; a text becomes a line of one piece.
    """
    made = (plain(line) if isinstance(line, str) else line for line in lines)
    return tuple(line for line in made if any(piece.shown for piece in line))
