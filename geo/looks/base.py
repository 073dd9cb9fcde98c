"""How the base of a map looks, on screen and on paper: rivers, seats, the numbers of roads, what is there already.

It is quiet: what the map is about lies over it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from geo.looks.schemes import WHITE, pair
from geo.looks.style import INK, Stroke

RIVER = Stroke("#8db5d1", 1.5)
RIVER_INK = "#34719b"
RIVER_SLANT_DEG = 12.0
"""Names of waters lean, as on Chinese maps and others (GB/T 20257)."""

CITY_SEAT_PX, COUNTY_SEAT_PX = 9.0, 5.5
"""Diameter of a seat's ring: of a city with a dot in it, of a county without."""

EXPRESSWAY = "expressway"
SHIELDS = {"expressway": "#2f7d5b", "G": "#b5544c", "S": "#a3822c"}
"""The ground of a road's number: green for an expressway, red for a national and ochre for a provincial road."""

IN_USE = ("completed", "operating")
"""Stages of what is there: it lies under what is not, as the base of it."""


def shield_colour(road_number: str, project_type: str) -> str:
    """Return the ground of a road's number.

    Parameters
    ----------
    road_number
        As on its sign, such as ``G55`` or ``S317``.
    project_type
        The id of the type of project.

    Returns
    -------
    str
        ``#rrggbb``.
    """
    return SHIELDS[EXPRESSWAY if project_type == EXPRESSWAY else road_number[0]]


def as_json() -> dict[str, Any]:
    """Return the looks as plain values, for the script in the map; colours as pairs of a light and a dark one."""
    return {
        "river": asdict(RIVER) | {"colour": pair(RIVER.colour, "#3f6a86"), "ink": pair(RIVER_INK, "#86b6d6")},
        "seat": {"city": CITY_SEAT_PX, "county": COUNTY_SEAT_PX, "face": pair(WHITE, "#14171a")},
        "seatInk": pair(INK, "#e9e5db"),
        "inUse": list(IN_USE),
    }
