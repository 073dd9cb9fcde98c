"""Charts of figures: every bar with its words, its kind by fill, its bound by an arrow, and nothing added up."""

from __future__ import annotations

import dataclasses
import itertools

import altair as alt
import pytest
from jsonschema import Draft7Validator

from geo.atlas import indicators
from geo.atlas.filters import Filters
from geo.charts import figures as charts


@pytest.fixture(scope="module")
def families(atlas):
    comparable, _ = indicators.families(indicators.figures_within(atlas, Filters()))
    return {family.key: family for family in comparable}


def bars(chart):
    return {bar["figure_id"]: bar for bar in chart.spec["data"]["values"]}


def layers(chart, mark):
    return [layer for layer in chart.spec["layer"] if layer["mark"]["type"] == mark]


@pytest.fixture(scope="module")
def vega_lite():
    """The schema of Vega-Lite, as Altair carries it."""
    return Draft7Validator(alt.load_schema())


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_family_of_the_record_gives_a_chart_that_vega_lite_accepts(families, words, lang, vega_lite):
    for family in families.values():
        chart = charts.bar_chart(family, words[lang])
        assert [fault.message for fault in vega_lite.iter_errors(chart.spec)] == []
        assert list(bars(chart)) == [figure["figure_id"] for figure in family.figures]


def test_no_bar_is_longer_than_the_axis_and_the_axis_begins_at_nought(families, words):
    for family in families.values():
        chart = charts.bar_chart(family, words["zh"])
        domains = [
            layer["encoding"]["x"]["scale"]["domain"]
            for layer in layers(chart, "rect")
            if "scale" in layer["encoding"]["x"]
        ]
        assert len(domains) >= 3
        assert all(domain == domains[0] for domain in domains)
        assert domains[0][0] == 0
        assert domains[0][1] > max(figure["normal_value"] for figure in family.figures)


def test_bars_are_as_long_as_the_normalised_value(families, words):
    drawn = bars(charts.bar_chart(families["energy/万千瓦"], words["zh"]))
    bar = drawn["xishangzhuang-power-power-capacity-2023"]
    assert bar["low"] == pytest.approx(132)
    assert bar["shown"] == "1320兆瓦"
    assert "132万千瓦" in bar["detail"]


def test_a_bound_has_an_arrow_that_points_to_where_the_number_may_lie(families, words):
    drawn = bars(charts.bar_chart(families["growth"], words["zh"]))
    assert drawn["140700-growth-retail-sales-2024"]["bound"] == "triangle-right"
    assert drawn["140700-growth-gdp-2024"]["bound"] == ""
    assert drawn["140700-growth-retail-sales-2024"]["shown"] == "≥5.5%"


def test_target_plan_and_actual_differ_in_fill_and_outline(families, words):
    chart = charts.bar_chart(families["growth"], words["zh"])
    marks = [
        layer["mark"]
        for layer in layers(chart, "rect")
        if any("datum.kind" in str(step.get("filter", "")) for step in layer.get("transform", []))
    ]
    looks = {(mark["fillOpacity"], tuple(mark["strokeDash"])) for mark in marks}
    assert len(marks) == len(looks) == len(indicators.KINDS)
    assert len({mark["fill"] for mark in marks}) == 1  # never by hue alone


def test_kinds_that_differ_are_said_at_each_bar_and_a_shared_one_in_the_title(families, words):
    mixed = bars(charts.bar_chart(families["energy/万千瓦"], words["zh"]))
    assert "目标" in mixed["zuoquan-energy-base-power-capacity-2026"]["name"]
    assert "计划" in mixed["yangguang-power-power-capacity-2023"]["name"]
    assert "目标" in charts.bar_chart(families["growth"], words["zh"]).title


def test_the_title_says_what_all_bars_share(families, words):
    assert charts.bar_chart(families["growth"], words["zh"]).title == "增速 · 晋中市 · 2024年 · 目标"
    assert charts.bar_chart(families["growth"], words["en"]).title == "Growth · Jinzhong · 2024 · Target"


def test_the_chart_carries_its_sources_for_whoever_takes_it_away(families, words):
    last = charts.bar_chart(families["growth"], words["zh"]).spec["data"]["values"][-1]
    assert last["foot"].replace("\n", "") == "来源：《晋中：在推动高质量发展中奋勇争先》2024年3月"


def test_a_chart_has_a_name_for_those_who_cannot_see_it(families, words):
    alternative = charts.bar_chart(families["growth"], words["en"]).alt
    assert alternative.startswith("Growth · Jinzhong · 2024 · Target")
    assert f"{len(families['growth'].figures)} bars" in alternative


def test_rows_stand_one_below_the_other(families, words):
    for family in families.values():
        rows = list(bars(charts.bar_chart(family, words["en"])).values())
        assert all(row["top"] < row["detail_top"] <= row["upper"] < row["lower"] <= row["bottom"] for row in rows)
        assert all(above["bottom"] < below["top"] for above, below in itertools.pairwise(rows))


def test_only_the_chosen_bar_is_marked(families, words):
    drawn = bars(charts.bar_chart(families["growth"], words["zh"], ["140700-growth-gdp-2024"]))
    assert [key for key, bar in drawn.items() if bar["is_selected"]] == ["140700-growth-gdp-2024"]


def test_a_span_reaches_from_its_lower_to_its_upper_end(families, words):
    figures = [figure | {"normal_value_max": 20.0} for figure in families["growth"].figures]
    drawn = bars(charts.bar_chart(dataclasses.replace(families["growth"], figures=figures), words["zh"]))
    assert {bar["high"] for bar in drawn.values()} == {20.0}


def test_two_texts_that_say_the_same_are_told_apart_by_their_dates(families, words):
    same = dataclasses.replace(families["growth"], figures=families["growth"].figures[:1] * 2)
    assert [bar["label"] for bar in charts.bar_chart(same, words["zh"]).spec["data"]["values"]] == ["2024年3月"] * 2


def test_filling_a_chart_leaves_the_next_one_alone(families, words):
    first = charts.bar_chart(families["growth"], words["zh"])
    before = str(first.spec)
    charts.bar_chart(families["energy/万千瓦"], words["en"])
    assert str(first.spec) == before


def test_vega_lite_refuses_a_chart_with_a_mark_that_is_none(families, words, vega_lite):
    spec = charts.bar_chart(families["growth"], words["zh"]).spec
    spec["layer"][0]["mark"]["type"] = "pillar"
    assert not vega_lite.is_valid(spec)
