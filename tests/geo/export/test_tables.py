"""The register of a view: names instead of ids, in the reader's language."""

from __future__ import annotations

import pytest

from geo.atlas.filters import Filters
from geo.export.tables import register

KEYS = ["name", "type", "status", "places", "cross", "precision", "latest"]


def row(atlas, words, project_id, q=""):
    view = atlas.view(Filters(q=q))
    return register(view, words).iloc[view.row_of(project_id)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_project_has_a_row_under_headings_of_the_language(atlas, words, lang):
    table = register(atlas.view(), words[lang])
    assert sorted(table.columns) == sorted(words[lang](f"table.{key}") for key in KEYS)
    assert table[words[lang]("table.name")].tolist() == atlas.projects[f"name_{lang}"].tolist()


def test_rows_stand_in_the_order_of_the_view(atlas, words):
    view = atlas.view(Filters(group=("rail",)))
    assert register(view, words["en"])["Project"].tolist() == view.projects["name_en"].tolist()


def test_a_row_is_written_in_words(atlas, words):
    found = row(atlas, words["en"], "qili-expressway")
    assert found.to_dict() == {
        "Project": "Qixian–Lishi Expressway",
        "Type": "Expressway",
        "Stage": "Suspended",
        "Cities": "Jinzhong, Lüliang",
        "Cross-city": True,
        "Precision": "Schematic",
        "Latest report": "May 2023",
    }


def test_chinese_cities_stand_short(atlas, words):
    assert row(atlas, words["zh"], "longcheng-street")[words["zh"]("table.places")] == "太原、晋中"


def test_the_latest_report_is_the_newest_even_when_it_states_no_stage(atlas, words):
    newest = atlas.history("adaptive-signals")["published_on"].max()
    assert str(newest.year) in row(atlas, words["en"], "adaptive-signals")["Latest report"]


def test_no_cell_but_a_stage_that_no_text_states_is_empty(atlas, words):
    table = register(atlas.view(), words["en"])
    unstated = atlas.projects["status"].eq("").to_numpy()
    assert table["Stage"].isna().tolist() == unstated.tolist()
    assert table.drop(columns=["Stage", "Cities"]).notna().all(axis=None)


def test_a_view_of_nothing_gives_a_table_without_rows(atlas, words):
    assert register(atlas.view(Filters(q="zzzz")), words["en"]).empty
