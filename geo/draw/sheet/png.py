"""A page as PNG: Agg draws it in bands, so that a large page takes little memory.

Everything is drawn as outlines, letters too, so nothing depends on a machine's fonts or on how they are hinted.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Bbox, IdentityTransform
from PIL import Image, PngImagePlugin

from geo.draw.sheet.marks import Shape, Writing
from geo.errors import SheetError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.draw.sheet.labels import Box
    from geo.draw.sheet.paper import Paper

MM_PER_INCH = 25.4
PT_PER_INCH = 72.0
BAND_PX = 256
MOST_PX = 140_000_000
RUN_LENGTHS = 3
"""How zlib looks for repetitions (``Z_RLE``): pages are mostly flat colour, and this is the quickest."""
HALO_ALPHA = 0.9
UNSEEN = (1.0, 1.0, 1.0, 1e-4)
"""A fill that leaves no trace. Agg cuts a path without a fill off at the band, where its dashes would begin anew."""


def png_bytes(paper: Paper, dpi: float) -> bytes:
    """Return a page as PNG, without dates or names of programs in it.

    Raises
    ------
    SheetError
        The picture would have more pixels than a machine of an office can hold.
    """
    width, height = (round(side / MM_PER_INCH * dpi) for side in paper.size_mm)
    if width * height > MOST_PX:
        raise SheetError(f"a picture of {width} x {height} pixels is too large; choose a smaller page or fewer dpi")
    picture = Image.new("L" if paper.theme.is_grey else "RGB", (width, height), "white")
    px_per_mm = paper.scale * dpi / MM_PER_INCH
    marks = [(mark, _reach(mark)) for mark in paper.marks()]
    for top in range(0, height, BAND_PX):
        rows = min(BAND_PX, height - top)
        above, below = (height - top) / px_per_mm, (height - top - rows) / px_per_mm
        band = _Band(width, rows, px_per_mm, below)
        for mark, reach in marks:
            if reach.bottom <= above and reach.top >= below:
                band.draw(mark)
        picture.paste(band.picture().convert(picture.mode), (0, top))
    out = BytesIO()
    picture.save(out, "png", compress_level=4, compress_type=RUN_LENGTHS, dpi=(dpi, dpi), pnginfo=_no_words())
    return out.getvalue()


def _no_words() -> PngImagePlugin.PngInfo:
    return PngImagePlugin.PngInfo()


def _reach(mark: Shape | Writing) -> Box:
    """Return what a mark may cover, mm, with its halo and the breadth of a pixel."""
    return mark.bounds.grown(1.0)


class _Band:
    """Some rows of the picture; ``below`` is where they end, in mm from the bottom of the page."""

    def __init__(self, width: int, rows: int, px_per_mm: float, below: float) -> None:
        self.px_per_mm, self.below = px_per_mm, below
        self.px_per_pt = px_per_mm * MM_PER_INCH / PT_PER_INCH
        self.size = width, rows
        self.renderer = RendererAgg(width, rows, PT_PER_INCH)  # type: ignore[no-untyped-call]  # at this dpi its points are pixels
        self.still = IdentityTransform()
        paper = Path(np.array([(0, 0), (width, 0), (width, rows), (0, rows), (0, 0)]), closed=True)
        self.renderer.draw_path(self._context(0), paper, self.still, (1.0, 1.0, 1.0, 1.0))  # type: ignore[no-untyped-call]

    def picture(self) -> Image.Image:
        """Return the rows as a picture that shares their memory."""
        return Image.frombuffer("RGBA", self.size, self.renderer.buffer_rgba(), "raw", "RGBA", 0, 1)  # type: ignore[no-untyped-call]

    def draw(self, mark: Shape | Writing) -> None:
        """Draw one mark."""
        if isinstance(mark, Shape):
            self._draw_shape(mark)
        else:
            self._draw_writing(mark)

    def _draw_shape(self, shape: Shape) -> None:
        width = shape.width_pt * self.px_per_pt if shape.edge else 0.0
        context = self._context(width, shape.edge, shape.alpha)
        context.set_snap(shape.is_sharp)
        if shape.dash:
            dash = [length * self.px_per_pt for length in shape.dash]
            context.set_dashes(shape.shift * self.px_per_pt, dash)
            context.set_capstyle("butt")
        if shape.clip is not None:
            corners = self._pixels(np.array([shape.clip.corners[:2], shape.clip.corners[2:]]))
            context.set_clip_rectangle(Bbox(np.round(corners)))
        face = _rgba(shape.fill, shape.alpha) if shape.fill else UNSEEN
        self.renderer.draw_path(context, Path(self._pixels(shape.xy), shape.codes), self.still, face)  # type: ignore[no-untyped-call]

    def _draw_writing(self, writing: Writing) -> None:
        xy, codes = writing.outlines
        if not len(xy):
            return
        path = Path(self._pixels(xy), codes)
        if writing.halo_pt:
            edge = (writing.halo_pt + writing.weight_pt) * self.px_per_pt
            self.renderer.draw_path(self._context(edge, "#ffffff", HALO_ALPHA), path, self.still, UNSEEN)  # type: ignore[no-untyped-call]
        weight = writing.weight_pt * self.px_per_pt
        self.renderer.draw_path(self._context(weight, writing.ink), path, self.still, _rgba(writing.ink, 1.0))  # type: ignore[no-untyped-call]

    def _pixels(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = (xy - (0.0, self.below)) * self.px_per_mm
        return found

    @staticmethod
    def _context(width_px: float, edge: str = "", alpha: float = 1.0) -> GraphicsContextBase:
        context = GraphicsContextBase()
        context.set_linewidth(width_px)
        context.set_foreground(_rgba(edge, alpha) if edge else (0.0, 0.0, 0.0, 0.0), isRGBA=True)
        context.set_capstyle("round")
        context.set_joinstyle("round")
        context.set_snap(False)
        return context


def _rgba(colour: str, alpha: float) -> tuple[float, float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue, alpha
