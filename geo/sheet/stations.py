"""Stations that a source names, as small lozenges on the line of their railway, with their names where there is room.

They are as exact as their line. On a schematic line they lie where the line was drawn through them, no surveyor was
there: the legend says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.looks import style
from geo.looks.stages import PRECISIONS
from geo.read.tables import rows
from geo.sheet.fonts import MM_PER_PT, text_width_mm
from geo.sheet.labels import Box, place_around
from geo.sheet.marks import polyline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

    from geo.sheet.chart import Chart
    from geo.sheet.paper import Paper

WITH_STATIONS = ("rail", "transit")
"""Groups whose stops are stations; those of roads are interchanges, which the sheet leaves out."""
STATION, SCHEMATIC = "station", "station_schematic"
"""What the legend calls them: on lines that are known, and where any line is schematic."""
STATION_MM, STATION_PT, GAP_MM = 1.5, 6.0, 0.3
OFF_MM = 1.5
"""A stop farther from what is seen of its line lies outside the map."""


@dataclass(frozen=True)
class Station:
    """A station on the page: its name, what its mark covers, how the place of its line is known."""

    name: str
    box: Box
    precision: str


def kinds_of(features: pd.DataFrame) -> list[str]:
    """Return what the legend has to say of the stations on the lines in the frame: one of two words, or nothing.

    Parameters
    ----------
    features
        From `geo.sheet.placing.laid_out`.
    """
    return _word({row.precision for row, _ in _stops(features)})


def mark_stations(chart: Chart, features: pd.DataFrame) -> list[Station]:
    """Draw the mark of each station once, where no symbol and no name of a project stands.

    Parameters
    ----------
    chart
        The map that is being drawn.
    features
        From `geo.sheet.placing.laid_out`.
    """
    marked: dict[str, Station] = {}
    for row, stop in _stops(features, chart):
        spot = shapely.Point(chart.frame.point(*stop["at"]))
        if stop["name_zh"] in marked or shapely.distance(row.shape, spot) > OFF_MM:
            continue
        x, y = shapely.shortest_line(row.shape, spot).coords[0]
        box = Box(x, y, x, y).grown(STATION_MM / 2)
        if chart.space.holds(box):
            chart.space.take(box)
            draw_station(chart.paper, "sites", (x, y), row.colour)
            marked[stop["name_zh"]] = Station(chart.words.of(stop, "name"), box, row.precision)
    return list(marked.values())


def name_stations(chart: Chart, stations: Sequence[Station]) -> list[str]:
    """Write the names of stations where there is room clear of lines; return the word that the legend explains them by.

    Parameters
    ----------
    chart
        The map that is being drawn.
    stations
        From `mark_stations`.
    """
    for station in stations:
        size = text_width_mm(station.name, STATION_PT) + 0.4, STATION_PT * MM_PER_PT * 1.08
        box = place_around(chart.space, station.box, size, GAP_MM, may_cross=False)
        if box is not None:
            chart.paper.text(
                *("names", *box.centre, station.name, STATION_PT),
                anchor="middle",
                ink=style.QUIET,
                halo_pt=1.5,
                gid="station",
            )
    return _word({station.precision for station in stations})


def draw_station(paper: Paper, layer: str, at: tuple[float, float], colour: str) -> None:
    """Draw the lozenge of a station, on the map as in the legend.

    Parameters
    ----------
    paper
        The page that is drawn on.
    layer
        One of `geo.sheet.paper.LAYERS`.
    at
        Its middle, mm.
    colour
        That of its line (``#rrggbb``).
    """
    half = STATION_MM / 2
    ends = np.array([(0.0, half), (half, 0.0), (0.0, -half), (-half, 0.0), (0.0, half)]) + at
    paper.path(layer, polyline(ends), fill="#ffffff", edge=colour, width_pt=0.7, gid="station-mark")


def _word(precisions: set[str]) -> list[str]:
    is_drawn_only = any(PRECISIONS[precision].dash for precision in precisions)  # dashed: as are schematic lines
    return [SCHEMATIC if is_drawn_only else STATION] if precisions else []


def _stops(features: pd.DataFrame, chart: Chart | None = None) -> Iterator[tuple[Any, Any]]:
    """Yield the stops of the railways in the frame, the longest line first, of sources that are known by the day."""
    lines = features[features["is_line"] & features["is_shown"] & features["group"].isin(WITH_STATIONS)]
    if chart is not None:
        lines = lines[lines["source_id"].isin([*chart.view.atlas.sources.index, ""])]
    for row in rows(lines.sort_values(["length", "feature_id"], ascending=[False, True])):
        for stop in row.stops or ():
            yield row, stop
