"""The names of the ground: cities large and spaced, counties small, neighbours beyond the province."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.atlas import joins
from geo.looks import style
from geo.sheet.fonts import MM_PER_PT, SERIF, text_width_mm
from geo.sheet.ground import ground_of
from geo.sheet.labels import Wish, inside, place
from geo.sheet.projection import to_metres

if TYPE_CHECKING:
    from geo.read.words import Words
    from geo.sheet.chart import Chart

CITY_PT, OTHER_CITY_PT, BEYOND_PT = 11.5, 8.5, 9.5
COUNTY_PT = (5.8, 10.5)
"""The least and the greatest size of a county's name, by its size on the page."""
LEAST_CITY_MM2, LEAST_COUNTY_MM2 = 150.0, 20.0
"""A sliver at the edge of the frame needs no name."""

KIND = re.compile(r" (?:County|District|City)$")

BEYOND = {
    "shaanxi": ((109.95, 38.2), (110.0, 37.6), (109.6, 38.6), (110.05, 36.9)),
    "hebei": ((114.5, 38.6), (114.4, 38.1), (114.75, 39.2), (114.6, 37.4), (114.3, 38.9)),
    "inner_mongolia": ((111.0, 39.95), (110.7, 39.7), (110.4, 39.5), (112.0, 40.5)),
    "henan": ((113.4, 35.1), (112.4, 34.9)),
}
"""Where the names of the neighbouring provinces may stand, degrees: well beyond the line, none too far."""


def write_cities(chart: Chart) -> None:
    """Write the names of the cities in view, the five of the cluster large and spaced.

    Parameters
    ----------
    chart
        The map that is being drawn.
    """
    view, words, about = chart.view, chart.words, chart.about
    prefectures = view.atlas.boundaries.prefectures
    ours = set(view.atlas.city_ids)
    held = {ground_of(view.atlas).cities.get(unit) for unit in about}
    order = sorted(
        zip(prefectures["adcode"], prefectures["name"], strict=True), key=lambda row: (row[0] not in ours, row[0])
    )
    for adcode, printed in order:
        is_ours = adcode in ours
        name = words.of(view.atlas.places.loc[adcode], "name") if adcode in view.atlas.places.index else printed
        size = CITY_PT if is_ours else OTHER_CITY_PT
        spots = _spots(chart, adcode, LEAST_CITY_MM2)
        is_quiet = bool(about) and adcode not in about
        if adcode in held:  # a county's sheet names the county in its middle, not the city
            continue
        _write(chart, name, size * (0.85 if is_quiet else 1), spots, is_strong=is_ours and not is_quiet)


def write_counties(chart: Chart) -> None:
    """Write the names of the cluster's counties where there is room, those that the sheet is about first and strong.

    Parameters
    ----------
    chart
        The map that is being drawn.
    """
    view, words, frame = chart.view, chart.words, chart.frame
    places, chosen, ground = view.atlas.places, set(chart.about), ground_of(view.atlas)
    counties = [code for code in view.atlas.boundaries.counties["adcode"] if code in places.index]
    window = shapely.box(*frame.ground)
    seen = [code for code in counties if shapely.intersects(window, ground.unit(code))]
    for adcode in sorted(seen, key=lambda code: (code not in chosen, -ground.unit(code).area)):
        breadth = float(np.sqrt(ground.unit(adcode).area)) / frame.metres_per_mm
        size = min(max(0.13 * breadth + 2.9, COUNTY_PT[0]), COUNTY_PT[1])
        spots = _spots(chart, adcode, LEAST_COUNTY_MM2)
        name = map_name(words.of(places.loc[adcode], "name"), words)
        is_strong = adcode in chosen
        _write(chart, name, CITY_PT if is_strong else round(size, 1), spots, is_strong=is_strong)


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


def _write(chart: Chart, name: str, size: float, spots: tuple[tuple[float, float], ...], *, is_strong: bool) -> None:
    """Write the name of a unit at the best of its spots that is free, or nowhere."""
    spacing = size * MM_PER_PT * 0.3 if is_strong and chart.words.lang == "zh" else 0.0
    width = text_width_mm(name, size, SERIF, spacing) + 0.5
    wish = Wish(name, width, size * MM_PER_PT * 1.25, spots, 0, is_centred=True, anchor_cost=0.04)
    if (box := place(chart.space, wish)) is not None:
        ink, weight = (style.INK, 0.3) if is_strong else (style.QUIET, 0.0)
        chart.paper.text(
            *("places", *box.centre, name, size),
            anchor="middle",
            face=SERIF,
            ink=ink,
            halo_pt=1.6,
            weight_pt=weight,
            spacing_mm=spacing,
            gid="place",
        )
