"""The columns of projects: each, and one made up here, stands where the list says, in words, with values of its type."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile

import openpyxl
import pandas as pd
import pytest

from geo.atlas.filters import Filters
from geo.export.columns import COLUMNS, Column, columns_of, headed_table, project_table
from geo.export.selection import selection


def register(view, words):
    return headed_table(view, words, "map")


def listing(view, words):
    return headed_table(view, words, "register")


def row(atlas, words, project_id, q=""):
    view = atlas.view(Filters(q=q))
    return register(view, words).iloc[view.row_of(project_id)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_project_has_a_row_under_headings_of_the_language(atlas, words, lang):
    table = register(atlas.view(), words[lang])
    assert list(table.columns) == [column.heading(words[lang]) for column in columns_of("map").values()]
    assert table[words[lang]("table.name")].tolist() == atlas.projects[f"name_{lang}"].tolist()


def test_rows_stand_in_the_order_of_the_view(atlas, words):
    view = atlas.view(Filters(group=("rail",)))
    assert register(view, words["en"])["Project"].tolist() == view.projects["name_en"].tolist()


def test_a_row_is_written_in_words(atlas, words):
    written = row(atlas, words["en"], "qili-expressway")
    assert written.to_dict() == {
        "Project": "Qixian–Lishi Expressway",
        "Type": "Expressway",
        "Stage": "Suspended",
        "Cities": "Jinzhong, Lüliang",
        "Cross-city": True,
        "Precision": "Schematic",
        "Latest report": "2023-05",
    }


def test_chinese_cities_stand_short(atlas, words):
    assert row(atlas, words["zh"], "longcheng-street")[words["zh"]("table.places")] == "太原、晋中"


def test_the_latest_report_is_the_newest_even_when_it_states_no_stage(atlas, words):
    newest = atlas.history("adaptive-signals")["published_on"].max()
    assert str(newest.year) in row(atlas, words["en"], "adaptive-signals")["Latest report"]


def test_no_cell_but_a_stage_that_no_text_states_is_empty(atlas, words):
    table = register(atlas.view(), words["en"])
    unstated = atlas.projects["status"].eq("").to_numpy()
    assert table["Stage"].eq("").tolist() == unstated.tolist()
    assert table.drop(columns=["Stage", "Cities"]).notna().all(axis=None)


def test_a_view_of_nothing_gives_a_table_without_rows(atlas, words):
    assert register(atlas.view(Filters(q="zzzz")), words["en"]).empty


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_has_a_row_a_project_and_every_column_in_words(atlas, words, lang):
    view = atlas.view()
    table = listing(view, words[lang])
    assert list(table.columns) == [column.heading(words[lang]) for column in columns_of("register").values()]
    assert len(set(table.columns)) == len(table.columns)
    assert list(table.index) == list(view.projects.index)
    assert table.notna().all().all()


def test_a_row_says_what_the_texts_say(atlas, words):
    row = listing(atlas.view(), words["zh"]).loc["gujiao-loufan-fangshan"]
    assert row["项目"] == "古交—娄烦—方山高速公路"
    assert row["所在市"] == "太原、吕梁"
    assert row["首次报道"] == row["最近报道"] == "2023年05月"
    assert row["承诺时间"] == "2023年（已过）"
    assert row["记载条数"] == 2
    assert row["来源"] == "2023年5月 山西中部城市群"


def test_a_promise_is_not_past_before_its_time(atlas, words):
    early = listing(atlas.view(Filters(day=dt.date(2023, 6, 1))), words["en"])
    assert early.at["gujiao-loufan-fangshan", "Promised for"] == "2023"


def test_rows_are_numbered_in_the_order_shown(atlas, words):
    table = listing(atlas.view(Filters(group=("rail",))), words["en"])
    assert table["No."].tolist() == list(range(1, len(table) + 1))


def test_an_empty_view_gives_an_empty_table(atlas, words):
    assert listing(atlas.view(Filters(q="zzzz")), words["zh"]).empty


MADE_UP = Column(
    "words_in_name",
    "register.facet_source",
    "number",
    ("map", "register", "file", "layer"),
    lambda p: p["name_en"].str.len(),
    (40, 50),
    unit="count.crossing",
    alias="WORDS",
)


@pytest.fixture
def more(monkeypatch, words):
    """The words, after the list has got a column more."""
    monkeypatch.setattr("geo.export.columns.COLUMNS", [*COLUMNS, MADE_UP])
    for lang in words:
        monkeypatch.setitem(words[lang].table, f"selection.field.{MADE_UP.name}", "made up")
    return words


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", ["map", "register", "file", "layer"])
def test_every_column_stands_where_the_list_says_with_values_of_its_type(atlas, more, table, lang):
    view, columns = atlas.view(Filters(group=("rail",))), columns_of(table)
    assert MADE_UP.name in columns
    values, headed = project_table(view, more[lang], table), headed_table(view, more[lang], table)
    assert list(values.columns) == list(columns)
    assert list(values.index) == list(view.projects.index)
    assert list(headed.columns) == [column.heading(more[lang]) for column in columns.values()]
    assert table == "layer" or headed.columns.is_unique
    for name, column in columns.items():
        held, kind = values[name], column.type
        if kind == "text":
            assert held.map(lambda value: isinstance(value, str)).all(), name
        elif kind == "date":
            assert pd.api.types.is_datetime64_any_dtype(held), name
        elif kind == "flag":
            assert held.dtype == bool, name
        else:
            assert pd.api.types.is_integer_dtype(held), name


def test_no_two_columns_of_a_table_have_one_name_and_each_stands_somewhere():
    for table in ("map", "register", "file", "layer"):
        names = [column.name for column in COLUMNS if table in column.tables]
        assert len(names) == len(set(names))
    assert all(column.tables for column in COLUMNS)
    assert all(bool(column.alias) == ("layer" in column.tables) for column in COLUMNS)


def test_a_number_is_headed_by_its_unit(more):
    assert MADE_UP.heading(more["zh"]) == "文章（跨市）"
    assert MADE_UP.heading(more["en"]) == "Text (cross-city)"


def test_a_column_more_is_in_every_file(atlas, more):
    view, words = atlas.view(Filters(group=("rail",))), more["en"]
    expected = view.projects["name_en"].str.len().tolist()
    rows = list(csv.DictReader(io.StringIO(selection(view, words, "csv").decode("utf-8-sig"), newline="")))
    assert [int(row[MADE_UP.heading(words)]) for row in rows] == expected
    head, *cells = openpyxl.load_workbook(io.BytesIO(selection(view, words, "xlsx")))["Projects"].iter_rows(
        values_only=True
    )
    assert [row[head.index(MADE_UP.heading(words))] for row in cells] == expected
    features = json.loads(selection(view, words, "geojson"))["features"]
    lengths = dict(zip(view.projects.index, expected, strict=True))
    shapes = [f["properties"] for f in features if "stop_id" not in f["properties"]]
    assert {shape["project_id"]: shape[MADE_UP.name] for shape in shapes} == lengths
    with zipfile.ZipFile(io.BytesIO(selection(view, words, "shp"))) as files:
        fields = files.read("projects_fields.txt").decode("utf-8-sig")
        assert f"{'WORDS':<12}{MADE_UP.name:<22}made up" in fields
        assert all(
            b"WORDS" in files.read(name) for name in files.namelist() if name.endswith("s.dbf") and "stops" not in name
        )
    assert MADE_UP.name.encode() in selection(view, words, "kml")
    assert MADE_UP.name.encode() in selection(view, words, "gpkg")
