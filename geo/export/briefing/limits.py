"""What the record does not know: how exact its places are, how late its last word is, where its texts disagree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.atlas import history
from geo.export.briefing.parts import Column, Paragraph, Section, Table, cell, plain
from geo.words.dates import when
from geo.words.drawn import drawn_note

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from geo.export.briefing.parts import Block, Cell
    from geo.export.briefing.scope import Scope

PRECISIONS = ("precise", "approximate", "schematic", "admin")


def limits(scope: Scope) -> Section:
    """Return the limits of what the briefing says, and the projects of which one text states two stages.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its earlier day, the words, the citations so far.
    """
    blocks: list[Block] = [Paragraph(plain(item), is_item=True) for item in sentences(scope)]
    return Section(scope.words("briefing.limits"), (*blocks, *_contradictions(scope)))


def sentences(scope: Scope, *, with_days: bool = True) -> list[str]:
    """Return the limits of what a briefing says, a sentence each.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its days, the words, the citations so far.
    with_days
        Whether it is told of how many projects each day has the last word.
    """
    words = scope.words
    told = [
        words("briefing.limit_texts", count=len(scope.atlas.texts)),
        _rings(scope),
        _places(scope),
        *([note] if (note := drawn_note(scope.view, words)) else []),
        *([_last_words(scope)] if with_days else []),
        words("briefing.limit_silence"),
    ]
    if unstated := int((scope.view.projects["status"] == "").sum()):
        told.append(words("briefing.limit_unstated", count=unstated))
    return told


def _rings(scope: Scope) -> str:
    """Return how many reports each ring of evidence has, and how often the later one rules."""
    reports, projects = scope.reports, scope.view.projects
    is_page = reports["kind"] == "public"
    return scope.words(
        "briefing.rings",
        texts=int((~is_page).sum()),
        pages=int((is_page & ~reports["is_hearsay"]).sum()),
        hearsay=int(reports["is_hearsay"].sum()),
        changed=int((projects["status"] != projects["texts_status"]).sum()),
    )


def _places(scope: Scope) -> str:
    words, counts = scope.words, scope.view.projects["precision"].value_counts()
    kinds = [kind for kind in PRECISIONS if kind in counts]
    parts = [scope.counted(words(f"precision.{kind}"), int(counts[kind])) for kind in kinds]
    return words("briefing.limit_places", counts=words("briefing.comma").join(parts))


def _last_words(scope: Scope) -> str:
    """Return of how many projects the texts of each day had the last word."""
    words = scope.words
    latest = Counter((rows[-1]["published_on"], rows[-1]["date_precision"]) for _, rows in scope.by_project() if rows)
    parts = [
        words("briefing.date_count", date=when(day, precision, words), count=count)
        for (day, precision), count in sorted(latest.items(), reverse=True)
    ]
    return words("briefing.limit_last", counts=words("briefing.comma").join(parts))


def _contradictions(scope: Scope) -> list[Table]:
    disputed = history.contradicted(scope.reports)
    rows = [
        _row(scope, project_id, told)
        for project_id, told in scope.by_project()
        if disputed.get(project_id, default=False)
    ]
    if not rows:
        return []
    words = scope.words
    heads = (("table.name", 3.0), ("briefing.readings", 5.0), ("briefing.taken", 1.5), ("briefing.source", 2.4))
    columns = tuple(Column(words(key), share) for key, share in heads)
    caption = words("briefing.part", name=words("briefing.contradicted"), count=len(rows))
    return [Table(caption, columns, tuple(rows))]


def _row(scope: Scope, project_id: str, told: list[Mapping[str, Any]]) -> tuple[Cell, ...]:
    """Return every stage that a text with more than one states, with what it says."""
    words, project = scope.words, scope.project(project_id)
    stages: dict[str, set[str]] = {}
    for row in told:
        stages.setdefault(row["source_id"], set()).update({row["status"]} - {""})
    rows = [row for row in told if row["status"] and len(stages[row["source_id"]]) > 1]
    readings = [
        words(
            "briefing.reading", date=scope.date(row), stage=scope.stage(row["status"]), said=words.of(row, "milestone")
        )
        for row in rows
    ]
    return (
        cell(plain(words.of(project, "name"), "strong")),
        cell(*dict.fromkeys(readings)),
        cell(scope.stage(project["status"])),
        cell(*scope.citations.cite(rows)),
    )
