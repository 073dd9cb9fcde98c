"""A page as SVG: layers that a designer finds again, and text that stays text unless outlines are asked for.

The halo of a name is a second text below it, in a group of its own: not every program knows ``paint-order``. In a part
that is set into a PDF it is an outline, so that a name is found once.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from geo.sheet.fonts import CLOSE, CURVE, LINE, MM_PER_PT, MOVE, SERIF
from geo.sheet.marks import DECIMALS, Shape, Writing, rectangle
from geo.sheet.paper import LAYERS, Paper

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from numpy.typing import NDArray

    from geo.sheet.labels import Box

SANS_FAMILIES = (
    "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',SimHei,sans-serif"
)
SERIF_FAMILIES = "'Noto Serif SC','Noto Serif CJK SC','Source Han Serif SC','Songti SC',SimSun,serif"
"""The fonts of the sheets first, then what else may be on a machine; single quotes, for they stand in attributes."""
LETTERS = {MOVE: "M", LINE: "L", CURVE: "C"}
HALO_OPACITY = "0.9"


def svg_bytes(paper: Paper, *, outlines: bool = False) -> bytes:
    """Return a page as SVG on white, without dates or names of programs in it.

    Parameters
    ----------
    paper
        The page that is drawn on.
    outlines
        Whether text is drawn as shapes, for programs without its fonts.

    Returns
    -------
    bytes
        UTF-8, the same for the same page.
    """
    return _Writer(paper, outlines=outlines).document(LAYERS, paper.page, background="#ffffff").encode()


def svg_part(paper: Paper, layers: Collection[str], box: Box, *, outlines: bool = False, has_text: bool = True) -> str:
    """Return some layers of a page as SVG, to be set into another file.

    Parameters
    ----------
    paper
        The page that is drawn on.
    layers
        Names of those layers; they keep their order.
    box
        What of the page, in mm.
    outlines, has_text
        Whether letters are outlines instead of text, and whether they are there at all.
    """
    return _Writer(paper, outlines=outlines, has_text=has_text, is_part=True).document(layers, box)


class _Writer:
    """Writes one page; y is turned over, for SVG counts from the top."""

    def __init__(self, paper: Paper, *, outlines: bool, has_text: bool = True, is_part: bool = False) -> None:
        self.paper, self.outlines, self.has_text, self.is_part = paper, outlines, has_text, is_part
        self.clips: dict[tuple[float, ...], str] = {}
        self.ids: set[str] = set()

    def document(self, layers: Collection[str], box: Box, background: str = "") -> str:
        """Return the file."""
        paper = self.paper
        body = list(self._body(layers))  # first, for it finds out which clips there are
        width, height = (f"{side * paper.scale:.9g}" for side in (box.width, box.height))
        view = " ".join(f"{side:.9g}" for side in (box.left, paper.height - box.top, box.width, box.height))
        lang = f' xml:lang="{paper.lang}"' if paper.lang else ""
        lang += ' font-kerning="none"' if self.is_part else ""  # halos are outlines there, set letter by letter
        clips = [f'<clipPath id="{name}">{self._rect(*corners)}</clipPath>' for corners, name in self.clips.items()]
        ground = f'<rect width="{_number(paper.width)}" height="{_number(paper.height)}" fill="{background}"/>'
        head = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
            f'width="{width}mm" height="{height}mm" viewBox="{view}" font-family="{SANS_FAMILIES}"{lang}>'
        )
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n<title>{escape(paper.title)}</title>'
        return "\n".join([head, "<defs>", *clips, "</defs>", *([ground] if background else []), *body, "</svg>\n"])

    def _body(self, layers: Collection[str]) -> Iterator[str]:
        """Yield the lines of some layers; what is cut off at the same box and stands together is cut off once.

        In a part, paper covers what the lowest of it has too much: a mask costs as many pixels as the picture has.
        """
        for at, (clip, lines) in enumerate(groupby(self._lines_of(self.paper, "", layers), lambda line: line[0])):
            body = (line for _, line in lines)
            if clip is None:
                yield from body
            elif self.is_part and at == 0:
                yield from (*body, self._paper_around(clip))
            else:
                yield from (f'<g clip-path="url(#{self._clip(clip)})">', *body, "</g>")

    def _paper_around(self, box: Box) -> str:
        paths = (self._path(*rectangle(edge)) for edge in (self.paper.page, box))
        return f'<path fill="#ffffff" fill-rule="evenodd" d="{"".join(paths)}"/>'

    def _lines_of(self, paper: Paper, prefix: str, layers: Collection[str]) -> Iterator[tuple[Box | None, str]]:
        """Yield each line with the box that cuts it off, if one does."""
        for name, marks in paper.layers.items():
            if not marks or name not in layers:
                continue
            if not self.is_part:
                label = prefix + name
                yield None, f'<g id="{label}" inkscape:groupmode="layer" inkscape:label="{label}">'
            if self.has_text:
                yield from ((None, line) for line in self._halos(m for m in marks if isinstance(m, Writing)))
            for at, mark in enumerate(marks, start=1):
                if isinstance(mark, Paper):
                    yield from self._lines_of(mark, f"{prefix}{name}-{at}-", LAYERS)
                elif isinstance(mark, Shape):
                    yield mark.clip, self._shape(mark)
                elif self.has_text:
                    yield from ((None, line) for line in self._writing(mark))
            if not self.is_part:
                yield None, "</g>"

    def _halos(self, writings: Iterable[Writing]) -> Iterator[str]:
        with_halo = [writing for writing in writings if writing.halo_pt]
        if with_halo:
            yield f'<g fill="none" stroke="#ffffff" stroke-opacity="{HALO_OPACITY}" stroke-linejoin="round">'
            for writing in with_halo:
                width = (writing.halo_pt + writing.weight_pt) * MM_PER_PT
                look = f'stroke-width="{_number(width)}"'
                yield from self._outlines(writing, look) if self.is_part else self._lines(writing, look)
            yield "</g>"

    def _shape(self, shape: Shape) -> str:
        attributes = [f'd="{self._path(shape.xy, shape.codes)}"', f'fill="{shape.fill or "none"}"']
        if shape.edge:
            attributes.append(f'stroke="{shape.edge}" stroke-width="{_number(shape.width_pt * MM_PER_PT)}"')
            is_round = shape.cap == "round" if shape.cap else not shape.dash
            attributes.append('stroke-linejoin="round"' + (' stroke-linecap="round"' if is_round else ""))
        if shape.dash:
            attributes.append(f'stroke-dasharray="{" ".join(_number(length * MM_PER_PT) for length in shape.dash)}"')
        if shape.shift:
            attributes.append(f'stroke-dashoffset="{_number(shape.shift * MM_PER_PT)}"')
        if shape.alpha < 1:
            kind = "opacity" if shape.fill and shape.edge else "fill-opacity" if shape.fill else "stroke-opacity"
            attributes.append(f'{kind}="{shape.alpha:g}"')
        return f"<path{self._id(shape.gid)} {' '.join(attributes)}/>"

    def _writing(self, writing: Writing) -> Iterator[str]:
        look = f'fill="{writing.ink}"'
        if writing.weight_pt:
            look += f' stroke="{writing.ink}" stroke-width="{_number(writing.weight_pt * MM_PER_PT)}"'
            look += ' stroke-linejoin="round"'
        yield from self._lines(writing, look)

    def _lines(self, writing: Writing, look: str) -> Iterator[str]:
        """Yield a text, a line an element; or all of it as one path."""
        if self.outlines:
            yield from self._outlines(writing, look)
            return
        attributes = f'font-size="{_number(writing.size_pt * MM_PER_PT)}" {look}'
        attributes += f' font-family="{SERIF_FAMILIES}"' if writing.face == SERIF else ""
        # whether a spaced text ends with a space is not the same everywhere, so it is anchored at its beginning
        anchor = "start" if writing.spacing_mm else writing.anchor
        attributes += f' text-anchor="{anchor}"' if anchor != "start" else ""
        attributes += f' letter-spacing="{_number(writing.spacing_mm)}"' if writing.spacing_mm else ""
        x0, y0, _ = writing.lines[0]
        moves = []
        if writing.turn_deg:
            moves.append(f"rotate({-writing.turn_deg:.2f} {_number(x0)} {_number(self.paper.height - y0)})")
        if writing.slant_deg:
            lean = np.tan(np.radians(writing.slant_deg))
            moves.append(f"matrix(1 0 {-lean:.4f} 1 {_number(lean * (self.paper.height - y0))} 0)")
        attributes += f' transform="{" ".join(moves)}"' if moves else ""
        for x, y, text in writing.starts() if writing.spacing_mm else writing.lines:
            yield f'<text x="{_number(x)}" y="{_number(self.paper.height - y)}" {attributes}>{escape(text)}</text>'

    def _outlines(self, writing: Writing, look: str) -> Iterator[str]:
        xy, codes = writing.outlines
        if len(xy):
            yield f'<path {look} d="{self._path(xy, codes)}"/>'

    def _path(self, xy: NDArray[np.float64], codes: NDArray[np.uint8]) -> str:
        """Return a path in the words of SVG; a curve takes three points."""
        words: list[str] = []
        waiting = last = 0
        turned = np.round((xy - (0.0, self.paper.height)) * (1.0, -1.0), DECIMALS) + 0.0  # no -0
        for (x, y), code in zip(turned.tolist(), codes.tolist(), strict=True):
            if code == CLOSE:
                words.append("Z")
            elif waiting or code == last == LINE:
                words.append(f" {x:.7g} {y:.7g}")
            else:
                words.append(f"{LETTERS[code]}{x:.7g} {y:.7g}")
            waiting = waiting - 1 if waiting else 2 if code == CURVE else 0
            last = code
        return "".join(words)

    def _rect(self, left: float, bottom: float, right: float, top: float) -> str:
        x, y, width, height = (_number(v) for v in (left, self.paper.height - top, right - left, top - bottom))
        return f'<rect x="{x}" y="{y}" width="{width}" height="{height}"/>'

    def _clip(self, box: Box) -> str:
        return self.clips.setdefault(box.corners, f"clip-{len(self.clips) + 1}")

    def _id(self, gid: str) -> str:
        """Return the id of a mark, the first time that it is met: a name in a file may stand but once."""
        name = gid.replace("/", ".")
        if not name or name in self.ids:
            return ""
        self.ids.add(name)
        return f' id="{escape(name)}"'


def _number(value: float) -> str:
    """Return a length to the micrometre, as short as can be."""
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"
