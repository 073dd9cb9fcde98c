"""How projects are drawn: the stroke of a line, the symbol of a site, the tag of a cluster.

What tells stage and precision comes from `geo.looks.glyphs`, as everywhere; here it gets its place and its size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.looks import glyphs, style
from geo.looks.stages import PRECISIONS, stage_look
from geo.sheet.fonts import CLOSE, CURVE, LINE, MM_PER_PT, MOVE, text_width_mm
from geo.sheet.labels import Box
from geo.sheet.marks import rounded
from geo.sheet.theme import ink_over

if TYPE_CHECKING:
    from geo.looks.glyphs import Part
    from geo.sheet.paper import Paper
    from geo.sheet.theme import Theme

PT_PER_PX = 0.75
SHARE = 0.62
"""A sheet is read from nearer than a screen: the strokes of `geo.looks.style` are drawn at a share of their width."""
SYMBOL_MM = 3.1
FIGURE_PT = 5.0
BESIDE_MM = 0.25
"""From a symbol to what is written beside it: its own face tells the stage, so no number stands in it."""
CODES = {"M": MOVE, "L": LINE, "C": CURVE, "Z": CLOSE}
LETTER_MM, COUNT_MM = 3.1, 3.5
"""Breadth of the two cells of a tag: the letter of the group, and a number."""
TAG_MM = LETTER_MM + COUNT_MM
BEHIND_MM = 0.55
"""How far the second card of a tag looks out behind the first."""


def points(px: float) -> float:
    """Turn the px of `geo.looks.style` into points on the sheet.

    Parameters
    ----------
    px
        CSS pixels.
    """
    return px * PT_PER_PX * SHARE


@dataclass(frozen=True)
class Look:
    """What decides how a project is drawn: the hue and the letter of its group, its stage and its precision."""

    colour: str
    status: str = "completed"
    precision: str = "precise"
    letter: str = ""

    @classmethod
    def of(cls, row: Any) -> Look:
        """Return the look of a feature or of an entry of the list.

        Parameters
        ----------
        row
            Anything with ``colour``, ``status``, ``precision`` and ``letter``.
        """
        return cls(row.colour, row.status, row.precision, row.letter)


def draw_stroke(paper: Paper, layer: str, xy: np.ndarray[Any, Any], look: Look, **options: Any) -> None:
    """Draw a project's line: the strokes of its stage, cut as its precision has it.

    Parameters
    ----------
    paper
        The page that is drawn on.
    layer
        One of `geo.sheet.paper.LAYERS`.
    xy
        The points (n × 2), mm.
    look
        How the project is drawn.
    **options
        ``clip`` and ``gid``, see `geo.sheet.marks.Shape`.
    """
    for stroke in glyphs.line(stage_look(look.status), PRECISIONS[look.precision]):
        if colour := style.role_colour(stroke.role, look.colour):
            paper.line(
                *(layer, xy, points(stroke.width), colour),
                dash=tuple(points(px) for px in stroke.dash),
                shift=points(stroke.shift),
                cap=_cap(is_round=stroke.is_round, is_dashed=bool(stroke.dash)),
                alpha=stroke.alpha,
                **options,
            )


def draw_symbol(paper: Paper, layer: str, at: tuple[float, float], look: Look, **options: Any) -> None:
    """Draw a site as a circle, or a square where an admin unit stands for it.

    ``beside`` is written to its right, for its own face tells the stage.

    Parameters
    ----------
    paper
        The page that is drawn on.
    layer
        One of `geo.sheet.paper.LAYERS`.
    at
        Its middle, mm.
    look
        How the project is drawn.
    **options
        ``size`` (mm), ``beside`` (a short text) and ``gid``.
    """
    size, text, gid = options.pop("size", SYMBOL_MM), options.pop("beside", ""), options.pop("gid", "")
    precision = PRECISIONS[look.precision]
    parts = glyphs.symbol(stage_look(look.status), precision.shape)
    for part in glyphs.surround(precision):
        _draw_part(paper, layer, part, at, size / 2, look.colour)
    for place, part in enumerate(parts):
        _draw_part(paper, layer, part, at, size / 2, look.colour, gid="" if place else gid)
    if text:
        x, y = at
        left = x + size / 2 * reach(look.precision) + BESIDE_MM
        paper.text(layer, left, y, text, FIGURE_PT, halo_pt=1.7, weight_pt=0.12, gid="beside")


def beside_mm(theme: Theme, *, has_numbers: bool) -> float:
    """Return how much room stands to the right of a symbol for what a theme and a manner have beside it.

    Parameters
    ----------
    theme
        The colours of the sheet.
    has_numbers
        Whether projects have numbers that the list explains.

    Returns
    -------
    float
        In mm.
    """
    letter, number = "G" if theme.has_letters or not has_numbers else "", "00" if has_numbers else ""
    return BESIDE_MM + text_width_mm(letter + number, FIGURE_PT) + 0.2


def reach(precision: str) -> float:
    """Return how many times its size a symbol covers, with what stands around it and the paper at its edge.

    Parameters
    ----------
    precision
        How exactly the place is known.
    """
    return max(1.0 + glyphs.CASING, *(glyphs.reach(part) for part in glyphs.surround(PRECISIONS[precision])), 0.0)


def _draw_part(  # noqa: PLR0913, PLR0917 - what, where, how large, in which hue
    paper: Paper, layer: str, part: Part, at: tuple[float, float], half_mm: float, colour: str, gid: str = ""
) -> None:
    """Draw a part of a symbol around a point."""
    fill, edge = style.role_colour(part.fill, colour), style.role_colour(part.stroke, colour)
    if not (fill or edge):
        return
    codes = np.array([CODES[letter] for letter, values in part.path for _ in range(max(1, len(values) // 2))], np.uint8)
    points_of = [values or part.path[0][1] for _, values in part.path]
    xy = np.array([value for values in points_of for value in values]).reshape(-1, 2) * (half_mm, -half_mm) + at
    paper.path(
        *(layer, (rounded(xy), codes)),
        fill=fill,
        edge=edge,
        width_pt=part.width * half_mm / MM_PER_PT,
        dash=tuple(length * half_mm / MM_PER_PT for length in part.dash),
        cap=_cap(is_round=part.is_round, is_dashed=bool(part.dash) or not part.fill),
        alpha=part.alpha,
        gid=gid,
    )


def _cap(*, is_round: bool, is_dashed: bool) -> str:
    return "round" if is_round or not is_dashed else "butt"


def draw_tag(paper: Paper, layer: str, at: tuple[float, float], look: Look, count: str, **options: Any) -> None:
    """Draw the card of a group, its middle at a point: its letter on its hue, a number beside it, a card behind.

    Parameters
    ----------
    paper
        The page that is drawn on.
    layer
        One of `geo.sheet.paper.LAYERS`.
    at
        Its middle, mm.
    look
        That of the group.
    count
        How many projects it stands for.
    **options
        ``size`` (mm) and ``gid``.
    """
    size = options.get("size", SYMBOL_MM)
    share = size / SYMBOL_MM
    x, y = at
    box = Box(x - TAG_MM / 2 * share, y - size / 2, x + TAG_MM / 2 * share, y + size / 2)
    behind = Box(box.left + BEHIND_MM, box.bottom + BEHIND_MM, box.right + BEHIND_MM, box.top + BEHIND_MM)
    paper.box(layer, behind.grown(0.25), fill="#ffffff", radius=0.5)
    paper.box(layer, behind, fill="#ffffff", edge=look.colour, width_pt=0.45, radius=0.5)
    paper.box(layer, box.grown(0.25), fill="#ffffff", radius=0.5)
    paper.box(layer, box, fill=look.colour, radius=0.45)
    split = box.left + LETTER_MM * share
    paper.box(layer, Box(split, box.bottom, box.right, box.top).grown(-0.22), fill="#ffffff", radius=0.3)
    left, right, ink = (box.left + split) / 2 + 0.05, (split + box.right) / 2, ink_over(look.colour)
    paper.text(layer, left, y, look.letter, 6.2 * share, anchor="middle", ink=ink, gid="tag")
    paper.text(layer, right, y, count, 6.0 * share, anchor="middle", weight_pt=0.2, gid=options.get("gid", "tag"))


def draw_letter(paper: Paper, layer: str, at: tuple[float, float], look: Look) -> None:
    """Draw the letter of a group on a small disc of its hue: on a line, where hues do not tell.

    Parameters
    ----------
    paper
        The page that is drawn on.
    layer
        One of `geo.sheet.paper.LAYERS`.
    at
        Its middle, mm.
    look
        That of the project.
    """
    paper.circle(layer, *at, SYMBOL_MM + 0.4, fill="#ffffff")
    paper.circle(layer, *at, SYMBOL_MM - 0.1, fill=look.colour)
    paper.text(layer, *at, look.letter, FIGURE_PT, anchor="middle", ink=ink_over(look.colour), gid="letter")


def draw_numbered(  # noqa: PLR0913 - as `draw_symbol`, and the number
    paper: Paper, layer: str, at: tuple[float, float], look: Look, number: str, *, gid: str
) -> None:
    """Draw the symbol of a project and beside it its number, after the letter of its group where hues do not tell.

    Parameters
    ----------
    paper
        The page that is drawn on.
    layer
        One of `geo.sheet.paper.LAYERS`.
    at
        Its middle, mm.
    look
        How the project is drawn.
    number
        Its number in the list.
    gid
        The name of the mark in the file.
    """
    letter = look.letter if paper.theme.has_letters else ""
    draw_symbol(paper, layer, at, look, beside=f"{letter}{number}", gid=gid)
