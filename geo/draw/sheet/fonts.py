"""The one font of the sheets: where it lies, how wide its letters are, which characters it has.

Noto Sans SC comes with the package ``pylopdf-fonts-zh-cn`` under the SIL Open Font License, so every sheet looks the
same on every machine. It has one weight; a title is made bold by a thin stroke.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from geo.errors import SheetError
from geo.read.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

PACKAGE = "pylopdf_fonts_zh_cn"
FILE = "NotoSansSC-Regular.otf"
MM_PER_PT = 25.4 / 72
UNBROKEN = set("，。、；：！？）”》…—–-·")
"""Marks that may not begin a line."""

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
"""The curly quotation marks of a Chinese font are as wide as its characters; English takes the straight ones."""


@dataclass(frozen=True)
class _StraightWords(Words):
    """The words of a language that is written with straight quotation marks on a sheet."""

    def __call__(self, key: str, **values: object) -> str:
        return super().__call__(key, **values).translate(STRAIGHT)

    def of(self, row: Any, field: str) -> str:
        return super().of(row, field).translate(STRAIGHT)


def for_print(words: Words) -> Words:
    """Return the words as the font of the sheets can set them."""
    return words if words.lang == "zh" else _StraightWords(words.lang, words.table)


@cache
def font_path() -> Path:
    """Return where Noto Sans SC lies.

    Raises
    ------
    SheetError
        The package that carries it is not installed.
    """
    spec = find_spec(PACKAGE)
    path = Path(spec.origin).with_name(FILE) if spec and spec.origin else None
    if path is None or not path.exists():
        raise SheetError(f"the font {FILE} is missing; install the package {PACKAGE.replace('_', '-')}")
    return path


def font(size_pt: float) -> FontProperties:
    """Return Noto Sans SC at a size."""
    return FontProperties(fname=str(font_path()), size=size_pt)


@cache
def _advances() -> dict[int, float]:
    """Return the advance of every character, in em; read once, so that no face is shared between threads."""
    face = FT2Font(str(font_path()))
    return {
        code: face.load_char(code, flags=LoadFlags.NO_SCALE).horiAdvance / face.units_per_EM
        for code in face.get_charmap()
        if code < 0x3000  # noqa: PLR2004 - from here on nearly all are one em wide
    } | {code: 1.0 for code in face.get_charmap() if code >= 0x3000}  # noqa: PLR2004


def missing_glyphs(texts: Iterable[str]) -> list[str]:
    """Return the characters that the font does not have, each once, in order; line breaks are not characters."""
    known = _advances()
    return sorted({mark for text in texts for mark in text if mark != "\n" and ord(mark) not in known})


def text_width_mm(text: str, size_pt: float) -> float:
    """Return how wide a text is: its longest line, without kerning."""
    known = _advances()
    return max(sum(known.get(ord(mark), 1.0) for mark in line) for line in text.split("\n")) * size_pt * MM_PER_PT


def wrapped(text: str, width_mm: float, size_pt: float) -> list[str]:
    """Break a text into lines no wider than ``width_mm``: Latin words whole, Chinese anywhere but before a mark."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width_mm((line + piece).rstrip(), size_pt) > width_mm:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """Cut a text where it may be broken."""
    pieces: list[str] = []
    for mark in text:
        is_wide = ord(mark) >= 0x2E80  # noqa: PLR2004 - where the CJK blocks begin
        is_glued = pieces and (
            mark in UNBROKEN or mark == " " or (not is_wide and pieces[-1][-1] != " " and ord(pieces[-1][-1]) < 0x2E80)  # noqa: PLR2004
        )
        if is_glued:
            pieces[-1] += mark
        else:
            pieces.append(mark)
    return pieces
