"""The table beside the map: a click on a name chooses, the row stays where it is, and the map goes there."""

from __future__ import annotations

import re


def test_a_click_on_a_name_chooses_and_leaves_the_table_where_it_is(reader):
    reader.open()
    table = reader.page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    reader.page.mouse.move(box["x"] + 200, box["y"] + 150)
    reader.page.mouse.wheel(0, 900)
    reader.page.wait_for_timeout(500)
    canvas = table.locator("canvas").first
    before = canvas.evaluate(
        "canvas => canvas.closest('.stDataFrameGlideDataEditor').querySelector('.dvn-scroller').scrollTop"
    )
    assert before > 300
    reader.page.mouse.click(box["x"] + 200, box["y"] + 150)
    reader.page.wait_for_url(re.compile("project="))
    chosen = re.search(r"project=([\w-]+)", reader.page.url)[1]
    reader.page.wait_for_timeout(1200)
    after = canvas.evaluate(
        "canvas => canvas.closest('.stDataFrameGlideDataEditor').querySelector('.dvn-scroller').scrollTop"
    )
    assert after == before
    assert reader.frame.evaluate("AtlasMap && true")
    reader.page.mouse.click(box["x"] + 200, box["y"] + 185)
    reader.page.wait_for_function("chosen => !location.search.includes('project=' + chosen)", arg=chosen)
    assert reader.errors == []
