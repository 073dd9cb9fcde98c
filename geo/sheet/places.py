"""The names of the ground: cities large and spaced, counties small, neighbours beyond the province."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.atlas import joins
from geo.looks import style
from geo.sheet.base import draw_seat
from geo.sheet.fonts import MM_PER_PT, SERIF, text_width_mm
from geo.sheet.ground import ground_of
from geo.sheet.labels import Wish, inside, place
from geo.sheet.projection import to_metres

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.read.words import Words
    from geo.sheet.base import Seat
    from geo.sheet.chart import Chart
    from geo.sheet.labels import Box

CITY_PT, OTHER_CITY_PT, BEYOND_PT = 11.5, 8.5, 9.5
SLIDE_CITY = 0.75
"""Letters of a slide are large: the names of its cities are not to take the places of badges."""
COUNTY_PT = (6.0, 10.5)
"""The least and the greatest size of a county's name, by its size on the page."""
LEAST_CITY_MM2, LEAST_COUNTY_MM2 = 150.0, 20.0
"""A sliver at the edge of the frame needs no name."""

CITY_GAPS_MM, COUNTY_GAPS_MM = (0.7, 2.5, 5.0, 8.0), (0.3, 1.2)
"""How far from its seat a name may stand, mm: tried one after another."""

KIND = re.compile(r" (?:County|District|City)$")

BEYOND = {
    "shaanxi": ((109.95, 38.2), (110.0, 37.6), (109.6, 38.6), (110.05, 36.9)),
    "hebei": ((114.5, 38.6), (114.4, 38.1), (114.75, 39.2), (114.6, 37.4), (114.3, 38.9)),
    "inner_mongolia": ((111.0, 39.95), (110.7, 39.7), (110.4, 39.5), (112.0, 40.5)),
    "henan": ((113.4, 35.1), (112.4, 34.9)),
}
"""Where the names of the neighbouring provinces may stand, degrees: well beyond the line, none too far."""


def write_cities(chart: Chart, seats: Mapping[str, Seat]) -> set[str]:
    """Write the names of the cities in view beside their seats, the five of the cluster large and spaced.

    A city whose seat is out of sight has its name in the middle of what is seen of it. Returns the kinds of seat drawn.

    Parameters
    ----------
    chart
        The map that is being drawn.
    seats
        Those in the frame that nothing covers, by adcode.

    Returns
    -------
    set of str
        ``city_seat`` where one was drawn, else none.
    """
    view, words, about = chart.view, chart.words, chart.about
    prefectures = view.atlas.boundaries.prefectures
    ours = set(view.atlas.city_ids)
    held = {ground_of(view.atlas).cities.get(unit) for unit in about}
    order = sorted(
        zip(prefectures["adcode"], prefectures["name"], strict=True), key=lambda row: (row[0] not in ours, row[0])
    )
    for adcode, printed in order:
        seat = seats.get(adcode)
        if seat is not None:
            draw_seat(chart.paper, seat)
        if adcode in held:  # a county's sheet names the county, not the city
            continue
        is_ours, is_quiet = adcode in ours, bool(about) and adcode not in about
        name = words.of(view.atlas.places.loc[adcode], "name") if adcode in view.atlas.places.index else printed
        size = (CITY_PT if is_ours else OTHER_CITY_PT) * (0.85 if is_quiet else 1)
        size = max(size * SLIDE_CITY, COUNTY_PT[0]) if chart.paper.symbol_share < 1 else size
        wanted = _Name(name, size, is_strong=is_ours and not is_quiet)
        if seat is None or not _write_beside(chart, wanted, seat, CITY_GAPS_MM):
            _write(chart, wanted, _spots(chart, adcode, LEAST_CITY_MM2))
    return {"city_seat"} if any(seat.is_city for seat in seats.values()) else set()


def write_counties(chart: Chart, seats: Mapping[str, Seat]) -> set[str]:
    """Write the names of the cluster's counties where there is room, those that the sheet is about first and strong.

    A name stands beside its seat; where it cannot, in the middle of its county, without a ring that would have no name.
    Returns the kinds of seat drawn.

    Parameters
    ----------
    chart
        The map that is being drawn.
    seats
        Those in the frame that nothing covers, by adcode.

    Returns
    -------
    set of str
        ``county_seat`` where one was drawn, else none.
    """
    view, words, frame = chart.view, chart.words, chart.frame
    places, chosen, ground = view.atlas.places, set(chart.about), ground_of(view.atlas)
    counties = [code for code in view.atlas.boundaries.counties["adcode"] if code in places.index]
    window = shapely.box(*frame.ground)
    seen = [code for code in counties if shapely.intersects(window, ground.unit(code))]
    kinds = set()
    for adcode in sorted(seen, key=lambda code: (code not in chosen, -ground.unit(code).area)):
        breadth = float(np.sqrt(ground.unit(adcode).area)) / frame.metres_per_mm
        size = min(max(0.13 * breadth + 2.9, COUNTY_PT[0]), COUNTY_PT[1])
        is_strong = adcode in chosen
        name = map_name(words.of(places.loc[adcode], "name"), words)
        wanted = _Name(name, CITY_PT if is_strong else round(size, 1), is_strong=is_strong)
        seat = seats.get(adcode)
        if seat is not None and chart.space.holds(seat.box) and _write_beside(chart, wanted, seat, COUNTY_GAPS_MM):
            draw_seat(chart.paper, seat)
            chart.space.take(seat.box)
            kinds.add("county_seat")
        else:
            _write(chart, wanted, _spots(chart, adcode, LEAST_COUNTY_MM2))
    return kinds


def write_beyond(chart: Chart) -> None:
    """Write the names of the neighbouring provinces where the frame reaches beyond this one.

    Parameters
    ----------
    chart
        The map that is being drawn.
    """
    ground, frame, words = ground_of(chart.view.atlas), chart.frame, chart.words
    if not ground.has_unit(joins.PROVINCE):
        return
    province = frame.shapes([ground.unit(joins.PROVINCE)])[0]
    for key, spots in BEYOND.items():
        name = words(f"sheet.beyond.{key}")
        spacing = 2.2 if words.lang == "zh" else 0.6
        width, height = text_width_mm(name, BEYOND_PT, SERIF, spacing) + 2, BEYOND_PT * MM_PER_PT * 1.3
        on_page = frame.to_page(np.column_stack(to_metres(*np.array(spots).T)))
        free = [
            (float(x), float(y))
            for x, y in on_page
            if not shapely.intersects(
                province, shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            )
        ]
        box = place(chart.space, Wish(key, width, height, tuple(free), 0, is_centred=True))
        if box is not None:
            chart.paper.text(
                *("places", *box.centre, name, BEYOND_PT),
                anchor="middle",
                face=SERIF,
                ink="#a39b8e",
                spacing_mm=spacing,
                gid="place",
            )


def map_name(name: str, words: Words) -> str:
    """Return the name of a unit as maps have it: in English without the word for its kind.

    Parameters
    ----------
    name
        In the language of the words.
    words
        The words of the language.
    """
    return name if words.lang == "zh" else KIND.sub("", name)


def _spots(chart: Chart, adcode: str, least_mm2: float) -> tuple[tuple[float, float], ...]:
    """Return the points of the page at which the name of a unit may stand: in the middle of what is seen of it."""
    ground, frame = ground_of(chart.view.atlas), chart.frame
    unit = ground.unit(adcode)
    west, south, east, north = frame.window(-1.0)
    left, bottom, right, top = unit.bounds
    if left > west and bottom > south and right < east and top < north:
        spots = frame.to_page(np.array(ground.spots(adcode)))
        return tuple((float(x), float(y)) for x, y in spots)
    shape = shapely.simplify(frame.shapes([unit], margin_mm=-1.0)[0], 0.2)
    if shape.area < least_mm2:
        return ()
    return inside(shape, 11)


@dataclass(frozen=True)
class _Name:
    """The name of a unit as it is to be written."""

    text: str
    size_pt: float
    is_strong: bool

    def spacing_mm(self, words: Words) -> float:
        return self.size_pt * MM_PER_PT * 0.3 if self.is_strong and words.lang == "zh" else 0.0

    def wish(self, words: Words, anchors: tuple[tuple[float, float], ...], gap: float | None = None) -> Wish:
        """Return what the name wants: a place on one of some points, or beside it with a gap."""
        width = text_width_mm(self.text, self.size_pt, SERIF, self.spacing_mm(words)) + 0.5
        height = self.size_pt * MM_PER_PT * 1.25
        return Wish(self.text, width, height, anchors, gap or 0, is_centred=gap is None, anchor_cost=0.04)


def _write_beside(chart: Chart, name: _Name, seat: Seat, gaps: Sequence[float]) -> bool:
    """Write the name of a unit beside its seat, as near as there is room; return whether there is."""
    for gap in gaps:
        box = place(chart.space, name.wish(chart.words, ((seat.x, seat.y),), seat.size / 2 + gap))
        if box is not None:
            _put(chart, name, box)
            return True
    return False


def _write(chart: Chart, name: _Name, spots: tuple[tuple[float, float], ...]) -> None:
    """Write the name of a unit at the best of its spots that is free, or nowhere."""
    if (box := place(chart.space, name.wish(chart.words, spots))) is not None:
        _put(chart, name, box)


def _put(chart: Chart, name: _Name, box: Box) -> None:
    ink, weight = (style.INK, 0.3) if name.is_strong else (style.QUIET, 0.0)
    chart.paper.text(
        *("places", *box.centre, name.text, name.size_pt),
        anchor="middle",
        face=SERIF,
        ink=ink,
        halo_pt=1.6,
        weight_pt=weight,
        spacing_mm=name.spacing_mm(chart.words),
        gid="place",
    )
