"""The page as Streamlit runs it: filters, address, language, and what an empty choice shows."""

from __future__ import annotations

import re
from functools import partial

import pytest

from pages import _table_pages
from tests.conftest import the_list


@pytest.fixture
def opened(open_page):
    """Return a function: query → the page after its first run there."""
    return partial(open_page, "map")


def shown(app):
    """Return everything that the page wrote as HTML."""
    return " ".join(element.proto.body for element in app.get("html"))


def count(app):
    """Return how many projects the page says that there are."""
    return int(re.search(r"role='status'><span><b>(\d+)</b>", shown(app))[1])


def places_asked_for(app):
    """Return the places in the address; a test app gives a single one as text."""
    values = app.query_params["place"]
    return [values] if isinstance(values, str) else values


def sound(app):
    return not app.exception and not app.error


@pytest.fixture
def app(opened):
    return opened()


@pytest.fixture(scope="module")
def total(atlas):
    return len(atlas.projects)


def test_the_page_opens_with_every_project(app, total):
    assert sound(app)
    assert not app.warning
    assert count(app) == total
    assert len(app.dataframe[0].value) == total


def test_a_city_narrows_the_count_and_stands_in_the_address(app, total):
    the_list(app, "city").set_value(["140300"]).run()
    assert sound(app)
    assert 0 < count(app) < total
    assert len(app.dataframe[0].value) == count(app)
    assert places_asked_for(app) == ["140300"]


def test_a_county_takes_the_place_of_its_city(app):
    the_list(app, "city").set_value(["140700"]).run()
    city = count(app)
    the_list(app, "county").set_value(["140702"]).run()
    assert sound(app)
    assert count(app) < city
    assert places_asked_for(app) == ["140702"]


def test_another_city_drops_a_county_that_does_not_lie_in_it(app):
    the_list(app, "city").set_value(["140700"]).run()
    the_list(app, "county").set_value(["140702"]).run()
    the_list(app, "city").set_value(["140100"]).run()
    assert sound(app)
    assert the_list(app, "county").value == []
    assert places_asked_for(app) == ["140100"]


def test_a_group_narrows_the_types_on_offer(app):
    the_list(app, "group").set_value(["rail"]).run()
    assert sound(app)
    assert len(the_list(app, "type").options) == 3


@pytest.mark.parametrize(("key", "value"), [("q", "lcdj"), ("cross", True), ("status", ["suspended"])])
def test_each_widget_narrows_the_count(app, key, value, total):
    widget = {"q": app.text_input, "cross": app.toggle, "status": app.multiselect}[key]
    widget(key=key).set_value(value).run()
    assert sound(app)
    assert 0 < count(app) < total


def test_an_address_sets_the_filters(opened):
    app = opened(place="140702", group="road", q="高速")
    assert sound(app)
    assert the_list(app, "county").value == ["140702"]
    assert the_list(app, "group").value == ["road"]
    assert app.session_state["q"] == "高速"


@pytest.mark.parametrize("name", ["place", "group", "type", "status", "project"])
def test_nonsense_in_the_address_is_named_and_left_out(opened, name, total):
    app = opened(**{name: "nonsense"})
    assert sound(app)
    assert [f"{name}=nonsense" in warning.value for warning in app.warning] == [True]
    assert count(app) == total


def test_an_unknown_language_falls_back_to_chinese(opened):
    assert "山西中部城市群" in shown(opened(lang="xx"))


def test_the_page_speaks_english_when_the_address_asks_for_it(opened):
    app = opened(lang="en")
    assert sound(app)
    assert "Central Shanxi Atlas" in shown(app)
    assert the_list(app, "city").label == "City"
    assert "Stage" in app.dataframe[0].value.columns


def test_the_language_can_be_changed_and_keeps_the_filters(opened):
    app = opened(status="suspended")
    app.session_state["lang"] = "en"
    app.run()
    assert sound(app)
    assert "Central Shanxi Atlas" in shown(app)
    assert count(app) == 1


def test_a_project_in_the_address_is_shown_in_full(opened):
    app = opened(project="longcheng-street", lang="en")
    assert sound(app)
    assert "lines 31–33" in shown(app)
    app.button(key="close").click().run()
    assert sound(app)
    assert "lines 31–33" not in shown(app)
    assert "project" not in app.query_params


def test_an_empty_choice_says_so_and_one_button_brings_all_back(opened, total):
    app = opened(q="zzzz", lang="en")
    assert sound(app)
    assert count(app) == 0
    assert "No projects match these filters" in shown(app)
    app.button(key="clear_empty").click().run()
    assert sound(app)
    assert count(app) == total
    assert app.session_state["q"] == ""


def test_a_long_table_shows_a_page_of_its_rows_and_goes_to_the_project_that_is_chosen(opened, total, monkeypatch):
    monkeypatch.setattr(_table_pages, "PAGED_FROM", 60)
    monkeypatch.setattr(_table_pages, "ROWS", 50)
    app = opened()
    first = list(app.dataframe[0].value["项目"])
    assert len(first) == 50
    assert f"第 1–50 项，共 {total} 项" in shown(app)
    app.pagination(key="table_page").set_value(2).run()
    second = list(app.dataframe[0].value["项目"])
    assert sound(app)
    assert len(second) == 50
    assert set(first).isdisjoint(second)
    app = opened(project="xiongxin-hsr")
    assert any("雄忻" in name for name in app.dataframe[0].value["项目"])
    app.multiselect(key="status").select("suspended").run()
    assert len(app.dataframe[0].value) == count(app) <= 60


def test_the_list_for_paper_does_not_travel_with_the_page(opened):
    places = [one.proto.body for one in opened().get("html") if "atlas-on-paper" in one.proto.body]
    assert places == ["<div class='atlas-on-paper' data-table='map'></div>"]
