"""Every page, in both languages, at three sizes, with the network cut off: it opens, and nothing goes wrong."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from reading import SIZES, Reader

PAGES = ["", "projects", "cities", "cooperation", "strategy", "timeline", "indicators", "snapshot", "data"]
SERIOUS = {"serious", "critical"}
NOT_OURS = {
    # Streamlit's own widgets, which the atlas cannot reach into.
    "iframe",
    '[data-testid="stDataFrame"]',
    '[data-baseweb="select"]',
    '[data-testid="stSidebarCollapseButton"]',
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_an_outside_request_an_exception_or_a_console_error(app, browser, page, lang, size):
    reader = Reader(browser, app, size)
    reader.page.goto(f"{app}/{page}?lang={lang}")
    reader.settle()
    heading = reader.page.locator("h1")
    assert heading.count() == 1
    assert heading.text_content()
    assert reader.page.get_by_test_id("stException").count() == 0
    assert reader.page.get_by_test_id("stAlertContentError").count() == 0
    assert reader.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert reader.outside == []
    assert reader.errors == []
    reader.context.close()


@pytest.mark.parametrize("page", PAGES)
def test_axe_core_finds_nothing_serious(app, browser, page):
    reader = Reader(browser, app)
    reader.page.goto(f"{app}/{page}")
    reader.settle()
    found = Axe().run(reader.page, options={"resultTypes": ["violations"]}).response["violations"]
    ours = [
        f"{problem['id']}: {node['target']}"
        for problem in found
        if problem["impact"] in SERIOUS
        for node in problem["nodes"]
        if not any(other in str(node["target"]) or other in node["html"] for other in NOT_OURS)
    ]
    assert ours == []
    reader.context.close()


@pytest.mark.parametrize("page", PAGES)
def test_the_title_of_the_browser_follows_page_and_language(app, browser, page):
    reader = Reader(browser, app)
    titles = []
    for lang in ("zh", "en"):
        reader.page.goto(f"{app}/{page}?lang={lang}")
        reader.settle()
        titles.append(reader.page.title())
    assert "山西中部城市群一体化地图" in titles[0]
    assert "Central Shanxi Atlas" in titles[1]
    reader.context.close()
