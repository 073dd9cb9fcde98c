"""The ground of the map: boundaries and place names, which the browser fetches once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas import joins, partnership
from geo.read.tables import rows
from geo.webmap.coordinates import DECIMALS, geojson

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.atlas.atlas import Atlas


def ground(atlas: Atlas) -> dict[str, Any]:
    """Return the boundaries and the place names as plain values.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.

    Returns
    -------
    dict
        ``counties``, ``prefectures`` and ``province`` are feature collections (properties ``adcode``, ``city``);
        ``rivers``
        another (``river_id`` and names); ``labels`` lists the prefectures and the cluster's counties with names, level
        and the point of their seat, the five cities also with the ``middle`` of their area (lat, lon).
    """
    light, cities = atlas.light_boundaries, set(atlas.city_ids)
    return {
        "counties": _collection(light.counties, cities),
        "prefectures": _collection(light.prefectures, cities),
        "province": _collection(light.province, cities),
        "rivers": _rivers(atlas),
        "labels": _labels(atlas),
    }


def home_extent(atlas: Atlas) -> list[list[float]]:
    """Return the extent of the five cities as Leaflet's ``[[south, west], [north, east]]``.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.

    Returns
    -------
    list
        Degrees of WGS 84, to three decimals.
    """
    cities = atlas.boundaries.prefectures
    west, south, east, north = cities[cities["adcode"].isin(atlas.city_ids)].total_bounds.round(3).tolist()
    return [[south, west], [north, east]]


def _labels(atlas: Atlas) -> list[dict[str, Any]]:
    middles = partnership.city_points(atlas)
    named = atlas.places[atlas.places["level"].isin(["prefecture", "county"])]
    named = named[named["lon"].notna() & named["parent_id"].isin([joins.CLUSTER, joins.PROVINCE, *atlas.city_ids])]
    return [
        {
            "id": str(row.Index),
            "name_zh": row.name_zh,
            "name_en": row.name_en.removesuffix(" County").removesuffix(" District").removesuffix(" City"),
            "level": row.level,
            "in_cluster": row.level == "county" or row.parent_id == joins.CLUSTER,
            "lon": row.lon,
            "lat": row.lat,
        }
        | ({"middle": [round(degrees, DECIMALS) for degrees in middles[row.Index]]} if row.Index in middles else {})
        for row in rows(named)
    ]


def _rivers(atlas: Atlas) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "properties": {"river_id": row.river_id, "name_zh": row.name_zh, "name_en": row.name_en},
            "geometry": geojson(row.geometry),
        }
        for row in rows(atlas.rivers)
    ]
    return {"type": "FeatureCollection", "features": features}


def _collection(layer: gpd.GeoDataFrame, cities: set[str]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"adcode": row.adcode, "city": row.parent_id if row.parent_id in cities else ""},
                "geometry": geojson(row.geometry),
            }
            for row in rows(layer)
        ],
    }
