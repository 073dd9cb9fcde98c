from __future__ import annotations

import re

import pytest
from reading import Reader

from tests.conftest import IS_SWEEP

OPENED = [("zh", "laptop"), ("en", "laptop"), ("en", "desk"), ("en", "phone")]
OPENED += IS_SWEEP * [("zh", "desk"), ("zh", "phone")]  # these two are opened by the tests of every page, too


@pytest.fixture(scope="module", params=OPENED, ids="-".join)
def opened(request, app, browser):
    """The map of every project, opened once in a language at a size: for tests that look."""
    lang, size = request.param
    reader = Reader(browser, app, size).open(f"/?lang={lang}")
    yield reader
    reader.close()


def test_the_map_opens_at_every_size_in_both_languages_and_nothing_leaves_the_machine(opened):
    assert opened.count() > 90
    assert opened.map.locator(".atlas-site").count() > 40
    assert opened.outside == []
    assert opened.errors == []


def test_the_whole_cluster_lies_beside_the_legend(opened):
    opened.frame.wait_for_function(
        """() => {
          const { map, home, legendBox } = map_div._atlas, at = (point) => map.latLngToContainerPoint(point);
          const east = at(home.getNorthEast()), west = at(home.getSouthWest());
          const isOpen = !legendBox.classList.contains('is-closed');
          const width = map.getSize().x - (isOpen ? legendBox.offsetWidth : 0);
          return west.x >= 0 && east.y >= 0 && west.y <= map.getSize().y && east.x <= width;
        }"""
    )


def test_no_word_of_the_legend_is_clipped(opened):
    if opened.map.locator(".atlas-legend.is-closed").count():
        opened.map.locator(".atlas-legend-title").click()
    clipped = opened.frame.evaluate(
        """() => [...document.querySelectorAll('.atlas-legend-row span, .atlas-legend h4, .atlas-legend-title')]
          .filter((n) => n.scrollWidth > n.clientWidth + 1 && getComputedStyle(n).display !== 'inline')
          .concat([...document.querySelectorAll('.atlas-legend')].filter((n) => n.scrollWidth > n.clientWidth + 1))
          .map((n) => n.textContent)"""
    )
    assert clipped == []


def test_a_filter_narrows_the_map_without_fetching_geometry_again_and_keeps_the_view(reader):
    reader.open()
    reader.frame.evaluate("void map_div.setView([37.7, 112.7], 9, {animate: false})")
    before, fetched = reader.map_view(), len([u for u in reader.requested if u.endswith(".json")])
    symbols = reader.map.locator(".atlas-site").count()
    reader.page.get_by_label("搜索").fill("高速公路")
    reader.page.wait_for_function("document.querySelector('.atlas-counts b')?.textContent < 20")
    reader.frame.wait_for_function("n => document.querySelectorAll('.atlas-site').length < n", arg=symbols)
    assert reader.map_view() == pytest.approx(before)
    assert len([u for u in reader.requested if u.endswith(".json")]) == fetched


def test_the_pointer_is_told_where_the_later_evidence_is_not_what_the_texts_say(reader):
    reader.open("/?q=%E8%A5%BF%E5%8C%97%E4%BA%8C%E7%8E%AF&lang=en")  # 西北二环
    reader.wait_for_count(1)
    reader.frame.wait_for_function("map_div._atlas.stops.projects.length === 1")
    reader.frame.evaluate("map_div._atlas.stops.projects[0].tell()")
    told = reader.map.locator(".atlas-tip").text_content() or ""
    assert "Text of May 2023: under construction · later: in use, 9 December 2024, Shanxi Daily" in told


def test_panning_and_zooming_run_nothing_on_the_server(reader):
    reader.open()
    reader.page.evaluate(
        "window.runs = 0; new MutationObserver(() => window.runs++).observe(document.querySelector('.atlas-counts'), {childList: true, subtree: true})"
    )
    running = reader.page.locator('[data-testid="stStatusWidget"]')
    reader.frame.evaluate("map_div.panBy([120, 40], {animate: false}); map_div.setZoom(9, {animate: false}); null")
    reader.page.wait_for_timeout(900)
    assert running.count() == 0
    assert reader.page.evaluate("window.runs") == 0


def test_a_click_on_a_symbol_tells_what_was_promised_when_and_in_which_lines(reader):
    reader.open("/?q=%E7%AE%95%E5%B1%B1")  # 箕山
    reader.wait_for_count(1)
    reader.frame.wait_for_function("document.querySelectorAll('.atlas-site').length === 1")
    reader.map.locator(".atlas-site").first.click()
    card = reader.page.locator(".atlas-card")
    card.wait_for()
    assert "箕山140万千瓦抽水蓄能" in (card.text_content() or "")
    assert re.search(r"2026年1月.*推进中.*第15行", card.text_content() or "")
    reader.page.wait_for_url(re.compile("project=jishan-pumped-storage"))


def test_a_click_on_a_line_opens_it_and_selects_its_row(reader):
    reader.open("/?type=high_speed_rail")
    reader.wait_for_count(3)
    reader.frame.wait_for_function("Object.keys(map_div._atlas.byProject).length === 3")
    at = reader.frame.evaluate(
        "(() => { const l = map_div._atlas.byProject['xiongxin-hsr'][0].layers[0].getLatLngs();"
        " const a = l[1], b = l[2], p = map_div.latLngToContainerPoint([(a.lat + b.lat) / 2, (a.lng + b.lng) / 2]); return [p.x, p.y]; })()"
    )
    reader.map.locator("#map_div").click(position={"x": at[0], "y": at[1]})
    reader.page.locator(".atlas-card h2", has_text="雄安—忻州").wait_for()
    reader.page.wait_for_url(re.compile("project=xiongxin-hsr"))


def test_a_row_of_the_table_is_shown_on_the_map_and_opened(reader):
    reader.open("/?type=airport")
    reader.wait_for_count(1)
    table = reader.page.locator('[data-testid="stDataFrame"]')
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    reader.page.mouse.click(box["x"] + 18, box["y"] + 52)
    reader.page.locator(".atlas-card h2", has_text="太原机场三期改扩建").wait_for()
    reader.map.locator(".atlas-site.is-selected").wait_for()


def test_an_empty_result_says_so_and_offers_to_clear_the_filters(reader):
    reader.open()
    total = reader.count()
    reader.page.get_by_label("搜索").fill("没有这样的项目")
    reader.wait_for_count(0)
    reader.page.get_by_role("heading", name="没有符合条件的项目").wait_for()
    reader.map.locator(".atlas-notice", has_text="没有符合条件的项目").wait_for()
    reader.page.get_by_role("button", name="清除筛选").last.click()
    reader.wait_for_count(total)


def test_a_copied_address_opens_the_same_view_and_nonsense_in_it_is_named(app, browser, reader):
    reader.open("/?place=140700&status=advancing&place=nowhere&lang=en")
    reader.page.get_by_text("place=nowhere").wait_for()
    count = reader.count()
    assert 0 < count < 104
    other = Reader(browser, app, is_alone=True).open("/?" + reader.page.url.split("?")[1])
    assert other.count() == count
    other.close()


def test_the_language_switches_in_place_and_keeps_the_filters_and_the_frame(reader):
    reader.open("/?place=140300")
    count = reader.count()
    reader.frame.evaluate("window.sameFrame = true")
    reader.page.get_by_text("English").click()
    reader.page.locator("h1", has_text="Central Shanxi Atlas").wait_for()
    assert reader.count() == count
    reader.map.locator(".atlas-legend-title", has_text="Legend").wait_for()
    assert reader.frame.evaluate("window.sameFrame") is True


def test_the_picture_is_made_on_the_server_and_is_a_png_of_a4_at_300_dpi(reader, tmp_path):
    reader.open("/?place=140700&type=expressway")
    with reader.page.expect_download(timeout=60_000) as download:
        reader.page.get_by_role("button", name="制图 PNG").click()
    picture = tmp_path / "sheet.png"
    download.value.save_as(picture)
    head = picture.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (3508, 2480)


def test_the_web_page_opens_from_a_disk_without_a_network(reader, tmp_path, browser):
    reader.open("/?place=140700")
    count = reader.count()
    with reader.page.expect_download(timeout=60_000) as download:
        reader.page.get_by_role("button", name="离线网页").click()
    saved = tmp_path / "atlas.html"
    download.value.save_as(saved)
    context = browser.new_context()
    page, asked, errors = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(saved.as_uri())
    page.wait_for_function("window.atlasShown > 0")
    assert page.evaluate("Object.keys(map_div._atlas.byProject).length") == count
    page.locator(".atlas-site").first.click()
    page.locator(".leaflet-popup .atlas-report").first.wait_for()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []
    context.close()


@pytest.mark.parametrize("turn", range(3 if IS_SWEEP else 1))
def test_the_first_extent_is_beside_the_legend_each_time(reader, turn):
    reader.open("/?q=%E7%AE%95%E5%B1%B1")
    site, legend = (reader.map.locator(name).first.bounding_box() for name in (".atlas-site", ".atlas-legend"))
    assert site["x"] + site["width"] < legend["x"], f"opening {turn}: the legend covers the only project"


@pytest.mark.parametrize("missing", ["projects", "main"])
def test_a_map_that_cannot_be_loaded_says_so_in_both_languages(app, browser, missing):
    reader = Reader(browser, app, is_alone=True)
    reader.page.route(re.compile(rf"/{missing}\.[0-9a-f]{{12}}\.js(on)?$"), lambda route: route.abort())
    reader.page.goto(f"{app}/")
    notice = reader.map.locator(".atlas-notice", has_text="地图未能载入")
    notice.wait_for()
    assert notice.count() == 1
    assert "The map could not be loaded" in (notice.text_content() or "")
    reader.close()
