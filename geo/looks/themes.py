"""Hues for what cooperation and roles are about: those of the groups of projects, so that a colour means one field."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.atlas.profile import TIE
from geo.looks import style
from geo.looks.schemes import in_both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas

TOPICS = {
    "planning": "zone",
    "governance": "rail",
    "transport": "road",
    "logistics": "transit",
    "industry": "industry",
    "trade": "water",
    "innovation": "air",
    "digital": "digital",
    "energy": "energy",
    "ecology": "ecology",
    "tourism": "culture",
    "culture": "",
    "services": "service",
}
"""Topic of cooperation → the group of projects whose hue it has, in the order of ribbons and legends."""

THEMES = {
    "leadership": "rail",
    "integration": "zone",
    "opening": "water",
    "logistics": "transit",
    "industry": "industry",
    "innovation": "air",
    "digital": "digital",
    "energy": "energy",
    "ecology": "ecology",
    "tourism": "culture",
    "agriculture": "",
    "livability": "service",
}
"""Theme of a role → the group of projects whose hue it has."""

OWN_HUE = "#e6dc5a"
"""For what no group of projects is about."""


@lru_cache(maxsize=2)
def topic_colours(atlas: Atlas) -> dict[str, str]:
    """Return topic → colour in both schemes.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return {topic: in_both(hue) for topic, hue in _hues(atlas, TOPICS).items()}


@lru_cache(maxsize=2)
def theme_colours(atlas: Atlas) -> dict[str, str]:
    """Return theme → colour in both schemes, `TIE` among them.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return {theme: in_both(hue) for theme, hue in theme_hues(atlas).items()}


def theme_hues(atlas: Atlas) -> dict[str, str]:
    """Return theme → hue (``#rrggbb``), `TIE` among them.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return _hues(atlas, THEMES) | {TIE: style.GREY}


def _hues(atlas: Atlas, groups: Mapping[str, str]) -> dict[str, str]:
    hues = dict(zip(atlas.types["group"], atlas.types["colour"], strict=True))
    return {name: hues.get(group, OWN_HUE) for name, group in groups.items()}
