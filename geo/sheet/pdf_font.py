"""The part of a font that a PDF needs: its outlines as a small CFF font, its widths, and what its glyphs mean.

The glyphs are drawn anew from the outlines that PNG and SVG use: quicker than cutting them out of a font of thirty
thousand, smaller, and without anything of the machine's in the file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from geo.sheet.fonts import SERIF, advances, outline
from geo.sheet.marks import CLOSE, CURVE, LINE, MOVE

UNITS = 1000
BLOCK = 100
"""A block of a character map may have so many lines."""


@dataclass(frozen=True)
class FontPart:
    """Some characters of a font, each with a number of its own, counted from 1; 0 is what stands for the unknown."""

    face: str
    marks: tuple[str, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Character → number of its glyph."""
        return {mark: at for at, mark in enumerate(self.marks, start=1)}

    @property
    def name(self) -> str:
        """The name of the font with the tag of its part: six capitals that another part would not have."""
        digest = hashlib.sha256("".join(self.marks).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6]) + f"+{self.face}"

    @property
    def is_serif(self) -> bool:
        """Whether the letters have serifs."""
        return self.face == SERIF

    def widths(self) -> list[int]:
        """Return the advance of each glyph in thousandths of an em."""
        known = advances(self.face)
        return [round(known[ord(mark)] * UNITS) for mark in self.marks]

    def cff(self) -> bytes:
        """Return the outlines as a bare CFF font."""
        names = [".notdef", *(f"g{number}" for number in self.numbers.values())]
        strings = {".notdef": T2CharStringPen(UNITS, None).getCharString()}
        for mark, width in zip(self.marks, self.widths(), strict=True):
            strings[f"g{self.numbers[mark]}"] = _char_string(self.face, mark, width)
        builder = FontBuilder(UNITS, isTTF=False)
        builder.setupGlyphOrder(names)
        builder.setupCFF(self.name, {"FullName": self.face}, strings, {})
        found: bytes = builder.font.getTableData("CFF ")
        return found

    def to_unicode(self) -> bytes:
        """Return the map from glyphs to characters, without which a reader could neither search nor copy."""
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        pairs = [f"<{number:04X}> <{mark.encode('utf-16-be').hex().upper()}>" for mark, number in self.numbers.items()]
        for at in range(0, len(pairs), BLOCK):
            block = pairs[at : at + BLOCK]
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii")


def _char_string(face: str, mark: str, width: int) -> object:
    """Draw one glyph."""
    pen = T2CharStringPen(width, None)
    xy, codes = outline(face, mark)
    points = [(round(x * UNITS), round(y * UNITS)) for x, y in xy.tolist()]
    at = 0
    while at < len(points):
        code = int(codes[at])
        if code == MOVE:
            pen.moveTo(points[at])
        elif code == LINE:
            pen.lineTo(points[at])
        elif code == CURVE:
            pen.curveTo(*points[at : at + 3])
            at += 2
        elif code == CLOSE:
            pen.closePath()
        at += 1
    return pen.getCharString()
