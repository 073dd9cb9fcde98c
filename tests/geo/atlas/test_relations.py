"""What is tied to projects and places, with names, normal units and sources joined on."""

from __future__ import annotations

import pytest

SOURCED = {"title_zh", "title_en", "published_on", "date_precision", "first_line", "locator", "printed_name"}


@pytest.mark.parametrize("name", ["figures", "partners", "parts", "cooperation"])
def test_every_row_is_kept_and_leads_to_its_source_oldest_first(atlas, name):
    table = getattr(atlas, name)
    of = {"partners": "project_organisations", "parts": "part_links"}.get(name, name)
    assert len(table) == len(atlas.tables[of])
    assert set(table.columns) >= SOURCED
    assert table["title_zh"].notna().all()
    assert table["published_on"].is_monotonic_increasing


def test_a_figure_stands_as_printed_and_in_its_normal_unit(atlas):
    area = atlas.figures_of("project", ["longcheng-street-area-project"]).iloc[0]
    assert (area["value"], area["unit"]) == (10, "万亩")
    assert area["normal_value"] == pytest.approx(66.667, abs=0.01)
    assert (area["normal_unit"], area["label_en"] != "") == ("km²", True)


def test_figures_of_a_place_are_not_those_of_a_project(atlas):
    of_city = atlas.figures_of("place", ["140700", "140900"])
    assert set(of_city["subject_id"]) == {"140700", "140900"}
    assert atlas.figures_of("project", ["140700"]).empty


def test_a_partner_has_its_name_and_its_part(atlas):
    partners = atlas.partners_of("urban-core")
    table = atlas.tables["project_organisations"]
    assert len(partners) == (table["project_id"] == "urban-core").sum() > 1
    assert partners["name_en"].notna().all()
    assert set(partners["role"]) <= {"authority", "partner", "proposer"}


def test_parts_tell_what_a_text_ties_from_what_is_inferred(atlas):
    parts = atlas.parts_of("project", atlas.projects.index)
    assert set(parts["basis"]) == {"stated", "inferred"}
    assert (parts["strategy_zh"] != "").all()
    assert (parts["part_en"] != "").all()
    assert set(atlas.parts_of("role", atlas.tables["roles"]["role_id"])["subject_kind"]) == {"role"}


def test_cooperation_is_found_by_its_project_or_by_either_side(atlas):
    table = atlas.tables["cooperation"]
    assert len(atlas.cooperation_of(project_id="urban-core")) == (table["project_id"] == "urban-core").sum() > 0
    of_jinzhong = atlas.cooperation_of(place_ids=["140700"])
    sides = (table["from_place_id"] == "140700") | (table["to_place_id"] == "140700")
    assert len(of_jinzhong) == sides.sum() > 0
    assert (of_jinzhong["from_zh"] != "").all()
    assert atlas.cooperation_of().empty


def test_a_partner_that_is_no_place_is_named_on_its_own(atlas):
    with_partner = atlas.cooperation[atlas.cooperation["partner"] != ""]
    assert (with_partner["with_en"] != "").all()
    assert (atlas.cooperation.loc[atlas.cooperation["partner"] == "", "with_en"] == "").all()


def test_neighbours_share_a_place_and_the_nearest_come_first(atlas):
    near = atlas.neighbours("longcheng-street")
    assert "longcheng-street" not in near.index
    assert near["nearness"].is_monotonic_decreasing
    own = atlas.tables["project_places"].query("project_id == 'longcheng-street'")["place_id"]
    assert all(set(shared) <= set(own) for shared in near["shared"])
    assert near.index[0] in {"longcheng-street-area-project", "urban-core", "binhe-east-south"}


def test_the_province_makes_no_neighbours(atlas):
    shared = {
        place
        for project_id in atlas.projects.index[:40]
        for ids in atlas.neighbours(project_id)["shared"]
        for place in ids
    }
    assert shared
    assert not shared & {"140000", "central-shanxi"}
