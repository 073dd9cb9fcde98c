"""What was reported between two days, and what it changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.export.briefing.claims import TOLD, changes_of
from geo.export.briefing.parts import Column, Paragraph, Section, Table, cell, plain

if TYPE_CHECKING:
    from geo.atlas.progress import Change
    from geo.export.briefing.parts import Block, Cell
    from geo.export.briefing.scope import Scope


def changes(scope: Scope) -> Section:
    """Return the changes since the earlier day, a table a kind.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its days, the words, the citations so far.
    """
    changed = changes_of(scope)
    blocks: list[Block] = [Paragraph(plain(_counted(scope, changed)))]
    tables = [_table(scope, kind, [c for c in changed if c.kind == kind]) for kind in TOLD]
    blocks += [table for table in tables if table.rows]
    return Section(scope.words("briefing.changes"), tuple(blocks))


def _counted(scope: Scope, kept: list[Change]) -> str:
    words = scope.words
    if scope.since is None:
        return words("briefing.first_text")
    counts = Counter(change.kind for change in kept)
    kinds = [kind for kind in (*TOLD, "again") if counts[kind]]
    numbers = [scope.counted(words(f"timeline.change.{kind}"), counts[kind]) for kind in kinds]
    changed = words("briefing.comma").join(numbers) if numbers else words("briefing.no_change")
    days = {"since": scope.day_in_words(scope.since), "until": scope.day_in_words(scope.until)}
    key = "briefing.against" if scope.until == scope.day else "briefing.against_until"
    return words(key, changes=changed, **days)


def _table(scope: Scope, kind: str, changed: list[Change]) -> Table:
    words = scope.words
    caption = words("briefing.part", name=words(f"timeline.change.{kind}"), count=len(changed))
    heads = (("table.name", 4.4), ("table.status", 2.0), ("briefing.said", 3.6), ("briefing.source", 2.2))
    columns = tuple(Column(words(key), share) for key, share in heads)
    return Table(caption, columns, tuple(_row(scope, change) for change in changed))


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
