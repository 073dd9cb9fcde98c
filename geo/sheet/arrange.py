"""Where the parts of a sheet go: the map over the whole body, legend and a short list on a plate in one of its corners.

The plate stands where the ground that the sheet is about leaves a corner free. A list too long for that goes to pages
of its own (`geo.sheet.register`). Every arrangement is measured and the one that shows the ground the largest is
taken, so the same content is always arranged in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo.errors import SheetError
from geo.sheet import legend
from geo.sheet.frame import frame_for
from geo.sheet.key import SIZES
from geo.sheet.labels import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.sheet.frame import Bounds, Frame
    from geo.sheet.key import Key
    from geo.sheet.legend import Block

INSET_MM = 1.8
"""Between the frame and a plate that floats in it."""
SLIDE_WIDTHS_MM = tuple(float(width) for width in range(24, 84))
"""On a slide a plate is no wider than it has to be."""
WIDTHS_MM = (40.0, 46.0, 54.0, 62.0, 72.0, 84.0, 98.0, 114.0, 122.0, 130.0)
MOST_WIDE, MOST_HIGH = 0.55, 0.97
"""A plate takes at most these shares of the width and the height of the map."""
COVERED = 0.004
"""A floating plate may cover this share of its own area of the ground the sheet is about."""
SMALL_PRICE = (1.0, 1.02)
"""By how much larger the ground must be for a list in smaller letters."""
LEAST_MAP = 0.655
"""The map takes at least this share of the paper, without the plate that lies on it, wherever that can be."""
PLATE_PRICE = 0.15
"""A plate as large as the map costs as much as a ground smaller by this share."""


class NoRoomError(SheetError):
    """A page is too small for its legend, at the size of its letters."""


@dataclass(frozen=True)
class Plan:
    """The parts of a sheet: the frame with its ground, the box of the legend, and that of the list in it.

    Parameters
    ----------
    frame
        The window of the map.
    legend
        The box of the legend, mm.
    key
        The box of the list, mm; None where none is planned.
    price
        The lower the better: metres of ground in a millimetre of the page, small letters and large plates added.
    """

    frame: Frame
    legend: Box
    key: Box | None
    price: float

    def map_share(self, page_mm2: float) -> float:
        """Return the share of a page that is map.

        Parameters
        ----------
        page_mm2
            The area of the page.
        """
        box, plate = self.frame.box, self.legend
        return (box.width * box.height - plate.width * plate.height) / page_mm2


@dataclass(frozen=True)
class Subject:
    """What is to be arranged: the ground, its outline (metres), the blocks of the legend and the list.

    Parameters
    ----------
    ground
        West, south, east, north in metres of ``MEASURE_CRS``.
    outline
        What the legend is better not to cover, in metres of ``MEASURE_CRS``.
    blocks
        Those of the legend, in the order in which they are read.
    key
        What the list has to say.
    enlarged
        How many times larger than it is laid out the page is printed.
    ratio
        The scale as 1 to so many, where it is fixed.
    widths_mm
        How wide the plate may be, the narrowest first.
    """

    ground: Bounds
    outline: shapely.Geometry
    blocks: Sequence[Block]
    key: Key
    enlarged: float
    ratio: int = 0
    widths_mm: Sequence[float] = WIDTHS_MM


def best_plan(box: Box, subject: Subject, page_mm2: float) -> Plan | None:
    """Return the arrangement that shows the ground the largest; None where there is no room for the list.

    Parameters
    ----------
    box
        The page within its margins, mm.
    subject
        What is to be arranged.
    page_mm2
        The area of the page: the map is to have its share of it.

    Raises
    ------
    NoRoomError
        Not even the legend has room.
    """
    plans = list(_plans(box, subject))
    large = [plan for plan in plans if plan.map_share(page_mm2) >= LEAST_MAP]
    if not subject.key.is_empty:
        return min(large, key=lambda plan: plan.price, default=None)
    if not plans:
        raise NoRoomError("sheet.legend_room", width=box.width, height=box.height)
    return min(large or plans, key=lambda plan: plan.price if large else -plan.map_share(page_mm2))


def _plans(box: Box, subject: Subject) -> Iterator[Plan]:
    """Yield arrangements with legend and list on a plate in a corner of the map."""
    has_key = not subject.key.is_empty
    for width in subject.widths_mm:
        if width > MOST_WIDE * box.width:
            break
        for size, price in zip(SIZES, SMALL_PRICE, strict=True):
            height = _stacked(subject, width, size)
            if height is None or height > MOST_HIGH * box.height - 2 * INSET_MM:
                continue
            frame, plate = _cornered(box, (width, height), subject)
            inner = plate.grown(-legend.pad_mm(subject.blocks))
            end = inner.top - legend.height_mm(subject.blocks, inner.width)
            key = Box(inner.left, inner.bottom, inner.right, end - 1.0) if has_key else None
            cost = 1 + PLATE_PRICE * width * height / (box.width * box.height)
            yield Plan(frame, plate, key, price=frame.metres_per_mm * price * cost)
            if not has_key:
                break


def _stacked(subject: Subject, width: float, size: float) -> float | None:
    """Return how high legend and list are in a plate of a width; None where they do not fit across."""
    pad = legend.pad_mm(subject.blocks)
    inner = width - 2 * pad
    if max(block.width for block in subject.blocks) > inner:
        return None
    height = legend.height_mm(subject.blocks, inner) + 2 * pad
    if not subject.key.is_empty:
        height += subject.key.height_mm(inner, size) * 1.04 + 2.0
    return height


def _cornered(box: Box, size: tuple[float, float], subject: Subject) -> tuple[Frame, Box]:
    """Return the frame with the largest ground that a plate in one of its corners does not cover, and the plate."""
    width, height = size
    inner = box.grown(-INSET_MM)
    candidates: list[tuple[float, int, Frame, Box]] = []
    for reserved in (0.0, 0.35, 0.7, 1.0):
        for at, (is_right, is_top) in enumerate(((True, False), (False, False), (False, True), (True, True))):
            left = inner.right - width if is_right else inner.left
            bottom = inner.top - height if is_top else inner.bottom
            plate = Box(left, bottom, left + width, bottom + height)
            for within in _without(box, plate, reserved, is_right=is_right, is_top=is_top):
                frame = frame_for(subject.ground, box, within=within, enlarged=subject.enlarged, ratio=subject.ratio)
                if reserved == 1.0 or _covered(frame, plate, subject) <= COVERED:
                    candidates.append((frame.metres_per_mm, at, frame, plate))
    _, _, frame, plate = min(candidates, key=lambda row: row[:2])
    return frame, plate


def _without(box: Box, plate: Box, share: float, *, is_right: bool, is_top: bool) -> Iterator[Box]:
    """Yield the box without a share of the strip beside a plate, and without a share of the strip above or below it."""
    across, upward = share * (plate.width + 2 * INSET_MM), share * (plate.height + 2 * INSET_MM)
    yield Box(box.left + (0 if is_right else across), box.bottom, box.right - (across if is_right else 0), box.top)
    if share and upward < 0.6 * box.height:  # else too little is left
        yield Box(box.left, box.bottom + (0 if is_top else upward), box.right, box.top - (upward if is_top else 0))


def _covered(frame: Frame, plate: Box, subject: Subject) -> float:
    """Return which share of a plate lies over the ground that the sheet is about."""
    west, south = (
        frame.west_m - frame.box.left * frame.metres_per_mm,
        frame.south_m - frame.box.bottom * frame.metres_per_mm,
    )
    edges = [edge * frame.metres_per_mm for edge in plate.corners]
    ground = shapely.box(west + edges[0], south + edges[1], west + edges[2], south + edges[3])
    return float(shapely.intersection(ground, subject.outline).area / ground.area)
