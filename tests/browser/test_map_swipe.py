"""Two days side by side: one bar between them, one part of the ground for both."""

from __future__ import annotations


def test_two_days_lie_side_by_side_and_show_the_same_ground(reader):
    opened = reader.open("/timeline?lang=en&beside=2023-05-31")
    bar = opened.map.locator(".atlas-swipe")
    bar.wait_for()
    assert opened.map.locator(".atlas-swipe-day").all_inner_texts()[0] == "by 31 May 2023"
    other = "map_div._atlas.swipe.ready.then((other) => {}) && map_div._atlas.swipe"
    opened.frame.wait_for_function("map_div._atlas.swipe.ready.then((other) => other.hasBegun)")
    bar.focus()
    opened.page.keyboard.press("PageDown")
    assert bar.get_attribute("aria-valuenow") == "40"
    assert opened.frame.evaluate(f"{other}.box.style.clipPath") == "inset(0px 60% 0px 0px)"
    box = bar.bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 250)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] / 2 + 120, box["y"] + 250, steps=3)
    opened.page.mouse.up()
    assert int(bar.get_attribute("aria-valuenow")) > 45
    shown = "(map) => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"
    opened.frame.evaluate("() => { map_div.setView([37.8, 112.5], 9, { animate: false }); }")
    both = opened.frame.evaluate(f"map_div._atlas.swipe.ready.then((other) => [map_div, other.map].map({shown}))")
    assert both[0] == both[1]
    stages = opened.frame.evaluate(
        "map_div._atlas.swipe.ready.then((other) => [map_div._atlas, other].map((one) =>"
        " Object.values(one.view.stages).flat().length))"
    )
    assert stages[0] > stages[1] > 0
    assert opened.errors == []
