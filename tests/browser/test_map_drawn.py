"""An area drawn on the map becomes a filter: list, counts and address follow, and a button lets it go."""

from __future__ import annotations

CORNERS = [(37.9, 112.45), (37.9, 112.75), (37.65, 112.75), (37.65, 112.45)]


def test_an_area_that_was_drawn_filters_the_page_and_is_let_go_again(reader):
    opened = reader.open("/?lang=en")
    everything = opened.count()
    opened.map.locator(".atlas-measure").click()
    spots = opened.frame.evaluate("at => at.map((one) => map_div.latLngToContainerPoint(one))", CORNERS)
    box = opened.page.locator('iframe[title="streamlit_folium.st_folium"]').bounding_box()
    for spot in spots:
        opened.page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
        opened.page.wait_for_timeout(350)
    assert opened.map.locator(".atlas-ask").all_inner_texts() == ["What the area meets", "What the line meets"]
    opened.map.locator(".atlas-ask").first.click()
    assert opened.map.locator(".atlas-measure-panel").count() == 0
    assert opened.map.locator("path.atlas-drawn.is-area").count() == 1
    opened.page.wait_for_url("**drawn=area*")
    opened.page.wait_for_function(
        "n => Number(document.querySelector('.atlas-counts b')?.textContent) < n", arg=everything
    )
    opened.page.get_by_text("Met by the drawing:").wait_for()
    assert opened.map.locator("path.atlas-drawn.is-area").count() == 1
    opened.map.locator(".atlas-drawn-drop").press("Enter")
    opened.wait_for_count(everything)
    opened.page.wait_for_url(lambda url: "drawn" not in url)
    assert opened.map.locator("path.atlas-drawn").count() == 0
    assert opened.errors == []


def test_an_address_shows_what_was_drawn_on_other_pages_too(reader):
    opened = reader.open("/timeline?drawn=line:37.9,112.4;37.6,112.9")
    assert opened.map.locator("path.atlas-drawn.is-line").count() == 1
    assert not opened.map.locator(".atlas-drawn-drop").is_visible()
