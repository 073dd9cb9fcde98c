"""The strategies page: the list, the one shown, filters, and an address with nonsense in it."""

from __future__ import annotations

import re

import pytest


def shown(app):
    return " ".join(element.proto.body for element in app.get("html"))


def sound(app):
    return not app.exception and not app.error


def counted(app):
    return int(re.search(r"role='status'><span><b>(\d+)</b>", shown(app))[1])


def test_156_is_shown_first_with_its_readings(open_page, atlas):
    app = open_page("strategy")
    assert sound(app)
    assert not app.warning
    assert counted(app) == len(atlas.tables["strategies"])
    assert "<h2>“156”战略举措</h2>" in shown(app)
    assert shown(app).count("class='strategy-reading'") == 3
    assert "strategy" not in app.query_params


def test_an_address_names_the_strategy_and_keeps_it(open_page):
    app = open_page("strategy", strategy="yangquan-14510-2023", lang="en")
    assert sound(app)
    assert "does not explain it" in shown(app)
    assert app.query_params["strategy"] == "yangquan-14510-2023"


def test_a_strategy_in_the_list_is_a_link_to_its_address(open_page):
    assert "href='strategy?strategy=yangquan-five-strengths-2023'" in shown(open_page("strategy"))


def test_nonsense_is_named_and_left_out(open_page):
    app = open_page("strategy", strategy="nonsense")
    assert sound(app)
    assert ["strategy=nonsense" in warning.value for warning in app.warning] == [True]
    assert "“156”战略举措" in shown(app)


def test_a_place_leaves_the_strategies_of_its_owners_and_shows_the_first(open_page):
    app = open_page("strategy", place="140300")
    assert sound(app)
    assert 0 < counted(app) < 20
    assert "<h2>阳泉市" in shown(app)
    assert "<h2>太原市" not in shown(app)
    assert "<h2>“156”" not in shown(app)


def test_words_search_the_strategies(open_page):
    app = open_page("strategy")
    app.text_input(key="q").set_value("1144").run()
    assert sound(app)
    assert counted(app) == 1
    assert "<h2>“1144”战略思路</h2>" in shown(app)


def test_a_day_shows_the_readings_known_by_then(open_page):
    app = open_page("strategy", day="2024-01-01")
    assert sound(app)
    assert shown(app).count("class='strategy-reading'") == 1
    assert "2023年秋" in shown(app)


def test_a_strategy_asked_for_is_shown_although_the_filters_leave_it_out(open_page):
    app = open_page("strategy", strategy="yangquan-14510-2023", place="140900")
    assert sound(app)
    assert "不在当前筛选范围内" in shown(app)
    assert "“14510”" in shown(app)


@pytest.mark.parametrize(("name", "value"), [("group", "rail"), ("status", "building"), ("cross", "1")])
def test_filters_of_projects_leave_the_strategies_and_say_so(open_page, atlas, name, value):
    app = open_page("strategy", **{name: value})
    assert sound(app)
    assert counted(app) == len(atlas.tables["strategies"])
    assert any("不作用于本页" in caption.value for caption in app.caption)


def test_an_empty_choice_says_so_and_one_button_brings_all_back(open_page, atlas):
    app = open_page("strategy", q="月球")
    assert sound(app)
    assert counted(app) == 0
    assert "没有符合条件的战略" in shown(app)
    app.button(key="clear_empty").click().run()
    assert sound(app)
    assert counted(app) == len(atlas.tables["strategies"])


def test_the_language_changes_in_place(open_page):
    app = open_page("strategy", strategy="yuci-1144-2026")
    app.session_state["lang"] = "en"
    app.run()
    assert sound(app)
    assert "This text lists no parts." in shown(app)
    assert app.query_params["strategy"] == "yuci-1144-2026"
