"""One place as HTML: roles over time, projects by stage, partners, industries and figures, each with text and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.profile import FIGURE_KINDS
from geo.html.links import Link, no_link
from geo.html.rendering import render
from geo.html.statements import by_text, newest_first, with_sides
from geo.looks import themes
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.atlas.profile import Profile
    from geo.html.statements import Row
    from geo.read.words import Words


def profile_head(atlas: Atlas, place: Profile, words: Words, link: Link = no_link, back: str = "") -> Markup:
    """Return the name of a place, what it lies in and what lies in it; ``back`` is the address of the comparison.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    place
        The profile of the place (`geo.atlas.profile.profile`).
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    back
        The address of the comparison; empty for none.
    """
    levels = atlas.places["level"]
    above = [p for p in place.line[1:] if p in atlas.city_ids]
    above += [p for p in place.line[1:] if levels[p] in ("county", "zone")]
    below = {level: [p for p in place.below if levels[p] == level] for level in ("county", "zone")}
    row = atlas.places.loc[place.place_id]
    return render("place_head", words, link, atlas=atlas, row=row, above=above, below=below, back=back)


def section(atlas: Atlas, place: Profile, part: str, words: Words, link: Link = no_link) -> Markup:
    """Return one part of a profile: ``roles``, ``projects``, ``partners``, ``industries`` or ``figures``.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    place
        The profile of the place (`geo.atlas.profile.profile`).
    part
        One of those named above.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    values = {
        "roles": _roles,
        "projects": _projects,
        "partners": _partners,
        "industries": _industries,
        "figures": _figures,
    }
    return render(f"place_{part}", words, link, atlas=atlas, place=place, **values[part](atlas, place))


def _roles(atlas: Atlas, place: Profile) -> Mapping[str, Any]:
    """Return the roles of the place, text by text, and those of what lies in it."""
    colours = themes.theme_colours(atlas)
    return {"own": by_text(place.roles), "below": by_text(place.roles_below), "theme_colours": colours}


def _projects(atlas: Atlas, place: Profile) -> Mapping[str, Any]:
    """Return the projects at each stage, the most advanced first, and by project the report that states its stage."""
    groups = place.projects.reset_index().groupby("status", sort=False)
    order = [status for status in (*reversed(atlas.statuses.index), "") if status in groups.groups]
    return {
        "stages": {status: records(groups.get_group(status)) for status in order},
        "most": max(groups.size(), default=0),
        "reports": {report["project_id"]: report for report in records(place.reports.reset_index())},
    }


def _partners(atlas: Atlas, place: Profile) -> Mapping[str, Any]:
    """Return what the place does with others, the newest text first, and the organisations' parts in its projects."""
    return {
        "texts": by_text(with_sides(newest_first(place.partners), place.place_id)),
        "organisations": records(place.organisations),
        "topic_colours": themes.topic_colours(atlas),
    }


def _industries(_atlas: Atlas, place: Profile) -> Mapping[str, Any]:
    """Return the industries of the place by form, and those of what lies in it."""
    return {"own": _by("form", place.industries), "below": _by("form", place.industries_below)}


def _figures(_atlas: Atlas, place: Profile) -> Mapping[str, Any]:
    """Return the figures of the place, targets, plans and actuals apart."""
    by_kind = _by("kind", place.figures)
    return {"kinds": {kind: by_kind[kind] for kind in FIGURE_KINDS if kind in by_kind}}


def _by(column: str, table: pd.DataFrame) -> dict[str, list[Row]]:
    return {str(value): records(rows) for value, rows in table.groupby(column, sort=False)}
