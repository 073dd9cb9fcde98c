"""The sidebar: every filter of the registry, and one made up here, has its widget, and its value stands in the address."""

from __future__ import annotations

import pytest

from geo.atlas.filters import FILTERS, Filter
from pages._filters import KEYS
from tests.conftest import the_list

MADE_UP = {
    entry.name: entry
    for entry in (
        Filter(
            "work_type",
            "choices",
            "table.type",
            column="work_type",
            choices=lambda atlas, _: sorted(atlas.projects["work_type"].unique()),
            choice_label=lambda _, key, words: f"{words.lang} {key}",
            facet=lambda atlas: sorted(atlas.projects["work_type"].unique()),
        ),
        Filter("contradicted", "switch", "data.named.contradicted", column="is_contradicted"),
    )
}
NAMES = [*FILTERS, *MADE_UP]
DRAWN = "area:37.9,112.4;37.9,112.7;37.6,112.7;37.6,112.4"
SAMPLE = {"switch": ["1"], "search": ["高速"], "day": ["2023-12-31"], "drawn": [DRAWN]}
WITHOUT_WIDGET = ("day", "drawn")
"""Kinds that are chosen elsewhere: the sidebar only lets them go."""


@pytest.fixture(autouse=True)
def _two_filters_more(monkeypatch):
    for name, entry in MADE_UP.items():
        monkeypatch.setitem(FILTERS, name, entry)


def asked_for(app, name):
    values = app.query_params.get(name, [])
    return [values] if isinstance(values, str) else list(values)


def widgets(app):
    kinds = (app.multiselect, app.toggle, app.text_input, app.get("button_group"))
    return {widget.key: widget for kind in kinds for widget in kind}


def value_of(name, atlas):
    entry = FILTERS[name]
    ids = atlas.city_ids if name == "place" else list(entry.choices(atlas, None)) if entry.kind == "choices" else []
    return list(ids[1:3]) or list(ids) or SAMPLE[entry.kind]


@pytest.mark.no_cover
@pytest.mark.parametrize("name", NAMES)
def test_an_address_sets_the_widget_and_comes_back_out_of_it(open_page, atlas, name):
    value = ["expressway"] if name == "type" else value_of(name, atlas)
    places = {"place": ["140100", "140700"]} if name == "both" else {}
    app = open_page("projects", **{name: value}, **places)
    assert not app.exception
    assert not app.warning
    assert asked_for(app, name) == value
    assert FILTERS[name].kind in WITHOUT_WIDGET or set(KEYS.get(name, (name,))) <= widgets(app).keys()
    assert (len(app.dataframe[0].value) < len(atlas.projects)) is (name != "evidence")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("both", *WITHOUT_WIDGET)])
def test_a_widget_sets_the_address_and_clearing_empties_it(open_page, atlas, name):
    app = open_page("map")
    value = ["expressway"] if name == "type" else value_of(name, atlas)
    held = {"switch": True, "search": value[0]}.get(FILTERS[name].kind, value)
    widgets(app)[KEYS.get(name, (name,))[0]].set_value(held).run()
    assert not app.exception
    assert asked_for(app, name) == value
    next(button for button in app.button if button.label == "清除筛选").click().run()
    assert not app.exception
    assert asked_for(app, name) == []


def test_both_places_is_offered_with_two_places_and_goes_with_them(open_page):
    app = open_page("map", place="140100")
    assert "both" not in widgets(app)
    the_list(app, "city").set_value(["140100", "140700"]).run()
    any_of = len(app.dataframe[0].value)
    app.toggle(key="both").set_value(True).run()
    assert 0 < len(app.dataframe[0].value) < any_of
    assert asked_for(app, "both") == ["1"]
    the_list(app, "city").set_value(["140100"]).run()
    assert not app.exception
    assert asked_for(app, "both") == []
    assert app.session_state["both"] is False


def test_both_for_one_place_is_dropped_from_the_address(open_page):
    app = open_page("map", place="140100", both="1")
    assert not app.exception
    assert asked_for(app, "both") == []


def test_not_yet_built_chooses_the_stages_and_a_second_press_clears_them(open_page, atlas):
    app = open_page("map")
    unbuilt = [s for s in atlas.statuses.index if s not in ("completed", "operating")]

    def press(value):
        next(pills for pills in app.get("button_group") if pills.key == "preset_status").set_value(value).run()
        assert not app.exception

    press("unbuilt")
    assert the_list(app, "status").value == unbuilt
    assert asked_for(app, "status") == unbuilt
    press(None)
    assert the_list(app, "status").value == []
    the_list(app, "status").set_value(unbuilt).run()
    assert app.session_state["preset_status"] == "unbuilt"
    the_list(app, "status").set_value(unbuilt[1:]).run()
    assert app.session_state["preset_status"] is None


def test_no_list_has_a_choice_of_all_that_speaks_english_alone(open_page):
    assert {widget.proto.select_all for widget in open_page("map").multiselect} == {0}


def html(app):
    return " ".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize(("page", "lang", "asked"), [("map", "zh", "您是不是要找"), ("projects", "en", "Did you mean")])
def test_a_search_that_finds_nothing_says_what_may_have_been_meant_and_one_press_searches_for_it(
    open_page, page, lang, asked
):
    app = open_page(page, q="longchng", lang=lang)
    assert not app.exception
    assert asked in html(app)
    assert app.button(key="meant_0").label == ("龙城大街" if lang == "zh" else "Longcheng Street")
    app.button(key="meant_0").click().run()
    assert not app.exception
    assert app.session_state["q"] == asked_for(app, "q")[0] == ("龙城大街" if lang == "zh" else "Longcheng Street")
    assert len(app.dataframe[0].value) > 0
    assert asked not in html(app)


def test_a_search_that_finds_strategies_links_them(open_page):
    app = open_page("projects", q="156")
    assert "战略 1 项" in html(app)
    assert "strategy?q=156&amp;strategy=jinzhong-156-2025" in html(app)
    assert "strategy=" not in html(open_page("projects", q="月球"))


@pytest.mark.parametrize(("lang", "label"), [("zh", "取消手绘范围"), ("en", "Drop the drawn area")])
@pytest.mark.parametrize("page", ["map", "projects", "timeline"])
def test_what_was_drawn_is_let_go_by_one_press_on_every_page(open_page, page, lang, label):
    app = open_page(page, drawn=DRAWN, lang=lang)
    assert not app.exception
    assert app.button(key="forget_drawn").label == label
    app.button(key="forget_drawn").click().run()
    assert not app.exception
    assert asked_for(app, "drawn") == []
    assert "forget_drawn" not in {button.key for button in app.button}


def test_clearing_all_filters_lets_a_drawing_go_too(open_page):
    app = open_page("map", drawn=DRAWN)
    next(button for button in app.button if button.label == "清除筛选").click().run()
    assert asked_for(app, "drawn") == []


def test_a_drawing_that_means_nothing_is_named_and_dropped(open_page):
    app = open_page("map", drawn="area:37.9,112.4")
    assert not app.exception
    assert asked_for(app, "drawn") == []
    assert "37.9,112.4" in app.warning[0].value


@pytest.mark.parametrize("page", ["map", "projects"])
def test_a_list_of_what_a_drawing_meets_says_how_and_of_how_many_nothing_is_decided(open_page, page):
    app = open_page(page, drawn=DRAWN, lang="en")
    told = app.dataframe[0].value["How the drawing meets it"]
    assert told.str.startswith(("Touches ", "Shown only schematically in ", "Its ")).all()
    assert "known by city alone (Taiyuan, Jinzhong)" in html(app)
    assert "How the drawing meets it" not in open_page(page, lang="en").dataframe[0].value
