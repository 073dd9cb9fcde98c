"""One project's page as HTML: what it is, and everything the record ties to it, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas import register
from geo.html.card import ROLES_SHOWN
from geo.html.crossings import pair_name
from geo.html.links import no_link
from geo.html.rendering import render
from geo.html.sections import ProjectSections
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.html.links import Link
    from geo.read.words import Words

NEIGHBOURS_SHOWN = 8
"""Projects at the same places; the rest are counted."""
STATED = ("history", "figures", "partners", "parts", "cooperation", "children")
"""Sections that are named as missing where no text states anything; the history holds the reports."""


def project_head(atlas: Atlas, project_id: str, words: Words, link: Link = no_link) -> Markup:
    """Return names, chips, summary, dates, places and what it belongs to, as HTML.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    project_id
        The id of a project.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).

    Raises
    ------
    KeyError
        There is no such project.
    """
    project = ProjectSections(atlas, project_id)
    return render("project_head", words, link, atlas=atlas, project=project, facts=_facts(atlas, project_id, words))


def project_sections(atlas: Atlas, project_id: str, words: Words, link: Link = no_link) -> Markup:
    """Return everything below the head, in columns as wide as the screen has room for; what no text states is named.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    project_id
        The id of a project.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).

    Raises
    ------
    KeyError
        There is no such project.
    """
    project = ProjectSections(atlas, project_id)
    missing = [name for name in STATED if not getattr(project, "reports" if name == "history" else name)]
    return render(
        "project_sections",
        words,
        link,
        atlas=atlas,
        project=project,
        missing=words("list.mark").join(words(f"register.section.{name}") for name in missing),
        neighbours_shown=NEIGHBOURS_SHOWN,
        roles_shown=ROLES_SHOWN,
        pair_name=pair_name,
    )


def _facts(atlas: Atlas, project_id: str, words: Words) -> Mapping[str, str]:
    """Return when the texts first and last spoke of a project, what they promise, and how often they do, in words."""
    summary: Any = register.summaries(atlas).loc[project_id]
    if not summary["reports"] > 0:
        return {}

    def date(name: str) -> str:
        return capitalised(when(summary[f"{name}_on"], summary[f"{name}_precision"], words))

    facts = {name: date(name) for name in ("first", "latest", "due") if summary[f"{name}_precision"]}
    if summary["is_past"]:
        facts["due"] = words("register.past", when=facts["due"])
    counted = words("register.told", reports=int(summary["reports"]), texts=len(summary["source_ids"]))
    return facts | {"reports": counted}
