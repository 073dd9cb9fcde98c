"""Where a statement stands: the text, its date and its lines, in one line that leads there."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from geo.html.links import linked, no_link
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from geo.html.links import Link
    from geo.read.words import Words

SHORT = {"zh": 7, "en": 24}
"""How many characters of a title stand for the whole."""


def lines_in_words(locator: str, words: Words) -> str:
    """Return ``L31-L33`` in words: lines 31–33."""
    first, *last = re.findall(r"\d+", locator)
    return words("detail.line_span", first=first, last=last[0]) if last else words("detail.lines", first=first)


def cite(row: Any, words: Words, link: Link = no_link) -> str:
    """Return a source as HTML: short title (a link), date, lines; the whole title and the printed words on hovering.

    ``row`` has the columns that `geo.atlas.history.dated` gives.
    """
    title, printed = words.of(row, "title"), words("detail.printed")
    whole = f"{title} · {printed}{words('register.colon')}{row['printed_name']}"
    shown = words("register.cite", title=short_title(title, words.lang))
    date = capitalised(when(row["published_on"], row["date_precision"], words))
    return (
        f"<span class='atlas-cite' title='{escape(whole)}'>{linked(shown, link('source', row['source_id']))}"
        f" {escape(date)} · {escape(lines_in_words(row['locator'], words))}</span>"
    )


def short_title(title: str, lang: str) -> str:
    """Return the beginning of a title: up to its first colon or dash, and no longer than fits a chip."""
    head = re.split(r"[：:—（(]", title)[0].strip()
    if len(head) <= SHORT[lang]:
        return head
    cut = head[: SHORT[lang]]
    return (cut if lang == "zh" else cut.rsplit(" ", 1)[0]) + "…"
