"""Places agree with the boundary files and with their codes, and lie where they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np

from geo.crs import MAP_CRS, MEASURE_CRS
from geo.errors import Fault
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    import shapely

    from geo.read.boundaries import Boundaries

FILE = "tables/places.csv"
REACH_KM = 5.0
"""How far a seat may lie outside a unit other than a county, in km: named coordinates are no better than that."""
SHARED_DIGITS = {
    "county": {"prefecture": 4, "province": 2},
    "prefecture": {"province": 2, "cluster": 2},
}
"""Level → levels that it may lie in, and how many first digits of the code they share (GB/T 2260)."""


def outlines(boundaries: Boundaries) -> dict[str, shapely.Geometry]:
    """Return adcode → outline in ``MEASURE_CRS``.

    Parameters
    ----------
    boundaries
        Province, prefectures and counties in ``MAP_CRS``, in full.

    Returns
    -------
    dict
        Of the province, its prefectures and its counties, in metres.
    """
    return {row.adcode: row.geometry for layer in boundaries.layers for row in rows(layer.to_crs(MEASURE_CRS))}


def unit_faults(tables: Mapping[str, pd.DataFrame], boundaries: Boundaries) -> Iterator[Fault]:
    """Codes of Shanxi are those of the boundaries, with the same names and parents.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``places``.
    boundaries
        Province, prefectures and counties, the measure of codes, names and parents.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    units = {row.adcode: row for layer in boundaries.layers for row in rows(layer)}
    province = boundaries.province["adcode"].iloc[0][:2]
    for row in rows(tables["places"]):
        if not (row.place_id.isdigit() and row.place_id.startswith(province)):
            continue
        unit = units.get(row.place_id)
        if unit is None:
            yield Fault(FILE, row.line, "place_id", "place.not_in_boundaries", place=row.place_id)
        elif unit.name != row.name_zh or unit.level != row.level:
            yield Fault(
                FILE,
                row.line,
                "name_zh",
                "place.other_unit",
                name=row.name_zh,
                level=row.level,
                expected=unit.name,
                expected_level=unit.level,
            )
        elif row.level == "county" and row.parent_id != unit.parent_id:
            yield Fault(
                FILE, row.line, "parent_id", "place.other_parent", parent=row.parent_id, expected=unit.parent_id
            )


def parent_faults(tables: Mapping[str, pd.DataFrame], units: Mapping[str, shapely.Geometry]) -> Iterator[Fault]:
    """A county or prefecture anywhere in China lies in the unit that its code begins with, or in the cluster there.

    The counties of the boundary files are left to `unit_faults`, which knows their parents.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``places``.
    units
        Adcode → outline, from `outlines`; only its keys are asked.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    known = {row.place_id: row for row in rows(tables["places"])}
    for row in known.values():
        is_checked = row.level == "county" and row.place_id in units
        if row.level in SHARED_DIGITS and row.place_id.isdigit() and not is_checked:
            yield from _misplacement(row, known)


def _misplacement(place: Any, known: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with the parent of a place, if anything; one that is not there is the schema's to find."""
    shared = SHARED_DIGITS[place.level]
    parent = known.get(place.parent_id)
    if not place.parent_id:
        yield Fault(FILE, place.line, "parent_id", "place.no_parent", level=place.level, allowed=list(shared))
    elif parent is not None and parent.level not in shared:
        yield Fault(
            FILE,
            place.line,
            "parent_id",
            "place.parent_level",
            parent=parent.place_id,
            parent_level=parent.level,
            level=place.level,
            allowed=list(shared),
        )
    elif parent is not None:
        code = parent.parent_id if parent.level == "cluster" else parent.place_id
        begins = place.place_id[: shared[parent.level]]
        if not code.startswith(begins):
            yield Fault(FILE, place.line, "parent_id", "place.parent_code", parent=place.parent_id, begins=begins)


def position_faults(tables: Mapping[str, pd.DataFrame], units: Mapping[str, shapely.Geometry]) -> Iterator[Fault]:
    """A position has both coordinates, and within the province lies in the unit's own outline or in that above it.

    In a county nothing may lie outside by so much as a metre: on the map it would stand in the county beside.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``places``.
    units
        Adcode → outline in ``MEASURE_CRS``, from `outlines`.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    places = tables["places"]
    counties = set(places.loc[places["level"] == "county", "place_id"])
    is_half = places["lon"].isna() != places["lat"].isna()
    for row in rows(places[is_half]):
        field = "lat" if np.isnan(row.lat) else "lon"
        yield Fault(FILE, row.line, field, "place.half_position")
    placed = places[places["lon"].between(-180, 180) & places["lat"].between(-90, 90)]
    points = gpd.GeoSeries(gpd.points_from_xy(placed["lon"], placed["lat"]), crs=MAP_CRS).to_crs(MEASURE_CRS)
    parents = places.set_index("place_id")["parent_id"].to_dict()
    for row, point in zip(rows(placed), points, strict=True):
        unit = _outlined(row.place_id, parents, units)
        away_km = point.distance(units[unit]) / 1000 if unit else 0.0
        allowed_km = 0.0 if unit in counties else REACH_KM
        if away_km > allowed_km:
            yield Fault(
                FILE,
                row.line,
                "lon",
                "place.outside",
                unit=unit,
                allowed_km=allowed_km,
                lon=row.lon,
                lat=row.lat,
                away_km=away_km,
            )


def _outlined(place_id: str, parents: Mapping[Any, Any], units: Mapping[str, shapely.Geometry]) -> str:
    """Return the place itself or the nearest above it that has an outline; an empty text when none has."""
    above, seen = place_id, set[str]()
    while above and above not in units and above not in seen:
        seen.add(above)
        above = parents.get(above, "")
    return above if above in units else ""
