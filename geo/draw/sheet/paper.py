"""A page measured in millimetres, and the marks that are made on it.

One set of axes covers the whole page, so that a place on the map, a line of the legend and the edge of the frame are
all told in the same millimetres from the lower left corner.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from geo.draw import style
from geo.draw.sheet.fonts import MM_PER_PT, font, missing_glyphs
from geo.errors import SheetError

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from geo.draw.sheet.labels import Box

PT_PER_PX = 0.75
SHARE = 0.62
"""A sheet is read from nearer than a screen: the strokes of `geo.draw.style` are drawn at this share of their width."""
MM_PER_INCH = 25.4
UNSTATED = style.StageStyle("grey", 4.4, "paper", 2.6)
"""For a project of which no text states a stage."""
SYMBOL_MM = 3.1
BRIGHT = 0.36
"""Relative luminance from which on dark figures read better than white ones."""


def points(px: float) -> float:
    """Turn the px of `geo.draw.style` into points on the sheet."""
    return px * PT_PER_PX * SHARE


class Paper:
    """A figure of a given size with its axes in mm. ``clip`` names the box that cuts off the marks of the map."""

    def __init__(self, size_mm: tuple[float, float], dpi: int) -> None:
        self.width, self.height = size_mm
        pixels = [round(side / MM_PER_INCH * dpi) for side in size_mm]
        self.figure = Figure(figsize=((pixels[0] + 0.01) / dpi, (pixels[1] + 0.01) / dpi), dpi=dpi, facecolor="white")
        self.canvas = FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(0, self.height)
        self.axes.set_autoscale_on(False)

    def add(self, artist: Artist, clip: Box | None = None) -> None:
        """Put a mark on the page, cut off at a box."""
        self.axes.add_artist(artist)
        if clip is not None:
            artist.set_clip_path(
                Rectangle((clip.left, clip.bottom), clip.width, clip.height, transform=self.axes.transData)
            )

    def text(self, x: float, y: float, text: str, size_pt: float, **options: Any) -> Text:
        """Write a text; ``halo`` is the width of a light edge in pt, ``weight`` that of a stroke in its own colour."""
        halo, weight = options.pop("halo", 0.0), options.pop("weight", 0.0)
        ink = options.setdefault("color", style.INK)
        look: dict[str, Any] = {"va": "center", "linespacing": 1.12} | options
        mark = Text(x, y, text, fontproperties=font(size_pt), **look)
        mark.set_parse_math(False)
        strokes = [withStroke(linewidth=halo + weight, foreground="#ffffffe6")] if halo else []
        strokes += [withStroke(linewidth=weight, foreground=ink)] if weight else []
        mark.set_path_effects([*strokes])
        self.add(mark)
        return mark

    def box(self, box: Box, **options: Any) -> None:
        """Draw a rectangle."""
        clip = options.pop("clip", None)
        look: dict[str, Any] = {"facecolor": "none", "edgecolor": "none", "linewidth": 0.5} | options
        self.add(Rectangle((box.left, box.bottom), box.width, box.height, **look), clip)

    def area(self, geometry: shapely.Geometry, clip: Box | None = None, **options: Any) -> None:
        """Fill an area, given in mm of the page."""
        options = {"edgecolor": "none", "linewidth": 0} | options
        self.add(PathPatch(_path(geometry), **options), clip)

    def line(self, xy: np.ndarray[Any, Any], width_pt: float, colour: str, **options: Any) -> None:
        """Draw a line through the points of an array; ``dash`` is on, off, … in pt, ``shift`` its beginning."""
        dash, shift, clip = options.pop("dash", ()), options.pop("shift", 0.0), options.pop("clip", None)
        ends: dict[str, Any] = {"solid_capstyle": "round", "dash_capstyle": "butt", "solid_joinstyle": "round"}
        mark = Line2D(xy[:, 0], xy[:, 1], linewidth=width_pt, color=colour, **ends | options)
        if dash:  # matplotlib multiplies a pattern by the width of the line
            mark.set_linestyle((shift / width_pt, tuple(length / width_pt for length in dash)))
        self.add(mark, clip)

    def stroke(self, xy: np.ndarray[Any, Any], colour: str, status: str, precision: str, **options: Any) -> None:
        """Draw a project's line: the outer and the inner stroke of its stage, dashed where it is schematic.

        The gaps of the inner stroke are longer than those of the outer one by its edge, so that each dash is closed.
        """
        stage = style.STAGES.get(status, UNSTATED)
        outer, inner = points(stage.outer_width), points(stage.inner_width)
        dash = tuple(points(px) for px in style.DASHES[precision])
        if precision == "approximate":
            self.line(xy, outer + 2.2, colour, alpha=0.2, **options)
        if dash and stage.outer == "paper":
            self.line(xy, outer, "#ffffff", alpha=0.75, **options)
        else:
            self.line(xy, outer, style.stroke_colour(stage.outer, colour), dash=dash, **options)
        edge = 0.0 if stage.outer == "paper" else outer - inner
        shorter = (dash[0] - edge, dash[1] + edge) if dash else ()
        shift = -edge / 2 if dash else 0.0
        self.line(xy, inner, style.stroke_colour(stage.inner, colour), dash=shorter, shift=shift, **options)

    def symbol(self, x: float, y: float, colour: str, status: str, precision: str, **options: Any) -> None:
        """Draw a site as a circle, or a square where an admin unit stands for it; ``number`` is written in it."""
        size, number, clip = options.pop("size", SYMBOL_MM), options.pop("number", ""), options.pop("clip", None)
        over = options.get("zorder", 5) + 0.1
        stage = style.STAGES.get(status, UNSTATED)
        shape = _square if precision == "admin" else _circle
        if precision == "approximate":
            self.add(shape(x, y, size * 1.6, facecolor=colour, alpha=0.22, linewidth=0, **options), clip)
        if precision == "schematic":
            self.add(
                shape(
                    x,
                    y,
                    size * 1.55,
                    facecolor="none",
                    edgecolor=colour,
                    linewidth=0.6,
                    linestyle=(0, (2, 1.6)),
                    **options,
                ),
                clip,
            )
        if stage.outer == "paper":
            small = size * (1.0 if stage.inner_width > style.STAGES["prepared"].inner_width else 0.76)
            face = style.stroke_colour(stage.inner, colour)
            self.add(shape(x, y, small + 0.5, facecolor="#ffffff", linewidth=0, **options), clip)
            self.add(shape(x, y, small, facecolor=face, linewidth=0, **options), clip)
        else:
            edge, face = style.stroke_colour(stage.outer, colour), style.stroke_colour(stage.inner, colour)
            width = points(stage.outer_width - stage.inner_width) / 2 * 1.25
            small = size - width * MM_PER_PT
            self.add(shape(x, y, size + 0.5, facecolor="#ffffff", linewidth=0, **options), clip)
            self.add(shape(x, y, small, facecolor=face, edgecolor=edge, linewidth=width, **options), clip)
        if number:
            ink = style.INK if _luminance(face) > BRIGHT else "#ffffff"
            room = 4.9 if small > SYMBOL_MM * 0.8 else 4.2
            room -= 0.9 if len(number) >= len("100") else 0
            self.text(x, y - 0.02, number, room, ha="center", va="center_baseline", color=ink, zorder=over)

    def png(self) -> bytes:
        """Return the page as PNG, without dates or names of programs in it.

        Raises
        ------
        SheetError
            A text holds a character that the font does not have.
        """
        texts = [mark.get_text() for mark in self.axes.texts]
        missing = missing_glyphs(texts)
        if missing:
            named = ", ".join(f"{mark} (U+{ord(mark):04X})" for mark in missing[:5])
            raise SheetError(f"the font has no glyph for {named}; take the character out or write it otherwise")
        out = BytesIO()
        self.canvas.print_png(out, metadata={"Software": None}, pil_kwargs={"compress_level": 4})  # type: ignore[no-untyped-call]
        return out.getvalue()


def _square(x: float, y: float, size: float, **options: Any) -> Rectangle:
    return Rectangle((x - size / 2, y - size / 2), size, size, **options)


def _circle(x: float, y: float, size: float, **options: Any) -> Circle:
    return Circle((x, y), size / 2, **options)


def _path(geometry: shapely.Geometry) -> Path:
    """Return polygons, holes and all, as one path."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(geometry)]
    codes = [np.full(len(ring), Path.LINETO, dtype=np.uint8) for ring in rings]
    for code in codes:
        code[0], code[-1] = Path.MOVETO, Path.CLOSEPOLY
    return Path(np.concatenate(rings), np.concatenate(codes))


def _luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2)."""
    shares = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
