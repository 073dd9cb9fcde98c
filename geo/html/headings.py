"""What stands around the contents of a page, as HTML: headings, counts, notes, prompts and the bar of pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.html.rendering import render
from geo.words.case import uncapitalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geo.atlas.atlas import View
    from geo.read.words import Words

NOTHING = Markup()


@dataclass(frozen=True)
class Count:
    """A number and what it counts; ``is_first`` sets it off from those before. A note has no number.

    Parameters
    ----------
    number
        None of a note.
    label
        What is counted, or the note.
    is_first
        Whether it is set off from those before.
    """

    number: int | None
    label: str
    is_first: bool = False


def counts_line(counts: Iterable[Count], *, is_status: bool = True) -> Markup:
    """Return numbers in a line; ``is_status`` where they change with the filters and are to be read out.

    Parameters
    ----------
    counts
        In their order.
    is_status
        Whether they change with the filters, so that a screen reader reads them out.
    """
    return render("counts", None, counts=counts, is_status=is_status)


def kind_counts(view: View, words: Words) -> list[Count]:
    """Return how many entries a view has, of how many, and how many of them are works, services and so on.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    total = Count(len(view.projects), words("count.of_entries", total=len(view.atlas.projects)))
    kinds = view.kinds.items()
    return [total, *(Count(count, words(f"kind_count.{kind}", count=count)) for kind, count in kinds)]


def stage_counts(view: View, words: Words) -> list[Count]:
    """Return how many projects of a view are at each stage.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.

    Returns
    -------
    list of Count
        In the order of stages; those without a project are left out.
    """
    label = view.atlas.label
    return [Count(count, uncapitalised(label(stage, words.lang))) for stage, count in view.counts.items()]


def heading(
    text: str,
    note: str = "",
    *,
    tag: str = "h2",
    beside: Markup = NOTHING,
    is_status: bool = False,
) -> Markup:
    """Return a heading with a note beside it.

    Parameters
    ----------
    text
        The heading, in the language; it is escaped.
    note
        What stands beside it; empty for nothing.
    tag
        The element: ``h1``, ``h2`` or ``h3``.
    beside
        HTML of `geo.html` that stands between the two.
    is_status
        Whether it changes with the filters and is to be read out.
    """
    return render("heading", None, text=text, note=note, tag=tag, beside=beside, is_status=is_status)


def line(text: str, kind: str = "atlas-quiet", tag: str = "p", *, is_status: bool = False) -> Markup:
    """Return a text in an element (``tag``) of a class (``kind``).

    Parameters
    ----------
    text
        Plain text; it is escaped.
    kind
        The class of the element.
    tag
        The element.
    is_status
        Whether it changes with the filters, so that a screen reader reads it out.
    """
    return render("line", None, text=text, kind=kind, tag=tag, is_status=is_status)


def lines(texts: Iterable[str], kind: str) -> Markup:
    """Return texts as paragraphs in a block of a class.

    Parameters
    ----------
    texts
        One paragraph each, escaped.
    kind
        The class of the block.
    """
    return render("lines", None, texts=texts, kind=kind)


def prompt(*texts: str, title: str = "", is_reachable: bool = False) -> Markup:
    """Return what a reader can do where nothing is chosen or found; ``is_reachable`` with the Tab key, to be read.

    Parameters
    ----------
    title
        What stands above them; empty for nothing.
    is_reachable
        Whether the Tab key stops there.
    *texts
        One line each.
    """
    return render("prompt", None, texts=texts, title=title, is_reachable=is_reachable)


def navigation(pages: Mapping[str, str], here: str, address: Callable[[str], str], words: Words) -> Markup:
    """Return the bar of pages: plain links, so that a tab can be opened with Ctrl or the middle button.

    Parameters
    ----------
    pages
        Name → path, in their order.
    here
        The path of the page that is shown.
    address
        Gives the address of a path in the present state.
    words
        The words of the language.
    """
    return render("navigation", words, pages=pages, here=here, address=address)
