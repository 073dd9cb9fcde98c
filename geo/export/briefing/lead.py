"""The lead of a briefing: its claims in words, each cited in a footnote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.export.briefing.claims import claims
from geo.export.briefing.parts import Paragraph, Piece, Section, plain
from geo.words.case import uncapitalised
from geo.words.dates import when
from geo.words.rings import IN_BRACKETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.export.briefing.claims import Claim
    from geo.export.briefing.scope import Scope

OF_PLACE = ("roles", "strategies")
"""The claims that name what is said of a place; their names may hold commas."""


def lead(scope: Scope) -> Section:
    """Return what a reader in a hurry needs: the place, how it stands, what was promised, what nobody told of again.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its days, the words, the citations so far.
    """
    return Section(scope.words("briefing.lead"), tuple(_paragraph(scope, told) for told in claims(scope)))


def _paragraph(scope: Scope, told: Sequence[Claim]) -> Paragraph:
    line: list[Piece] = []
    for claim in told:
        apart = scope.words("briefing.sentence") if line else ""
        line += [Piece(apart + sentence(scope, claim)), _foot(scope, claim)]
    return Paragraph(tuple(line))


def sentence(scope: Scope, claim: Claim, wording: str = "claim") -> str:
    """Return a claim in words.

    Parameters
    ----------
    scope
        What the briefing is about.
    claim
        From `geo.export.briefing.claims.claims`.
    wording
        ``claim`` as a sentence of the lead, ``headline`` as the title of a slide.
    """
    return scope.words(f"briefing.{wording}.{claim.id}", **_in_words(scope, claim))


def _foot(scope: Scope, claim: Claim) -> Piece:
    """Return the footnote of a claim: the texts that say so, or the section that holds them one by one."""
    if claim.section:
        heading = (
            scope.words(f"briefing.{claim.section}") if claim.section != "ledger" else scope.words("ledger.heading")
        )
        return Piece("", "foot", foot=(plain(scope.words("briefing.see", section=heading)),))
    return Piece("", "foot", foot=scope.citations.cite(sorted(claim.rows, key=lambda row: row["source_id"])))


def _in_words(scope: Scope, claim: Claim) -> dict[str, Any]:
    """Return the values of a claim as the words of the language ask for them."""
    words, values = scope.words, dict(claim.values)
    for name in ("day", "since", "until"):
        if name in values:
            values[name] = scope.day_in_words(values[name])
    if "place" in values:
        values["place"] = scope.atlas.label(values["place"], words.lang)
    if "stage" in values:
        values["stage"] = uncapitalised(scope.stage(values["stage"]))
    if "counts" in values:
        values["counts"] = _counted(scope, claim)
    if "named" in values:
        names = _names(scope, claim)
        apart = "briefing.semicolon" if claim.id in OF_PLACE else "briefing.between"
        values["names"] = _joined(scope, names, values.get("count", len(names)), apart)
    return values


def _counted(scope: Scope, claim: Claim) -> str:
    """Return how many there are of each kind, and behind it the names of those that are told."""
    words, named = scope.words, claim.values.get("by_kind", {})
    key = "ledger.outcome" if claim.id == "kept" else "timeline.change"
    parts = []
    for kind, count in claim.values["counts"].items():
        counted = scope.counted(words(f"{key}.{kind}"), count)
        names = [short_name(scope, project_id) for project_id in named.get(kind, ())]
        parts.append(
            words("briefing.with_names", counted=counted, names=_joined(scope, names, count)) if names else counted
        )
    return words("briefing.semicolon").join(parts)


def _joined(scope: Scope, names: Sequence[str], count: int, apart: str = "briefing.between") -> str:
    """Return names, and of more than these that there are more."""
    key = "briefing.named_all" if len(names) == count else "briefing.named_some"
    return scope.words(key, names=scope.words(apart).join(dict.fromkeys(names)))


def _names(scope: Scope, claim: Claim) -> Sequence[str]:
    """Return what a claim names, without the short names in brackets; of a promise that is due, with its term."""
    words = scope.words
    if claim.id in OF_PLACE:
        field = "role" if claim.id == "roles" else "name"
        return [words.of(row, field) for row in claim.rows]
    names = [short_name(scope, project_id) for project_id in claim.values["named"]]
    if claim.id != "due":
        return names
    terms = [when(day, precision, words) for day, precision in claim.values["terms"]]
    return [words("briefing.by_term", name=name, when=term) for name, term in zip(names, terms, strict=True)]


def short_name(scope: Scope, project_id: str) -> str:
    """Return the name of a project without the short name that follows it in brackets.

    Parameters
    ----------
    scope
        What the briefing is about.
    project_id
        The id of a project.
    """
    return IN_BRACKETS.sub("", scope.words.of(scope.project(project_id), "name"))
