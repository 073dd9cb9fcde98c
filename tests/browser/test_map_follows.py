"""The map goes to what was chosen, offers to go to what a filter left, and keeps out of the way otherwise."""

from __future__ import annotations

import re

import pytest
from reading import Reader

SHOWN = """() => {
  const state = map_div._atlas, view = state.view, size = map_div.getSize(), legend = state.legendBox.offsetWidth;
  const bounds = L.latLngBounds([]);
  for (const f of state.features.filter((f) => f.project_id === view.selected)) {
    if (f.geometry) bounds.extend(L.geoJSON(f.geometry).getBounds());
    else for (const id of f.places) bounds.extend(L.geoJSON(state.units[id]).getBounds());
  }
  const a = map_div.latLngToContainerPoint(bounds.getNorthWest()), b = map_div.latLngToContainerPoint(bounds.getSouthEast());
  return { left: a.x, top: a.y, right: b.x, bottom: b.y, width: size.x - legend, height: size.y, zoom: map_div.getZoom() };
}"""


@pytest.fixture
def reader(app, browser):
    """A reader who asked for as little motion as there can be: the map is where it goes to at once."""
    opened = Reader(browser, app)
    opened.page.emulate_media(reduced_motion="reduce")
    yield opened
    opened.close()


def chosen(reader, project):
    """Choose a project as a click elsewhere on the page does; return where it then lies on the map."""
    reader.frame.evaluate(
        "(id) => void map_div._atlas.group.fire('click', {latlng: map_div.getCenter(), layer: {toGeoJSON: () => "
        "({type: 'Feature', geometry: null, properties: {project_id: id, clicked_at: Date.now()}})}})",
        project,
    )
    reader.frame.wait_for_function("id => map_div._atlas.lastSelected === id", arg=project)
    return reader.frame.evaluate(SHOWN)


def is_in_sight(at):
    return at["left"] >= 0 and at["top"] >= 0 and at["right"] <= at["width"] and at["bottom"] <= at["height"]


def share(at):
    """Return how much of the open map a thing fills, in the direction in which it fills most."""
    return max((at["right"] - at["left"]) / at["width"], (at["bottom"] - at["top"]) / at["height"])


def test_a_chosen_project_comes_to_fill_a_sensible_part_of_the_map(reader):
    reader.open("/")
    at_first = reader.map_view()
    for project in ("taiyuan-airport-phase3", "xiongxin-hsr", "jinzhong-5g", "longcheng-street"):
        reader.frame.evaluate(
            "([zoom, lat, lng]) => void map_div.setView([lat, lng], zoom, {animate: false})", at_first
        )
        at = chosen(reader, project)
        assert is_in_sight(at), project
        assert share(at) > 0.25 or at["zoom"] >= 10.75, project


def test_a_chosen_project_out_of_sight_is_gone_to(reader):
    reader.open("/?view=39.3,113.6,10")
    assert is_in_sight(chosen(reader, "longcheng-street"))


def test_a_project_that_fills_the_map_already_leaves_it_where_it_is(reader):
    reader.open("/")
    chosen(reader, "xiongxin-hsr")
    before = reader.map_view()
    chosen(reader, "xiongxin-hsr")
    assert reader.map_view() == pytest.approx(before)


def test_an_address_with_a_project_opens_on_it_and_does_not_write_a_view(reader):
    reader.open("/?project=longcheng-street")
    reader.frame.wait_for_function("map_div._atlas.place === 'chosen'")
    assert is_in_sight(reader.frame.evaluate(SHOWN))
    assert reader.map_view()[0] > 9
    assert "view=" not in reader.page.url


def test_an_address_with_a_project_and_a_view_keeps_the_view(reader):
    reader.open("/?project=longcheng-street&view=38.4,112.7,9")
    reader.frame.wait_for_function("map_div._atlas.lastSelected === 'longcheng-street'")
    assert reader.map_view() == pytest.approx([9, 38.4, 112.7], abs=0.01)


@pytest.mark.parametrize(("lang", "words"), [("zh", "缩放到结果"), ("en", "Zoom to results")])
def test_a_filter_that_leaves_little_offers_to_zoom_to_it(reader, lang, words):
    reader.open(f"/?lang={lang}&type=airport")
    reader.wait_for_count(1)
    offer = reader.map.locator(".atlas-offer")
    offer.wait_for()
    assert offer.text_content() == words
    offer.click()
    offer.wait_for(state="hidden")
    assert reader.map_view()[0] >= 10
    reader.page.wait_for_url(re.compile("view="))


def test_nothing_is_offered_while_the_whole_record_is_in_sight(opened_map):
    assert opened_map.map.locator(".atlas-offer").is_hidden()


def test_what_a_filter_left_out_of_sight_is_offered(reader):
    reader.open("/?type=airport")
    reader.frame.evaluate("void map_div.setView([39.4, 113.2], 10, {animate: false})")
    reader.map.locator(".atlas-offer").wait_for()


@pytest.mark.parametrize("path", ["/cities", "/cooperation"])
def test_a_map_of_something_else_offers_nothing(reader, path):
    reader.open(path)
    assert reader.map.locator(".atlas-offer").is_hidden()
    assert reader.errors == []
