"""The projects' features, which the browser fetches once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.looks import base
from geo.looks.schemes import in_both
from geo.read.tables import rows
from geo.webmap.coordinates import DECIMALS, geojson
from geo.webmap.switches import project_values

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas

KINDS = {"LineString": "line", "Point": "point"}
"""Type of a geometry → how it is drawn; any other is an ``area``, and what has none is an ``admin`` unit."""


def _road(row: Any) -> dict[str, Any]:
    """Return the number of a road with its ground, where it has one."""
    number = row.road_number
    return {"road": {"number": number, "colour": base.shield_colour(number, row.type)}} if number else {}


def _within(atlas: Atlas) -> dict[str, list[str]]:
    """Return project → the cities, counties and zones of the cluster that it touches, as their filter has it."""
    offered = (*atlas.city_ids, *atlas.places_within(()))
    return {str(key): [p for p in offered if p in held] for key, held in atlas.projects["place_ids"].items()}


def project_features(atlas: Atlas) -> list[dict[str, Any]]:
    """Return what the script needs to draw each feature: ids, names, colour, kind, geometry and so on.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.

    Returns
    -------
    list
        One mapping a feature, in the order of `Atlas.features`: names, pinyin, colour, kind, anchor, stops, number of a
        road, the project's ``values`` under the legend's switches and the places that it lies ``within`` (those that
        one can filter by); geometry is GeoJSON in degrees, None for what an admin unit stands for.
    """
    joined = atlas.features.join(
        atlas.projects[["type", "name_zh", "name_en", "pinyin", "type_zh", "type_en", "colour"]], on="project_id"
    )
    values, within = project_values(atlas.projects), _within(atlas)
    return [
        {
            "id": row.feature_id,
            "project_id": row.project_id,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
            "pinyin": row.pinyin,
            "type_zh": row.type_zh,
            "type_en": row.type_en,
            "colour": in_both(row.colour),
            "precision": row.precision,
            "kind": "admin" if row.precision == "admin" else KINDS.get(row.geometry.geom_type, "area"),
            "places": list(row.place_ids),
            "anchor": [round(row.anchor_lon, DECIMALS), round(row.anchor_lat, DECIMALS)],
            "stops": list(row.stops),
            "values": values[row.project_id],
            "within": within[row.project_id],
            "geometry": None if row.precision == "admin" else geojson(row.geometry),
        }
        | _road(row)
        for row in rows(joined)
    ]
