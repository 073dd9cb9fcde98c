"""How projects are drawn: the stroke of a line, the symbol of a site, the badge of a unit.

What tells stage and precision comes from `geo.looks.glyphs`, as everywhere; here it gets its place and its size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.looks import glyphs, style
from geo.looks.stages import PRECISIONS, stage_look
from geo.sheet.fonts import CLOSE, CURVE, LINE, MM_PER_PT, MOVE, text_width_mm
from geo.sheet.marks import rounded
from geo.sheet.theme import ink_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.looks.glyphs import Part
    from geo.sheet.paper import Paper
    from geo.sheet.theme import Theme

PT_PER_PX = 0.75
SHARE = 0.62
"""A sheet is read from nearer than a screen: the strokes of `geo.looks.style` are drawn at a share of their width."""
SYMBOL_MM = 3.1
FIGURE_PT = 6.0
BESIDE_MM = 0.25
"""From a symbol to what is written beside it: its own face tells the stage, so no number stands in it."""
CODES = {"M": MOVE, "L": LINE, "C": CURVE, "Z": CLOSE}
BADGE_MM, BADGE_GROWTH = (1.75, 2.75), 0.12
"""Radius of a badge, least and most, and how it grows with the root of its number, mm."""
LEAST_BADGE = 0.78
"""The smallest that a badge is, of its usual size."""
RING_MM, ARC_STEPS, BADGE_PT = 0.55, 40, 6.0
"""How wide its ring is, of how many pieces a whole ring is, and the size of its number."""


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
    size, text, gid = (
        options.pop("size", SYMBOL_MM * paper.symbol_share),
        options.pop("beside", ""),
        options.pop("gid", ""),
    )
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


def badge_mm(count: int, share: float = 1.0) -> float:
    """Return the radius of a badge.

    Parameters
    ----------
    count
        How many projects it stands for.
    share
        How large symbols are on the page, of their usual size; a badge is not made so small that its number leaves it.
    """
    return max(share, LEAST_BADGE) * min(BADGE_MM[0] + BADGE_GROWTH * math.sqrt(count), BADGE_MM[1])


def draw_badge(
    paper: Paper, layer: str, at: tuple[float, float], parts: Sequence[tuple[str, int]], **options: Any
) -> None:
    """Draw the badge of a unit: how many projects it stands for, in a ring with a part for each group.

    Parameters
    ----------
    paper
        The page that is drawn on.
    layer
        One of `geo.sheet.paper.LAYERS`.
    at
        Its middle, mm.
    parts
        Hue of a group and how many projects of it, in the order of groups.
    **options
        ``radius`` (mm), ``text`` in place of the number, and ``gid``.
    """
    count = sum(number for _, number in parts)
    radius, (x, y) = options.get("radius", badge_mm(count, paper.symbol_share)), at
    paper.circle(layer, x, y, 2 * radius + 0.4, fill="#ffffff", gid=options.get("gid", ""))
    middle, before = radius - RING_MM / 2, 0
    for colour, number in parts:
        steps = max(3, round(ARC_STEPS * number / count))
        turn = np.pi / 2 - 2 * np.pi * np.linspace(before / count, (before + number) / count, steps)
        xy = np.column_stack([x + middle * np.cos(turn), y + middle * np.sin(turn)])
        paper.line(layer, xy, RING_MM / MM_PER_PT, colour, cap="butt")
        before += number
    text = options.get("text", str(count))
    paper.text(layer, x, y, text, BADGE_PT, anchor="middle", weight_pt=0.15, gid="count" if text.isdigit() else "tag")


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
