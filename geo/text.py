"""Text as the record and its readers write it: white space, pinyin, search."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def squeezed(text: str) -> str:
    """Return the text without any white space: a scan breaks lines inside words, so only this can be compared."""
    return "".join(text.split())


def folded(text: str) -> str:
    """Return the text as search compares it: lower case, no accents, no spaces, full-width letters made plain."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c) and (c.isalnum()))


def search_key(names: Iterable[str], pinyin: str) -> str:
    """Return one string that a folded query can be looked for in.

    Parameters
    ----------
    names
        What the thing is called, in any language.
    pinyin
        Its Chinese name in pinyin, a space between syllables.

    Returns
    -------
    str
        Each name, the pinyin run together and the initials of its syllables, all folded and parted by spaces, which a
        folded query never holds, so that no match runs from one into the next.
    """
    initials = "".join(syllable[0] for syllable in pinyin.split())
    return " ".join([*(folded(name) for name in names), folded(pinyin), folded(initials)])


def display_width(text: str) -> int:
    """Return how wide a text is in half-width characters: a Chinese one counts as two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, width: int, first: int | None = None) -> list[str]:
    """Break a text into lines, between words and between any two Chinese characters.

    Parameters
    ----------
    text
        One paragraph.
    width
        Of a line, in half-width characters (a Chinese one counts as two).
    first
        Of the first line, where it differs.

    Returns
    -------
    list of str
        The lines; a word wider than a line stands on one of its own.
    """
    lines: list[str] = []
    line = ""
    for token in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+", text):
        room = width if lines or first is None else first
        if line and display_width(line + token.rstrip()) > room:
            lines, line = [*lines, line.rstrip()], token.lstrip()
        else:
            line += token
    return [*lines, line.rstrip()]
