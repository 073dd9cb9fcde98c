"""The register of a sheet: pages after that of the map, which name every entry in view with its number and stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.looks import style
from geo.sheet import symbols
from geo.sheet.clusters import listed_name
from geo.sheet.fonts import MM_PER_PT, text_width_mm, wrapped
from geo.sheet.labels import Box
from geo.sheet.margin import source_lines
from geo.sheet.options import SLIDE
from geo.sheet.paper import Paper
from geo.sheet.theme import THEMES
from geo.words.dates import when
from geo.words.rings import changes_in_short

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from typing import Any

    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.key import Key
    from geo.sheet.options import SheetOptions

EDGE_MM, SLIDE_EDGE_MM = 10.0, 4.0
TITLE_PT, HEADING_PT, TEXT_PT = 12.0, 7.4, 6.4
LEAST_TEXT_PT = 6.0
TITLE_MM, FOOT_MM = 9.0, 4.0
COLUMN_EM = {"zh": 30.0, "en": 42.0}
"""How wide a column is at least, in its letters' size."""
SLIDE_COLUMN_EM = 28.0
"""A slide, whose letters are large, has two columns."""
GUTTER_MM = 6.0
NUMBER_MM, SYMBOL_MM, STAGE_MM = 6.6, 2.2, 1.5
"""Room for a number, the size of a symbol, and what is between a name and its stage."""
LEADING = 1.34


@dataclass(frozen=True)
class Entry:
    """A row: the number on the map (0 for none), the name, how it is drawn, and its stage in words."""

    project_id: str
    number: int
    name: str
    look: symbols.Look
    stage: str


@dataclass(frozen=True)
class Section:
    """Entries under a heading: those with numbers, those of a unit, those that the map names, those outside it."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Register:
    """What the pages after a map say.

    Parameters
    ----------
    view
        What the sheet shows.
    words
        The words of the language.
    options
        What the sheet is asked to be.
    title
        That of the sheet.
    key
        Numbers, and what badges stand for, as the map has them.
    on_map
        The projects that have a mark on the map.
    day
        The day on which the sheet is made.
    """

    view: View
    words: Words
    options: SheetOptions
    title: str
    key: Key
    on_map: frozenset[str]
    day: dt.date

    def sections(self) -> list[Section]:
        """Return every entry of the view once: numbered, of a unit, named on the map, outside it."""
        words, left = self.words, dict.fromkeys(self.view.projects.index)
        numbered = self._taken(left, [(entry.project_id, entry.number) for entry in self.key.keyed])
        sections = [Section(words("sheet.key"), numbered)]
        for heading, cluster in self.key.headed_clusters():
            sections.append(Section(heading, self._taken(left, [(held, 0) for held in cluster.project_ids])))
        named = self._taken(left, [(held, 0) for held in list(left) if held in self.on_map])
        sections.append(Section(words("sheet.on_map" if self._is_slide else "sheet.named"), named))
        sections.append(Section(words("sheet.not_on_map"), self._taken(left, [(held, 0) for held in list(left)])))
        return [section for section in sections if section.entries]

    def _taken(self, left: dict[str, None], chosen: Sequence[tuple[str, int]]) -> tuple[Entry, ...]:
        entries = []
        for project_id, number in chosen:
            if project_id in left:  # what stands for several units is told once
                del left[project_id]
                entries.append(self._entry(project_id, number))
        return tuple(entries)

    def _entry(self, project_id: str, number: int) -> Entry:
        words, row = self.words, self._rows[project_id]
        theme = THEMES[self.options.theme]
        letter = words(f"sheet.letter.{row.group}")
        look = symbols.Look(theme.hue(row.group, row.colour), row.status, row.precision, letter)
        stage = self.view.atlas.label(row.status, words.lang) if row.status else words("sheet.unstated")
        return Entry(project_id, number, listed_name(row, words), look, stage)

    @property
    def _is_slide(self) -> bool:
        return self.options.layout.name == SLIDE

    @property
    def _edge_mm(self) -> float:
        return SLIDE_EDGE_MM if self._is_slide else EDGE_MM

    @cached_property
    def _rows(self) -> dict[str, Any]:
        return {str(row.Index): row for row in self.view.projects.itertuples()}

    def pages(self, scale: float) -> list[Paper]:
        """Lay out the pages.

        Parameters
        ----------
        scale
            How much larger than on A4 letters are.
        """
        layout = self.options.layout
        page = Box(0.0, 0.0, layout.width_mm / scale, layout.height_mm / scale).grown(-self._edge_mm)
        area = Box(page.left, page.bottom + FOOT_MM, page.right, page.top - TITLE_MM)
        column_em = SLIDE_COLUMN_EM if self._is_slide else COLUMN_EM[self.words.lang]
        least = column_em * TEXT_PT * MM_PER_PT
        columns = max(1, int((area.width + GUTTER_MM) / (least + GUTTER_MM)))
        column_mm = (area.width - GUTTER_MM * (columns - 1)) / columns
        placed = list(_flowed(self._pieces(column_mm), columns, area.height))
        count = 1 + max(page for page, *_ in placed)
        papers = [self._blank(scale, page, at + 1, count) for at in range(count)]
        for at, column, down, piece in placed:
            x = area.left + column * (column_mm + GUTTER_MM)
            piece.draw(papers[at], x, area.top - down, column_mm)
        for paper in papers:
            paper.check()
        return papers

    def _blank(self, scale: float, page: Box, at: int, count: int) -> Paper:
        words, layout = self.words, self.options.layout
        paper = Paper(layout.width_mm / scale, layout.height_mm / scale, scale, THEMES[self.options.theme])
        paper.lang, paper.author, paper.made_on = words.lang, self.options.organisation, self.day
        paper.title = words("sheet.register", title=self.title)
        title = paper.title
        size = min(TITLE_PT, TITLE_PT * page.width / max(text_width_mm(title, TITLE_PT), 1.0))
        paper.text("margin", page.left, page.top - 2.2, title, max(size, LEAST_TEXT_PT), weight_pt=0.3, gid="title")
        foot = words("sheet.register_page", page=at, count=count)
        paper.text("margin", page.right, page.bottom, foot, LEAST_TEXT_PT, anchor="end", ink=style.QUIET, gid="foot")
        return paper

    def _pieces(self, column_mm: float) -> list[_Piece]:
        pieces: list[_Piece] = []
        for section in self.sections():
            pieces.append(_Heading(section.heading))
            pieces += [_Row(entry, column_mm) for entry in section.entries]
        if changes := changes_in_short(self.view, self.words):
            pieces.append(_Heading(self.words("rings.mark")))
            pieces += [_Text(line) for text in changes for line in wrapped(text, column_mm, LEAST_TEXT_PT)]
        if self._is_slide:  # below its map there is no room for them
            made = self.words("sheet.made", date=when(self.day, "day", self.words))
            sources = source_lines(self.view, self.words, is_approved=bool(self.options.approval))
            sources += [self.words("sheet.grid")] if self.options.grid else []
            version = self.view.atlas.version
            known = [made, self.words("sheet.version", version=version)] if version else [made]
            pieces.append(_Heading(self.words("sheet.mark_wide").join(known)))
            pieces += [_Text(line) for text in sources for line in wrapped(text, column_mm, LEAST_TEXT_PT)]
        return pieces


class _Piece:
    """What is not broken between columns."""

    height_mm = 0.0
    is_heading = False

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class _Heading(_Piece):
    text: str
    is_heading = True

    @property
    def height_mm(self) -> float:  # type: ignore[override]
        return HEADING_PT * MM_PER_PT * 2.1

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        y = top - self.height_mm + HEADING_PT * MM_PER_PT * 0.75
        size = min(HEADING_PT, HEADING_PT * width / text_width_mm(self.text, HEADING_PT))
        paper.text("panel", x, y, self.text, max(size, LEAST_TEXT_PT), weight_pt=0.18, gid="register/heading")


@dataclass(frozen=True)
class _Text(_Piece):
    text: str

    @property
    def height_mm(self) -> float:  # type: ignore[override]
        return LEAST_TEXT_PT * MM_PER_PT * LEADING

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:  # noqa: ARG002 - as of every piece
        paper.text("panel", x, top - self.height_mm / 2, self.text, LEAST_TEXT_PT, ink=style.QUIET, gid="changed")


@dataclass(frozen=True)
class _Row(_Piece):
    entry: Entry
    column_mm: float

    @property
    def indent(self) -> float:
        return NUMBER_MM + SYMBOL_MM + 1.6 + (SYMBOL_MM if self.entry.look.letter else 0.0)

    @cached_property
    def lines(self) -> list[str]:
        room = self.column_mm - self.indent - text_width_mm(self.entry.stage, LEAST_TEXT_PT) - STAGE_MM
        return wrapped(self.entry.name, room, TEXT_PT)

    @property
    def height_mm(self) -> float:  # type: ignore[override]
        return len(self.lines) * TEXT_PT * MM_PER_PT * LEADING

    def draw(self, paper: Paper, x: float, top: float, width: float) -> None:
        entry, row = self.entry, TEXT_PT * MM_PER_PT * LEADING
        y = top - row / 2
        if entry.number:
            paper.text("panel", x + NUMBER_MM - 1.4, y, str(entry.number), TEXT_PT, anchor="end", gid="register/number")
        look = symbols.Look(entry.look.colour, entry.look.status, "admin")
        symbols.draw_symbol(paper, "panel", (x + NUMBER_MM + SYMBOL_MM / 2, y), look, size=SYMBOL_MM)
        letter = x + NUMBER_MM + SYMBOL_MM * 1.5 + 1.0
        paper.text("panel", letter, y, entry.look.letter, LEAST_TEXT_PT, anchor="middle", ink=style.QUIET, gid="letter")
        for at, line in enumerate(self.lines):
            paper.text("panel", x + self.indent, y - at * row, line, TEXT_PT, gid="register/name")
        paper.text(
            *("panel", x + width, y, entry.stage, LEAST_TEXT_PT),
            anchor="end",
            ink=style.QUIET,
            gid="register/stage",
        )


def _flowed(pieces: Sequence[_Piece], columns: int, height: float) -> Iterator[tuple[int, int, float, _Piece]]:
    """Yield page, column and depth of each piece; no heading ends a column."""
    page, column, down = 0, 0, 0.0
    for at, piece in enumerate(pieces):
        needed = piece.height_mm
        if piece.is_heading and at + 1 < len(pieces):
            needed += pieces[at + 1].height_mm
        if down + needed > height and down > 0:
            column, down = column + 1, 0.0
            if column == columns:
                page, column = page + 1, 0
        yield page, column, down, piece
        down += piece.height_mm
