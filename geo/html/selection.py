"""What is in view and what is taken away of it, as HTML: the map in words, a series' sheets, a briefing's outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.atlas.units import several, stand_ins
from geo.html.links import href, no_link
from geo.html.rendering import render
from geo.looks.legend import legend_entries
from geo.words.kinds import kinds_in_words
from geo.words.rings import stages_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.atlas.atlas import View
    from geo.atlas.frameworks import Strategy
    from geo.html.links import Link
    from geo.read.words import Words

APART_SHOWN = 24
"""Of how many projects the map in words tells that a later page says otherwise than the texts; each tells its own."""
STRATEGIES_SHOWN = 3
"""How many strategies that a search finds are linked by name; the page of strategies lists them all."""


def text_alternative(view: View, words: Words) -> Markup:
    """Return the map in words, for those who cannot see it and for those who want the figures.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    groups = [entry for entry in legend_entries(view, words) if entry.kind == "group"]
    stages = words("list.mark").join(f"{view.atlas.label(s, words.lang)} {n}" for s, n in view.counts.items())
    held, apart = stand_ins(view), stages_apart(view, words)
    units = words("list.mark").join(f"{view.atlas.label(unit, words.lang)} {len(ids)}" for unit, ids in held.items())
    most = max((entry.count for entry in groups), default=1)
    return render(
        "view_alternative",
        words,
        view=view,
        groups=groups,
        stages=stages,
        units=units,
        of_units=len({project_id for ids in held.values() for project_id in ids}),
        several=several(view),
        kinds=kinds_in_words(view, words),
        most=most,
        apart=apart,
        apart_shown=list(apart.items())[:APART_SHOWN],
    )


def strategies_named(strategies: Sequence[Strategy], words: Words, link: Link = no_link) -> Markup:
    """Return the strategies that a search finds as links in a line, the first few by name.

    Parameters
    ----------
    strategies
        In their order; the first `STRATEGIES_SHOWN` are named.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    return render("strategies_named", words, link, strategies=strategies, shown=STRATEGIES_SHOWN)


def sheet_names(names: Sequence[tuple[str, str]], left_out: Iterable[str], words: Words) -> Markup:
    """Return the sheets of a series (each its name and how many projects, in words), and of what there will be none.

    Parameters
    ----------
    names
        The name of each sheet, and how many projects are on it, in words.
    left_out
        The names of places without a sheet.
    words
        The words of the language.
    """
    return render("sheet_names", words, names=names, left_out=list(left_out))


def outline(title: str, subtitle: Iterable[str], sections: Iterable[tuple[str, Sequence[str]]]) -> Markup:
    """Return what a briefing holds: its headings, and below each the captions of its tables and pictures.

    Parameters
    ----------
    title
        That of the briefing.
    subtitle
        One line each.
    sections
        The heading of each, and the captions below it.
    """
    return render("outline", None, title=title, subtitle=subtitle, sections=sections)


def sheet_links(sheets: Sequence[tuple[str, str]]) -> Markup:
    """Return links that open the sheets of a template, a line each.

    Parameters
    ----------
    sheets
        The name of each and its address.
    """
    items = (
        Markup('<li><a href="{}" target="_self">{}</a></li>').format(href(address), name) for name, address in sheets
    )
    return Markup('<ul class="snapshot-template">{}</ul>').format(Markup("").join(items))
