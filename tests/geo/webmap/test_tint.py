"""The counties coloured by how many projects touch them."""

from __future__ import annotations

from geo.atlas.filters import Filters
from geo.atlas.units import county_counts
from geo.webmap.messages import view_message
from geo.webmap.tint import COUNTY, county_tint


def test_every_county_of_the_cluster_is_in_one_class_and_the_legend_says_how_many(atlas, words):
    tints, sections = county_tint(atlas.view(), words["zh"])
    counts, _ = county_counts(atlas.view())
    assert set(tints) == set(counts.index)
    assert sum(entry["count"] for entry in sections[0]["entries"]) == len(counts)


def test_more_entries_never_look_like_fewer(atlas, words):
    tints, sections = county_tint(atlas.view(), words["zh"])
    counts, _ = county_counts(atlas.view())
    order = [entry["colour"] for entry in sections[0]["entries"]]
    ranks = [order.index(tints[county]) for county in counts.sort_values().index]
    assert ranks == sorted(ranks)


def test_a_county_without_an_entry_is_called_so_and_never_one_without_a_project(atlas, words):
    view = atlas.view(Filters(group=("air",)))
    for lang, none in {"zh": "无条目", "en": "no entry"}.items():
        _, sections = county_tint(view, words[lang])
        assert sections[0]["entries"][0]["label"] == none


def test_what_names_no_county_is_told_beside_the_classes(atlas, words):
    _, untouched = county_counts(atlas.view())
    _, sections = county_tint(atlas.view(), words["en"])
    assert str(untouched) in sections[1]["entries"][0]["label"]


def test_a_message_carries_the_tint_only_when_it_is_asked_for(atlas, words):
    plain, offered, tinted = (view_message(atlas.view(), words["zh"], tint=tint) for tint in (None, "", COUNTY))
    assert "tint" not in plain["labels"]
    assert offered["labels"]["tint"]
    assert "tints" not in offered
    assert tinted["legend"][0]["kind"] == "class"
    assert len(tinted["tints"]) > 40
