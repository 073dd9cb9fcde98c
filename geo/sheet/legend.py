"""The legend of a sheet: what is shown, by kind, stage, precision and boundary, in blocks that fill a box."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geo.looks import style
from geo.looks.legend import LegendEntry
from geo.sheet import symbols
from geo.sheet.fonts import text_width_mm
from geo.sheet.samples import TEXT_AT_MM, Shown, draw_sample, draw_swatch, entries_of
from geo.sheet.stations import SCHEMATIC, STATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.labels import Box
    from geo.sheet.paper import Paper

    Stacks = list[list["Block"]]

TITLE_PT, HEADING_PT, LEGEND_PT, COUNT_PT = 9.0, 6.8, 6.5, 6.0
SPLIT = "group", "base"
SLIM, SLIM_ROW_MM, SLIM_TEXT_AT_MM = ("group", "status"), 2.65, 3.3
"""What the legend of a slide tells, how high its rows are and where its words begin, mm."""
"""Kinds of block that may stand in several columns."""
ALL_KINDS = 5
"""How many blocks there are where none is left out."""
PAD_MM, SLIM_PAD_MM = 2.6, 1.3
"""Between the edge of a plate and what stands in it, and that of a slide."""
TITLE_MM, ROW_MM, GAP_MM = 5.6, 3.6, 3.2


@dataclass(frozen=True)
class Arrangement:
    """The blocks of a legend, each with its corner (from the left, from the top, mm), and how high they stand."""

    corners: tuple[tuple[Block, float, float], ...]
    height: float


@dataclass(frozen=True)
class Block:
    """Some entries under a heading, side by side in ``columns``."""

    kind: str
    heading: str
    entries: tuple[LegendEntry, ...]
    columns: int = 1

    @cached_property
    def column_mm(self) -> float:
        """How wide a column is."""
        return max(TEXT_AT_MM + text_width_mm(_label(entry), LEGEND_PT) for entry in self.entries)

    @cached_property
    def width(self) -> float:
        """How wide the block is, mm."""
        columns = self.column_mm * self.columns + GAP_MM * (self.columns - 1)
        return max(text_width_mm(self.heading, HEADING_PT), columns)

    @cached_property
    def height(self) -> float:
        """How high the block is, mm."""
        return ROW_MM * (1 + -(-len(self.entries) // self.columns)) + 1.2

    def split(self, columns: int) -> Block:
        """Return the block in so many columns, where its kind may be split.

        Parameters
        ----------
        columns
            How many side by side.

        Returns
        -------
        Block
            A new block; only groups can be split.
        """
        return replace(self, columns=min(columns, len(self.entries))) if self.kind in SPLIT else self

    def draw(self, paper: Paper, x: float, top: float, shown: Shown) -> None:
        """Draw the block below and to the right of a corner.

        Parameters
        ----------
        paper
            The page that is drawn on.
        x, top
            The corner, mm of the page.
        shown
            What is on the map beside groups, stages and precisions.
        """
        paper.text("panel", x, top - ROW_MM / 2, self.heading, HEADING_PT, ink=style.QUIET, gid="heading")
        rows = -(-len(self.entries) // self.columns)
        for at, entry in enumerate(self.entries):
            left = x + (at // rows) * (self.column_mm + GAP_MM)
            y = top - ROW_MM * (1.5 + at % rows)
            draw_sample(paper, left, y, entry, shown)
            gid = f"legend/{entry.kind}/{entry.id}"
            paper.text("panel", left + TEXT_AT_MM, y, entry.label, LEGEND_PT, gid=gid)
            if entry.count:
                after = left + TEXT_AT_MM + text_width_mm(entry.label + " ", LEGEND_PT)
                paper.text("panel", after + 0.4, y, str(entry.count), COUNT_PT, ink=style.QUIET, gid="count")


@dataclass(frozen=True)
class SlimBlock(Block):
    """A block of the legend of a slide: no heading, a dot of each hue or stage, rows close to each other."""

    @cached_property
    def column_mm(self) -> float:
        """How wide a column is."""
        return max(SLIM_TEXT_AT_MM + text_width_mm(_label(entry), COUNT_PT) for entry in self.entries) + 0.4

    @cached_property
    def width(self) -> float:
        """How wide the block is, mm."""
        return self.column_mm * self.columns + GAP_MM * (self.columns - 1)

    @cached_property
    def height(self) -> float:
        """How high the block is, mm."""
        return SLIM_ROW_MM * -(-len(self.entries) // self.columns) + 0.6

    def draw(self, paper: Paper, x: float, top: float, shown: Shown) -> None:
        """Draw the block below and to the right of a corner.

        Parameters
        ----------
        paper
            The page that is drawn on.
        x, top
            The corner, mm of the page.
        shown
            What is on the map beside groups, stages and precisions.
        """
        rows = -(-len(self.entries) // self.columns)
        for at, entry in enumerate(self.entries):
            left, y = x + (at // rows) * (self.column_mm + GAP_MM), top - SLIM_ROW_MM * (0.5 + at % rows)
            if entry.kind == "group":
                draw_swatch(paper, left, y, entry, shown, SLIM_TEXT_AT_MM - 0.8)
            else:
                look = symbols.Look(style.INK, entry.id)
                symbols.draw_symbol(paper, "panel", (left + 1.2, y), look, size=2.0)
            left += SLIM_TEXT_AT_MM
            paper.text("panel", left, y, entry.label, COUNT_PT, gid=f"legend/{entry.kind}/{entry.id}")
            if entry.count:
                after = left + text_width_mm(entry.label + " ", COUNT_PT) + 0.4
                paper.text("panel", after, y, str(entry.count), COUNT_PT, ink=style.QUIET, gid="count")


def blocks_of(view: View, words: Words, shown: Shown, *, is_slim: bool = False) -> list[Block]:
    """Return the blocks of the legend, those without an entry left out; of a slim one kinds and stages alone.

    Parameters
    ----------
    view
        The projects that are on the map.
    words
        The words of the language.
    shown
        What is on the map beside groups, stages and precisions.
    is_slim
        Whether it is that of a slide: kinds and stages, in narrow columns.
    """
    kinds: dict[str, list[LegendEntry]] = {"group": [], "status": [], "precision": [], "boundary": []}
    for entry in entries_of(view, words):
        kinds[entry.kind].append(entry)
    kinds["boundary"] = [LegendEntry("boundary", level, words(f"legend.{level}"), 0) for level in shown.levels]
    kinds["base"] = [LegendEntry("base", name, words(f"legend.{name}"), 0) for name in shown.base]
    made = SlimBlock if is_slim else Block
    chosen = SLIM if is_slim else tuple(kinds)
    if is_slim:  # how many are of each kind is enough
        kinds["status"] = [replace(entry, count=0) for entry in kinds["status"]]
    headings = {kind: f"legend.{kind}" for kind in chosen}
    if {STATION, SCHEMATIC} & set(shown.base):
        headings["base"] = "legend.base_stations"
    return [made(kind, words(headings[kind]), tuple(kinds[kind])) for kind in chosen if kinds[kind]]


def arranged(blocks: Sequence[Block], width_mm: float) -> Arrangement:
    """Return the blocks where they stand in a width.

    They stand in stacks side by side; of every way to do so the lowest is taken, and of equals the one with fewer
    columns.

    Parameters
    ----------
    blocks
        In the order in which they are read.
    width_mm
        The width that there is, mm.
    """
    return _arranged(tuple(blocks), width_mm)


@lru_cache(maxsize=256)
def _arranged(blocks: tuple[Block, ...], width_mm: float) -> Arrangement:
    best: tuple[float, int, Stacks] | None = None
    for split in (1, 2, 3):
        for stacks in _stackings([block.split(split) for block in blocks]):
            height = max(sum(b.height for b in stack) for stack in stacks)
            if (best is None or (height, split) < best[:2]) and _width(stacks) <= width_mm:
                best = height, split, stacks
    if best is None:  # one below another, however wide they are
        best = sum(b.height for b in blocks), 1, [list(blocks)]
    return Arrangement(_corners(best[2], width_mm - _width(best[2])), best[0])


def _width(stacks: Stacks) -> float:
    return sum(max(block.width for block in stack) for stack in stacks) + GAP_MM * (len(stacks) - 1)


def _stackings(blocks: Sequence[Block]) -> list[Stacks]:
    """Return every way to cut the blocks, in their order, into stacks; and some with short ones below each other."""
    ways: list[Stacks] = []
    for cuts in range(2 ** (len(blocks) - 1)):
        stacks: Stacks = [[blocks[0]]]
        for at, block in enumerate(blocks[1:]):
            if cuts >> at & 1:
                stacks.append([block])
            else:
                stacks[-1].append(block)
        ways.append(stacks)
    if len(blocks) == ALL_KINDS:
        group, status, precision, boundary, base = blocks
        ways += [
            *([[group, base], [status], [precision, boundary]], [[group, boundary], [status, base], [precision]]),
            *([[group, boundary, base], [status, precision]], [[group], [status, boundary], [precision, base]]),
        ]
    return ways


def _corners(stacks: Stacks, spare_mm: float) -> tuple[tuple[Block, float, float], ...]:
    gap = GAP_MM + min(max(spare_mm, 0.0) / max(len(stacks) - 1, 1), 6.0)
    corners, x = [], 0.0
    for stack in stacks:
        y = 0.0
        for block in stack:
            corners.append((block, x, y))
            y += block.height
        x += max(block.width for block in stack) + gap
    return tuple(corners)


def height_mm(blocks: Sequence[Block], width_mm: float) -> float:
    """Return how high the legend is in a width, its title included.

    Parameters
    ----------
    blocks
        From `blocks_of`.
    width_mm
        The width that there is, mm.

    Returns
    -------
    float
        In mm.
    """
    return arranged(blocks, width_mm).height + _title_mm(blocks)


def draw_legend(paper: Paper, box: Box, blocks: Sequence[Block], words: Words, shown: Shown) -> float:
    """Draw the legend below the top of a box; return where it ends.

    Parameters
    ----------
    paper
        The page that is drawn on.
    box
        From whose upper left the legend begins, as wide as it is, mm.
    blocks
        From `blocks_of`.
    words
        The words of the language.
    shown
        What is on the map beside groups, stages and precisions.

    Returns
    -------
    float
        The height of its lower end above that of the page, mm.
    """
    if _title_mm(blocks):
        paper.text("panel", box.left, box.top - 2.6, words("legend.title"), TITLE_PT, weight_pt=0.3, gid="legend-title")
    arrangement = arranged(blocks, box.width)
    for block, x, down in arrangement.corners:
        block.draw(paper, box.left + x, box.top - _title_mm(blocks) - down, shown)
    return box.top - height_mm(blocks, box.width)


def pad_mm(blocks: Sequence[Block]) -> float:
    """Return how far a legend stands from the edge of its plate.

    Parameters
    ----------
    blocks
        From `blocks_of`.

    Returns
    -------
    float
        In mm.
    """
    return SLIM_PAD_MM if isinstance(blocks[0], SlimBlock) else PAD_MM


def _title_mm(blocks: Sequence[Block]) -> float:
    """Return how high the title is; a slim legend has none."""
    return 0.0 if isinstance(blocks[0], SlimBlock) else TITLE_MM


def _label(entry: LegendEntry) -> str:
    """Return what an entry says, its count included, to be measured."""
    return f"{entry.label} {entry.count}" if entry.count else entry.label
