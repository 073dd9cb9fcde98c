"""The quality report counts the record, and changes with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.atlas.quality import quality


@pytest.fixture(scope="module")
def counted(atlas):
    return quality(atlas)


def test_rows_are_those_of_the_tables(atlas, counted):
    assert counted.rows == {name: len(table) for name, table in atlas.tables.items()}
    assert list(counted.by_text.index) == list(atlas.texts.index)


def test_every_project_has_one_precision(counted):
    assert sum(counted.precision.values()) == counted.projects
    assert list(counted.precision) == [
        p for p in ("precise", "approximate", "schematic", "admin") if p in counted.precision
    ]


def test_units_stand_for_the_projects_that_have_no_shape_of_their_own(atlas, counted):
    own = atlas.features[atlas.features["precision"] != "admin"]["project_id"]
    assert sum(counted.stand_ins.values()) == counted.projects - own.nunique()
    assert set(counted.stand_ins) <= {"county", "prefecture", "province", "cluster"}


def test_a_project_in_a_county_and_a_city_counts_as_wide_as_the_city(atlas, counted):
    levels = atlas.places["level"]
    mixed = [ids for ids in atlas.features["place_ids"] if len({levels[i] for i in ids}) > 1]
    assert mixed
    counties_only = sum({levels[i] for i in ids} == {"county"} for ids in atlas.features["place_ids"])
    assert counted.stand_ins["county"] <= counties_only


def test_projects_without_a_stage_are_named(atlas, counted):
    assert counted.unstaged == atlas.projects.index[atlas.projects["status"] == ""].tolist()
    none = replace(atlas, projects=atlas.projects.assign(status=""))
    assert len(quality(none).unstaged) == len(atlas.projects)


def test_a_project_told_by_one_text_only_is_counted(atlas, counted):
    texts = atlas.reports.groupby("project_id")["source_id"].agg(set)
    assert counted.in_one_text == sum(len(ids) == 1 for ids in texts)


def test_of_a_silent_promise_no_later_work_is_reported_after_its_day_which_is_past(atlas, counted):
    assert 0 < len(counted.silent) <= counted.promised
    newest = atlas.reports["published_on"].max()
    for promise in counted.silent:
        kind = atlas.projects["kind"][promise.report["project_id"]]
        after = [row for row in promise.later if row["status"] and row["happened_on"] > promise.report["due_on"]]
        assert not after or kind in ("programme", "service")
        assert promise.report["due_on"] <= newest


def test_doubts_are_counted_by_kind(atlas, counted):
    assert sum(counted.doubts.values()) == len(atlas.tables["doubts"])


def test_figures_without_a_period_are_counted(atlas, counted):
    assert counted.undated == (atlas.tables["figures"]["period"] == "").sum()
    assert counted.figures == len(atlas.tables["figures"])


def test_a_public_page_is_no_second_text(whole_atlas, atlas):
    assert quality(whole_atlas).in_one_text == quality(atlas).in_one_text > 0
