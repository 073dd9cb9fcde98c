"""One project in full, as a piece of HTML: what each text reports of it, with lines, and how its location is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.html.links import Link, no_link
from geo.html.rendering import render
from geo.html.sections import ProjectSections

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

ROLES_SHOWN = 8
"""Roles of the places that a project touches; the rest are counted."""


def project_card(
    atlas: Atlas, project_id: str, words: Words, *, has_roles: bool = True, link: Link = no_link
) -> Markup:
    """Return a project as HTML, with its sections at the length of a card.

    Parameters
    ----------
    atlas
        Cut at the day of the view, if it has one.
    project_id
        The id of a project.
    words
        The words of the language.
    has_roles
        Whether the roles of its places are shown too.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).

    Raises
    ------
    KeyError
        There is no such project.
    """
    project = ProjectSections(atlas, project_id)
    return render("card", words, link, atlas=atlas, project=project, has_roles=has_roles, roles_shown=ROLES_SHOWN)
