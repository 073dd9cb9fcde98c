"""What stands around the contents of a page, as HTML: headings, counts and notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.html.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup


@dataclass(frozen=True)
class Count:
    """A number and what it counts; ``is_first`` sets it off from those before. A note has no number."""

    number: int | None
    label: str
    is_first: bool = False


def counts_line(counts: Iterable[Count], *, is_status: bool = True) -> Markup:
    """Return numbers in a line; ``is_status`` where they change with the filters and are to be read out."""
    return render("counts", None, counts=counts, is_status=is_status)
