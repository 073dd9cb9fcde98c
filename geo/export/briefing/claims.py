"""What a briefing says first, as data: each claim with its figures and names as ids, and the reports that bear it out.

No language is known here: what one claim says, every wording of it says. `lead` and `deck` put it into words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.atlas import frameworks, joins, profile, progress, promises
from geo.atlas.history import BUILT
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from geo.atlas.progress import Change
    from geo.atlas.promises import Promise
    from geo.export.briefing.scope import Scope

    Row = Mapping[str, Any]

TOLD = ("completed", "advanced", "fell_back", "new")
"""The kinds of change that are told one by one, in order; what is only reported again is counted."""
NAMED = 3
"""So many are named; of more it is said that there are more."""
LED_BY = "leadership"
"""The theme of the roles that are told before others."""


@dataclass(frozen=True)
class Claim:
    """One thing that a briefing says.

    Parameters
    ----------
    id
        What is said; it chooses the words.
    values
        Figures, days and ids that fill the words, the same in every language. What is named stands in ``named``, all
        that there is of it in ``count``.
    rows
        The reports, roles or strategies that say so.
    section
        The section of the briefing that bears it out line by line, where there are too many rows to be cited here.
    """

    id: str
    values: Mapping[str, Any]
    rows: tuple[Row, ...] = ()
    section: str = ""


def claims(scope: Scope) -> tuple[tuple[Claim, ...], ...]:
    """Return what the briefing says first: the place, how it stands, what was promised, what is silent.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its days, the words, the citations so far.

    Returns
    -------
    tuple of tuple of Claim
        No paragraph is empty.
    """
    told = (
        (*_roles(scope), *_strategies(scope)),
        (*_stands(scope), *_rings(scope), _changed(scope)),
        (*_promised(scope), *_unheard(scope)),
    )
    return tuple(paragraph for paragraph in told if paragraph)


def place_of(scope: Scope) -> str:
    """Return the one place that a briefing is about, the cluster where no place was chosen, or an empty text.

    Parameters
    ----------
    scope
        What the briefing is about.
    """
    places = scope.view.filters.place
    if scope.is_picked or len(places) > 1:
        return ""
    return places[0] if places else joins.CLUSTER


def roles_of(scope: Scope) -> list[Row]:
    """Return the roles of the place, those of leadership first, then the newest.

    Parameters
    ----------
    scope
        What the briefing is about.
    """
    known = profile.roles(scope.atlas)
    own = records(known[known["place_id"] == place_of(scope)])
    newest_first = own[::-1]
    return sorted(newest_first, key=lambda row: row["theme"] != LED_BY)


def strategies_of(scope: Scope) -> list[frameworks.Strategy]:
    """Return the strategies of the place in their newest readings, those read most often first, then the newest.

    Parameters
    ----------
    scope
        What the briefing is about.
    """
    place = place_of(scope)
    own = [strategy for strategy in frameworks.strategies(scope.atlas) if strategy.owner == place]
    times = Counter(strategy.row["framework"] for strategy in own)
    newest = {strategy.row["framework"]: strategy for strategy in own}
    return sorted(newest.values(), key=lambda s: (-times[s.row["framework"]], -s.published_on.toordinal()))


def changes_of(scope: Scope) -> list[Change]:
    """Return what changed between the two days, in the order of the view; none where there is nothing to compare.

    Parameters
    ----------
    scope
        What the briefing is about.
    """
    if scope.since is None:
        return []
    order = {str(status): int(rank) for status, rank in scope.atlas.statuses["order"].items()}
    place = {project_id: at for at, project_id in enumerate(scope.view.projects.index)}
    changed = progress.told(scope.atlas.reports, order, scope.until, scope.since)
    return sorted((c for c in changed if c.project_id in place), key=lambda c: place[c.project_id])


def unheard_of(scope: Scope) -> pd.DataFrame:
    """Return the entries not yet built of which no report tells in the last twelve months.

    Parameters
    ----------
    scope
        What the briefing is about.
    """
    projects = scope.view.projects
    return projects[projects["is_unheard"] & ~projects["status"].isin(BUILT)]


def by_outcome(entries: Iterable[Promise], *outcomes: str) -> list[Promise]:
    """Return the promises that came to one of these outcomes, in their order.

    Parameters
    ----------
    entries
        The promises.
    *outcomes
        Of `geo.atlas.promises.OUTCOMES`.
    """
    return [promise for promise in entries if promise.outcome in outcomes]


def evidence_of(entries: Sequence[Promise]) -> tuple[Row, ...]:
    """Return the reports that promise, each followed by the one that its outcome rests on.

    Parameters
    ----------
    entries
        The promises.
    """
    return tuple(row for promise in entries for row in (promise.report, promise.decided_by) if row)


def _roles(scope: Scope) -> list[Claim]:
    own = roles_of(scope)
    if not own:
        return []
    rows = tuple(own[:NAMED])
    values = {"place": place_of(scope), "count": len(own), "named": tuple(row["role_id"] for row in rows)}
    return [Claim("roles", values, rows)]


def _strategies(scope: Scope) -> list[Claim]:
    own = strategies_of(scope)
    if not own:
        return []
    rows = tuple(strategy.row for strategy in own[:NAMED])
    return [Claim("strategies", {"count": len(own), "named": tuple(row["strategy_id"] for row in rows)}, rows)]


def _stands(scope: Scope) -> list[Claim]:
    projects = scope.view.projects
    if len(projects) == 1:
        project_id = str(projects.index[0])
        rows = records(scope.atlas.deciding.reset_index().query("project_id == @project_id"))
        return [Claim("stage", {"named": (project_id,), "stage": projects["status"].iloc[0]}, tuple(rows))]
    works = projects[projects["kind"] == "work"]
    values = {
        "day": scope.day,
        "entries": len(projects),
        "works": len(works),
        "built": int(works["status"].isin(BUILT).sum()),
        "building": int((works["status"] == "building").sum()),
    }
    return [Claim("stands", values, section="register")]


def _rings(scope: Scope) -> list[Claim]:
    """Return what the texts alone say of the same works, where the later pages say otherwise of any entry."""
    projects = scope.view.projects
    changed = int((projects["status"] != projects["texts_status"]).sum())
    if not changed or len(projects) == 1:
        return []
    texts = projects.loc[projects["kind"] == "work", "texts_status"]
    built, building = int(texts.isin(BUILT).sum()), int((texts == "building").sum())
    return [Claim("rings", {"built": built, "building": building, "changed": changed}, section="register")]


def _changed(scope: Scope) -> Claim:
    if scope.since is None:
        return Claim("first_text", {}, section="register")
    changed = changes_of(scope)
    kinds = Counter(change.kind for change in changed)
    days = {"since": scope.since, "until": scope.until}
    if not changed:
        return Claim("no_change", days, section="register")
    named = [change for kind in TOLD for change in changed if change.kind == kind][:NAMED]
    counts = {kind: kinds[kind] for kind in (*TOLD, "again") if kinds[kind]}
    by_kind = {kind: tuple(change.project_id for change in named if change.kind == kind) for kind in counts}
    rows = tuple(change.reports[0] for change in named)
    return Claim("changed", {**days, "counts": counts, "by_kind": by_kind}, rows, section="" if rows else "register")


def _promised(scope: Scope) -> list[Claim]:
    """Return what is due, what was kept, what was reported as not yet done after its term, and what is silent."""
    entries = promises.promises_in(scope.view)
    if not entries:
        return [Claim("no_promise", {}, section="register")]
    told = [_of_promises("due", by_outcome(entries, "open"))] if by_outcome(entries, "open") else []
    counts = promises.outcome_counts(entries)
    done = {name: counts[name] for name in (*promises.KEPT, "part") if counts[name]}
    if done:
        told.append(Claim("kept", {"counts": done}, section="ledger"))
    for name, outcome in (("not_yet", "not_yet"), ("moved", "changed"), ("silent", "silent")):
        if of_outcome := by_outcome(entries, outcome):
            told.append(_of_promises(name, of_outcome))
    return told


def _of_promises(name: str, entries: Sequence[Promise]) -> Claim:
    named = entries[:NAMED] if name == "due" else entries[::-1][:NAMED]
    values = {
        "count": len(entries),
        "named": tuple(promise.report["project_id"] for promise in named),
        "terms": tuple((promise.report["due_on"].date(), promise.report["due_precision"]) for promise in named),
    }
    rows = tuple(promise.report for promise in named) if name == "silent" else evidence_of(named)
    return Claim(name, values, rows)


def _unheard(scope: Scope) -> list[Claim]:
    silent = unheard_of(scope)
    if silent.empty:
        return []
    return [
        Claim("unheard", {"count": len(silent), "works": int((silent["kind"] == "work").sum())}, section="register")
    ]
