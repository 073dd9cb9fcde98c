"""What the newest texts changed, as HTML; and what was known of one project on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.atlas import progress
from geo.html.headings import line
from geo.html.links import no_link
from geo.html.rendering import render
from geo.html.sections import ProjectSections
from geo.words.dates import when

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.atlas.atlas import Atlas, View
    from geo.html.links import Link
    from geo.read.words import Words


def known_in_words(atlas: Atlas, words: Words) -> str:
    """Return up to when the record is read: a day asked for, the date of the newest text, that of newer evidence.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    words
        The words of the language.
    """
    day, text = atlas.day, progress.latest_text(atlas)
    if text is None:
        return words("timeline.known_nothing", day=when(day, "day", words)) if day else words("timeline.no_texts")
    written = next(known for known in reversed(progress.text_days(atlas)) if known.source_ids)
    newest = when(written.day, written.precision, words)
    if written is not text:
        evidence = when(text.day, "day", words)
        if day is None or day == text.day:
            return words("timeline.known_evidence", when=newest, evidence=evidence)
        return words("timeline.known_day_evidence", day=when(day, "day", words), when=newest, evidence=evidence)
    if day is None or day == text.day:
        return words("timeline.known_text", when=newest)
    return words("timeline.known_day", day=when(day, "day", words), when=newest)


def changes_html(view: View, words: Words, link: Link = no_link) -> Markup:
    """Return what the newest texts by the view's day changed about its projects, each with its lines.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    text = progress.latest_text(view.atlas)
    if text is None:
        return line(words("timeline.no_texts"))
    changes = progress.changes(view)
    groups = {kind: [change for change in changes if change.kind == kind] for kind in progress.CHANGES}
    return render(
        "changes",
        words,
        link,
        atlas=view.atlas,
        text=text,
        heading=_heading(view.atlas, text, words),
        groups={kind: same for kind, same in groups.items() if same},
    )


def known_html(view: View, project_id: str, words: Words, link: Link = no_link) -> Markup:
    """Return what the texts reported of a project by the view's day, as HTML, oldest first.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    project_id
        The id of a project.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).

    Raises
    ------
    KeyError
        The view does not hold the project.
    """
    if project_id not in view.projects.index:
        raise KeyError(project_id)
    project = ProjectSections(view.atlas, project_id)
    return render("known_reports", words, link, atlas=view.atlas, project=project)


def _heading(atlas: Atlas, text: progress.TextDay, words: Words) -> str:
    before = progress.text_before(atlas, text)
    newest = when(text.day, text.precision, words)
    if before is None:
        return words("timeline.first", when=newest)
    return words("timeline.against", when=newest, before=when(before.day, before.precision, words))
