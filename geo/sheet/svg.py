"""A page as SVG: layers that a designer finds again, and text that stays text unless outlines are asked for.

The halo of a name is a second text below it, in a group of its own: not every program knows ``paint-order``.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from geo.sheet.fonts import MM_PER_PT, SERIF
from geo.sheet.marks import CLOSE, CURVE, LINE, MOVE, Shape, Writing
from geo.sheet.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
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
    """Return a page as SVG, without dates or names of programs in it."""
    return "\n".join(_Writer(paper, outlines=outlines).document()).encode()


class _Writer:
    """Writes one page; y is turned over, for SVG counts from the top."""

    def __init__(self, paper: Paper, *, outlines: bool) -> None:
        self.paper, self.outlines = paper, outlines
        self.clips: dict[tuple[float, ...], str] = {}
        self.ids: set[str] = set()

    def document(self) -> Iterator[str]:
        """Yield the lines of the file."""
        paper = self.paper
        body = list(self._layers(paper, ""))  # first, for it finds out which clips there are
        width, height = (_number(side) for side in paper.size_mm)
        box = f"0 0 {_number(paper.width)} {_number(paper.height)}"
        lang = f' xml:lang="{paper.lang}"' if paper.lang else ""
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
            f'width="{width}mm" height="{height}mm" viewBox="{box}" font-family="{SANS_FAMILIES}"{lang}>'
        )
        yield f"<title>{escape(paper.title)}</title>"
        yield "<defs>"
        for corners, name in self.clips.items():
            left, bottom, right, top = corners
            yield f'<clipPath id="{name}">{self._rect(left, bottom, right, top)}</clipPath>'
        yield "</defs>"
        yield f'<rect width="{_number(paper.width)}" height="{_number(paper.height)}" fill="#ffffff"/>'
        yield from body
        yield "</svg>\n"

    def _layers(self, paper: Paper, prefix: str) -> Iterator[str]:
        for layer, marks in paper.layers.items():
            if not marks:
                continue
            name = prefix + layer
            yield f'<g id="{name}" inkscape:groupmode="layer" inkscape:label="{name}">'
            yield from self._halos(mark for mark in marks if isinstance(mark, Writing) and mark.halo_pt)
            for at, mark in enumerate(marks, start=1):
                if isinstance(mark, Paper):
                    yield from self._layers(mark, f"{name}-{at}-")
                elif isinstance(mark, Shape):
                    yield self._shape(mark)
                else:
                    yield from self._writing(mark)
            yield "</g>"

    def _halos(self, writings: Iterable[Writing]) -> Iterator[str]:
        found = list(writings)
        if found:
            yield f'<g fill="none" stroke="#ffffff" stroke-opacity="{HALO_OPACITY}" stroke-linejoin="round">'
            for writing in found:
                width = (writing.halo_pt + writing.weight_pt) * MM_PER_PT
                yield from self._lines(writing, f'stroke-width="{_number(width)}"')
            yield "</g>"

    def _shape(self, shape: Shape) -> str:
        said = [f'd="{self._path(shape.xy, shape.codes)}"', f'fill="{shape.fill or "none"}"']
        if shape.edge:
            said.append(f'stroke="{shape.edge}" stroke-width="{_number(shape.width_pt * MM_PER_PT)}"')
            said.append('stroke-linejoin="round"' + ("" if shape.dash else ' stroke-linecap="round"'))
        if shape.dash:
            said.append(f'stroke-dasharray="{" ".join(_number(length * MM_PER_PT) for length in shape.dash)}"')
        if shape.shift:
            said.append(f'stroke-dashoffset="{_number(shape.shift * MM_PER_PT)}"')
        if shape.alpha < 1:
            said.append(f'opacity="{shape.alpha:g}"')
        if shape.clip is not None:
            said.append(f'clip-path="url(#{self._clip(shape.clip)})"')
        return f"<path{self._id(shape.gid)} {' '.join(said)}/>"

    def _writing(self, writing: Writing) -> Iterator[str]:
        look = f'fill="{writing.ink}"'
        if writing.weight_pt:
            look += f' stroke="{writing.ink}" stroke-width="{_number(writing.weight_pt * MM_PER_PT)}"'
            look += ' stroke-linejoin="round"'
        yield from self._lines(writing, look)

    def _lines(self, writing: Writing, look: str) -> Iterator[str]:
        """Yield a text, a line an element; or all of it as one path."""
        if self.outlines:
            xy, codes = writing.outlines
            if len(xy):
                yield f'<path {look} d="{self._path(xy, codes)}"/>'
            return
        said = f'font-size="{_number(writing.size_pt * MM_PER_PT)}" {look}'
        said += f' font-family="{SERIF_FAMILIES}"' if writing.face == SERIF else ""
        said += f' text-anchor="{writing.anchor}"' if writing.anchor != "start" else ""
        said += f' letter-spacing="{_number(writing.spacing_mm)}"' if writing.spacing_mm else ""
        # a spaced text ends with a space in SVG, and would stand half of it too far to the left
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[writing.anchor] * writing.spacing_mm
        x0, y0, _ = writing.lines[0]
        if writing.turn_deg:
            said += f' transform="rotate({-writing.turn_deg:.2f} {_number(x0)} {_number(self.paper.height - y0)})"'
        for x, y, text in writing.lines:
            yield f'<text x="{_number(x + shift)}" y="{_number(self.paper.height - y)}" {said}>{escape(text)}</text>'

    def _path(self, xy: NDArray[np.float64], codes: NDArray[np.uint8]) -> str:
        """Return a path in the words of SVG; a curve takes three points."""
        said: list[str] = []
        waiting = 0
        last = 0
        for x, y, code in zip(xy[:, 0].tolist(), (self.paper.height - xy[:, 1]).tolist(), codes.tolist(), strict=True):
            if code == CLOSE:
                said.append("Z")
            elif waiting or code == last == LINE:
                said.append(f" {_number(x)} {_number(y)}")
            else:
                said.append(f"{LETTERS[code]}{_number(x)} {_number(y)}")
            waiting = waiting - 1 if waiting else 2 if code == CURVE else 0
            last = code
        return "".join(said)

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
