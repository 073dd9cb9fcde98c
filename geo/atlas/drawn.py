"""A line or an area that a reader drew, and what it meets, as exactly as each place is known and never in metres.

What is known precisely answers by itself. What is known less well answers by its shape where that is approximate, else
by the counties that it touches by the record, else by those in which its shape is shown. Of what is known by city alone
nothing can be said, unless the whole city lies inside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from geo.atlas import joins
from geo.read.shapes import in_china
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from geo.read.boundaries import Boundaries

CITY = "city"
"""Known by city alone, where the drawing meets that city without enclosing it: not met, but to be told of."""
HOWS = ("shape", "inside", "whole", "shape_about", "inside_about", "county", "shown", CITY)
"""How a project is met, what is surest first.

Its shape meets the drawing; its site lies inside; a county or city that it touches lies inside; the same as the first
two of what is known approximately; it touches a county that the drawing meets; its schematic shape is shown in one.
"""
LEAST = {"line": 2, "area": 3}
"""What may be drawn → how many corners it has at least."""
LEAST_AREA = 1e-8
"""Of an area, square degrees: about as much as `DECIMALS` can tell apart."""
MOST_POINTS = 50
DECIMALS = 4
"""Of degrees: some ten metres."""
DEGREES = r"-?[0-9]{1,3}(?:\.[0-9]{1,12})?"
PATTERN = re.compile(rf"(line|area):({DEGREES},{DEGREES}(?:;{DEGREES},{DEGREES})*)")


@dataclass(frozen=True)
class Drawn:
    """A line or an area that was drawn.

    Parameters
    ----------
    kind
        ``line`` or ``area``.
    points
        Its corners, each as latitude and longitude in degrees; an area closes itself.
    """

    kind: str
    points: tuple[tuple[float, float], ...]

    @property
    def text(self) -> str:
        """It as an address has it: ``area:37.9,112.5;37.8,112.6;37.8,112.5``."""
        return f"{self.kind}:" + ";".join(",".join(map(_written, point)) for point in self.points)

    @cached_property
    def shape(self) -> BaseGeometry:
        """It in degrees, longitude first. An area whose edge crosses itself is every part that the edge encloses."""
        turned = [(lon, lat) for lat, lon in self.points]
        if self.kind == "line":
            return shapely.LineString(turned)
        parts = shapely.get_parts(shapely.make_valid(shapely.Polygon(turned)))
        flat = shapely.get_parts(parts)
        return shapely.union_all(flat[shapely.get_dimensions(flat) > 1])


def drawn_in(text: str) -> Drawn | None:
    """Return what an address says was drawn; None where it says nothing that could be.

    Parameters
    ----------
    text
        ``line:`` or ``area:`` and latitude,longitude of each corner, parted by semicolons; rounded to `DECIMALS`.

    Returns
    -------
    Drawn or None
        None also where there are too few or too many corners, they enclose nothing, or one lies outside China.
    """
    match = PATTERN.fullmatch(text)
    if not match:
        return None
    points = [tuple(round(float(part), DECIMALS) for part in point.split(",")) for point in match[2].split(";")]
    kept = tuple((lat, lon) for at, (lat, lon) in enumerate(points) if at == 0 or points[at - 1] != (lat, lon))
    if not LEAST[match[1]] <= len(kept) <= MOST_POINTS:
        return None
    drawn = Drawn(match[1], kept)
    encloses = drawn.kind == "line" or drawn.shape.area > LEAST_AREA
    return drawn if encloses and in_china(drawn.shape) else None


def _written(degrees: float) -> str:
    return f"{degrees:.{DECIMALS}f}".rstrip("0").rstrip(".")


def units_met(boundaries: Boundaries, drawn: Drawn) -> Mapping[str, bool]:
    """Return the codes of the province, cities and counties that a drawing meets → whether it encloses them.

    Parameters
    ----------
    boundaries
        Province, prefectures and counties in ``MAP_CRS``, in full.
    drawn
        A line or an area.
    """
    units = joins.unit_outlines(boundaries)
    outlines = np.array(list(units.values()), dtype=object)
    shapely.prepare(drawn.shape)
    is_met, is_whole = shapely.intersects(drawn.shape, outlines), shapely.covers(drawn.shape, outlines)
    return {code: bool(whole) for code, meets, whole in zip(units, is_met, is_whole, strict=True) if meets}


def ways(
    features: gpd.GeoDataFrame, tables: Mapping[str, pd.DataFrame], boundaries: Boundaries, drawn: Drawn
) -> pd.DataFrame:
    """Return the projects that a drawing meets, and how.

    Parameters
    ----------
    features
        `geo.atlas.joins.features`.
    tables
        Name → table; asked are ``project_places`` and ``places``.
    boundaries
        Province, prefectures and counties in ``MAP_CRS``, in full.
    drawn
        A line or an area.

    Returns
    -------
    DataFrame
        By project_id: ``how``, the surest of `HOWS` that any shape of the project gives, and ``unit_ids``, the counties
        and cities by which it is met, sorted; none where it is met by itself. Of `CITY` nothing is decided.
    """
    counties = boundaries.counties[boundaries.counties["adcode"].isin(tables["places"]["place_id"])]
    touched, codes = units_met(boundaries, drawn), set(counties["adcode"])
    recorded, shown = _recorded_counties(tables), _counties_shown(features, counties)
    is_met = shapely.intersects(drawn.shape, features.geometry.to_numpy())
    best: dict[str, tuple[int, frozenset[str]]] = {}
    for row, meets in zip(rows(features), is_met, strict=True):
        is_point = row.geometry.geom_type == "Point"
        how, units = _by_itself(row.precision, drawn, is_point=is_point) if meets else "", frozenset[str]()
        has_to_ask = row.precision != "precise" or (is_point and drawn.kind == "line")
        if not how and has_to_ask:
            own = row.place_ids if row.precision == "admin" else recorded.get(row.project_id, ())
            how, units = _by_units(touched, codes, own, shown.get(row.feature_id, ()))
        if how:
            rank, before = HOWS.index(how), best.get(row.project_id, (len(HOWS), frozenset[str]()))
            if rank <= before[0]:
                best[row.project_id] = rank, units | (before[1] if rank == before[0] else frozenset())
    return pd.DataFrame(
        {
            "how": pd.Series([HOWS[rank] for rank, _ in best.values()], dtype="str"),
            "unit_ids": pd.Series([tuple(sorted(units)) for _, units in best.values()], dtype=object),
        },
    ).set_axis(pd.Index(list(best), name="project_id", dtype="str"))


def _by_itself(precision: str, drawn: Drawn, *, is_point: bool) -> str:
    """Return how a shape that meets a drawing is met by itself; empty where its shape is none to rely on."""
    if precision not in ("precise", "approximate") or (is_point and drawn.kind == "line"):
        return ""
    return ("inside" if is_point else "shape") + ("" if precision == "precise" else "_about")


def _by_units(
    touched: Mapping[str, bool], counties: set[str], own: Iterable[str], shown: Iterable[str]
) -> tuple[str, frozenset[str]]:
    """Return how something is met by its units, the surest way first; empty where it is not."""
    held = [unit for unit in own if unit in touched]
    for how, units in (
        ("whole", [unit for unit in held if touched[unit]]),
        ("county", [unit for unit in held if unit in counties]),
        ("shown", [unit for unit in shown if unit in touched]),
        (CITY, held),
    ):
        if units:
            return how, frozenset(units)
    return "", frozenset()


def _recorded_counties(tables: Mapping[str, pd.DataFrame]) -> Mapping[str, frozenset[str]]:
    """Return project_id → the counties in which it lies or through which it passes by the record."""
    touched, places = tables["project_places"], tables["places"]
    is_county = touched["place_id"].isin(places.loc[places["level"] == "county", "place_id"])
    held = touched[is_county & (touched["relation"] != "serves")]
    return {str(project_id): frozenset(ids) for project_id, ids in held.groupby("project_id")["place_id"]}


def _counties_shown(features: gpd.GeoDataFrame, counties: gpd.GeoDataFrame) -> Mapping[str, tuple[str, ...]]:
    """Return feature_id → the counties in which its shape is shown, where no unit stands for it."""
    shapes = features[features["precision"] != "admin"]
    pairs = shapely.STRtree(counties.geometry.to_numpy()).query(shapes.geometry.to_numpy(), predicate="intersects")
    codes: dict[str, list[str]] = {}
    for at, county in pairs.T:
        codes.setdefault(str(shapes["feature_id"].iloc[at]), []).append(str(counties["adcode"].iloc[county]))
    return {feature_id: tuple(held) for feature_id, held in codes.items()}
