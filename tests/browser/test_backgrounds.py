"""Background maps from elsewhere: off at first, honest when they fail, and laid under the atlas without a gap."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from geo.crs import wgs84_to_gcj02

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TAIYUAN = (37.87, 112.55)


def choose(reader, background):
    reader.map.locator(".atlas-background select").select_option(background)


def pixel_of(reader, lat, lon):
    at = reader.frame.evaluate(
        "([lat, lon]) => { const p = map_div.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }", [lat, lon]
    )
    return np.array(at)


def test_no_background_is_asked_for_at_first(opened_map):
    assert opened_map.map.locator(".leaflet-tile").count() == 0
    assert opened_map.outside == []


def test_without_a_network_the_map_says_so_once_and_goes_on(reader):
    reader.open()
    count = reader.map.locator(".atlas-site").count()
    choose(reader, "osm")
    toast = reader.map.locator(".atlas-toast")
    toast.wait_for()
    assert "未能载入" in (toast.text_content() or "")
    assert reader.map.locator(".atlas-background select").input_value() == ""
    assert reader.map.locator(".atlas-site").count() == count
    assert reader.map.locator(".leaflet-tile").count() == 0


@pytest.mark.parametrize("background", ["osm", "amap"])
def test_tiles_lie_under_the_atlas_and_its_coordinates_stay_wgs84(reader, background):
    reader.page.route("**/*.{png,PNG}", lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    reader.page.route("**/appmaptile*", lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    reader.open("/?view=37.87,112.55,12")
    before = reader.map_view()
    bare = pixel_of(reader, *TAIYUAN)
    choose(reader, background)
    reader.map.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
    assert reader.map_view() == pytest.approx(before, abs=1e-6)
    assert pixel_of(reader, *TAIYUAN) == pytest.approx(bare, abs=1.5)
    lat, lon = TAIYUAN
    shown = reader.frame.evaluate(
        "([lat, lon]) => { const p = map_div.options.crs.projection.project(L.latLng(lat, lon)); const ll = L.Projection.SphericalMercator.unproject(p); return [ll.lat, ll.lng]; }",
        [lat, lon],
    )
    wanted_lon, wanted_lat = (float(v) for v in wgs84_to_gcj02(lon, lat)) if background == "amap" else (lon, lat)
    assert shown == pytest.approx([wanted_lat, wanted_lon], abs=1e-7), "what is drawn is where the tiles expect it"
    choose(reader, "")
    assert reader.map.locator(".leaflet-tile").count() == 0
    assert reader.map_view() == pytest.approx(before, abs=1e-6)


def test_what_is_shown_and_turned_back_is_the_same_place(opened_map):
    for lat, lon in (TAIYUAN, (39.1, 113.9), (36.6, 110.4)):
        there_and_back = opened_map.frame.evaluate(
            "async (at) => { const { toGcj, fromGcj } = await import('#map/gcj02.js'); return fromGcj(toGcj(at)); }",
            [lat, lon],
        )
        assert there_and_back == pytest.approx([lat, lon], abs=1e-9)
