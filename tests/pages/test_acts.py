"""What a reader does on the map, done as the widgets of the sidebar would, once."""

from __future__ import annotations

import pytest

from pages import _acts, _lists


@pytest.fixture
def session(monkeypatch):
    held = {"city": ["140100"], "county": ["140122"], "q": ""}
    monkeypatch.setattr(_acts.st, "session_state", held)
    return held


def act(number, name, key, *, is_on=True):
    return {"acts": [[number, name, key, is_on]]}


@pytest.mark.usefixtures("session")
def test_a_county_alone_takes_the_place_of_cities_and_counties_chosen_before():
    _acts.take(act(1, "place", "140723"))
    assert (_lists.held("city"), _lists.held("county")) == ([], ["140723"])


@pytest.mark.usefixtures("session")
def test_a_city_alone_is_chosen_in_its_own_widget():
    _acts.take(act(1, "place", "140700"))
    assert (_lists.held("city"), _lists.held("county")) == (["140700"], [])


@pytest.mark.usefixtures("session")
def test_a_zone_is_chosen_beside_the_counties():
    _acts.take(act(1, "place", "shanxi-reform-zone"))
    assert (_lists.held("city"), _lists.held("county")) == ([], ["shanxi-reform-zone"])


@pytest.mark.usefixtures("session")
def test_a_county_that_is_cancelled_leaves_its_city_chosen():
    _acts.take(act(1, "place", "140122", is_on=False))
    assert (_lists.held("city"), _lists.held("county")) == (["140100"], [])


@pytest.mark.usefixtures("session")
def test_a_place_that_there_is_not_changes_nothing():
    _acts.take(act(1, "place", "140000"))
    _acts.take(act(2, "place", "nowhere"))
    assert (_lists.held("city"), _lists.held("county")) == (["140100"], ["140122"])


def test_an_act_that_was_answered_is_not_done_again(session):
    _acts.take(act(5, "place", "140723"))
    session[_lists.key("county")] = []  # by the reader, in the sidebar
    _acts.take(act(5, "place", "140723"))
    assert _lists.held("county") == []


def test_words_that_the_map_does_not_find_go_into_the_search_of_the_sidebar(session):
    _acts.take(act(1, "search", "大水网"))
    assert session["q"] == "大水网"
