"""The folium frame: nothing from a foreign host, and nothing in the data is ever executed."""

from __future__ import annotations

import re

import pytest

from geo.webmap.assets import assets
from geo.webmap.frame import OPTIONS, AtlasMap, message_layer, options_file
from geo.webmap.ground import home_extent

HOSTILE = "</script><script>alert(1)</script>{{ 7*7 }}{% for x in y %}{# no #}\u2028"


@pytest.fixture(scope="module")
def files(atlas):
    known = assets(atlas)
    return known | {OPTIONS: options_file("../a", known, home_extent(atlas), loading="…", failed="×")}


def test_a_hostile_text_reaches_the_page_as_text(files):
    script = options_file("../a", files, [[1, 2], [3, 4]], loading=HOSTILE, failed="").content.decode()
    assert "<script>alert(1)" not in script
    assert "{{ 7*7 }}" not in script
    assert "\u2028" not in script


def test_a_hostile_message_reaches_the_page_as_text(files):
    chart = AtlasMap("../a", files)
    message_layer({"notice": HOSTILE}).add_to(chart)
    page = chart.get_root().render()
    assert "<script>alert(1)" not in page
    assert "{{ 7*7 }}" not in page
    assert "AtlasMap.show(map_div, " in page


def test_the_map_asks_no_foreign_host_for_anything(files):
    chart = AtlasMap("../a", files)
    page = chart.get_root().render() + files[OPTIONS].content.decode()
    assert re.findall(r"https?://[^\s\"')]+", page) == []
    assert re.findall(r"(?:src|href)=\"//", page) == []
    assert [url for _, url in chart.default_js] == [
        f"../a/{files[n].file_name}" for n in ("leaflet.js", "loader.js", OPTIONS)
    ]
    assert [url for _, url in chart.default_css] == [f"../a/{files[n].file_name}" for n in ("leaflet.css", "atlas.css")]
    for name in ("boundaries.json", "projects.json", "main.js"):
        assert f'"../a/{files[name].file_name}"' in page


def test_the_script_of_the_frame_is_the_same_in_every_run(files):
    """The component's identity is a hash of it: a change would reload the frame."""
    one, other = (AtlasMap("a", files) for _ in range(2))
    scripts = [re.sub(r"[0-9a-f]{32}", "", chart.get_root().render()) for chart in (one, other)]
    assert scripts[0] == scripts[1]
