"""The body of a sheet: map, legend and list, arranged and drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.looks import style
from geo.read.tables import rows
from geo.sheet import arrange, clusters, legend
from geo.sheet.arrange import NoRoomError
from geo.sheet.clusters import keyed_of
from geo.sheet.frame import frame_for
from geo.sheet.ground import LEVELS
from geo.sheet.key import Key
from geo.sheet.labels import Box
from geo.sheet.options import SLIDE
from geo.sheet.panel import draw_panel
from geo.sheet.scene import Drawn, Manner, Mesh, Scene
from geo.sheet.stations import WITH_STATIONS, kinds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geo.sheet.arrange import Plan
    from geo.sheet.clusters import Cluster
    from geo.sheet.legend import Block
    from geo.sheet.options import SheetOptions
    from geo.sheet.paper import Paper

UNNAMED = 0.25
"""About this share of lines and sites gets a number instead of a name."""


@dataclass(frozen=True)
class Planned:
    """How a body will be drawn.

    Parameters
    ----------
    has_numbers
        Whether what has no room for its name gets a number.
    plan
        Where map, legend and list stand.
    has_list
        Whether the list stands on the page of the map; else it has pages of its own.
    """

    has_numbers: bool
    plan: Plan
    has_list: bool


@dataclass(frozen=True)
class Body:
    """The map of a sheet, its legend and its list."""

    scene: Scene
    options: SheetOptions

    def draw(self, body: Box, border: float, planned: Planned) -> tuple[Drawn, list[str]]:
        """Draw into a box; return what the map shows, and what has to be said of what it does not.

        Parameters
        ----------
        body
            Where map, legend and list may stand, mm.
        border
            The room around that, for the degrees of the graticule, mm.
        planned
            From `planned`, for the same box.

        Raises
        ------
        NoRoomError
            The list, planned on this page, turned out too long for it.
        """
        scene, paper, plan = self.scene, self.scene.paper, planned.plan
        nets = (self.options.graticule, self.options.grid)
        mesh = Mesh(body, border, *nets) if any(nets) else None
        is_slide = self.options.layout.name == SLIDE
        manner = Manner(
            planned.has_numbers,
            **dict.fromkeys(("has_ratio", "has_locator", "has_inset"), not is_slide),
            has_stations=self._has_stations,
            mesh=mesh,
        )
        drawn = scene.draw(plan.frame, [plan.legend], manner)
        drawn = replace(drawn, has_letters=paper.theme.has_letters)
        _neatlines(paper, body, border)
        blocks = legend.blocks_of(scene.seen(drawn.project_ids), scene.words, drawn.shown, is_slim=is_slide)
        has_room = draw_panel(scene, plan, blocks, drawn, has_list=planned.has_list)
        if planned.has_list and (not has_room or drawn.nameless):
            raise NoRoomError("sheet.legend_room", width=body.width, height=body.height)
        outside = len(set(scene.view.projects.index) - drawn.project_ids)
        return drawn, [scene.words("sheet.outside", count=outside)] if outside else []

    @property
    def _has_stations(self) -> bool:
        """Whether stations are shown: on sheets of railways alone, for elsewhere they would only be in the way."""
        groups = set(self.scene.view.projects["group"])
        return self.options.layout.name != SLIDE and groups <= set(WITH_STATIONS)

    def planned(self, body: Box, *, has_list: bool) -> Planned | None:
        """Return how to draw into a box; None where the list has no room beside so large a map.

        Parameters
        ----------
        body
            Where map, legend and list may stand, mm.
        has_list
            Whether the list is to stand on the page of the map.
        """
        scene = self.scene
        part = Box(body.left, body.bottom, body.left + 0.6 * body.width, body.top)
        first = frame_for(scene.ground, body, within=part, enlarged=scene.paper.scale, ratio=self.options.scale)
        features = scene.features(first)
        has_numbers = self.options.layout.name != SLIDE
        held = scene.clusters(features)
        key = self._guessed(features, held) if has_list and has_numbers else Key((), (), scene.words)
        blocks = self._blocks(features, held, key, is_slim=not has_numbers)
        widths = arrange.WIDTHS_MM if has_numbers else arrange.SLIDE_WIDTHS_MM
        subject = arrange.Subject(
            *(scene.ground, scene.outline, blocks, key, scene.paper.scale), ratio=self.options.scale, widths_mm=widths
        )
        plan = arrange.best_plan(body, subject, scene.paper.width * scene.paper.height)
        return None if plan is None else Planned(has_numbers, plan, has_list)

    def _guessed(self, features: pd.DataFrame, held: Sequence[Cluster]) -> Key:
        """Return about what the list will have to say: which names find no room is only known when they are set."""
        words = self.scene.words
        named = list(rows(features[features["is_named"] & ~features["is_unit"]]))
        keyed = tuple(keyed_of(row, 99, words) for row in named[: round(UNNAMED * len(named))])
        return Key(keyed, tuple(clusters.listed_clusters(held, self.scene.view, words)), words)

    def _blocks(self, features: pd.DataFrame, held: Sequence[Cluster], key: Key, *, is_slim: bool) -> list[Block]:
        """Return the blocks of the legend to be expected."""
        scene = self.scene
        letters = scene.paper.theme.has_letters
        stations = kinds_of(features) if self._has_stations else ()
        base = ("river", "seats", *scene.mark_of_drawing, *stations)
        drawn = Drawn(features, tuple(held), LEVELS[::-1], not scene.about, key, letters, nameless=0, base=base)
        return legend.blocks_of(scene.seen(drawn.project_ids), scene.words, drawn.shown, is_slim=is_slim)


def _neatlines(paper: Paper, body: Box, border: float) -> None:
    """Draw the two lines around the map."""
    paper.box("frame", body, edge=style.INK, width_pt=0.45)
    paper.box("frame", body.grown(border), edge=style.INK, width_pt=1.2)
