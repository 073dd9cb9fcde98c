"""How things look, on screen and on paper alike: hues by group, stages by weight and fill, precision by the edge.

The hue of a group is in ``project_types.csv``; everything else is here, once, and goes to the browser as JSON. Widths
are in CSS pixels (1/96 inch); a sheet turns them into points.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

PAPER = "#fbfaf6"
INK = "#23303a"
QUIET = "#6f6a62"
PROVINCE_FILL = "#f2efe8"
ACCENT = "#1f5f7a"
SELECTED = "#ffb000"

CITY_TINTS = {"140100": "#f4dccb", "140700": "#e1ebcf", "140900": "#d5e5ee", "141100": "#f3e8c0", "140300": "#e5dbee"}
"""The five cities: soft, and told apart in hue as well as in lightness."""


@dataclass(frozen=True)
class Stroke:
    """A boundary line: colour, width in px, dash pattern in px (empty for a solid line)."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()


BOUNDARY_LINES = {
    "province": Stroke("#6d6257", 2.2, (12, 4, 2, 4)),
    "prefecture": Stroke("#857a6e", 1.4, (9, 3, 2, 3)),
    "county": Stroke("#b5aca0", 0.7, (2, 3)),
}
"""The hierarchy of Chinese maps (GB/T 20257): dash-dot for the province, lighter for cities, dotted for counties."""


@dataclass(frozen=True)
class StageStyle:
    """How a stage is drawn: an outer stroke and an inner one, each ``full``, ``tint``, ``paper`` or ``grey``."""

    outer: str
    outer_width: float
    inner: str
    inner_width: float


STAGES = {
    "operating": StageStyle("paper", 7.5, "full", 5.0),
    "completed": StageStyle("paper", 7.5, "full", 5.0),
    "building": StageStyle("full", 6.5, "tint", 3.4),
    "suspended": StageStyle("grey", 6.5, "tint", 3.4),
    "advancing": StageStyle("full", 4.6, "tint", 2.2),
    "prepared": StageStyle("paper", 4.2, "full", 1.8),
    "proposed": StageStyle("full", 4.4, "paper", 2.6),
    "unstated": StageStyle("full", 2.6, "paper", 1.6),
}
"""Built is full, building bold with a light core, advancing slimmer, prepared thin, proposed hollow; what no text
states a stage of is hollow and thin."""

DASHES = {"precise": (), "approximate": (), "schematic": (9.0, 6.0), "admin": ()}
"""A schematic line is dashed; an admin unit is a soft area with a square."""

GREY = "#8a8a8a"
TINT_SHARE = 0.62
"""How far a tint is from its hue towards white."""
AREA_OPACITY = 0.16
SYMBOL_PX = 15.0
"""Side or diameter of a site's symbol."""


def tint(colour: str, share: float = TINT_SHARE) -> str:
    """Return a colour (``#rrggbb``) moved towards white by a share from 0 to 1."""
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(c + (255 - c) * share):02x}" for c in channels)


def stroke_colour(role: str, colour: str) -> str:
    """Return what a stage's ``full``, ``tint``, ``paper`` or ``grey`` means for a group's colour."""
    return {"full": colour, "tint": tint(colour), "paper": "#ffffff", "grey": GREY}[role]


def as_json() -> dict[str, Any]:
    """Return the whole style as plain values, for the script in the map."""
    return {
        "paper": PAPER,
        "ink": INK,
        "quiet": QUIET,
        "provinceFill": PROVINCE_FILL,
        "selected": SELECTED,
        "tints": CITY_TINTS,
        "boundaries": {level: asdict(stroke) for level, stroke in BOUNDARY_LINES.items()},
        "stages": {status: asdict(stage) for status, stage in STAGES.items()},
        "dashes": {name: list(dash) for name, dash in DASHES.items()},
        "grey": GREY,
        "tintShare": TINT_SHARE,
        "areaOpacity": AREA_OPACITY,
        "symbol": SYMBOL_PX,
    }
