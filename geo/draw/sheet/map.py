"""The map of a sheet: the ground, the boundary lines, the projects over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.atlas import joins
from geo.draw import style
from geo.draw.sheet.labels import along, place_grid
from geo.draw.sheet.paper import PT_PER_PX, SYMBOL_MM
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from geo.atlas.atlas import View
    from geo.draw.sheet.frame import Frame
    from geo.draw.sheet.labels import Space
    from geo.draw.sheet.paper import Paper
    from geo.read.boundaries import Boundaries

LINE_SHARE = 0.7
"""Boundary lines are drawn at this share of their width on screen."""
AREA_OPACITY = style.AREA_OPACITY * 0.7
MIXED_OPACITY = 0.06
MOST_TINTED = 4
ORDER = ("proposed", "prepared", "suspended", "advancing", "building", "completed", "operating")
"""Which stage lies over which, from below."""


def draw_ground(paper: Paper, frame: Frame, boundaries: Boundaries) -> None:
    """Tint the province and, over it, the five cities."""
    paper.box(frame.box, facecolor=style.PAPER, zorder=0)
    for outline in frame.on_page(boundaries.province):
        paper.area(outline, frame.box, facecolor=style.PROVINCE_FILL, zorder=1)
    for adcode, outline in zip(boundaries.prefectures["adcode"], frame.on_page(boundaries.prefectures), strict=True):
        if adcode in style.CITY_TINTS:
            paper.area(outline, frame.box, facecolor=style.CITY_TINTS[adcode], zorder=1.1)


def draw_boundaries(paper: Paper, frame: Frame, boundaries: Boundaries, share: float = LINE_SHARE) -> tuple[str, ...]:
    """Draw each edge once, as a line of the highest level it bounds; return the levels that are in the frame."""
    shown = []
    for level, lines in boundary_lines(frame, boundaries).items():
        stroke = style.BOUNDARY_LINES[level]
        width = stroke.width * PT_PER_PX * share
        dash = tuple(px * PT_PER_PX * share for px in stroke.dash)
        for line in lines:
            xy = shapely.get_coordinates(line)
            paper.line(xy, width, stroke.colour, dash=dash, clip=frame.box, zorder=3, gid=f"boundary/{level}")
        shown += [level] if len(lines) else []
    return tuple(reversed(shown))


def boundary_lines(frame: Frame, boundaries: Boundaries) -> Mapping[str, NDArray[Any]]:
    """Return the lines of each level in the frame, from the county up, in mm of the page.

    An edge that two units share, or that bounds units of several levels, would else be drawn over itself, and the gaps
    of one dash pattern filled by the dashes of another.
    """
    layers = {"county": boundaries.counties, "prefecture": boundaries.prefectures, "province": boundaries.province}
    edges = np.vstack([_edges(layer.geometry.to_numpy()) for layer in layers.values()])
    ranks = np.repeat(range(len(layers)), [len(_edges(layer.geometry.to_numpy())) for layer in layers.values()])
    unique, place = np.unique(edges, axis=0, return_inverse=True)
    highest = np.zeros(len(unique), dtype=int)
    np.maximum.at(highest, place.ravel(), ranks)
    window = shapely.box(*frame.box.grown(2).__dict__.values())
    lines: dict[str, NDArray[Any]] = {}
    for rank, level in enumerate(layers):
        chosen = shapely.linestrings(unique[highest == rank].reshape(-1, 2, 2))
        merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(chosen)))
        on_page = frame.on_page(gpd.GeoSeries(merged, crs=boundaries.counties.crs))
        lines[level] = on_page[shapely.intersects(on_page, window)]
    return lines


def _edges(areas: NDArray[Any]) -> NDArray[np.float64]:
    """Return every edge of some areas as x, y, x, y, written from its lesser end."""
    rings = shapely.get_rings(areas)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    is_edge = ring[:-1] == ring[1:]
    ends = np.hstack([xy[:-1], xy[1:]])[is_edge]
    is_turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[is_turned] = ends[is_turned][:, [2, 3, 0, 1]]
    return np.asarray(ends, dtype=np.float64)


def draw_areas(paper: Paper, frame: Frame, view: View) -> bool:
    """Tint the admin units that stand for projects, each once: in the hue of its group, or in ink where several meet.

    Tints of several hues over each other would be mud, and of no hue that the legend knows. Where many units are meant
    none is tinted, since cities could no longer be told apart; the squares say it alone. Returns whether any was.
    """
    features = view.features
    admin = features[features["precision"] == "admin"]
    outlines = joins.unit_outlines(view.atlas.light_boundaries)
    hues: dict[str, set[str]] = {}
    for row in rows(admin):
        for unit in row.place_ids:
            hues.setdefault(unit, set()).add(row.colour)
    if len(hues) > MOST_TINTED:
        return False
    layer = view.atlas.light_boundaries.province
    for unit, found in sorted(hues.items()):
        outline = frame.on_page(type(layer)(geometry=[outlines[unit]], crs=layer.crs))[0]
        hue, share = (*found, AREA_OPACITY) if len(found) == 1 else (style.INK, MIXED_OPACITY)
        paper.area(outline, frame.box, facecolor=hue, alpha=share, zorder=2, gid=f"area/{unit}")
    return bool(hues)


def draw_lines(paper: Paper, frame: Frame, features: pd.DataFrame) -> None:
    """Draw the alignments, the built over the planned; ``features`` has ``shape``, the geometry in mm of the page."""
    rank = features["status"].map(lambda status: ORDER.index(status) if status in ORDER else -1)
    ordered = features.assign(rank=rank).sort_values(["rank", "feature_id"])
    for row in rows(ordered[ordered["is_line"]]):
        for part in shapely.get_parts(row.shape):
            xy = shapely.get_coordinates(part)
            paper.stroke(
                xy, row.colour, row.status, row.precision, clip=frame.box, zorder=4, gid=f"line/{row.feature_id}"
            )


def draw_sites(paper: Paper, space: Space, features: pd.DataFrame) -> pd.DataFrame:
    """Draw the sites that have a place of their own; one that another covers steps aside, tied to its place.

    Returns the features with the ``anchors`` of the sites where their symbols stand.
    """
    moved = features["anchors"].copy()
    for row in rows(features[features["is_site"]]):
        size = SYMBOL_MM * 1.3
        box = place_grid(space, (row.shape.x, row.shape.y), (size, size), crossing_cost=0)
        if box is None:  # outside the frame
            continue
        x, y = box.centre
        moved[row.Index] = ((x, y),)
        if np.hypot(x - row.shape.x, y - row.shape.y) > SYMBOL_MM / 4:
            paper.line(np.array([(row.shape.x, row.shape.y), (x, y)]), 0.6, row.colour, zorder=4.9)
            paper.line(np.array([(row.shape.x, row.shape.y)] * 2), 2.2, row.colour, zorder=4.9)
        paper.symbol(x, y, row.colour, row.status, row.precision, zorder=5, gid="site")
    return features.assign(anchors=moved)


def laid_out(frame: Frame, view: View) -> pd.DataFrame:
    """Return the features in view as they lie on the page.

    Beside the columns of `View.features`: ``shape`` (mm of the page; lines cut to the frame, units as their outline),
    ``anchor`` and ``anchors`` (where a symbol or a name may stand, mm), ``gap`` (mm to keep from there), ``is_line``,
    ``is_site``, ``is_named`` (the first or largest part of its project in the frame), ``is_crossing``, ``length`` (mm)
    and ``rank`` (the order of the register).
    """
    features = view.features.sort_values("feature_id", kind="stable")
    inner = frame.box.grown(-1.0)
    window = shapely.box(inner.left, inner.bottom, inner.right, inner.top)
    table = features.drop(columns="geometry").assign(
        shape=frame.on_page(features),
        anchor=pd.Series(_page_points(frame, features), index=features.index),
        is_line=features.geom_type.isin(["LineString", "MultiLineString"]),
        is_site=features.geom_type.eq("Point"),
        rank=view.projects.index.get_indexer(pd.Index(features["project_id"])),
        is_crossing=features["project_id"].map(view.projects["is_crossing"]),
    )
    cut = shapely.intersection(table["shape"].to_numpy(), window)
    anchors = [_anchors(shape, is_line=is_line) for shape, is_line in zip(cut, table["is_line"], strict=True)]
    table["anchors"] = pd.Series(anchors, index=table.index)
    table["length"] = shapely.length(cut)
    table["gap"] = np.where(table["is_line"], 1.4, 2.3)
    first = table[~shapely.is_empty(cut)].sort_values(["length", "feature_id"], ascending=[False, True])
    return table.assign(is_named=table["feature_id"].isin(first.drop_duplicates("project_id")["feature_id"]))


def _page_points(frame: Frame, features: gpd.GeoDataFrame) -> list[tuple[float, float]]:
    spots = shapely.points(features["anchor_lon"], features["anchor_lat"])
    return [(spot.x, spot.y) for spot in frame.on_page(features.set_geometry(spots, crs=features.crs))]


def _anchors(shape: Any, *, is_line: bool) -> tuple[tuple[float, float], ...]:
    if shape.is_empty:
        return ()
    return along(shape) if is_line else ((shape.x, shape.y),) if shape.geom_type == "Point" else ()
