"""The search on the map: it suggests from what the map holds, and goes to what is chosen."""

from __future__ import annotations

import re

import pytest
from reading import SIZES

TIP = "document.querySelector('.atlas-tip strong')?.textContent || ''"


@pytest.fixture(scope="module")
def opened(opened_map):
    """The map without motion: what is chosen is gone to at once."""
    opened_map.page.emulate_media(reduced_motion="reduce")
    return opened_map


def search(reader, text):
    reader.frame.evaluate("map_div.getContainer().focus()")
    reader.page.keyboard.press("/")
    reader.page.keyboard.press("ControlOrMeta+A")
    reader.page.keyboard.type(text)


def rows(reader):
    return reader.map.locator(".atlas-find-row span").all_text_contents()


def marked(reader):
    field = reader.map.locator(".atlas-find input")
    return reader.map.locator(f"#{field.get_attribute('aria-activedescendant')} span").text_content()


def shows(reader, point):
    return reader.frame.evaluate("(point) => map_div.getBounds().contains(point)", point)


def test_it_suggests_as_one_types_and_asks_nothing_of_the_server(opened):
    requests = len(opened.requested)
    search(opened, "寿阳")
    assert rows(opened)[:2] == ["寿阳县", "寿阳（平头）融合发展区"]
    search(opened, "SHOUYANG")
    assert rows(opened)[0] == "寿阳县"
    search(opened, "壽陽縣")
    assert rows(opened) == ["寿阳县"]
    assert len(opened.requested) == requests
    opened.page.keyboard.press("Escape")
    assert opened.map.locator(".atlas-find").is_hidden()
    assert opened.frame.evaluate("document.activeElement === map_div.getContainer()")


def test_arrows_go_round_what_is_suggested_and_leave_the_map_where_it_is(opened):
    before = opened.map_view()
    search(opened, "太原")
    names = rows(opened)
    assert len(names) == 7
    assert opened.map.locator(".atlas-find-more").is_visible()
    opened.page.keyboard.press("ArrowDown")
    assert marked(opened) == names[1]
    opened.page.keyboard.press("ArrowUp")
    opened.page.keyboard.press("ArrowUp")
    assert marked(opened) == names[-1]
    opened.page.keyboard.press("Escape")
    assert opened.map_view() == before


def test_a_slash_that_is_typed_stays_a_slash(opened):
    search(opened, "太/原")
    assert opened.map.locator(".atlas-find input").input_value() == "太/原"
    opened.page.keyboard.press("Escape")


def test_a_river_is_gone_to_named_and_lit(opened):
    search(opened, "汾河")
    opened.page.keyboard.press("Enter")
    opened.frame.wait_for_function(f"{TIP} === '汾河'")
    assert opened.frame.evaluate("map_div._atlas.lit.getLayers().length > 0")
    assert shows(opened, [35.7, 111.0])


def test_a_county_is_gone_to_and_offers_to_be_filtered_by(opened):
    search(opened, "左权")
    opened.page.keyboard.press("Enter")
    opened.map.locator(".atlas-place").first.wait_for()
    assert opened.frame.evaluate("document.activeElement.getAttribute('aria-label')") == "只看这里：左权县"
    assert opened.map_view()[0] > 9
    opened.page.keyboard.press("Escape")
    opened.map.locator(".leaflet-popup").wait_for(state="detached")


def test_a_measure_goes_on_while_one_types(opened):
    opened.map.locator(".atlas-measure").click()
    box = opened.map.locator("#map_div").bounding_box()
    opened.page.mouse.click(box["x"] + 300, box["y"] + 400)
    search(opened, "ab")
    opened.page.keyboard.press("Backspace")
    opened.page.keyboard.press("Escape")
    assert opened.frame.evaluate("map_div._atlas.measure.corners.length") == 1
    assert opened.map.locator(".leaflet-popup").count() == 0
    opened.map.locator(".atlas-measure-close").click()


def test_a_project_is_flown_to_and_chosen_as_by_a_click(reader):
    reader.open()
    search(reader, "taisui")
    reader.page.keyboard.press("Enter")
    reader.frame.wait_for_function(f"{TIP} === '太原—绥德高速铁路（太绥高铁）'")
    assert reader.frame.evaluate("document.activeElement.dataset.key") == "taisui-hsr"
    reader.page.locator(".atlas-card h2", has_text="太原—绥德高速铁路").wait_for()
    reader.page.wait_for_url(re.compile("project=taisui-hsr"))
    assert "view=" not in reader.page.url
    assert reader.errors == []


def test_what_the_map_does_not_have_goes_into_the_search_of_the_sidebar(reader):
    reader.open()
    search(reader, "水务")
    assert rows(reader) == []
    reader.map.locator(".atlas-find-none").wait_for()
    reader.map.get_by_role("button", name="侧栏搜索").click()
    reader.page.wait_for_url(re.compile("q=%E6%B0%B4%E5%8A%A1"))
    assert reader.page.get_by_test_id("stTextInput").first.locator("input").input_value() == "水务"
    reader.page.wait_for_function("document.querySelector('.atlas-counts b')?.textContent !== '221'")


def test_on_a_phone_the_field_lies_over_no_button(reader):
    reader.page.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    reader.open("/?lang=en")
    reader.map.locator(".atlas-find-open").click()
    reader.page.keyboard.type("tai")
    field = reader.map.locator(".atlas-find").bounding_box()
    frame = reader.map.locator("#map_div").bounding_box()
    assert field["x"] + field["width"] <= frame["x"] + frame["width"]
    assert field["y"] + field["height"] <= frame["y"] + frame["height"]
    for control in reader.map.locator(".leaflet-top .leaflet-bar a:visible").all():
        box = control.bounding_box()
        assert box["x"] + box["width"] <= field["x"]
