"""No click and no letter is lost, however fast the hand and however slow the server; the address says what is chosen."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from reading import Reader, running

from tests.conftest import TIMES

GAPS_MS = (80, 100, 150, 250, 400, 600)
SLOW = Path(__file__).resolve().parent / "slow" / "app.py"
FIVE = 5
CLICK = """(id) => void map_div._atlas.group.fire('click', {latlng: map_div.getCenter(), layer: {toGeoJSON: () =>
  ({type: 'Feature', geometry: null, properties: {project_id: id, clicked_at: Date.now()}})}})"""
LISTS = [
    ("阶段", "status"),
    ("县区与片区", "place"),
    ("大类", "group"),
    ("城市", "place"),
    ("项目类型", "type"),
    ("位置精度", "precision"),
    ("性质", "kind"),
]

pytestmark = pytest.mark.always


@pytest.fixture(scope="module", params=["fast", "slow"] if TIMES else ["slow"])
def server(request, app):
    if request.param == "fast":
        yield app
    else:
        with running(SLOW) as slow:
            yield slow


@pytest.fixture
def visitor(server, browser):
    opened = Reader(browser, server)
    yield opened
    opened.close()


def query(reader):
    return parse_qs(urlsplit(reader.page.url).query)


def at_rest(reader):
    """Wait until no run is going on and the address has not changed for a while."""
    last = ""
    for _ in range(60):
        reader.page.wait_for_timeout(400)
        state = reader.page.locator('[data-testid="stApp"]').get_attribute("data-test-script-state")
        if state == "notRunning" and reader.page.url == last:
            return
        last = reader.page.url
    pytest.fail("the page never came to rest")


gaps = pytest.mark.parametrize("gap", GAPS_MS * TIMES or GAPS_MS[1:2])


def choose_five(reader, label, gap):
    """Click the first five options of a list as fast as the gap says; return the names that the widget then holds."""
    widget = reader.page.get_by_test_id("stMultiSelect").filter(has_text=label).first
    widget.locator("input").click()
    options = reader.page.get_by_role("option")
    options.first.wait_for()
    names = [name for name in options.all_text_contents() if name not in ("Select all", "全选")][:FIVE]
    for name in names:
        reader.page.get_by_role("option", name=name, exact=True).click(no_wait_after=True)
        reader.page.wait_for_timeout(gap)
    reader.page.keyboard.press("Escape")
    at_rest(reader)
    return names, widget.locator(".react-aria-ComboBox [data-tag]").all_text_contents()


@pytest.mark.parametrize(("label", "name"), LISTS if TIMES else LISTS[1:2])
@gaps
def test_every_choice_of_a_list_is_kept(visitor, label, name, gap):
    visitor.open()
    names, held = choose_five(visitor, label, gap)
    assert len(names) >= FIVE - 1
    assert len(held) == len(names)
    assert len(query(visitor)[name]) == len(names)
    assert visitor.errors == []


@gaps
def test_every_letter_of_a_search_is_kept(visitor, gap):
    visitor.open()
    box = visitor.page.get_by_label("搜索").first
    box.press_sequentially("longcheng", delay=gap)
    at_rest(visitor)
    assert box.input_value() == "longcheng"
    assert query(visitor)["q"] == ["longcheng"]


@gaps
def test_every_click_on_a_facet_of_the_register_is_kept(visitor, gap):
    visitor.page.goto(f"{visitor.address}/projects")
    visitor.settle()
    chips = visitor.page.locator('[class*="st-key-facet_status"] button')
    chips.first.wait_for()
    for number in range(FIVE):
        chips.nth(number).click(no_wait_after=True)
        visitor.page.wait_for_timeout(gap)
    at_rest(visitor)
    assert len(query(visitor)["status"]) == FIVE


@gaps
def test_a_switch_pressed_five_times_is_on(visitor, gap):
    visitor.open()
    for _ in range(FIVE):
        visitor.page.get_by_text("只看跨市项目").click(no_wait_after=True)
        visitor.page.wait_for_timeout(gap)
    at_rest(visitor)
    assert query(visitor).get("cross") == ["1"]


def test_back_after_fast_choices_leads_through_them(visitor):
    visitor.open()
    choose_five(visitor, "阶段", 600)
    visitor.page.go_back()
    at_rest(visitor)
    kept = query(visitor).get("status", [])
    assert len(kept) < FIVE
    tags = (
        visitor.page.get_by_test_id("stMultiSelect").filter(has_text="阶段").locator(".react-aria-ComboBox [data-tag]")
    )
    assert tags.count() == len(kept)
    visitor.page.go_forward()
    visitor.page.wait_for_url(re.compile("status"))
    at_rest(visitor)
    assert len(query(visitor)["status"]) == FIVE


def test_a_click_on_the_map_while_the_run_of_the_last_one_goes_on_is_kept(visitor):
    """The table that the last click made reports its tick along with the next click, and does not undo that."""
    visitor.open()
    at_rest(visitor)
    for number, project in enumerate(["taiyuan-airport-phase3", "xiongxin-hsr", "jinzhong-5g", "longcheng-street"] * 3):
        visitor.frame.evaluate(CLICK, project)
        visitor.frame.wait_for_function("id => map_div._atlas.lastSelected === id", arg=project, timeout=10_000)
        visitor.page.wait_for_timeout(70 * number)
    at_rest(visitor)
    assert query(visitor)["project"] == ["longcheng-street"]


@gaps
def test_every_row_of_the_legend_that_is_pressed_is_kept(visitor, gap):
    visitor.open()
    rows = visitor.map.locator("button[data-switch^='group']")
    for number in range(FIVE):
        rows.nth(number).click(no_wait_after=True)
        visitor.page.wait_for_timeout(gap)
    visitor.frame.wait_for_function("!map_div._atlas.acts.open.length", timeout=20_000)
    at_rest(visitor)
    assert len(query(visitor)["group"]) == FIVE
    assert visitor.frame.evaluate("map_div._atlas.choice.group") == query(visitor)["group"]
