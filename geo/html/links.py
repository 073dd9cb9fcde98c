"""Links from a statement to where it stands in full. The library knows what can be linked; pages know the addresses."""

from __future__ import annotations

import re
from collections.abc import Callable

Link = Callable[[str, str], str]
"""Kind (``project``, ``place``, ``source``, ``strategy``, ``pair``) and id → address, or an empty text for none."""

_ADDRESS = re.compile(r"(?:https?://|\.{0,2}/(?![/\\])|[?#]|[\w-]+(?:[/?#]|$))[^\x00-\x1f\x7f]*", re.IGNORECASE)
"""An address of the web, or one within the atlas (``./?day=…``, ``projects?project=…``, ``/data``)."""


def no_link(_kind: str, _key: str) -> str:
    """Return no address: for pictures and files that stand alone.

    Parameters
    ----------
    _kind, _key
        Not asked.
    """
    return ""


def href(address: str) -> str:
    """Return an address that may be followed, or an empty text for any other (``javascript:``, ``//host``).

    Parameters
    ----------
    address
        As a reader or the record wrote it.
    """
    return address if _ADDRESS.fullmatch(address) else ""
