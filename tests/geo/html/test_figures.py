"""Figures in words: each leads to its lines, its subject and its text, and hostile text stays text."""

from __future__ import annotations

import re

import pytest

from geo.atlas import indicators
from geo.atlas.filters import Filters
from geo.html import figures


def link(kind, key):
    return f"/{kind}/{key}"


def select(figure_id):
    return f"?indicator={figure_id}"


@pytest.fixture(scope="module")
def every_figure(atlas):
    return indicators.figures_within(atlas, Filters())


def row(every_figure, figure_id):
    return next(figure for figure in every_figure if figure["figure_id"] == figure_id)


def test_the_list_has_every_figure_with_a_link_to_it_and_to_its_subject(every_figure, words):
    listed = figures.figure_list(every_figure, words["zh"], select, link)
    for figure in every_figure:
        assert f"href='{select(figure['figure_id'])}'" in listed
        assert f"href='/{figure['subject_kind']}/{figure['subject_id']}'" in listed


def test_kinds_are_said_in_words_beside_their_mark(every_figure, words):
    for kind, label in (("target", "目标"), ("plan", "计划"), ("actual", "实际")):
        item = figures.figure_list(
            [figure for figure in every_figure if figure["kind"] == kind][:1], words["zh"], select
        )
        assert f"atlas-figure-kind-{kind}" in item
        assert label in item


def test_the_chosen_figure_is_marked_alone(every_figure, words):
    listed = figures.figure_list(every_figure, words["zh"], select, link, "140700-growth-gdp-2024")
    assert listed.count("is-selected") == 1


def test_an_indicator_marks_all_of_its_figures(every_figure, words):
    listed = figures.figure_list(every_figure, words["zh"], select, link, "power_capacity")
    assert listed.count("is-selected") == sum(figure["indicator"] == "power_capacity" for figure in every_figure)


@pytest.mark.parametrize(
    ("lang", "amount", "normal"), [("zh", "≈10万亩", "合≈66.67平方公里"), ("en", "≈100,000 mu", "≈66.67 km²")]
)
def test_a_card_shows_the_printed_number_and_the_normalised_one(every_figure, words, lang, amount, normal):
    card = figures.figure_card(row(every_figure, "longcheng-street-area-project-area-planned-2023"), words[lang], link)
    assert amount in card
    assert normal in card


def test_a_card_leads_to_the_text_and_says_date_lines_and_printed_words(every_figure, words):
    card = figures.figure_card(row(every_figure, "yangguang-power-power-capacity-2023"), words["zh"], link)
    assert "href='/source/cluster-2023'" in card
    assert "href='/project/yangguang-power'" in card
    for words_shown in ("2023年5月", "第85行", "阳光发电2×100万千瓦", "按两台合计记"):
        assert words_shown in card


def test_a_period_that_no_text_gives_is_said_to_be_missing(every_figure, words):
    assert "文中未写时期" in figures.figure_card(row(every_figure, "yangguang-power-power-capacity-2023"), words["zh"])
    assert "文中未写时期" not in figures.figure_card(row(every_figure, "140700-growth-gdp-2024"), words["zh"])


def test_a_figure_that_stands_alone_is_a_line(every_figure, words):
    lines = figures.stat_lines(indicators.asked_for(every_figure, "population"), words["zh"], select)
    assert "339万人" in lines
    assert "晋中市" in lines
    assert lines.count("<li>") == 1


def test_the_key_counts_each_kind(every_figure, words):
    key = figures.kinds_key(indicators.kind_counts(every_figure), words["en"])
    counts = [int(n) for n in re.findall(r"<b>(\d+)</b>", key)]
    assert counts == list(indicators.kind_counts(every_figure).values())


def test_hostile_text_stays_text(every_figure, words):
    hostile = "<script>alert(1)</script>"
    spoilt = [
        every_figure[0] | dict.fromkeys(["label_zh", "subject_zh", "note_zh", "printed_name", "title_zh"], hostile)
    ]
    shown = figures.figure_card(spoilt[0], words["zh"]) + figures.figure_list(spoilt, words["zh"], select)
    assert "<script>" not in shown + figures.stat_lines(spoilt, words["zh"], select)
