"""The list beside the map: the projects shown by a number, and those that units stand for, each with its stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.looks import style
from geo.sheet import symbols
from geo.sheet.fonts import wrapped
from geo.sheet.key import GUTTER_MM, HEADING_MM, MARK_MM, PARAGRAPH, SIZES, indent_mm, row_mm, tag_mm
from geo.sheet.labels import Box
from geo.sheet.runs import Measure, Part, Run, set_runs
from geo.sheet.theme import ink_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.sheet.key import Key, Keyed, ListedCluster, ListedGroup
    from geo.sheet.paper import Paper

HEADING_PT = 7.5


class _Row:
    """A piece of the list that is not broken between columns; ``is_glued`` keeps it with the next."""

    is_glued = False

    @property
    def height_mm(self) -> float:
        raise NotImplementedError

    def draw(self, paper: Paper, x: float, top: float) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class _Heading(_Row):
    text: str
    is_glued = True

    @property
    def height_mm(self) -> float:
        return HEADING_MM

    def draw(self, paper: Paper, x: float, top: float) -> None:
        paper.text("panel", x, top - 2.2, self.text, HEADING_PT, ink=style.QUIET, gid="heading")


@dataclass(frozen=True)
class _Unit(_Row):
    text: str
    size: float
    is_glued = True

    @property
    def height_mm(self) -> float:
        return row_mm(self.size) + 0.9

    def draw(self, paper: Paper, x: float, top: float) -> None:
        y = top - 0.8 - row_mm(self.size) / 2
        paper.text("panel", x, y, self.text, self.size, weight_pt=0.18, gid="key/unit")


@dataclass(frozen=True)
class _Numbered(_Row):
    entry: Keyed
    width: float
    size: float

    @cached_property
    def lines(self) -> list[str]:
        return wrapped(self.entry.name, self.width - self.indent, self.size)

    @property
    def indent(self) -> float:
        return indent_mm(self.size)

    @property
    def height_mm(self) -> float:
        return row_mm(self.size) * len(self.lines) + 0.2

    def draw(self, paper: Paper, x: float, top: float) -> None:
        entry, y = self.entry, top - row_mm(self.size) / 2
        if paper.theme.has_letters:
            cell = Box(x, y - 1.2, x + 2.4, y + 1.2)
            paper.box("panel", cell, fill=entry.colour)
            paper.text("panel", x + 1.2, y, entry.letter, 6.0, anchor="middle", ink=ink_over(entry.colour))
        else:
            box = Box(x + 0.1, y - 0.85, x + 1.9, y + 0.85)
            paper.box("panel", box, edge=entry.colour, width_pt=0.7)
        number = str(entry.number)
        paper.text("panel", x + self.indent - 0.7, y, number, self.size, anchor="end", gid="key/number")
        for at, line in enumerate(self.lines):
            paper.text("panel", x + self.indent, y - at * row_mm(self.size), line, self.size, gid="key/name")


@dataclass(frozen=True)
class _Line(_Row):
    """A line of names run into one another; below the last of a paragraph there is a little room."""

    runs: tuple[Run, ...]
    size: float
    is_last: bool

    @property
    def height_mm(self) -> float:
        return row_mm(self.size) + (0.35 if self.is_last else 0.0)

    def draw(self, paper: Paper, x: float, top: float) -> None:
        y, side = top - row_mm(self.size) / 2, tag_mm(self.size)
        for at, run in enumerate(self.runs):
            left = x + side + 0.7 + run.x
            if run.stage is not None:
                middle = left - MARK_MM / 2 - 0.4
                look = symbols.Look(run.colour, run.stage, "admin")
                symbols.draw_symbol(paper, "panel", (middle, y), look, size=MARK_MM)
            if run.letter:
                start = x if at == 0 and run.x < 2 * side else left - MARK_MM - 0.9 - side
                cell = Box(start, y - side / 2, start + side, y + side / 2)
                paper.box("panel", cell, fill=run.colour, radius=0.3)
                ink, size = ink_over(run.colour), max(self.size * 0.9, 6.0)
                paper.text("panel", cell.centre[0], y, run.letter, size, anchor="middle", ink=ink)
            paper.text("panel", left, y, run.text, self.size, gid="key/cluster")


def _paragraphs(cluster: ListedCluster, column_mm: float, size: float, mark: str) -> list[_Line]:
    """Return the names of a cluster: a paragraph a group, small groups that follow one another in one."""
    measure = Measure(column_mm - tag_mm(size) - 0.7, size, tag_mm(size) + 0.5, MARK_MM + 0.7)
    paragraphs: list[list[ListedGroup]] = []
    for group in cluster.groups:
        is_small = len(group.projects) < PARAGRAPH
        if paragraphs and is_small and len(paragraphs[-1][-1].projects) < PARAGRAPH:
            paragraphs[-1].append(group)
        else:
            paragraphs.append([group])
    lines: list[_Line] = []
    for groups in paragraphs:
        set_lines = set_runs([part for group in groups for part in _parts(group)], mark, measure)
        lines += [_Line(tuple(runs), size, is_last=runs is set_lines[-1]) for runs in set_lines]
    return lines


def _parts(group: ListedGroup) -> list[Part]:
    by_stage: dict[str, list[str]] = {}
    for _, name, status in group.projects:
        by_stage.setdefault(status, []).append(name)
    return [
        Part(group.colour, "" if at else group.letter, stage, names)
        for at, (stage, names) in enumerate(by_stage.items())
    ]


def _rows(key: Key, column_mm: float, size_pt: float) -> list[_Row]:
    """Return the rows of the list, set in a column."""
    rows: list[_Row] = [_Heading(key.words("sheet.key"))] if key.keyed else []
    rows += [_Numbered(entry, column_mm, size_pt) for entry in key.keyed]
    rows += [_Heading(key.words("sheet.clusters"))] if key.clusters else []
    for heading, cluster in key.headed_clusters():
        rows.append(_Unit(heading, size_pt))
        rows += _paragraphs(cluster, column_mm, size_pt, key.words("sheet.mark"))
    return rows


@dataclass(frozen=True)
class Setting:
    """The list as it is set into a box: its rows with their corners."""

    rows: tuple[tuple[_Row, float, float], ...]

    @property
    def bottom(self) -> float:
        """Where the lowest row ends."""
        return min(top - row.height_mm for row, _, top in self.rows)

    def draw(self, paper: Paper, down_mm: float = 0.0) -> None:
        """Draw the list, so much lower than it was set.

        Parameters
        ----------
        paper
            The page that is drawn on.
        down_mm
            How much lower, mm.
        """
        for row, x, top in self.rows:
            row.draw(paper, x, top - down_mm)


def set_key(box: Box, key: Key) -> Setting | None:
    """Set a list into a box in the largest size that holds it all; None where even the smallest does not.

    Parameters
    ----------
    box
        Where the list is to stand, mm.
    key
        What it has to say.
    """
    placed = next((flowed for size in SIZES if (flowed := _flowed(box, key, size)) is not None), None)
    return None if placed is None else Setting(tuple(placed))


def _flowed(box: Box, key: Key, size: float) -> list[tuple[_Row, float, float]] | None:
    """Return each row with its corner, in as low a block as can be; None where the box is too small."""
    columns, column_mm = key.columns(box.width, size)
    rows = _rows(key, column_mm, size)
    height = box.height if columns == 1 else max(key.height_mm(box.width, size) * 0.8, 12.0)
    while True:
        placed = _in_columns(rows, box, columns, column_mm, min(height, box.height))
        if len(placed) == len(rows):
            return placed
        if height >= box.height:
            return None
        height += 2.0


def _in_columns(
    rows: Sequence[_Row], box: Box, columns: int, column_mm: float, height: float
) -> list[tuple[_Row, float, float]]:
    """Return column and top of each row, until the columns are full."""
    placed: list[tuple[_Row, float, float]] = []
    column, top = 0, box.top
    for at, row in enumerate(rows):
        needed, ahead = row.height_mm, at
        while rows[ahead].is_glued and ahead + 1 < len(rows):
            ahead += 1
            needed += rows[ahead].height_mm
        if top - needed < box.top - height - 0.01:
            column, top = column + 1, box.top
        if column == columns or top - row.height_mm < box.top - height - 0.01:
            return placed
        placed.append((row, box.left + column * (column_mm + GUTTER_MM), top))
        top -= row.height_mm
    return placed
