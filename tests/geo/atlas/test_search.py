"""Search: traditional characters, near misses, strategies."""

from __future__ import annotations

import pytest

from geo.atlas.filters import Filters
from geo.atlas.search import strategies_named, suggestions
from geo.text import folded


def ids(atlas, q):
    return set(atlas.view(Filters(q=q)).projects.index)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("龍城", "龙城"),
        ("龍城大街", "龙城大街"),
        ("濱河東路", "滨河东路"),
        ("高鐵", "高铁"),
        ("晉中", "晋中"),
        ("呂梁", "吕梁"),
        ("高速公路 呂梁", "高速公路 吕梁"),
    ],
)
def test_traditional_characters_find_what_simplified_ones_find(atlas, traditional, simplified):
    assert ids(atlas, traditional) == ids(atlas, simplified) != set()


@pytest.mark.parametrize("part", ["龍", "城大", "乾", "後", "東", "發", "髮"])
def test_a_part_of_a_word_is_folded_as_in_the_whole(part):
    assert folded(part) in folded(f"龍城大街乾隆後山東發展頭髮{part}")


@pytest.mark.parametrize(
    ("q", "meant"),
    [
        ("tiaxin", "太忻"),
        ("longchng", "龙城大街"),
        ("lcjd", "龙城大街"),
        ("龙诚大街", "龙城大街"),
        ("龍誠大街", "龙城大街"),
        ("lulinag", "吕梁市"),
        ("yuici", "榆次区"),
        ("Expresway", "高速公路"),
        ("Lulinag railwy", "吕梁市 铁路"),
    ],
)
def test_a_near_miss_leads_to_what_was_meant(atlas, q, meant):
    assert not ids(atlas, q)
    names = suggestions(atlas, Filters(q=q), "zh")
    assert names[0].startswith(meant)
    assert len(names) <= 3
    assert all(ids(atlas, name) for name in names)


def test_suggestions_are_in_the_language_of_the_reader(atlas):
    assert suggestions(atlas, Filters(q="lulinag"), "en")[0] == "Lüliang"
    assert all(name.isascii() or "ü" in name or "–" in name for name in suggestions(atlas, Filters(q="龙诚大街"), "en"))


@pytest.mark.parametrize(
    "q", ["", "龙城", "龍城", "taixin", "高速 祁县", "月球", "zzzz", "moon", "没有这个项目", "—", "156", "999"]
)
def test_what_finds_something_or_comes_near_nothing_suggests_nothing(atlas, q):
    assert suggestions(atlas, Filters(q=q), "zh") == ()


def test_a_suggestion_leaves_projects_under_the_other_filters(atlas):
    filters = Filters(q="tiaxin", place=("140300",))
    assert all(len(atlas.view(filters.with_values(q=name)).projects) for name in suggestions(atlas, filters, "zh"))
    assert set(suggestions(atlas, filters, "zh")) != set(suggestions(atlas, Filters(q="tiaxin"), "zh"))


def test_other_filters_that_leave_nothing_are_no_misspelling(atlas):
    filters = Filters(q="龙城大街", place=("140300",))
    assert atlas.view(filters).projects.empty
    assert suggestions(atlas, filters, "zh") == ()


def test_a_strategy_is_found_by_its_name_once_however_many_readings_it_has(atlas):
    assert [s.strategy_id for s in strategies_named(atlas, "156")] == ["jinzhong-156-2025"]
    assert [s.strategy_id for s in strategies_named(atlas, "一街兩路")] == ["one-street-two-roads-2023"]


def test_what_a_strategy_serves_is_not_counted_as_found(atlas):
    assert ids(atlas, "156") == set()


@pytest.mark.parametrize("q", ["", "1", "月球"])
def test_too_little_and_what_is_in_no_name_find_no_strategy(atlas, q):
    assert strategies_named(atlas, q) == ()
