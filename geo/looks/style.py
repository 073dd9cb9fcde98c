"""The table of looks: how a boundary, a stage and a precision is drawn, on screen and on paper alike.

The hue of a group is in ``project_types.csv``; everything else is here, once: the map's script gets it as JSON
(`as_json`), chips as CSS (`chip_css`), charts and sheets read it. Widths are in CSS pixels (1/96 inch); a sheet turns
them into points. A colour is ``#rrggbb`` or a role, which `stroke_colour` turns into one for the hue of a group:
``full``, ``tint``, ``paper``, ``grey``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from geo.looks.schemes import WHITE, mix, pair

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


@dataclass(frozen=True)
class LineLook:
    """A line of two strokes, one over the other: their roles and widths in px."""

    outer: str
    outer_width: float
    inner: str
    inner_width: float


@dataclass(frozen=True)
class SymbolLook:
    """The symbol of a site: the roles of its face and its edge, the edge's width and the radius of its dot in px.

    ``sheet_share`` is its size on a sheet as a share of the usual one.
    """

    face: str
    edge: str
    edge_width: float
    dot: float = 0.0
    sheet_share: float = 1.0


@dataclass(frozen=True)
class ChipLook:
    """A stage as a label: face, letters and edge, each a variable of ``card.css``; the edge's width in px and style."""

    face: str = ""
    letters: str = "ink"
    edge: str = "quiet"
    edge_width: int = 1
    edge_style: str = "solid"


@dataclass(frozen=True)
class BarLook:
    """A stage in a bar of a chart: how full it is, from 0 to 1, and the dash of its outline in px."""

    opacity: float = 0.0
    dash: tuple[float, ...] = (1, 0)


@dataclass(frozen=True)
class StageLook:
    """How a stage looks, wherever it is shown; ``sheet_line`` is its line on a sheet where that differs."""

    line: LineLook
    symbol: SymbolLook
    chip: ChipLook = field(default_factory=ChipLook)
    bar: BarLook = field(default_factory=BarLook)
    sheet_line: LineLook | None = None

    @property
    def printed_line(self) -> LineLook:
        """Its line on a sheet, of which the symbols there have their edges too."""
        return self.sheet_line or self.line


UNSTATED = "unstated"
"""The stage of what no text states a stage of."""
_SOLID = ChipLook("ink", "panel", "ink")
_BOLD = ChipLook("half", edge="ink", edge_width=2)

STAGES = {
    UNSTATED: StageLook(
        LineLook("full", 2.6, "paper", 1.6),
        SymbolLook("paper", "full", 0.9),
        sheet_line=LineLook("grey", 4.4, "paper", 2.6),
    ),
    "proposed": StageLook(
        LineLook("full", 4.4, "paper", 2.6),
        SymbolLook("paper", "full", 1.8),
        ChipLook(edge_style="dashed"),
        BarLook(dash=(4, 3)),
    ),
    "prepared": StageLook(
        LineLook("paper", 4.2, "full", 1.8),
        SymbolLook("paper", "full", 1.2, dot=2.1, sheet_share=0.86),
        bar=BarLook(0.14),
    ),
    "suspended": StageLook(
        LineLook("grey", 6.5, "tint", 3.4), SymbolLook("tint", "grey", 2.6), _BOLD, BarLook(dash=(1, 2))
    ),
    "advancing": StageLook(
        LineLook("full", 4.6, "tint", 2.2),
        SymbolLook("tint", "full", 1.8),
        ChipLook("half", edge="ink"),
        BarLook(0.34),
    ),
    "building": StageLook(LineLook("full", 6.5, "tint", 3.4), SymbolLook("tint", "full", 2.6), _BOLD, BarLook(0.55)),
    "completed": StageLook(
        LineLook("paper", 7.5, "full", 5.0), SymbolLook("full", "paper", 1.2), _SOLID, BarLook(0.78)
    ),
    "operating": StageLook(LineLook("paper", 7.5, "full", 5.0), SymbolLook("full", "paper", 1.2), _SOLID, BarLook(1.0)),
}
"""Each stage by its id, in the order in which they lie over each other, the built above the planned.

Built is full, building bold with a light core, advancing slimmer, prepared thin, proposed hollow; what no text states a
stage of is hollow and thin. In a chart, the further a stage is, the fuller; what is suspended is as hollow as what is
only proposed.
"""


@dataclass(frozen=True)
class PrecisionLook:
    """How the place of a project is known: the shape of a symbol, dashes in px, and a soft edge.

    ``shape`` is ``circle`` or ``square``; ``dash`` is that of a line and ``symbol_dash`` that of a symbol's edge;
    ``halo`` is the opacity of the soft edge that a sheet draws.
    """

    shape: str = "circle"
    dash: tuple[float, ...] = ()
    symbol_dash: tuple[float, ...] = ()
    halo: float = 0.0


PRECISIONS = {
    "precise": PrecisionLook(),
    "approximate": PrecisionLook(halo=0.2),
    "schematic": PrecisionLook(dash=(9.0, 6.0), symbol_dash=(2.5, 1.6)),
    "admin": PrecisionLook(shape="square"),
}
"""A schematic line is dashed; an admin unit is a soft area with a square."""

GREY = "#8a8a8a"
TINT_SHARE = 0.62
"""How far a tint is from its hue towards white."""
RIM_SHARE = 0.5
"""How far the edge is from its hue towards ink that the map gives to a hue too pale for the ground."""
AREA_OPACITY = 0.16
SYMBOL_PX = 15.0
"""Side or diameter of a site's symbol."""


def tint(colour: str, share: float = TINT_SHARE) -> str:
    """Return a colour (``#rrggbb``) moved towards white by a share from 0 to 1."""
    return mix(colour, WHITE, share)


def stroke_colour(role: str, colour: str) -> str:
    """Return what a stage's ``full``, ``tint``, ``paper`` or ``grey`` means for a group's colour."""
    return {"full": colour, "tint": tint(colour), "paper": WHITE, "grey": GREY}[role]


def stage_look(status: str) -> StageLook:
    """Return how a stage looks; without one, how a project looks of which no text states a stage."""
    return STAGES.get(status, STAGES[UNSTATED])


def stage_rank(status: str) -> int:
    """Return the place of a stage in the order of drawing, from below."""
    return list(STAGES).index(status if status in STAGES else UNSTATED)


def chip_css() -> str:
    """Return the variables of ``.atlas-stage-<status>`` that a chip and a part of a bar are drawn with, as CSS."""
    return "".join(_chip_rule(status, look.chip) for status, look in STAGES.items())


def _chip_rule(status: str, chip: ChipLook) -> str:
    values = {
        "face": f"var(--{chip.face})" if chip.face else "transparent",
        "letters": f"var(--{chip.letters})",
        "edge": f"var(--{chip.edge})",
        "width": f"{chip.edge_width}px",
        "line": chip.edge_style,
    }
    return f".atlas-stage-{status} {{ {' '.join(f'--stage-{key}: {value};' for key, value in values.items())} }}\n"


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
        "grey": pair("#7d7d7d", GREY),  # on the tints of a screen, a shade darker than on paper
        "selected": SELECTED,
        "provinceFill": pair(PROVINCE_FILL, "#24282c"),
        "tints": {city: pair(tint, TINTS_ON_DARK[city]) for city, tint in CITY_TINTS.items()},
        "boundaries": boundaries,
        "stages": {
            status: {"line": asdict(look.line), "symbol": asdict(look.symbol)} for status, look in STAGES.items()
        },
        "unstated": UNSTATED,
        "precisions": {precision: asdict(look) for precision, look in PRECISIONS.items()},
        "tintShare": TINT_SHARE,
        "rimShare": RIM_SHARE,
        "areaOpacity": AREA_OPACITY,
        "symbol": SYMBOL_PX,
    }
