"""A page as PNG: Agg draws it in bands, and each is packed before the next is drawn, so any page takes little memory.

Everything is drawn as outlines, letters too, so nothing depends on a machine's fonts or on how they are hinted.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Bbox, IdentityTransform
from PIL import Image

from geo.errors import SheetError
from geo.sheet.marks import Shape, Writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.sheet.paper import Paper

MM_PER_INCH, INCH_PER_M = 25.4, 1 / 0.0254
PT_PER_INCH = 72.0
BAND_PX = 256
MOST_PX = 140_000_000
HALO_ALPHA = 0.9
UNSEEN = (1.0, 1.0, 1.0, 1e-4)
"""A fill that leaves no trace. Agg cuts a path without a fill off at the band, where its dashes would begin anew."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, COLOUR = (0, 1), (2, 3)
"""Kind of picture as PNG counts them, and how many bytes a pixel has."""


def png_bytes(paper: Paper, dpi: float) -> bytes:
    """Return a page as PNG, without dates or names of programs in it.

    Pages are mostly flat colour, so runs are packed and nothing else is looked for (``Z_RLE``): the quickest, and the
    same bytes whatever zlib a machine has.

    Raises
    ------
    SheetError
        The picture would have more pixels than is of use to anyone.
    """
    width, height = (round(side / MM_PER_INCH * dpi) for side in paper.size_mm)
    if width * height > MOST_PX:
        raise SheetError("sheet.pixels", width=width, height=height)
    kind, depth = GREY if paper.theme.is_grey else COLOUR
    packer = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_RLE)
    data, above = bytearray(), None
    for band in _bands(paper, (width, height), paper.scale * dpi / MM_PER_INCH):
        rows = _filtered(band, above)
        data += packer.compress(rows if above is None else rows[1 + width * depth :])
        above = band.crop((0, band.height - 1, width, band.height))
    data += packer.flush()
    per_metre = round(dpi * INCH_PER_M)
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)),
            _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
            _chunk(b"IDAT", bytes(data)),
            _chunk(b"IEND", b""),
        )
    )


def _bands(paper: Paper, size: tuple[int, int], px_per_mm: float) -> Iterator[Image.Image]:
    """Yield the picture in bands, from above."""
    width, height = size
    marks = [(mark, mark.bounds.grown(1.0)) for mark in paper.marks()]  # halos reach farther than ink
    for top in range(0, height, BAND_PX):
        rows = min(BAND_PX, height - top)
        above, below = (height - top) / px_per_mm, (height - top - rows) / px_per_mm
        band = _Band(width, rows, px_per_mm, below)
        for mark, reach in marks:
            if reach.bottom <= above and reach.top >= below:
                band.draw(mark)
        yield band.picture().convert("L" if paper.theme.is_grey else "RGB")


def _filtered(band: Image.Image, above: Image.Image | None) -> bytes:
    """Return the rows of a band as PNG filters them; Pillow chooses the filter of each.

    A filter looks at the row above, so that row, where there is one, comes first and is to be dropped.
    """
    if above is not None:
        both = Image.new(band.mode, (band.width, band.height + 1))
        both.paste(above, (0, 0))
        both.paste(band, (0, 1))
        band = both
    out = BytesIO()
    band.save(out, "png", compress_level=0)
    png, at, packed = out.getvalue(), len(SIGNATURE), bytearray()
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    return zlib.decompress(packed)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


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
