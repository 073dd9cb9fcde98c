"""A view as a Leaflet map: files that the browser keeps, and messages that only name ids.

The ground and the features go out once, as files whose names carry their content's hash (`publish`). The map itself is
the same on every run, so its frame is never reloaded; what changes is the message that `view_layer` hands over.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement
from folium.template import Template
from shapely.geometry import mapping
from xstatic.pkg import leaflet

from geo.atlas import joins, partnership
from geo.looks import style
from geo.looks.legend import legend_entries
from geo.read.shapes import PRECISIONS
from geo.read.tables import rows

if TYPE_CHECKING:
    import geopandas as gpd

    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words

LEAFLET_DIR = Path(leaflet.BASE_DIR)
"""Leaflet's own files (script, style, images), from the package index instead of a foreign host."""

DECIMALS = 4
"""Of a degree: 11 m, a tenth of what the light boundaries keep."""


def asset(name: str) -> str:
    """Return the text of a file of ``geo/webmap/web``."""
    return files("geo.webmap").joinpath("web", name).read_text(encoding="utf-8")


def script() -> str:
    """Return the script of the map: what draws projects, and what draws places and links as a subject of their own."""
    return "".join(asset(name) for name in ("atlas.js", "places.js", "links.js", "backgrounds.js"))


def ground(atlas: Atlas) -> dict[str, Any]:
    """Return the boundaries and the place names as plain values.

    ``counties``, ``prefectures`` and ``province`` are feature collections (properties ``adcode``, ``city``); ``labels``
    lists the prefectures and the cluster's counties with names, level and point, the five cities also with the
    ``middle`` of their area (lat, lon).
    """
    light = atlas.light_boundaries
    cities, middles = set(atlas.city_ids), partnership.city_points(atlas)
    named = atlas.places[atlas.places["level"].isin(["prefecture", "county"])]
    named = named[named["parent_id"].isin([joins.CLUSTER, joins.PROVINCE, *cities])]
    return {
        "counties": _collection(light.counties, cities),
        "prefectures": _collection(light.prefectures, cities),
        "province": _collection(light.province, cities),
        "labels": [
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
        ],
    }


def project_features(atlas: Atlas) -> list[dict[str, Any]]:
    """Return what the script needs to draw each feature: ids, names, colour, kind, anchor and geometry."""
    joined = atlas.features.join(
        atlas.projects[["name_zh", "name_en", "type_zh", "type_en", "colour"]], on="project_id"
    )
    return [
        {
            "id": row.feature_id,
            "project_id": row.project_id,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
            "type_zh": row.type_zh,
            "type_en": row.type_en,
            "colour": row.colour,
            "precision": row.precision,
            "kind": "admin" if row.precision == "admin" else _kind(row.geometry.geom_type),
            "places": list(row.place_ids),
            "anchor": [round(row.anchor_lon, DECIMALS), round(row.anchor_lat, DECIMALS)],
            "geometry": None if row.precision == "admin" else _rounded(mapping(row.geometry)),
        }
        for row in rows(joined)
    ]


def view_message(
    view: View, words: Words, selected: str = "", seen: str = "", *, is_fitted: bool = False
) -> dict[str, Any]:
    """Return what a view tells the map: ids by stage, the legend, and words; no geometry.

    ``seen`` is the part of the ground to show, as ``lat,lon,zoom``; empty for the extent of the cluster. A map that
    ``is_fitted`` shows the projects of the view as large as they go, and keeps out of the address.
    """
    stages: dict[str, list[str]] = {}
    for project_id, status in view.projects["status"].items():
        stages.setdefault(status, []).append(str(project_id))
    labels = {key: words(f"map.{key}") for key in ("all", "zoom_in", "zoom_out", "empty", "gathered")}
    labels |= {name: words(f"precision.{name}") for name in PRECISIONS}
    labels |= {status: view.atlas.label(status, words.lang) for status in view.atlas.statuses.index}
    labels |= {"map": words("map.label"), "legend": words("legend.title"), **_background_labels(words)}
    return {
        "lang": words.lang,
        "selected": selected if selected in view.projects.index else "",
        "view": seen,
        "is_fitted": is_fitted,
        "stages": stages,
        "labels": labels,
        "legend": _legend(view, words),
    }


def subject_message(
    words: Words, title: str, legend: list[dict[str, Any]], seen: str = "", **subject: Any
) -> dict[str, Any]:
    """Return what a map of something else than projects is told: places or links as the subject, without geometry.

    Its legend lies flat along the foot of the map.

    Parameters
    ----------
    title
        What the map is called.
    legend
        Sections as ``{"kind", "label", "entries": [{"id", "label", "count", "colour"}]}``; boundaries are added.
    seen
        See `view_message`.
    **subject
        ``tints`` (adcode → colour of the ground), ``picks`` (adcode → what a pointer tells; a click reports
        ``place_id``), ``chosen`` (adcodes to outline), ``spots`` (zones with a point), ``notes`` (adcode → what stands
        below its name), or ``links`` (``ends``, ``arcs``, ``rings``, ``selected``; a click reports ``link_id``); and
        ``notice``, what the map says when there is nothing to show.
    """
    labels = {key: words(f"map.{key}") for key in ("all", "zoom_in", "zoom_out")}
    return {
        "lang": words.lang,
        "selected": "",
        "view": seen,
        "labels": labels | {"map": title, "legend": words("legend.title"), **_background_labels(words)},
        "legend": [*legend, _boundary_legend(words)],
        "is_flat": True,
        **subject,
    }


def publish(atlas: Atlas, directory: Path) -> dict[str, str]:
    """Write what the browser fetches once into a directory, each file under a name that carries its hash.

    Returns
    -------
    dict
        ``script``, ``style``, ``boundaries`` and ``projects`` → file name.
    """
    contents = {
        ("script", "atlas", "js"): script(),
        ("style", "atlas", "css"): asset("atlas.css"),
        ("boundaries", "boundaries", "json"): compact(ground(atlas)),
        ("projects", "projects", "json"): compact(project_features(atlas)),
    }
    names = {}
    for (key, stem, suffix), content in contents.items():
        digest = hashlib.sha256(content.encode()).hexdigest()[:12]
        names[key] = f"{stem}.{digest}.{suffix}"
        (directory / names[key]).write_text(content, encoding="utf-8")
    return names


class AtlasMap(folium.Map):
    """A folium map that asks no foreign host for anything: Leaflet and the atlas' files come from the given addresses.

    Parameters
    ----------
    leaflet_url, atlas_url
        Where the browser finds ``LEAFLET_DIR`` and the directory given to `publish`.
    names
        What `publish` returned.
    home
        The extent to begin with, as `home_extent` gives it.
    loading, failed
        What the map says before the first message reaches it. They are part of the map's identity, so they are the
        same in every language: a change would reload the frame.
    backgrounds
        What `geo.webmap.backgrounds.backgrounds` returned: maps from elsewhere, to be switched on by the reader.
    """

    def __init__(  # noqa: PLR0913 - two addresses, what lies there, and what to say meanwhile
        self,
        leaflet_url: str,
        atlas_url: str,
        names: dict[str, str],
        home: list[list[float]],
        *,
        loading: str,
        failed: str,
        backgrounds: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(
            tiles=None, location=(37.85, 112.4), zoom_start=8, zoom_snap=0.25, zoom_delta=0.5, max_zoom=14, min_zoom=6
        )
        self.default_js = [("leaflet", f"{leaflet_url}/leaflet.js"), ("atlas", f"{atlas_url}/{names['script']}")]
        self.default_css = [
            ("leaflet_css", f"{leaflet_url}/leaflet.css"),
            ("atlas_css", f"{atlas_url}/{names['style']}"),
        ]
        options = {
            "style": style.as_json(),
            "boundaries": f"{atlas_url}/{names['boundaries']}",
            "projects": f"{atlas_url}/{names['projects']}",
            "home": home,
            "loading": loading,
            "failed": failed,
            "backgrounds": backgrounds or [],
        }
        self.add_child(_Script(f"L.Icon.Default.imagePath = {compact(leaflet_url + '/images/')};", "attach", options))


def view_layer(message: dict[str, Any]) -> folium.FeatureGroup:
    """Return the layer that carries a message to the map; it holds nothing to draw.

    The component never empties its list of layers, so the script does: without it each change is kept for ever.
    """
    layer = folium.FeatureGroup(name="view", control=False)
    layer.add_child(_Script("window.feature_group = [];", "show", message))
    return layer


def home_extent(atlas: Atlas) -> list[list[float]]:
    """Return the extent of the five cities as Leaflet's ``[[south, west], [north, east]]``."""
    cities = atlas.boundaries.prefectures
    west, south, east, north = cities[cities["adcode"].isin(atlas.city_ids)].total_bounds.round(3).tolist()
    return [[south, west], [north, east]]


def compact(value: object) -> str:
    """Return JSON that may stand inside a script: no ``<``, no ``{{`` or ``{%`` that a template would obey."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Outside a string, JSON never has two braces or a brace and a percent or hash sign in a row.
    for found, escaped in (
        ("<", "\\u003c"),
        ("{{", "{\\u007b"),
        ("{%", "{\\u0025"),
        ("{#", "{\\u0023"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(found, escaped)
    return text


class _Script(MacroElement):
    """One call of ``AtlasMap`` in the browser, after a line of script of its own.

    The values pass through as a filled-in variable, never as a template, so nothing in the data is ever executed.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}{{ this.before }} AtlasMap.{{ this.verb }}(map_div, {{ this.values }});"
        "{% endmacro %}"
    )

    def __init__(self, before: str, verb: str, values: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "atlas_script"
        self.before, self.verb, self.values = before, verb, compact(values)


def _background_labels(words: Words) -> dict[str, str]:
    labels = {f"background_{key}": words(f"background.{key}") for key in ("none", "osm", "amap", "tianditu", "failed")}
    return labels | {"background": words("background.label")}


def _legend(view: View, words: Words) -> list[dict[str, Any]]:
    sections: dict[str, list[dict[str, Any]]] = {}
    for entry in legend_entries(view, words):
        sections.setdefault(entry.kind, []).append(
            {"id": entry.id, "label": entry.label, "count": entry.count, "colour": entry.colour}
        )
    return [
        *({"kind": kind, "label": words(f"legend.{kind}"), "entries": entries} for kind, entries in sections.items()),
        _boundary_legend(words),
    ]


def _boundary_legend(words: Words) -> dict[str, Any]:
    entries = [{"id": level, "label": words(f"legend.{level}")} for level in style.BOUNDARY_LINES]
    return {"kind": "boundary", "label": words("legend.boundary"), "entries": entries}


def _collection(layer: gpd.GeoDataFrame, cities: set[str]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"adcode": row.adcode, "city": row.parent_id if row.parent_id in cities else ""},
                "geometry": _rounded(mapping(row.geometry)),
            }
            for row in rows(layer)
        ],
    }


def _kind(geometry_type: str) -> str:
    return {"LineString": "line", "Point": "point"}.get(geometry_type, "area")


def _rounded(value: Any) -> Any:
    """Return a GeoJSON geometry with its coordinates at ``DECIMALS``."""
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(inner) for inner in value]
    return round(value, DECIMALS) if isinstance(value, float) else value
