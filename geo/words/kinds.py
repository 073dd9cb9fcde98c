"""How many entries of each kind a view holds: works are not programmes, and neither is an aim."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words


def kinds_in_words(view: View, words: Words) -> str:
    """Return how many works, services, programmes, institutions and aims a view holds, as “works 96 · aims 3”.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    return words("kind_count.mark").join(
        words("kind_count.counted", name=words(f"kind_count.{kind}", count=count), count=count)
        for kind, count in view.kinds.items()
    )
