"""Figures as HTML: a list that leads to each, and one figure in full with the lines that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.indicators import KINDS
from geo.html.links import Link, no_link
from geo.html.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from markupsafe import Markup

    from geo.read.words import Words


def kinds_key(counts: Mapping[str, int], words: Words) -> Markup:
    """Return what the fills of bars mean, as HTML, each with how many figures have it.

    Parameters
    ----------
    counts
        Kind → number, from `geo.atlas.indicators.kind_counts`.
    words
        The words of the language.
    """
    return render("figure_kinds", words, kinds=KINDS, counts=counts)


def figure_list(
    figures: Iterable[Any], words: Words, select: Callable[[str], str], link: Link = no_link, selected: str = ""
) -> Markup:
    """Return the figures as HTML, by topic.

    Parameters
    ----------
    figures
        Rows as `geo.atlas.indicators.figures_within` gives them.
    words
        The words of the language.
    select
        Gives the address that opens a figure, by its id.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    selected
        The figure, or the indicator, that is open.
    """
    topics: dict[str, list[Any]] = {}
    for row in figures:
        topics.setdefault(row["topic"], []).append(row)
    return render("figure_list", words, link, topics=topics, select=select, selected=selected)


def stat_lines(figures: Iterable[Any], words: Words, select: Callable[[str], str]) -> Markup:
    """Return figures that nothing can be compared with, a line each: what, how much, of whom, when.

    Parameters
    ----------
    figures
        Rows of `geo.atlas.indicators.figures_within`.
    words
        The words of the language.
    select
        Id of a figure → the address at which it is shown in full.
    """
    return render("figure_lines", words, figures=figures, select=select)


def figure_card(figure: Any, words: Words, link: Link = no_link) -> Markup:
    """Return one figure in full, as HTML: what it is of, as printed and normalised, and where it stands.

    Parameters
    ----------
    figure
        A row of `geo.atlas.indicators.figures_within`.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    return render("figure_card", words, link, figure=figure)
