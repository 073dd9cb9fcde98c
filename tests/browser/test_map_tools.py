"""The tools on the map: full screen, and the measure."""

from __future__ import annotations


def test_the_map_fills_the_screen_and_comes_back(opened_map):
    assert opened_map.frame.evaluate("document.fullscreenEnabled")
    button = opened_map.map.locator(".atlas-fullscreen")
    assert button.get_attribute("aria-label") == "全屏"
    button.focus()
    opened_map.page.keyboard.press("Enter")
    opened_map.frame.wait_for_function("document.fullscreenElement === map_div.getContainer()")
    opened_map.frame.wait_for_function(
        "map_div.getSize().x >= innerWidth - 1 && map_div.getSize().y >= innerHeight - 1"
    )
    assert button.get_attribute("aria-label") == "退出全屏"
    assert button.get_attribute("aria-pressed") == "true"
    opened_map.page.keyboard.press("Enter")
    opened_map.frame.wait_for_function("!document.fullscreenElement")
    assert button.get_attribute("aria-label") == "全屏"


def corners(opened):
    return opened.frame.evaluate("map_div._atlas.measure?.corners.length ?? null")


def middle_of_a_badge(opened):
    box = opened.map.locator(".atlas-badge").first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_clicks_measure_and_choose_no_project(opened_map):
    mouse, panel = opened_map.page.mouse, opened_map.map.locator(".atlas-measure-panel")
    x, y = middle_of_a_badge(opened_map)
    opened_map.map.locator(".atlas-measure").click()
    mouse.click(x, y)
    mouse.move(x + 60, y + 20)
    assert "km" in opened_map.map.locator(".atlas-measure-figures").inner_text()
    mouse.click(x + 60, y + 20)
    mouse.click(x + 20, y + 70)
    assert corners(opened_map) == 3
    assert "km²" in opened_map.map.locator(".atlas-measure-figures").inner_text()
    opened_map.page.keyboard.press("Backspace")
    assert corners(opened_map) == 2
    mouse.dblclick(x + 90, y + 60)
    assert corners(opened_map) == 3
    assert opened_map.map.locator(".atlas-measure-sheet").count() == 0
    assert panel.is_visible()
    assert opened_map.frame.evaluate("map_div._atlas.view.selected") == ""
    assert opened_map.map.locator(".leaflet-popup").count() == 0
    opened_map.map.locator(".atlas-measure-close").click()
    assert panel.count() == 0
    assert corners(opened_map) is None


def test_the_keyboard_measures_from_the_middle_of_the_map(opened_map):
    press = opened_map.page.keyboard.press
    opened_map.map.locator(".atlas-measure").focus()
    press("Enter")
    press("Enter")
    assert corners(opened_map) == 1
    press("ArrowRight")
    opened_map.frame.wait_for_function("map_div._atlas.measure.next && !map_div._panAnim?._inProgress")
    press("Enter")
    assert corners(opened_map) == 2
    press("Enter")
    assert opened_map.map.locator(".atlas-measure-sheet").count() == 0
    assert "km" in opened_map.map.locator(".atlas-measure-figures").inner_text()
    opened_map.map.locator(".atlas-measure-close").click()
    opened_map.map.locator(".atlas-measure").focus()
    press("Enter")
    press("Escape")
    assert corners(opened_map) is None
