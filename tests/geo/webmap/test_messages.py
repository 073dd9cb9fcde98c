"""What the map is told: messages that are small and hold no geometry, and a legend of what is in view."""

from __future__ import annotations

import pytest

from geo.atlas.filters import Filters
from geo.looks.legend import legend_entries
from geo.webmap.literals import script_literal
from geo.webmap.messages import view_message


@pytest.fixture(params=["zh", "en"])
def message(request, atlas, words):
    return view_message(atlas.view(), words[request.param])


def keys_of(value):
    """Return every key of nested values."""
    if isinstance(value, dict):
        return set(value).union(*(keys_of(inner) for inner in value.values()))
    return set().union(*(keys_of(inner) for inner in value)) if isinstance(value, list) else set()


def test_a_message_holds_no_geometry_and_is_small(message):
    assert keys_of(message).isdisjoint({"geometry", "coordinates", "lon", "lat", "anchor", "bounds"})
    assert len(script_literal(message).encode()) < 8192


def test_a_message_names_every_project_in_view_once_under_its_stage(atlas, words):
    view = atlas.view(Filters(group=("rail",)))
    stages = view_message(view, words["zh"])["stages"]
    assert {p: s for s, ids in stages.items() for p in ids} == view.projects["status"].to_dict()


def test_a_message_keeps_the_project_chosen_only_while_it_is_in_view(atlas, words):
    rail = atlas.view(Filters(group=("rail",)))
    assert view_message(rail, words["zh"], "taisui-hsr")["selected"] == "taisui-hsr"
    assert view_message(rail, words["zh"], "longcheng-street")["selected"] == ""


def test_a_message_has_a_label_for_every_stage_and_precision(message, atlas):
    labels = message["labels"]
    assert {*atlas.statuses.index, *atlas.projects["precision"]} <= set(labels)
    assert all(labels.values())


def test_the_legend_counts_what_is_in_view_and_leaves_the_rest_out(atlas, words):
    view = atlas.view(Filters(group=("rail",)))
    entries = legend_entries(view, words["en"])
    assert [entry.id for entry in entries if entry.kind == "group"] == ["rail"]
    for kind in ("group", "status", "precision"):
        assert sum(entry.count for entry in entries if entry.kind == kind) == len(view.projects)
    assert all(entry.count > 0 for entry in entries)


def test_a_view_of_nothing_still_makes_a_message(atlas, words):
    message = view_message(atlas.view(Filters(q="zzzz")), words["zh"])
    assert message["stages"] == {}
    assert [section["kind"] for section in message["legend"]] == ["boundary", "base"]
