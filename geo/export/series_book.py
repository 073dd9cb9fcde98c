"""Sheets bound into one PDF: a page of contents before them, a number on each, links and bookmarks between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

from geo.looks import style
from geo.sheet.fonts import MM_PER_PT, STRAIGHT, for_print, text_width_mm, wrapped
from geo.sheet.labels import Box
from geo.sheet.margin import counted, subtitle
from geo.sheet.package import files_of
from geo.sheet.paper import Paper
from geo.sheet.sheet import compose_all
from geo.sheet.theme import THEMES
from geo.sheet.writers import bytes_of
from geo.text import display_width
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.atlas.atlas import View
    from geo.export.series_parts import By, Part
    from geo.read.words import Words
    from geo.sheet.options import SheetOptions

EDGE_MM = 16.0
TITLE_PT, BELOW_PT, ENTRY_PT, FOOT_PT = 20.0, 8.0, 9.5, 7.0
ENTRY_MM = 6.2
COLUMN_MM, APART_MM = 88.0, 12.0
"""The least width of a column of entries, and what is between two."""
PAGE_MM, COUNT_MM = 9.0, 22.0
"""Room for the number of a page, and for how many projects there are."""
LEAST_ROWS = 16
"""A second column is begun after these."""
RULE = "#d8d3c8"
NUMBER_AT_MM = 4.2
"""How high above the lower edge the number of a page stands."""


@dataclass(frozen=True)
class Contents:
    """What the contents of a series say: its sheets, what was left out, and of which view.

    Parameters
    ----------
    parts
        The sheets, in their order.
    left_out
        The names of those that there are none of.
    view
        The view as a whole.
    words
        The words of the language.
    options
        What the sheets have in common.
    by
        Of what there is a sheet each.
    """

    parts: Sequence[Part]
    left_out: Sequence[str]
    view: View
    words: Words
    options: SheetOptions
    by: By

    @property
    def title(self) -> str:
        """The title that was typed, or the name of the atlas."""
        return self.options.title or self.words("title")

    @property
    def below(self) -> Sequence[str]:
        """The lines below the title: what the series shows, a sheet for what."""
        lines = [self.options.subtitle, subtitle(self.view, self.words)]
        lines.append(self.words(f"series.sheets.{self.by}", count=len(self.parts)))
        return [line for line in lines if line]

    @property
    def remark(self) -> str:
        """What was left out, and how much; an empty text for nothing."""
        if not self.left_out:
            return ""
        names = self.words("list.mark").join(self.left_out)
        return self.words(f"series.left_out.{self.by}", count=len(self.left_out), names=names)


def sheet_of(view: View, words: Words, options: SheetOptions, name: str) -> list[Paper]:
    """Lay out one sheet of a series and its register, with the name by which the bookmarks call it.

    Parameters
    ----------
    view
        The part of the view that is on it.
    words
        The words of the language.
    options
        Those of this sheet.
    name
        Of its place or project.
    """
    papers = compose_all(view, words, options)
    papers[0].title = name
    return papers


def written(papers: Sequence[Paper], name: str, file: str, dpi: int) -> dict[str, bytes]:
    """Return one sheet as files of its own, by their names, that of the map first.

    Parameters
    ----------
    papers
        The pages of the sheet.
    name
        What the files are called, without an ending.
    file
        One of `geo.sheet.options.FILES`.
    dpi
        Of PNG, dots an inch of the printed page.
    """
    return files_of(papers, name, file=file, dpi=dpi)


def book(sheets: Sequence[Sequence[Paper]], contents: Contents) -> bytes:
    """Return the sheets as one PDF after their contents, whose entries lead to them.

    Parameters
    ----------
    sheets
        The pages of each sheet, in the order of the contents.
    contents
        What its first pages say.
    """
    pages = [*_front(contents, [len(papers) for papers in sheets]), *(paper for papers in sheets for paper in papers)]
    for number, paper in enumerate(pages, start=1):
        _number(paper, number, contents.options)
    return bytes_of(pages, file="pdf")


def _front(contents: Contents, lengths: Sequence[int]) -> list[Paper]:
    """Lay out the pages of contents, for sheets of so many pages each."""
    first = _blank(contents)
    top, bottom = _head(first, contents)
    width = first.width - 2 * EDGE_MM
    most = max(1, int((width + APART_MM) // (COLUMN_MM + APART_MM)))
    wide = (width - APART_MM * (most - 1)) / most
    rooms = [max(1, int((top - bottom) // ENTRY_MM)), max(1, int((first.height - 2 * EDGE_MM) // ENTRY_MM))]
    pages = 1 + max(0, ceil((len(contents.parts) - rooms[0] * most) / (rooms[1] * most)))
    papers = [first, *(_blank(contents) for _ in range(pages - 1))]
    starts = accumulate(lengths[:-1], initial=pages + 1)
    left = list(zip(starts, contents.parts, strict=True))
    for at, paper in enumerate(papers):
        room, y = (rooms[0], top) if at == 0 else (rooms[1], paper.height - EDGE_MM)
        here, left = left[: room * most], left[room * most :]
        rows = max(ceil(len(here) / most), min(room, LEAST_ROWS))
        for n, (page, part) in enumerate(here):
            x = EDGE_MM + n // rows * (wide + APART_MM)
            row = Box(x, y - (n % rows + 1) * ENTRY_MM, x + wide, y - n % rows * ENTRY_MM)
            _entry(paper, row, part, page, contents)
            paper.links.append((row, page))
        paper.check()
    return papers


def _blank(contents: Contents) -> Paper:
    layout = contents.options.layout
    scale = layout.scale
    paper = Paper(layout.width_mm / scale, layout.height_mm / scale, scale, THEMES[contents.options.theme])
    paper.lang, paper.author = contents.words.lang, contents.options.organisation
    paper.made_on = contents.options.made_on
    paper.title = contents.words("series.contents")
    return paper


def _head(paper: Paper, contents: Contents) -> tuple[float, float]:
    """Write what stands above and below the entries of the first page; return where these begin and end."""
    words = for_print(contents.words)
    paper.title = contents.title
    width = paper.width - 2 * EDGE_MM
    y = paper.height - EDGE_MM
    for line in wrapped(contents.title, width, TITLE_PT):
        paper.text(
            *("margin", paper.width / 2, y - 4, line, TITLE_PT), anchor="middle", weight_pt=TITLE_PT / 36, gid="title"
        )
        y -= TITLE_PT * MM_PER_PT * 1.34
    for text in contents.below:
        for line in wrapped(text, width, BELOW_PT):
            paper.text(
                *("margin", paper.width / 2, y - 2, line, BELOW_PT), anchor="middle", ink=style.QUIET, gid="subtitle"
            )
            y -= BELOW_PT * MM_PER_PT * 1.45
    paper.text("margin", EDGE_MM, y - 6, words("series.contents"), ENTRY_PT + 2, weight_pt=0.3, gid="contents")
    return y - 12, _foot(paper, contents, words)


def _foot(paper: Paper, contents: Contents, words: Words) -> float:
    """Write what was left out, and who made the series when; return how high that reaches."""
    options, version = contents.options, contents.view.atlas.version
    parts = [words("sheet.organisation", name=options.organisation)] if options.organisation else []
    parts += [words("sheet.approval", number=options.approval)] if options.approval else []
    parts += [words("sheet.made", date=when(options.made_on, "day", words))] if options.made_on else []
    parts += [words("sheet.version", version=version)] if version else []
    lines = [words("sheet.mark_wide").join(parts)]
    if contents.remark:
        lines = [*wrapped(contents.remark, paper.width - 2 * EDGE_MM, FOOT_PT), *lines]
    y = EDGE_MM - 4
    for line in reversed(lines):
        paper.text("margin", EDGE_MM, y, line, FOOT_PT, ink=style.QUIET, gid="foot")
        y += FOOT_PT * MM_PER_PT * 1.45
    return y


def _entry(paper: Paper, row: Box, part: Part, page: int, contents: Contents) -> None:
    """Write one line of the contents: the name, how many projects a place has, the page."""
    words = for_print(contents.words)
    middle = (row.top + row.bottom) / 2
    room = row.width - PAGE_MM
    if contents.by != "project":
        room -= COUNT_MM
        paper.text(
            *("margin", row.right - PAGE_MM, middle, counted(len(part.view.projects), words), FOOT_PT),
            anchor="end",
            ink=style.QUIET,
            gid="entry-count",
        )
    name = part.name if words.lang == "zh" else part.name.translate(STRAIGHT)
    while text_width_mm(name, ENTRY_PT) > room and len(name) > 1:
        name = name.removesuffix("…")[:-1] + "…"
    paper.text("margin", row.left, middle, name, ENTRY_PT, gid="entry")
    paper.text("margin", row.right, middle, str(page), ENTRY_PT, anchor="end", gid="entry-page")
    paper.box("margin", Box(row.left, row.bottom, row.right, row.bottom + 0.08), fill=RULE, width_pt=0)


def _number(paper: Paper, number: int, options: SheetOptions) -> None:
    """Write the number of a page in the middle of its foot, as large on every page."""
    size = FOOT_PT * options.layout.scale / paper.scale
    y = NUMBER_AT_MM * options.layout.scale / paper.scale
    paper.text("margin", paper.width / 2, y, str(number), size, anchor="middle", ink=style.QUIET, gid="page")


def listed(contents: Contents, names: Sequence[str]) -> bytes:
    """Return the contents of an archive, a file a line, as text that Windows opens rightly.

    Parameters
    ----------
    contents
        What it is of; one part a file.
    names
        The names of the files, in the order of the parts.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, lines ending in CR LF.
    """
    words = contents.words
    wide = max(map(display_width, names))
    lines = [
        name + " " * (wide - display_width(name) + 2) + part.name + words("series.dot") + count
        for name, part in zip(names, contents.parts, strict=True)
        for count in [counted(len(part.view.projects), words)]
    ]
    remark = [contents.remark, ""] if contents.remark else []
    return "\ufeff".encode() + "\r\n".join([contents.title, *contents.below, "", *lines, "", *remark]).encode()
