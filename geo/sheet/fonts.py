"""The two fonts of the sheets: how wide their letters are, what they look like, which characters they have.

Noto Sans SC and Noto Serif SC come with the package ``pylopdf-fonts-zh-cn`` under the SIL Open Font License, so every
sheet looks the same on every machine. Each has one weight; a title is made bold by a thin stroke. The ground is
written in Serif, all that is told on it in Sans.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from geo.errors import SheetError
from geo.read.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from numpy.typing import NDArray

PACKAGE = "pylopdf_fonts_zh_cn"
SANS, SERIF = "NotoSansSC-Regular", "NotoSerifSC-Regular"
MM_PER_PT = 25.4 / 72
CJK = 0x2E80
"""Where the blocks of Chinese characters and their marks begin."""
UNBROKEN = set("，。、；：！？）”》…—–-·%％℃")
"""Marks that may not begin a line."""
OPENING = set("（《“「【")
"""Marks that may not end one."""
_ONE_READER = Lock()
"""A font is read from its file as it is asked, so only one thread may ask it."""
MOVE, LINE, CURVE, CLOSE = 1, 2, 3, 4
"""The codes of a path; a cubic curve takes three points, each with its code."""
STEPS = {"moveTo": MOVE, "lineTo": LINE, "curveTo": CURVE, "closePath": CLOSE}

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
    """Return the words as the fonts of the sheets can set them.

    Parameters
    ----------
    words
        The words of the language.

    Returns
    -------
    Words
        The same words for Chinese; for English with straight quotation marks.
    """
    return words if words.lang == "zh" else _StraightWords(words.lang, words.table)


@cache
def font_path(face: str = SANS) -> Path:
    """Return where a font lies.

    Parameters
    ----------
    face
        The name of one of the fonts of the package, without its ending.

    Raises
    ------
    SheetError
        The package that carries it is not installed.
    """
    spec = find_spec(PACKAGE)
    path = Path(spec.origin).with_name(f"{face}.otf") if spec and spec.origin else None
    if path is None or not path.exists():
        raise SheetError("sheet.no_font", file=f"{face}.otf", package=PACKAGE.replace("_", "-"))
    return path


@cache
def _opened(face: str) -> TTFont:
    return TTFont(font_path(face), lazy=True)


@cache
def advances(face: str) -> Mapping[int, float]:
    """Return the advance of every character (its code point), in em.

    Parameters
    ----------
    face
        The name of a font, as in `font_path`.
    """
    with _ONE_READER:
        font = _opened(face)
        widths, em = font["hmtx"], font["head"].unitsPerEm
        return {code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}


@cache
def outline(face: str, mark: str) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return the outline of a character: points in em (n × 2) and the codes of a path, one a point.

    Parameters
    ----------
    face
        The name of a font, as in `font_path`.
    mark
        One character that the font has.
    """
    pen = RecordingPen()
    with _ONE_READER:
        font = _opened(face)
        font.getGlyphSet()[font.getBestCmap()[ord(mark)]].draw(pen)
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for step, at in pen.value:
        here = at or points[-1:]  # what closes a path says no point
        points += here
        codes += [STEPS[step]] * len(here)
    return np.array(points).reshape(-1, 2) / font["head"].unitsPerEm, np.array(codes, dtype=np.uint8)


def missing_glyphs(texts: Iterable[str], face: str = SANS) -> list[str]:
    """Return the characters that a font does not have, each once, in order; line breaks are not characters.

    Parameters
    ----------
    texts
        Everything that is to be set.
    face
        The name of a font, as in `font_path`.
    """
    known = advances(face)
    return sorted({mark for text in texts for mark in text if mark != "\n" and ord(mark) not in known})


def text_width_mm(text: str, size_pt: float, face: str = SANS, spacing_mm: float = 0.0) -> float:
    """Return how wide a text is: its longest line, without kerning; ``spacing_mm`` stands between characters.

    Parameters
    ----------
    text
        One line or several, parted by line breaks.
    size_pt
        The size of the letters, pt.
    face
        The name of a font, as in `font_path`.
    spacing_mm
        Added between two characters, mm.
    """
    em, length = _width_em(text, face)
    return em * size_pt * MM_PER_PT + spacing_mm * max(length - 1, 0)


@lru_cache(maxsize=20_000)
def _width_em(text: str, face: str) -> tuple[float, int]:
    """Return the width of the longest line in em, and how many characters it has."""
    known = advances(face)
    return max((sum(known.get(ord(mark), 1.0) for mark in line), len(line)) for line in text.split("\n"))


def wrapped(text: str, width_mm: float, size_pt: float, first_mm: float | None = None) -> list[str]:
    """Break a text into lines no wider than ``width_mm``, the first no wider than ``first_mm``.

    Latin words stay whole, Chinese breaks anywhere but before and after some marks.

    Parameters
    ----------
    text
        One paragraph.
    width_mm
        The width that there is, mm.
    size_pt
        The size of the letters, pt.
    first_mm
        The width of the first line, mm, where it differs.

    Returns
    -------
    list of str
        The lines in order; a word wider than a line stands on one of its own.
    """
    lines: list[str] = []
    line = ""
    for piece in pieces(text):
        room = width_mm if lines or first_mm is None else first_mm
        if line and text_width_mm((line + piece).rstrip(), size_pt) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


@lru_cache(maxsize=4_000)
def pieces(text: str) -> tuple[str, ...]:
    """Cut a text where it may be broken.

    Parameters
    ----------
    text
        One paragraph.

    Returns
    -------
    tuple of str
        The pieces in order; joined they are the text again.
    """
    cut: list[str] = []
    for mark in text:
        last = cut[-1][-1] if cut else " "
        is_latin = ord(mark) < CJK and ord(last) < CJK and last not in " /"
        if cut and (mark in UNBROKEN or mark == " " or last in OPENING or is_latin):
            cut[-1] += mark
        else:
            cut.append(mark)
    return tuple(cut)
