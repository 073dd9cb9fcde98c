"""Kinds and stages as a table of counts: the legend of a slide, which lists no project."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo.looks import style
from geo.sheet.fonts import text_width_mm, wrapped
from geo.sheet.labels import Box
from geo.sheet.samples import SAMPLE_MM, Shown, draw_sample, draw_swatch, entries_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.atlas.atlas import View
    from geo.looks.legend import LegendEntry
    from geo.read.words import Words
    from geo.sheet.paper import Paper

CELL_MM, ROW_MM, TEXT_PT, STAGE_PT = 8.2, 4.3, 6.6, 6.0
SWATCH_MM = 6.0


@dataclass(frozen=True, eq=False)
class Matrix:
    """Kinds and stages as a table of how many projects are of each: the legend of a slide, which lists no project.

    Parameters
    ----------
    groups
        The rows.
    stages
        The columns.
    counts
        Group and stage → how many projects; pairs without one are left out.
    kind
        As of a block.
    """

    groups: tuple[LegendEntry, ...]
    stages: tuple[LegendEntry, ...]
    counts: Mapping[tuple[str, str], int]
    kind: str = "matrix"

    @property
    def label_mm(self) -> float:
        """How wide the column of kinds is."""
        return SWATCH_MM + 1.4 + max(text_width_mm(entry.label, TEXT_PT) for entry in self.groups) + 1.0

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The stages, broken into lines."""
        return tuple("\n".join(wrapped(entry.label, CELL_MM - 0.2, STAGE_PT)) for entry in self.stages)

    @cached_property
    def cells_mm(self) -> tuple[float, ...]:
        """How wide each column of figures is, that of the sums last."""
        return (*(max(CELL_MM, text_width_mm(heading, STAGE_PT) + 0.9) for heading in self.headings), CELL_MM)

    def middles(self, x: float) -> list[float]:
        """Return where the middle of each column of figures is, for a table that begins at x.

        Parameters
        ----------
        x
            Its left edge, mm.

        Returns
        -------
        list of float
            In mm, one a column.
        """
        return [x + self.label_mm + sum(self.cells_mm[:at]) + cell / 2 for at, cell in enumerate(self.cells_mm)]

    @property
    def head_mm(self) -> float:
        """How high the row of stages is."""
        return 4.4 + 2.3 * max(heading.count("\n") + 1 for heading in self.headings)

    @property
    def width(self) -> float:
        """How wide the table is, mm."""
        return self.label_mm + sum(self.cells_mm)

    @property
    def height(self) -> float:
        """How high the table is, mm."""
        return self.head_mm + ROW_MM * (len(self.groups) + 1) + 3.0

    def split(self, columns: int) -> Matrix:  # noqa: ARG002 - as of a block
        """Return the table: it is not split.

        Parameters
        ----------
        columns
            Not asked: a block has it.
        """
        return self

    def draw(self, paper: Paper, x: float, top: float, shown: Shown) -> None:
        """Draw the table below and to the right of a corner.

        Parameters
        ----------
        paper
            The page that is drawn on.
        x, top
            The corner, mm of the page.
        shown
            What is on the map beside groups, stages and precisions.
        """
        self._draw_head(paper, x, top, shown)
        y = top - self.head_mm - ROW_MM / 2
        right = x + self.width
        for at, group in enumerate(self.groups):
            if at % 2 == 0:
                row = Box(x - 0.8, y - ROW_MM / 2, right + 0.4, y + ROW_MM / 2)
                paper.box("panel", row, fill=style.PROVINCE_FILL, alpha=0.7)
            draw_swatch(paper, x, y, group, shown, SWATCH_MM)
            gid = f"legend/group/{group.id}"
            paper.text("panel", x + SWATCH_MM + 1.4, y, group.label, TEXT_PT, gid=gid)
            counts = [self.counts.get((group.id, stage.id), 0) for stage in self.stages]
            self._draw_counts(paper, x, y, [*counts, group.count])
            y -= ROW_MM
        paper.line("panel", np.array([(x - 0.8, y + ROW_MM / 2), (right + 0.4, y + ROW_MM / 2)]), 0.4, style.INK)
        self._draw_counts(paper, x, y, [*(s.count for s in self.stages), sum(group.count for group in self.groups)])

    def _draw_head(self, paper: Paper, x: float, top: float, shown: Shown) -> None:
        for stage, heading, middle in zip(self.stages, self.headings, self.middles(x), strict=False):
            draw_sample(paper, middle - SAMPLE_MM / 2, top - 1.8, stage, replace(shown, marks=shown.marks - {"line"}))
            gid = f"legend/status/{stage.id}"
            y = top - 4.0 - (self.head_mm - 4.4) / 2
            paper.text("panel", middle, y, heading, STAGE_PT, anchor="middle", ink=style.QUIET, gid=gid)

    def _draw_counts(self, paper: Paper, x: float, y: float, counts: Sequence[int]) -> None:
        for at, (count, middle) in enumerate(zip(counts, self.middles(x), strict=True)):
            is_sum = at == len(self.stages)
            ink = style.INK if count else "#c9c3b8"
            text = str(count) if count else "·" if paper.lang == "en" else "–"
            weight = 0.2 if is_sum else 0.0
            paper.text("panel", middle, y, text, TEXT_PT, anchor="middle", ink=ink, weight_pt=weight, gid="count")


def matrix_of(view: View, words: Words) -> Matrix:
    """Return the table of the projects in a view.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    entries = entries_of(view, words)
    table = view.projects.groupby(["group", "status"], sort=False).size()
    counts = {(str(key[0]), str(key[1])): int(count) for key, count in zip(table.index, table, strict=True)}
    groups, stages = (tuple(e for e in entries if e.kind == kind) for kind in ("group", "status"))
    return Matrix(groups, stages, counts)
