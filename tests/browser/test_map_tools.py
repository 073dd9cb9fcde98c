"""The tools on the map: full screen."""

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
