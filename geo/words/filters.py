"""A choice of filters in words, for titles and file names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words


def filters_in_words(view: View, words: Words) -> str:
    """Return what was chosen, as a reader says it; an empty text when nothing was."""
    atlas, chosen = view.atlas, view.filters
    separator = "、" if words.lang == "zh" else ", "
    parts = [
        separator.join(atlas.label(p, words.lang) for p in chosen.place),
        separator.join(words(f"group.{g}") for g in chosen.group),
        separator.join(atlas.label(t, words.lang) for t in chosen.type),
        separator.join(atlas.label(s, words.lang) for s in chosen.status),
        words("filter.cross") if chosen.cross else "",
        f"“{chosen.q}”" if chosen.q else "",
    ]
    return " · ".join(part for part in parts if part)
