"""What each place is: its roles, projects, partners, industries and figures, and the same counted for all places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from geo.atlas import joins, partnership
from geo.atlas.history import BUILT, dated

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas
    from geo.atlas.filters import Filters

TIE = "tie"
"""Stands for a theme where several are equally frequent."""

FIGURE_KINDS = ("target", "plan", "actual", "claim")


@dataclass(frozen=True, eq=False)
class Profile:
    """What the record knows of one place by a day.

    ``projects`` are rows of `Atlas.projects` that touch the place or anything in it; ``roles`` and ``industries`` those
    of the place itself, oldest first, ``roles_below`` and ``industries_below`` those of what lies in it; ``partners``
    rows of `geo.atlas.partnership.partnerships` with the place, or something in it, on either side; ``organisations``
    their parts in its projects, as of `geo.atlas.relations.partners`; ``reports``, by project_id, the report that gives
    each project its stage; ``figures`` as of `geo.atlas.relations.figures`, of the place itself; ``project_figures``
    how many there are of its projects.
    ``line`` is the place and all that it lies in; ``below`` what lies directly or indirectly in it.
    """

    place_id: str
    line: tuple[str, ...]
    below: tuple[str, ...]
    projects: pd.DataFrame
    roles: pd.DataFrame
    roles_below: pd.DataFrame
    partners: pd.DataFrame
    organisations: pd.DataFrame
    reports: pd.DataFrame
    industries: pd.DataFrame
    industries_below: pd.DataFrame
    figures: pd.DataFrame
    project_figures: int

    def size_of(self, part: str) -> int:
        """How much there is of a part: ``roles``, ``projects``, ``partners``, ``industries`` or ``figures``.

        Parameters
        ----------
        part
            One of those named above.
        """
        below = getattr(self, f"{part}_below", ())
        return len(getattr(self, part)) + len(below)


@lru_cache(maxsize=32)
def roles(atlas: Atlas) -> pd.DataFrame:
    """Return every role with the columns of `geo.atlas.history.dated`, oldest first.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return dated(atlas.tables["roles"], atlas.tables["sources"])


@lru_cache(maxsize=32)
def industries(atlas: Atlas) -> pd.DataFrame:
    """Return every industry with the columns of `geo.atlas.history.dated`, oldest first.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return dated(atlas.tables["industries"], atlas.tables["sources"])


@lru_cache(maxsize=32)
def cluster_places(atlas: Atlas) -> tuple[str, ...]:
    """Return every place that has a profile: the cities, counties and named zones of the cluster.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.

    Returns
    -------
    tuple of str
        Ids, in the order of the table.
    """
    line = joins.ancestors(atlas.tables["places"])
    return tuple(p for p, above in line.items() if joins.CLUSTER in above[1:])


@lru_cache(maxsize=128)
def profile(atlas: Atlas, place_id: str, filters: Filters) -> Profile:
    """Return what is known of a place.

    The filters of projects narrow the projects; the day narrows everything.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    place_id
        One of `cluster_places`, or a place above them.
    filters
        The choice; the place in it is not asked.

    Raises
    ------
    KeyError
        There is no such place.
    """
    atlas = atlas.known_on(filters.day)
    line = joins.ancestors(atlas.tables["places"])
    below = tuple(p for p, above in line.items() if place_id in above[1:])
    projects = atlas.view(filters.without("place")).projects
    projects = projects[projects["place_ids"].map(lambda ids: place_id in ids).astype(bool)]
    known_roles, known_industries = roles(atlas), industries(atlas)
    known_partners = partnership.partnerships(atlas)
    return Profile(
        place_id,
        line[place_id],
        below,
        projects,
        known_roles[known_roles["place_id"] == place_id],
        known_roles[known_roles["place_id"].isin(below)],
        known_partners[known_partners["places"].map(lambda ids: place_id in ids).astype(bool)],
        atlas.partners[atlas.partners["project_id"].isin(projects.index)],
        _deciding(atlas.reports, projects["status"]),
        known_industries[known_industries["place_id"] == place_id],
        known_industries[known_industries["place_id"].isin(below)],
        atlas.figures_of("place", [place_id]),
        len(atlas.figures_of("project", projects.index)),
    )


def _deciding(reports: pd.DataFrame, stages: pd.Series[str]) -> pd.DataFrame:
    """Return, by project_id, the newest report that states the stage of each project."""
    told = reports[reports["status"] == reports["project_id"].map(stages)]
    return told.drop_duplicates("project_id", keep="last").set_index("project_id")


@lru_cache(maxsize=32)
def measures(atlas: Atlas, filters: Filters) -> pd.DataFrame:
    """Return, by place_id, what each place of the cluster has; what lies in a place counts for it too.

    Columns: ``projects`` (chosen by the filters, the place apart), ``built`` (of these, at one of `BUILT`),
    ``built_pct`` (missing where there is no project), ``roles``, ``theme`` (the most frequent theme of its roles, `TIE`
    where several are, an empty text where there is none), ``industries``, ``partners`` (rows of cooperation),
    ``target``, ``plan``, ``actual`` and ``claim`` (figures of the place itself).

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    filters
        The choice; the place in it is not asked.
    """
    atlas = atlas.known_on(filters.day)
    line = joins.ancestors(atlas.tables["places"])
    index = pd.Index(cluster_places(atlas), name="place_id")
    projects = atlas.view(filters.without("place")).projects
    touched = projects[["status", "place_ids"]].explode("place_ids")
    counts = pd.DataFrame(index=index)
    counts["projects"] = touched["place_ids"].value_counts()
    counts["built"] = touched.loc[touched["status"].isin(BUILT), "place_ids"].value_counts()
    known_roles = roles(atlas)
    themes = known_roles.assign(place_id=known_roles["place_id"].map(line)).explode("place_id")
    counts["roles"] = themes["place_id"].value_counts()
    trades = industries(atlas)["place_id"].map(line).explode()
    counts["industries"] = trades.value_counts()
    sides = partnership.partnerships(atlas)["places"].explode()
    counts["partners"] = sides.value_counts()
    figures = atlas.figures[atlas.figures["subject_kind"] == "place"]
    for kind in FIGURE_KINDS:
        counts[kind] = figures.loc[figures["kind"] == kind, "subject_id"].value_counts()
    counts = counts.fillna(0).astype(int)
    counts["built_pct"] = (100 * counts["built"] / counts["projects"]).where(counts["projects"] > 0)
    counts["theme"] = _leading(themes).reindex(index).fillna("")
    return counts


def _leading(themes: pd.DataFrame) -> pd.Series[str]:
    """Return place_id → the most frequent theme, or `TIE`."""
    counted = themes.groupby(["place_id", "theme"]).size().rename("count").reset_index()
    most = counted[counted["count"] == counted.groupby("place_id")["count"].transform("max")]
    return most.groupby("place_id")["theme"].agg(lambda held: held.iloc[0] if len(held) == 1 else TIE)
