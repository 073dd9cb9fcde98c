"""What stands in one language stands in the other, and each column is in its own."""

from __future__ import annotations

import pytest

from geo.read.rules import languages
from geo.read.shapes import read_shapes
from geo.words.faults import sentence


@pytest.fixture
def layer(data_dir):
    return read_shapes(data_dir / "shapes")[0]


def pairs(tables):
    return [
        (name, column, f"{column[:-3]}_en")
        for name, table in tables.items()
        for column in table.columns
        if column.endswith("_zh")
    ]


def test_every_pair_of_every_table_is_asked_for_both_languages(draft, layer):
    wanted = pairs(draft.tables)
    assert {name for name, _, _ in wanted} >= {"sources", "places", "project_reports", "figures", "units", "doubts"}
    added = []
    for name, zh, en in wanted:
        added.append((f"tables/{name}.csv", draft.add(name, **{zh: "文", en: ""}), en, f"is empty, but {zh} is not"))
        added.append((f"tables/{name}.csv", draft.add(name, **{zh: "", en: "text"}), zh, f"is empty, but {en} is not"))
    faults = {(f.file, f.row, f.field): sentence(f, "en") for f in languages.language_faults(draft.tables, layer)}
    for file, line, field, message in added:
        assert faults[file, line, field].startswith(message)


@pytest.mark.parametrize(
    ("table", "field", "text", "message"),
    [
        ("roles", "role_zh", "Core", "found 'Core', expected Chinese"),
        ("roles", "role_zh", "GDP 2024", "found 'GDP 2024', expected Chinese"),
        ("roles", "role_en", "The 核 of it", "found '核' in it, expected English"),
        ("cooperation", "mechanism_en", "Buses 通车", "found '通' in it, expected English"),
    ],
)
def test_a_text_in_the_other_language_is_named(draft, layer, table, field, text, message):  # noqa: PLR0913, PLR0917
    line = draft.add(table, **{field: text})
    assert draft.found(languages.language_faults, table, line, layer) == [(field, message)]


def test_a_latin_name_stands_alike_on_both_sides_or_is_no_chinese_name(draft, layer):
    line = draft.add("sources", publisher_zh="Taiyuan Daily", publisher_en="Daily of Taiyuan")
    faults = draft.found(languages.language_faults, "sources", line, layer)
    assert faults == [("publisher_zh", "found 'Taiyuan Daily', expected Chinese")]


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("roles", {"role_zh": "5G枢纽", "role_en": "5G hub"}),
        ("units", {"label_zh": "%", "label_en": "%"}),
        ("project_reports", {"note_zh": "另见“类烦”", "note_en": "Printed 类烦"}),
        ("project_reports", {"note_zh": "", "note_en": ""}),
        ("projects", {"summary_en": "Printed 类烦"}),
        ("doubts", {"doubt_en": "The character 娄 is printed 类"}),
        ("sources", {"publisher_zh": "GeoNames", "publisher_en": "GeoNames"}),
    ],
)
def test_signs_without_letters_quotations_in_notes_and_empty_pairs_are_right(draft, layer, table, values):
    line = draft.add(table, **values)
    assert draft.found(languages.language_faults, table, line, layer) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [({"part_zh": "段", "part_en": ""}, "part_en"), ({"basis_zh": "Basis", "basis_en": "Basis"}, "basis_zh")],
)
def test_a_shape_is_held_to_it_too(draft, layer, values, field):
    row = layer.index[-1]
    spoilt = layer.copy()
    for column, value in values.items():
        spoilt.loc[row, column] = value
    at = (layer.at[row, "file"], layer.at[row, "line"], field)
    assert at in {(f.file, f.row, f.field) for f in languages.language_faults(draft.tables, spoilt)}
    assert at not in {(f.file, f.row, f.field) for f in languages.language_faults(draft.tables, layer)}
