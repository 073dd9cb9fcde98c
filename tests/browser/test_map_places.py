"""A click on a county offers to see only it: the filter of the sidebar, from the map."""

from __future__ import annotations

import re

import pytest
from reading import SIZES

from geo.atlas.filters import Filters

HESHUN = (37.55, 113.15)
"""A point in 和顺县 where nothing is drawn."""
IN_LVLIANG = (38.05, 111.25)


def click(reader, point):
    x, y = reader.frame.evaluate(
        "(at) => { const { x, y } = map_div.latLngToContainerPoint(at); return [x, y]; }", list(point)
    )
    box = reader.map.locator("#map_div").bounding_box()
    reader.page.mouse.click(box["x"] + x, box["y"] + y)


def offered(reader):
    reader.frame.wait_for_function("document.querySelectorAll('.leaflet-popup').length < 2")
    return reader.map.locator(".atlas-place strong").all_text_contents()


def tags(reader, label):
    box = reader.page.get_by_test_id("stMultiSelect").filter(has_text=label).first
    return box.locator(".react-aria-ComboBox [data-tag]").all_text_contents()


def test_a_click_names_the_county_and_its_city_with_what_the_filter_would_leave(opened_map, whole_atlas):
    click(opened_map, HESHUN)
    assert offered(opened_map) == ["和顺县", "晋中市"]
    counts = [len(whole_atlas.view(Filters(place=(place,))).projects) for place in ("140723", "140700")]
    told = opened_map.map.locator(".atlas-place span").all_text_contents()
    assert told == [f"图中条目：{count}" for count in counts]


def test_a_second_click_in_the_county_closes_it_and_one_elsewhere_moves_it(opened_map):
    opened_map.frame.evaluate("void map_div.closePopup()")
    click(opened_map, HESHUN)
    click(opened_map, IN_LVLIANG)
    [county, city] = offered(opened_map)
    assert city == "吕梁市"
    assert county != "和顺县"
    lat, lon = IN_LVLIANG
    click(opened_map, (lat - 0.05, lon))
    opened_map.map.locator(".leaflet-popup").wait_for(state="detached")


def test_beyond_the_cluster_nothing_is_offered(opened_map):
    opened_map.frame.evaluate("void map_div.closePopup()")
    click(opened_map, (36.6, 111.6))
    opened_map.map.locator(".leaflet-popup").wait_for(state="detached")
    assert opened_map.frame.evaluate("map_div._atlas.openPopup") is None


def test_a_click_that_closes_the_list_of_a_badge_opens_nothing(opened_map):
    opened_map.map.locator(".atlas-badge[aria-label^=晋中市]").click()
    opened_map.map.locator(".atlas-cluster").wait_for()
    assert opened_map.map.locator(".atlas-cluster .atlas-place-press").count() == 1
    click(opened_map, IN_LVLIANG)
    opened_map.map.locator(".leaflet-popup").wait_for(state="detached")


def test_only_this_place_is_the_filter_of_the_sidebar_and_goes_as_it_came(reader, whole_atlas):
    reader.open("/?place=140100")
    click(reader, HESHUN)
    assert reader.map.locator(".atlas-place-press").count() == 1  # what has nothing in view is not offered
    reader.map.get_by_role("button", name="只看这里：晋中市").click()
    reader.page.wait_for_url(re.compile(r"place=140700(&|$)"))
    reader.wait_for_count(len(whole_atlas.view(Filters(place=("140700",))).projects))
    assert tags(reader, "城市") == ["晋中市"]
    reader.frame.wait_for_function("map_div._atlas.view.only.join() === '140700'")
    click(reader, HESHUN)
    reader.map.get_by_role("button", name="只看这里：和顺县").click()
    reader.page.wait_for_url(re.compile(r"place=140723(&|$)"))
    reader.wait_for_count(len(whole_atlas.view(Filters(place=("140723",))).projects))
    assert (tags(reader, "城市"), tags(reader, "县区")) == ([], ["和顺县"])
    reader.frame.wait_for_function("map_div._atlas.view.only.join() === '140723'")
    click(reader, HESHUN)
    reader.map.get_by_role("button", name="取消只看：和顺县").click()
    reader.page.wait_for_url(lambda url: "place=" not in url)
    reader.wait_for_count(221)
    assert tags(reader, "县区") == []
    assert reader.frame.evaluate("map_div._atlas.acts.open.length") == 0
    assert reader.errors == []


def test_the_list_of_a_badge_offers_it_to_the_keyboard(reader):
    reader.open()
    reader.frame.evaluate("document.querySelector('.atlas-badge[data-key=\"unit/140700\"]').focus()")
    reader.page.keyboard.press("Enter")
    assert reader.frame.evaluate("document.activeElement.classList.contains('atlas-cluster-row')")
    reader.page.keyboard.press("Shift+Tab")
    assert reader.frame.evaluate("document.activeElement.getAttribute('aria-label')") == "只看这里：晋中市"
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile(r"place=140700(&|$)"))


@pytest.mark.parametrize("path", ["/", "/?lang=en"])
def test_a_tap_on_a_phone_opens_the_offer_beside_the_buttons(reader, path):
    reader.page.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    reader.open(path)
    click(reader, (39.0, 111.75))
    reader.map.locator(".atlas-place-press").first.wait_for()
    reader.page.wait_for_timeout(400)  # the map glides
    popup = reader.map.locator(".leaflet-popup-content-wrapper").bounding_box()
    frame = reader.map.locator("#map_div").bounding_box()
    assert frame["x"] + 50 <= popup["x"]
    assert popup["x"] + popup["width"] <= frame["x"] + frame["width"]
