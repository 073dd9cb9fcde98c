"""The counties of a map of projects coloured by how many projects touch them: quiet, below lines and sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.units import county_counts
from geo.looks.schemes import pair
from geo.webmap.choropleth import count_classes

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

COUNTY = "county"
"""By what the ground is coloured, as the address has it."""
RAMP = tuple(
    pair(light, dark)
    for light, dark in (
        ("#efece2", "#2e2f2e"),
        ("#e3ddcc", "#3b3a36"),
        ("#d5ccb4", "#4a4740"),
        ("#c5b99b", "#5b564b"),
        ("#b3a583", "#6e6757"),
    )
)
"""From few to many, of no group's hue."""
NONE = pair("#ffffff", "#1b1f23")


def county_tint(view: View, words: Words) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Return the colour of each county of the cluster, and the sections of the legend that explain it.

    Nothing entered and nothing known are the same here: the legend calls it “no entry”, never “no project”.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.

    Returns
    -------
    tuple
        ``tints`` of a message (adcode → colour for both schemes), and sections, see
        `geo.webmap.messages.subject_message`.
    """
    counts, untouched = county_counts(view)
    classes = count_classes(counts, RAMP, words("map.tint.none"), NONE)
    tints = {place: one.colour for one in classes for place in one.place_ids}
    entries = [
        {"id": one.label, "label": one.label, "count": len(one.place_ids), "colour": one.colour} for one in classes
    ]
    note = {"id": "untouched", "label": words("map.tint.untouched", count=untouched)}
    sections = [{"kind": "class", "label": words("map.tint.legend"), "entries": entries}]
    return tints, [*sections, *([{"kind": "note", "label": "", "entries": [note]}] if untouched else [])]
