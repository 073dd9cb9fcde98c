"""Links are links: to every page, from every page, in this tab and in a new one; what is shared is what is shown."""

from __future__ import annotations

import re

import pytest
from reading import PAGES, Reader

from tests.conftest import IS_SWEEP

pytestmark = pytest.mark.always


@pytest.mark.parametrize("page", PAGES if IS_SWEEP else PAGES[:2])
def test_every_link_of_the_bar_leads_where_it_says_from_every_page(app, browser, page):
    reader = Reader(browser, app)
    reader.page.goto(f"{app}/{page}?place=140300")
    links = reader.page.locator(".atlas-bar-of-pages a")
    links.nth(8).wait_for()
    addresses = links.evaluate_all("links => links.map(link => link.href)")
    assert addresses == [f"{app}/{path}?place=140300" for path in PAGES]
    assert links.evaluate_all("links => links.map(link => link.getAttribute('aria-current'))") == [
        "page" if path == page else None for path in PAGES
    ]
    reader.close()


NEW_TABS = [("projects", "ctrl"), ("projects?project=xiongxin-hsr", "middle"), ("", "ctrl")] + IS_SWEEP * [
    ("projects", "middle"),
    ("projects?project=xiongxin-hsr", "ctrl"),
    ("", "middle"),
]
"""A page, and how its link is clicked: with the key held down, or with the middle button."""


@pytest.mark.parametrize(("page", "press"), NEW_TABS)
def test_a_new_tab_opens_at_the_right_address(app, browser, page, press):
    reader = Reader(browser, app)
    reader.page.goto(f"{app}/{page}")
    link = reader.page.get_by_role("link", name="总览", exact=True)
    link.wait_for()
    wanted = link.evaluate("link => link.href")
    with reader.context.expect_page() as opened:
        link.click(**({"modifiers": ["Control"]} if press == "ctrl" else {"button": "middle"}))
    tab = opened.value
    tab.wait_for_url(wanted)
    tab.locator(".atlas-counts b").first.wait_for()
    assert tab.url.startswith(f"{app}/?") or tab.url == f"{app}/"
    tab.close()
    reader.close()


def moved(reader):
    reader.open("/?place=140300")
    reader.frame.locator("#map_div").hover(position={"x": 300, "y": 300})
    reader.page.mouse.wheel(0, -500)
    reader.page.wait_for_url(re.compile(r"view=\d+\.\d+,\d+\.\d+,\d"))
    reader.page.wait_for_timeout(700)
    return re.search(r"view=([^&]+)", reader.page.url.replace("%2C", ","))[1]


def test_what_is_shared_holds_the_view_of_the_map_as_it_stands(reader):
    view = moved(reader)
    reader.page.get_by_role("button", name="分享").click()
    reader.page.locator(".atlas-qr").wait_for()
    shared = reader.page.get_by_test_id("stCode").text_content() or ""
    assert f"view={view}" in shared
    assert "place=140300" in shared
    assert "本机地址" in (reader.page.get_by_test_id("stPopoverBody").text_content() or "")


def test_the_page_of_sheets_takes_the_view_of_the_map_along_in_this_tab_and_in_a_new_one(reader):
    view = moved(reader)
    link = reader.page.get_by_role("link", name="出图", exact=True)
    with reader.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    opened.value.wait_for_url(re.compile("snapshot"))  # a new tab is blank until its page is on its way
    assert f"view={view}" in opened.value.url.replace("%2C", ",")
    opened.value.close()
    link.click()
    reader.page.wait_for_url(re.compile("snapshot"))
    assert f"view={view}" in reader.page.url.replace("%2C", ",")
    reader.settle()
    reader.page.get_by_role("button", name="分享").click()
    reader.page.locator(".atlas-qr").wait_for()
    assert f"view={view}" in (reader.page.get_by_test_id("stCode").text_content() or "")


def test_the_view_stays_when_something_on_the_map_page_is_chosen_after_a_move(reader):
    view = moved(reader)
    reader.page.get_by_text("只看跨市项目").click()
    reader.page.wait_for_url(re.compile("cross=1"))
    reader.page.wait_for_timeout(600)
    assert f"view={view}" in reader.page.url.replace("%2C", ",")
