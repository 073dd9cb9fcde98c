"""What rests on which source: nothing is lost, nothing counted twice."""

from __future__ import annotations

import pytest

from geo.atlas import evidence


@pytest.fixture(scope="module")
def texts(atlas):
    return evidence.statement_counts(atlas, "text")


def test_every_table_with_lines_is_among_those_that_state_something(atlas):
    citing = {name for name, table in atlas.tables.items() if {"source_id", "locator"} <= set(table.columns)}
    assert citing == set(evidence.STATED) - {evidence.SHAPES}


def test_the_counts_add_up_to_the_tables(atlas, texts):
    for name in set(evidence.STATED) - {evidence.SHAPES}:
        assert texts[name].sum() == len(atlas.tables[name])


def test_shapes_rest_on_public_references_and_statements_on_texts(atlas, texts):
    public = evidence.statement_counts(atlas, "public")
    assert public[evidence.SHAPES].sum() == (atlas.features["source_id"] != "").sum() > 0
    assert public.drop(columns=evidence.SHAPES).sum().sum() == 0
    assert texts[evidence.SHAPES].sum() == 0


def test_each_kind_of_source_has_its_own_rows(atlas, texts):
    public = evidence.statement_counts(atlas, "public")
    assert len(texts) + len(public) == len(atlas.tables["sources"])
    assert not set(texts.index) & set(public.index)


def test_the_statements_of_a_source_are_those_that_are_counted(atlas, texts):
    for source_id in texts.index:
        counts = {name: len(rows) for name, rows in evidence.statements(atlas, source_id).items()}
        assert counts == {name: count for name, count in texts.loc[source_id].items() if count}


def test_statements_stand_in_the_order_of_lines(atlas):
    for rows in evidence.statements(atlas, "cluster-2023").values():
        assert rows["first_line"].is_monotonic_increasing


def test_every_statement_says_something_in_both_languages_of_a_subject_that_exists(atlas, texts):
    known = {
        "project": set(atlas.projects.index),
        "place": set(atlas.places.index),
        "strategy": set(atlas.tables["strategies"]["strategy_id"]),
        "": {""},
    }
    for source_id in texts.index:
        for name, rows in evidence.statements(atlas, source_id).items():
            assert (rows[["said_zh", "said_en"]] != "").all(axis=None), name
            assert all(
                key in known[kind] for kind, key in zip(rows["subject_kind"], rows["subject_id"], strict=True)
            ), name


def test_a_shape_has_no_lines(atlas):
    shapes = evidence.statements(atlas, "pub-longcheng")[evidence.SHAPES]
    assert set(shapes["locator"]) == {""}
    assert set(shapes["subject_id"]) >= {"longcheng-street"}


def test_an_unknown_source_has_no_statements(atlas):
    assert evidence.statements(atlas, "nonsense") == {}
