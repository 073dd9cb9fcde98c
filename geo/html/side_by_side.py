"""Places beside each other, as HTML: a block each, with stages, first roles, main groups, partners and figures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from geo.atlas import partnership
from geo.atlas.profile import FIGURE_KINDS
from geo.html.links import Link, linked, no_link
from geo.html.statements import brief, newest_first, side_name, theme_chip
from geo.looks.schemes import in_both
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.atlas.profile import Profile
    from geo.read.words import Words

ROLES_SHOWN = 2
"""Roles of a city in the comparison, the first of the newest text; all stand in its profile."""
GROUPS_SHOWN = 3
PARTNERS_SHOWN = {"zh": 2, "en": 1}
"""As many as one line has room for."""


def compared(atlas: Atlas, profiles: Iterable[Profile], words: Words, link: Link = no_link) -> str:
    """Return places beside each other, as HTML: a block each, with the same lines in each."""
    blocks = "".join(_block(atlas, known, words, link) for known in profiles)
    return f"<div class='atlas-cities is-{words.lang}'>{blocks}</div>"


def stage_key(atlas: Atlas, words: Words) -> str:
    """Return what the parts of the bars mean, the most advanced stage first."""
    parts = "".join(
        f"<span><i class='atlas-part atlas-stage-{status}'></i>{escape(atlas.label(status, words.lang))}</span>"
        for status in reversed(atlas.statuses.index)
    )
    return f"<div class='atlas-stagekey' aria-hidden='true'>{parts}</div>"


def _block(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    name = linked(atlas.label(known.place_id, words.lang), link("place", known.place_id))
    roles = newest_first(known.roles).head(ROLES_SHOWN)
    shown = "".join(
        f"<li>{theme_chip(atlas, row['theme'], words)}<span title='{escape(words.of(row, 'role'))}'>"
        f"{escape(words.of(row, 'role'))}</span>"
        f"{brief(row, words, link)}</li>"
        for row in records(roles)
    )
    none = f"<li class='atlas-quiet'>{escape(words('cities.no_role'))}</li>"
    return (
        f"<section><h3>{name}</h3><div class='atlas-city-stages'>{_stack(atlas, known.projects, words)}</div>"
        f"<ul class='atlas-city-roles'>{shown or none}</ul>"
        f"<p class='is-line'>{_groups(known.projects, words)}</p><p>{_counts(atlas, known, words)}</p></section>"
    )


def _stack(atlas: Atlas, projects: pd.DataFrame, words: Words) -> str:
    """Return the stages of projects as one bar of parts, each with its number in a title and in words for all."""
    counts = projects["status"].value_counts()
    order = [s for s in [*reversed(atlas.statuses.index), ""] if s in counts]
    names = {s: atlas.label(s, words.lang) if s else words("detail.no_status") for s in order}
    parts = "".join(
        f"<i class='atlas-part atlas-stage-{s}' style='flex:{counts[s]}' title='{escape(names[s])} "
        f"{counts[s]}'>{counts[s] if counts[s] / len(projects) > 0.08 else ''}</i>"  # noqa: PLR2004 - room for a number
        for s in order
    )
    said = words("list.mark").join(f"{names[s]} {counts[s]}" for s in order)
    total = words("cities.value.projects", count=len(projects))
    return f"<b>{escape(total)}</b><span role='img' aria-label='{escape(said)}' class='atlas-stack'>{parts}</span>"


def _groups(projects: pd.DataFrame, words: Words) -> str:
    colours = dict(zip(projects["group"], projects["colour"], strict=True))
    found = projects["group"].value_counts().head(GROUPS_SHOWN)
    return " ".join(
        f"<span class='atlas-key'><i class='atlas-dot' style='background:{in_both(colours[str(group)])}'></i>"
        f"{escape(words(f'group.{group}'))} {count}</span>"
        for group, count in found.items()
    )


def _counts(atlas: Atlas, known: Profile, words: Words) -> str:
    trades = len(known.industries) + len(known.industries_below)
    partners = _most(atlas, known, words)
    figures = words("list.mark").join(
        f"{words(f'indicators.kind.{kind}')} {count}"
        for kind in FIGURE_KINDS
        if (count := int((known.figures["kind"] == kind).sum()))
    )
    items = {
        "roles": str(len(known.roles) + len(known.roles_below)),
        "industries": str(trades),
        "partners": partners,
        "figures": figures,
    }
    return " ".join(
        f"<span class='atlas-key'><span class='atlas-quiet'>{escape(words(f'cities.count.{name}'))}</span> "
        f"{escape(value)}</span>"
        for name, value in items.items()
        if value
    )


def _most(atlas: Atlas, known: Profile, words: Words) -> str:
    """Return with whom a city does most, and how often."""
    rows = known.partners
    own = atlas.city_of(known.place_id)
    others = rows["to_side"].where(rows["from_side"] == own, rows["from_side"])
    others = others[~others.isin([own, partnership.UNPLACED])].value_counts().head(PARTNERS_SHOWN[words.lang])
    named = words("list.mark").join(f"{side_name(atlas, str(side), words)} {n}" for side, n in others.items())
    return f"{len(rows)}" + (words("cities.of_which", named=named) if named else "")
