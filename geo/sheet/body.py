"""The body of a sheet: map, legend and list, arranged and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.looks import style
from geo.read.tables import rows
from geo.sheet import arrange, clusters, legend
from geo.sheet.clusters import keyed_of
from geo.sheet.frame import frame_for
from geo.sheet.ground import LEVELS
from geo.sheet.key import Key
from geo.sheet.labels import Box
from geo.sheet.matrix import matrix_of
from geo.sheet.panel import draw_panel
from geo.sheet.scene import Drawn, Manner, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geo.sheet.arrange import Plan
    from geo.sheet.clusters import Cluster
    from geo.sheet.frame import Frame
    from geo.sheet.legend import Block
    from geo.sheet.matrix import Matrix
    from geo.sheet.options import SheetOptions
    from geo.sheet.paper import Paper

SLIDE, SLIDE_LIST = "slide", 16
"""A slide lists no more projects than this; with more it numbers none, and its legend is a table of counts."""
UNNAMED = 0.25
"""About this share of lines and sites gets a number instead of a name."""


@dataclass(frozen=True)
class Body:
    """The map of a sheet, its legend and its list."""

    scene: Scene
    options: SheetOptions

    def draw(self, body: Box, border: float) -> tuple[int, list[str]]:
        """Draw into a box; return how many projects are on the map, and what has to be said of the others.

        Parameters
        ----------
        body
            Where map, legend and list may stand, mm.
        border
            The room around that, for the degrees of the graticule, mm.
        """
        scene, paper = self.scene, self.scene.paper
        is_slide = self.options.layout.name == SLIDE
        has_numbers, plan, has_matrix = self._planned(body, is_slide=is_slide)
        mesh = (body, border) if self.options.graticule else None
        manner = Manner(has_numbers, has_ratio=not is_slide, mesh=mesh)
        drawn = scene.draw(plan.frame, plan.plates, manner)
        _neatlines(paper, body, plan.frame, border)
        blocks = legend.blocks_of(scene.seen(drawn.project_ids), scene.words, drawn.shown, has_matrix=has_matrix)
        unlisted = draw_panel(scene, plan, blocks, drawn)
        numbered = {entry.project_id for entry in drawn.key.keyed}
        nameless = drawn.nameless + len(unlisted & numbered)
        outside = len(set(scene.view.projects.index) - drawn.project_ids)
        return len(drawn.project_ids), self._counts(nameless, len(unlisted - numbered), outside)

    def _planned(self, body: Box, *, is_slide: bool) -> tuple[bool, Plan, bool]:
        """Return whether there is a list of names, the arrangement, and whether the legend is a table."""
        scene = self.scene
        first = frame_for(
            scene.ground, body, within=Box(body.left, body.bottom, body.left + 0.6 * body.width, body.top)
        )
        features = scene.features(first)
        has_numbers = (
            not is_slide
            or features.loc[features["is_unit"] & features["is_shown"], "project_id"].nunique() <= SLIDE_LIST
        )
        held = scene.clusters(features)
        key = self._guessed(features, held) if has_numbers else Key((), (), scene.words)
        blocks, has_matrix = self._blocks(features, held, key, body, has_numbers=has_numbers)
        subject = arrange.Subject(scene.ground, scene.outline, blocks, key, scene.paper.scale)
        return has_numbers, arrange.best_plan(body, subject), has_matrix

    def _guessed(self, features: pd.DataFrame, held: Sequence[Cluster]) -> Key:
        """Return about what the list will have to say: which names find no room is only known when they are set."""
        words = self.scene.words
        named = list(rows(features[features["is_named"] & ~features["is_unit"]]))
        keyed = tuple(keyed_of(row, 99, words) for row in named[: round(UNNAMED * len(named))])
        return Key(keyed, tuple(clusters.listed_clusters(held, self.scene.view, words)), words)

    def _blocks(
        self, features: pd.DataFrame, held: Sequence[Cluster], key: Key, body: Box, *, has_numbers: bool
    ) -> tuple[list[Block | Matrix], bool]:
        """Return the blocks of the legend to be expected, and whether kinds and stages stand in one table."""
        scene = self.scene
        letters = scene.paper.theme.has_letters or not has_numbers
        drawn = Drawn(features, tuple(held), LEVELS[::-1], not scene.about, key, letters, nameless=0)
        seen = scene.seen(drawn.project_ids)
        has_matrix = not has_numbers and matrix_of(seen, scene.words).width <= arrange.widest_mm(body)
        return legend.blocks_of(seen, scene.words, drawn.shown, has_matrix=has_matrix), has_matrix

    def _counts(self, nameless: int, unlisted: int, outside: int) -> list[str]:
        words = self.scene.words
        notes = [words("sheet.labels_left_out", count=nameless)] if nameless else []
        notes += [words("sheet.unlisted", count=unlisted)] if unlisted else []
        return notes + ([words("sheet.outside", count=outside)] if outside else [])


def _neatlines(paper: Paper, body: Box, frame: Frame, border: float) -> None:
    """Draw the two lines around the body, and the line between the map and what stands beside it."""
    paper.box("frame", body, edge=style.INK, width_pt=0.45)
    paper.box("frame", body.grown(border), edge=style.INK, width_pt=1.2)
    if frame.box != body:
        paper.box("frame", frame.box, edge=style.INK, width_pt=0.45)
