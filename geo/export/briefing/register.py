"""The projects of a view, a table a group, each with the texts that speak of it; of a few, every report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.export.briefing.parts import Column, Section, Table, cell, plain
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.export.briefing.parts import Cell, Line
    from geo.export.briefing.scope import Scope

FEW = 5
"""Of so many projects or fewer every report is told."""


def register(scope: Scope) -> Section:
    """Return every project of the view: stage, cities, latest report, and the lines of every text that names it.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its earlier day, the words, the citations so far.
    """
    told, groups = dict(scope.by_project()), scope.view.projects["group"]
    tables = []
    for group in scope.atlas.groups:
        ids = [str(project_id) for project_id in groups.index[groups == group]]
        if ids:
            caption = scope.words("briefing.part", name=scope.words(f"group.{group}"), count=len(ids))
            rows = tuple(_row(scope, project_id, told[project_id]) for project_id in ids)
            tables.append(Table(caption, _columns(scope), rows))
    return Section(scope.words("briefing.register"), tuple(tables))


def reports(scope: Scope) -> Section | None:
    """Return what each text says of each project, oldest first, where the projects are few.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its earlier day, the words, the citations so far.

    Returns
    -------
    Section or None
        None where there are more than `FEW` projects.
    """
    if len(scope.view.projects) > FEW:
        return None
    words = scope.words
    heads = (("table.status", 1.6), ("briefing.said", 6.2), ("briefing.source", 2.2))
    columns = tuple(Column(words(key), share) for key, share in heads)
    tables = tuple(
        Table(words.of(scope.project(project_id), "name"), columns, tuple(_report(scope, row) for row in rows))
        for project_id, rows in scope.by_project()
        if rows
    )
    return Section(words("detail.history"), tables)


def _columns(scope: Scope) -> tuple[Column, ...]:
    heads = (
        ("table.name", 3.9),
        ("table.status", 1.5),
        ("table.places", 1.7),
        ("table.latest", 3.2),
        ("briefing.source", 2.2),
    )
    return tuple(Column(scope.words(key), share) for key, share in heads)


def _row(scope: Scope, project_id: str, told: list[Mapping[str, Any]]) -> tuple[Cell, ...]:
    words, project = scope.words, scope.project(project_id)
    latest = told[-1] if told else None
    return (
        cell(plain(words.of(project, "name"), "strong"), plain(words.of(project, "type"), "quiet")),
        cell(scope.stage(project["status"])),
        cell(_cities(scope, project)),
        cell(*_latest(scope, latest), _apart(scope, project_id)) if latest else (),
        cell(*scope.citations.cite(told)),
    )


def _latest(scope: Scope, latest: Mapping[str, Any]) -> tuple[str | Line, ...]:
    return plain(scope.date(latest), "quiet"), scope.words.of(latest, "milestone"), _due(scope, latest)


def _apart(scope: Scope, project_id: str) -> Line:
    """Return what the texts say of a stage that rests on a later page and is not theirs, and what that page does."""
    sentence = scope.stages_apart.get(project_id)
    return plain(sentence, "quiet") if sentence else ()


def _report(scope: Scope, row: Mapping[str, Any]) -> tuple[Cell, ...]:
    words = scope.words
    return (
        cell(scope.stage(row["status"])),
        cell(words.of(row, "milestone"), _due(scope, row), plain(words.of(row, "note"), "quiet")),
        scope.source(row),
    )


def _cities(scope: Scope, project: Any) -> str:
    names = [scope.atlas.label(city, scope.words.lang) for city in project["city_ids"]]
    return scope.words("list.mark").join(n.removesuffix("市") for n in names) or scope.words("briefing.unstated")


def _due(scope: Scope, row: Mapping[str, Any]) -> Line:
    if not row["due_precision"]:
        return ()
    return plain(scope.words("detail.due", when=when(row["due_on"], row["due_precision"], scope.words)), "quiet")
