"""Rules of the record that a table schema cannot say: how tables, shapes and boundaries must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geo.crs import MEASURE_CRS, lengths_km
from geo.errors import Fault
from geo.read.shapes import PRECISIONS
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd
    import pandas as pd

    from geo.read.boundaries import Boundaries

LENGTH_TOLERANCE = {"precise": 0.02, "approximate": 0.10, "schematic": 0.25}
"""Precision → how far a drawn length may be from the published one, as a share of it."""


def record_faults(
    tables: Mapping[str, pd.DataFrame], shapes: gpd.GeoDataFrame, boundaries: Boundaries
) -> Iterator[Fault]:
    """Yield each breach of the rules that tie tables, shapes and boundaries together."""
    yield from _completeness_faults(tables, shapes)
    yield from _report_faults(tables)
    yield from _place_faults(tables, boundaries)
    yield from _lineage_faults(tables)
    yield from _shape_reference_faults(tables, shapes, boundaries)
    yield from _geometry_faults(tables, shapes, boundaries)
    yield from _length_faults(shapes)


def _completeness_faults(tables: Mapping[str, pd.DataFrame], shapes: gpd.GeoDataFrame) -> Iterator[Fault]:
    """Every project has a report, a place and a shape."""
    needs = {
        "report in project_reports.csv": set(tables["project_reports"]["project_id"]),
        "place in project_places.csv": set(tables["project_places"]["project_id"]),
        "shape in shapes/": set(shapes["project_id"]),
    }
    for row in rows(tables["projects"]):
        for need, have in needs.items():
            if row.project_id not in have:
                yield Fault("tables/projects.csv", row.line, "project_id", f"{row.project_id} has no {need}")


def _report_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Reports come from texts; a promise has a precision; a note is in both languages; none promises the past."""
    sources = tables["sources"].set_index("source_id")
    for row in rows(tables["project_reports"]):
        file = "tables/project_reports.csv"
        if row.source_id in sources.index and sources.at[row.source_id, "kind"] != "text":
            yield Fault(
                file, row.line, "source_id", f"{row.source_id} is not one of the texts; stages come from texts only"
            )
        if (row.due_precision == "") != (str(row.due_on) == "NaT"):
            yield Fault(file, row.line, "due_on", "due_on and due_precision must stand together")
        if (row.note_zh == "") != (row.note_en == ""):
            yield Fault(file, row.line, "note_en", "note_zh and note_en must both be filled or both be empty")
        if row.due_precision and row.status in ("completed", "operating"):
            yield Fault(file, row.line, "status", f"{row.status} is no promise, so it has no due_on")


def _place_faults(tables: Mapping[str, pd.DataFrame], boundaries: Boundaries) -> Iterator[Fault]:
    """Codes of Shanxi are those of the boundaries, with the same names and parents."""
    units = {row.adcode: row for layer in boundaries.layers for row in rows(layer)}
    province = boundaries.province["adcode"].iloc[0][:2]
    for row in rows(tables["places"]):
        if not (row.place_id.isdigit() and row.place_id.startswith(province)):
            continue
        unit = units.get(row.place_id)
        if unit is None:
            yield Fault("tables/places.csv", row.line, "place_id", f"{row.place_id} is not in the boundary files")
        elif unit.name != row.name_zh or unit.level != row.level:
            message = f"found {row.name_zh} ({row.level}), the boundary file has {unit.name} ({unit.level})"
            yield Fault("tables/places.csv", row.line, "name_zh", message)
        elif row.level == "county" and row.parent_id != unit.parent_id:
            yield Fault("tables/places.csv", row.line, "parent_id", f"found {row.parent_id}, expected {unit.parent_id}")


def _lineage_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """No place and no project lies within itself, however far up."""
    for name, key in (("places", "place_id"), ("projects", "project_id")):
        parents = tables[name].set_index(key)["parent_id"].to_dict()
        for row in tables[name].to_dict("records"):
            above, seen = row["parent_id"], set[str]()
            while above and above not in seen:
                seen.add(above)
                above = parents.get(above, "")
            if row[key] in seen:
                yield Fault(f"tables/{name}.csv", row["line"], "parent_id", f"{row[key]} lies within itself")


def _shape_reference_faults(
    tables: Mapping[str, pd.DataFrame], shapes: gpd.GeoDataFrame, boundaries: Boundaries
) -> Iterator[Fault]:
    """What a shape names must be in the tables, and what stands for a project must have an outline."""
    outlined = {adcode for layer in boundaries.layers for adcode in layer["adcode"]}
    projects, sources = set(tables["projects"]["project_id"]), set(tables["sources"]["source_id"])
    places = set(tables["places"]["place_id"])
    for row in rows(shapes):
        if row.project_id not in projects:
            yield Fault(row.file, row.line, "project_id", f"{row.project_id} is not a project")
        if row.source_id and row.source_id not in sources:
            yield Fault(row.file, row.line, "source_id", f"{row.source_id} is not a source")
        for place_id in row.place_ids:
            if place_id not in places:
                yield Fault(row.file, row.line, "place_ids", f"{place_id} is not a place")
            elif row.precision == "admin" and place_id not in outlined:
                yield Fault(row.file, row.line, "place_ids", f"{place_id} has no outline in the boundary files")


def _geometry_faults(
    tables: Mapping[str, pd.DataFrame], shapes: gpd.GeoDataFrame, boundaries: Boundaries
) -> Iterator[Fault]:
    """A project's shapes meet every place it touches, none lies astray, and its lines end at the places it connects."""
    units = _unit_geometries(boundaries)
    outside = shapely.boundary(units[boundaries.province["adcode"].iloc[0]])
    measured = shapes.to_crs(MEASURE_CRS)
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
                away_km = drawn.distance(target) / 1000
                message = f"{project_id} touches {row.place_id}, but lies {away_km:.1f} km from it"
                yield Fault(own["file"].iloc[0], int(own["line"].iloc[0]), "geometry", message)
        yield from _stray_faults(own[own["precision"] != "admin"], targets)
        yield from _end_faults(project_id, own, touched, units, outside)


def _stray_faults(own: gpd.GeoDataFrame, targets: list[shapely.Geometry]) -> Iterator[Fault]:
    """Yield a fault for each shape that meets no place of its project, though others of its shapes may."""
    for row in rows(own):
        away_m = min((row.geometry.distance(target) for target in targets), default=0.0)
        if away_m > max(1000 * PRECISIONS[row.precision], 1.0):
            message = f"this shape of {row.project_id} lies {away_m / 1000:.1f} km from every place it touches"
            yield Fault(row.file, row.line, "geometry", message)


def _end_faults(
    project_id: object,
    own: gpd.GeoDataFrame,
    touched: pd.DataFrame,
    units: dict[str, shapely.Geometry],
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
        found = ", ".join(reached) or "none"
        message = f"{project_id} is named by its ends {', '.join(joined)}, but its ends reach only {found}"
        yield Fault(lines["file"].iloc[0], int(lines["line"].iloc[0]), "geometry", message)


def _length_faults(shapes: gpd.GeoDataFrame) -> Iterator[Fault]:
    """A drawn length stays near the published one."""
    published = shapes[shapes["published_length_km"].notna()]
    drawn_km = lengths_km(published)
    for row in rows(published.assign(drawn_km=drawn_km)):
        share = abs(row.drawn_km / row.published_length_km - 1)
        allowed = LENGTH_TOLERANCE.get(row.precision, 0.0)
        if not share <= allowed:
            message = (
                f"{row.project_id} is drawn {row.drawn_km:.1f} km long, published {row.published_length_km:g} km: "
                f"{share:.0%} off, allowed {allowed:.0%} for {row.precision}"
            )
            yield Fault(row.file, row.line, "published_length_km", message)


def _unit_geometries(boundaries: Boundaries) -> dict[str, shapely.Geometry]:
    """Return adcode → outline in ``MEASURE_CRS``."""
    return {row.adcode: row.geometry for layer in boundaries.layers for row in rows(layer.to_crs(MEASURE_CRS))}
