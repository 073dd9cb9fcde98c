"""The map by keyboard: one stop for all marks, arrows between them, lines among them, and a focus that stays."""

from __future__ import annotations

import itertools

FOCUS = (
    "() => ({name: document.activeElement.getAttribute('aria-label'), key: document.activeElement.dataset.key || ''})"
)


def stops(reader):
    return reader.frame.evaluate(
        "[...document.querySelectorAll('#map_div [tabindex=\"0\"], #map_div a[href], #map_div button, #map_div select')]"
        ".filter((node) => node.tabIndex >= 0 && node.getClientRects().length && getComputedStyle(node).visibility === 'visible').length"
    )


def enter_marks(reader):
    reader.frame.evaluate("document.querySelector('#map_div .atlas-site[tabindex=\"0\"]').focus()")
    return reader.frame.evaluate(FOCUS)


def test_the_tab_key_passes_the_map_in_a_few_stops(opened_map):
    assert opened_map.map.locator(".atlas-site").count() > 40
    assert stops(opened_map) <= 13
    assert opened_map.map.locator('#map_div .atlas-site[tabindex="0"]').count() == 1


def test_arrows_go_from_mark_to_mark_and_leave_the_map_where_it_is(opened_map):
    before, first = opened_map.map_view(), enter_marks(opened_map)
    seen = [first["name"]]
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        opened_map.page.keyboard.press(key)
        seen.append(opened_map.frame.evaluate(FOCUS)["name"])
    assert all(seen)
    assert all(one != other for one, other in itertools.pairwise(seen))
    assert len(set(seen)) >= 4
    assert opened_map.map_view() == before


def test_lines_are_reached_by_keyboard_named_and_chosen_with_enter(reader):
    reader.open("/?type=high_speed_rail")
    reader.wait_for_count(3)
    reader.frame.wait_for_function("Object.keys(map_div._atlas.byProject).length === 3")
    first = enter_marks(reader)
    assert first["key"] in {"xiongxin-hsr", "taisui-hsr", "shitai-hsr"} or first["name"]
    names = {first["name"]}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        reader.page.keyboard.press(key)
        names.add(reader.frame.evaluate(FOCUS)["name"])
    assert len(names) >= 2
    chosen = reader.frame.evaluate(FOCUS)
    reader.page.keyboard.press("Enter")
    reader.page.locator(".atlas-card h2", has_text=chosen["name"]).wait_for()


def test_the_focus_stays_on_the_mark_that_was_chosen(reader):
    reader.open("/?type=airport")
    reader.wait_for_count(1)
    mark = enter_marks(reader)
    reader.page.keyboard.press("Enter")
    reader.page.locator(".atlas-card").wait_for()
    reader.frame.wait_for_function("map_div._atlas.place === 'chosen' && map_div.getZoom() >= 10")
    reader.frame.wait_for_function("key => document.activeElement.dataset.key === key", arg=mark["key"])
    assert reader.frame.evaluate(FOCUS) == mark
    assert reader.frame.evaluate("document.hasFocus()")


def test_choosing_does_not_draw_the_marks_anew(reader):
    reader.open("/?type=airport&view=37.7469,112.628,11")
    reader.wait_for_count(1)
    reader.frame.evaluate("document.querySelector('.atlas-site').isSame = true")
    enter_marks(reader)
    reader.page.keyboard.press("Enter")
    reader.map.locator(".atlas-site.is-selected").wait_for()
    assert reader.frame.evaluate("document.querySelector('.atlas-site').isSame") is True


def test_a_badge_opens_its_list_and_a_name_of_it_is_chosen_by_keyboard(reader):
    reader.open("/")
    reader.frame.evaluate("document.querySelector('.atlas-badge').focus()")
    reader.page.keyboard.press("Enter")
    reader.map.locator(".atlas-cluster-row:focus").wait_for()
    name = reader.map.locator(".atlas-cluster-row:focus span").text_content()
    reader.page.keyboard.press("Enter")
    reader.page.locator(".atlas-card h2", has_text=name).wait_for()


def test_places_and_links_are_reached_by_keyboard_too(reader):
    for path, field in (("/cities", "place="), ("/cooperation", "pair=")):
        reader.open(path)
        mark = enter_marks(reader)
        assert mark["name"]
        reader.page.keyboard.press("ArrowDown")
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_function("field => location.search.includes(field)", arg=field)
    assert reader.errors == []


def test_the_keyboard_gets_past_the_map(opened_map):
    opened_map.page.locator(".atlas-bar-of-pages a").last.focus()
    opened_map.page.keyboard.press("Tab")
    assert opened_map.page.locator(".atlas-skip").is_visible()
    opened_map.page.keyboard.press("Enter")
    follows = "document.querySelector('iframe').compareDocumentPosition(document.activeElement) & 4"
    assert opened_map.page.evaluate(follows)
    assert opened_map.page.evaluate("location.hash") == ""


def test_rows_of_the_legend_are_one_stop_and_arrows_go_through_them(opened_map):
    rows = opened_map.map.locator("button.atlas-legend-row")
    assert rows.count() > 15
    assert opened_map.map.locator('button.atlas-legend-row[tabindex="0"]').count() == 1
    rows.first.focus()
    for key, row in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", rows.count() - 1), ("Home", 0)):
        opened_map.page.keyboard.press(key)
        assert rows.nth(row).evaluate("row => row === document.activeElement && row.tabIndex === 0"), key
