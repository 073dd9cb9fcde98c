"""Strategies as HTML: readings side by side, stated told from inferred, gaps named."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from geo.atlas import frameworks
from geo.atlas.filters import Filters
from geo.html.frameworks import counts_html, framework_html, framework_list


def address(kind, key):
    return f"{kind}/{key}"


@pytest.fixture(scope="module")
def sheet(atlas, words):
    """Return a function: strategy and language → its HTML."""

    def drawn(strategy_id, lang="zh", day=None):
        known = atlas.known_on(day)
        return framework_html(known, frameworks.readings(known, strategy_id), words[lang], address)

    return drawn


def test_the_readings_of_156_stand_in_columns_with_date_source_and_lines(sheet):
    html = sheet("jinzhong-156-2024")
    assert html.count("class='strategy-reading'") == 3
    for date, source, lines in (
        ("2023年秋", "jinzhong-plenum-2023", "第15–21行"),
        ("2024年3月", "jinzhong-2024", "第15行"),
        ("2025年3月", "jinzhong-2025", "第99–105行"),
    ):
        assert re.search(rf"<h3>{date}.*?source/{source}.*?{lines}", html)


def test_what_stayed_and_what_changed_is_said_in_words(sheet):
    html = sheet("jinzhong-156-2023", "en")
    assert "<b>Kept</b>One aim (2024); Five cards (2025)" in html
    assert "<b>Reworded</b>Five greater parts to play → Five cards (2024); Six great works → Six great matters" in html
    assert "<b>Not listed</b>One aim (2025); Six great matters (2025)" in html


def test_stated_and_inferred_differ_in_edge_and_in_words(sheet):
    html = sheet("jinzhong-156-2024")
    stated, inferred = (re.findall(rf"<li class='is-{b}'>(.*?)</li>", html) for b in ("stated", "inferred"))
    assert stated
    assert inferred
    assert all("<small>原文</small>" in item for item in stated)
    assert all("<small>推断</small>" in item for item in inferred)
    assert any("project/geely-jinzhong" in item for item in stated)
    assert any("project/methanol-refuelling" in item for item in inferred)


def test_a_part_with_nothing_under_it_says_that_the_record_has_nothing(sheet, words):
    html = sheet("jinzhong-156-2024")
    gap = re.search(r"<h5>安全稳定</h5>.*?</section>", html)[0]
    assert words["zh"]("strategy.gap") in gap
    assert "记录中" in words["zh"]("strategy.gap")
    served = re.search(r"<h5>汽车牌</h5>.*?</section>", html)[0]
    assert words["zh"]("strategy.gap") not in served


def test_a_strategy_that_the_text_does_not_explain_says_so(sheet, words):
    html = sheet("yangquan-14510-2023")
    assert words["zh"]("strategy.unexplained") in html
    assert "strategy-part" not in html
    assert "strategy-key" not in html


def test_a_single_reading_is_compared_with_nothing(sheet):
    html = sheet("yangquan-five-strengths-2023")
    assert "strategy-compared" not in html
    assert html.count("<section class='strategy-part'>") == 5


def test_a_stage_is_the_one_that_the_atlas_knows(atlas, sheet):
    day = dt.date(2023, 12, 1)
    chip = re.search(r"project/binhe-east-south'.*?atlas-stage-(\w+)", sheet("one-street-two-roads-2023", day=day))
    assert chip[1] == atlas.known_on(day).projects.at["binhe-east-south", "status"]


def test_every_part_of_every_strategy_has_its_lines(atlas, sheet):
    for strategy in frameworks.strategies(atlas):
        html = sheet(strategy.strategy_id)
        parts = re.findall(r"<section class='strategy-part'><h\d>.*?</h\d><p>(.*?)</p>", html)
        assert all("第" in where for where in parts)
        assert len(parts) >= len(strategy.leaves)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_from_the_tables_is_escaped(atlas, words, lang):
    (strategy,) = frameworks.readings(atlas, "yangquan-five-strengths-2023")
    evil = dict.fromkeys(("name_zh", "name_en", "summary_zh", "summary_en", "printed_name"), "<b>&")
    parts = tuple(replace(part, row=part.row | evil) for part in strategy.parts)
    html = framework_html(atlas, (replace(strategy, row=strategy.row | evil, parts=parts),), words[lang])
    assert "<b>&" not in html
    assert "&lt;b&gt;&amp;" in html


def test_the_list_groups_by_owner_and_marks_the_one_shown(atlas, words):
    html = framework_list(atlas, frameworks.strategies(atlas), "jinzhong-156-2023", words["zh"], address)
    assert html.index("<h2>山西省") < html.index("<h2>太原市") < html.index("<h2>平遥县")
    (shown,) = re.findall(r"<li aria-current='true'>(.*?)</li>", html)
    assert "2023–2025" in shown
    assert shown.count("<i class='is-stated'>") + shown.count("is-inferred") + shown.count("is-gap") == 12


def test_readings_of_two_owners_are_listed_with_each(atlas, words):
    html = framework_list(atlas, frameworks.strategies(atlas), "", words["zh"], address)
    assert "strategy/six-integrations-taiyuan-2023" in html
    assert "strategy/six-integrations-jinzhong-2025" in html
    assert "aria-current" not in html


def test_the_counts_add_up(atlas, words):
    of_pingyao = frameworks.chosen(atlas, Filters(place=("140728",)))
    strategies, parts, served, gaps, unexplained = map(
        int, re.findall(r"<b>(\d+)</b>", counts_html(of_pingyao, words["en"]))
    )
    assert strategies == len(of_pingyao)
    assert parts == served + gaps
    assert unexplained == sum(not s.parts for s in of_pingyao)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_counts_say_which_parts_they_leave_out(atlas, words, lang):
    every = frameworks.strategies(atlas)
    divided = sum(len(s.divided) for s in every)
    assert divided + sum(len(s.leaves) for s in every) == len(atlas.tables["strategy_parts"])
    assert words[lang]("strategy.count_note", count=divided) in counts_html(every, words[lang])
    assert words[lang]("strategy.count_note", count=0) not in counts_html((), words[lang])
