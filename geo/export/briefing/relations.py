"""Who works with whom, and the figures of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas import indicators, partnership
from geo.export.briefing.parts import Column, Section, Table, cell, plain
from geo.words import quantities
from geo.words.case import capitalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from geo.atlas.indicators import Figure
    from geo.export.briefing.parts import Cell
    from geo.export.briefing.scope import Scope
    from geo.read.words import Words


def cooperation(scope: Scope) -> Section | None:
    """Return what is done together, newest first: with the places of the view, or about its projects.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its earlier day, the words, the citations so far.

    Returns
    -------
    Section or None
        None where there is none.
    """
    shared = cooperation_of(scope).sort_values("published_on", ascending=False, kind="stable")
    if shared.empty:
        return None
    words = scope.words
    heads = (("briefing.sides", 3.4), ("briefing.mechanism", 5.0), ("table.status", 1.4), ("briefing.source", 2.2))
    columns = tuple(Column(words(key), share) for key, share in heads)
    caption = words("briefing.part", name=words("briefing.cooperation"), count=len(shared))
    rows = tuple(_together(scope, row) for _, row in shared.iterrows())
    return Section(words("briefing.cooperation"), (Table(caption, columns, rows),))


def figures(scope: Scope) -> Section | None:
    """Return the figures, what is so, what is planned and what is aimed at in a table each.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its earlier day, the words, the citations so far.

    Returns
    -------
    Section or None
        None where there is none.
    """
    in_view, words = _figures(scope), scope.words
    if not in_view:
        return None
    heads = (("briefing.indicator", 5.6), ("briefing.value", 2.4), ("briefing.period", 1.9), ("briefing.source", 2.2))
    columns = tuple(Column(words(key), share) for key, share in heads)
    tables = []
    for kind in indicators.KINDS:
        same = [figure for figure in in_view if figure["kind"] == kind]
        if same:
            name = words("briefing.kind", kind=words(f"indicators.kind.{kind}"), what=words(f"briefing.kinds.{kind}"))
            caption = words("briefing.part", name=name, count=len(same))
            tables.append(Table(caption, columns, tuple(_figure(scope, figure) for figure in same)))
    return Section(words("briefing.figures"), tuple(tables))


def cooperation_of(scope: Scope) -> pd.DataFrame:
    """Return the rows: where the view is narrowed to kinds of project, or picked, only those about its projects.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its days, the words, the citations so far.
    """
    filters = scope.view.filters
    about = partnership.partnerships(scope.atlas)["project_id"].isin(scope.view.projects.index)
    if scope.is_picked:
        return partnership.partnerships(scope.atlas)[about]
    shared = partnership.chosen(scope.atlas, filters)
    return shared if filters.without(*partnership.ASKED).is_empty else shared[about.loc[shared.index]]


def _figures(scope: Scope) -> Sequence[Figure]:
    """Return the figures: where the projects are picked, only those about them."""
    in_view = indicators.figures_within(scope.atlas, scope.view.filters)
    if not scope.is_picked:
        return in_view
    ids = scope.view.projects.index
    return [figure for figure in in_view if figure["subject_kind"] == "project" and figure["subject_id"] in ids]


def _together(scope: Scope, row: Any) -> tuple[Cell, ...]:
    words = scope.words
    return (
        cell(plain(sides_of(row, words), "strong")),
        cell(words.of(row, "mechanism")),
        cell(scope.stage(row["status"])),
        scope.source(row),
    )


def sides_of(row: Any, words: Words) -> str:
    """Return who works with whom.

    Parameters
    ----------
    row
        A row of `geo.atlas.partnership.partnerships`.
    words
        The words of the language.
    """
    sides = [words.of(row, side) for side in ("from", "to", "with")]
    return " — ".join(side for side in sides if side)


def _figure(scope: Scope, row: Figure) -> tuple[Cell, ...]:
    words = scope.words
    normal = quantities.normalised(row, words)
    also = words("register.equals", value=normal) if normal else ""
    return (
        cell(
            plain(words.of(row, "label"), "strong"),
            plain(words.of(row, "subject"), "quiet"),
            plain(words.of(row, "ends"), "quiet"),
            plain(words.of(row, "note"), "quiet"),
        ),
        cell(quantities.printed(row, words), plain(also, "quiet")),
        cell(capitalised(quantities.period(row["period"], words)) or words("indicators.no_period")),
        scope.source(row),
    )
