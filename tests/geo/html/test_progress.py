"""Changes, stages and promises as HTML and as a chart."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pandas as pd
import pytest

from geo.atlas import promises
from geo.atlas.filters import Filters
from geo.charts.stages import BAR, CLEAR, stage_chart, stage_key
from geo.html.progress import changes_html, known_html, known_in_words
from geo.html.promises import promise_sum, promise_table

AUTUMN = dt.date(2023, 11, 30)


def address(kind, key):
    return f"{kind}/{key}"


@pytest.fixture(scope="module")
def then(atlas):
    return atlas.view(Filters(day=AUTUMN))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "As known from the text of January 2026"),
        (AUTUMN, "As known from the text of autumn 2023"),
        (dt.date(2024, 1, 1), "As known on 1 January 2024; the latest text dates from autumn 2023"),
        (dt.date(2023, 1, 1), "No text had appeared by 1 January 2023"),
    ],
)
def test_the_heading_says_up_to_when_the_record_is_read(atlas, words, day, said):
    assert known_in_words(atlas.known_on(day), words["en"]) == said


def test_a_change_names_both_stages_and_leads_to_its_lines(then, words):
    html = changes_html(then, words["zh"], address)
    (item,) = re.findall(r"<li><a class='atlas-link' href='project/binhe-east-south'.*?</li>", html)
    assert "推进中" in item.split("→")[0]
    assert "建成" in item.split("→")[1]
    assert "source/jinzhong-plenum-2023" in item
    assert "第5–11行" in item


def test_the_first_text_is_compared_with_nothing(atlas, words):
    html = changes_html(atlas.view(Filters(day=dt.date(2023, 5, 31))), words["zh"], address)
    assert "首篇文章" in html
    assert html.count("<h3>首次报道<span>80</span></h3>") == 1


def test_a_contradiction_shows_each_stage_with_its_lines(atlas, words):
    html = changes_html(atlas.view(Filters(day=dt.date(2023, 5, 31))), words["zh"], address)
    contradicted = html[html.index("<h3>同文说法不一") : html.index("<h3>首次报道")]
    (item,) = re.findall(r"<li><a class='atlas-link' href='project/binhe-east-south'.*?</li>", contradicted)
    assert "第31–33行" in item
    assert "第39行" in item


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "2026年1月的文章没有提到"), ("en", "of January 2026 does not mention")]
)
def test_silence_is_said_as_silence_and_not_as_no_change(atlas, words, lang, said):
    html = changes_html(atlas.view(Filters(q="月球")), words[lang])
    assert said in html
    assert "没有变化" not in html


def test_before_the_first_text_there_is_no_text_rather_than_no_change(atlas, words):
    assert "没有文章" in changes_html(atlas.view(Filters(day=dt.date(2020, 1, 1))), words["zh"])


@pytest.mark.parametrize(("lang", "said"), [("zh", "另有 2 个项目"), ("en", "2 projects with no stage stated")])
def test_the_key_says_how_many_projects_the_chart_leaves_out(atlas, words, lang, said):
    view = atlas.view()
    assert len(view.projects) - sum(view.counts.values()) == 2
    assert said in stage_key(view, words[lang])


def test_a_project_is_told_of_up_to_the_day_only(atlas, then, words):
    assert "source/jinzhong-2025" not in known_html(then, "qingyin-erguang-link", words["zh"], address)
    assert "source/jinzhong-2025" in known_html(atlas.view(), "qingyin-erguang-link", words["zh"], address)


def test_the_chart_piles_every_stage_and_marks_the_day(then, words):
    chart = stage_chart(then, words["zh"])
    values = chart.spec["data"]["values"]
    dates = list(dict.fromkeys(value["date"] for value in values))
    assert [date.split("\n")[-1] for date in dates] == ["79", "91"]
    assert {value["date"] for value in values if value["is_now"]} == {dates[1]}
    assert "2023年 秋 91 拟议 28" in chart.alt


def test_what_is_built_is_full_and_what_is_proposed_hollow(then, words):
    chart = stage_chart(then, words["zh"])
    fills = {
        case["test"].split("'")[1]: case["value"] for case in chart.spec["layer"][1]["encoding"]["fill"]["condition"]
    }
    assert fills["operating"] == fills["completed"] == BAR
    assert fills["proposed"] == fills["prepared"] == CLEAR
    for stage in ("advancing", "building"):
        assert {stop["color"] for stop in fills[stage]["stops"]} == {BAR, CLEAR}, "neither full nor hollow"


def test_the_key_names_the_stages_of_the_chart_only(atlas, words):
    key = stage_key(atlas.view(Filters(status=("building",))), words["zh"])
    assert re.findall(r"</i>(.*?)</span>", key) == ["在建"]


def test_there_is_no_chart_of_nothing(atlas, words):
    assert stage_chart(atlas.view(Filters(q="月球")), words["zh"]) is None


def test_a_chart_does_not_change_the_next(atlas, then, words):
    before = stage_chart(then, words["zh"])
    stage_chart(atlas.view(Filters(place=("140300",))), words["en"])
    assert stage_chart(then, words["zh"]) == before


@pytest.fixture(scope="module")
def table(atlas, words):
    view = atlas.view()
    return promise_table(view, promises.promises_in(view), words["zh"], address)


def row_of(table, project_id):
    return re.search(
        rf"<tr class='is-\w+'><th scope='row'><a class='atlas-link' href='project/{project_id}'.*?</tr>", table
    )[0]


def test_no_later_word_is_said_plainly(table):
    row = row_of(table, "dayun-road")
    assert row.startswith("<tr class='is-silent'>")
    assert row.endswith("<td><b>无后续报道</b></td></tr>")
    assert "is-heard" not in row


def test_a_promise_names_its_text_and_the_later_one_with_lines(table):
    row = row_of(table, "lift-retrofit")
    assert "source/jinzhong-2024" in row
    assert "第55行" in row
    assert re.search(r"后续有报道.*?推进中.*?source/jinzhong-2025.*?第127–131行", row)


def test_a_word_before_the_promised_day_is_told_as_such(table, atlas, words):
    view = atlas.view()
    (kept,) = (p for p in promises.promises_in(view) if p.report["project_id"] == "lift-retrofit")
    longer = replace(kept, report={**kept.report, "due_on": pd.Timestamp("2025-12-31")})
    assert "该文早于承诺时间" in promise_table(view, (longer,), words["zh"], address)
    assert "该文早于承诺时间" not in row_of(table, "lift-retrofit")


def test_every_promise_has_a_line_of_time_with_words(table, atlas):
    assert table.count("class='promise-track' role='img' aria-label='") == len(promises.promises_in(atlas.view()))


def test_marks_lie_within_the_line_of_time(table):
    places = [float(place) for place in re.findall(r"left:([-\d.]+)%", table)]
    assert min(places) >= 0
    assert max(places) <= 100


def test_the_sum_counts_what_became_of_the_promises(atlas, words):
    found = promises.promises_in(atlas.view())
    html = promise_sum(found, words["zh"])
    assert sum(int(n) for n in re.findall(r"<b>(\d+)</b>", html)) == len(found)


def test_no_promise_is_said(atlas, words):
    assert "没有写明时间的承诺" in promise_table(atlas.view(), (), words["zh"])
    assert "没有写明时间的承诺" in promise_sum((), words["zh"])
