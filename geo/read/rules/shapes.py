"""Shapes name what is there, lie where their project lies, and are as long as published."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.crs import MEASURE_CRS, lengths_km
from geo.errors import Fault
from geo.read.shapes import PRECISIONS
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely import Geometry

    from geo.read.boundaries import Boundaries

CROSSED_KM = 1.0
"""How much of a line must lie in a county for the county to be one of its places."""
NEARLY_M = 1.0
"""What is nearer than this to a limit is measured anew, one by one, in m."""
COMMON_NAMES = ("城区", "矿区", "郊区")
"""Counties whose names are ordinary words: to read one in a text does not mean the county."""
LINE_ENDS = 2
"""At how many of the places that it joins a line must end, where it joins so many."""
STOP_OFF_KM = 0.1
"""How far a stop may lie from its line, in km."""
LENGTH_TOLERANCE = {"precise": 0.02, "approximate": 0.10, "schematic": 0.25}
"""Precision → how far a drawn length may be from the published one, as a share of it."""


def reference_faults(
    tables: Mapping[str, pd.DataFrame], layer: gpd.GeoDataFrame, units: Mapping[str, shapely.Geometry]
) -> Iterator[Fault]:
    """What a shape names must be in the tables, and what stands for a project must have an outline.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``projects``,
        ``sources`` and ``places``.
    layer
        The shapes as `geo.read.shapes.read_shapes` returns them, in ``MAP_CRS``, one row a feature.
    units
        Adcode → outline in ``MEASURE_CRS``, from `geo.read.rules.places.outlines`.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
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
    """A project's shapes meet every place it touches, none lies astray, and its lines end at the places it connects.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``places`` and
        ``project_places``.
    layer
        The shapes as `geo.read.shapes.read_shapes` returns them, in ``MAP_CRS``, one row a feature.
    boundaries
        Province, prefectures and counties in ``MAP_CRS``, in full.
    units
        Adcode → outline in ``MEASURE_CRS``, from `geo.read.rules.places.outlines`.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    outside = shapely.boundary(units[boundaries.province["adcode"].iloc[0]])
    parents = {str(key): str(parent) for key, parent in tables["places"].set_index("place_id")["parent_id"].items()}
    measured, project_places = layer.to_crs(MEASURE_CRS), tables["project_places"]
    asked = _not_plainly_placed(measured, project_places, parents, units)
    drawn_for = _by_project(measured[measured["project_id"].isin(asked)])
    touched_by = _by_project(project_places[project_places["project_id"].isin(asked)])
    for project_id, own in drawn_for.items():
        if any(shape.precision == "admin" for shape in own):
            drawn = shapely.union_all([units[p] for shape in own for p in shape.place_ids if p in units])
            reach_m = 0.0
        else:
            drawn = shapely.union_all([shape.geometry for shape in own])
            reach_m = 1000 * max(PRECISIONS[shape.precision] for shape in own)
        targets = []
        for row in touched_by[project_id]:
            if row.relation == "serves":
                continue
            # A zone has no outline: the unit it lies in is asked. A place beyond the province is reached at its border.
            place = row.place_id if row.place_id in units else parents.get(row.place_id, "")
            target = units.get(place, outside if row.relation == "connects" else None)
            if target is None:
                continue
            targets.append(target)
            away_m = drawn.distance(target)
            if away_m > max(reach_m, 1.0):
                yield Fault(
                    own[0].file,
                    own[0].line,
                    "geometry",
                    "shape.apart",
                    project=project_id,
                    place=row.place_id,
                    away_km=away_m / 1000,
                )
        yield from _stray_faults([shape for shape in own if shape.precision != "admin"], targets)
        joined = [row.place_id for row in touched_by[project_id] if row.relation == "connects"]
        yield from _end_faults(own, joined, units, outside)


def _not_plainly_placed(
    layer: gpd.GeoDataFrame, project_places: pd.DataFrame, parents: Mapping[str, str], units: Mapping[str, Geometry]
) -> set[str]:
    """Return the projects that must be measured one by one; all others have no fault of geometry.

    A project is plainly placed where each place that it touches has an outline which one of its shapes meets, each of
    its shapes meets one of these places, and it has no line that would have to end somewhere. What meets is asked of
    all shapes at once.
    """
    codes = list(units)
    number = {code: at for at, code in enumerate(codes)}
    outlines = np.array([units[code] for code in codes], dtype=object)
    shapely.prepare(outlines)
    is_admin = (layer["precision"] == "admin").to_numpy()
    at_unit, at_shape = shapely.STRtree(layer.geometry.to_numpy()).query(outlines, predicate="intersects")
    meetings = pd.DataFrame({"shape": at_shape, "unit": at_unit})
    stand_ins = pd.Series(layer["place_ids"].to_numpy()).where(is_admin).explode().map(number).dropna().astype(int)
    beside = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    neighbours = pd.DataFrame({"own": beside[0], "unit": beside[1]})
    of_units = pd.DataFrame({"shape": stand_ins.index, "own": stand_ins.to_numpy()}).merge(neighbours, on="own")
    meetings = pd.concat([meetings, of_units[["shape", "unit"]]], ignore_index=True)
    projects = layer["project_id"].to_numpy()
    has_unit = pd.Series(is_admin).groupby(projects).transform("any")
    # Where a unit stands for the project, only units do: what else is drawn must lie in a place, but reaches none.
    reaching = meetings[is_admin[meetings["shape"]] | ~has_unit.to_numpy()[meetings["shape"]]]

    touched = project_places[project_places["relation"] != "serves"]
    place = touched["place_id"].where(touched["place_id"].isin(units), touched["place_id"].map(parents))
    wanted = pd.DataFrame({"project_id": touched["project_id"], "unit": place.map(number)})
    is_met = _pairs(wanted["project_id"], wanted["unit"]).isin(
        _pairs(pd.Series(projects[reaching["shape"]]), reaching["unit"].reset_index(drop=True))
    )
    # A place that has no outline, and none above it, is asked for only where it is joined, beyond the province.
    is_plain = is_met | (wanted["unit"].isna() & (touched["relation"] != "connects"))
    asked = set(wanted.loc[~is_plain, "project_id"])

    in_place = _pairs(pd.Series(projects[meetings["shape"]]), meetings["unit"]).isin(
        _pairs(wanted["project_id"], wanted["unit"])
    )
    is_astray = ~is_admin
    is_astray[meetings.loc[in_place, "shape"]] = False
    asked |= set(projects[is_astray])
    joined = touched.loc[touched["relation"] == "connects", "project_id"].value_counts()
    return asked | set(joined.index[joined >= LINE_ENDS])


def _pairs(ids: pd.Series[str], numbers: pd.Series[Any]) -> pd.MultiIndex:
    return pd.MultiIndex.from_arrays([ids, numbers.astype("Int64")])


def _by_project(table: pd.DataFrame) -> defaultdict[str, list[Any]]:
    """Return the rows of each project, in the order of the table: the frame is gone through once, not once for each."""
    by_project = defaultdict[str, list[Any]](list)
    for row in rows(table):
        by_project[row.project_id].append(row)
    return by_project


def _stray_faults(own: Iterable[Any], targets: list[shapely.Geometry]) -> Iterator[Fault]:
    """Yield a fault for each shape that meets no place of its project, though others of its shapes may."""
    for row in own:
        away_m = min((row.geometry.distance(target) for target in targets), default=0.0)
        if away_m > max(1000 * PRECISIONS[row.precision], 1.0):
            yield Fault(row.file, row.line, "geometry", "shape.astray", project=row.project_id, away_km=away_m / 1000)


def _end_faults(
    own: Iterable[Any], joined: list[str], units: Mapping[str, shapely.Geometry], outside: shapely.Geometry
) -> Iterator[Fault]:
    """Yield a fault where the lines of a project end at fewer than two of the places that it is said to join."""
    lines = [shape for shape in own if isinstance(shape.geometry, shapely.LineString)]
    if not lines:
        return
    ends = shapely.union_all([shapely.Point(line.geometry.coords[i]) for line in lines for i in (0, -1)])
    reach_m = 1000 * max(PRECISIONS[line.precision] for line in lines)
    reached = [p for p in joined if ends.distance(units.get(p, outside)) <= reach_m]
    if len(joined) >= LINE_ENDS > len(reached):
        yield Fault(
            lines[0].file,
            lines[0].line,
            "geometry",
            "shape.ends",
            project=lines[0].project_id,
            named=joined,
            reached=reached,
        )


def crossing_faults(
    tables: Mapping[str, pd.DataFrame], layer: gpd.GeoDataFrame, boundaries: Boundaries
) -> Iterator[Fault]:
    """A county that a line crosses or a basis names is one of the project's places, or a note says why not.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``places`` and
        ``project_places``.
    layer
        The shapes as `geo.read.shapes.read_shapes` returns them, in ``MAP_CRS``, one row a feature.
    boundaries
        Province, prefectures and counties in ``MAP_CRS``, in full.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    parents = {str(key): str(parent) for key, parent in tables["places"].set_index("place_id")["parent_id"].items()}
    counties = boundaries.counties.to_crs(MEASURE_CRS)
    placed = layer[layer["precision"] != "admin"].to_crs(MEASURE_CRS)
    touched: dict[str, set[str]] = defaultdict(set)
    for project_id, place_id in tables["project_places"][["project_id", "place_id"]].itertuples(index=False):
        touched[project_id] |= {place_id, parents.get(place_id, "")}
    placed = placed[~placed["project_id"].isin(placed.loc[placed["crosses_note_zh"] != "", "project_id"])]
    names = list(zip(counties["adcode"], counties["name"], strict=True))
    named = {
        str(project_id)
        for project_id, basis in placed.groupby("project_id")["basis_zh"].agg(" ".join).items()
        for adcode, name in names
        if _is_named(name, basis) and adcode not in touched[str(project_id)]
    }
    asked = named | _crossing(placed, counties, touched)
    for project_id, own in placed[placed["project_id"].isin(asked)].groupby("project_id"):
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


def _crossing(placed: gpd.GeoDataFrame, counties: gpd.GeoDataFrame, touched: Mapping[str, set[str]]) -> set[str]:
    """Return the projects whose shapes, added up, have as much in a county that is none of their places as is asked.

    What lies twice in one place is counted twice here: whoever is named is measured in full.
    """
    long = placed[placed.geometry.length > 0]
    at_shape, at_county = counties.sindex.query(long.geometry.to_numpy(), predicate="intersects")
    projects, codes = long["project_id"].to_numpy()[at_shape], counties["adcode"].to_numpy()[at_county]
    is_other = np.array([c not in touched[p] for p, c in zip(projects, codes, strict=True)], dtype=bool)
    at_shape, at_county = at_shape[is_other], at_county[is_other]
    inside = shapely.intersection(long.geometry.to_numpy()[at_shape], counties.geometry.to_numpy()[at_county])
    metres = pd.Series(shapely.length(inside)).groupby([projects[is_other], codes[is_other]]).sum()
    is_much = metres > 1000 * CROSSED_KM - NEARLY_M
    return set(metres.index.get_level_values(0)[is_much])


def _is_named(name: str, text: str) -> bool:
    """Whether a text names a county, in full or without 县, 市 or 区 where two characters are left."""
    return name not in COMMON_NAMES and (name[:-1] if len(name) > 2 else name) in text  # noqa: PLR2004 - 祁县


def stop_faults(layer: gpd.GeoDataFrame) -> Iterator[Fault]:
    """A station or interchange lies on the line that names it.

    Parameters
    ----------
    layer
        The shapes as `geo.read.shapes.read_shapes` returns them, in ``MAP_CRS``, one row a feature.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    with_stops = layer[layer["stops"].map(bool).astype(bool)]
    places = [shapely.Point(stop["at"]) for stops in with_stops["stops"] for stop in stops]
    points = iter(gpd.GeoSeries(places, crs=layer.crs).to_crs(MEASURE_CRS))
    for row in rows(with_stops.to_crs(MEASURE_CRS)):
        is_line = row.geometry is not None and row.geometry.geom_type == "LineString"
        for stop, point in zip(row.stops, points, strict=False):
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
    """A drawn length stays near the published one.

    Parameters
    ----------
    layer
        The shapes as `geo.read.shapes.read_shapes` returns them, in ``MAP_CRS``, one row a feature.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
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
