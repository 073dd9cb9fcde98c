"""Links from what is told to where it is told in full. The library knows what can be linked; pages know where it is."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

Link = Callable[[str, str], str]
"""Kind (``project``, ``place``, ``source``, ``strategy``) and id → address, or an empty text for none."""


def no_link(_kind: str, _key: str) -> str:
    """Return no address: for pictures and files that stand alone."""
    return ""


def linked(text: str, address: str) -> str:
    """Return a text as HTML, a link where there is an address."""
    shown = escape(text)
    return f"<a class='atlas-link' href='{escape(address)}' target='_self'>{shown}</a>" if address else shown
