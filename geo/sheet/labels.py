"""Where names and symbols may stand: greedy, in eight positions, the same each time.

Pure geometry in millimetres of the page; nothing here draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

CROSSING_COST = 1.0
MOST_CROSSINGS = 3
"""A name that finds no place clear of lines may lie on one, so often on a map; after that it is left to a number."""
ANCHOR_COST = 0.35
POSITION_COST = 0.12
"""A name rather stands at a worse place than over a line, but keeps near the middle of what it names."""
OUTSIDE_COST = 100.0
"""How many mm farther away symbols rather stand than outside their area."""
STEEP_DEG = 50.0
"""A line that rises more steeply has a Chinese name beside it as a column."""
NEAREST = 96
"""So many places are weighed at a time."""

EIGHT = ((1, 0), (1, 1), (0, 1), (-1, 0), (1, -1), (0, -1), (-1, 1), (-1, -1))
"""Right, upper right, above, left, lower right, below, upper left, lower left: the habit of cartographers."""


SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0.45, 0.55, 0.35, 0.65, 0.25, 0.75, 0.15, 0.85, 0.05, 0.95)
"""Where along a line its name is tried, from the middle outwards."""


@dataclass(frozen=True)
class Box:
    """An upright rectangle, mm from the lower left of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right, mm."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top, mm."""
        return self.top - self.bottom

    @property
    def corners(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        return self.left, self.bottom, self.right, self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The middle, mm."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes share more than an edge.

        Parameters
        ----------
        other
            A box on the same page.
        """
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the box.

        Parameters
        ----------
        x, y
            From the lower left of the page, mm.
        """
        return self.left < x < self.right and self.bottom < y < self.top

    def grown(self, by: float) -> Box:
        """Return the box with a margin around it (a negative one shrinks it).

        Parameters
        ----------
        by
            On each side, mm.
        """
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


@dataclass(frozen=True)
class Wish:
    """What wants a place: its size and the points at which it may stand, the best first by ``anchor_cost`` each.

    ``gap`` is the room between point and box. Where ``is_centred``, the box stands on the point instead of beside it.
    What ``is_on_line``, as a shield, is meant to lie on a line.
    """

    key: str
    width: float
    height: float
    anchors: tuple[tuple[float, float], ...]
    gap: float = 1.0
    is_centred: bool = False
    anchor_cost: float = ANCHOR_COST
    is_on_line: bool = False


class Space:
    """The frame of a map and what has been taken of it; ``lines`` may be covered, but only ``most_crossings`` times."""

    def __init__(
        self, frame: Box, lines: Sequence[shapely.Geometry] = (), most_crossings: int = MOST_CROSSINGS
    ) -> None:
        self.frame = frame
        self._taken = np.empty((64, 4))
        self._count = 0
        self._lines = shapely.STRtree(list(lines))
        self._crossings_left = most_crossings

    def take(self, box: Box) -> None:
        """Keep everything else out of a box.

        Parameters
        ----------
        box
            In mm of the page.
        """
        if self._count == len(self._taken):
            self._taken = np.concatenate([self._taken, np.empty_like(self._taken)])
        self._taken[self._count] = box.corners
        self._count += 1

    def holds(self, box: Box) -> bool:
        """Whether a box lies in the frame and overlaps nothing taken.

        Parameters
        ----------
        box
            In mm of the page.
        """
        return bool(self.is_free(np.array([box.corners]))[0])

    def is_free(self, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell of each row (left, bottom, right, top) whether it lies in the frame and overlaps nothing taken.

        Parameters
        ----------
        boxes
            Rows of left, bottom, right, top, mm (n × 4).

        Returns
        -------
        ndarray
            One value a row.
        """
        left, bottom, right, top = (edge[:, None] for edge in boxes.T)
        taken_left, taken_bottom, taken_right, taken_top = self._taken[: self._count].T
        frame = self.frame
        free = (left >= frame.left) & (bottom >= frame.bottom) & (right <= frame.right) & (top <= frame.top)
        hits = (left < taken_right) & (taken_left < right) & (bottom < taken_top) & (taken_bottom < top)
        return np.asarray(free[:, 0] & ~hits.any(axis=1), dtype=np.bool_)

    def crossings(self, boxes: NDArray[np.float64]) -> NDArray[np.int64]:
        """Count the lines that pass under each row.

        Parameters
        ----------
        boxes
            Rows of left, bottom, right, top, mm (n × 4).

        Returns
        -------
        ndarray
            One count a row.
        """
        hits = self._lines.query(shapely.box(*boxes.T), predicate="intersects")[0]
        return np.bincount(hits, minlength=len(boxes)).astype(np.int64)

    def is_on_line(self, area: shapely.Geometry) -> bool:
        """Whether any line passes under an area.

        Parameters
        ----------
        area
            In mm of the page.
        """
        return len(self._lines.query(area, predicate="intersects")) > 0

    def best(
        self,
        boxes: NDArray[np.float64],
        costs: NDArray[np.float64],
        *,
        is_on_line: bool = False,
        may_cross: bool = True,
    ) -> int | None:
        """Take the free box of the least cost, clear of lines if one is; None where none is to be had.

        Parameters
        ----------
        boxes
            Rows of left, bottom, right, top, mm (n × 4).
        costs
            How dear each is, before lines are counted.
        is_on_line
            Whether it may lie on lines as it likes.
        may_cross
            Whether it may lie on a line where the map has crossings left.

        Returns
        -------
        int or None
            The row.
        """
        free = self.is_free(boxes)
        if not free.any():
            return None
        crossings = self.crossings(boxes)
        fewest = int(crossings[free].min())
        if not is_on_line:
            if fewest > (self._crossings_left if may_cross else 0):
                return None
            self._crossings_left -= fewest
            free &= crossings == fewest
        at = int(np.argmin(np.where(free, costs + CROSSING_COST * crossings, np.inf)))
        self.take(Box(*(float(edge) for edge in boxes[at])))
        return at


def place_around(  # noqa: PLR0913 - what is named, how large that is written, and what it may lie on
    space: Space,
    box: Box,
    size: tuple[float, float],
    gap: float,
    *,
    is_on_line: bool = False,
    may_cross: bool = True,
) -> Box | None:
    """Take the best free place beside a box, in eight positions; None where there is none.

    Parameters
    ----------
    space
        What has been taken of the map.
    box
        What is to be named, mm.
    size
        Width and height of what is written, mm.
    gap
        Between the two, mm.
    is_on_line
        Whether it may lie on lines.
    may_cross
        Whether it may lie on one where the map has crossings left.
    """
    x, y = box.centre
    reach = np.array([box.width + size[0], box.height + size[1]]) / 2 + gap
    corner = np.where(np.abs(np.asarray(EIGHT)).sum(axis=1) > 1, 0.9, 1.0)[:, None]
    centres = np.asarray(EIGHT, dtype=float) * reach * np.hstack([np.ones_like(corner), corner]) + (x, y)
    half = np.array(size) / 2
    boxes = np.hstack([centres - half, centres + half])
    costs = np.arange(len(EIGHT), dtype=np.float64) * POSITION_COST
    at = space.best(boxes, costs, is_on_line=is_on_line, may_cross=may_cross)
    return None if at is None else Box(*(float(edge) for edge in boxes[at]))


def place(space: Space, wish: Wish) -> Box | None:
    """Take the best free place for a wish; None where there is none.

    Parameters
    ----------
    space
        What has been taken of the map; the box is taken of it too.
    wish
        What wants a place; one without anchors gets none.
    """
    if not wish.anchors:
        return None
    boxes, costs = _candidates(wish)
    at = space.best(boxes, costs, is_on_line=wish.is_on_line)
    return None if at is None else Box(*(float(edge) for edge in boxes[at]))


def place_all(space: Space, wishes: Iterable[Wish]) -> Mapping[str, Box]:
    """Place wishes in the order given, the most important first; those that found no room are left out.

    Parameters
    ----------
    space
        What has been taken of the map; the boxes are taken of it too.
    wishes
        Each with a ``key`` of its own.

    Returns
    -------
    Mapping[str, Box]
        Key of the wish → its box.
    """
    boxes = {wish.key: place(space, wish) for wish in wishes}
    return {key: box for key, box in boxes.items() if box is not None}


def place_near(  # noqa: PLR0913
    space: Space,
    anchor: tuple[float, float],
    size: tuple[float, float],
    within: shapely.Geometry | None = None,
    *,
    crossing_cost: float = 8.0,
    reach_mm: float = 40.0,
    is_clear: bool = False,
) -> Box | None:
    """Take the free place nearest to an anchor for symbols, inside their area where it can be.

    ``crossing_cost`` is how many mm farther away it rather stands than over a line.

    Parameters
    ----------
    space
        What has been taken of the map; the box is taken of it too.
    anchor
        x and y, mm; nothing is placed for one outside the frame.
    size
        Width and height, mm.
    within
        The area, in mm of the page, that the middle of the box lies in where it can; None for no such wish.
    crossing_cost
        How many mm farther away it rather stands than over a line.
    reach_mm
        How far from the anchor it may stand, mm.
    is_clear
        Whether it may lie on no line.

    Returns
    -------
    Box or None
        None where there is no free place within reach.
    """
    frame = space.frame
    if not (frame.left < anchor[0] < frame.right and frame.bottom < anchor[1] < frame.top):
        return None
    radius, turn = _spiral(reach_mm)
    x, y = anchor[0] + radius * np.cos(turn), anchor[1] + radius * np.sin(turn)
    boxes = np.column_stack([x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2])
    free = np.flatnonzero(space.is_free(boxes))
    if within is not None:
        shapely.prepare(within)
    best, least = -1, np.inf
    for at in range(0, len(free), NEAREST):  # from the nearest outwards, until none farther away can be better
        some = free[at : at + NEAREST]
        if radius[some[0]] >= least:
            break
        crossings = space.crossings(boxes[some])
        costs = radius[some] + crossing_cost * crossings
        if is_clear:
            costs = np.where(crossings == 0, costs, np.inf)
        if within is not None:
            costs = costs + np.where(shapely.covers(within, shapely.box(*boxes[some].T)), 0.0, OUTSIDE_COST)
        if costs.min() < least:
            best, least = int(some[int(np.argmin(costs))]), float(costs.min())
    if best < 0:
        return None
    chosen = Box(*(float(edge) for edge in boxes[best]))
    space.take(chosen)
    return chosen


@lru_cache(maxsize=8)
def _spiral(reach_mm: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return rings of points around a middle: how far each is, and in which direction."""
    steps, turns = np.arange(0, reach_mm, 0.8), np.arange(0, 2 * np.pi, np.pi / 12)
    radius, turn = (axis.ravel() for axis in np.meshgrid(steps, turns, indexing="ij"))
    return radius, turn


@dataclass(frozen=True)
class Lie:
    """How a name lies beside a line: its middle, how far it is turned to the left, or its letters as a column."""

    centre: tuple[float, float]
    turn_deg: float
    is_column: bool


def place_along(
    space: Space, line: shapely.Geometry, size: tuple[float, float], gap: float, *, has_columns: bool = False
) -> Lie | None:
    """Take the best free place beside a line for a name that lies along it; None where there is none.

    The name is straight: the less the line bends beside it, the better. What is taken is the upright box around it.

    Parameters
    ----------
    space, line
        Both in mm of the page; of a line in several parts each is tried.
    size
        Width and height of the name as it is before it is turned.
    gap
        Between name and line, mm.
    has_columns
        Whether the name may stand upright, letter below letter, where the line is steep: Chinese names do.
    """
    tried = [
        lie
        for part in shapely.get_parts(line)
        for at, share in enumerate(SHARES)
        for lie in _beside(part, share * part.length, size, gap, has_columns=has_columns, cost=ANCHOR_COST * at / 4)
    ]
    if not tried:
        return None
    boxes = np.array([box for _, box, _ in tried])
    best = space.best(boxes, np.array([cost for _, _, cost in tried]))
    return None if best is None else tried[best][0]


def _beside(  # noqa: PLR0913 - where on the line, and what is to lie there
    line: shapely.LineString, at: float, size: tuple[float, float], gap: float, *, has_columns: bool, cost: float
) -> Iterator[tuple[Lie, tuple[float, float, float, float], float]]:
    """Yield how a name may lie on either side of a point of a line, with its box and how dear that is."""
    width, height = size
    steps = np.linspace(at - width / 2, at + width / 2, 9)
    if steps[0] < 0 or steps[-1] > line.length:
        return
    course = shapely.get_coordinates(np.asarray(shapely.line_interpolate_point(line, steps)))
    chord = course[-1] - course[0]
    if np.hypot(*chord) < 0.8 * width:  # it turns back
        return
    turn = float(np.degrees(np.arctan2(chord[1], chord[0])))
    turn = turn - 180 if turn > 90 else turn + 180 if turn <= -90 else turn  # noqa: PLR2004 - never upside down
    is_column = has_columns and abs(turn) > STEEP_DEG
    across = np.array([-np.sin(np.radians(turn)), np.cos(np.radians(turn))])
    middle = (course[0] + course[-1]) / 2
    away = (course - middle) @ across
    lean = 0.0 if is_column else np.radians(turn)
    half = size[::-1] if is_column else size
    reach = np.abs([np.cos(lean), np.sin(lean)]) * half[0] / 2 + np.abs([np.sin(lean), np.cos(lean)]) * half[1] / 2
    for side in (1, -1):
        out = gap + height / 2 + max(0.0, float((side * away).max()))
        centre = middle + side * across * out
        box = (*(centre - reach), *(centre + reach))
        bend = float(np.ptp(away))
        lie = Lie((float(centre[0]), float(centre[1])), 0.0 if is_column else turn, is_column)
        yield lie, box, cost + bend + (POSITION_COST if side < 0 else 0.0)


def along(line: shapely.Geometry) -> tuple[tuple[float, float], ...]:
    """Return points of a line from the middle outwards, where its name may stand.

    Parameters
    ----------
    line
        A line or several; the longest part is taken.

    Returns
    -------
    tuple
        x and y of each, in the units of the line.
    """
    parts = shapely.get_parts(line)
    longest = max(parts, key=lambda part: part.length)
    spots = shapely.line_interpolate_point(longest, SHARES, normalized=True)
    return tuple((float(x), float(y)) for x, y in shapely.get_coordinates(spots))


def inside(area: shapely.Geometry, count: int = 7) -> tuple[tuple[float, float], ...]:
    """Return points of an area for a name to stand on, the one farthest from the edge first.

    Parameters
    ----------
    area
        A polygon or several; the largest part is taken.
    count
        Points of the grid along each side, from which those inside are taken.

    Returns
    -------
    tuple
        x and y of each, in the units of the area.
    """
    widest = max(shapely.get_parts(area), key=lambda part: part.area)
    middle = shapely.maximum_inscribed_circle(widest, tolerance=max(0.5, float(np.sqrt(widest.area)) / 40)).coords[0]
    left, bottom, right, top = widest.bounds
    x, y = (axis.ravel() for axis in np.meshgrid(np.linspace(left, right, count), np.linspace(bottom, top, count)))
    held = shapely.contains_xy(widest, x, y)
    order = np.argsort(np.hypot(x[held] - middle[0], y[held] - middle[1]), kind="stable")
    return (middle[:2], *((float(x[held][i]), float(y[held][i])) for i in order))


def _candidates(wish: Wish) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return every place a wish may have, and how dear each is before lines are counted."""
    anchors = np.asarray(wish.anchors, dtype=float)
    offsets = np.asarray([(0, 0)] if wish.is_centred else EIGHT, dtype=float)
    reach = np.array([wish.width / 2 + wish.gap, wish.height / 2 + wish.gap * 0.7])
    centres = (anchors[:, None, :] + offsets[None, :, :] * reach).reshape(-1, 2)
    half = np.array([wish.width / 2, wish.height / 2])
    costs = wish.anchor_cost * np.arange(len(anchors))[:, None] + POSITION_COST * np.arange(len(offsets))[None, :]
    return np.hstack([centres - half, centres + half]), costs.ravel()
