"""Pages as PDF and PNG, typeset by Typst without anything of the machine's. How a page is put together: ``sheet.typ``.

What stands on the map is one picture, as SVG, with a text alternative; what stands around it is text, so that it can be
read aloud and searched. A PDF is PDF/A-2a and PDF/UA-1.
"""

from __future__ import annotations

import json
import struct
import zlib
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import typst

from geo.errors import SheetError
from geo.sheet.fonts import MM_PER_PT, SERIF, font_path, text_width_mm
from geo.sheet.georeference import georeferenced
from geo.sheet.labels import Box
from geo.sheet.marks import Shape, Writing
from geo.sheet.options import MM_PER_INCH, MOST_PX
from geo.sheet.paper import AROUND, LAYERS
from geo.sheet.svg import svg_part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.sheet.paper import Paper

TEMPLATE = Path(__file__).with_name("sheet.typ")
STANDARDS: list[Any] = ["a-2a", "ua-1"]
FAMILIES = {False: "Noto Sans SC", True: "Noto Serif SC"}
"""Whether a face is the one with serifs → its name."""
HEAD = ("title", "subtitle")
"""What is read before the map."""
KEPT_RUNS, SMALL_PX = 10, 4_000_000
"""Typst keeps what a run worked out for as many more; what a preview takes may stay."""
HAIR = 1e-6
"""A picture that were by a hair wider, or higher for its width, would get one more row of pixels and be squeezed."""
HEADER_BYTES = 33
"""The signature of a PNG and its first chunk."""


def pdf_bytes(papers: Sequence[Paper], *, outlines: bool = False) -> bytes:
    """Return pages as one PDF with a bookmark a titled page, and where each map lies on the ground.

    Parameters
    ----------
    papers
        One at least; title, author, language and date of the file are those of the first.
    outlines
        Whether letters are outlines instead of text.

    Raises
    ------
    SheetError
        Typst finds fault with something.
    """
    pdf = typeset(TEMPLATE, {"sheets": _as_json(papers, outlines=outlines)}, format="pdf", pdf_standards=STANDARDS)
    return georeferenced(pdf, papers)


def png_bytes(paper: Paper, dpi: float) -> bytes:
    """Return a page as PNG that says how large it is to be printed.

    Parameters
    ----------
    paper
        The page.
    dpi
        Dots an inch of the printed page.

    Raises
    ------
    SheetError
        The picture would have more pixels than is of use to anyone, or Typst finds fault with something.
    """
    width, height = (round(side / MM_PER_INCH * dpi) for side in paper.size_mm)
    if width * height > MOST_PX:
        raise SheetError("sheet.pixels", width=width, height=height)
    png = typeset(TEMPLATE, {"sheets": _as_json([paper], dpi)}, format="png", ppi=dpi)
    if width * height > SMALL_PX:
        for _ in range(KEPT_RUNS):  # else a server would hold the pixels of the last pages
            typst.compile(b"", font_paths=fonts())
    per_metre = round(dpi / MM_PER_INCH * 1000)
    size = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(size) - 4) + size + struct.pack(">I", zlib.crc32(size))
    return png[:HEADER_BYTES] + chunk + png[HEADER_BYTES:]


def typeset(template: Path, inputs: Mapping[str, str], **options: Any) -> bytes:
    """Return a document of one file, made from a template and the content that it is given.

    Parameters
    ----------
    template
        A file of Typst.
    inputs
        What the template finds in ``sys.inputs``. Content goes in as JSON: it is data, never markup.
    **options
        As of `typst.compile`.

    Raises
    ------
    SheetError
        Typst finds fault with something, or only warns.
    """
    try:
        made, warnings = typst.compile_with_warnings(
            template, root=template.parent, font_paths=fonts(), sys_inputs=dict(inputs), **options
        )
    except typst.TypstError as error:
        raise SheetError("sheet.not_set", file=template.name, reason=error.message) from error
    if warnings:
        raise SheetError("sheet.not_set", file=template.name, reason=warnings[0].message)
    return bytes(made)


@cache
def fonts() -> typst.Fonts:
    """Return the bundled fonts, and no others: the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_path().parent)])


def _as_json(papers: Sequence[Paper], dpi: float = 0.0, *, outlines: bool = False) -> str:
    first = papers[0]
    day = first.made_on
    content = {
        "title": first.title,
        "author": [first.author] if first.author else [],
        "lang": first.lang or "en",
        "region": {"zh": "cn"}.get(first.lang, "gb"),
        "made_on": {"year": day.year, "month": day.month, "day": day.day} if day else None,
        "sheets": [_sheet(paper, dpi and MM_PER_INCH / dpi / paper.scale, outlines=outlines) for paper in papers],
    }
    return json.dumps(content, ensure_ascii=False)


def _sheet(paper: Paper, pixel: float, *, outlines: bool) -> dict[str, Any]:
    """Return a page as plain values; lengths in mm of the page as it is printed, from its upper left corner."""
    on_map = LAYERS if outlines else [layer for layer in LAYERS if layer not in AROUND]
    around = [mark for mark in paper.marks(layers=AROUND) if isinstance(mark, Writing) and not outlines]
    texts = sorted(around, key=lambda mark: mark.gid not in HEAD)
    width, height = paper.size_mm
    return {
        "width": width,
        "height": height,
        "title": paper.title,
        "alt": paper.alt or paper.title,
        "map": _picture(paper, on_map, pixel, outlines=outlines),
        "around": None if outlines else _picture(paper, AROUND, pixel, has_text=False),
        "heading": [line for mark in texts if mark.gid == "title" for line in _lines(paper, mark)],
        "texts": [line for mark in texts if mark.gid != "title" for line in _lines(paper, mark)],
        "links": [_placed(paper, box) | {"target": target} for box, target in paper.links],
    }


def _picture(
    paper: Paper, layers: Sequence[str], pixel: float, *, outlines: bool = False, has_text: bool = True
) -> dict[str, Any] | None:
    """Return some layers as a picture no larger than they need, for Typst holds its pixels; None where all are empty.

    Typst takes the pixels of a picture as they are, so its edges lie between those of the page.
    """
    boxes = [_reach(mark) for mark in paper.marks(layers=layers) if has_text or isinstance(mark, Shape)]
    if not boxes:
        return None
    left, bottom, right, top = np.array([box.corners for box in boxes]).T
    box = Box(max(left.min(), 0.0), max(bottom.min(), 0.0), min(right.max(), paper.width), min(top.max(), paper.height))
    if pixel:
        box = _on_pixels(box, paper.height, pixel)
    return _placed(paper, box) | {"svg": svg_part(paper, layers, box, outlines=outlines, has_text=has_text)}


def _on_pixels(box: Box, page_height: float, pixel: float) -> Box:
    """Return a box whose edges lie between pixels, counted from the upper left corner of the page."""
    x, y = (floor(side / pixel) * pixel for side in (box.left, page_height - box.top))
    width = ceil((box.right - x) / pixel) * pixel * (1 - HAIR)
    height = ceil((page_height - box.bottom - y) / pixel) * pixel * (1 - 3 * HAIR)
    return Box(x, page_height - y - height, x + width, page_height - y)


def _reach(mark: Shape | Writing) -> Box:
    """Return what a mark covers, and some more for a text."""
    if isinstance(mark, Shape):
        return mark.bounds if mark.clip is None else mark.clip
    em, start = mark.size_pt * MM_PER_PT, mark.starts()[0]
    wide = text_width_mm(mark.text, mark.size_pt, mark.face, mark.spacing_mm)
    reach = (wide if mark.turn_deg else 0.0) + em
    return Box(start[0], mark.lines[-1][1], start[0] + wide, start[1]).grown(reach)


def _lines(paper: Paper, mark: Writing) -> list[dict[str, Any]]:
    scale = paper.scale
    return [
        {
            "text": text,
            "x": x * scale,
            "y": (paper.height - y) * scale,
            "anchor": mark.anchor,
            "font": FAMILIES[mark.face == SERIF],
            "size": mark.size_pt * scale,
            "ink": mark.ink,
            "weight": mark.weight_pt * scale,
        }
        for x, y, text in mark.lines
    ]


def _placed(paper: Paper, box: Box) -> dict[str, Any]:
    """Return where a box stands on the printed page."""
    sides = {"x": box.left, "y": paper.height - box.top, "width": box.width, "height": box.height}
    return {name: side * paper.scale for name, side in sides.items()}
