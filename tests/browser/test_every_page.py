"""Every page, in both languages, at three sizes, with the network cut off: it opens, and nothing goes wrong."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from reading import PAGES, SIZES, Reader

from tests.conftest import IS_SWEEP

SERIOUS = {"serious", "critical"}
NOT_OURS = {
    # Streamlit's own widgets, which the atlas cannot reach into.
    "iframe",
    '[data-testid="stDataFrame"]',
    '[data-baseweb="select"]',
    '[data-testid="stSidebarCollapseButton"]',
}


BY_LANG = {"zh": "山西中部城市群一体化地图", "en": "Central Shanxi Atlas"}


def assert_sound(reader):
    heading = reader.page.locator("h1")
    assert heading.count() == 1
    assert heading.text_content()
    assert reader.page.get_by_test_id("stException").count() == 0
    assert reader.page.get_by_test_id("stAlertContentError").count() == 0
    assert reader.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert reader.outside == []
    assert reader.errors == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_sound_in_the_other_language_too_and_at_both_sizes(app, browser, page):
    reader = Reader(browser, app, "laptop")
    reader.page.goto(f"{app}/{page}")
    reader.settle()
    assert_sound(reader)
    assert BY_LANG["zh"] in reader.page.title()
    assert serious_faults(reader.page) == []
    reader.page.get_by_test_id("stApp").get_by_text("English", exact=True).click()
    reader.page.wait_for_url(re.compile("lang=en"))
    reader.page.wait_for_function("title => document.title.includes(title)", arg=BY_LANG["en"])
    reader.settle()
    assert_sound(reader)
    width, height = SIZES["desk"]
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.settle()
    assert_sound(reader)
    reader.close()


@pytest.mark.parametrize("lang", BY_LANG if IS_SWEEP else ["en"])
@pytest.mark.parametrize("page", PAGES if IS_SWEEP else PAGES[1:2])
def test_a_page_opens_without_an_outside_request_an_exception_or_a_console_error(app, browser, page, lang):
    reader = Reader(browser, app, "laptop")
    reader.page.goto(f"{app}/{page}?lang={lang}")
    reader.settle()
    assert_sound(reader)
    assert BY_LANG[lang] in reader.page.title()
    if lang == "zh":
        assert serious_faults(reader.page) == []
    width, height = SIZES["desk"]
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.settle()
    assert_sound(reader)
    reader.close()


@pytest.mark.parametrize("lang", BY_LANG if IS_SWEEP else ["zh"])
@pytest.mark.parametrize("page", PAGES if IS_SWEEP else ["timeline", "snapshot"])
def test_a_page_opens_on_a_phone(app, browser, page, lang):
    reader = Reader(browser, app, "phone")
    reader.page.goto(f"{app}/{page}?lang={lang}")
    reader.settle()
    assert_sound(reader)
    reader.close()


def serious_faults(page):
    """Return what axe-core finds of serious faults, but for those of Streamlit's own widgets."""
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{problem['id']}: {node['target']}"
        for problem in violations
        if problem["impact"] in SERIOUS
        for node in problem["nodes"]
        if not any(other in str(node["target"]) or other in node["html"] for other in NOT_OURS)
    ]
