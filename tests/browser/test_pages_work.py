"""What the other pages promise, done as a reader does it."""

from __future__ import annotations

import re

from reading import Reader

LAT_LON_YANGQUAN = [37.95, 113.55]


def opened(reader, path):
    reader.page.goto(reader.address + path)
    return reader.settle()


def map_ready(reader):
    reader.map.locator(".atlas-label").first.wait_for(state="attached")
    reader.frame.wait_for_function("window.atlasShown > 0")


def click_at(reader, lat_lon):
    x, y = reader.frame.evaluate(
        "([lat, lon]) => { const p = map_div.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }", lat_lon
    )
    reader.map.locator("#map_div").click(position={"x": x, "y": y})


def test_a_click_on_a_city_opens_its_profile(reader):
    opened(reader, "/cities")
    map_ready(reader)
    click_at(reader, LAT_LON_YANGQUAN)
    reader.page.wait_for_url(re.compile("place=140300"))
    reader.page.get_by_text("返回五市对照").wait_for()
    assert reader.errors == []


def test_the_cities_are_coloured_anew_by_what_is_chosen(reader):
    opened(reader, "/cities")
    map_ready(reader)
    before = reader.map.locator(".atlas-legend").inner_text()
    reader.page.get_by_test_id("stButtonGroup").get_by_text("产业", exact=True).click()
    reader.page.wait_for_url(re.compile("by=industries"))
    reader.frame.wait_for_function("t => document.querySelector('.atlas-legend').innerText !== t", arg=before)


def test_a_number_in_the_matrix_narrows_the_list_and_back_widens_it(reader):
    opened(reader, "/cooperation")
    heading = reader.page.locator(".atlas-head[role='status']")
    everything = int(re.search(r"(\d+)项", heading.inner_text())[1])
    cell = reader.page.locator(".atlas-matrix td a.atlas-cell").first
    wanted = int(cell.inner_text())
    assert 0 < wanted < everything
    cell.click()
    reader.page.wait_for_url(re.compile("pair="))
    heading.filter(has_text=f"{wanted}项").wait_for()
    reader.page.go_back()
    heading.filter(has_text=f"{everything}项").wait_for()


def test_a_day_of_the_timeline_shows_what_was_known_then(reader):
    opened(reader, "/timeline")
    reader.page.get_by_text("2023年5月", exact=True).first.click()
    reader.page.wait_for_url(re.compile("day=2023-05-31"))
    reader.page.wait_for_function("parseInt(document.querySelector('.atlas-counts b').textContent) < 100")
    assert reader.errors == []


def test_a_sheet_is_seen_before_it_is_taken_and_comes_as_pdf(reader, tmp_path):
    opened(reader, "/snapshot?place=140300")
    reader.page.get_by_test_id("stImage").locator("img").first.wait_for()
    with reader.page.expect_download() as started:
        reader.page.get_by_role("button", name="PDF").last.click()
    path = tmp_path / "sheet.pdf"
    started.value.save_as(path)
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_link_to_a_project_keeps_the_session(reader):
    opened(reader, "/strategy")
    reader.page.evaluate("window.stillHere = true")
    link = reader.page.locator("a.atlas-link[href*='project=']").first
    name = link.inner_text()
    link.click()
    reader.page.wait_for_url(re.compile("/projects"))
    reader.page.locator("h1").filter(has_text=name[:6]).wait_for()
    assert reader.page.evaluate("window.stillHere") is True


def test_the_pages_follow_a_dark_system(app, browser):
    reader = Reader(browser, app)
    reader.page.emulate_media(color_scheme="dark")
    opened(reader, "/strategy")
    ground = reader.page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    ink = reader.page.evaluate("getComputedStyle(document.querySelector('.atlas-brand')).color")
    assert ground == "rgb(24, 28, 32)"
    assert ink == "rgb(233, 229, 219)"
    reader.close()
