"""The colours of the atlas and its boundary lines, on screen and on paper alike.

The hue of a group is in ``project_types.csv``, how a stage and a precision look in `geo.looks.stages`. The map's script
gets all of it as JSON (`as_json`). Widths are in CSS pixels (1/96 inch); a sheet turns them into points.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from geo.looks import glyphs
from geo.looks.schemes import LEAST, WHITE, contrast, mix, pair
from geo.looks.stages import BUILT, PLAIN_PLACE, PRECISIONS, STAGES, UNSTATED

if TYPE_CHECKING:
    from geo.looks.glyphs import Part
    from geo.looks.stages import StageLook

PAPER = "#fbfaf6"
INK = "#23303a"
QUIET = "#6f6a62"
PROVINCE_FILL = "#f2efe8"
ACCENT = "#1f5f7a"
SELECTED = "#ffb000"

CITY_TINTS = {"140100": "#f4dccb", "140700": "#e1ebcf", "140900": "#d5e5ee", "141100": "#f3e8c0", "140300": "#e5dbee"}
"""The five cities: soft, and told apart in hue as well as in lightness."""
TINTS_ON_DARK = {
    "140100": "#3a2f2a",
    "140700": "#30382a",
    "140900": "#293640",
    "141100": "#3a3728",
    "140300": "#332f3b",
}


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

GREY = "#8a8a8a"
RIM_SHARE = 0.5
"""How far the edge is from its hue towards ink that the map gives to a hue too pale for the ground."""
AREA_OPACITY = 0.16
SYMBOL_PX = 15.0
"""Side or diameter of a site's symbol."""


def tint(colour: str, share: float) -> str:
    """Return a colour (``#rrggbb``) moved towards white by a share from 0 to 1.

    Parameters
    ----------
    colour
        A hue (``#rrggbb``).
    share
        0 gives the hue, 1 white.
    """
    return mix(colour, WHITE, share)


def rim(colour: str) -> str:
    """Return what a hue (``#rrggbb``) is edged with that is too pale for the ground, or nothing.

    Parameters
    ----------
    colour
        The hue of a group (``#rrggbb``).

    Returns
    -------
    str
        ``#rrggbb``; empty where the hue stands out from every ground by `LEAST`.
    """
    grounds = (WHITE, PROVINCE_FILL, *CITY_TINTS.values())
    is_pale = any(contrast(colour, ground) < LEAST for ground in grounds)
    return mix(colour, INK, RIM_SHARE) if is_pale else ""


def role_colour(role: str, colour: str) -> str:
    """Return what a role of `geo.looks.glyphs` means on paper for the hue of a group; nothing for a rim not needed.

    Parameters
    ----------
    role
        What a part or a stroke is painted with.
    colour
        The hue of the group (``#rrggbb``).

    Returns
    -------
    str
        ``#rrggbb``, or empty for not painted.
    """
    if role == "fine":
        return rim(colour) or colour
    return rim(colour) if role == "rim" else {"full": colour, "paper": WHITE}.get(role, "")


def as_json() -> dict[str, Any]:
    """Return the whole style as plain values, for the script in the map; colours as pairs of a light and a dark one."""
    on_dark = {"province": "#a89c8f", "prefecture": "#8f857a", "county": "#5c564f"}
    boundaries = {
        level: asdict(stroke) | {"colour": pair(stroke.colour, on_dark[level])}
        for level, stroke in BOUNDARY_LINES.items()
    }
    return {
        "paper": pair(PAPER, "#181c20"),
        "panel": pair(WHITE, "#23292e"),
        "casing": pair(WHITE, "#181c20"),
        "ink": pair(INK, "#e9e5db"),
        "quiet": pair(QUIET, "#b3ada1"),
        "neutral": pair("#5d6470", "#a9b0ba"),
        "selected": SELECTED,
        "provinceFill": pair(PROVINCE_FILL, "#24282c"),
        "tints": {city: pair(tint, TINTS_ON_DARK[city]) for city, tint in CITY_TINTS.items()},
        "boundaries": boundaries,
        "stages": {status: _stage_as_json(look) for status, look in STAGES.items()},
        "unstated": UNSTATED,
        "built": BUILT,
        "plain": PLAIN_PLACE,
        "precisions": {
            precision: {"shape": look.shape, "around": [_part_as_json(part) for part in glyphs.surround(look)]}
            for precision, look in PRECISIONS.items()
        },
        "rimShare": RIM_SHARE,
        "areaOpacity": AREA_OPACITY,
        "symbol": SYMBOL_PX,
    }


def _stage_as_json(look: StageLook) -> dict[str, Any]:
    """Return the symbol of a stage in each shape, and its line in each precision."""
    shapes = sorted({precision.shape for precision in PRECISIONS.values()})
    return {
        "symbol": {shape: [_part_as_json(part) for part in glyphs.symbol(look, shape)] for shape in shapes},
        "line": {
            name: [asdict(stroke) for stroke in glyphs.line(look, precision)] for name, precision in PRECISIONS.items()
        },
    }


def _part_as_json(part: Part) -> dict[str, Any]:
    values = asdict(part)
    del values["path"]
    return values | {"d": part.d}
