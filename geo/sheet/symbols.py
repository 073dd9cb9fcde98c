"""How projects are drawn: the stroke of a line, the symbol of a site, the tag of a cluster.

Stage is told by weight and fill, precision by the edge, as `geo.looks.style` has it for screen and paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.looks import style
from geo.sheet.fonts import MM_PER_PT, text_width_mm
from geo.sheet.labels import Box
from geo.sheet.theme import ink_over

if TYPE_CHECKING:
    import numpy as np

    from geo.sheet.paper import Paper

PT_PER_PX = 0.75
SHARE = 0.62
"""A sheet is read from nearer than a screen: the strokes of `geo.looks.style` are drawn at a share of their width."""
SYMBOL_MM = 3.1
FIGURE_PT = 5.0
LETTER_MM, COUNT_MM = 3.1, 3.5
"""Breadth of the two cells of a tag: the letter of the group, and a number."""
TAG_MM = LETTER_MM + COUNT_MM
BEHIND_MM = 0.55
"""How far the second card of a tag looks out behind the first."""


def points(px: float) -> float:
    """Turn the px of `geo.looks.style` into points on the sheet."""
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
        """Return the look of a feature or of an entry of the list."""
        return cls(row.colour, row.status, row.precision, row.letter)


def draw_stroke(paper: Paper, layer: str, xy: np.ndarray[Any, Any], look: Look, **options: Any) -> None:
    """Draw a project's line: the outer and the inner stroke of its stage, dashed where it is schematic.

    The gaps of the inner stroke are longer than those of the outer one by its edge, so that each dash is closed.
    """
    stage, precision = style.stage_look(look.status).printed_line, style.PRECISIONS[look.precision]
    outer, inner = points(stage.outer_width), points(stage.inner_width)
    dash = tuple(points(px) for px in precision.dash)
    if precision.halo:
        paper.line(layer, xy, outer + 2.2, look.colour, alpha=precision.halo, **options)
    if dash and stage.outer == "paper":
        paper.line(layer, xy, outer, "#ffffff", alpha=0.75, **options)
    else:
        paper.line(layer, xy, outer, style.stroke_colour(stage.outer, look.colour), dash=dash, **options)
    edge = 0.0 if stage.outer == "paper" else outer - inner
    shorter = (dash[0] - edge, dash[1] + edge) if dash else ()
    shift = -edge / 2 if dash else 0.0
    paper.line(layer, xy, inner, style.stroke_colour(stage.inner, look.colour), dash=shorter, shift=shift, **options)


def draw_symbol(paper: Paper, layer: str, at: tuple[float, float], look: Look, **options: Any) -> None:
    """Draw a site as a circle, or a square where an admin unit stands for it; ``inside`` is written in it."""
    size, text, gid = options.pop("size", SYMBOL_MM), options.pop("inside", ""), options.pop("gid", "")
    stage, precision = style.stage_look(look.status).printed_line, style.PRECISIONS[look.precision]
    share = style.stage_look(look.status).symbol.sheet_share
    disc = _Disc(paper, layer, at, is_square=precision.shape == "square")
    if precision.halo:
        disc.draw(size * 1.6, fill=look.colour, alpha=precision.halo * 1.1)
    if precision.symbol_dash:
        disc.draw(size * 1.55, edge=look.colour, width_pt=0.6, dash=(1.4, 1.1))
    if stage.outer == "paper":
        small, face = size * share, style.stroke_colour(stage.inner, look.colour)
        disc.draw(small + 0.5, fill="#ffffff")
        disc.draw(small, fill=face, gid=gid)
    else:
        edge, face = style.stroke_colour(stage.outer, look.colour), style.stroke_colour(stage.inner, look.colour)
        width = points(stage.outer_width - stage.inner_width) / 2 * 1.25
        small = size - width * MM_PER_PT
        disc.draw(size + 0.5, fill="#ffffff")
        disc.draw(small, fill=face, edge=edge, width_pt=width, gid=gid)
    if text:
        figure = min(FIGURE_PT, (small - 0.4) / max(text_width_mm(text, 1.0), 0.1))
        paper.text(layer, *at, text, figure, anchor="middle", ink=ink_over(face), gid="inside")


@dataclass(frozen=True)
class _Disc:
    """A circle or a square around a point, in whatever sizes a symbol is built of."""

    paper: Paper
    layer: str
    at: tuple[float, float]
    is_square: bool

    def draw(self, size: float, **options: Any) -> None:
        x, y = self.at
        if self.is_square:
            box = Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2)
            self.paper.box(self.layer, box, **options)
        else:
            self.paper.circle(self.layer, x, y, size, **options)


def draw_tag(paper: Paper, layer: str, at: tuple[float, float], look: Look, count: str, **options: Any) -> None:
    """Draw the card of a group, its middle at a point: its letter on its hue, a number beside it, a card behind."""
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
    """Draw the letter of a group on a small disc of its hue: on a line, where hues do not tell."""
    paper.circle(layer, *at, SYMBOL_MM + 0.4, fill="#ffffff")
    paper.circle(layer, *at, SYMBOL_MM - 0.1, fill=look.colour)
    paper.text(layer, *at, look.letter, FIGURE_PT, anchor="middle", ink=ink_over(look.colour), gid="letter")


def draw_numbered(  # noqa: PLR0913 - as `draw_symbol`, and the number
    paper: Paper, layer: str, at: tuple[float, float], look: Look, number: str, *, gid: str
) -> None:
    """Draw the symbol of a project with its number, and beside it, where hues do not tell, the letter of its group."""
    x, y = at
    if paper.theme.has_letters:
        half = SYMBOL_MM / 2
        cell = Box(x - half * 2, y - half, x + 0.2, y + half)
        paper.box(layer, cell.grown(0.25), fill="#ffffff")
        paper.box(layer, cell, fill=look.colour)
        ink = ink_over(look.colour)
        paper.text(layer, x - half, y, look.letter, FIGURE_PT, anchor="middle", ink=ink, gid="letter")
        x += half
    draw_symbol(paper, layer, (x, y), look, inside=number, gid=gid)
