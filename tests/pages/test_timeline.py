"""The timeline page: the day, its two widgets and its address, playing, and what follows the day."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from pages import _state


@pytest.fixture
def open_page(open_page):
    """The page as the five texts alone have it: what these tests ask, but for the last."""
    return lambda page, **query: open_page(page, **{"evidence": "texts"} | query)


def shown(app):
    return " ".join(element.proto.body for element in app.get("html"))


def sound(app):
    return not app.exception and not app.error


def counted(app):
    return int(re.search(r"role='status'><span><b>(\d+)</b>", shown(app))[1])


def picked(app):
    return app.segmented_control(key=TEXT).value, app.date_input(key=ANY_DAY).value


TEXT, ANY_DAY = "timeline_text", "timeline_day"
FIRST, SPRING, NEWEST = dt.date(2023, 5, 31), dt.date(2024, 3, 31), dt.date(2026, 1, 31)


def test_the_page_opens_at_the_newest_text(open_page, atlas):
    app = open_page("timeline")
    assert sound(app)
    assert not app.warning
    assert counted(app) == len(atlas.projects)
    assert picked(app) == (NEWEST, NEWEST)
    assert "day" not in app.query_params


def test_a_text_sets_the_day_of_everything(open_page):
    app = open_page("timeline")
    app.segmented_control(key=TEXT).set_value(SPRING).run()
    assert sound(app)
    assert app.session_state[_state.DAY] == SPRING
    assert app.query_params["day"] == "2024-03-31"
    assert picked(app) == (SPRING, SPRING)
    assert counted(app) == 142
    assert "截至2024年3月的文章" in shown(app)
    assert "2023年秋至2024年3月报道的变化" in shown(app)


def test_a_project_not_yet_reported_is_absent(open_page):
    assert "project=lift-retrofit" not in shown(open_page("timeline", day="2023-12-01"))
    assert "project=lift-retrofit" in shown(open_page("timeline", day="2024-04-01"))


def test_any_day_can_be_picked(open_page):
    app = open_page("timeline")
    app.date_input(key=ANY_DAY).set_value(dt.date(2024, 1, 1)).run()
    assert sound(app)
    assert app.query_params["day"] == "2024-01-01"
    assert picked(app) == (None, dt.date(2024, 1, 1))
    assert "最近一篇文章为2023年秋" in shown(app)


def test_the_newest_text_stands_for_no_day(open_page):
    app = open_page("timeline", day="2023-05-31")
    app.segmented_control(key=TEXT).set_value(NEWEST).run()
    assert app.session_state[_state.DAY] is None
    assert "day" not in app.query_params


@pytest.mark.parametrize("day", ["1990-01-01", "2099-12-31"])
def test_an_address_may_name_a_day_beyond_the_texts(open_page, day):
    app = open_page("timeline", day=day)
    assert sound(app)
    assert picked(app) == (None, dt.date.fromisoformat(day))


def test_the_widgets_follow_when_the_day_is_forgotten_in_the_sidebar(open_page):
    app = open_page("timeline", day="2024-03-31")
    app.button(key="forget_day").click().run()
    assert sound(app)
    assert picked(app) == (NEWEST, NEWEST)


def test_an_address_of_another_day_moves_the_widgets(open_page):
    app = open_page("timeline", day="2024-03-31")
    app.query_params["day"] = "2023-05-31"
    app.run()
    assert picked(app) == (FIRST, FIRST)


def test_a_day_before_every_text_says_so_and_leads_back(open_page, atlas):
    app = open_page("timeline", day="2023-01-15")
    assert sound(app)
    assert counted(app) == 0
    assert "这一天以前没有报道" in shown(app)
    app.button(key="clear_empty").click().run()
    assert counted(app) == len(atlas.projects)


def test_an_empty_choice_says_so_and_leads_back(open_page, atlas):
    app = open_page("timeline", q="月球")
    assert sound(app)
    assert "没有符合条件的项目" in shown(app)
    app.button(key="clear_empty").click().run()
    assert counted(app) == len(atlas.projects)


def test_a_project_chosen_on_the_map_is_told_of_up_to_the_day(open_page):
    app = open_page("timeline", project="longcheng-street", day="2023-06-01")
    assert sound(app)
    card = shown(app)[shown(app).index("<div class='atlas-card'>") :]
    assert "第31–33行" in card
    app.button(key="close").click().run()
    assert sound(app)
    assert "<div class='atlas-card'>" not in shown(app)
    assert "project" not in app.query_params


def label(app):
    return app.button(key="play").label


def test_playing_starts_at_the_first_text_and_writes_no_address_on_the_way(open_page):
    app = open_page("timeline")
    app.button(key="play").click().run()
    assert sound(app)
    assert label(app) == "停止"
    assert picked(app) == (FIRST, FIRST)
    assert counted(app) == 80
    assert "day" not in app.query_params


def test_playing_goes_on_from_the_day_shown(open_page):
    app = open_page("timeline", day="2024-03-31")
    app.button(key="play").click().run()
    assert label(app) == "停止"
    assert picked(app) == (SPRING, SPRING)


def test_stopping_stays_where_it_is_and_writes_the_address(open_page):
    app = open_page("timeline")
    app.button(key="play").click().run()
    app.button(key="play").click().run()
    assert sound(app)
    assert label(app) == "播放"
    assert app.query_params["day"] == "2023-05-31"


def test_playing_ends_at_the_newest_text(open_page):
    app = open_page("timeline")
    app.button(key="play").click().run()
    app.session_state[_state.DAY] = None
    app.run()
    assert label(app) == "播放"
    assert picked(app) == (NEWEST, NEWEST)


def test_another_address_ends_playing(open_page):
    app = open_page("timeline")
    app.button(key="play").click().run()
    app.query_params["day"] = "2024-03-31"
    app.run()
    assert label(app) == "播放"
    assert picked(app) == (SPRING, SPRING)


def test_leaving_the_page_ends_playing(open_page):
    app = open_page("timeline", day="2024-03-31")
    app.button(key="play").click().run()
    app.switch_page("strategy.py").run()
    app.switch_page("timeline.py").run()
    assert sound(app)
    assert label(app) == "播放"


def test_the_page_speaks_english(open_page):
    app = open_page("timeline", lang="en", day="2023-12-31")
    assert sound(app)
    assert "the latest text dates from autumn 2023" in shown(app)
    assert "nothing heard since the term" in shown(app)
    assert label(app) == "Play"


def test_filters_narrow_the_promises(open_page):
    every = shown(open_page("timeline")).count("class='promise-track'")
    some = shown(open_page("timeline", place="140100")).count("class='promise-track'")
    assert 0 < some < every


def test_the_ledger_is_narrowed_by_outcome_ordered_by_slip_and_says_so_in_the_address(open_page):
    app = open_page("timeline", evidence=[], outcome="late", by="slip")
    assert sound(app)
    assert set(re.findall(r"<tr class='is-(\w+)'>", shown(app))) == {"late"}
    app.button_group(key="outcome").unselect("late").select("part").run()
    assert set(re.findall(r"<tr class='is-(\w+)'>", shown(app))) == {"part"}
    assert (app.query_params["outcome"], app.query_params["by"]) == ("part", "slip")


def test_without_a_choice_the_days_run_on_to_the_newest_evidence(open_page, whole_atlas):
    app = open_page("timeline", evidence=[], lang="en")
    assert sound(app)
    assert picked(app) == (whole_atlas.newest_on, whole_atlas.newest_on)
    assert "Newest text: January 2026; public reports read up to 28 November 2026" in shown(app)


@pytest.mark.parametrize(("beside", "held"), [("2023-05-31", ["2023-05-31"]), ("2023-05-30", []), ("x", [])])
def test_the_day_to_compare_with_is_one_of_the_texts_and_stays_in_the_address(open_page, beside, held):
    app = open_page("timeline", beside=beside)
    assert not app.exception
    asked = app.query_params.get("beside", [])
    assert ([asked] if isinstance(asked, str) else list(asked)) == held
    assert bool(app.warning) is not bool(held)


def test_a_day_is_compared_with_by_one_choice_and_no_more_by_another(open_page):
    app = open_page("timeline")
    app.selectbox(key="beside").set_value("2023-05-31").run()
    assert not app.exception
    assert "2023-05-31" in (app.query_params["beside"], *app.query_params["beside"])
    app.selectbox(key="beside").set_value("").run()
    assert "beside" not in app.query_params
