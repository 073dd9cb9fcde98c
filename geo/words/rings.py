"""Where the later evidence says otherwise of a stage than the texts do: both, with the page, in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from geo.words.case import uncapitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words

IN_BRACKETS = re.compile(r"\s*[（(][^（()）]*[）)]$")
"""The short name that follows a name."""
_SENTENCES: WeakKeyDictionary[Atlas, dict[tuple[int, str], tuple[Words, str]]] = WeakKeyDictionary()
"""Atlas → what was said of its projects: it never changes, and every run of the map asks for all of them."""
MARK = "†"
"""What stands at the name of a project whose stage is not that of the texts, where a sentence has no room."""


def mark_of(project: Any) -> str:
    """Return the mark of a project (with ``status`` and ``texts_status``), or an empty text where the two agree.

    Parameters
    ----------
    project
        A row of `Atlas.projects`, or of the features of a sheet.
    """
    return MARK if project.status != project.texts_status else ""


def stages_apart(view: View, words: Words) -> Mapping[str, str]:
    """Return project_id → what the texts say of its stage and what a later page does, in the order of the view.

    Only of projects whose stage rests on a public page and is not that of the texts.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    sentences = _SENTENCES.setdefault(view.atlas, {})
    for project_id in (changed := _changed(view)):
        if (id(words.table), project_id) not in sentences:
            sentences[id(words.table), project_id] = words, _sentence(view.atlas, project_id, words)
    return {project_id: sentences[id(words.table), project_id][1] for project_id in changed}


def changes_in_short(view: View, words: Words) -> list[str]:
    """Return the same as short as a sheet needs it: name, both stages, who said so and when.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.

    Returns
    -------
    list of str
        In the order of the view.
    """
    atlas, projects = view.atlas, view.projects
    short = []
    for project_id in _changed(view):
        before, page = str(projects.at[project_id, "texts_status"]), _page(atlas, project_id)
        short.append(
            words(
                "rings.short",
                name=IN_BRACKETS.sub("", words.of(projects.loc[project_id], "name")),
                before=uncapitalised(_stage(atlas, before, words)),
                after=uncapitalised(_stage(atlas, page["status"], words)),
                page=page_in_words(page, words),
            )
        )
    return short


def page_in_words(row: Any, words: Words) -> str:
    """Return the page of a report: who published it, and the day of what it reports.

    Parameters
    ----------
    row
        A row of `Atlas.reports` that cites a public page.
    words
        The words of the language.
    """
    day = when(row["happened_on"], row["event_precision"] or row["date_precision"], words)
    return words("rings.page", publisher=words.of(row, "publisher"), when=day)


def _changed(view: View) -> list[str]:
    """Return the projects of a view whose stage is not that of the texts, in its order."""
    projects = view.projects
    return [str(project_id) for project_id in projects.index[projects["status"] != projects["texts_status"]]]


def _sentence(atlas: Atlas, project_id: str, words: Words) -> str:
    page = _page(atlas, project_id)
    by_texts = words("detail.by_no_text")
    if project_id in atlas.deciding_texts.index:
        text: Any = atlas.deciding_texts.loc[project_id]
        day = when(text["published_on"], text["date_precision"], words)
        by_texts = words("detail.by_text", when=day, stage=uncapitalised(_stage(atlas, text["status"], words)))
    stage = uncapitalised(_stage(atlas, page["status"], words))
    return words("rings.apart", texts=by_texts, stage=stage, page=page_in_words(page, words))


def _page(atlas: Atlas, project_id: str) -> Any:
    return atlas.deciding.loc[project_id]


def _stage(atlas: Atlas, status: str, words: Words) -> str:
    return atlas.label(status, words.lang) if status else words("detail.no_status")
