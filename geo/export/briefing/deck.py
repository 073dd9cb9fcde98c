"""What the slides say: at most twelve, one message each as a sentence, its sources in the notes.

They rest on the same claims as the lead of a document. Every entry and report stands in the workbook beside them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo.atlas import crossings, joins, promises
from geo.atlas.history import BUILT
from geo.export.briefing import limits, picture, relations
from geo.export.briefing.citations import Citations
from geo.export.briefing.claims import (
    TOLD,
    by_outcome,
    changes_of,
    evidence_of,
    place_of,
    roles_of,
    strategies_of,
    unheard_of,
)
from geo.export.briefing.compose import labels, name_of, subtitle
from geo.export.briefing.lead import short_name
from geo.export.briefing.parts import Column, Paragraph, Picture, Table, cell, plain
from geo.export.briefing.scope import Scope, scope_of
from geo.read.tables import records
from geo.words.case import capitalised
from geo.words.dates import when
from geo.words.kinds import kinds_in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from geo.atlas.atlas import View
    from geo.atlas.promises import Promise
    from geo.export.briefing.parts import Block, Labels, Note
    from geo.read.words import Words

    Row = Mapping[str, Any]

MOST = 12
"""Slides, the first with the title among them."""
MAP_MM = (236.0, 148.0)
NAMED = 3
"""So many are named of each kind in a table of counts."""
LISTED = 5
"""So many roles, and as many strategies, stand on a slide."""
BUILDING = "building"


@dataclass(frozen=True)
class Slide:
    """A slide: one message, what bears it out, and the texts that do.

    Parameters
    ----------
    title
        The message, a sentence.
    blocks
        Paragraphs above a table, or beside a picture.
    notes
        The texts that say so, in the order in which they were first cited.
    """

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Deck:
    """The slides of a briefing in one language. ``more`` holds ``{count}``: so much stands in the workbook alone."""

    title: str
    subtitle: tuple[str, ...]
    lang: str
    made_on: dt.date
    slides: tuple[Slide, ...]
    labels: Labels
    sources: str
    more: str

    @property
    def language(self) -> str:
        """The language as files name it (BCP 47)."""
        return {"zh": "zh-CN", "en": "en-GB"}[self.lang]


def compose_deck(
    view: View, words: Words, *, since: dt.date | None, until: dt.date | None = None, made_on: dt.date
) -> Deck:
    """Return what the slides say.

    Parameters
    ----------
    view
        The projects, with the place and the day of its filters.
    words
        The words of the language.
    since, until
        The two days whose difference is told; None as of `geo.export.briefing.scope.compared_days`.
    made_on
        The day on which the slides are made.

    Raises
    ------
    BriefingError
        The view is empty, or the two days are not in their order.
    SheetError
        The map cannot be drawn.
    """
    scope = scope_of(view, words, since, until)
    messages = (
        *(_place, _map, _rings, _changed, _due, _fallen),
        *(_unheard, _works, _cooperation, _crossings, _limits),
    )
    made = tuple(slide for message in messages if (slide := message(scope)))
    title = words("briefing.title", name=name_of(view, words))
    named = labels(words, made_on)
    sources, more = words("briefing.notes"), words("briefing.in_workbook")
    return Deck(title, subtitle(scope), words.lang, made_on, made[: MOST - 1], named, sources, more)


def _slide(scope: Scope, message: str, blocks: Iterable[Block], rows: Iterable[Row], **values: Any) -> Slide:
    cited = Citations(scope.atlas, scope.words)
    cited.cite(sorted(rows, key=lambda row: row["source_id"]))
    return Slide(scope.words(f"briefing.headline.{message}", **values), tuple(blocks), cited.notes())


def _place(scope: Scope) -> Slide | None:
    """What the texts make of the place, and the strategies that it has."""
    words, own, strategies = scope.words, roles_of(scope), strategies_of(scope)
    if not own and not strategies:
        return None
    told = [strategy.row for strategy in strategies[:LISTED]]
    blocks: list[Block] = []
    for key, field, rows in (("roles", "role", own[:LISTED]), ("strategies", "name", told)):
        if rows:
            blocks.append(Paragraph(plain(words(f"briefing.slide.{key}"), "strong")))
            blocks += [Paragraph(plain(capitalised(words.of(row, field))), is_item=True) for row in rows]
    place = scope.atlas.label(place_of(scope), words.lang)
    counts = {"roles": len(own), "strategies": len(strategies)}
    return _slide(scope, "place", blocks, [*own[:LISTED], *told], place=place, **counts)


def _map(scope: Scope) -> Slide:
    """Where the works lie, and how many are built and being built; all entries where there are no works."""
    words, view = scope.words, scope.view
    works = view.projects[view.projects["kind"] == "work"]
    shown = works if len(works) else view.projects
    stages = [(status, int((shown["status"] == status).sum())) for status in reversed(scope.atlas.statuses.index)]
    counted = [scope.counted(scope.stage(status), count) for status, count in stages if count]
    if unstated := int((shown["status"] == "").sum()):
        counted.append(words("briefing.unstated_count", count=unstated))
    beside = [
        Paragraph(plain(words("briefing.slide.total", count=len(view.projects), crossing=view.crossing_count))),
        Paragraph(plain(kinds_in_words(view, words))),
        Paragraph(plain(words("briefing.slide.stages" if len(works) else "briefing.slide.all_stages"), "strong")),
        *(Paragraph(plain(capitalised(text)), is_item=True) for text in counted),
        Paragraph(plain(words("briefing.slide.precision"), "quiet")),
    ]
    counts = {"works": len(works), "built": _built(works["status"]), "building": _building(works["status"])}
    key = "map" if len(works) else "map_without_works"
    blocks: list[Block] = [_picture(scope, shown), *beside]
    return _slide(scope, key, blocks, _deciding(scope, shown), entries=len(view.projects), **counts)


def _picture(scope: Scope, shown: pd.DataFrame) -> Picture:
    """Return the map of a part of the entries in view, with the extent of the view."""
    view = replace(scope.view, projects=shown)
    stages = scope.words("briefing.comma").join(scope.counted(scope.stage(s), n) for s, n in view.counts.items())
    kinds = kinds_in_words(view, scope.words)
    counts = {"count": len(view.projects), "kinds": kinds, "crossing": view.crossing_count}
    alt = scope.words("map.alternative", stages=stages, **counts)
    drawn = picture.slide_picture(view, scope.words, MAP_MM)
    return Picture(drawn, *MAP_MM, scope.words("briefing.map_caption"), alt)


def _rings(scope: Scope) -> Slide:
    """How many entries of each kind are built by the five texts alone, and with the later pages."""
    words, projects = scope.words, scope.view.projects
    changed = projects[projects["status"] != projects["texts_status"]]
    both = ("texts_status", "status") if scope.atlas.evidence != "texts" else ("status",)
    heads = [words(f"briefing.slide.{stage}_{ring}") for stage in ("built", "building") for ring in both]
    rows = []
    for kind in dict.fromkeys([*scope.view.kinds, ""]):
        own = projects[projects["kind"] == kind] if kind else projects
        counts = [counted(own[ring]) for counted in (_built, _building) for ring in both]
        name = words(f"kind.{kind}") if kind else words("briefing.total")
        rows.append((cell(name), *(cell(str(count) if count else "") for count in (len(own), *counts))))
    columns = (
        Column(words("briefing.slide.kind"), 2.0),
        Column(words("briefing.slide.entries"), 1.2, is_number=True),
        *(Column(head, 2.0, is_number=True) for head in heads),
    )
    table = Table(words("briefing.slide.by_kind"), columns, tuple(rows), has_total=True)
    message = "rings" if len(changed) else "kinds"
    values = {"changed": len(changed), "entries": len(projects), "kinds": len(rows) - 1}
    return _slide(scope, message, [table], _deciding(scope, changed if len(changed) else projects), **values)


def _changed(scope: Scope) -> Slide | None:
    """What changed between the two days."""
    if scope.since is None:
        return None
    words, changed = scope.words, changes_of(scope)
    told = [change for kind in TOLD for change in changed if change.kind == kind]
    rows = tuple(
        (
            cell(plain(short_name(scope, change.project_id), "strong")),
            cell(_step(scope, change.before, change.after, is_new=change.kind == "new")),
            cell(words.of(change.reports[0], "milestone")),
        )
        for change in told
    )
    columns = (Column(words("table.name"), 3), Column(words("table.status"), 2), Column(words("briefing.said"), 4))
    days = {"since": scope.day_in_words(scope.since), "until": scope.day_in_words(scope.until)}
    again = sum(change.kind == "again" for change in changed)
    message = "changed" if told else "again" if again else "no_change"
    blocks: list[Block] = [Table(words("briefing.changes"), columns, rows)] if rows else []
    if not rows:
        blocks = [Paragraph(plain(words("briefing.limit_silence")))]
    counts = {kind: sum(change.kind == kind for change in told) for kind in TOLD}
    cited = [row for change in changed for row in change.reports] or _deciding(scope, scope.view.projects)
    return _slide(scope, message, blocks, cited, again=again, count=len(told), **counts, **days)


def _step(scope: Scope, before: str, after: str, *, is_new: bool) -> str:
    return scope.stage(after) if is_new else f"{scope.stage(before)} → {scope.stage(after)}"


def _due(scope: Scope) -> Slide | None:
    """What is still to fall due."""
    entries = by_outcome(promises.promises_in(scope.view), "open", "changed")
    ahead = [promise for promise in entries if _term(promise) > scope.day]
    if not ahead:
        return None
    words, first = scope.words, ahead[0].report
    rows = tuple(
        (
            cell(plain(short_name(scope, promise.report["project_id"]), "strong")),
            cell(words.of(promise.report, "milestone")),
            cell(capitalised(when(_term(promise), promise.report["due_precision"], words))),
        )
        for promise in ahead
    )
    heads = (("table.name", 3), ("ledger.column.promise", 4), ("ledger.column.due", 2))
    table = Table(words("ledger.heading"), tuple(Column(words(key), share) for key, share in heads), rows)
    next_term = when(first["due_on"], first["due_precision"], words)
    return _slide(scope, "due", [table], evidence_of(ahead), count=len(ahead), when=next_term)


def _term(promise: Promise) -> dt.date:
    day: dt.date = promise.report["due_on"].date()
    return day


def _fallen(scope: Scope) -> Slide | None:
    """What became of the promises whose term has passed; of which nothing was heard, that and no more."""
    fallen = [promise for promise in promises.promises_in(scope.view) if _term(promise) <= scope.day]
    if not fallen:
        return None
    words = scope.words
    counts = promises.outcome_counts(fallen)
    rows = []
    for outcome, count in counts.items():
        if count:
            own = by_outcome(fallen, outcome)[::-1]
            named = _named(scope, [promise.report["project_id"] for promise in own])
            rows.append(
                (cell(plain(capitalised(words(f"ledger.outcome.{outcome}")), "strong")), cell(str(count)), cell(named))
            )
    columns = (
        Column(words("ledger.column.outcome"), 3),
        Column(words("briefing.slide.count"), 1, is_number=True),
        Column(words("briefing.slide.examples"), 5.5),
    )
    table = Table(words("ledger.heading"), columns, tuple(rows))
    note = Paragraph(plain(words("ledger.note")))
    done = sum(counts[outcome] for outcome in promises.KEPT)
    values = {"count": len(fallen), "kept": done, "silent": counts["silent"]}
    return _slide(scope, "fallen", [note, table], evidence_of(fallen), **values)


def _unheard(scope: Scope) -> Slide | None:
    """Which entries, not yet built, no report tells of any more: a lack of reports, and no news."""
    silent, words = unheard_of(scope), scope.words
    if silent.empty:
        return None
    rows = [
        (
            cell(plain(words(f"group.{group}"), "strong")),
            cell(str(len(own))),
            cell(_named(scope, sorted(own.index, key=lambda i: own.at[i, "kind"] != "work"))),
        )
        for group in scope.atlas.groups
        if len(own := silent[silent["group"] == group])
    ]
    columns = (
        Column(words("briefing.group"), 2.2),
        Column(words("briefing.slide.count"), 1, is_number=True),
        Column(words("briefing.slide.examples"), 6),
    )
    table = Table(words("briefing.register"), columns, tuple(rows))
    works = int((silent["kind"] == "work").sum())
    note = Paragraph(plain(words("briefing.limit_silence")))
    return _slide(scope, "unheard", [note, table], _deciding(scope, silent), count=len(silent), works=works)


def _works(scope: Scope) -> Slide | None:
    """The works that are being built, by group, with a map of them alone."""
    words, projects = scope.words, scope.view.projects
    built = projects[(projects["kind"] == "work") & (projects["status"] == BUILDING)]
    if built.empty or len(projects) == 1:
        return None
    groups = Counter(built["group"])
    beside: list[Block] = []
    for group in (group for group in scope.atlas.groups if group in groups):
        beside.append(Paragraph(plain(words(f"group.{group}"), "strong")))
        beside += [Paragraph(plain(short_name(scope, i)), is_item=True) for i in built.index[built["group"] == group]]
    counted = [scope.counted(words(f"group.{group}"), groups[group]) for group in scope.atlas.groups if group in groups]
    values = {"count": len(built), "groups": words("briefing.comma").join(counted)}
    return _slide(scope, "works", [_picture(scope, built), *beside], _deciding(scope, built), **values)


def _cooperation(scope: Scope) -> Slide | None:
    """Who works with whom, the newest first."""
    shared = relations.cooperation_of(scope).sort_values("published_on", ascending=False, kind="stable")
    if shared.empty:
        return None
    words, told = scope.words, records(shared)
    heads = (("briefing.sides", 3.2), ("briefing.mechanism", 5.0), ("table.status", 1.4))
    columns = tuple(Column(words(key), share) for key, share in heads)
    rows = tuple(
        (
            cell(plain(relations.sides_of(row, words), "strong")),
            cell(words.of(row, "mechanism")),
            cell(scope.stage(row["status"])),
        )
        for row in told
    )
    table = Table(words("briefing.cooperation"), columns, rows)
    return _slide(scope, "cooperation", [table], told, count=len(told), built=_built(shared["status"]))


def _crossings(scope: Scope) -> Slide | None:
    """The roads at the lines between the cities, by what decides of each and, apart, by what only hearsay says."""
    words, place = scope.words, place_of(scope)
    is_city = place in scope.atlas.city_ids
    roads = [r for r in crossings.crossings(scope.atlas) if not is_city or place in crossings.cities_of(r.pair)]
    if not roads or not (is_city or place == joins.CLUSTER):
        return None
    by_state: dict[str, list[str]] = {}
    for road in roads:
        by_state.setdefault(road.whole.state, []).append(words.of(road.row, "name"))
    rows = tuple(
        (
            cell(plain(capitalised(words(f"crossing.state.{state}")), "strong")),
            cell(str(len(by_state[state]))),
            cell(words("briefing.between").join(by_state[state])),
        )
        for state in (*crossings.OF_ROADS, crossings.UNKNOWN)
        if state in by_state
    )
    columns = (
        Column(words("crossing.column.whole"), 2),
        Column(words("briefing.slide.count"), 1, is_number=True),
        Column(words("crossing.column.road"), 6),
    )
    _, claimed = crossings.state_counts(roads)
    blocks: list[Block] = [Table(words("crossing.heading"), columns, rows)]
    if claimed:
        counted = [words("crossing.known", state=words(f"crossing.state.{s}"), count=n) for s, n in claimed.items()]
        text = words("crossing.by_hearsay", counts=words("briefing.comma").join(counted))
        blocks.insert(0, Paragraph(plain(capitalised(text))))
    cited = [row for road in roads for row in road.reports]
    values = {"count": len(roads), "joined": len(by_state.get("joined", ()))}
    return _slide(scope, "crossings", blocks, cited, **values)


def _limits(scope: Scope) -> Slide:
    """What all this rests on, and what it does not tell."""
    words = scope.words
    items = [*limits.sentences(scope, with_days=False), words("briefing.slide.workbook")]
    blocks = [Paragraph(plain(item), is_item=True) for item in items]
    return _slide(scope, "limits", blocks, _deciding(scope, scope.view.projects), count=len(scope.atlas.texts))


def _named(scope: Scope, project_ids: Sequence[str]) -> str:
    """Return the first names, and that there are more where there are."""
    ids = list(dict.fromkeys(project_ids))
    names = scope.words("briefing.between").join(short_name(scope, project_id) for project_id in ids[:NAMED])
    return names if len(ids) <= NAMED else scope.words("briefing.slide.and_more", names=names)


def _deciding(scope: Scope, projects: pd.DataFrame) -> list[dict[str, Any]]:
    decided = scope.atlas.deciding
    return records(decided[decided.index.isin(projects.index)])


def _built(stages: pd.Series[str]) -> int:
    return int(stages.isin(BUILT).sum())


def _building(stages: pd.Series[str]) -> int:
    return int((stages == BUILDING).sum())
