"""The register: what each further choice would leave, in which order, and what the texts report when."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from geo.atlas.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.atlas.filters import Filters

ORDERS = ("type", "name", "status", "latest", "due", "reports")
"""What a register can be sorted by; the first is the order of `Atlas.projects`."""


def told_in(view: View, source_ids: Iterable[str]) -> View:
    """Narrow a view to the projects that some texts report by its day.

    Parameters
    ----------
    view
        What to narrow.
    source_ids
        The texts; any of them is enough, and without one the view stays as it is.
    """
    wanted = list(source_ids)
    if not wanted:
        return view
    told = view.atlas.reports.loc[view.atlas.reports["source_id"].isin(wanted), "project_id"]
    return replace(view, projects=view.projects[view.projects.index.isin(told)])


def facets(atlas: Atlas, filters: Filters, source_ids: tuple[str, ...] = ()) -> Mapping[str, Mapping[str, int]]:
    """Count, for each facet, how many projects each choice in it would leave with every other filter kept.

    Parameters
    ----------
    atlas
        The whole record; the filters cut it at their day.
    filters
        What is chosen now.
    source_ids
        The texts of which one must report a project, as in `told_in`.

    Returns
    -------
    dict
        Each filter of `FILTERS` that has a facet, and ``source`` (the texts) → id → count, in the order of the tables.
        A choice that would leave nothing has a count of 0.
    """
    counts = {}
    for name, entry in FILTERS.items():
        if entry.facet:
            # Where all places chosen must be touched, a further one leaves part of what is left now.
            others = filters if name == "place" and filters.both else filters.without(name)
            held = told_in(atlas.view(others), source_ids).projects[entry.column].explode().value_counts()
            counts[name] = {key: int(held.get(key, 0)) for key in entry.facet(atlas)}
    texts = atlas.view(filters).reports.groupby("source_id")["project_id"].nunique()
    return counts | {"source": {str(s): int(texts.get(s, 0)) for s in atlas.texts.index}}


@lru_cache(maxsize=32)
def summaries(atlas: Atlas) -> pd.DataFrame:
    """Return `report_summary` of every project of an atlas, made once: a page asks for one of them.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return report_summary(atlas.view_of(atlas.projects.index))


def report_summary(view: View) -> pd.DataFrame:
    """Sum up what the texts report of each project of a view by its day, in the order of the view.

    Columns, by project_id: ``first_on``, ``first_precision``, ``latest_on``, ``latest_precision`` (the first and the
    latest report), ``due_on``, ``due_precision`` (the next promise on that day, else the last one that has passed; NaT
    and ``""`` without one), ``is_past`` (whether it has passed), ``reports`` (their number) and ``source_ids``.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    """
    reports, known_on = view.reports, pd.Timestamp(view.day)
    columns = ["published_on", "date_precision"]
    first = reports.drop_duplicates("project_id").set_index("project_id")[columns]
    latest = view.latest_reports[columns]
    promised = reports[reports["due_precision"] != ""].sort_values("due_on", kind="stable")
    promised = promised.assign(is_past=promised["due_on"] < known_on)
    past = promised[promised["is_past"]].drop_duplicates("project_id", keep="last")
    ahead = promised[~promised["is_past"]].drop_duplicates("project_id")
    due = pd.concat([ahead, past]).drop_duplicates("project_id").set_index("project_id")
    joined = pd.DataFrame(
        {
            "first_on": first["published_on"],
            "first_precision": first["date_precision"],
            "latest_on": latest["published_on"],
            "latest_precision": latest["date_precision"],
            "reports": reports.groupby("project_id").size(),
            "source_ids": pd.Series(_distinct(reports), dtype=object),
        }
    ).join(due[["due_on", "due_precision", "is_past"]])
    joined["due_precision"] = joined["due_precision"].fillna("")
    joined["is_past"] = joined["is_past"].eq(other=True)
    return joined.reindex(view.projects.index)


def _distinct(reports: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return project_id → the texts that tell of it, oldest first."""
    texts: dict[str, dict[str, None]] = {}
    for project_id, source_id in zip(reports["project_id"], reports["source_id"], strict=True):
        texts.setdefault(project_id, {})[source_id] = None
    return {project_id: tuple(ids) for project_id, ids in texts.items()}


def ordered(view: View, by: str, lang: str) -> View:
    """Return the same view sorted by one of `ORDERS`.

    By name in the language's own order (pinyin, alphabet); by stage, latest report and number of reports the furthest,
    newest and most first; by promise the earliest first and those without one last.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    by
        One of `ORDERS`; the first is the order that the view has.
    lang
        ``zh`` or ``en``.
    """
    projects = view.projects
    if by == "name":
        keys = projects["pinyin"] if lang == "zh" else projects["name_en"].str.casefold()
        return replace(view, projects=projects.loc[keys.sort_values(kind="stable").index])
    if by == "status":
        keys = projects["status"].map(view.atlas.statuses["order"]).astype(float)
    elif by in ("latest", "due", "reports"):
        keys = report_summary(view)[{"latest": "latest_on", "due": "due_on", "reports": "reports"}[by]]
    else:
        return view
    is_rising = by == "due"
    chosen = keys.sort_values(ascending=is_rising, na_position="last", kind="stable").index
    return replace(view, projects=projects.loc[chosen])


def neighbours_in(view: View, project_id: str) -> tuple[str, int, str]:
    """Return the project before one in a view, its place there counted from 1, and the project after it.

    A project that the view does not hold has the place 0, and empty texts beside it; so has either end.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    project_id
        The id of a project.
    """
    ids = [str(i) for i in view.projects.index]
    if project_id not in ids:
        return "", 0, ""
    at = ids.index(project_id)
    return (ids[at - 1] if at else "", at + 1, ids[at + 1] if at + 1 < len(ids) else "")
