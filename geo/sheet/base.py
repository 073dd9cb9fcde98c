"""The base of a sheet beside its boundaries: rivers with their names, seats, the numbers of roads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo.looks import base, style
from geo.read.tables import rows
from geo.sheet.fonts import MM_PER_PT, SERIF, text_width_mm
from geo.sheet.ground import ground_of, thinned
from geo.sheet.labels import Box, Wish, place, place_along
from geo.sheet.symbols import points

if TYPE_CHECKING:
    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.sheet.chart import Chart
    from geo.sheet.frame import Frame
    from geo.sheet.paper import Paper

RIVER_PT, RIVER_GAP_MM = 6.4, 0.5
CITY_MM, COUNTY_MM = 2.0, 1.2
"""Diameter of a seat's ring."""
SHIELD_PT, SHIELD_MM = 6.0, 3.0
LEAST_MM = 6.0
"""A river of which less is seen is not in the legend."""


@dataclass(frozen=True)
class Seat:
    """The seat of a unit on the page, mm."""

    adcode: str
    x: float
    y: float
    is_city: bool

    @property
    def size(self) -> float:
        """The diameter of its ring, mm."""
        return CITY_MM if self.is_city else COUNTY_MM

    @property
    def box(self) -> Box:
        """What its ring covers."""
        return Box(self.x, self.y, self.x, self.y).grown(self.size / 2 + 0.15)


def draw_rivers(paper: Paper, frame: Frame, atlas: Atlas) -> bool:
    """Draw the rivers; return whether any is seen.

    Parameters
    ----------
    paper
        The page that is drawn on.
    frame
        The window: its box on the page, mm, and the ground in it.
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    seen = 0.0
    for row in rows(ground_of(atlas).rivers):
        for part in shapely.get_parts(frame.shapes([thinned(row.metres, frame.metres_per_mm)])[0]):
            xy = shapely.get_coordinates(part)
            if len(xy) > 1:
                gid = f"river/{row.river_id}"
                paper.line("rivers", xy, points(base.RIVER.width), base.RIVER.colour, clip=frame.box, gid=gid)
                seen += part.length
    return seen > LEAST_MM


def name_rivers(chart: Chart) -> None:
    """Write the name of each river once, along its course where it runs straightest and nothing stands.

    Parameters
    ----------
    chart
        The map that is being drawn.
    """
    paper, frame, words = chart.paper, chart.frame, chart.words
    inner = frame.box.grown(-1.2).corners
    for river_id, own in ground_of(chart.view.atlas).rivers.groupby("river_id", sort=False):
        name = words.of(own.iloc[0], "name")
        seen = [shapely.clip_by_rect(shape, *inner) for shape in frame.shapes(own["metres"].to_numpy())]
        size = text_width_mm(name, RIVER_PT, SERIF) + 0.8, RIVER_PT * MM_PER_PT * 1.1
        lie = place_along(chart.space, shapely.union_all(seen), size, RIVER_GAP_MM, has_columns=words.lang == "zh")
        if lie is not None:
            paper.text(
                *("places", *lie.centre, "\n".join(name) if lie.is_column else name, RIVER_PT),
                anchor="middle",
                face=SERIF,
                ink=base.RIVER_INK,
                halo_pt=1.4,
                turn_deg=lie.turn_deg,
                slant_deg=base.RIVER_SLANT_DEG,
                gid=f"river-name/{river_id}",
            )


def seats_in(chart: Chart) -> dict[str, Seat]:
    """Return the seats in the frame that nothing covers, by adcode, and keep other things off those of cities.

    Cities come first: where the ring of a county would meet that of its city, as of a district, it is left out.

    Parameters
    ----------
    chart
        The map that is being drawn.

    Returns
    -------
    dict
        Adcode → seat.
    """
    frame, space = chart.frame, chart.space
    ground = ground_of(chart.view.atlas)
    kept: dict[str, Seat] = {}
    for adcode, metres in sorted(ground.seats.items(), key=lambda item: (item[0] in ground.cities, item[0])):
        x, y = (float(side) for side in frame.to_page(metres[None, :])[0])
        seat = Seat(adcode, x, y, is_city=adcode not in ground.cities)
        if space.holds(seat.box) and not any(seat.box.overlaps(other.box) for other in kept.values()):
            kept[adcode] = seat
    for seat in kept.values():
        if seat.is_city:
            space.take(seat.box)
    return kept


def draw_seat(paper: Paper, seat: Seat) -> None:
    """Draw the ring of a seat, that of a city with a dot in it.

    Parameters
    ----------
    paper
        The page that is drawn on.
    seat
        From `seats_in`.
    """
    draw_ring(paper, "seats", (seat.x, seat.y), is_city=seat.is_city, gid=f"seat/{seat.adcode}")


def draw_ring(paper: Paper, layer: str, at: tuple[float, float], *, is_city: bool, gid: str = "") -> None:
    """Draw the ring that stands for a seat, on the map as in the legend.

    Parameters
    ----------
    paper
        The page that is drawn on.
    layer
        One of `geo.sheet.paper.LAYERS`.
    at
        Its middle, mm.
    is_city
        Whether the seat is that of a city; else that of a county.
    gid
        The name of the mark in the file.
    """
    size, width = (CITY_MM, 0.8) if is_city else (COUNTY_MM, 0.6)
    paper.circle(layer, *at, size - width * MM_PER_PT, fill="#ffffff", edge=style.INK, width_pt=width, gid=gid)
    if is_city:
        paper.circle(layer, *at, size * 0.4, fill=style.INK)


def number_roads(chart: Chart, features: pd.DataFrame) -> None:
    """Set the number of a road on its line, the longest first, where there is room.

    Parameters
    ----------
    chart
        The map that is being drawn.
    features
        The features as `geo.sheet.placing.laid_out` puts them on the page, with ``road_number`` (empty for none).
    """
    numbered = features[features["is_line"] & features["is_shown"] & (features["road_number"] != "")]
    for row in rows(numbered.sort_values(["length", "feature_id"], ascending=[False, True])):
        width = text_width_mm(row.road_number, SHIELD_PT) + 1.6
        box = place(
            chart.space, Wish(row.feature_id, width, SHIELD_MM, row.anchors, 0, is_centred=True, is_on_line=True)
        )
        if box is None:
            continue
        chart.paper.box("names", box, fill="#ffffff", radius=0.7)
        ground = base.shield_colour(row.road_number, row.type)
        chart.paper.box("names", box.grown(-0.2), fill=ground, radius=0.55)
        chart.paper.text("names", *box.centre, row.road_number, SHIELD_PT, anchor="middle", ink="#ffffff", gid="shield")
