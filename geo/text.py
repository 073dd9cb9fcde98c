"""Text as the record and its readers write it: white space, pinyin, search."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from opencc import OpenCC

if TYPE_CHECKING:
    from collections.abc import Iterable


def squeezed(text: str) -> str:
    """Return the text without any white space: a scan breaks lines inside words, so only this can be compared.

    Parameters
    ----------
    text
        As printed or as scanned.
    """
    return "".join(text.split())


def folded(text: str) -> str:
    """Return the text as search compares it: simplified, lower case, no accents, no spaces, letters plain.

    Parameters
    ----------
    text
        A name or a query, in any script.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and (c.isalnum()))
    return plain.translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    """Return traditional character → simplified one, each by itself.

    OpenCC would read whole words, and what a query is part of then decides; one by one, a part stays a part.
    """
    characters = [chr(code) for code in range(0x3400, 0xA000)]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, simplified, strict=True) if old != new}


def traditional_forms(names: Iterable[str]) -> str:
    """Return, for the characters of names, every traditional form: pairs of that and the simplified one, run together.

    With these alone a query is folded against the names as `folded` would.

    Parameters
    ----------
    names
        In simplified characters.
    """
    held = set("".join(names))
    return "".join(chr(old) + new for old, new in _simplified().items() if new in held)


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
    """Return how wide a text is in half-width characters: a Chinese one counts as two.

    Parameters
    ----------
    text
        One line.
    """
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


def visible(text: str) -> str:
    """Return a text with each character that is not seen and changes others named, as ``⟨U+202E⟩``.

    Controls, marks of direction and characters without width turn, hide or split what stands around them; a reader is
    to see that they are there. White space other than a line's end becomes a space.

    Parameters
    ----------
    text
        Whatever somebody typed.
    """
    return "".join(map(_seen, text))


def _seen(character: str) -> str:
    if character == "\n" or not (character.isspace() or unicodedata.category(character) in UNSEEN):
        return character
    return " " if character.isspace() and character not in SEPARATORS else f"⟨U+{ord(character):04X}⟩"


UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of characters that show nothing of their own: controls, formats, surrogates, private, unassigned."""
SEPARATORS = "\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""What Python takes for white space and a reader would not."""
