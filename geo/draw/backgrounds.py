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


def backgrounds(tianditu_key: str = "") -> list[dict[str, Any]]:
    """Return the background maps on offer, as plain values for the script in the map.

    Each has ``id``, ``urls`` (from the ground up), ``subdomains``, ``max_zoom``, ``attribution`` and ``datum``: while one
    in GCJ-02 is shown, the map projects everything of the atlas through that datum.

    Parameters
    ----------
    tianditu_key
        The owner's key for 天地图 (tianditu.gov.cn gives it out); without one that map is not offered.
    """
    found = [
        _background("osm", [OSM], "", 19, "© OpenStreetMap contributors", "WGS 84"),
        _background("amap", [AMAP], "1234", 18, "© 高德地图 Amap", "GCJ-02"),
    ]
    if tianditu_key.isalnum():
        urls = [TIANDITU.format(layer=layer, key=tianditu_key) for layer in ("vec", "cva")]
        found.append(_background("tianditu", urls, "01234567", 18, "© 天地图 tianditu.gov.cn", "CGCS2000"))
    return found


def _background(  # noqa: PLR0913 - one field each
    key: str, urls: list[str], subdomains: str, max_zoom: int, attribution: str, datum: str
) -> dict[str, Any]:
    return {
        "id": key,
        "urls": urls,
        "subdomains": subdomains or "abc",
        "max_zoom": max_zoom,
        "attribution": attribution,
        "datum": datum,
    }
