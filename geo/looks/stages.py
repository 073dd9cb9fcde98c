"""The table of how a stage and a precision look: a few words each, from which every medium draws.

Stage owns what is inside the outline of a symbol and between the edges of a line: fill, edge, mark. Precision owns the
shape of a symbol, what stands around it, and the gaps of a whole line: dash and blur. Neither borrows from the other.
`geo.looks.glyphs` turns these words into shapes for screen, sheet and slide, `geo.looks.css` into chips and parts of a
bar, `geo.charts` into the fills of a chart.
"""

from __future__ import annotations

from dataclasses import dataclass

HOLLOW, HALF, HATCHED, SOLID = "hollow", "half", "hatched", "solid"
"""What is inside: nothing; the lower half (of a line, a stroke along its middle); slanting lines (ties); all of it."""
THIN, PLAIN, DOTTED = "thin", "plain", "dotted"
"""The edge: a hair, a stroke, a row of round dots (of a line: a row of dots between its edges)."""
DOT, STRIKE = "dot", "strike"
"""What stands over the fill: a light dot (along a line, a row of them), or a stroke across and beyond the edge."""
FILLS, EDGES, MARKS = (HOLLOW, HALF, HATCHED, SOLID), (THIN, PLAIN, DOTTED), ("", DOT, STRIKE)


@dataclass(frozen=True)
class StageLook:
    """How a stage looks wherever it is shown: one of `FILLS`, of `EDGES` and of `MARKS`."""

    fill: str = HOLLOW
    edge: str = PLAIN
    mark: str = ""

    @property
    def words(self) -> tuple[str, str, str]:
        """What tells the stage from every other one."""
        return self.fill, self.edge, self.mark


UNSTATED = "unstated"
"""The stage of what no text states a stage of."""
BUILT, PLAIN_PLACE = "completed", "precise"
"""The stage and the precision in which a legend shows what is about the other: with nothing of their own to see."""

STAGES = {
    UNSTATED: StageLook(HOLLOW, THIN),
    "proposed": StageLook(HOLLOW),
    "prepared": StageLook(HOLLOW, DOTTED),
    "suspended": StageLook(HOLLOW, mark=STRIKE),
    "advancing": StageLook(HALF),
    "building": StageLook(HATCHED),
    "completed": StageLook(SOLID),
    "operating": StageLook(SOLID, mark=DOT),
}
"""Each stage by its id, in the order in which they lie over each other, the built above the planned.

Only what is built is solid; what is in use is built and has a dot. What is suspended is as hollow as what is only
proposed, and struck out.
"""


@dataclass(frozen=True)
class PrecisionLook:
    """How the place of a project is known.

    Parameters
    ----------
    shape
        Of a symbol: ``circle`` or ``square``.
    dash
        Of a line as a whole, in px: how long it is and how long its gap.
    ring
        Whether a dashed ring stands around a symbol.
    halo
        The opacity of the blur around a symbol and along a line.
    """

    shape: str = "circle"
    dash: tuple[float, ...] = ()
    ring: bool = False
    halo: float = 0.0


PRECISIONS = {
    "precise": PrecisionLook(),
    "approximate": PrecisionLook(halo=0.22),
    "schematic": PrecisionLook(dash=(17.0, 6.0), ring=True),
    "admin": PrecisionLook(shape="square"),
}
"""A schematic line is dashed and a schematic site ringed by dashes; an admin unit is a soft area with a square."""


def stage_look(status: str) -> StageLook:
    """Return how a stage looks; without one, how a project looks of which no text states a stage.

    Parameters
    ----------
    status
        The id of a stage; empty or unknown for none.
    """
    return STAGES.get(status, STAGES[UNSTATED])


def stage_rank(status: str) -> int:
    """Return the place of a stage in the order of drawing, from below.

    Parameters
    ----------
    status
        The id of a stage; empty or unknown for none.

    Returns
    -------
    int
        From 0; the higher is drawn over the lower.
    """
    return list(STAGES).index(status if status in STAGES else UNSTATED)
