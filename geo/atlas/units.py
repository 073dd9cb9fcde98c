"""Cities and counties that stand for projects known no nearer, and how many projects touch each county."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo.atlas import profile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import View


def stand_ins(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return unit → the projects in view that it stands for, alone or with others; what stands for most comes first.

    A project that several units stand for is in each of them, so the sum is more than the number of projects: it
    is said wherever the numbers are shown, and none of them is added up.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    """
    features = view.atlas.features
    shown = features[(features["precision"] == "admin") & features["project_id"].isin(view.projects.index)]
    pairs = shown[["project_id", "place_ids"]].explode("place_ids").drop_duplicates()
    held = {str(unit): tuple(ids) for unit, ids in pairs.groupby("place_ids")["project_id"]}
    return dict(sorted(held.items(), key=lambda item: (-len(item[1]), item[0])))


def several(view: View) -> int:
    """Return how many projects in view are in more than one unit of `stand_ins`.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    """
    ids = [project_id for held in stand_ins(view).values() for project_id in held]
    return int((pd.Series(ids, dtype=object).value_counts() > 1).sum())


def county_counts(view: View) -> tuple[pd.Series[int], int]:
    """Return how many projects in view touch each county of the cluster, and how many of them touch none.

    A project counts in every county that it touches, as the filter by place has it. What touches none is told of a
    whole city, or lies outside.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.

    Returns
    -------
    counts
        By place_id, in the order of `geo.atlas.profile.cluster_places`; 0 where nothing is entered.
    count
        Of the projects that touch no county.
    """
    levels = view.atlas.places["level"]
    counties = [place for place in profile.cluster_places(view.atlas) if levels[place] == "county"]
    touched = view.projects["place_ids"].explode()
    touched = touched[touched.isin(counties)]
    counts = touched.value_counts().reindex(pd.Index(counties, name="place_id")).fillna(0).astype(int)
    return counts, len(view.projects) - touched.index.nunique()
