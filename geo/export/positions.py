"""The positions of a view's projects as a table: one row a site, an end of a line, a station; none that is made up.

A line has its two ends as drawn, in the order of the drawing, which is no chainage. An entry for which its admin unit
stands has a row that names the unit and no coordinates: a point there would be taken for a site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.crs import MAP_CRS
from geo.export.layers import project_shapes, stops
from geo.export.systems import in_system
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.atlas.atlas import Atlas, View
    from geo.export.systems import System
    from geo.read.words import Words

FIELDS = ("project_id", "feature_id", "project", "what", "name", "part", "type", "status", "unit")
"""The columns before the coordinates, in order; ``position.column.<name>`` heads each."""
AFTER = ("precision", "within_km", "basis", "source_id")
"""The columns after them."""
WITHIN_KM = {"approximate": 5.0, "schematic": 10.0}
"""How far off a position can be, km: what the precisions of the record mean (data/README.md)."""
DECIMALS = {True: 1, False: 6}
"""Of a metre, of a degree: a decimetre at most, and no position is known that exactly."""


def positions(view: View, words: Words, system: System) -> pd.DataFrame:
    """Return one row a position, in the order of the view; headed in the language.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    system
        Where the coordinates are to be measured; the headings of their columns say in which.

    Returns
    -------
    pandas.DataFrame
        Coordinates are empty where the admin unit stands for the entry.
    """
    every_stop = stops(view)
    by_line: dict[Any, Any] = dict(list(every_stop.groupby("feature_id", sort=False)))
    made = [row for shape in rows(project_shapes(view)) for row in _of_shape(shape, by_line, view, words)]
    points = gpd.GeoDataFrame({"at": range(len(made))}, geometry=[row.pop("point") for row in made], crs=MAP_CRS)
    placed = points[points.geometry.notna()]
    there = in_system(placed, system)
    table = pd.DataFrame(made, columns=[*FIELDS, *AFTER])
    east, north = (
        pd.Series(values, index=placed["at"]).round(DECIMALS[system.is_metric]).reindex(table.index)
        for values in (there.geometry.x.to_numpy(), there.geometry.y.to_numpy())
    )
    unit, axes = ("m", ("east", "north")) if system.is_metric else ("degree", ("lon", "lat"))
    coordinates = {
        words(f"position.column.{axis}_{unit}", system=system.in_words(words)): values
        for axis, values in zip(axes, (east, north), strict=True)
    }
    headed = {name: table[name] for name in FIELDS}
    return pd.DataFrame(
        {words(f"position.column.{name}"): values for name, values in headed.items()}
        | coordinates
        | {words(f"position.column.{name}"): table[name] for name in AFTER}
    )


def _of_shape(shape: Any, by_line: dict[Any, Any], view: View, words: Words) -> Iterator[dict[str, Any]]:
    lang, atlas = words.lang, view.atlas
    own = {
        "project_id": shape.project_id,
        "feature_id": shape.feature_id,
        "project": words.of(shape, "name"),
        "part": words.of(shape, "part"),
        "type": atlas.label(shape.type, lang),
        "status": atlas.label(shape.status, lang) if shape.status else "",
        "precision": words(f"precision.{shape.precision}"),
        "within_km": WITHIN_KM.get(shape.precision),
        "basis": words.of(shape, "basis"),
        "source_id": shape.source_id,
    }
    if shape.precision == "admin":
        units = _units(atlas, shape.place_ids, words)
        yield own | {"what": words("position.what.unit"), "unit": units, "point": None}
        return
    for what, point in _points(shape.geometry):
        yield own | {"what": words(f"position.what.{what}"), "point": point}
    for stop in rows(by_line[shape.feature_id]) if shape.feature_id in by_line else ():
        yield own | {"what": words("position.what.stop"), "name": words.of(stop, "name"), "point": stop.geometry}


def _units(atlas: Atlas, place_ids: str, words: Words) -> str:
    return words("list.mark").join(atlas.label(place_id, words.lang) for place_id in place_ids.split())


def _points(geometry: shapely.Geometry) -> Iterator[tuple[str, shapely.Point]]:
    """Return what a geometry gives to a table of points: the site, the ends of a line, a point within an area."""
    for part in shapely.get_parts(geometry):
        if isinstance(part, shapely.Point):
            yield "site", part
        elif isinstance(part, shapely.LineString):
            yield "line_first", shapely.get_point(part, 0)
            yield "line_last", shapely.get_point(part, -1)
        else:
            yield "within_area", shapely.point_on_surface(part)
