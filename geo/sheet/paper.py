"""A page measured in millimetres, and how marks are put on it.

A place on the map, a line of the legend and the edge of the frame are all told in the same millimetres from the lower
left corner. These are the millimetres of a page whose letters have the size that they have on A4: a sheet of another
``scale`` is laid out at that size and enlarged when it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import SheetError
from geo.looks import style
from geo.sheet import marks
from geo.sheet.fonts import MM_PER_PT, missing_glyphs
from geo.sheet.labels import Box
from geo.sheet.marks import Shape, Writing
from geo.sheet.theme import THEMES, Theme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.sheet.frame import Frame

LAYERS = (
    *("ground", "tints", "rivers", "boundaries", "lines", "leaders", "seats", "sites", "places", "names"),
    *("insets", "frame", "surrounds", "panel", "margin"),
)
"""From below; each is a group of its own in SVG."""
AROUND = ("panel", "margin")
"""What stands beside the map or over it, and is read as text."""
MIDDLE_EM = 0.37
"""From the baseline to the middle of capitals, figures and Chinese characters."""
LEADING = 1.28
"""Height of a line of text, in its size."""


class Paper:
    """A page of a width and a height, in mm at ``scale``, and what stands on it, by layer."""

    def __init__(self, width: float, height: float, scale: float = 1.0, theme: Theme = THEMES["colour"]) -> None:
        self.width, self.height, self.scale, self.theme = width, height, scale, theme
        self.layers: dict[str, list[Shape | Writing | Paper]] = {layer: [] for layer in LAYERS}
        self.links: list[tuple[Box, str | int]] = []
        """Areas that lead to an address, or to a page of the same file, counted from 1."""
        self.title = self.author = self.lang = self.alt = ""
        self.made_on: dt.date | None = None
        self.frames: list[Frame] = []
        """The window of its map, first, and those of the maps set into it."""
        self.plates: list[Box] = []
        """What lies on the map and is none: the legend with its list."""
        self.symbol_share = 1.0
        """How large the symbols of sites are, of their usual size."""
        self.summaries: list[Shape] = []
        """The marks that stand for several projects at once."""

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the page as it is printed."""
        return self.width * self.scale, self.height * self.scale

    @property
    def page(self) -> Box:
        """The whole page, mm."""
        return Box(0.0, 0.0, self.width, self.height)

    def inset(self) -> Paper:
        """Return a sheet of the same size that lies over the map of this one."""
        part = Paper(self.width, self.height, self.scale, self.theme)
        part.symbol_share = self.symbol_share
        self.layers["insets"].append(part)
        return part

    def marks(self, gid: str = "", layers: Iterable[str] = LAYERS) -> Iterator[Shape | Writing]:
        """Yield what stands on some layers, from below, where its ``gid`` begins so.

        Parameters
        ----------
        gid
            What the name of a mark begins with; empty for all.
        layers
            Some of `LAYERS`, in the order in which they are drawn.
        """
        for layer in layers:
            for mark in self.layers[layer]:
                if isinstance(mark, Paper):
                    yield from mark.marks(gid)
                elif mark.gid.startswith(gid):
                    yield mark

    def path(self, layer: str, path: tuple[NDArray[np.float64], NDArray[np.uint8]], **options: Any) -> None:
        """Put a path on a layer; ``fill``, ``edge`` and the rest are those of `Shape`.

        Parameters
        ----------
        layer
            One of `LAYERS`.
        path
            Points in mm (n × 2) and the code of each, see `geo.sheet.marks`.
        **options
            The other fields of `Shape`.
        """
        for name in ("fill", "edge"):
            options[name] = self.theme.printed(options.get(name, ""))
        self.layers[layer].append(Shape(*path, **options))

    def area(self, layer: str, geometry: BaseGeometry, **options: Any) -> None:
        """Fill an area, given in mm of the page.

        Parameters
        ----------
        layer
            One of `LAYERS`.
        geometry
            Polygons in mm; one without area is not drawn.
        **options
            The other fields of `Shape`.
        """
        if geometry.area > 0:
            self.path(layer, marks.rings(geometry), **options)

    def box(self, layer: str, box: Box, **options: Any) -> None:
        """Draw a rectangle; ``radius`` rounds its corners.

        Parameters
        ----------
        layer
            One of `LAYERS`.
        box
            In mm.
        **options
            ``radius``, mm, and the other fields of `Shape`.
        """
        radius = options.pop("radius", 0.0)
        self.path(layer, marks.rectangle(box, radius), **{"width_pt": 0.5} | options)

    def circle(self, layer: str, x: float, y: float, diameter: float, **options: Any) -> None:
        """Draw a circle.

        Parameters
        ----------
        layer
            One of `LAYERS`.
        x, y
            Its middle, mm.
        diameter
            In mm.
        **options
            The other fields of `Shape`.
        """
        self.path(layer, marks.circle(x, y, diameter / 2), **options)

    def line(self, layer: str, xy: NDArray[Any], width_pt: float, colour: str, **options: Any) -> None:
        """Draw a line through the points of an array.

        Parameters
        ----------
        layer
            One of `LAYERS`.
        xy
            The points (n × 2), mm.
        width_pt
            In pt.
        colour
            ``#rrggbb``.
        **options
            The other fields of `Shape`.
        """
        self.path(layer, marks.polyline(xy), edge=colour, width_pt=width_pt, **options)

    def dot(self, layer: str, x: float, y: float, diameter_pt: float, colour: str, **options: Any) -> None:
        """Draw a small dot.

        Parameters
        ----------
        layer
            One of `LAYERS`.
        x, y
            Its middle, mm.
        diameter_pt
            In pt.
        colour
            ``#rrggbb``.
        **options
            The other fields of `Shape`.
        """
        self.circle(layer, x, y, diameter_pt * MM_PER_PT, fill=colour, **options)

    def text(self, layer: str, x: float, y: float, text: str, size_pt: float, **options: Any) -> Writing:
        """Write a text with its middle at y, at x its beginning, middle or end (``anchor``).

        Parameters
        ----------
        layer
            One of `LAYERS`.
        x, y
            In mm.
        text
            One line, or several parted by line breaks.
        size_pt
            The size of the letters, pt.
        **options
            The other fields of `Writing`.

        Returns
        -------
        Writing
            What was put on the layer, each line at its baseline.
        """
        em = size_pt * MM_PER_PT
        parts = text.split("\n")
        up = (len(parts) - 1) / 2 * em * LEADING - MIDDLE_EM * em
        first = np.array([(0.0, up)]) @ marks.turning(options.get("turn_deg", 0.0)) + (x, y)
        left, top = first[0].tolist()
        lines = tuple(
            (round(left, marks.DECIMALS), round(top - at * em * LEADING, marks.DECIMALS), part)
            for at, part in enumerate(parts)
        )
        options["ink"] = self.theme.printed(options.get("ink", style.INK))
        mark = Writing(lines, size_pt, **options)
        self.layers[layer].append(mark)
        return mark

    def check(self) -> None:
        """Make sure that every character can be printed.

        Raises
        ------
        SheetError
            A text holds a character that its font does not have.
        """
        texts: dict[str, list[str]] = {}
        for mark in self.marks():
            if isinstance(mark, Writing):
                texts.setdefault(mark.face, []).append(mark.text)
        missing = sorted({mark for face, written in texts.items() for mark in missing_glyphs(written, face)})
        if missing:
            raise SheetError("sheet.no_glyph", marks=[f"{mark} (U+{ord(mark):04X})" for mark in missing])
