"""What a briefing is made of, whatever file it becomes: sections of paragraphs, tables and pictures, and its notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

Style = Literal["atlas", "official"]
"""What a document looks like: as the atlas does, or as GB/T 9704 has official papers."""
STYLES: tuple[Style, ...] = ("atlas", "official")
Role = Literal["", "strong", "quiet", "cite", "foot"]


@dataclass(frozen=True)
class Piece:
    """A run of text. One that cites has the number of the text as ``note`` and its lines in words as ``text``.

    One that is a footnote has no text of its own: what stands at the foot of the page is in ``foot``.

    Parameters
    ----------
    text
        What it says; of one that cites, the lines in words.
    role
        What it is (``strong``, ``quiet``, ``cite``, ``foot``); empty for running text.
    note
        The number of the text that it cites; 0 where it cites none.
    foot
        The lines of a footnote.
    """

    text: str
    role: Role = ""
    note: int = 0
    foot: tuple[tuple[Piece, ...], ...] = ()

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
    url
        Where it can be read; empty where that is not known.
    """

    number: int
    title: str
    about: str
    lines: str
    url: str = ""


@dataclass(frozen=True)
class Labels:
    """The words that a writer needs beside those of the content.

    ``page`` holds ``{page}`` and ``{pages}``, ``cited`` ``{lines}``, ``head`` and ``under`` ``{number}`` and
    ``{heading}``. ``numerals`` are those of headings, apart by spaces; empty where they are figures.
    """

    running: str
    made: str
    page: str
    table: str
    figure: str
    notes: str
    notes_hint: str
    number: str
    text: str
    lines: str
    cited: str
    contents: str
    apart: str
    head: str
    under: str
    numerals: str
    fonts: str


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
    style
        What a document of it looks like.
    """

    title: str
    subtitle: tuple[str, ...]
    lang: str
    made_on: dt.date
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    labels: Labels
    style: Style = "atlas"

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
        """Return the caption of a table or a picture with its number.

        Parameters
        ----------
        block
            A table or a picture of this briefing.
        """
        number = self.numbers()[id(block)]
        if self.style == "official" and isinstance(block, Table):
            return self.labels.under.format(number=self._numeral(self._place(block)), heading=block.caption)
        kind = self.labels.table if isinstance(block, Table) else self.labels.figure
        return f"{kind} {number}　{block.caption}"

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the sections and of the sources, numbered where the style numbers them."""
        plain_ones = (*(section.heading for section in self.sections), self.labels.notes)
        if self.style != "official":
            return plain_ones
        return tuple(
            self.labels.head.format(number=self._numeral(number), heading=heading)
            for number, heading in enumerate(plain_ones, 1)
        )

    def foots(self) -> Iterator[Piece]:
        """Yield the footnotes, in their order."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield from (piece for piece in block.line if piece.role == "foot")

    def _numeral(self, number: int) -> str:
        numerals = self.labels.numerals.split()
        return numerals[number - 1] if number <= len(numerals) else str(number)

    def _place(self, block: Table) -> int:
        """Return which of the tables of its section a table is."""
        own = next(section for section in self.sections if any(other is block for other in section.blocks))
        return [id(other) for other in own.blocks if isinstance(other, Table)].index(id(block)) + 1

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
        yield from (piece.shown for note in block.line for line in note.foot for piece in line)
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
