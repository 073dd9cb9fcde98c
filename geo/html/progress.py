"""What the newest texts changed, as HTML; and what was known of one project on a day."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas import progress
from geo.html.card import lines_in_words, report_html, stage_chip
from geo.html.links import linked, no_link
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.atlas.progress import Change
    from geo.html.links import Link
    from geo.read.words import Words


def known_in_words(atlas: Atlas, words: Words) -> str:
    """Return up to when the record is read: a day asked for, or the date of the newest text."""
    day, text = atlas.day, progress.latest_text(atlas)
    if text is None:
        return words("timeline.known_nothing", day=when(day, "day", words)) if day else words("timeline.no_texts")
    newest = when(text.day, text.precision, words)
    if day is None or day == text.day:
        return words("timeline.known_text", when=newest)
    return words("timeline.known_day", day=when(day, "day", words), when=newest)


def changes_html(view: View, words: Words, link: Link = no_link) -> str:
    """Return what the newest texts by the view's day changed about its projects, each with its lines."""
    atlas, text = view.atlas, progress.latest_text(view.atlas)
    if text is None:
        return f"<p class='atlas-quiet'>{escape(words('timeline.no_texts'))}</p>"
    found = progress.changes(view)
    kinds = [change.kind for change in found]
    counts = "".join(
        f"<span><b>{kinds.count(kind)}</b>{escape(words(f'timeline.change.{kind}'))}</span>"
        for kind in progress.CHANGES
        if kind in kinds
    )
    groups = "".join(_group(atlas, kind, found, words, link) for kind in progress.CHANGES)
    newest = when(text.day, text.precision, words)
    nothing = "" if found else f"<p class='atlas-quiet'>{escape(words('timeline.no_change', when=newest))}</p>"
    heading = escape(_heading(atlas, text, words))
    return (
        f"<div class='timeline-changes'><h2>{heading}</h2>{_texts(atlas, text, words, link)}"
        f"<div class='atlas-counts'>{counts}</div>{nothing}{groups}</div>"
    )


def _heading(atlas: Atlas, text: progress.TextDay, words: Words) -> str:
    before = progress.text_before(atlas, text)
    newest = when(text.day, text.precision, words)
    if before is None:
        return words("timeline.first", when=newest)
    return words("timeline.against", when=newest, before=when(before.day, before.precision, words))


def _texts(atlas: Atlas, text: progress.TextDay, words: Words, link: Link) -> str:
    titles = (linked(words.of(atlas.texts.loc[s], "title"), link("source", s)) for s in text.source_ids)
    return f"<p class='atlas-source'>{'<br>'.join(titles)}</p>"


def _group(atlas: Atlas, kind: str, found: Iterable[Change], words: Words, link: Link) -> str:
    items = [_change(atlas, change, words, link) for change in found if change.kind == kind]
    if not items:
        return ""
    label = escape(words(f"timeline.change.{kind}"))
    return f"<h3>{label}<span>{len(items)}</span></h3><ul>{''.join(items)}</ul>"


def _change(atlas: Atlas, change: Change, words: Words, link: Link) -> str:
    name = linked(words.of(atlas.projects.loc[change.project_id], "name"), link("project", change.project_id))
    if change.kind == "contradicted":
        told = " ".join(
            f"{stage_chip(atlas, report['status'], words)} {_lines(report, words, link)}" for report in change.reports
        )
        return f"<li>{name} {told}</li>"
    chips = stage_chip(atlas, change.after, words)
    if change.kind not in ("new", "again"):
        chips = f"{stage_chip(atlas, change.before, words)}<i aria-hidden='true'>→</i>{chips}"
    return f"<li>{name} {chips} {' '.join(_lines(report, words, link) for report in change.reports)}</li>"


def _lines(report: Mapping[str, Any], words: Words, link: Link) -> str:
    lines = linked(lines_in_words(report["locator"], words), link("source", report["source_id"]))
    return f"<span class='atlas-cite' title='{escape(words.of(report, 'milestone'))}'>{lines}</span>"


def known_html(view: View, project_id: str, words: Words, link: Link = no_link) -> str:
    """Return what the texts said of a project by the view's day, oldest first.

    Raises
    ------
    KeyError
        The view does not hold the project.
    """
    atlas, project = view.atlas, view.projects.loc[project_id]
    reports = atlas.history(project_id)
    told = "".join(report_html(atlas, report, words, link) for _, report in reports.iterrows())
    name = linked(words.of(project, "name"), link("project", project_id))
    return (
        f"<div class='atlas-card'><h3>{name}</h3>"
        f"<p class='atlas-chips'>{stage_chip(atlas, str(project['status']), words)}</p>{told}</div>"
    )
