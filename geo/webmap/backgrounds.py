"""Background maps from elsewhere that a reader may switch on; none is needed, and none is asked for until then."""

from __future__ import annotations

from typing import Any

OSM = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
AMAP = "https://webrd0{s}.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}"
TIANDITU = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}"
    "&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
"""天地图 serves the ground and its names as two layers; CGCS2000 is WGS 84 at the scale of these maps."""

HOSTS = ("https://tile.openstreetmap.org", "https://*.is.autonavi.com", "https://*.tianditu.gov.cn")
"""Where these lie; a page may fetch pictures from nowhere else."""

ATTRIBUTION = {"osm": "© OpenStreetMap contributors", "amap": "© 高德地图 Amap", "tianditu": "© 天地图 tianditu.gov.cn"}


def backgrounds(tianditu_key: str = "") -> list[dict[str, Any]]:
    """Return the background maps on offer, as plain values for the script in the map.

    Each has ``id``, ``urls`` (from the ground up), ``subdomains``, ``max_zoom``, ``attribution`` and ``datum``: while
    one in GCJ-02 is shown, the map projects everything of the atlas through that datum.

    Parameters
    ----------
    tianditu_key
        The owner's key for 天地图 (tianditu.gov.cn gives it out); without one that map is not offered.
    """
    offered = [
        {"id": "osm", "urls": [OSM], "subdomains": "abc", "max_zoom": 19, "datum": "WGS 84"},
        {"id": "amap", "urls": [AMAP], "subdomains": "1234", "max_zoom": 18, "datum": "GCJ-02"},
    ]
    if tianditu_key.isalnum():
        urls = [TIANDITU.format(layer=layer, key=tianditu_key) for layer in ("vec", "cva")]
        offered.append({"id": "tianditu", "urls": urls, "subdomains": "01234567", "max_zoom": 18, "datum": "CGCS2000"})
    return [background | {"attribution": ATTRIBUTION[str(background["id"])]} for background in offered]
