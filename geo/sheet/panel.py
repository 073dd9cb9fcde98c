"""Legend and list on their plate, in their column or in their band.

The plan reckoned with a guess of what is shown, so a plate that floats on the map is fitted to what stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.looks import style
from geo.sheet import legend
from geo.sheet.arrange import INSET_MM, PAD_MM
from geo.sheet.labels import Box
from geo.sheet.listing import set_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.sheet.arrange import Plan
    from geo.sheet.legend import Block
    from geo.sheet.listing import Setting
    from geo.sheet.matrix import Matrix
    from geo.sheet.scene import Drawn, Scene

UNPLANNED_MM = 40.0
"""A list that was not reckoned with gets this height below the legend."""


def draw_panel(scene: Scene, plan: Plan, blocks: Sequence[Block | Matrix], drawn: Drawn) -> set[str]:
    """Draw legend and list; return the projects that the list had no room for.

    Parameters
    ----------
    scene
        The map and the page it is on.
    plan
        Where legend and list stand.
    blocks
        The blocks of the legend.
    drawn
        What the map shows, and what the list has to say of it.

    Returns
    -------
    set of str
        Their ids.
    """
    paper, plate = scene.paper, plan.legend
    inner = plate.grown(-PAD_MM)
    end = inner.top - legend.height_mm(blocks, inner.width)
    setting, is_inside = _setting(plan, drawn, end)
    down = 0.0
    if plan.is_floating:
        lowest = setting.bottom if setting and setting.rows and is_inside else end
        plate, down = _fitted(plan, lowest - PAD_MM)
        paper.box("panel", plate, fill="#ffffff", edge=style.INK, width_pt=0.5)
    legend.draw_legend(paper, plate.grown(-PAD_MM), blocks, scene.words, drawn.shown)
    if setting is None:
        return set()
    setting.draw(paper, down if is_inside else 0.0)
    return setting.unlisted


def _setting(plan: Plan, drawn: Drawn, end: float) -> tuple[Setting | None, bool]:
    """Return the list as it is set, and whether it stands below the legend, which ends at a height."""
    if drawn.key.is_empty:
        return None, False
    plate = plan.legend.grown(-PAD_MM)
    is_inside = plan.key is None or plan.legend.holds(*plan.key.centre)
    if plan.key is None:
        low = end - UNPLANNED_MM if plan.is_floating else plate.bottom
        return set_key(Box(plate.left, min(low, end - 1.0), plate.right, end - 1.0), drawn.key), is_inside
    top = min(plan.key.top, end - 1.0) if is_inside else plan.key.top
    return set_key(Box(plan.key.left, min(plan.key.bottom, top), plan.key.right, top), drawn.key), is_inside


def _fitted(plan: Plan, lowest: float) -> tuple[Box, float]:
    """Return the plate as high as what stands in it, in its corner, and by how much it all moves down."""
    plate = plan.legend
    is_low = plate.bottom - plan.frame.box.bottom < INSET_MM + 0.1
    down = lowest - plate.bottom if is_low else 0.0
    return Box(plate.left, lowest - down, plate.right, plate.top - down), down
