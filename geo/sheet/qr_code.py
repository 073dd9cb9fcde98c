"""The QR code that opens the view again, drawn as rectangles, so that it is sharp at any size."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import segno

from geo.errors import SheetError
from geo.sheet import marks
from geo.sheet.labels import Box

if TYPE_CHECKING:
    from geo.sheet.paper import Paper

LEAST_MM, MOST_MM = 13.0, 24.0
MODULE_MM = 0.34
"""A camera needs dots of a third of a millimetre."""
QUIET_MODULES = 2
"""The paper around the code is white beyond these, so the four that ISO/IEC 18004 asks for are there."""
LONG = 300
"""An address longer than this gets the lower of the two error corrections, and larger dots for it."""


def code_mm(address: str) -> float:
    """Return how wide the code of an address is, its light edge included; nothing for no address.

    Parameters
    ----------
    address
        What the code opens; empty for none.
    """
    if not address:
        return 0.0
    return min(max(len(_modules(address)) * MODULE_MM, LEAST_MM), MOST_MM)


def draw_code(paper: Paper, box: Box, address: str) -> None:
    """Draw the code of an address in a box; runs of dark dots are one rectangle.

    Parameters
    ----------
    paper
        The page that is drawn on.
    box
        A square of `code_mm`.
    address
        What the code opens.
    """
    grid = _modules(address)
    side = box.width / len(grid)
    paper.box("margin", box, fill="#ffffff")
    paths = []
    for row, dots in enumerate(grid):
        edges = np.flatnonzero(np.diff(np.array((0, *dots, 0))))
        for left, right in edges.reshape(-1, 2):
            top = box.top - row * side
            paths.append(marks.rectangle(Box(box.left + left * side, top - side, box.left + right * side, top)))
    xy, codes = (np.concatenate(parts) for parts in zip(*paths, strict=True))
    paper.path("margin", (xy, codes), fill="#000000", gid="code")
    if address.startswith(("http://", "https://")):
        paper.links.append((box, address))


@lru_cache(maxsize=32)
def _modules(address: str) -> tuple[tuple[int, ...], ...]:
    """Return the dots of the code, 1 where dark."""
    try:
        made = segno.make(address, error="m" if len(address) <= LONG else "l", micro=False, boost_error=False)
    except segno.DataOverflowError:
        raise SheetError("sheet.long_address", count=len(address)) from None
    return tuple(tuple(int(dot) for dot in row) for row in made.matrix_iter(border=QUIET_MODULES))
