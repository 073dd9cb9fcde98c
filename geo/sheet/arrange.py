"""Where the parts of a sheet go: the map as large as it can be, legend and list where they leave it the most room.

The legend floats over the map where the ground it is about leaves a corner free; with a list too long for that it
stands in a column beside the map, or, on an upright page, in a band below it. Every arrangement is measured and the
one that shows the ground the largest is taken, so the same content is always arranged in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    from geo.sheet.matrix import Matrix

PAD_MM = 2.6
"""Between the edge of a plate and what stands in it."""
INSET_MM = 1.8
"""Between the frame and a plate that floats in it."""
WIDTHS_MM = (40.0, 46.0, 54.0, 62.0, 72.0, 84.0, 98.0, 114.0, 122.0, 130.0)
MOST_COLUMN, MOST_BAND = 0.55, 0.34
"""A column takes at most this share of the width of a page, a band this share of its height."""
LEAST_LIST_MM = 12.0
"""A list is given at least this height."""
FLOATING, FLOATING_ALONE = 0.78, 0.96
"""A plate that would be higher than this share of the frame becomes a column; higher still, if it holds no list."""
COVERED = 0.004
"""A floating plate may cover this share of its own area of the ground the sheet is about."""
SMALL_PRICE = (1.0, 1.02, 1.05, 1.1, 1.16)
"""By how much larger the ground must be for a list in smaller letters."""


class NoRoomError(SheetError):
    """A page is too small for its legend, at the size of its letters."""


@dataclass(frozen=True)
class Plan:
    """The parts of a sheet: the frame with its ground, the box of the legend, and that of the list below or in it.

    Parameters
    ----------
    frame
        The window of the map.
    legend
        The box of the legend, mm.
    key
        The box of the list, mm; None where none is planned: what is still to be listed stands below the legend.
    is_floating
        Whether the legend lies on the map.
    price
        The lower the better: metres of ground in a millimetre of the page, small letters and crowding added.
    lacking
        How many times the room that there is legend and list would need.
    """

    frame: Frame
    legend: Box
    key: Box | None
    is_floating: bool
    price: float
    lacking: float = 1.0
    """How many times the room that there is would be needed."""

    @property
    def plates(self) -> list[Box]:
        """What covers the map."""
        return [self.legend] if self.is_floating else []


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
    """

    ground: Bounds
    outline: shapely.Geometry
    blocks: Sequence[Block | Matrix]
    key: Key
    enlarged: float


def best_plan(box: Box, subject: Subject) -> Plan:
    """Return the arrangement that shows the ground the largest, small letters reckoned against it.

    Parameters
    ----------
    box
        The page within its margins, mm.
    subject
        What is to be arranged.

    Returns
    -------
    Plan
        The plan of the least `Plan.price`.

    Raises
    ------
    NoRoomError
        Not even the legend has room.
    """
    plans = list(_floating(box, subject, has_key=True)) + list(_columns(box, subject))
    if box.height > box.width:
        plans += list(_bands(box, subject))
    if not plans:
        raise NoRoomError("sheet.legend_room", width=box.width, height=box.height)
    return min(plans, key=lambda plan: plan.price)


def widest_mm(box: Box) -> float:
    """Return how wide a legend can be on a page at most.

    Parameters
    ----------
    box
        The page within its margins, mm.
    """
    return max(width for width in WIDTHS_MM if width <= MOST_COLUMN * box.width) - 2 * PAD_MM


def _floating(box: Box, subject: Subject, *, has_key: bool) -> Iterator[Plan]:
    """Yield arrangements with everything on a plate in a corner of the map."""
    for width in WIDTHS_MM:
        if width > MOST_COLUMN * box.width:
            break
        for size, price in zip(SIZES[:3], SMALL_PRICE, strict=False):
            height = _stacked(subject, width, size, has_key=has_key)
            if height is None or height > (FLOATING if has_key else FLOATING_ALONE) * box.height:
                continue
            frame, plate = _cornered(box, (width, height), subject)
            inner = plate.grown(-PAD_MM)
            end = inner.top - legend.height_mm(subject.blocks, inner.width)
            key = (
                Box(inner.left, inner.bottom, inner.right, end - 1.0) if has_key and not subject.key.is_empty else None
            )
            yield Plan(frame, plate, key, is_floating=True, price=frame.metres_per_mm * price)


def _stacked(subject: Subject, width: float, size: float, *, has_key: bool) -> float | None:
    """Return how high legend and list are in a plate of a width; None where they do not fit across."""
    inner = width - 2 * PAD_MM
    if max(block.width for block in subject.blocks) > inner:
        return None
    height = legend.height_mm(subject.blocks, inner) + 2 * PAD_MM
    if has_key and not subject.key.is_empty:
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
                frame = frame_for(subject.ground, box, within=within, enlarged=subject.enlarged)
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


def _columns(box: Box, subject: Subject) -> Iterator[Plan]:
    """Yield arrangements with legend and list in a column to the right of the map."""
    for width in WIDTHS_MM:
        if width > MOST_COLUMN * box.width:
            break
        for size, price in zip(SIZES, SMALL_PRICE, strict=True):
            height = _stacked(subject, width, size, has_key=True)
            if height is None or (height > box.height and size != SIZES[-1]) or not _has_legend(box, subject, width):
                continue
            lacking = max(height / box.height, 1.0)
            left = Box(box.left, box.bottom, box.right - width, box.top)
            frame = frame_for(subject.ground, left, enlarged=subject.enlarged)
            panel = Box(left.right, box.bottom, box.right, box.top)
            inner = panel.grown(-PAD_MM)
            end = inner.top - legend.height_mm(subject.blocks, inner.width)
            key = None if subject.key.is_empty else Box(inner.left, inner.bottom, inner.right, end - 1.0)
            cost = frame.metres_per_mm * price * lacking**1.5
            yield Plan(frame, panel, key, is_floating=False, price=cost * 1.01, lacking=lacking)
            break


def _has_legend(box: Box, subject: Subject, width: float) -> bool:
    """Tell whether at least the legend fits into a column of a width, with some of its list if there is one."""
    least = 2 * PAD_MM + (0.0 if subject.key.is_empty else LEAST_LIST_MM)
    return legend.height_mm(subject.blocks, width - 2 * PAD_MM) + least <= box.height


def _bands(box: Box, subject: Subject) -> Iterator[Plan]:
    """Yield arrangements of an upright page: the list in a band below, the legend on the map or in the band."""
    inner = box.width - 2 * PAD_MM
    for size, price in zip(SIZES, SMALL_PRICE, strict=True):
        key = 0.0 if subject.key.is_empty else subject.key.height_mm(inner, size) * 1.04 + 2 * PAD_MM
        beside = legend.height_mm(subject.blocks, inner) + key + PAD_MM
        has_legend = legend.height_mm(subject.blocks, inner) + LEAST_LIST_MM <= MOST_BAND * box.height
        if has_legend and (beside <= MOST_BAND * box.height or size == SIZES[-1]):
            height = min(beside, MOST_BAND * box.height)
            upper, band = _split(box, height)
            frame = frame_for(subject.ground, upper, enlarged=subject.enlarged)
            end = band.top - PAD_MM - legend.height_mm(subject.blocks, inner)
            listed = (
                None
                if subject.key.is_empty
                else Box(band.left + PAD_MM, band.bottom + PAD_MM, band.right - PAD_MM, end)
            )
            lacking = max(beside / height, 1.0)
            cost = frame.metres_per_mm * price * lacking**1.5
            yield Plan(frame, band, listed, is_floating=False, price=cost * 1.01, lacking=lacking)
        if key and (key <= MOST_BAND * box.height or size == SIZES[-1]):
            lacking = max(key / (MOST_BAND * box.height), 1.0)
            upper, band = _split(box, min(key, MOST_BAND * box.height))
            for plan in _floating(upper, subject, has_key=False):
                cost = plan.price * price * lacking**1.5
                yield replace(plan, key=band.grown(-PAD_MM), price=cost, lacking=lacking)


def _split(box: Box, below: float) -> tuple[Box, Box]:
    """Cut a box in two, the lower of a height."""
    at = box.bottom + below
    return Box(box.left, at, box.right, box.top), Box(box.left, box.bottom, box.right, at)
