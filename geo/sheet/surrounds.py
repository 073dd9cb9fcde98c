"""What helps to read the map of a sheet: scale bar, north arrow, graticule, and where on the ground it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.atlas import joins
from geo.looks import style
from geo.sheet.fonts import SERIF, text_width_mm
from geo.sheet.frame import cluster_ground, frame_for
from geo.sheet.ground import ground_of, thinned
from geo.sheet.labels import Box
from geo.sheet.map import draw_boundaries, draw_ground
from geo.sheet.marks import Writing
from geo.sheet.projection import from_grid, grid_metres, to_metres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.frame import Frame
    from geo.sheet.paper import Paper

    Numbers = NDArray[np.float64]

SCALE_SHARE, MOST_SCALE_MM = 0.26, 48.0
"""The scale bar is at most this share of the frame's width, and this long."""
FIGURE_PT = 6.0
STEPS_DEG = (2.0, 1.0, 0.5, 0.25, 1 / 6, 1 / 12)
MESH_MM = 28.0
"""Meridians and parallels stand at least this far apart."""
GRID_KM, GRID_MM = (1, 2, 5, 10, 20, 50, 100), 20.0
"""Steps of the kilometre grid, and how far its lines stand apart at least."""
AT_EDGE_MM = 0.01
LOCATOR_MARK = "#b03a2e"


def scale_km(frame: Frame) -> float:
    """Return the round length, in km, that the scale bar of a frame stands for.

    Parameters
    ----------
    frame
        The window: its box on the page, mm, and the ground in it.
    """
    most = min(frame.box.width * SCALE_SHARE, MOST_SCALE_MM) * frame.metres_per_mm / 1000
    return max(step * 10.0**power for power in range(-2, 4) for step in (1, 2, 4, 5) if step * 10.0**power <= most)


def scale_words(frame: Frame, paper: Paper, words: Words) -> str:
    """Return the scale as a ratio, as it is on the printed page.

    Parameters
    ----------
    frame
        The window: its box on the page, mm, and the ground in it.
    paper
        The page, whose scale tells how large it is printed.
    words
        The words of the language.
    """
    ratio = f"{round(frame.metres_per_mm / paper.scale * 1000):,}".replace(",", " ")
    return words("sheet.ratio", ratio=ratio)


def scale_plate(frame: Frame, paper: Paper, words: Words, *, has_ratio: bool) -> tuple[float, float]:
    """Return width and height of what `draw_scale` covers, mm.

    Parameters
    ----------
    frame
        The window: its box on the page, mm, and the ground in it.
    paper
        The page, whose scale tells how large it is printed.
    words
        The words of the language.
    has_ratio
        Whether the scale stands there as a ratio too.
    """
    bar = scale_km(frame) * 1000 / frame.metres_per_mm + 8.5 + text_width_mm(words("sheet.km"), FIGURE_PT)
    ratio = text_width_mm(scale_words(frame, paper, words), FIGURE_PT) + 6 if has_ratio else 0.0
    return max(bar, ratio), 10.4 if has_ratio else 7.0


def draw_scale(paper: Paper, frame: Frame, plate: Box, words: Words, *, has_ratio: bool) -> None:
    """Draw the scale bar in four parts, light and dark, with its figures over the ends and the middle.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    plate
        Its box, of the size of `scale_plate`.
    words
        The words of the language.
    has_ratio
        Whether the scale stands there as a ratio too.
    """
    length_km = scale_km(frame)
    length = length_km * 1000 / frame.metres_per_mm
    left, y = plate.left + 3.5, plate.bottom + 2.0
    paper.box("surrounds", plate, fill=style.PAPER, alpha=0.86)
    for part in range(4):
        piece = Box(left + part * length / 4, y, left + (part + 1) * length / 4, y + 1.1)
        face = style.INK if part % 2 == 0 else "#ffffff"
        paper.box("surrounds", piece, fill=face, edge=style.INK, width_pt=0.5, gid="scale/part")
    for share in (0, 0.5, 1):
        figure = f"{length_km * share:g}"
        gid = f"scale/{figure}"
        paper.text("surrounds", left + length * share, y + 2.9, figure, FIGURE_PT, anchor="middle", gid=gid)
    after = left + length + text_width_mm(f"{length_km:g}", FIGURE_PT) / 2 + 0.8
    paper.text("surrounds", after, y + 2.9, words("sheet.km"), FIGURE_PT, gid="unit")
    if has_ratio:
        paper.text("surrounds", left, plate.top - 1.9, scale_words(frame, paper, words), FIGURE_PT, gid="ratio")


def draw_north(paper: Paper, frame: Frame, plate: Box, words: Words) -> None:
    """Draw an arrow to true north at its own place; the page leans from it by a degree at most.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    plate
        Its box, mm.
    words
        The words of the language.
    """
    x, y = plate.centre
    lean = frame.north_deg(x, y)
    turn = np.radians(lean)
    wheel = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    for half, face in ((-1, style.INK), (1, "#ffffff")):
        outline = np.array([(0, 4.4), (half * 2.5, -4.4), (0, -2.7), (0, 4.4)]) @ wheel + (x, y - 1.6)
        paper.area("surrounds", shapely.Polygon(outline), fill=face, edge=style.INK, width_pt=0.6)
    top = np.array([(0.0, 6.2)]) @ wheel + (x, y - 1.6)
    paper.text(
        *("surrounds", top[0, 0], top[0, 1], words("sheet.north"), 8),
        anchor="middle",
        halo_pt=1.8,
        turn_deg=-lean,
        gid="north",
    )


def draw_locator(paper: Paper, box: Box, frame: Frame, view: View) -> None:
    """Draw the cluster in a small box with the ground of the sheet marked in it; of the whole cluster, the province.

    Parameters
    ----------
    paper
        The page that is drawn on.
    box
        Its box, of the size of `locator_mm`.
    frame
        The window: its box on the page, mm, and the ground in it.
    view
        The projects in view, with their filters and their day.
    """
    atlas, ground = view.atlas, ground_of(view.atlas)
    part = paper.inset()
    is_wide = covers_cluster(frame, view)
    if is_wide and ground.has_unit(joins.PROVINCE):
        small = frame_for(ground.unit(joins.PROVINCE).bounds, box, 0.04)
    else:
        small = frame_for(cluster_ground(view), box, 0.04)
    draw_ground(part, small, atlas, has_bands=False)
    draw_boundaries(part, small, atlas, share=0.4, levels=("prefecture", "province"))
    west, south, east, north = frame.ground
    left, bottom, right, top = small.to_page(np.array([(west, south), (east, north)])).ravel().tolist()
    mark = Box(max(left, box.left), max(bottom, box.bottom), min(right, box.right), min(top, box.top))
    if is_wide:
        cluster = shapely.union_all([thinned(ground.unit(city), small.metres_per_mm) for city in atlas.city_ids])
        part.area("frame", small.shapes([cluster])[0], edge=LOCATOR_MARK, width_pt=0.8, gid="locator")
    else:
        part.box("frame", mark, fill=style.SELECTED, alpha=0.3)
        part.box("frame", mark, edge=LOCATOR_MARK, width_pt=1.0, gid="locator")
    part.box("frame", box, edge=style.INK, width_pt=0.5)


def covers_cluster(frame: Frame, view: View) -> bool:
    """Whether a frame shows most of the cluster.

    Parameters
    ----------
    frame
        The window: its box on the page, mm, and the ground in it.
    view
        The projects in view, with their filters and their day.
    """
    west, south, east, north = cluster_ground(view)
    left, bottom, right, top = frame.ground
    across = max(0.0, min(east, right) - max(west, left)) / (east - west)
    upward = max(0.0, min(north, top) - max(south, bottom)) / (north - south)
    return across * upward > 0.6  # noqa: PLR2004 - of a rectangle around the cluster


def locator_mm(frame: Frame, view: View, width_mm: float) -> tuple[float, float]:
    """Return width and height of the locator, as high as its ground asks for.

    Parameters
    ----------
    frame
        The window: its box on the page, mm, and the ground in it.
    view
        The projects in view, with their filters and their day.
    width_mm
        How wide it is, mm.
    """
    ground = ground_of(view.atlas)
    is_wide = covers_cluster(frame, view) and ground.has_unit(joins.PROVINCE)
    west, south, east, north = ground.unit(joins.PROVINCE).bounds if is_wide else cluster_ground(view)
    return width_mm, width_mm * (north - south) / (east - west)


def draw_graticule(paper: Paper, frame: Frame, body: Box, border_mm: float) -> None:
    """Draw meridians and parallels, with their degrees in the border around the ``body`` of the sheet.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    body
        The sheet within its margins, mm.
    border_mm
        The room for the degrees around the body, mm.
    """
    corners = [frame.lonlat(x, y) for x in (frame.box.left, frame.box.right) for y in (frame.box.bottom, frame.box.top)]
    lons, lats = (np.array(axis) for axis in zip(*corners, strict=True))
    step = _step(frame)

    def lines(axis: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
        values = np.arange(np.floor(axis.min() / step), axis.max() / step + 1) * step
        return values, np.linspace(other.min() - 0.2, other.max() + 0.2, 60)

    for is_meridian, value, xy in _mesh(frame, (lons, lats), lines, to_metres):
        paper.line("boundaries", xy, 0.3, "#7f97a3", alpha=0.75, gid="graticule")
        _degrees(paper, (frame.box, body), xy, value, border_mm, is_meridian=is_meridian)


def draw_grid(paper: Paper, frame: Frame, body: Box, border_mm: float) -> None:
    """Draw the kilometre grid of ``GRID_CRS``, with its figures in the border around the ``body`` of the sheet.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    body
        The sheet within its margins, mm.
    border_mm
        The room for the figures around the body, mm.
    """
    west, south, east, north = frame.ground
    x, y = (axis.ravel() for axis in np.meshgrid(np.linspace(west, east, 9), np.linspace(south, north, 9)))
    lons, lats = grid_metres(x, y)
    step = min(km for km in GRID_KM if km * 1000 / frame.metres_per_mm >= GRID_MM or km == GRID_KM[-1]) * 1000.0

    def lines(axis: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
        values = np.arange(np.ceil(axis.min() / step), axis.max() / step) * step
        return values, np.linspace(other.min(), other.max(), 40)

    for is_meridian, value, xy in _mesh(frame, (lons, lats), lines, from_grid):
        paper.line("boundaries", xy, 0.25, "#8a8f98", alpha=0.8, gid="grid")
        figure = f"{value / 1000:.0f}"
        _at_border(paper, (frame.box, body), xy, figure, border_mm, is_meridian=is_meridian, gid="grid-km")


def _mesh(
    frame: Frame,
    axes: tuple[Numbers, Numbers],
    lines: Callable[[Numbers, Numbers], tuple[Numbers, Numbers]],
    to_ground: Callable[[Numbers, Numbers], tuple[Numbers, Numbers]],
) -> Iterator[tuple[bool, float, Numbers]]:
    """Yield the lines of a net within the map: whether one runs north, its value, its points on the page in mm.

    ``lines`` says of the values along an axis and along the other which are drawn and through which points each runs.
    """
    for is_meridian, (axis, other) in ((True, axes), (False, axes[::-1])):
        values, along = lines(axis, other)
        for value in values:
            held = np.full_like(along, value)
            metres = to_ground(held, along) if is_meridian else to_ground(along, held)
            line = shapely.clip_by_rect(shapely.LineString(frame.to_page(np.column_stack(metres))), *frame.box.corners)
            if not line.is_empty and line.geom_type == "LineString":
                yield is_meridian, float(value), shapely.get_coordinates(line)


def _step(frame: Frame) -> float:
    """Return the finest step, in degrees, at which the lines are not too near one another."""
    degree_mm = 88_000.0 / frame.metres_per_mm
    return min(step for step in STEPS_DEG if step * degree_mm >= MESH_MM or step == STEPS_DEG[0])


def _degrees(  # noqa: PLR0913
    paper: Paper, boxes: tuple[Box, Box], xy: Numbers, value: float, border_mm: float, *, is_meridian: bool
) -> None:
    """Write the degrees of a line where it meets the border."""
    minutes = round(value * 60)
    text = f"{minutes // 60}°" + (f"{minutes % 60:02d}′" if minutes % 60 else "") + ("E" if is_meridian else "N")
    _at_border(paper, boxes, xy, text, border_mm, is_meridian=is_meridian, gid="degrees")


def _at_border(  # noqa: PLR0913
    paper: Paper,
    boxes: tuple[Box, Box],
    xy: Numbers,
    text: str,
    border_mm: float,
    *,
    is_meridian: bool,
    gid: str,
) -> None:
    """Write a figure where a line meets the border, unless another stands there."""
    (box, body), half = boxes, text_width_mm(text, FIGURE_PT, SERIF) / 2 + 0.5
    low, high, turn = (box.bottom, box.top, 0.0) if is_meridian else (box.left, box.right, 90.0)
    least, most = (box.left, box.right) if is_meridian else (box.bottom, box.top)
    for end in (xy[0], xy[-1]):
        across, along = end if is_meridian else end[::-1]
        edge = low if abs(along - low) < abs(along - high) else high
        is_outer = edge in (body.bottom, body.top) if is_meridian else edge in (body.left, body.right)
        if not is_outer or abs(along - edge) > AT_EDGE_MM or not least + half < across < most - half:
            continue
        out = edge + (border_mm / 2 if edge == high else -border_mm / 2)
        x, y = (across, out) if is_meridian else (out, across)
        near = Box(x - half, y - half, x + half, y + half)
        if any(isinstance(mark, Writing) and mark.bounds.overlaps(near) for mark in paper.layers["frame"]):
            continue
        paper.text(*("frame", float(x), float(y), text, FIGURE_PT), anchor="middle", face=SERIF, turn_deg=turn, gid=gid)
