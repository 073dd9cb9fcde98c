"""Names run into one another, line by line, with a mark before each change of group or stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.sheet.fonts import pieces, text_width_mm

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Run:
    """A stretch of a line: where it begins, mm, its text, and what stands before it.

    ``stage`` is the stage whose mark stands before the text, ``letter`` and ``colour`` those of the group whose tag
    stands before that; empty where nothing changes.
    """

    x: float
    text: str
    colour: str
    stage: str | None = None
    letter: str = ""


@dataclass(frozen=True)
class Part:
    """Names of one group and stage, before they are set; ``letter`` where the group begins."""

    colour: str
    letter: str
    stage: str
    names: Sequence[str]


@dataclass(frozen=True)
class Measure:
    """How wide things are: a line, its letters (pt), the tag of a group, the mark of a stage, a gap (mm)."""

    width: float
    size_pt: float
    tag: float
    mark: float
    gap: float = 0.9


def set_runs(parts: Sequence[Part], mark: str, measure: Measure) -> list[list[Run]]:
    """Set parts into lines; ``mark`` stands between two names. The first tag of all hangs to the left of its line.

    Parameters
    ----------
    parts
        In the order in which they are read.
    mark
        What stands between two names, such as a comma.
    measure
        The widths of the line and of what stands in it.

    Returns
    -------
    list
        The lines, each the runs that it is made of.
    """
    lines: list[list[Run]] = [[]]
    x = 0.0
    for at_part, part in enumerate(parts):
        tag = measure.tag if part.letter and at_part else 0.0
        for at, piece in enumerate(pieces(mark.join(part.names))):
            before = tag + measure.mark if at == 0 else 0.0
            gap = measure.gap if at == 0 and lines[-1] else 0.0
            width = text_width_mm(piece.rstrip(), measure.size_pt)
            if lines[-1] and x + gap + before + width > measure.width:
                lines.append([])
                x, gap, piece = 0.0, 0.0, piece.lstrip()  # noqa: PLW2901 - what begins a line has no space before it
            if at == 0:
                lines[-1].append(Run(x + gap + before, piece, part.colour, part.stage, part.letter))
            elif lines[-1]:
                last = lines[-1][-1]
                lines[-1][-1] = Run(last.x, last.text + piece, last.colour, last.stage, last.letter)
            else:
                lines[-1].append(Run(0.0, piece, part.colour))
            x += gap + before + text_width_mm(piece, measure.size_pt)
    return lines
