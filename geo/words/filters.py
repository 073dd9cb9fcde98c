"""A choice of filters in words, for titles and file names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words


def filters_in_words(view: View, words: Words) -> str:
    """Return what was chosen, as a reader says it; an empty text when nothing was."""
    parts = [entry.in_words(view.atlas, view.filters, words) for entry, _ in view.filters]
    return " · ".join(part for part in parts if part)
