"""Legend and list on their plate.

The plan reckoned with a guess of what is shown, so the plate is fitted to what stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.looks import style
from geo.sheet import legend
from geo.sheet.arrange import INSET_MM
from geo.sheet.labels import Box
from geo.sheet.listing import set_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.sheet.arrange import Plan
    from geo.sheet.legend import Block
    from geo.sheet.listing import Setting
    from geo.sheet.scene import Drawn, Scene

UNPLANNED_MM = 40.0
"""A list that was not reckoned with gets this height below the legend."""


def draw_panel(scene: Scene, plan: Plan, blocks: Sequence[Block], drawn: Drawn, *, has_list: bool) -> bool:
    """Draw legend and list; return whether there was room for the list, where it stands here.

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
    has_list
        Whether the list stands here.
    """
    paper, pad = scene.paper, legend.pad_mm(blocks)
    inner = plan.legend.grown(-pad)
    end = inner.top - legend.height_mm(blocks, inner.width)
    is_listed = has_list and not drawn.key.is_empty
    setting = _setting(plan, drawn, end) if is_listed else None
    if is_listed and setting is None:
        return False
    lowest = setting.bottom if setting else end
    plate, down = _fitted(plan, lowest - pad)
    paper.plates[:] = [plate]
    paper.box("panel", plate, fill="#ffffff", edge=style.INK, width_pt=0.5)
    legend.draw_legend(paper, plate.grown(-pad), blocks, scene.words, drawn.shown)
    if setting:
        setting.draw(paper, down)
    return True


def _setting(plan: Plan, drawn: Drawn, end: float) -> Setting | None:
    """Return the list as it is set below the legend, which ends at a height; None where it has no room."""
    plate = plan.legend.grown(-legend.PAD_MM)
    if plan.key is None:
        return set_key(Box(plate.left, min(end - UNPLANNED_MM, end - 1.0), plate.right, end - 1.0), drawn.key)
    top = min(plan.key.top, end - 1.0)
    return set_key(Box(plan.key.left, min(plan.key.bottom, top), plan.key.right, top), drawn.key)


def _fitted(plan: Plan, lowest: float) -> tuple[Box, float]:
    """Return the plate as high as what stands in it, in its corner, and by how much it all moves down."""
    plate = plan.legend
    is_low = plate.bottom - plan.frame.box.bottom < INSET_MM + 0.1
    down = lowest - plate.bottom if is_low else 0.0
    return Box(plate.left, lowest - down, plate.right, plate.top - down), down
