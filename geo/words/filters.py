"""A choice of filters in words, for titles and file names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words


def filters_in_words(view: View, words: Words) -> str:
    """Return the filters of a view in words, each by `geo.atlas.filters.Filter.in_words`.

    Parameters
    ----------
    view
        Its filters count, not its projects.
    words
        The words of the language.

    Returns
    -------
    str
        The filters chosen, parted by middle dots; empty where none is but the day, which titles say apart.
    """
    parts = [entry.in_words(view.atlas, view.filters, words) for entry, _ in view.filters]
    return " · ".join(part for part in parts if part)
