"""The legend as filters: what the browser needs to switch groups, stages and precisions by itself, and what it reports.

The browser answers a click on a row of the legend at once and tells the server, which follows. Both decide by the same
table: the values that a project has under each filter, made here from the registry of filters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from geo.atlas.atlas import View
    from geo.read.words import Words

SWITCHES = ("group", "status", "precision")
"""The filters that the legend switches, each a section of it; all are of the kind ``choices``."""
PROJECT, TINT, PLACE, SEARCH, DRAWN = "project", "tint", "place", "search", "drawn"
"""What a report calls the choice of a project, of the ground's colours, of a place alone, of words to search for, and a
drawing to ask about."""
Act = tuple[int, str, str, bool]
"""What a reader did on the map: its number, what was switched (or `PROJECT` …), the id, and whether it is on now."""


def opened(view: View) -> View:
    """Return a view with every switch left open: what is on the map, and what a switch alone keeps off it.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    """
    return view.atlas.view(view.filters.without(*SWITCHES))


def switch_message(view: View, beyond: View, words: Words, answered: int) -> dict[str, Any]:
    """Return what lets the browser switch a view by itself.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    beyond
        The same, `opened`.
    words
        The words of the language.
    answered
        The number of the newest act that this view knows of; 0 for none.

    Returns
    -------
    dict
        ``answered``; ``choice`` (name of a switch → ids chosen; none stands for all); ``beyond`` (stage → ids of the
        projects that only the switches keep out of view); ``switch_hint``, what a row does; ``only``, the places that
        are filtered by.
    """
    kept_out = beyond.projects[~beyond.projects.index.isin(view.projects.index)]
    choice = {name: list(view.filters[name]) for name in SWITCHES}
    told = {"answered": answered, "choice": choice, "beyond": by_stage(kept_out), "only": list(view.filters.place)}
    return open_switches(words) | told


def open_switches(words: Words) -> dict[str, Any]:
    """Return the same for a map that stands alone: all is open, and nothing lies beyond what it holds.

    Parameters
    ----------
    words
        The words of the language.
    """
    choice: dict[str, list[str]] = {name: [] for name in SWITCHES}
    return {"answered": 0, "choice": choice, "beyond": {}, "switch_hint": words("legend.hint")}


def by_stage(projects: pd.DataFrame) -> dict[str, list[str]]:
    """Return stage → ids of projects.

    Parameters
    ----------
    projects
        With the columns of `Atlas.projects`.
    """
    stages: dict[str, list[str]] = {}
    for project_id, status in projects["status"].items():
        stages.setdefault(status, []).append(str(project_id))
    return stages


def project_values(projects: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return project → its value under each switch that no day and no evidence changes, for the browser to keep.

    Parameters
    ----------
    projects
        With the columns of `Atlas.projects`.
    """
    columns = {name: projects[FILTERS[name].column] for name in SWITCHES if name != "status"}
    return {str(key): {name: str(column[key]) for name, column in columns.items()} for key in projects.index}


def acts_after(reported: Mapping[str, Any], answered: int) -> list[Act]:
    """Return what a report of the map tells that is newer than a number, oldest first; what is malformed is left out.

    Parameters
    ----------
    reported
        What the map reported: it comes from a browser, so anything may be in it.
    answered
        The number of the newest act that was answered.
    """
    acts = reported.get("acts")
    sound = [tuple(act) for act in acts if _is_act(act)] if isinstance(acts, list) else []
    return sorted(act for act in sound if act[0] > answered)


def switched(chosen: Iterable[str], key: str, *, is_on: bool) -> list[str]:
    """Return the ids chosen after one was switched on or off.

    Parameters
    ----------
    chosen
        The ids chosen before.
    key
        The id that was switched.
    is_on
        Whether it is chosen now.
    """
    others = [one for one in chosen if one != key]
    return [*others, key] if is_on else others


def _is_act(act: Any) -> bool:
    if not isinstance(act, list) or [type(part) for part in act] != [int, str, str, bool]:
        return False
    return act[1] in (PROJECT, TINT, PLACE, SEARCH, DRAWN, *SWITCHES)
