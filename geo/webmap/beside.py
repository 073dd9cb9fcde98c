"""What the map is told to show two days side by side: the stages of another day, and what each side is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.webmap.switches import by_stage
from geo.words.dates import when
from geo.words.rings import stages_apart

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words


def beside_message(view: View, other: View, words: Words) -> dict[str, Any]:
    """Return what a message has more where another day lies beside it; the earlier day is on the left.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    other
        The same filters on the other day.
    words
        The words of the language.

    Returns
    -------
    dict
        ``beside``: ``stages`` and ``apart`` of the other day, as in `geo.webmap.messages.view_message`; the ``side`` on
        which it lies; what stands at the ``left`` and the ``right`` of the bar; the names of the other map (``title``)
        and of the ``bar``.
    """
    side = "left" if other.day < view.day else "right"
    earlier, later = sorted([view.day, other.day])
    return {
        "beside": {
            "stages": by_stage(other.projects),
            "apart": stages_apart(other, words),
            "side": side,
            "left": words("timeline.side", day=when(earlier, "day", words)),
            "right": words("timeline.side", day=when(later, "day", words)),
            "title": words("timeline.map_beside", day=when(other.day, "day", words)),
            "bar": words("timeline.bar"),
        }
    }
