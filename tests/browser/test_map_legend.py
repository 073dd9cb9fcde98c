"""The legend switches what is on the map at once, and the rest of the page follows: it is the filter of the sidebar."""

from __future__ import annotations

import re

SHOWN = "Object.values(map_div._atlas.view.stages).flat().length"


def row(reader, kind, key):
    return reader.map.locator(f"button[data-switch='{kind} {key}']")


def tags(reader, label):
    box = reader.page.get_by_test_id("stMultiSelect").filter(has_text=label).first
    return box.locator(".react-aria-ComboBox [data-tag]").all_text_contents()


def test_a_row_switches_the_map_at_once_and_sidebar_counts_and_address_follow(reader):
    reader.open()
    row(reader, "group", "rail").click()
    shown = reader.frame.evaluate(SHOWN)
    assert row(reader, "group", "rail").get_attribute("aria-pressed") == "true"
    assert int(row(reader, "group", "rail").locator("i").text_content()) == shown
    reader.wait_for_count(shown)
    reader.page.wait_for_url(re.compile(r"group=rail"))
    assert len(tags(reader, "大类")) == 1
    reader.page.go_back()
    reader.page.wait_for_url(lambda url: "group=" not in url)
    reader.frame.wait_for_function("!map_div._atlas.choice.group.length")
    assert row(reader, "group", "rail").get_attribute("aria-pressed") == "false"
    assert reader.errors == []


def test_what_the_sidebar_chooses_is_pressed_in_the_legend(reader):
    reader.open("/?status=operating&precision=approximate")
    reader.frame.wait_for_function("map_div._atlas.choice?.status.length === 1")
    pressed = reader.map.locator(".atlas-legend-row[aria-pressed=true]")
    assert sorted(pressed.evaluate_all("nodes => nodes.map((node) => node.dataset.switch)")) == [
        "precision approximate",
        "status operating",
    ]


def test_a_keyboard_switches_a_row_and_keeps_its_place(reader):
    reader.open()
    row(reader, "group", "road").focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url(re.compile("group=road"))
    reader.settle()
    assert reader.frame.evaluate("document.activeElement.dataset.switch") == "group road"
    reader.page.keyboard.press("Space")
    reader.page.wait_for_url(lambda url: "group=" not in url)


def test_a_legend_that_would_cover_the_map_is_folded(reader):
    reader.open("/?lang=en")
    assert reader.frame.evaluate(
        "map_div._atlas.legendBox.classList.contains('is-closed') || "
        "map_div._atlas.legendBox.offsetWidth <= map_div.getSize().x / 4"
    )
