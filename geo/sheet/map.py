"""The map of a sheet: the ground, the boundary lines, the projects over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.atlas import joins
from geo.looks import base, style
from geo.looks.stages import stage_rank
from geo.read.tables import rows
from geo.sheet import symbols
from geo.sheet.ground import LEVELS, ground_of, thinned
from geo.sheet.labels import place_near
from geo.sheet.projection import to_metres

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.atlas.drawn import Drawn
    from geo.sheet.chart import Chart
    from geo.sheet.frame import Frame
    from geo.sheet.paper import Paper

LINE_SHARE = 0.7
"""Boundary lines are drawn at this share of their width on screen."""
BAND_MM = 1.8
"""Breadth of the soft band along the edge of what a sheet is about, as atlases have it."""
FADED = 0.45
"""How strong the tints of cities are on a sheet that is about some of its units."""
DRAWN_PT, DRAWN_DASH_PT = 1.1, (5.0, 2.0)
"""How the edge of what was drawn by hand looks."""
SEGMENT_DEG = 0.05
"""A straight line on the screen is drawn in parts of this length: on paper it is bent a little."""
AREA_OPACITY = style.AREA_OPACITY * 0.7
MIXED_OPACITY = 0.06
MOST_TINTED = 4


def draw_ground(paper: Paper, frame: Frame, atlas: Atlas, about: Sequence[str] = (), *, has_bands: bool = True) -> None:
    """Tint the province and, over it, the five cities; of a sheet ``about`` some units, these alone in full.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    about
        Codes of the units that the sheet is about; none where it is about all.
    has_bands
        Whether the bands along the boundaries are drawn.
    """
    ground, tints = ground_of(atlas), paper.theme.tints
    paper.box("ground", frame.box, fill=style.PAPER)
    for tinted, fill, alpha in (
        *((code, paper.theme.province, 1.0) for code in [joins.PROVINCE] if ground.has_unit(code)),
        *((code, tints[code], FADED if about else 1.0) for code in atlas.city_ids if code in tints),
        *(
            (code, paper.theme.about or tints[_city(ground.cities, code)], 1.0)
            for code in about
            if _city(ground.cities, code) in tints
        ),
    ):
        for shape in frame.shapes([thinned(ground.unit(tinted), frame.metres_per_mm)]):
            paper.area("ground", shape, fill=fill, alpha=alpha, clip=frame.box, gid=f"ground/{tinted}")
    for code in (about or atlas.city_ids) if has_bands else ():
        _draw_band(paper, frame, thinned(ground.unit(code), frame.metres_per_mm), tints.get(_city(ground.cities, code)))


def _city(cities: Any, adcode: str) -> str:
    """Return the city of a county, or the code itself."""
    return str(cities.get(adcode, adcode))


def _draw_band(paper: Paper, frame: Frame, unit: shapely.Geometry, tint: str | None) -> None:
    """Draw a band of a deeper tint inside the edge of a unit."""
    shape = frame.shapes([unit], margin_mm=2 * BAND_MM)[0]
    inner = shapely.buffer(shape, -BAND_MM, quad_segs=3)
    band = shapely.difference(shape, inner)
    deeper = "#" + "".join(f"{round(int(tint[i : i + 2], 16) * 0.87):02x}" for i in (1, 3, 5)) if tint else "#d8d2c6"
    paper.area("ground", band, fill=deeper, alpha=0.55, clip=frame.box, gid="band")


def draw_boundaries(
    paper: Paper, frame: Frame, atlas: Atlas, *, share: float = LINE_SHARE, levels: Sequence[str] = LEVELS
) -> tuple[str, ...]:
    """Draw the boundary lines; return the levels that are in the frame, the highest first.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    share
        How wide lines and dashes are, as a share of those on screen.
    levels
        Which are drawn, in this order.
    """
    ground, shown = ground_of(atlas), []
    for level in levels:
        stroke = style.BOUNDARY_LINES[level]
        width = stroke.width * symbols.PT_PER_PX * share
        dash = tuple(px * symbols.PT_PER_PX * share for px in stroke.dash)
        cut = frame.shapes(thinned(ground.lines[level], frame.metres_per_mm))
        parts = shapely.get_parts(cut[~shapely.is_empty(cut)])
        for part in parts:
            xy = shapely.get_coordinates(part)
            paper.line("boundaries", xy, width, stroke.colour, dash=dash, clip=frame.box, gid=f"boundary/{level}")
        shown += [level] if len(parts) else []
    return tuple(reversed(shown))


def draw_areas(paper: Paper, frame: Frame, features: pd.DataFrame, atlas: Atlas) -> bool:
    """Tint the admin units that stand for projects, each once: in the hue of its group, or in ink where several meet.

    Tints of several hues over each other would be mud, and of no hue that the legend knows. Where many units are meant
    none is tinted, since cities could no longer be told apart; the badges say it alone. Returns whether any was.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    features
        The features as `geo.sheet.placing.laid_out` puts them on the page.
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.

    Returns
    -------
    bool
        True where one was tinted.
    """
    ground = ground_of(atlas)
    hues: dict[str, set[str]] = {}
    for row in rows(features[features["is_unit"] & features["is_shown"]]):
        for unit in row.place_ids:
            hues.setdefault(unit, set()).add(row.colour)
    if len(hues) > MOST_TINTED:
        return False
    for unit, own in sorted(hues.items()):
        hue, alpha = (*own, AREA_OPACITY) if len(own) == 1 else (style.INK, MIXED_OPACITY)
        for shape in frame.shapes([thinned(ground.unit(unit), frame.metres_per_mm)]):
            paper.area("tints", shape, fill=hue, alpha=alpha, clip=frame.box, gid=f"area/{unit}")
    return bool(hues)


def draw_lines(paper: Paper, frame: Frame, features: pd.DataFrame) -> None:
    """Draw the alignments: what is in use under what is not, as its base; of the rest, the further over the less.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    features
        The features as `geo.sheet.placing.laid_out` puts them on the page.
    """
    is_new, order = ~features["status"].isin(base.IN_USE), features["status"].map(stage_rank)
    ordered = features.assign(is_new=is_new, order=order).sort_values(["is_new", "order", "feature_id"])
    for row in rows(ordered[ordered["is_line"]]):
        for part in shapely.get_parts(row.shape):
            xy, gid = shapely.get_coordinates(part), f"line/{row.feature_id}"
            if len(xy):
                symbols.draw_stroke(paper, "lines", xy, symbols.Look.of(row), clip=frame.box, gid=gid)


def draw_drawing(paper: Paper, frame: Frame, drawn: Drawn) -> None:
    """Draw the line, or the edge of the area, that a reader drew and the sheet is a selection of.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    drawn
        A line or an area.
    """
    edge = drawn.shape if drawn.kind == "line" else drawn.shape.boundary
    metres = shapely.transform(shapely.segmentize(edge, SEGMENT_DEG), lambda xy: np.column_stack(to_metres(*xy.T)))
    for cut in frame.shapes([metres]):
        for part in shapely.get_parts(shapely.line_merge(cut) if cut.geom_type.startswith("Multi") else cut):
            xy = shapely.get_coordinates(part)
            if len(xy):
                paper.line("leaders", xy, DRAWN_PT, style.ACCENT, dash=DRAWN_DASH_PT, clip=frame.box, gid="drawn")


def place_sites(chart: Chart, features: pd.DataFrame) -> pd.DataFrame:
    """Take the places of the sites; one that another would cover steps aside, tied to its place.

    Beside each there is room for its number or letter. Returns the features with the ``anchors`` of the sites where
    their symbols are to stand.

    Parameters
    ----------
    chart
        The map that is being drawn.
    features
        The features as `geo.sheet.placing.laid_out` puts them on the page.
    """
    paper, moved = chart.paper, features["anchors"].copy()
    beside = symbols.beside_mm(paper.theme, has_numbers=False) if paper.theme.has_letters else 0.0
    for row in rows(features[features["is_site"] & features["is_shown"]]):
        side = symbols.SYMBOL_MM * paper.symbol_share * symbols.reach(row.precision)
        box = place_near(chart.space, (row.shape.x + beside / 2, row.shape.y), (side + beside, side), crossing_cost=0)
        if box is None:
            moved[row.Index] = ()
            continue
        x, y = box.left + side / 2, box.centre[1]
        moved[row.Index] = ((x, y),)
        if np.hypot(x - row.shape.x, y - row.shape.y) > symbols.SYMBOL_MM * paper.symbol_share / 4:
            paper.line("leaders", np.array([(row.shape.x, row.shape.y), (x, y)]), 0.6, row.colour)
            paper.dot("leaders", row.shape.x, row.shape.y, 2.2, row.colour)
    return features.assign(anchors=moved)
