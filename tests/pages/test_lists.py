"""A list of the sidebar that was set from elsewhere: what an older one still reports undoes nothing, and is not lost."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pages import _lists, _state


@pytest.fixture
def session(monkeypatch):
    state: dict = {}
    monkeypatch.setattr(_lists, "st", SimpleNamespace(session_state=state))
    monkeypatch.setattr(_state, "note", lambda: None)
    return state


@pytest.fixture
def report(session):
    """Return a function: key of a widget and what the browser holds in it → as Streamlit does before a run."""
    callbacks = {}

    def reported(widget, values):
        if session[widget] != values:
            session[widget] = values
            callbacks[widget]()

    def shown(name):
        callbacks[_lists.key(name)] = _lists.changed(name)
        return _lists.key(name)

    reported.shown = shown
    return reported


def test_what_a_list_held_before_it_was_set_does_not_come_back(report):
    _lists.put("group", [])
    older = report.shown("group")
    _lists.put("group", ["road"])  # pressed on the map; the browser has not heard of it
    report(older, [])
    _lists.put("group", [*_lists.held("group"), "rail"])
    assert _lists.held("group") == ["road", "rail"]


def test_what_was_clicked_in_an_older_list_is_done_to_the_list_as_it_stands(report):
    _lists.put("group", ["water"])
    older = report.shown("group")
    _lists.put("group", ["water", "road"])
    report(older, ["water", "rail"])
    assert _lists.held("group") == ["water", "road", "rail"]
    report(older, ["rail"])
    assert _lists.held("group") == ["road", "rail"]


def test_what_was_taken_away_in_the_list_that_stands_is_away_though_it_was_so_before_it_was_set(report):
    _lists.put("group", [])
    report.shown("group")
    _lists.put("group", ["road"])
    report(report.shown("group"), [])
    assert _lists.held("group") == []


def test_a_list_that_is_set_to_what_it_holds_is_the_same_list(session):
    _lists.put("group", ["road"])
    _lists.put("group", ["road"])
    assert _lists.key("group") == "group"
    assert session["group"] == ["road"]
