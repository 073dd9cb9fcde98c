"""How good the record is, counted from the record itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.atlas import evidence
from geo.atlas.promises import promises_in
from geo.read.shapes import PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.atlas.promises import Promise

LEVELS = ("county", "prefecture", "province", "cluster")
"""Admin units that may stand for a project, from the most telling to the least."""


@dataclass(frozen=True, eq=False)
class Quality:
    """The state of the record.

    ``rows`` is table → number of rows. ``by_text`` has a row a source text, oldest first, and a column a table.
    ``precision`` is precision → projects, ``stand_ins`` level of the widest admin unit → projects that nothing else
    places. ``unstaged`` and ``contradicted`` are project ids. ``in_one_text`` counts projects of which one text alone
    speaks, ``silent`` are promises whose day has passed without a later word. ``doubts`` is kind → number. ``undated``
    counts figures for which no text gives a period.
    """

    rows: Mapping[str, int]
    by_text: pd.DataFrame
    projects: int
    precision: Mapping[str, int]
    stand_ins: Mapping[str, int]
    unstaged: Sequence[str]
    contradicted: Sequence[str]
    in_one_text: int
    promised: int
    silent: Sequence[Promise]
    doubts: Mapping[str, int]
    figures: int
    undated: int


def quality(atlas: Atlas) -> Quality:
    """Return the state of the record as a whole.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    projects, figures = atlas.projects, atlas.figures
    promised = promises_in(atlas.view())
    return Quality(
        rows={name: len(table) for name, table in atlas.tables.items()},
        by_text=evidence.statement_counts(atlas).drop(columns=evidence.SHAPES).loc[list(atlas.texts.index)],
        projects=len(projects),
        precision=_counted(projects["precision"], PRECISIONS),
        stand_ins=_stand_ins(atlas),
        unstaged=list(projects.index[projects["status"] == ""]),
        contradicted=list(projects.index[projects["is_contradicted"]]),
        in_one_text=int((_texts_of_each(atlas) == 1).sum()),
        promised=len(promised),
        silent=[promise for promise in promised if promise.outcome == "silent"],
        doubts=_counted(atlas.tables["doubts"]["kind"]),
        figures=len(figures),
        undated=int((figures["period"] == "").sum()),
    )


def _texts_of_each(atlas: Atlas) -> pd.Series[int]:
    """Return project_id → how many texts speak of it; public pages are none."""
    reports = atlas.reports[atlas.reports["kind"] == "text"]
    return reports.groupby("project_id")["source_id"].nunique()


def _stand_ins(atlas: Atlas) -> Mapping[str, int]:
    """Return level → projects for which admin units alone stand, by the widest of these units."""
    features = atlas.features
    is_placed = features.groupby("project_id")["precision"].transform(lambda precisions: (precisions != "admin").any())
    units = features[~is_placed].explode("place_ids")
    levels = units["place_ids"].map(atlas.places["level"]).map(LEVELS.index)
    widest = levels.groupby(units["project_id"]).max()
    return _counted(widest.map(lambda place: LEVELS[int(place)]), LEVELS)


def _counted(values: pd.Series[str], order: Sequence[str] | Mapping[str, float] = ()) -> Mapping[str, int]:
    """Return value → how often it occurs, in an order, or the most frequent first; what does not occur is left out."""
    counts = values.value_counts()
    return {str(value): int(counts[value]) for value in order or counts.index if value in counts.index}
