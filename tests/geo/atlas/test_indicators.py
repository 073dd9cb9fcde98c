"""Which figures a choice leaves, and which of them may stand on one axis."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geo.atlas import indicators
from geo.atlas.filters import Filters


def left(atlas, **filters):
    """Return the figures that filters leave, as a table."""
    columns = [*atlas.figures.columns, "subject_zh", "subject_en"]
    return pd.DataFrame(indicators.figures_within(atlas, Filters(**filters)), columns=columns)


def told(figures):
    return figures.to_dict("records")


def test_without_filters_every_figure_is_there_with_its_subject_in_both_languages(atlas):
    figures = left(atlas)
    assert set(figures["figure_id"]) == set(atlas.tables["figures"]["figure_id"])
    assert (figures[["subject_zh", "subject_en"]] != "").all(axis=None)
    assert figures[["subject_zh", "subject_en"]].notna().all(axis=None)


def test_figures_stand_in_the_order_of_the_indicators(atlas):
    order = atlas.tables["indicators"]["indicator"].tolist()
    places = [order.index(indicator) for indicator in left(atlas)["indicator"]]
    assert places == sorted(places)


def test_a_place_leaves_what_lies_in_it_and_the_projects_that_touch_it(atlas):
    figures = left(atlas, place=("140900",))
    assert not figures.empty
    places = figures[figures["subject_kind"] == "place"]["subject_id"]
    assert "140900" in set(places)
    assert all(place == "140900" or atlas.city_of(place) == "140900" for place in places)
    projects = figures[figures["subject_kind"] == "project"]["subject_id"]
    assert len(projects)
    assert all("140900" in atlas.projects.at[project, "place_ids"] for project in projects)


def test_a_county_of_a_city_is_among_the_citys_figures(atlas):
    assert "141123" in set(left(atlas, place=("141100",))["subject_id"])
    assert "141123" not in set(left(atlas, place=("140100",))["subject_id"])


@pytest.mark.parametrize("filters", [{"group": ("energy",)}, {"status": ("proposed",)}, {"cross": True}])
def test_a_choice_of_projects_leaves_figures_of_such_projects_alone(atlas, filters):
    figures = left(atlas, **filters)
    assert not figures.empty
    assert set(figures["subject_kind"]) == {"project"}
    assert set(figures["subject_id"]) <= set(atlas.view(Filters(**filters)).projects.index)


@pytest.mark.parametrize("q", ["GDP", "地区生产总值", "gdp growth"])
def test_words_are_looked_for_in_the_indicator(atlas, q):
    assert left(atlas, q=q)["indicator"].tolist() == ["growth_gdp"]


@pytest.mark.parametrize("q", ["阳光发电", "yangguang", "ygfd"])
def test_words_are_looked_for_in_the_subject_its_pinyin_and_initials(atlas, q):
    assert "yangguang-power" in set(left(atlas, q=q)["subject_id"])


def test_every_word_must_be_found(atlas):
    assert left(atlas, q="GDP zzzz").empty


def test_a_day_leaves_what_had_been_printed_by_then(atlas):
    figures = left(atlas, day=dt.date(2023, 12, 31))
    assert set(figures["published_on"].dt.year) == {2023}
    assert left(atlas, day=dt.date(2020, 1, 1)).empty


def test_counts_by_topic_and_kind_are_those_of_the_figures(atlas):
    figures = left(atlas)
    topics = indicators.topic_counts(atlas, told(figures))
    assert sum(topics.values()) == len(figures)
    assert topics["energy"] == (figures["topic"] == "energy").sum()
    kinds = indicators.kind_counts(told(figures))
    assert list(kinds) == list(indicators.KINDS)
    assert sum(kinds.values()) == len(figures)


def test_a_kind_that_does_not_occur_counts_nought(atlas):
    figures = left(atlas)
    assert indicators.kind_counts(told(figures[figures["kind"] == "plan"]))["target"] == 0


def test_a_family_has_two_figures_or_more_and_one_unit(atlas):
    figures = left(atlas)
    families, alone = indicators.families(told(figures))
    for family in families:
        assert len(family.figures) > 1
        assert len({figure["normal_unit"] for figure in family.figures}) == 1
    together = [*alone, *(figure for family in families for figure in family.figures)]
    assert sorted(figure["figure_id"] for figure in together) == sorted(figures["figure_id"])


def test_growth_rates_of_whatever_topic_stand_together_and_apart_from_shares(atlas):
    families, _ = indicators.families(told(left(atlas)))
    growth = families[0]
    assert growth.key == indicators.GROWTH
    assert len({figure["topic"] for figure in growth.figures}) > 1
    assert all(figure["indicator"].startswith("growth_") for figure in growth.figures)


def test_the_largest_comes_first(atlas):
    for family in indicators.families(told(left(atlas)))[0]:
        values = [figure["normal_value"] for figure in family.figures]
        assert values == sorted(values, reverse=True)


def test_megawatts_and_ten_thousands_of_kilowatts_are_compared_in_one_unit(atlas):
    families, _ = indicators.families(told(left(atlas)))
    power = next(family for family in families if family.key == "energy/万千瓦")
    megawatts = next(figure for figure in power.figures if figure["subject_id"] == "xishangzhuang-power")
    assert megawatts["unit"] == "MW"
    assert megawatts["normal_value"] == pytest.approx(132)


def test_nothing_gives_no_family(atlas):
    families, alone = indicators.families(told(left(atlas, q="zzzz")))
    assert not families
    assert not alone


def test_an_id_asks_for_one_figure_and_an_indicator_for_all_of_its_figures(atlas):
    figures = left(atlas)
    one = indicators.asked_for(told(figures), "140700-growth-gdp-2024")
    assert [figure["figure_id"] for figure in one] == ["140700-growth-gdp-2024"]
    assert (
        len(indicators.asked_for(told(figures), "power_capacity"))
        == (figures["indicator"] == "power_capacity").sum()
        > 1
    )
    assert not indicators.asked_for(told(figures), "nonsense")


def test_no_figure_has_the_id_of_an_indicator(atlas):
    assert not set(atlas.figures["figure_id"]) & set(atlas.tables["indicators"]["indicator"])
