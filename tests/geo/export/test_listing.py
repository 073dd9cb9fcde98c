"""The register as a table: every column in both languages, dates no more exact than they are known."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.atlas.filters import Filters
from geo.export.listing import COLUMNS, heading, listing


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_has_a_row_a_project_and_every_column_in_words(atlas, words, lang):
    view = atlas.view()
    table = listing(view, words[lang])
    assert list(table.columns) == [heading(column, words[lang]) for column in COLUMNS]
    assert len(set(table.columns)) == len(COLUMNS)
    assert list(table.index) == list(view.projects.index)
    assert table.notna().all().all()


def test_a_row_says_what_the_texts_say(atlas, words):
    row = listing(atlas.view(), words["zh"]).loc["gujiao-loufan-fangshan"]
    assert row["项目"] == "古交—娄烦—方山高速公路"
    assert row["所在市"] == "太原、吕梁"
    assert row["首次报道"] == row["最近报道"] == "2023年05月"
    assert row["承诺时间"] == "2023年（已过）"
    assert row["记载条数"] == 2
    assert row["文章"] == "2023年5月 山西中部城市群"


def test_a_promise_is_not_past_before_its_time(atlas, words):
    early = listing(atlas.view(Filters(day=dt.date(2023, 6, 1))), words["en"])
    assert early.at["gujiao-loufan-fangshan", "Promised for"] == "2023"


def test_rows_are_numbered_in_the_order_shown(atlas, words):
    table = listing(atlas.view(Filters(group=("rail",))), words["en"])
    assert table["No."].tolist() == list(range(1, len(table) + 1))


def test_an_empty_view_gives_an_empty_table(atlas, words):
    assert listing(atlas.view(Filters(q="zzzz")), words["zh"]).empty
