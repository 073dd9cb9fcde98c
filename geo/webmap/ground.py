"""The ground of the map: boundaries and place names, which the browser fetches once."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas import joins, partnership
from geo.read.tables import rows
from geo.text import traditional_forms
from geo.webmap.coordinates import DECIMALS, geojson

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        and the point of their seat, the five cities also with the ``middle`` of their area (lat, lon). For the search
        on the map: ``zones`` of the cluster with names, what each lies in and its point where it is known; pinyin of
        them and of labels; ``traditional``, pairs of a traditional character and the simplified one that names have.
    """
    light, cities = atlas.light_boundaries, set(atlas.city_ids)
    return {
        "counties": _collection(light.counties, cities),
        "prefectures": _collection(light.prefectures, cities),
        "province": _collection(light.province, cities),
        "rivers": _rivers(atlas),
        "labels": _labels(atlas),
        "zones": _zones(atlas),
        "traditional": traditional_forms(chain.from_iterable(_searched(atlas))),
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
            "name_en": (short := re.sub(" (County|District|City)$", "", row.name_en)),
            "pinyin": row.pinyin,
            "level": row.level,
            "in_cluster": row.level == "county" or row.parent_id == joins.CLUSTER,
            "lon": row.lon,
            "lat": row.lat,
        }
        | ({"full_en": row.name_en} if row.name_en != short else {})
        | ({"middle": [round(degrees, DECIMALS) for degrees in middles[row.Index]]} if row.Index in middles else {})
        for row in rows(named)
    ]


def _zones(atlas: Atlas) -> list[dict[str, Any]]:
    held = atlas.places.loc[list(atlas.places_within(()))]
    return [
        {
            "id": str(row.Index),
            "name_zh": row.name_zh,
            "name_en": row.name_en,
            "pinyin": row.pinyin,
            "level": row.level,
            "parent": row.parent_id,
        }
        | ({"lon": row.lon, "lat": row.lat} if pd.notna(row.lon) else {})
        for row in rows(held[held["level"] == "zone"])
    ]


def _searched(atlas: Atlas) -> list[Iterable[str]]:
    """Return the Chinese names that the search on the map goes through."""
    return [atlas.projects["name_zh"], atlas.places["name_zh"], atlas.rivers["name_zh"]]


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
