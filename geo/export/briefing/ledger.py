"""The ledger of promises: what was promised, by whom and by when, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo.atlas import promises
from geo.export.briefing.parts import Column, Paragraph, Section, Table, cell, plain
from geo.words.case import capitalised
from geo.words.dates import when
from geo.words.promises import due_in_words, reached_in_words, slip_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.atlas.promises import Promise
    from geo.export.briefing.parts import Cell, Line
    from geo.export.briefing.scope import Scope


def ledger(scope: Scope, promised: Sequence[Promise] | None = None) -> Section | None:
    """Return the promises about the projects of a briefing, counted by outcome and listed.

    Parameters
    ----------
    scope
        What every section asks from.
    promised
        The promises, in their order; those of the view when None.

    Returns
    -------
    Section or None
        None where nothing was promised.
    """
    words = scope.words
    entries = promises.promises_in(scope.view) if promised is None else promised
    if not entries:
        return None
    heads = (
        ("table.name", 3.0),
        ("ledger.column.promise", 3.2),
        ("ledger.column.due", 1.7),
        ("ledger.column.outcome", 4.4),
    )
    columns = tuple(Column(words(key), share) for key, share in (*heads, ("briefing.source", 2.2)))
    caption = words("briefing.part", name=words("ledger.heading"), count=len(entries))
    table = Table(caption, columns, tuple(_row(scope, promise) for promise in entries))
    return Section(words("ledger.heading"), (Paragraph(plain(_counted(scope, entries))), table))


def _counted(scope: Scope, entries: Sequence[Promise]) -> str:
    """Return how many were promised, how many have fallen due, and how many came to each outcome."""
    words = scope.words
    counts = promises.outcome_counts(entries)
    outcomes = [scope.counted(words(f"ledger.outcome.{outcome}"), count) for outcome, count in counts.items() if count]
    sentences = [
        due_in_words(scope.day, entries, words),
        words("briefing.outcomes", outcomes=words("briefing.comma").join(outcomes)),
    ]
    fresh = sum(_is_fresh(scope, promise) for promise in entries)
    if scope.since is not None and fresh:
        sentences.append(words("briefing.overdue_fresh", since=scope.day_in_words(scope.since), count=fresh))
    return words("briefing.sentence").join([*sentences, words("ledger.note")])


def _row(scope: Scope, promise: Promise) -> tuple[Cell, ...]:
    words, report = scope.words, promise.report
    project = scope.project(report["project_id"])
    who = words.of(report, "promised_by")
    by = words("ledger.promised_by", who=who) if who else words("ledger.by_unsaid")
    stage = scope.stage(report["due_status"])
    part = words("ledger.of_part") if report["covers"] else ""
    told = [report, *([promise.decided_by] if promise.decided_by else [])]
    return (
        cell(plain(words.of(project, "name"), "strong"), plain(words.of(project, "type"), "quiet")),
        cell(words.of(report, "milestone"), plain(f"→ {stage}", "quiet"), plain(by, "quiet"), plain(part, "quiet")),
        cell(
            capitalised(when(report["due_on"], report["due_precision"], words)),
            plain(words("briefing.fresh") if _is_fresh(scope, promise) else "", "quiet"),
        ),
        cell(*_outcome(scope, promise)),
        cell(*scope.citations.cite(told)),
    )


def _outcome(scope: Scope, promise: Promise) -> list[Line | str]:
    words, row = scope.words, promise.decided_by
    lines: list[Line | str] = [plain(capitalised(words(f"ledger.outcome.{promise.outcome}")), "strong")]
    known = [reached_in_words(promise, words), slip_in_words(promise, words)]
    if promise.moved_to:
        moved = promise.moved_to
        known.append(words("ledger.moved_to", when=when(moved["due_on"], moved["due_precision"], words)))
    lines.append(words("briefing.comma").join(text for text in known if text))
    if row:
        told = words.of(row, "milestone")
        stage = f"{scope.stage(row['status'])} · " if row["status"] else ""
        before = words("ledger.before") + words("register.colon") if promise.is_told_before_term else ""
        lines.append(plain(f"{before}{stage}{told}", "quiet"))
    return lines


def _is_fresh(scope: Scope, promise: Promise) -> bool:
    """Whether the day promised passed between the two days that the briefing compares."""
    due = promise.report["due_on"]
    return scope.since is not None and bool(pd.Timestamp(scope.since) < due <= pd.Timestamp(scope.until))
