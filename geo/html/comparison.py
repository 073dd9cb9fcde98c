"""Several projects side by side, as an HTML table: a column for each project, a row for each section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.html.links import no_link
from geo.html.rendering import render
from geo.html.sections import ProjectSections

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.html.links import Link
    from geo.read.words import Words


def comparison(atlas: Atlas, project_ids: tuple[str, ...], words: Words, link: Link = no_link) -> Markup:
    """Return the table of those projects that the atlas knows; a cell of which no text says anything holds a dash.

    Parameters
    ----------
    atlas
        Cut at the day of the view, if it has one.
    project_ids
        The columns, in this order; those that the atlas does not know are left out.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    projects = [ProjectSections(atlas, project_id) for project_id in project_ids if project_id in atlas.projects.index]
    return render("comparison", words, link, atlas=atlas, projects=projects)
