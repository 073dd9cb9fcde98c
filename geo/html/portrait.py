"""One place in words, as HTML: roles over time, projects by stage, partners, industries and figures.

Every statement has its text, date and lines.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas.profile import FIGURE_KINDS
from geo.html import card
from geo.html.citation import cite
from geo.html.figures import kind_mark
from geo.html.links import Link, linked, no_link
from geo.html.statements import brief, by_text, cooperation_item, lines_link, newest_first, theme_chip
from geo.looks.schemes import in_both
from geo.read.tables import records
from geo.words import quantities

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.atlas.profile import Profile
    from geo.read.words import Words


def profile_head(atlas: Atlas, known: Profile, words: Words, link: Link = no_link, back: str = "") -> str:
    """Return the name of a place, what it lies in and what lies in it; ``back`` is where the comparison stands."""
    place: Any = atlas.places.loc[known.place_id]
    other = place["name_en"] if words.lang == "zh" else place["name_zh"]
    above = [linked(atlas.label(p, words.lang), link("place", p)) for p in known.line[1:] if p in atlas.city_ids]
    above += [
        linked(atlas.label(p, words.lang), link("place", p))
        for p in known.line[1:]
        if atlas.places.at[p, "level"] in ("county", "zone")
    ]
    level = place["level"]
    kind = words(f"cities.level.{level}")
    return (
        f"<div class='atlas-card'><div class='atlas-titled'><h2>{escape(words.of(place, 'name'))}</h2>"
        f"<span>{linked(words('cities.all'), back)}</span></div><p class='atlas-other'>{escape(other)} · "
        f"{escape(kind)}{''.join(f' · {name}' for name in above)}</p>{_below(atlas, known, words, link)}</div>"
    )


def section(atlas: Atlas, known: Profile, part: str, words: Words, link: Link = no_link) -> str:
    """Return one part of a profile: ``roles``, ``projects``, ``partners``, ``industries`` or ``figures``."""
    tell = {
        "roles": _roles,
        "projects": _projects,
        "partners": _partners,
        "industries": _trades,
        "figures": _figures,
    }
    return tell[part](atlas, known, words, link)


def _roles(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return the roles of the place, text by text, then those of what lies in it."""
    own = by_text(known.roles, words, link, lambda row: _role(atlas, row, words, link, has_place=False))
    below = by_text(known.roles_below, words, link, lambda row: _role(atlas, row, words, link, has_place=True))
    return _section(own, words("cities.no_role")) + _folded(
        words("cities.roles_below", count=len(known.roles_below)), below
    )


def _projects(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return how many projects are at each stage, as bars, and the projects of each, to be unfolded."""
    if known.projects.empty:
        return _section("", words("cities.no_project"))
    groups = known.projects.groupby("status", sort=False)
    order = [s for s in [*reversed(atlas.statuses.index), ""] if s in groups.groups]
    most = max(len(groups.get_group(s)) for s in order)
    cites = {str(row["project_id"]): brief(row, words, link) for row in records(known.reports.reset_index())}
    return "".join(_stage(atlas, groups.get_group(s), most, words, (link, cites)) for s in order)


def _partners(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return what the place does with others, the newest text first."""
    items = by_text(
        newest_first(known.partners), words, link, lambda row: cooperation_item(atlas, row, words, link, known.place_id)
    )
    parts = "".join(f"<li>{_organisation(atlas, row, words, link)}</li>" for row in records(known.organisations))
    more = words("cities.organisations", count=len(known.organisations))
    return _section(items, words("cities.no_partner")) + _folded(
        more, f"<ul class='atlas-items'>{parts}</ul>" if parts else ""
    )


def _trades(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return the industries of the place by form, then those of what lies in it."""
    own = _industries(atlas, known.industries, words, link, has_place=False)
    below = _industries(atlas, known.industries_below, words, link, has_place=True)
    return _section(own, words("cities.no_industry")) + _folded(
        words("cities.industries_below", count=len(known.industries_below)), below
    )


def _figures(_atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return the figures of the place, targets, plans and actuals apart."""
    parts = []
    for kind in FIGURE_KINDS:
        rows = known.figures[known.figures["kind"] == kind]
        if rows.empty:
            continue
        items = "".join(f"<li>{_figure(row, words, link)}</li>" for row in records(rows))
        title = f"{kind_mark(kind)}{escape(words(f'indicators.kind.{kind}'))} {len(rows)}"
        parts.append(f"<h4>{title}</h4><ul class='atlas-items'>{items}</ul>")
    more = words("cities.project_figures", count=known.project_figures) if known.project_figures else ""
    beside = f"<p class='atlas-quiet'>{escape(more)}</p>" if more else ""
    return _section("".join(parts), words("cities.no_figure")) + beside


def _section(body: str, otherwise: str) -> str:
    return f"<div class='atlas-card'>{body or f'<p class=atlas-quiet>{escape(otherwise)}</p>'}</div>"


def _folded(title: str, body: str) -> str:
    if not body:
        return ""
    return f"<details class='atlas-card atlas-fold'><summary>{escape(title)}</summary>{body}</details>"


def _role(atlas: Atlas, row: Any, words: Words, link: Link, *, has_place: bool) -> str:
    name = linked(atlas.label(row["place_id"], words.lang), link("place", row["place_id"])) + " " if has_place else ""
    return (
        f"{theme_chip(atlas, row['theme'], words)} {name}{escape(words.of(row, 'role'))} {lines_link(row, words, link)}"
    )


def _stage(atlas: Atlas, projects: pd.DataFrame, most: int, words: Words, leads: tuple[Link, Mapping[str, str]]) -> str:
    """Return the projects of one stage, folded below a bar.

    ``most`` is how many projects fill the bar; ``leads`` are where things are told and, by project, the lines that
    state the stage.
    """
    link, cites = leads
    status = str(projects["status"].iloc[0])
    items = "".join(
        f"<li><i class='atlas-dot' style='background:{in_both(row['colour'])}'></i>"
        f"{linked(words.of(row, 'name'), link('project', row['project_id']))} "
        f"<span class='atlas-quiet'>{escape(words.of(row, 'type'))}</span> {cites.get(row['project_id'], '')}</li>"
        for row in records(projects.reset_index())
    )
    share = 100 * len(projects) / most
    return (
        f"<details class='atlas-card atlas-fold atlas-stagebar'><summary>{card.stage_chip(atlas, status, words)}"
        f"<span class='atlas-track'><i style='width:{share:.0f}%'></i></span><b>{len(projects)}</b></summary>"
        f"<ul class='atlas-items'>{items}</ul></details>"
    )


def _industries(atlas: Atlas, rows: pd.DataFrame, words: Words, link: Link, *, has_place: bool) -> str:
    parts = []
    for form, group in rows.groupby("form", sort=False):
        items = "".join(f"<li>{_industry(atlas, row, words, link, has_place=has_place)}</li>" for row in records(group))
        title = f"{escape(words(f'cities.form.{form}'))} <span>{len(group)}</span>"
        parts.append(f"<h4>{title}</h4><ul class='atlas-items'>{items}</ul>")
    return "".join(parts)


def _industry(atlas: Atlas, row: Any, words: Words, link: Link, *, has_place: bool) -> str:
    name = linked(atlas.label(row["place_id"], words.lang), link("place", row["place_id"])) + " " if has_place else ""
    level, trade = row["level"], row["theme"]
    rank = f" <span class='atlas-chip'>{escape(words(f'cities.rank.{level}'))}</span>" if level else ""
    return (
        f"{name}{escape(words.of(row, 'name'))}{rank} {card.stage_chip(atlas, row['status'], words)} "
        f"<span class='atlas-quiet'>{escape(words(f'cities.trade.{trade}'))}</span> {cite(row, words, link)}"
    )


def _organisation(atlas: Atlas, row: Any, words: Words, link: Link) -> str:
    role, project = row["role"], str(atlas.projects.at[row["project_id"], f"name_{words.lang}"])
    return (
        f"{escape(words.of(row, 'name'))} <span class='atlas-quiet'>{escape(words(f'register.role.{role}'))}</span> "
        f"{linked(project, link('project', row['project_id']))} {cite(row, words, link)}"
    )


def _figure(row: Any, words: Words, link: Link) -> str:
    normal, period = quantities.normalised(row, words), quantities.period(row["period"], words)
    beside = f" ({escape(words('register.equals', value=normal))})" if normal else ""
    note = words.of(row, "note")
    return (
        f"{escape(words.of(row, 'label'))} <b>{escape(quantities.printed(row, words))}</b>{beside}"
        + (f" <span class='atlas-quiet'>{escape(period)}</span>" if period else "")
        + (f"<br><span class='atlas-note'>{escape(note)}</span>" if note else "")
        + f"<br>{cite(row, words, link)}"
    )


def _below(atlas: Atlas, known: Profile, words: Words, link: Link) -> str:
    """Return the counties and zones of a place, as links."""
    parts = []
    for level in ("county", "zone"):
        names = [p for p in known.below if atlas.places.at[p, "level"] == level]
        if names:
            joined = words("list.mark").join(linked(atlas.label(p, words.lang), link("place", p)) for p in names)
            label = escape(words(f"cities.below.{level}", count=len(names)))
            parts.append(f"<p class='atlas-below'><span class='atlas-quiet'>{label}</span> {joined}</p>")
    return "".join(parts)
