"""Tables, shapes and boundaries joined: which places a project touches, and what stands for it on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.crs import MAP_CRS
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo.read.boundaries import Boundaries

CLUSTER = "central-shanxi"
"""The place whose children are the five cities."""
PROVINCE = "140000"
"""The province of the cluster."""


def ancestors(places: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return place_id → itself and every place it lies in, from the nearest to the widest.

    Parameters
    ----------
    places
        The table ``places``.
    """
    parents = dict(zip(places["place_id"], places["parent_id"], strict=True))

    def line(place_id: str) -> tuple[str, ...]:
        parent = parents.get(place_id, "")
        return (place_id, *line(parent)) if parent else (place_id,)

    return {place_id: line(place_id) for place_id in parents}


def project_reach(project_places: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return, by project_id, the places that projects touch.

    Columns: ``place_ids`` (every place it touches or serves, with all they lie in, as a frozenset), ``city_ids``
    (prefectures it lies in, passes or connects, in or beyond the cluster, as a tuple) and ``is_crossing`` (more than
    one of these).

    Parameters
    ----------
    project_places
        The table of that name.
    places
        The table of that name.
    """
    line = ancestors(places)
    levels = places.set_index("place_id")["level"].to_dict()
    provinces_only = {str(p) for p, level in levels.items() if level == "province"}

    def cities(ids: pd.Series[str]) -> tuple[str, ...]:
        homes = [next((a for a in line[i] if levels[a] == "prefecture"), _beyond(line[i], provinces_only)) for i in ids]
        return tuple(sorted({city for city in homes if city}))

    physical = project_places[project_places["relation"] != "serves"]
    city_ids = physical.groupby("project_id")["place_id"].agg(cities)
    groups = project_places.groupby("project_id")["place_id"]
    reach = {project_id: frozenset(a for i in ids for a in line[i]) for project_id, ids in groups}
    joined = pd.DataFrame({"place_ids": pd.Series(reach)}).rename_axis("project_id").join(city_ids.rename("city_ids"))
    joined["city_ids"] = joined["city_ids"].map(lambda ids: ids if isinstance(ids, tuple) else ())
    joined["is_crossing"] = joined["city_ids"].map(len) > 1
    return joined


def _beyond(line: tuple[str, ...], provinces: set[str]) -> str:
    """Return what stands for the city of a place that lies in none: a municipality, or a zone such as Xiong'an."""
    return line[0] if any(a in provinces for a in line) and line[0] != PROVINCE else ""


def features(shapes: gpd.GeoDataFrame, boundaries: Boundaries) -> gpd.GeoDataFrame:
    """Return the shapes with a geometry for each: an admin unit's outline where that unit stands for the project.

    Adds ``feature_id`` (the project's id and a running number) and ``anchor_lon``, ``anchor_lat``, the point at which
    a symbol or a label may stand. In ``MAP_CRS``.

    Parameters
    ----------
    shapes
        From `geo.read.shapes.read_shapes`.
    boundaries
        Province, prefectures and counties in ``MAP_CRS``, in full.
    """
    units = unit_outlines(boundaries)
    layer = shapes.copy()
    is_admin = layer["precision"] == "admin"
    stand_ins = _united(layer.loc[is_admin, "place_ids"], units)
    layer.loc[is_admin, "geometry"] = gpd.GeoSeries(stand_ins, index=layer.index[is_admin], crs=MAP_CRS)
    layer["feature_id"] = layer["project_id"] + "/" + layer.groupby("project_id").cumcount().astype(str)
    anchors = _anchors(layer.geometry)
    return layer.assign(anchor_lon=shapely.get_x(anchors), anchor_lat=shapely.get_y(anchors))


def _united(choices: Iterable[tuple[str, ...]], units: Mapping[str, shapely.Geometry]) -> list[shapely.Geometry]:
    """Return the outline of each choice of units; the same units are united once, and have one outline."""
    united: dict[tuple[str, ...], shapely.Geometry] = {}
    for ids in choices:
        if ids not in united:
            united[ids] = shapely.union_all([units[p] for p in ids])
    return [united[ids] for ids in choices]


def unit_outlines(boundaries: Boundaries) -> Mapping[str, shapely.Geometry]:
    """Return adcode → outline in ``MAP_CRS``.

    Parameters
    ----------
    boundaries
        Province, prefectures and counties in ``MAP_CRS``, in full.
    """
    return {row.adcode: row.geometry for layer in boundaries.layers for row in rows(layer)}


def _anchors(geometries: gpd.GeoSeries) -> NDArray[np.object_]:
    """Return the middle of each line, each point itself, and a point well inside each area."""
    anchors = geometries.to_numpy(dtype=object, copy=True)
    is_line, is_point = ((geometries.geom_type == kind).to_numpy() for kind in ("LineString", "Point"))
    anchors[is_line] = shapely.line_interpolate_point(anchors[is_line], 0.5, normalized=True)
    inside: dict[int, shapely.Geometry] = {}  # an outline that stands for many projects is asked once
    for at in np.flatnonzero(~is_line & ~is_point):
        area = anchors[at]
        if id(area) not in inside:
            inside[id(area)] = _inside(area)
        anchors[at] = inside[id(area)]
    return anchors


def _inside(area: Any) -> Any:
    widest = max(shapely.get_parts(area), key=lambda part: part.area)
    return shapely.maximum_inscribed_circle(widest, tolerance=0.01).interpolate(0)
