"""What stands for whole cities and counties: one badge a unit at its seat, its list, its rows from near, and the tint."""

from __future__ import annotations

import re

import pytest
from reading import Reader

from geo.atlas.units import county_counts, stand_ins

ZOOMS = (7, 8, 9, 10, 11, 12)
OUTSIDE = """async () => {
  const state = map_div._atlas, { isInUnit } = await import('#map/shapes.js');
  const units = Object.keys(state.units), away = [];
  state.clusters.eachLayer((marker) => {
    const node = marker.getElement(), [, unit] = node.dataset.key.match(/^unit\\/(\\w+)/) || [];
    const own = unit ? [unit] : state.byProject[node.dataset.key].flatMap(({ feature }) => feature.places);
    const { iconSize: [width, height] } = marker.options.icon.options, at = map_div.latLngToLayerPoint(marker.getLatLng());
    const isRow = node.classList.contains('atlas-row'), reach = isRow ? [width / 2, height / 2] : [0, 0];
    for (const [x, y] of [[-1, -1], [1, -1], [-1, 1], [1, 1]]) {
      const point = map_div.layerPointToLatLng([at.x + x * reach[0], at.y + y * reach[1]]);
      if (!own.some((id) => isInUnit(point, state.units[id].geometry))) away.push(node.getAttribute('aria-label'));
    }
  });
  return [...new Set(away)];
}"""
COVERED = """() => {
  const middle = (node) => { const b = node.getBoundingClientRect(); return { x: b.left + b.width / 2, y: b.top + b.height / 2, r: b.width / 2 - 2 }; };
  const badges = [...document.querySelectorAll('.atlas-badge')].map((n) => ({ name: n.getAttribute('aria-label').slice(0, 12), ...middle(n) }));
  const sites = [...document.querySelectorAll('.atlas-site:not(.atlas-badge):not(.atlas-row):not(.atlas-stop)')].map((n) => ({ name: 'site', ...middle(n) }));
  return badges.flatMap((one, i) => [...badges.slice(i + 1), ...sites]
    .filter((other) => Math.hypot(one.x - other.x, one.y - other.y) < 0.8 * (one.r + other.r)).map((other) => [one.name, other.name]));
}"""


def zoom_to(reader, zoom, at=(37.75, 112.75)):
    reader.frame.evaluate("([lat, lon, zoom]) => void map_div.setView([lat, lon], zoom, {animate: false})", [*at, zoom])


def test_each_unit_has_one_badge_with_the_number_that_the_record_has(opened_map, whole_atlas):
    numbers = opened_map.frame.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.atlas-badge')].map((n) => [n.dataset.key, Number(n.textContent)]))"
    )
    assert numbers == {f"unit/{unit}": len(ids) for unit, ids in stand_ins(whole_atlas.view()).items()}
    assert opened_map.frame.evaluate("Object.keys(map_div._atlas.byProject).length") == opened_map.count()


@pytest.mark.parametrize("zoom", ZOOMS)
def test_no_symbol_lies_outside_its_unit(opened_map, zoom):
    zoom_to(opened_map, zoom)
    assert opened_map.frame.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("zoom", ZOOMS[1:])
def test_no_badge_covers_another_or_a_site(opened_map, zoom):
    zoom_to(opened_map, zoom)
    assert opened_map.frame.evaluate(COVERED) == []


def test_the_overview_has_more_lines_than_badges(opened_map):
    zoom_to(opened_map, 7.5)
    lines = opened_map.frame.evaluate("map_div._atlas.stops.projects.length")
    assert opened_map.map.locator(".atlas-badge").count() < lines
    assert opened_map.map.locator(".atlas-row").count() == 0


def test_the_corner_of_a_badge_lets_a_click_through_to_what_lies_below(opened_map):
    zoom_to(opened_map, 8)
    assert opened_map.frame.evaluate(
        """() => [...document.querySelectorAll('.atlas-badge')].every((node) => {
          const box = node.getBoundingClientRect();
          return !node.contains(document.elementFromPoint(box.left + 1, box.top + 1));
        })"""
    )


def test_a_click_opens_the_list_and_a_name_of_it_its_card_with_unit_and_badge_lit(reader):
    reader.open()
    badge = reader.map.locator('.atlas-badge[data-key="unit/140722"]')
    expected = int(badge.text_content() or 0)
    badge.click()
    rows = reader.map.locator(".atlas-cluster-row")
    assert rows.count() == expected
    name = rows.nth(2).locator("span").text_content()
    rows.nth(2).click()
    reader.page.locator(".atlas-card h2", has_text=name).wait_for()
    reader.map.locator('.atlas-badge.is-selected[data-key="unit/140722"]').wait_for()
    assert reader.frame.evaluate("map_div._atlas.mark.getLayers().length") == 1
    reader.page.wait_for_url(re.compile("project="))


def test_a_badge_of_one_project_opens_it_at_once_and_tells_its_name(reader):
    reader.open("/?q=%E7%AE%95%E5%B1%B1")  # 箕山
    reader.wait_for_count(1)
    badge = reader.map.locator(".atlas-badge")
    assert "箕山140万千瓦抽水蓄能" in (badge.get_attribute("aria-label") or "")
    badge.focus()
    reader.page.keyboard.press("Enter")
    reader.page.locator(".atlas-card h2", has_text="箕山140万千瓦抽水蓄能").wait_for()


def test_a_project_of_two_units_lights_both_badges_and_its_list_names_the_other(reader, whole_atlas):
    features = whole_atlas.features
    pair = features[(features["precision"] == "admin") & (features["place_ids"].map(len) == 2)].iloc[0]
    reader.open(f"/?project={pair['project_id']}&lang=en")
    reader.frame.wait_for_function("document.querySelectorAll('.atlas-badge.is-selected').length === 2")
    one, _other = pair["place_ids"]
    reader.frame.evaluate("key => document.querySelector(`[data-key='${key}']`).click()", f"unit/{one}")
    row = reader.map.locator('.atlas-cluster-row[aria-current="true"]')
    assert "also counted at" in (row.text_content() or "")


def test_the_pointer_on_a_badge_lights_its_unit_and_tells_how_many(reader):
    reader.open("/?lang=en")
    reader.map.locator('.atlas-badge[data-key="unit/140722"]').hover()
    told = reader.map.locator(".atlas-tip").text_content() or ""
    assert re.search(r"Zuoquan.*Entries known only by city or county: \d+.*Energy \d", told)
    assert reader.frame.evaluate("map_div._atlas.lit.getLayers()[0].feature.properties.adcode") == "140722"
    reader.page.mouse.move(5, 5)
    reader.frame.wait_for_function("!map_div._atlas.lit")


def test_from_near_a_badge_opens_into_rows_that_a_leader_ties_to_it(reader):
    reader.open("/?view=37.08,113.37,11&lang=en")
    rows = reader.map.locator(".atlas-row")
    rows.first.wait_for()
    assert reader.frame.evaluate("map_div._atlas.leaders.getLayers().length") > 0
    row = reader.map.locator(".atlas-row", has_text="Jishan")
    row.click()
    reader.page.locator(".atlas-card h2", has_text="Jishan").wait_for()
    reader.map.locator(".atlas-row.is-selected").wait_for()
    assert reader.map_view()[0] == 11, "what is in sight is lit, and the map stays"
    reader.frame.evaluate("void map_div.setZoom(9, {animate: false})")
    reader.frame.wait_for_function("!document.querySelector('.atlas-row')")


def test_of_many_a_row_stands_for_a_group_and_opens_its_list(reader):
    reader.open("/?view=37.68,112.75,12&lang=en")
    row = reader.map.locator('.atlas-row[data-key^="unit/140700/"]', has_text="Energy")
    expected = int(re.search(r"\d+", row.text_content() or "")[0])
    row.click()
    assert reader.map.locator(".atlas-cluster-row").count() == expected


def test_the_switch_on_the_map_colours_counties_and_stays_in_the_address(app, browser, reader, whole_atlas):
    reader.open("/?lang=en")
    switch = reader.map.get_by_role("button", name="Colour counties by number of entries")
    switch.click()
    reader.page.wait_for_url(re.compile("tint=county"))
    reader.map.locator('.atlas-tint[aria-pressed="true"]').wait_for()
    counts, _ = county_counts(whole_atlas.view())
    assert reader.frame.evaluate("Object.keys(map_div._atlas.view.tints).length") == len(counts)
    assert reader.map.locator(".atlas-legend h4", has_text="Entries touching a county").count() == 1
    other = Reader(browser, app, is_alone=True).open("/?" + reader.page.url.split("?")[1])
    other.map.locator('.atlas-tint[aria-pressed="true"]').wait_for()
    other.close()
    switch.click()
    reader.map.locator('.atlas-tint[aria-pressed="false"]').wait_for()
    reader.page.wait_for_function("!location.search.includes('tint')")
    assert reader.errors == []
