"""Where a statement stands, in words: a short title and the lines. The whole is the macro ``cite`` of the templates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.read.words import Words

    Row = Mapping[str, Any]

SHORT = {"zh": 7, "en": 24}
"""How many characters of a title stand for the whole."""


def lines_in_words(locator: str, words: Words) -> str:
    """Return ``L31-L33`` in words: lines 31–33.

    Parameters
    ----------
    locator
        ``L31`` or ``L31-L33``.
    words
        The words of the language.
    """
    first, *last = re.findall(r"\d+", locator)
    return words("detail.line_span", first=first, last=last[0]) if last else words("detail.lines", first=first)


def place_in_source(row: Row, words: Words) -> str:
    """Return where in its source a statement stands: the lines of a text, the words of a public page.

    Parameters
    ----------
    row
        With ``locator``, empty for a public page, and then ``quote``.
    words
        The words of the language.
    """
    return lines_in_words(row["locator"], words) if row["locator"] else words("detail.quote", text=row["quote"])


def short_title(title: str, lang: str) -> str:
    """Return the beginning of a title: up to its first colon or dash, and no longer than fits a chip.

    Parameters
    ----------
    title
        In the language.
    lang
        ``zh`` or ``en``.
    """
    head = re.split(r"[：:—（(]", title)[0].strip()
    if len(head) <= SHORT[lang]:
        return head
    cut = head[: SHORT[lang]]
    return (cut if lang == "zh" else cut.rsplit(" ", 1)[0]) + "…"
