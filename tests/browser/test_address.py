"""One address: what is copied opens again, and the browser's own back and forward lead through it."""

from __future__ import annotations

import re

import pytest
from reading import PAGES, Reader, running

from tests.conftest import IS_SWEEP


def address(reader):
    return reader.page.evaluate("location.pathname + location.search")


def test_a_page_is_entered_with_the_filters_of_the_last_and_back_and_forward_lead_between_them(reader):
    reader.open("/?place=140300")
    before = reader.count()
    reader.page.get_by_role("link", name="数据", exact=True).click()
    reader.page.wait_for_url(re.compile(r"/data\?.*place=140300"))
    reader.settle()  # Streamlit writes the address of a page when its run begins, also where the reader is gone by then
    reader.page.go_back()
    reader.page.wait_for_url(re.compile(r"/\?place=140300$"))
    reader.wait_for_count(before)
    reader.settle()
    reader.page.go_forward()
    reader.page.wait_for_url(re.compile(r"/data\?.*place=140300"))
    assert reader.errors == []


def test_back_takes_a_filter_away_and_forward_brings_it_again(reader):
    reader.open()
    everything = reader.count()
    reader.page.get_by_text("只看跨市项目").click()
    reader.page.wait_for_url(re.compile("cross=1"))
    reader.page.wait_for_function(
        "n => document.querySelector('.atlas-counts b').textContent != n", arg=str(everything)
    )
    crossing = reader.count()
    reader.page.go_back()
    reader.wait_for_count(everything)
    reader.page.go_forward()
    reader.wait_for_count(crossing)


def test_moving_the_map_is_written_into_the_address_and_opens_again_elsewhere(app, browser, reader):
    reader.open()
    reader.page.mouse.move(600, 400)
    reader.frame.locator("#map_div").hover(position={"x": 300, "y": 300})
    reader.page.mouse.wheel(0, -400)
    reader.page.wait_for_url(re.compile(r"view=\d+\.\d+,\d+\.\d+,\d"))
    reader.page.wait_for_timeout(600)
    copied, seen = address(reader), reader.map_view()
    other = Reader(browser, app, is_alone=True).open(copied)
    assert other.map_view() == pytest.approx(seen, abs=0.02)
    other.close()


def test_the_view_stays_in_the_address_when_a_filter_changes(reader):
    reader.open("/?view=37.6,112.7,9.5")
    assert reader.map_view() == pytest.approx([9.5, 37.6, 112.7], abs=0.02)
    reader.page.get_by_text("只看跨市项目").click()
    reader.page.wait_for_url(re.compile("cross=1"))
    assert "view=37.6" in address(reader).replace("%2C", ",")
    assert reader.map_view() == pytest.approx([9.5, 37.6, 112.7], abs=0.02)


@pytest.mark.parametrize("page", PAGES if IS_SWEEP else (PAGES[0], PAGES[-1]))
def test_nonsense_in_an_address_is_dropped_and_named_on_every_page(app, browser, page):
    reader = Reader(browser, app)
    reader.page.goto(f"{app}/{page}?lang=zz&place=999999&day=yesterday&view=1,2&project=none&cross=9&nonsense=1")
    alert = reader.page.get_by_test_id("stAlert")
    alert.wait_for()
    told = alert.text_content() or ""
    assert "999999" in told
    assert "lang=zz" in told
    assert "nonsense" in told
    reader.page.wait_for_timeout(300)
    assert reader.errors == []
    reader.close()


def test_the_share_button_gives_the_address_and_its_qr_code(reader):
    reader.open("/?place=140300&view=37.9,113.5,9")
    reader.page.get_by_role("button", name="分享").click()
    reader.page.locator(".atlas-qr").wait_for()
    shown = reader.page.get_by_test_id("stCode").text_content() or ""
    assert "place=140300" in shown
    assert re.search(r"view=37\.90*,113\.50*,9", shown)


def test_the_first_visitor_after_a_start_may_come_for_any_page(browser):
    with running() as fresh:
        reader = Reader(browser, fresh)
        reader.page.goto(f"{fresh}/strategy?lang=en")
        reader.settle()
        assert reader.page.get_by_test_id("stException").count() == 0
        assert "Strategy" in reader.page.title()
        reader.close()
