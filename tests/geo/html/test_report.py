"""The quality report in words: what is counted is told, and leads to where it stands."""

from __future__ import annotations

import re

import pytest

from geo.atlas import frameworks
from geo.atlas.quality import quality
from geo.html import report


def link(kind, key):
    return f"/{kind}/{key}"


@pytest.fixture(scope="module")
def counted(atlas):
    return quality(atlas)


def test_the_contents_name_the_five_texts_with_their_statements(atlas, counted, words):
    shown = report.contents(atlas, counted, words["zh"], link)
    for source_id in atlas.texts.index:
        assert f"href='/source/{source_id}'" in shown
    assert f"{int(counted.by_text.loc['cluster-2023'].sum())} 条记载" in shown
    assert f"<b>{len(atlas.projects)}</b>项目" in shown


def test_the_contents_say_why_the_strategy_page_counts_fewer_parts(atlas, counted, words):
    total = len(atlas.tables["strategy_parts"])
    leaves = sum(len(s.leaves) for s in frameworks.strategies(atlas))
    sentence = words["en"]("data.parts_note", count=total - leaves, total=total, leaves=leaves)
    assert sentence in report.contents(atlas, counted, words["en"], link)


def test_the_matrix_has_a_row_a_table_and_a_column_a_text(atlas, counted, words):
    shown = report.text_matrix(atlas, counted, words["zh"], link)
    assert shown.count("<tr>") == 1 + len(atlas.tables)
    row = next(part for part in shown.split("<tr>") if "项目记载" in part)
    cells = [int(cell) for cell in re.findall(r"<td>(?:<b>)?(\d+)", row)]
    assert cells == [len(atlas.tables["project_reports"]), *counted.by_text["project_reports"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_shares_are_those_of_the_counts(counted, words, lang):
    shown = report.precision_bars(counted, words[lang])
    for count in counted.precision.values():
        assert f"<b>{count}</b><em>{round(100 * count / counted.projects)}%</em>" in shown
    assert f"<b>{counted.stand_ins['county']}</b>" in report.stand_in_bars(counted, words[lang])


def test_findings_say_how_many_of_how_many(counted, words):
    shown = report.findings(counted, words["en"])
    for count, total in (
        (counted.in_one_text, counted.projects),
        (len(counted.silent), counted.promised),
        (counted.undated, counted.figures),
    ):
        assert f"<b>{count}</b><small>of {total}</small>" in shown


def test_contradicted_projects_lead_to_their_history(atlas, counted, words):
    shown = report.project_names(atlas, counted.contradicted, words["zh"], link)
    assert shown.count("<a ") == len(counted.contradicted) > 0


def test_a_silent_promise_says_what_was_due_when_and_where_it_is_written(atlas, counted, words):
    shown = report.silent_promises(atlas, counted, words["zh"], link)
    assert shown.count("<li>") == len(counted.silent)
    first = counted.silent[0].report
    assert f"href='/project/{first['project_id']}'" in shown
    assert f"href='/source/{first['source_id']}'" in shown


def test_every_doubt_is_told_with_its_text_and_lines(atlas, counted, words):
    shown = report.doubt_list(atlas, counted.doubts, words["zh"], link)
    assert shown.count("<li>") == len(atlas.tables["doubts"])
    assert shown.count("href='/source/") == len(atlas.tables["doubts"])
    assert "类烦" in shown


def test_doubts_ahead_are_counted(atlas, counted, words):
    assert str(len(atlas.tables["doubts"])) in report.doubts_ahead(counted, words["en"], "/data?topic=doubts")
