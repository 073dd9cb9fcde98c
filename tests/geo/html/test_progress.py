"""Changes, stages and promises as HTML and as a chart."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from geo.atlas import promises
from geo.atlas.filters import Filters
from geo.charts.stages import BAR, CLEAR, stage_chart, stage_key
from geo.html.progress import changes_html, known_html, known_in_words
from geo.html.promises import ledger_key, ledger_sum, ledger_table

AUTUMN = dt.date(2023, 11, 30)


def address(kind, key):
    return f"{kind}/{key}"


@pytest.fixture(scope="module")
def then(atlas):
    return atlas.view(Filters(day=AUTUMN))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (None, "As known from the text of January 2026"),
        (AUTUMN, "As known from the text of autumn 2023"),
        (dt.date(2024, 1, 1), "As known on 1 January 2024; the latest text dates from autumn 2023"),
        (dt.date(2023, 1, 1), "No text had appeared by 1 January 2023"),
    ],
)
def test_the_heading_says_up_to_when_the_record_is_read(atlas, words, day, sentence):
    assert known_in_words(atlas.known_on(day), words["en"]) == sentence


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
    ("lang", "sentence"), [("zh", "2026年1月的文章没有提到"), ("en", "of January 2026 does not mention")]
)
def test_silence_is_said_as_silence_and_not_as_no_change(atlas, words, lang, sentence):
    html = changes_html(atlas.view(Filters(q="月球")), words[lang])
    assert sentence in html
    assert "没有变化" not in html


def test_before_the_first_text_there_is_no_text_rather_than_no_change(atlas, words):
    assert "没有文章" in changes_html(atlas.view(Filters(day=dt.date(2020, 1, 1))), words["zh"])


@pytest.mark.parametrize(("lang", "sentence"), [("zh", "另有 2 个项目"), ("en", "2 projects with no stage stated")])
def test_the_key_says_how_many_projects_the_chart_leaves_out(atlas, words, lang, sentence):
    view = atlas.view()
    assert len(view.projects) - sum(view.counts.values()) == 2
    assert sentence in stage_key(view, words[lang])


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
def table(whole_atlas, words):
    view = whole_atlas.view()
    return ledger_table(view, promises.promises_in(view), words["zh"], address)


def rows_of(table, project_id):
    rows = re.findall(r"<tr class='is-\w+'>.*?</tr>", table)
    return [row for row in rows if f"href='project/{project_id}'" in row]


def test_that_nothing_was_heard_is_said_plainly(table):
    (row,) = rows_of(table, "nixiang-north")
    assert row.startswith("<tr class='is-silent'>")
    assert row.endswith("<td><b>到期后未见报道</b><br><span class='atlas-quiet'>到期前后没有其他报道</span></td></tr>")
    assert "is-heard" not in row


def test_a_promise_names_who_made_it_where_and_the_stage_promised(table):
    row = rows_of(table, "taiyuan-northwest-ring2")[1]
    assert re.search(r"年底前竣工 → .*?建成.*?承诺者：太原市.*?source/cluster-2023.*?第23行", row)


def test_an_outcome_names_its_day_its_slip_and_the_words_that_say_so(table):
    row = rows_of(table, "taiyuan-northwest-ring2")[1]
    assert re.search(r"<b>逾期实现</b> 2024年12月9日.*?晚344天.*?在用.*?“.+?”", row)


def test_the_term_of_a_public_page_stands_in_its_own_words(table):
    (row,) = rows_of(table, "hutuo-water-supply")
    assert "期限原话：“建設工期2年”" in row
    assert "到期前最近一次" in row


def test_hearsay_stands_apart_and_is_called_so(table):
    row = rows_of(table, "gujiao-loufan-fangshan")[0]
    assert re.search(r"<p class='atlas-quiet'>未采信的说法：.*?论坛或自媒体", row)


def test_every_promise_has_a_line_of_time_with_words(table, whole_atlas):
    assert table.count("class='promise-track' role='img' aria-label='") == len(promises.promises_in(whole_atlas.view()))


def test_marks_lie_within_the_line_of_time(table):
    places = [float(place) for place in re.findall(r"left:([-\d.]+)%", table)]
    assert min(places) >= 0
    assert max(places) <= 100


def test_the_sum_counts_what_became_of_the_promises_and_how_many_are_due(whole_atlas, words):
    view = whole_atlas.view()
    entries = promises.promises_in(view)
    html = ledger_sum(view, entries, words["zh"])
    assert sum(int(n) for n in re.findall(r"<b>(\d+)</b>", html)) == len(entries)
    due = sum(p.report["due_on"].date() <= view.day for p in entries)
    assert f"写明期限的承诺 {len(entries)} 项，其中已到期 {due} 项。" in html


def test_no_promise_is_said(atlas, words):
    assert "没有这种结果的承诺" in ledger_table(atlas.view(), (), words["zh"])
    assert "没有写明期限的承诺" in ledger_sum(atlas.view(), (), words["zh"])


def test_every_mark_is_in_the_key(words):
    assert re.findall(r"</(?:i|b|em)>(.*?)</span>", ledger_key(words["en"])) == [
        "promised",
        "term",
        "later report",
        "when it was reached, or the span",
        "nothing heard since the term",
    ]
