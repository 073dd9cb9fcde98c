"""The words of `geo.looks.stages` as shapes: the symbol of a site and the strokes of a line, for every medium.

A symbol is measured in half its side, from its middle, y downwards as SVG counts; a line in CSS pixels. Colours are
roles: ``full`` is the hue of the group, ``paper`` what it lies on, ``rim`` the dark edge that a hue gets which is too
pale for the ground, and nothing for any other; ``fine`` is what is too fine for a rim: the rim's colour, or the hue.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import floor, pi, sqrt

from geo.looks.stages import DOT, DOTTED, HALF, HATCHED, SOLID, STRIKE, THIN, PrecisionLook, StageLook

Path = tuple[tuple[str, tuple[float, ...]], ...]
"""Commands of SVG with their points: ``M`` and ``L`` with one, ``C`` with three, ``Z`` with none."""
Dash = tuple[float, ...]
"""On, off, on, …; empty for what is whole."""

EDGE, HAIR, BEAD = 0.22, 0.1, 0.4
"""Breadth of a plain and of a thin edge, and of the dots of a dotted one."""
THIN_RADIUS = 0.78
"""Radius of what has a thin edge: it is smaller as well."""
BEADS = {"circle": 9, "square": 12}
HATCH_STEP, HATCH = 0.56, 0.25
DOT_RADIUS = 0.46
STRIKE_REACH = {"circle": 0.98, "square": 1.2}
STRIKE_WIDTH, STRIKE_GAP = 0.24, 0.2
"""How far a strike reaches in x and y, how broad it is, and how much paper is left on either side."""
CORNER = 0.28
"""Radius of the corners of a square."""
CASING, RIM = 0.15, 0.08
"""How much paper stands around a symbol, and how much of a rim around a pale edge."""
RING, RING_WIDTH, BLUR = 1.5, 0.14, 1.65
"""Radius and breadth of the dashed ring around what is schematic, radius of the blur around what is approximate."""
TINY = 0.01
"""A dash of no length has no round ends everywhere."""
ARC = 0.5523
"""How far the handles of a cubic curve reach, in radii, for a quarter of a circle."""

LINE_PX, THIN_LINE_PX, LINE_EDGE_PX, THIN_EDGE_PX = 6.0, 3.2, 1.05, 0.6
LINE_CASING_PX, LINE_RIM_PX, CASING_ALPHA = 2.0, 1.6, 0.75
HALF_SHARE = 0.44
"""How much of the room between its edges a half-filled line fills."""
ROW = {"bead": (2.7, 5.6), "tie": (2.1, 4.2), "dot": (3.2, 7.2), "strike": (1.8, 12.0)}
"""What stands along a line: how long each is, px, and from one to the next."""
STRIKE_PX, BLUR_PX = 11.5, 6.0
"""How broad the strikes across a line are, and how much broader than a line its blur is."""


@dataclass(frozen=True)
class Part:
    """A path with the roles of its fill and its stroke; width and dash are in half sides."""

    path: Path
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: Dash = ()
    is_round: bool = False
    alpha: float = 1.0

    @property
    def d(self) -> str:
        """The path as SVG has it, to a thousandth."""
        return "".join(letter + " ".join(_number(value) for value in at) for letter, at in self.path)


@dataclass(frozen=True)
class Stroke:
    """One of the strokes that make a line: the role of its colour, its width, dash and where that begins, px."""

    role: str
    width: float
    dash: Dash = ()
    shift: float = 0.0
    is_round: bool = False
    alpha: float = 1.0


@lru_cache(maxsize=64)
def symbol(look: StageLook, shape: str) -> tuple[Part, ...]:
    """Return the parts of the symbol of a stage, from below; ``shape`` is that of a precision.

    Parameters
    ----------
    look
        That of a stage.
    shape
        ``circle`` or ``square``.

    Returns
    -------
    tuple of Part
        In half sides of the symbol, around its middle.
    """
    radius = THIN_RADIUS if look.edge == THIN else 1.0
    ground = Part(outline(shape, radius), "paper", "paper", 2 * CASING)
    return (ground, *_edge(look, shape), *_fill(look, shape), *_mark(look, shape))


@lru_cache(maxsize=8)
def surround(precision: PrecisionLook) -> tuple[Part, ...]:
    """Return what stands around the symbol of a precision, to be drawn below it.

    Parameters
    ----------
    precision
        How the place is known.

    Returns
    -------
    tuple of Part
        In half sides of the symbol, around its middle; none where nothing stands around it.
    """
    blur = (Part(outline(precision.shape, BLUR), "full", alpha=precision.halo),) if precision.halo else ()
    if not precision.ring:
        return blur
    dash = _perimeter(precision.shape, RING) / 12
    paper = Part(outline(precision.shape, RING), "", "paper", RING_WIDTH * 2.6, alpha=CASING_ALPHA)
    return (*blur, paper, Part(outline(precision.shape, RING), "", "full", RING_WIDTH, (dash * 0.6, dash * 0.4)))


@lru_cache(maxsize=64)
def line(look: StageLook, precision: PrecisionLook) -> tuple[Stroke, ...]:
    """Return the strokes of the line of a stage, from below, cut as its precision has it.

    What stands between the edges begins and ends within each dash, so that a dash is closed and its stage whole.

    Parameters
    ----------
    look
        That of a stage.
    precision
        How the place is known.

    Returns
    -------
    tuple of Stroke
        Widths and dashes in px.
    """
    width, edge = (THIN_LINE_PX, THIN_EDGE_PX) if look.edge == THIN else (LINE_PX, LINE_EDGE_PX)
    dash, core = precision.dash, width - 2 * edge
    blur = (Stroke("full", width + BLUR_PX, alpha=precision.halo),) if precision.halo else ()
    strokes = [
        *blur,
        Stroke("paper", width + LINE_CASING_PX, alpha=CASING_ALPHA),
        *([] if look.edge == THIN else [Stroke("rim", width + LINE_RIM_PX, dash)]),
        Stroke("fine" if look.edge == THIN else "full", width, dash),
    ]
    if look.fill != SOLID:
        strokes.append(Stroke("paper", core, *_within(dash, edge)))
    if look.fill == HALF:
        strokes.append(Stroke("full", core * HALF_SHARE, *_within(dash, edge)))
    if look.fill == HATCHED:
        strokes.append(Stroke("full", core + 0.4, *_row("tie", dash, edge)))
    if look.edge == DOTTED:
        row = _row("bead", dash, edge, is_round=True)
        strokes.append(Stroke("fine", ROW["bead"][0], *row, is_round=True))
    if look.mark == DOT:
        row = _row("dot", dash, edge, is_round=True)
        strokes += [Stroke("rim", ROW["dot"][0] + LINE_RIM_PX, *row, is_round=True)]
        strokes += [Stroke("paper", ROW["dot"][0], *row, is_round=True)]
    if look.mark == STRIKE:
        strokes.append(Stroke("full", STRIKE_PX, *_row("strike", dash, edge)))
    return tuple(strokes)


def reach(part: Part) -> float:
    """Return how far a part reaches from the middle, in half sides.

    Parameters
    ----------
    part
        Of a symbol or of what stands around it.
    """
    return max(abs(value) for _, at in part.path for value in at) + part.width / 2


def outline(shape: str, radius: float) -> Path:
    """Return a circle or a square, its corners a little rounded, around the middle.

    Parameters
    ----------
    shape
        ``circle`` or ``square``.
    radius
        To the side, in half sides of the symbol.

    Returns
    -------
    Path
        One closed path.
    """
    r, corner = radius, radius if shape == "circle" else CORNER * radius
    flat, handle = r - corner, r - corner * (1 - ARC)
    corners = (
        ("C", (handle, r, r, handle, r, flat)),
        ("C", (r, -handle, handle, -r, flat, -r)),
        ("C", (-handle, -r, -r, -handle, -r, -flat)),
        ("C", (-r, handle, -handle, r, -flat, r)),
    )
    if not flat:
        return (("M", (0.0, r)), *corners, ("Z", ()))
    sides = (("L", (flat, r)), ("L", (r, -flat)), ("L", (-flat, -r)), ("L", (-r, flat)))
    return (("M", (-flat, r)), *(command for pair in zip(sides, corners, strict=True) for command in pair), ("Z", ()))


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _edge(look: StageLook, shape: str) -> tuple[Part, ...]:
    """Return the edge with a rim below it; of what is solid, its whole face."""
    if look.fill == SOLID:
        return (Part(outline(shape, 1.0), "", "rim", 2 * RIM), Part(outline(shape, 1.0), "full"))
    if look.edge == DOTTED:
        radius = 1.0 - BEAD / 2
        dash = TINY, _perimeter(shape, radius) / BEADS[shape] - TINY
        return (Part(outline(shape, radius), "", "fine", BEAD, dash, is_round=True),)
    radius, width = (THIN_RADIUS, HAIR) if look.edge == THIN else (1.0, EDGE)
    path = outline(shape, radius - width / 2)
    if look.edge == THIN:
        return (Part(path, "paper", "fine", width),)
    return (Part(path, "", "rim", width + 2 * RIM), Part(path, "paper", "full", width))


def _fill(look: StageLook, shape: str) -> tuple[Part, ...]:
    radius = 1.0 - EDGE / 2
    if look.fill == HALF:
        return (Part(_lower_half(shape, radius), "full"),)
    if look.fill == HATCHED:
        return (Part(_hatch(shape, radius), "", "full", HATCH),)
    return ()


def _mark(look: StageLook, shape: str) -> tuple[Part, ...]:
    if look.mark == DOT:
        dot = outline("circle", DOT_RADIUS)
        return (Part(dot, "", "rim", 2 * RIM), Part(dot, "paper"))
    if look.mark == STRIKE:
        reach = STRIKE_REACH[shape]
        across: Path = (("M", (-reach, reach)), ("L", (reach, -reach)))
        widths = {"paper": STRIKE_WIDTH + 2 * STRIKE_GAP, "rim": STRIKE_WIDTH + 2 * RIM, "full": STRIKE_WIDTH}
        return tuple(Part(across, "", role, width) for role, width in widths.items())
    return ()


def _lower_half(shape: str, radius: float) -> Path:
    whole, across = outline(shape, radius), (("L", (radius, 0.0)), ("L", (-radius, 0.0)))
    if shape == "circle":
        return (*whole[:2], across[1], whole[-2], ("Z", ()))
    return (*whole[:3], *across, *whole[-3:])


def _hatch(shape: str, radius: float) -> Path:
    """Return slanting lines, each cut off at the outline: the points at which x + y is a multiple of the step."""
    step, lines = HATCH_STEP * sqrt(2), []
    reach = radius * sqrt(2) if shape == "circle" else 2 * radius - 0.2
    for at in range(-floor(reach / step), floor(reach / step) + 1):
        total = at * step
        if shape == "circle":
            half = sqrt(max(2 * radius**2 - total**2, 0.0))
            low, high = (total - half) / 2, (total + half) / 2
        else:
            low, high = max(-radius, total - radius), min(radius, total + radius)
        lines += [("M", (low, total - low)), ("L", (high, total - high))]
    return tuple(lines)


def _perimeter(shape: str, radius: float) -> float:
    corner = CORNER * radius
    return 2 * pi * radius if shape == "circle" else 8 * (radius - corner) + 2 * pi * corner


def _within(dash: Dash, edge: float) -> tuple[Dash, float]:
    """Return the dash of what fills a dashed line between its edges, and where it begins."""
    return ((dash[0] - 2 * edge, dash[1] + 2 * edge), -edge) if dash else ((), 0.0)


def _row(name: str, dash: Dash, edge: float, *, is_round: bool = False) -> tuple[Dash, float]:
    """Return the dash of a row along a line and where it begins: in a dashed line, as many as a dash holds, centred."""
    length, step = ROW[name]
    drawn = TINY if is_round else length
    if not dash:
        return (drawn, step - drawn), (drawn - step) / 2
    room = dash[0] - 2 * edge
    count = max(1, 1 + floor((room - length) / step))
    lead = (dash[0] - (count - 1) * step - drawn) / 2
    row = (drawn, step - drawn) * (count - 1)
    return (*row, drawn, sum(dash) - sum(row) - drawn), -lead
