"""Stages as CSS: the symbol before the words of a chip, and the face of a part of a bar.

Both are of the words in `geo.looks.stages`. A symbol is a mask, so that it takes the colour of the letters in a light
and a dark scheme alike.
"""

from __future__ import annotations

from urllib.parse import quote

from geo.looks import glyphs
from geo.looks.stages import DOT, DOTTED, HALF, HATCHED, HOLLOW, PLAIN, SOLID, STAGES, STRIKE, THIN, StageLook

SHAPE = "square"
REACH = 1.25
"""What of a symbol a mask shows, in half sides from its middle: a strike reaches beyond the edge."""
EDGES = {PLAIN: "1.5px solid", THIN: "1px solid", DOTTED: "2px dotted"}
FACES = {
    HOLLOW: "none",
    HALF: "linear-gradient(transparent 50%, var(--stage-fill) 50%)",
    HATCHED: "repeating-linear-gradient(90deg, transparent 0 2px, var(--stage-fill) 2px 4px)",
    SOLID: "linear-gradient(var(--stage-fill), var(--stage-fill))",
}
"""A part of a bar is filled as a line is: what is hatched has ties, what is suspended a stroke across."""
OVER = {
    "": "",
    DOT: "radial-gradient(circle at center, var(--panel) 0 2px, transparent 2.6px) center / 9px 9px, ",
    STRIKE: "linear-gradient(90deg, transparent calc(50% - 1px), var(--stage-fill) calc(50% - .8px)"
    " calc(50% + .8px), transparent calc(50% + 1px)), ",
}


def stage_css() -> str:
    """Return the variables of ``.atlas-stage-<status>``: its symbol as a mask, and face and edge of a part of a bar."""
    return "".join(_rule(status, look) for status, look in STAGES.items())


def _rule(status: str, look: StageLook) -> str:
    values = {
        "symbol": f"url(data:image/svg+xml,{quote(_mask(look))})",
        "face": OVER[look.mark] + FACES[look.fill],
        "edge": EDGES[look.edge],
    }
    return f".atlas-stage-{status} {{ {' '.join(f'--stage-{key}: {value};' for key, value in values.items())} }}\n"


def _mask(look: StageLook) -> str:
    """Return the symbol of a stage as SVG, opaque where it has the hue of its group.

    The mask within it is read as light and dark, so that paper takes away what lies below it; what comes of it is
    opaque or not, as every browser reads the mask of an element.
    """
    colours = {"full": "#fff", "fine": "#fff", "paper": "#000", "": "none"}
    parts = [part for part in glyphs.symbol(look, SHAPE)[1:] if "rim" not in (part.fill, part.stroke)]
    paths = "".join(
        f"<path d='{part.d}' fill='{colours[part.fill]}' stroke='{colours[part.stroke]}' stroke-width='{part.width:g}'"
        f" stroke-dasharray='{' '.join(f'{length:.3f}' for length in part.dash) or 'none'}'"
        f" stroke-linecap='{'round' if part.is_round else 'butt'}'/>"
        for part in parts
    )
    side = f"x='{-REACH}' y='{-REACH}' width='{2 * REACH}' height='{2 * REACH}'"
    view = f"{-REACH} {-REACH} {2 * REACH} {2 * REACH}"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{view}'>"
        f"<mask id='m' maskUnits='userSpaceOnUse' {side}>{paths}</mask><rect {side} mask='url(#m)'/></svg>"
    )
