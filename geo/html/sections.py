"""What the record ties to one project, as plain rows: shown by the card, the page, the comparison and the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.atlas.crossings import crossings
from geo.html.statements import Row, with_sides
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.atlas.crossings import Crossing

SHAPE_COLUMNS = ["precision", "place_ids", "part_zh", "part_en", "basis_zh", "basis_en", "source_id", "stops"]
REFERENCE_COLUMNS = ["source_id", "title_zh", "title_en", "publisher_zh", "publisher_en", "url"]


@dataclass(frozen=True)
class ProjectSections:
    """The sections of one project, each read when it is first shown; rows that cite a text stand oldest first.

    ``atlas`` is already cut at the day of the view: nothing is cut here.
    """

    atlas: Atlas
    id: str

    @cached_property
    def row(self) -> Row:
        """The project, as in `Atlas.projects`.

        Raises
        ------
        KeyError
            There is no such project.
        """
        row: Row = dict(self.atlas.projects.loc[self.id])
        return row

    @cached_property
    def reports(self) -> list[Row]:
        """What each source says of it, as in `Atlas.reports`."""
        return records(self.atlas.history(self.id))

    @cached_property
    def decided_by(self) -> Row | None:
        """The report that decides its stage; None where none states one."""
        return self._only(self.atlas.deciding)

    @cached_property
    def decided_by_texts(self) -> Row | None:
        """The report that decides it among the texts alone."""
        return self._only(self.atlas.deciding_texts)

    def _only(self, by_project: pd.DataFrame) -> Row | None:
        return records(by_project.loc[[self.id]])[0] if self.id in by_project.index else None

    @cached_property
    def searches(self) -> list[Row]:
        """When it was looked for in public pages, and what came of it."""
        searches = self.atlas.tables["searches"]
        return records(searches[searches["project_id"] == self.id])

    @property
    def texts(self) -> list[Row]:
        """The sources that speak of it: the first report of each."""
        return list({row["source_id"]: row for row in reversed(self.reports)}.values())[::-1]

    @cached_property
    def figures(self) -> list[Row]:
        """Its figures, as in `Atlas.figures`."""
        return records(self.atlas.figures_of("project", [self.id]))

    @cached_property
    def partners(self) -> list[Row]:
        """The organisations' parts in it, as in `Atlas.partners`."""
        return records(self.atlas.partners_of(self.id))

    @cached_property
    def parts(self) -> list[Row]:
        """The parts of strategies that it serves, as in `Atlas.parts`."""
        return records(self.atlas.parts_of("project", [self.id]))

    @cached_property
    def cooperation(self) -> list[Row]:
        """The cooperation that it is part of, as in `Atlas.cooperation`, with its sides."""
        return records(with_sides(self.atlas.cooperation_of(project_id=self.id)))

    @cached_property
    def crossings(self) -> list[Crossing]:
        """The roads at city lines that it is, or that it counts in."""
        return [road for road in crossings(self.atlas) if self.id in (road.row["project_id"], road.row["network_id"])]

    @cached_property
    def children(self) -> list[Row]:
        """The projects that belong to it."""
        projects = self.atlas.projects
        return records(projects[projects["parent_id"] == self.id].reset_index())

    @cached_property
    def neighbours(self) -> list[Row]:
        """The projects at the same places, as `geo.atlas.relations.neighbours` gives them, the nearest first."""
        near = self.atlas.neighbours(self.id).join(self.atlas.projects[["name_zh", "name_en", "status"]], how="inner")
        return records(near.rename_axis("project_id").reset_index())

    @cached_property
    def places(self) -> Mapping[str, list[str]]:
        """The ids of the places that it touches, by its relation to them."""
        touched = self.atlas.tables["project_places"]
        touched = touched[touched["project_id"] == self.id]
        return {str(relation): list(ids) for relation, ids in touched.groupby("relation", sort=False)["place_id"]}

    @property
    def parent_id(self) -> str:
        """The project that it belongs to, or an empty text."""
        return str(self.row["parent_id"]) if self.row["parent_id"] in self.atlas.projects.index else ""

    @cached_property
    def shapes(self) -> list[Row]:
        """How exactly each of its shapes is known and from what, with the reference (None where none is known)."""
        features, sources = self.atlas.features, self.atlas.tables["sources"]
        shapes = records(features.loc[features["project_id"] == self.id, SHAPE_COLUMNS])
        cited = sources["source_id"].isin([shape["source_id"] for shape in shapes])
        references = {row["source_id"]: row for row in records(sources.loc[cited, REFERENCE_COLUMNS])}
        return [shape | {"reference": references.get(shape["source_id"])} for shape in shapes]

    @cached_property
    def roles(self) -> list[Row]:
        """The roles that the texts give to its places, as `Atlas.roles` gives them."""
        return records(self.atlas.roles(tuple(place for ids in self.places.values() for place in ids)))
