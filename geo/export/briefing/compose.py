"""A view and two days → what a briefing says, whatever file it becomes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.export.briefing import changes, lead, ledger, limits, overview, picture, register, relations
from geo.export.briefing.citations import Citations
from geo.export.briefing.parts import Briefing, Labels
from geo.export.briefing.scope import Scope, scope_of
from geo.words.dates import when
from geo.words.filters import filters_in_words
from geo.words.kinds import kinds_in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geo.atlas.atlas import View
    from geo.atlas.promises import Promise
    from geo.export.briefing.parts import Style
    from geo.read.words import Words

NAMED = 3
"""Of more places than this the title names the first and counts the others."""


def compose(  # noqa: PLR0913 - each is a choice of who asks, by name
    view: View,
    words: Words,
    *,
    since: dt.date | None,
    made_on: dt.date,
    map_mm: tuple[float, float],
    until: dt.date | None = None,
    style: Style = "atlas",
) -> Briefing:
    """Return the content of a briefing.

    Parameters
    ----------
    view
        The projects, with the place and the day of its filters.
    words
        The words of the language.
    since
        An earlier day to hold the view against; None for that of the texts before the newest.
    made_on
        The day on which the briefing is made.
    map_mm
        The room for the map, width and height in mm.
    until
        The later day of the comparison; None for that of the view.
    style
        What a document of it looks like.

    Raises
    ------
    BriefingError
        The view is empty, or the two days are not in their order.
    SheetError
        The map cannot be drawn.
    """
    scope = scope_of(view, words, since, until)
    name = name_of(view, words)
    drawn = picture.map_picture(view, words, map_mm)
    sections = (
        lead.lead(scope),
        overview.overview(scope, overview.map_of(scope, drawn, *map_mm)),
        changes.changes(scope),
        ledger.ledger(scope),
        register.reports(scope),
        register.register(scope),
        relations.cooperation(scope),
        relations.figures(scope),
        limits.limits(scope),
    )
    written = tuple(section for section in sections if section and section.blocks)
    title = words("briefing.title", name=name)
    notes = scope.citations.notes()
    return Briefing(title, subtitle(scope), words.lang, made_on, written, notes, labels(words, made_on), style)


def compose_ledger(view: View, promised: Sequence[Promise], words: Words, made_on: dt.date) -> Briefing:
    """Return the content of a document that holds the ledger of promises alone.

    Parameters
    ----------
    view
        The projects, as known on its day.
    promised
        The promises, in their order.
    words
        The words of the language.
    made_on
        The day on which the document is made.
    """
    scope = Scope(view, words, Citations(view.atlas, words), None, view.day)
    section = ledger.ledger(scope, promised)
    title = words("briefing.ledger_title", name=name_of(view, words))
    sections = (section,) if section else ()
    notes = scope.citations.notes()
    return Briefing(title, subtitle(scope), words.lang, made_on, sections, notes, labels(words, made_on))


def name_of(view: View, words: Words) -> str:
    """Return what the briefing is about: its one project, its places, or the cluster.

    Parameters
    ----------
    view
        The projects, with the place and the day of its filters.
    words
        The words of the language.
    """
    if len(view.projects) == 1:
        return words.of(view.projects.iloc[0], "name")
    names = [view.atlas.label(place, words.lang) for place in view.filters.place]
    if len(names) > NAMED:
        return words("briefing.places_more", name=names[0], count=len(names) - 1)
    return words("list.mark").join(names) or words("briefing.cluster")


def subtitle(scope: Scope) -> tuple[str, ...]:
    """Return up to when the briefing knows, how much it holds and against what; and below it the filters, if any.

    Parameters
    ----------
    scope
        What the briefing is about: the view, its days, the words, the citations so far.
    """
    words, view = scope.words, scope.view
    parts = [words("briefing.known", when=scope.day_in_words(scope.day))]
    if len(view.projects) > 1:
        parts.append(words("briefing.count", count=len(view.projects)))
        parts.append(kinds_in_words(view, words))
    if scope.since is not None:
        days = {"since": scope.day_in_words(scope.since), "until": scope.day_in_words(scope.until)}
        parts.append(words("briefing.compared" if scope.until == scope.day else "briefing.compared_until", **days))
    is_in_title = len(view.filters.place) <= NAMED
    rest = replace(view, filters=view.filters.without("place")) if is_in_title else view
    filters = "".join(mark for mark in filters_in_words(rest, words) if mark.isprintable())
    chosen = (words("sheet.filters", filters=filters),) if filters else ()
    return (words("briefing.dot").join(parts), *chosen)


def labels(words: Words, made_on: dt.date) -> Labels:
    """Return the words that a writer needs beside those of the content.

    Parameters
    ----------
    words
        The words of the language.
    made_on
        The day on which the briefing is made.
    """
    return Labels(
        running=words("title"),
        made=words("briefing.made", date=when(made_on, "day", words)),
        page=words("briefing.page"),
        table=words("briefing.table"),
        figure=words("briefing.figure"),
        notes=words("briefing.notes"),
        notes_hint=words("briefing.notes_hint"),
        number=words("briefing.number"),
        text=words("briefing.text"),
        lines=words("briefing.cited_lines"),
        cited=words("briefing.cited"),
        contents=words("briefing.contents"),
        apart=words("briefing.semicolon"),
        head=words("briefing.head"),
        under=words("briefing.under"),
        numerals=words("briefing.numerals"),
        fonts=words("briefing.fonts"),
    )
