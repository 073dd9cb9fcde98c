"""How many projects there are, of what kind and at which stage; and the map of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.export.briefing.parts import Column, Paragraph, Picture, Section, Table, cell, plain
from geo.sheet.fonts import text_width_mm
from geo.words.kinds import kinds_in_words

if TYPE_CHECKING:
    from geo.export.briefing.parts import Block
    from geo.export.briefing.scope import Scope

HEAD_PT, BESIDE_MM, LABEL_MM = 8.6, 2.8, 21.0
TABLE_FROM = 6
"""Fewer projects than this are told one by one, not counted in a table."""


def overview(scope: Scope, shown: Picture) -> Section:
    """Return the headline counts in words, the map with what it does not claim, and the counts in a table.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its earlier day, the words, the citations so far.
    shown
        The map, from `map_of`.
    """
    projects = scope.view.projects
    blocks: list[Block] = [Paragraph(plain(line)) for line in (_one(scope) if len(projects) == 1 else _all(scope))]
    notes = " ".join(scope.words(key) for key in ("sheet.precision_note", "sheet.boundaries"))
    blocks += [shown, Paragraph(plain(notes, "quiet"))]
    if len(projects) >= TABLE_FROM:
        blocks.append(_table(scope))
    return Section(scope.words("briefing.overview"), tuple(blocks))


def map_of(scope: Scope, png: bytes, width_mm: float, height_mm: float) -> Picture:
    """Return the map with its caption, and in words what it shows.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its earlier day, the words, the citations so far.
    png
        The map as drawn.
    width_mm, height_mm
        Its size in the document, mm.
    """
    words, counts = scope.words, scope.view.counts
    stages = words("briefing.comma").join(scope.counted(scope.stage(status), n) for status, n in counts.items())
    alt = words("map.alternative", **_total(scope), stages=stages)
    return Picture(png, width_mm, height_mm, words("briefing.map_caption"), alt)


def _total(scope: Scope) -> dict[str, Any]:
    """Return how many entries a view has, of which kinds, and how many cross a city's border."""
    view = scope.view
    return {"count": len(view.projects), "kinds": kinds_in_words(view, scope.words), "crossing": view.crossing_count}


def _one(scope: Scope) -> tuple[str, str]:
    """Return what the one project of a view is, and its summary."""
    words, project = scope.words, scope.view.projects.iloc[0]
    is_what = {"type": words.of(project, "type"), "stage": scope.stage(project["status"])}
    return words("briefing.one", known=scope.day_in_words(scope.day), **is_what), words.of(project, "summary")


def _all(scope: Scope) -> tuple[str]:
    """Return the counts in one sentence, built projects first."""
    words, view = scope.words, scope.view
    counted = [scope.counted(scope.stage(status), count) for status, count in reversed(list(view.counts.items()))]
    if unstated := len(view.projects) - sum(view.counts.values()):
        counted.append(words("briefing.unstated_count", count=unstated))
    stages = words("briefing.comma").join(counted)
    return (words("briefing.counts", known=scope.day_in_words(scope.day), stages=stages, **_total(scope)),)


def _table(scope: Scope) -> Table:
    """Return the table of groups by stage, with sums; what is nought is left blank."""
    words, projects = scope.words, scope.view.projects
    counts = pd.crosstab(projects["group"], projects["status"])
    groups = [group for group in scope.atlas.groups if group in counts.index]
    stages = [status for status in [*reversed(scope.atlas.statuses.index), ""] if status in counts.columns]
    counts = counts.loc[groups, stages]
    counts["total"] = counts.sum(axis=1)
    counts["crossing"] = projects.groupby("group")["is_crossing"].sum()
    heads = [*(scope.stage(status) for status in stages), words("briefing.total"), words("table.cross")]
    sums = counts.sum(axis=0).tolist()
    numbers = tuple(Column(head, _width(head), is_number=True) for head in heads)
    body = [(words(f"group.{group}"), row) for group, row in zip(groups, counts.to_numpy().tolist(), strict=True)]
    return Table(
        words("briefing.counts_caption"),
        (Column(words("briefing.group"), LABEL_MM), *numbers),
        tuple(
            (cell(name), *(cell(str(count) if count else "") for count in row))
            for name, row in [*body, (words("briefing.total"), sums)]
        ),
        has_total=True,
    )


def _width(head: str) -> float:
    """Return how wide a column must be for its longest unbroken word, mm, with the space beside it."""
    return max(text_width_mm(word, HEAD_PT) for word in head.replace("-", "- ").split()) + BESIDE_MM
