"""The workbook as Excel opens it: typed cells, a header that stays and filters, fields and sources beside the tables."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from geo.export.workbook import workbook
from geo.read.schema import read_descriptor


@pytest.fixture(scope="module")
def descriptor(data_dir):
    return read_descriptor(data_dir)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def book(atlas, descriptor, words):
    return opened(workbook(atlas, descriptor, words["zh"]))


def column(sheet, name):
    header = [cell.value for cell in sheet[1]]
    return [
        cell for (cell,) in sheet.iter_rows(min_row=2, min_col=header.index(name) + 1, max_col=header.index(name) + 1)
    ]


def test_every_table_is_a_sheet_between_what_it_is_and_what_it_rests_on(atlas, book):
    assert book.sheetnames == ["说明", *atlas.tables, "字段", "来源说明"]


def test_every_cell_is_as_in_the_record(atlas, book):
    for name, table in atlas.tables.items():
        sheet = book[name]
        assert sheet.max_row == len(table) + 1
        for field in table.columns.drop("line"):
            cells = [cell.value for cell in column(sheet, field)]
            wanted = [None if pd.isna(value) or value == "" else value for value in table[field]]
            assert cells == [pytest.approx(v) if isinstance(v, float) else v for v in wanted], (name, field)


def test_numbers_are_numbers_dates_are_dates_and_codes_are_text(book):
    assert {cell.data_type for cell in column(book["figures"], "value")} == {"n"}
    dates = [cell for cell in column(book["sources"], "published_on") if cell.value is not None]  # some pages have none
    assert all(isinstance(cell.value, dt.datetime) and cell.is_date for cell in dates)
    assert {cell.data_type for cell in column(book["places"], "place_id")} == {"s"}
    assert {cell.number_format for cell in column(book["places"], "place_id")} == {"@"}


def test_the_header_stays_and_filters(atlas, book):
    for name, table in atlas.tables.items():
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        last = openpyxl.utils.get_column_letter(table.shape[1] - 1)
        assert sheet.auto_filter.ref == f"A1:{last}{max(len(table), 1) + 1}"


def test_a_text_that_begins_like_a_formula_is_a_text(atlas, descriptor, words):
    hostile = '=HYPERLINK("http://x")'
    spoilt = replace(
        atlas, tables={**atlas.tables, "roles": atlas.tables["roles"].assign(role_zh=hostile, role_en="http://x")}
    )
    sheet = opened(workbook(spoilt, descriptor, words["zh"], ("roles",)))["roles"]
    assert {(cell.data_type, cell.value) for cell in column(sheet, "role_zh")} == {("s", hostile)}
    assert {cell.hyperlink for cell in column(sheet, "role_en")} == {None}


def test_one_table_comes_with_its_fields_and_the_sources_that_it_cites(atlas, descriptor, words):
    book = opened(workbook(atlas, descriptor, words["en"], ("figures",)))
    assert book.sheetnames == ["About", "figures", "Fields", "Cited sources"]
    fields = [cell.value for cell in column(book["Fields"], "Field")]
    assert fields == [f for f in atlas.tables["figures"].columns if f != "line"]
    ids = {cell.value for cell in column(book["Cited sources"], "Id")}
    assert ids == set(atlas.tables["figures"]["source_id"])


def test_a_table_that_cites_nothing_has_an_empty_sheet_of_sources(atlas, descriptor, words):
    assert opened(workbook(atlas, descriptor, words["en"], ("units",)))["Cited sources"].max_row == 1


@pytest.mark.parametrize(("lang", "meaning"), [("zh", "阶段编号"), ("en", "id of the stage")])
def test_fields_are_explained_in_the_readers_language(atlas, descriptor, words, lang, meaning):
    book = opened(workbook(atlas, descriptor, words[lang], ("statuses",)))
    assert meaning in {cell.value for (*_, cell) in book.worksheets[2].iter_rows(min_row=2)}


def test_the_first_sheet_says_up_to_when_it_knows_and_on_which_terms(book):
    text = " ".join(str(cell.value or "") for (cell,) in book["说明"].iter_rows(max_col=1))
    assert "2026年1月" in text
    assert "CC BY 4.0" in text


def test_an_unknown_table_is_an_error_of_the_program(atlas, descriptor, words):
    with pytest.raises(KeyError, match="nonsense"):
        workbook(atlas, descriptor, words["zh"], ("nonsense",))


def test_the_same_record_gives_the_same_workbook(atlas, descriptor, words):
    first, second = (workbook(atlas, descriptor, words["zh"], ("statuses",)) for _ in range(2))
    assert first == second
