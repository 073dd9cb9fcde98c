"""What the texts since an earlier day changed, and which promised dates have passed without a later word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from geo.atlas import progress, promises
from geo.export.briefing.parts import Column, Paragraph, Section, Table, cell, plain
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from geo.atlas.progress import Change
    from geo.atlas.promises import Promise
    from geo.export.briefing.parts import Block, Cell
    from geo.export.briefing.scope import Scope

TOLD = ("completed", "advanced", "fell_back", "new")
"""The kinds of change that have a table, in order; what is only reported again is counted."""


def changes(scope: Scope) -> Section:
    """Return the changes since the earlier day, a table a kind, and the promises without a later word."""
    found = _found(scope)
    blocks: list[Block] = [Paragraph(plain(_counted(scope, found)))]
    tables = [_table(scope, kind, [c for c in found if c.kind == kind]) for kind in TOLD]
    blocks += [table for table in tables if table.rows]
    blocks += _overdue(scope)
    return Section(scope.words("briefing.changes"), tuple(blocks))


def _found(scope: Scope) -> list[Change]:
    """Return the changes of the projects in view, in their order; none where there is nothing to hold them against."""
    if scope.since is None:
        return []
    order = {str(status): int(rank) for status, rank in scope.atlas.statuses["order"].items()}
    place = {project_id: at for at, project_id in enumerate(scope.view.projects.index)}
    found = progress.told(scope.atlas.reports, order, scope.day, scope.since)
    return sorted((c for c in found if c.project_id in place), key=lambda c: place[c.project_id])


def _counted(scope: Scope, found: list[Change]) -> str:
    words = scope.words
    if scope.since is None:
        return words("briefing.first_text")
    counts = Counter(change.kind for change in found)
    kinds = [kind for kind in (*TOLD, "again") if counts[kind]]
    said = [scope.counted(words(f"timeline.change.{kind}"), counts[kind]) for kind in kinds]
    changed = words("briefing.comma").join(said) if said else words("briefing.no_change")
    return words("briefing.against", since=scope.day_in_words(scope.since), changes=changed)


def _table(scope: Scope, kind: str, found: list[Change]) -> Table:
    words = scope.words
    caption = words("briefing.part", name=words(f"timeline.change.{kind}"), count=len(found))
    heads = (("table.name", 4.4), ("table.status", 2.0), ("briefing.said", 3.6), ("briefing.source", 2.2))
    columns = tuple(Column(words(key), share) for key, share in heads)
    return Table(caption, columns, tuple(_row(scope, change) for change in found))


def _row(scope: Scope, change: Change) -> tuple[Cell, ...]:
    report, project = change.reports[0], scope.project(change.project_id)
    after = scope.stage(change.after)
    stage = after if change.kind == "new" else f"{scope.stage(change.before)} → {after}"
    return (
        cell(plain(scope.words.of(project, "name"), "strong"), plain(scope.words.of(project, "type"), "quiet")),
        cell(stage),
        cell(scope.words.of(report, "milestone")),
        scope.source(report),
    )


def _overdue(scope: Scope) -> list[Block]:
    """Return the promises whose date has passed and on whose project no later text says anything."""
    words = scope.words
    silent = [promise for promise in promises.promises_in(scope.view) if promise.outcome == "silent"]
    if not silent:
        return []
    fresh = sum(_is_fresh(scope, promise) for promise in silent)
    said = words("briefing.overdue_note", count=len(silent))
    if scope.since is not None:
        said += words("briefing.overdue_fresh", since=scope.day_in_words(scope.since), count=fresh)
    heads = (("table.name", 4.4), ("briefing.due", 2.0), ("briefing.said", 3.6), ("briefing.source", 2.2))
    columns = tuple(Column(words(key), share) for key, share in heads)
    caption = words("briefing.part", name=words("briefing.overdue"), count=len(silent))
    return [Paragraph(plain(said)), Table(caption, columns, tuple(_promise(scope, promise) for promise in silent))]


def _promise(scope: Scope, promise: Promise) -> tuple[Cell, ...]:
    words, report = scope.words, promise.report
    project = scope.project(report["project_id"])
    fresh = words("briefing.fresh") if _is_fresh(scope, promise) else ""
    return (
        cell(plain(words.of(project, "name"), "strong"), plain(words.of(project, "type"), "quiet")),
        cell(capitalised(when(report["due_on"], report["due_precision"], words)), plain(fresh, "quiet")),
        cell(words.of(report, "milestone"), plain(scope.stage(report["status"]), "quiet")),
        scope.source(report),
    )


def _is_fresh(scope: Scope, promise: Promise) -> bool:
    """Whether the date promised passed after the earlier day."""
    return scope.since is not None and bool(promise.report["due_on"] > pd.Timestamp(scope.since))
