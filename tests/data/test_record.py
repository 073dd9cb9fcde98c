"""The curated record itself: every row against the contract, and what the texts are known to say."""

from __future__ import annotations

import pytest

from geo.read.record import read_record
from geo.read.shapes import PRECISIONS

BUILT = {"completed", "operating"}


@pytest.fixture(scope="module")
def tables(atlas):
    return atlas.tables


@pytest.fixture(scope="module")
def project_ids(tables):
    return set(tables["projects"]["project_id"])


def lines_of(atlas, project_id):
    reports = atlas.history(project_id)
    return dict(zip(reports["locator"], reports["status"], strict=True))


def test_every_printed_name_stands_in_the_lines_given_for_it(data_dir, texts_dir):
    assert len(read_record(data_dir, texts_dir).tables["project_reports"]) > 100


def test_there_are_five_texts_and_each_reports_on_a_project(tables):
    texts = tables["sources"].query("kind == 'text'")["source_id"]
    counts = tables["project_reports"]["source_id"].value_counts()
    assert len(texts) == 5
    assert set(counts.index) == set(texts)
    assert (counts > 0).all()


def test_each_text_is_a_file_of_its_own(tables):
    files = tables["sources"].query("kind == 'text'")["file"]
    assert files.str.fullmatch(r"\d{3}_[0-9a-f]{16}\.txt").all()
    assert files.is_unique


@pytest.mark.parametrize("table", ["project_reports", "project_places"])
def test_every_project_has_a_row_in(table, tables, project_ids):
    assert set(tables[table]["project_id"]) == project_ids


def test_every_project_has_a_shape_of_a_known_precision(atlas, project_ids):
    assert set(atlas.features["project_id"]) == project_ids
    assert set(atlas.features["precision"]) <= set(PRECISIONS)
    assert not atlas.features.geometry.is_empty.any()


def test_every_project_lies_in_or_reaches_one_of_the_five_cities(atlas):
    cities = set(atlas.city_ids)
    assert len(cities) == 5
    strays = [p for p, ids in atlas.projects["place_ids"].items() if not ids & cities]
    assert strays == []


def test_a_zone_or_county_of_the_record_lies_in_a_place_of_the_record(tables):
    places = tables["places"]
    below = places[places["level"].isin(["county", "zone"])]
    assert below["parent_id"].isin(places["place_id"]).all()


def test_a_group_has_one_colour_and_no_other_group_has_it(tables):
    colours = tables["project_types"].groupby("group")["colour"].agg(set)
    assert colours.map(len).eq(1).all()
    assert len(set().union(*colours)) == len(colours)


def test_no_project_counts_as_built_unless_a_report_says_so(atlas):
    stated = atlas.reports.groupby("project_id")["status"].agg(set)
    built = atlas.projects[atlas.projects["status"].isin(BUILT)]
    assert not built.empty
    assert [p for p, row in built.iterrows() if row["status"] not in stated[p]] == []


def test_no_promise_is_recorded_as_built(tables):
    promises = tables["project_reports"].query("due_precision != ''")
    assert not promises.empty
    assert set(promises["status"]).isdisjoint(BUILT)


def test_a_milestone_that_only_a_deputy_suggested_states_no_stage(tables):
    suggested = tables["project_reports"].query("milestone_zh.str.contains('代表建议')")
    assert {"green-wave-signals", "adaptive-signals", "rural-water-upgrading"} <= set(suggested["project_id"])
    assert set(suggested["status"]) == {""}


def test_the_green_waves_take_their_stage_from_the_report_and_not_from_the_suggestion(atlas):
    stages = lines_of(atlas, "green-wave-signals")
    assert stages["L91"] == ""
    assert stages["L97"] == "building"
    assert atlas.projects.at["green-wave-signals", "status"] == "building"


def test_longcheng_street_stands_in_two_texts_and_the_newer_says_that_traffic_runs(atlas):
    reports = atlas.history("longcheng-street")
    assert reports["source_id"].unique().tolist() == ["cluster-2023", "jinzhong-plenum-2023"]
    newest = reports[reports["source_id"] == "jinzhong-plenum-2023"]
    assert set(newest["status"]) == {"operating", "completed"}
    assert atlas.projects.at["longcheng-street", "status"] == "operating"
    assert not atlas.projects.at["longcheng-street", "is_contradicted"]


def test_the_binhe_east_road_is_done_and_under_way_in_one_text_and_flagged_for_it(atlas):
    reports = atlas.history("binhe-east-south")
    assert set(reports[reports["source_id"] == "cluster-2023"]["status"]) == {"completed", "advancing"}
    assert atlas.projects.at["binhe-east-south", "is_contradicted"]


def test_the_gujiao_expressway_is_prepared_in_the_sections_of_two_cities(atlas):
    reports = atlas.history("gujiao-loufan-fangshan")
    assert reports["source_id"].unique().tolist() == ["cluster-2023"]
    assert reports["locator"].tolist() == ["L23", "L67"]
    assert atlas.projects.at["gujiao-loufan-fangshan", "status"] == "prepared"
    assert not atlas.projects.at["gujiao-loufan-fangshan", "is_contradicted"]


def test_the_taisui_railway_stands_as_prepared_though_one_line_says_advancing(atlas):
    assert lines_of(atlas, "taisui-hsr") == {"L23": "advancing", "L67": "prepared"}
    assert atlas.projects.at["taisui-hsr", "status"] == "prepared"
    assert atlas.projects.at["taisui-hsr", "is_contradicted"]


def test_the_qixian_lishi_expressway_is_suspended(atlas):
    assert "祁离高速" in atlas.projects.at["qili-expressway", "name_zh"]
    assert atlas.projects.at["qili-expressway", "status"] == "suspended"


def test_the_misprint_of_loufan_is_kept_as_printed_and_mended_in_the_name(atlas):
    printed = atlas.history("gujiao-loufan-fangshan")["printed_name"]
    assert printed.str.contains("类烦").all()
    assert "娄烦" in atlas.projects.at["gujiao-loufan-fangshan", "name_zh"]
    assert not atlas.projects["name_zh"].str.contains("类烦").any()
