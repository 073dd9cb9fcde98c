"""Shapes name what is there, lie where their project lies, and are as long as published."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from geo.crs import MEASURE_CRS, lengths_km
from geo.errors import Fault
from geo.read.shapes import PRECISIONS
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from geo.read.boundaries import Boundaries

CROSSED_KM = 1.0
"""How much of a line must lie in a county for the county to be one of its places."""
COMMON_NAMES = ("城区", "矿区", "郊区")
"""Counties whose names are ordinary words: to read one in a text does not mean the county."""
STOP_OFF_KM = 0.1
"""How far a stop may lie from its line, in km."""
LENGTH_TOLERANCE = {"precise": 0.02, "approximate": 0.10, "schematic": 0.25}
"""Precision → how far a drawn length may be from the published one, as a share of it."""


def reference_faults(
    tables: Mapping[str, pd.DataFrame], layer: gpd.GeoDataFrame, units: Mapping[str, shapely.Geometry]
) -> Iterator[Fault]:
    """What a shape names must be in the tables, and what stands for a project must have an outline."""
    projects, sources = set(tables["projects"]["project_id"]), set(tables["sources"]["source_id"])
    places = set(tables["places"]["place_id"])
    for row in rows(layer):
        if row.project_id not in projects:
            yield Fault(row.file, row.line, "project_id", "shape.no_project", project=row.project_id)
        if row.source_id and row.source_id not in sources:
            yield Fault(row.file, row.line, "source_id", "shape.no_source", source=row.source_id)
        for place_id in row.place_ids:
            if place_id not in places:
                yield Fault(row.file, row.line, "place_ids", "shape.no_place", place=place_id)
            elif row.precision == "admin" and place_id not in units:
                yield Fault(row.file, row.line, "place_ids", "shape.no_outline", place=place_id)


def geometry_faults(
    tables: Mapping[str, pd.DataFrame],
    layer: gpd.GeoDataFrame,
    boundaries: Boundaries,
    units: Mapping[str, shapely.Geometry],
) -> Iterator[Fault]:
    """A project's shapes meet every place it touches, none lies astray, and its lines end at the places it connects."""
    outside = shapely.boundary(units[boundaries.province["adcode"].iloc[0]])
    measured = layer.to_crs(MEASURE_CRS)
    touched = tables["project_places"]
    touched = touched[touched["relation"] != "serves"]
    parents = tables["places"].set_index("place_id")["parent_id"].to_dict()
    for project_id in measured["project_id"].unique():
        own = measured[measured["project_id"] == project_id]
        if (own["precision"] == "admin").any():
            drawn = shapely.union_all([units[p] for ids in own["place_ids"] for p in ids if p in units])
            reach_m = 0.0
        else:
            drawn = shapely.union_all(own.geometry.to_numpy())
            reach_m = 1000 * max(PRECISIONS[p] for p in own["precision"])
        targets = []
        for row in rows(touched[touched["project_id"] == project_id]):
            # A zone has no outline: the unit it lies in is asked. A place beyond the province is reached at its border.
            place = row.place_id if row.place_id in units else parents.get(row.place_id, "")
            target = units.get(place, outside if row.relation == "connects" else None)
            targets += [target] if target is not None else []
            if target is not None and drawn.distance(target) > max(reach_m, 1.0):
                yield Fault(
                    own["file"].iloc[0],
                    int(own["line"].iloc[0]),
                    "geometry",
                    "shape.apart",
                    project=project_id,
                    place=row.place_id,
                    away_km=drawn.distance(target) / 1000,
                )
        yield from _stray_faults(own[own["precision"] != "admin"], targets)
        yield from _end_faults(project_id, own, touched, units, outside)


def _stray_faults(own: gpd.GeoDataFrame, targets: list[shapely.Geometry]) -> Iterator[Fault]:
    """Yield a fault for each shape that meets no place of its project, though others of its shapes may."""
    for row in rows(own):
        away_m = min((row.geometry.distance(target) for target in targets), default=0.0)
        if away_m > max(1000 * PRECISIONS[row.precision], 1.0):
            yield Fault(row.file, row.line, "geometry", "shape.astray", project=row.project_id, away_km=away_m / 1000)


def _end_faults(
    project_id: object,
    own: gpd.GeoDataFrame,
    touched: pd.DataFrame,
    units: Mapping[str, shapely.Geometry],
    outside: shapely.Geometry,
) -> Iterator[Fault]:
    """Yield a fault for each place named as an end that no end of a line reaches."""
    lines = own[own.geometry.geom_type == "LineString"]
    if lines.empty:
        return
    ends = shapely.union_all([shapely.Point(line.coords[i]) for line in lines.geometry for i in (0, -1)])
    reach_m = 1000 * max(PRECISIONS[p] for p in lines["precision"])
    joined = touched[(touched["project_id"] == project_id) & (touched["relation"] == "connects")]["place_id"]
    reached = [p for p in joined if ends.distance(units.get(p, outside)) <= reach_m]
    if len(joined) >= 2 and len(reached) < 2:  # noqa: PLR2004 - a line has two ends
        yield Fault(
            lines["file"].iloc[0],
            int(lines["line"].iloc[0]),
            "geometry",
            "shape.ends",
            project=project_id,
            named=list(joined),
            reached=reached,
        )


def crossing_faults(
    tables: Mapping[str, pd.DataFrame], layer: gpd.GeoDataFrame, boundaries: Boundaries
) -> Iterator[Fault]:
    """A county that a line crosses or a basis names is one of the project's places, or a note says why not."""
    parents = tables["places"].set_index("place_id")["parent_id"].to_dict()
    counties = boundaries.counties.to_crs(MEASURE_CRS)
    placed = layer[layer["precision"] != "admin"].to_crs(MEASURE_CRS)
    touched: dict[str, set[str]] = defaultdict(set)
    for row in rows(tables["project_places"]):
        touched[row.project_id] |= {row.place_id, parents.get(row.place_id, "")}
    for project_id, own in placed.groupby("project_id"):
        if (own["crosses_note_zh"] != "").any():
            continue
        drawn, basis = shapely.union_all(own.geometry.to_numpy()), " ".join(own["basis_zh"])
        near = set(counties.sindex.query(drawn))
        for at, county in enumerate(rows(counties)):
            if county.adcode in touched[str(project_id)]:
                continue
            km = drawn.intersection(county.geometry).length / 1000 if at in near else 0.0
            if km > CROSSED_KM or _is_named(county.name, basis):
                yield Fault(
                    own["file"].iloc[0],
                    int(own["line"].iloc[0]),
                    "crosses_note_zh",
                    "shape.crosses",
                    project=project_id,
                    place=county.adcode,
                    name=county.name,
                    km=km,
                )


def _is_named(name: str, text: str) -> bool:
    """Whether a text names a county, in full or without 县, 市 or 区 where two characters are left."""
    return name not in COMMON_NAMES and (name[:-1] if len(name) > 2 else name) in text  # noqa: PLR2004 - 祁县


def stop_faults(layer: gpd.GeoDataFrame) -> Iterator[Fault]:
    """A station or interchange lies on the line that names it."""
    with_stops = layer[layer["stops"].map(bool)]
    for row in rows(with_stops.to_crs(MEASURE_CRS)):
        at = gpd.GeoSeries([shapely.Point(stop["at"]) for stop in row.stops], crs=layer.crs).to_crs(MEASURE_CRS)
        is_line = row.geometry is not None and row.geometry.geom_type == "LineString"
        for stop, point in zip(row.stops, at, strict=True):
            off_km = row.geometry.distance(point) / 1000 if is_line else float("nan")
            if not off_km <= STOP_OFF_KM:
                yield Fault(
                    row.file,
                    row.line,
                    "stops",
                    "shape.stop_off",
                    project=row.project_id,
                    stop=stop["name_zh"],
                    off_km=off_km,
                )


def length_faults(layer: gpd.GeoDataFrame) -> Iterator[Fault]:
    """A drawn length stays near the published one."""
    published = layer[layer["published_length_km"].notna()]
    drawn_km = lengths_km(published)
    for row in rows(published.assign(drawn_km=drawn_km)):
        share = abs(row.drawn_km / row.published_length_km - 1)
        allowed = LENGTH_TOLERANCE.get(row.precision, 0.0)
        if not share <= allowed:
            yield Fault(
                row.file,
                row.line,
                "published_length_km",
                "shape.length_off",
                project=row.project_id,
                drawn_km=row.drawn_km,
                published_km=row.published_length_km,
                share=share,
                allowed=allowed,
                precision=row.precision,
            )
