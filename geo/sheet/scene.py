"""The map itself: everything that is drawn in a frame, in the order in which it takes its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import shapely

from geo.atlas import joins
from geo.errors import SheetError
from geo.sheet import surrounds
from geo.sheet.base import draw_rivers, name_rivers, number_roads, seats_in
from geo.sheet.chart import Chart
from geo.sheet.clusters import clusters_of, draw_clusters, listed_clusters
from geo.sheet.corners import Corners
from geo.sheet.frame import ground_for
from geo.sheet.ground import ground_of
from geo.sheet.inset import inset_for
from geo.sheet.key import Key
from geo.sheet.labels import Box, Space
from geo.sheet.map import draw_areas, draw_boundaries, draw_drawing, draw_ground, draw_lines, place_sites
from geo.sheet.marks import Shape
from geo.sheet.names import letter_lines, name_projects
from geo.sheet.options import FILTERED, MapView
from geo.sheet.places import write_beyond, write_cities, write_counties
from geo.sheet.placing import Home, laid_out
from geo.sheet.samples import Shown
from geo.sheet.stations import mark_stations, name_stations

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.clusters import Cluster
    from geo.sheet.frame import Bounds, Frame
    from geo.sheet.inset import Inset
    from geo.sheet.key import Keyed
    from geo.sheet.paper import Paper

LOCATOR_SHARE, LOCATOR_MM = 0.16, (22.0, 40.0)
INSET_CROSSINGS = 2
"""How many names of an inset may lie on a line."""
"""The locator takes this share of the width of the frame, within these bounds."""


@dataclass(frozen=True)
class Mesh:
    """The nets over a map: the box around which their figures are written, how wide the border is, and which."""

    body: Box
    border_mm: float
    has_degrees: bool
    has_kilometres: bool

    def draw(self, paper: Paper, frame: Frame) -> None:
        """Draw them.

        Parameters
        ----------
        paper
            The page that is drawn on.
        frame
            The window of the map.
        """
        if self.has_degrees:
            surrounds.draw_graticule(paper, frame, self.body, self.border_mm)
        if self.has_kilometres:
            surrounds.draw_grid(paper, frame, self.body, self.border_mm)


@dataclass(frozen=True)
class Manner:
    """How a map is drawn, and what stands on it. Without numbers, what has no room for a name goes unnamed."""

    has_numbers: bool = True
    has_ratio: bool = True
    has_locator: bool = True
    has_inset: bool = False
    has_stations: bool = False
    mesh: Mesh | None = None


@dataclass(frozen=True)
class Drawn:
    """What a map shows: its features and clusters, its boundary levels, what its list has to say, what has no name."""

    features: pd.DataFrame
    clusters: tuple[Cluster, ...]
    levels: tuple[str, ...]
    is_tinted: bool
    key: Key
    has_letters: bool
    nameless: int
    base: tuple[str, ...] = ("river", "seats")
    """What there is of rivers, seats, a drawing and stations; all but the last before that is known."""

    @cached_property
    def project_ids(self) -> set[str]:
        """The projects that have a mark on the map."""
        return set(self.features.loc[self.features["is_shown"], "project_id"])

    @property
    def shown(self) -> Shown:
        """What the legend has to explain."""
        seen = self.features[self.features["is_shown"]]
        marks = {name for name, has in (("line", seen["is_line"]), ("site", seen["is_site"])) if has.any()}
        marks |= {"unit"} if self.clusters else set()
        marks |= {"area"} if self.is_tinted else set()
        has_letters = self.has_letters or bool(self.key.clusters)
        letters = tuple(dict(zip(seen["group"], seen["letter"], strict=True)).items()) if has_letters else ()
        return Shown(self.levels, frozenset(marks), letters, self.base)


@dataclass(frozen=True)
class Scene:
    """A view, the ground of it that is wanted, and the page it goes to."""

    paper: Paper
    view: View
    words: Words
    extent: str | MapView

    @property
    def mark_of_drawing(self) -> tuple[str, ...]:
        """What the legend has of a line or an area that was drawn by hand: its name there, where there is one."""
        drawn = self.view.filters.drawn
        return (f"drawn_{drawn.kind}",) if drawn else ()

    @cached_property
    def ground(self) -> Bounds:
        """The ground that is wanted, metres."""
        return ground_for(self.view, self.extent)

    @cached_property
    def about(self) -> tuple[str, ...]:
        """The units that the map is about, where these are not the whole cluster."""
        chosen = self.view.filters.place if self.extent == FILTERED else ()
        chosen = (self.extent,) if isinstance(self.extent, str) and self.extent != FILTERED else chosen
        ground = ground_of(self.view.atlas)
        return tuple(place for place in chosen if ground.has_unit(place) and place != joins.PROVINCE)

    @cached_property
    def home(self) -> Home | None:
        """The units that the map is about, as the place of what stands for them and for others as well."""
        if not self.about:
            return None
        ground, about = ground_of(self.view.atlas), set(self.about)
        ids = about | {county for county, city in ground.cities.items() if city in about}
        outline = shapely.union_all([ground.unit(place) for place in self.about])
        return Home(outline, None if self.view.filters.place else frozenset(ids))

    @cached_property
    def outline(self) -> shapely.Geometry:
        """The outline, in metres, of what nothing should cover."""
        ground = ground_of(self.view.atlas)
        if isinstance(self.extent, MapView):
            return shapely.box(*self.ground)
        outlines = [shapely.simplify(ground.unit(place), 1000.0) for place in self.about or self.view.atlas.city_ids]
        if not self.about or self.extent == FILTERED:
            shapes = ground.features[ground.features["project_id"].isin(self.view.projects.index)]
            lines = shapes.loc[~shapes["precision"].eq("admin"), "metres"]
            outlines += shapely.buffer(shapely.simplify(lines.to_numpy(), 500.0), 2000.0, quad_segs=1).tolist()
        return shapely.union_all(outlines)

    def features(self, frame: Frame, hidden: Sequence[Box] = ()) -> pd.DataFrame:
        """Return the features as they lie in a frame; ``hidden`` are boxes that cover the map.

        Parameters
        ----------
        frame
            The window: its box on the page, mm, and the ground in it.
        hidden
            Boxes that cover the map, mm.

        Returns
        -------
        DataFrame
            As `geo.sheet.placing.laid_out` has them.

        Raises
        ------
        SheetError
            None of them lies in it.
        """
        features = laid_out(frame, self.view, self.paper, self.words, hidden=hidden, home=self.home)
        if not features["is_shown"].any():
            raise SheetError("sheet.no_project")
        return features

    def clusters(self, features: pd.DataFrame) -> list[Cluster]:
        """Return what units stand for.

        Parameters
        ----------
        features
            From `features`.
        """
        return clusters_of(features)

    def seen(self, project_ids: set[str]) -> View:
        """Return the view of some of its projects.

        Parameters
        ----------
        project_ids
            Which are kept.
        """
        return replace(self.view, projects=self.view.projects[self.view.projects.index.isin(project_ids)])

    def draw(self, frame: Frame, plates: Sequence[Box], manner: Manner) -> Drawn:
        """Draw the map into a frame; ``plates`` will lie on it.

        Parameters
        ----------
        frame
            The window: its box on the page, mm, and the ground in it.
        plates
            Boxes of legend and list, mm: below them nothing is placed.
        manner
            How it is drawn.

        Raises
        ------
        SheetError
            None of the projects lies in the frame.
        """
        paper, view, words, atlas = self.paper, self.view, self.words, self.view.atlas
        paper.frames.append(frame)
        paper.plates += plates
        features = whole = self.features(frame, plates)
        draw_ground(paper, frame, atlas, self.about)
        is_tinted = not self.about and draw_areas(paper, frame, features, atlas)
        has_rivers = draw_rivers(paper, frame, atlas)
        levels = draw_boundaries(paper, frame, atlas)
        draw_lines(paper, frame, features)
        if view.filters.drawn:
            draw_drawing(paper, frame, view.filters.drawn)
        space = Space(frame.box.grown(-1.2), list(features.loc[features["is_line"], "shape"]))
        inset = self._furnish(frame, space, features, plates, manner)
        features = features if inset is None else inset.beside(features)
        clusters = self.clusters(features)
        chart = Chart(paper, frame, space, view, words, self.about)
        seats = seats_in(chart)
        kinds = write_cities(chart, seats)
        drawn = self._badges(chart, [cluster for cluster in clusters if cluster.is_tight])
        features = place_sites(chart, features)
        letter_lines(chart, features)
        number_roads(chart, features)
        drawn += self._badges(chart, [cluster for cluster in clusters if not cluster.is_tight])
        listed = listed_clusters(clusters, view, words) if manner.has_numbers else []
        keyed, named = name_projects(chart, features, has_numbers=manner.has_numbers)
        if inset is not None:
            more, inner = self._draw_inset(inset, named | {entry.project_id for entry in keyed}, len(keyed) + 1)
            keyed, named = keyed + more, named | inner
        stations = mark_stations(chart, features) if manner.has_stations else []
        kinds |= write_counties(chart, seats)
        name_rivers(chart)
        write_beyond(chart)
        station_kinds = name_stations(chart, stations)
        shown = named | {entry.project_id for entry in keyed}
        shown |= {row.project_id for cluster in (clusters if listed else drawn) for row in cluster.rows}
        on_map = set(whole.loc[whole["is_shown"], "project_id"])
        return Drawn(
            *(whole, tuple(clusters), levels, is_tinted, Key(tuple(keyed), tuple(listed), words)),
            base=(
                *(["river"] if has_rivers else []),
                *(["seats"] if len(kinds) > 1 else kinds),
                *self.mark_of_drawing,
                *station_kinds,
            ),
            has_letters=paper.theme.has_letters or not manner.has_numbers,
            nameless=len(on_map - shown),
        )

    def _furnish(
        self, frame: Frame, space: Space, features: pd.DataFrame, plates: Sequence[Box], manner: Manner
    ) -> Inset | None:
        """Set inset, locator, scale bar and north arrow, each in the emptiest corner that is left; return the inset."""
        paper, words, view = self.paper, self.words, self.view
        is_view = isinstance(self.extent, MapView)  # of a part of the map no ground matters more than another
        corners = Corners.of(frame, features, shapely.Polygon() if is_view else self.outline, plates)
        inset = inset_for(frame, features, corners, paper.scale) if manner.has_inset else None
        if manner.has_locator:
            width = min(max(LOCATOR_SHARE * frame.box.width, LOCATOR_MM[0]), LOCATOR_MM[1])
            for tried in (width, (width + LOCATOR_MM[0]) / 2, LOCATOR_MM[0]):
                if (plate := corners.best(surrounds.locator_mm(frame, view, tried))) is not None:
                    surrounds.draw_locator(paper, plate, frame, view)
                    break
        size = surrounds.scale_plate(frame, paper, words, has_ratio=manner.has_ratio)
        if (plate := corners.best(size, is_low=True)) is not None:
            surrounds.draw_scale(paper, frame, plate, words, has_ratio=manner.has_ratio)
        if (plate := corners.best((9.0, 15.0), is_high=True)) is not None:
            surrounds.draw_north(paper, frame, plate, words)
        if manner.mesh is not None:
            manner.mesh.draw(paper, frame)
        for plate in corners.taken:
            space.take(plate.grown(0.5))
        return inset

    def _badges(self, chart: Chart, clusters: Sequence[Cluster]) -> list[Cluster]:
        """Draw badges; return the clusters whose badge found room."""
        layer = self.paper.layers["sites"]
        before = len(layer)
        drawn = draw_clusters(chart, clusters)
        self.paper.summaries += [mark for mark in layer[before:] if isinstance(mark, Shape)]
        return drawn

    def _draw_inset(self, inset: Inset, told: set[str], first_number: int) -> tuple[list[Keyed], set[str]]:
        """Draw the core enlarged; return what is numbered and what is named there beside what was ``told`` already."""
        view, atlas, frame = self.view, self.view.atlas, inset.frame
        part = self.paper.inset()
        part.frames.append(frame)
        features = laid_out(frame, view, part, self.words, home=self.home)
        features = features.assign(
            is_shown=features["is_shown"] & ~features["is_unit"],
            is_named=features["is_named"] & ~features["project_id"].isin(told),
        )
        draw_ground(part, frame, atlas, self.about)
        draw_rivers(part, frame, atlas)
        draw_boundaries(part, frame, atlas)
        draw_lines(part, frame, features)
        if view.filters.drawn:
            draw_drawing(part, frame, view.filters.drawn)
        lines = list(features.loc[features["is_line"], "shape"])
        space = Space(frame.box.grown(-0.8), lines, INSET_CROSSINGS)
        space.take(Box(frame.box.left, frame.box.top - 4.6, frame.box.left + 34.0, frame.box.top))
        chart = Chart(part, frame, space, view, self.words, self.about)
        seats = seats_in(chart)
        write_cities(chart, seats)
        features = place_sites(chart, features)
        letter_lines(chart, features)
        number_roads(chart, features)
        keyed, named = name_projects(chart, features, first_number=first_number, has_numbers=True)
        write_counties(chart, seats)
        name_rivers(chart)
        inset.draw_edges(self.paper, part, self.words)
        return keyed, named
