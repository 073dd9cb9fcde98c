"""CSV that a spreadsheet opens as it is meant: marked UTF-8, numbers as numbers, no text as a formula."""

from __future__ import annotations

import csv
import io
import zipfile

import pandas as pd
import pytest

from geo.export import delimited


def cells(content):
    """Return the rows of a file as a spreadsheet reads them."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_table_comes_back_as_it_is_in_the_record(whole_atlas, data_dir):
    for name, table in whole_atlas.tables.items():
        header, *rows = cells(delimited.csv_file(table))
        kept = pd.read_csv(data_dir / "tables" / f"{name}.csv", dtype=str, keep_default_na=False)
        assert header == kept.columns.tolist()
        for column, field in enumerate(header):
            column_read = [row[column] for row in rows]
            if pd.api.types.is_float_dtype(table[field]):
                assert [float(cell or "nan") for cell in column_read] == pytest.approx(
                    table[field].tolist(), nan_ok=True
                )
            else:
                assert [cell.removeprefix("'") for cell in column_read] == kept[field].tolist()


@pytest.mark.parametrize(
    "hostile",
    ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x"],
)
def test_a_text_that_begins_like_a_formula_has_an_apostrophe_before_it(hostile):
    _, row = cells(delimited.csv_file(pd.DataFrame({"a": [hostile]})))
    assert row[0] == f"'{hostile}"


@pytest.mark.parametrize("plain", ["=", "-", "", "太绥高铁", "a=b", "2024-H1", "“-”"])
def test_any_other_text_stays_as_it_is(plain):
    _, row = cells(delimited.csv_file(pd.DataFrame({"b": ["x"], "a": [plain]})))
    assert row[1] == plain


def test_numbers_stay_numbers_and_what_is_missing_is_empty():
    table = pd.DataFrame(
        {
            "value": [-5.0, 6.666666667, float("nan")],
            "order": pd.array([1, None, 3], dtype="Int64"),
            "day": [pd.Timestamp(2024, 3, 31), pd.NaT, pd.NaT],
            "line": [2, 3, 4],
        }
    )
    assert cells(delimited.csv_file(table)) == [
        ["value", "order", "day"],
        ["-5", "1", "2024-03-31"],
        ["6.666666667", "", ""],
        ["", "3", ""],
    ]


def test_commas_quotes_and_lines_within_a_cell_stay_in_it():
    text = 'a, "b"\nc'
    assert cells(delimited.csv_file(pd.DataFrame({"a": [text]})))[1] == [text]


def test_lines_end_as_windows_ends_them():
    assert delimited.csv_file(pd.DataFrame({"a": ["x"]})) == b"\xef\xbb\xbfa\r\nx\r\n"


def test_the_archive_holds_every_table_and_is_the_same_each_time(atlas):
    content = delimited.csv_archive(atlas)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.namelist() == [f"{name}.csv" for name in atlas.tables]
        assert package.read("projects.csv") == delimited.csv_file(atlas.tables["projects"])
    assert delimited.csv_archive(atlas) == content
