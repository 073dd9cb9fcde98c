"""The project package holds to OC4IDS, and claims no more than the record does."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from geo.__main__ import main
from geo.export import oc4ids

STANDARD = Path(__file__).parent / "oc4ids"
CODES = json.loads((STANDARD / "codelists.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((STANDARD / "package.schema.json").read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


@pytest.fixture(scope="module")
def package(atlas):
    return oc4ids.oc4ids(atlas)


@pytest.fixture(scope="module")
def projects(package):
    return {project["id"].removeprefix(oc4ids.PREFIX): project for project in package["projects"]}


def faults(validator, package):
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(package)]


def test_the_command_writes_a_package_that_is_valid(validator, tmp_path, capsys):
    out = tmp_path / "out.json"
    assert main(["export", "--to", "oc4ids", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert faults(validator, json.loads(out.read_text(encoding="utf-8"))) == []


def test_the_codes_of_lists_are_in_them(package):
    parties = [party for project in package["projects"] for party in project.get("parties", [])]
    related = [other for project in package["projects"] for other in project.get("relatedProjects", [])]
    assert {role for party in parties for role in party.get("roles", [])} <= set(CODES["partyRole"])
    assert set(oc4ids.ROLES.values()) <= set(CODES["partyRole"])
    assert {other["scheme"] for other in related} <= set(CODES["relatedProjectScheme"])


@pytest.fixture(scope="module")
def small(atlas):
    """An atlas of a few projects, for what one project shows as well as all."""
    return replace(atlas, projects=atlas.projects.head(12).assign(parent_id=""))


def test_a_stage_that_the_standard_does_not_know_makes_the_package_invalid(small, validator):
    statuses = small.tables["statuses"].assign(oc4ids_status="built")
    spoilt = oc4ids.oc4ids(replace(small, tables={**small.tables, "statuses": statuses}))
    breaches = faults(validator, spoilt)
    assert breaches
    assert all("'built' is not one of ['identification', 'preparation'" in fault for fault in breaches)


SPOILT = {
    "an unknown kind of works": lambda p: p["projects"][0].update(type="planned"),
    "an empty title": lambda p: p["projects"][0].update(title=""),
    "no sector in the list": lambda p: p["projects"][0].update(sector=[]),
    "a misspelt field": lambda p: p["projects"][0].update(statsu="completion"),
    "a project without an id": lambda p: p["projects"][0].pop("id"),
    "the same project twice": lambda p: p["projects"].append(p["projects"][0]),
    "no project": lambda p: p["projects"].clear(),
    "a bare date": lambda p: p.update(publishedDate="2026-01-31"),
    "a version of three numbers": lambda p: p.update(version="0.9.5"),
    "no address of its own": lambda p: p.pop("uri"),
    "a publisher without a name": lambda p: p["publisher"].pop("name"),
    "a document without an id": lambda p: p["projects"][0]["documents"][0].pop("id"),
    "a gazetteer without codes": lambda p: p["projects"][0]["locations"][-1].update(
        gazetteer={"scheme": "x", "identifiers": []}
    ),
    "a shape of no kind": lambda p: p["projects"][0]["locations"][0].update(
        geometry={"type": "Circle", "coordinates": [112, 37]}
    ),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_the_check_of_packages_refuses(package, validator, spoil):
    spoilt = copy.deepcopy(package)
    spoil(spoilt)
    assert faults(validator, spoilt)


def test_every_project_is_there_once_under_its_prefix(atlas, package):
    ids = [project["id"] for project in package["projects"]]
    assert ids == [f"central-shanxi-atlas-{project_id}" for project_id in atlas.projects.index]


def test_a_project_has_the_stage_and_the_works_that_the_record_has(atlas, projects):
    known = atlas.statuses["oc4ids_status"].to_dict()
    for row in atlas.projects.itertuples():
        project = projects[row.Index]
        assert (project["title"], project["description"]) == (row.name_zh, row.summary_zh)
        assert project.get("status") == known.get(row.status)
        assert project.get("type", "") == row.work_type


def test_a_sector_stands_after_the_one_that_it_is_a_part_of(atlas, projects):
    for row in atlas.projects.itertuples():
        sector = atlas.types.at[row.type, "sector"]
        assert projects[row.Index]["sector"] == ([sector.split(".")[0], sector] if "." in sector else [sector])


def test_no_date_of_completion_is_made_of_a_promise(atlas, package):
    assert atlas.reports["due_on"].notna().any()
    assert not {"period", "completion", "milestones", "forecasts"} & {key for p in package["projects"] for key in p}


def test_shapes_of_their_own_are_locations_that_say_how_they_are_known(atlas, projects):
    for row in atlas.features.itertuples():
        location = {entry["id"]: entry for entry in projects[row.project_id]["locations"]}.get(row.feature_id)
        if row.precision == "admin":
            assert location is None
        else:
            assert location["geometry"]["type"] == row.geometry.geom_type
            assert f"（{oc4ids.PRECISIONS[row.precision]}）：{row.basis_zh}" in location["description"]


def test_the_words_for_precision_are_those_of_the_map(words):
    assert {key: words["zh"](f"precision_short.{key}") for key in oc4ids.PRECISIONS} == oc4ids.PRECISIONS


def test_units_are_named_in_chinese_and_by_their_codes(atlas, projects):
    stand_ins = atlas.features[atlas.features["precision"] == "admin"]
    assert len(stand_ins)
    for row in stand_ins.itertuples():
        units = projects[row.project_id]["locations"][-1]
        assert "geometry" not in units
        assert set(row.place_ids) <= set(units["gazetteer"]["identifiers"])
        assert all(atlas.label(place, "zh") in units["description"] for place in row.place_ids)
        assert row.basis_zh in units["description"]


def test_a_gazetteer_holds_six_digit_codes_only(projects):
    gazetteers = [place["gazetteer"] for p in projects.values() for place in p["locations"] if "gazetteer" in place]
    assert gazetteers
    for gazetteer in gazetteers:
        assert gazetteer["scheme"] == "GB-T-2260"
        assert all(len(code) == 6 and code.isdigit() for code in gazetteer["identifiers"])


def test_documents_are_the_texts_with_their_lines_and_days(atlas, projects):
    for project_id, project in projects.items():
        history = atlas.history(project_id)
        documents = {document["id"]: document for document in project["documents"]}
        assert list(documents) == list(dict.fromkeys(history["source_id"]))
        for row in history.itertuples():
            document = documents[row.source_id]
            assert document["title"] == row.title_zh
            assert f"{row.printed_name}（{row.locator}）" in document["description"]
            assert document["datePublished"] == f"{row.published_on:%Y-%m-%d}T00:00:00+08:00"
        assert project["updated"] == project["documents"][-1]["datePublished"]


@pytest.fixture
def road(small):
    """One project with an authority that runs it too, a tenant, and a parent."""
    first, second, third = small.projects.index[:3]
    organisations = small.tables["organisations"].head(0)
    organisations = organisations.reindex(range(2)).assign(organisation_id=["office", "firm"], name_zh=["局", "公司"])
    parts = small.tables["project_organisations"].head(0)
    parts = parts.reindex(range(3)).assign(
        project_id=first, organisation_id=["office", "office", "firm"], role=["authority", "operator", "tenant"]
    )
    tables = {**small.tables, "organisations": organisations, "project_organisations": parts}
    parents = small.projects.index.map({second: third}).fillna("")
    drafted = replace(small, tables=tables, projects=small.projects.assign(parent_id=parents))
    return oc4ids.oc4ids(drafted)["projects"][:3]


def test_an_organisation_has_a_role_only_where_the_standard_has_one_that_fits(road):
    assert road[0]["parties"] == [
        {"id": "office", "name": "局", "roles": ["publicAuthority"]},
        {"id": "firm", "name": "公司"},
    ]
    assert "parties" not in road[1]


def test_a_project_names_the_one_that_it_belongs_to(road):
    [related] = road[1]["relatedProjects"]
    assert (related["scheme"], related["identifier"], related["title"]) == ("oc4ids", road[2]["id"], road[2]["title"])
    assert "relationship" not in related
    assert "relatedProjects" not in road[0]


def test_the_same_record_gives_the_same_package_and_another_gives_another_address(small):
    package = oc4ids.oc4ids(small)
    assert oc4ids.oc4ids(small) == package
    renamed = replace(small, projects=small.projects.assign(name_zh="路"))
    assert oc4ids.oc4ids(renamed)["uri"] != package["uri"]


def test_the_package_is_dated_by_the_newest_text_and_of_version_0_9(atlas, package):
    assert package["publishedDate"] == f"{atlas.reports['published_on'].max():%Y-%m-%d}T00:00:00+08:00"
    assert package["version"] == "0.9"


def test_the_file_is_written_in_characters_and_not_in_escapes(atlas, package):
    text = oc4ids.oc4ids_file(atlas).decode()
    assert json.loads(text) == package
    assert atlas.projects["name_zh"].iloc[0] in text
