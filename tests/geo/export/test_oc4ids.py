"""The project package holds to OC4IDS, and claims no more than the record does."""

from __future__ import annotations

import copy
import csv
import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT4

from geo.__main__ import main
from geo.errors import ExportError
from geo.export import oc4ids, oc4ids_prefix

FALLBACK = Path(__file__).parent / "oc4ids"
CODES = json.loads((FALLBACK / "codelists.json").read_text(encoding="utf-8"))
DIGEST = json.loads((FALLBACK / "package.schema.json").read_text(encoding="utf-8"))
OWN = f"{oc4ids_prefix.OWN_PREFIX}-"

formats = FormatChecker(formats=())
"""What the standard calls ``date-time`` and ``uri``; validators know these formats only with packages of their own."""


@formats.checks("date-time", raises=ValueError)
def is_moment(text):
    return not isinstance(text, str) or bool("T" in text and dt.datetime.fromisoformat(text).tzinfo)


@formats.checks("uri")
def is_address(text):
    return not isinstance(text, str) or bool(
        re.fullmatch(r"[A-Za-z][\w+.-]*:[\w.~:/?#@!$&'()*+,;=%\[\]-]+", text, re.ASCII)
    )


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def official(oc4ids_dir):
    """The official package and project schema, which refer to each other by an address that is never asked."""
    schemas = [read_json(oc4ids_dir / f"{name}-schema.json") for name in ("project-package", "project")]
    registry = Registry().with_resources([(schema["id"], DRAFT4.create_resource(schema)) for schema in schemas])
    for schema in schemas:
        Draft4Validator.check_schema(schema)
    assert all("/0__9__5/" in schema["id"] for schema in schemas)
    return Draft4Validator(schemas[0], registry=registry, format_checker=formats)


@pytest.fixture(scope="module")
def codelists(oc4ids_dir):
    """The official codelists by the name of their file."""
    return {path.name: codes_of(path) for path in (oc4ids_dir / "codelists").glob("*.csv")}


def codes_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {row["Code"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module", params=["official", "digest"])
def validator(request):
    if request.param == "official":
        return request.getfixturevalue("official")
    Draft4Validator.check_schema(DIGEST)
    return Draft4Validator(DIGEST)


@pytest.fixture(scope="module")
def zh(words):
    return words["zh"]


@pytest.fixture(scope="module")
def package(whole_atlas, zh):
    return oc4ids.oc4ids(whole_atlas, zh)


@pytest.fixture(scope="module")
def projects(package):
    return {project["id"].removeprefix(OWN): project for project in package["projects"]}


def faults(validator, package):
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(package)]


def coded(schema, project_schema, value, path="$"):
    """Yield (path, codelist, whether it is open, code) for each code of a value, as the official schema tells."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = project_schema if name == "project-schema.json" else project_schema["definitions"][name]
    if "codelist" in schema:
        for code in value if isinstance(value, list) else [value]:
            yield path, schema["codelist"], schema["openCodelist"], code
    if isinstance(value, dict):
        for key, inner in value.items():
            assert key in schema["properties"], f"{path}.{key} is no field of OC4IDS"
            yield from coded(schema["properties"][key], project_schema, inner, f"{path}.{key}")
    elif isinstance(value, list) and "codelist" not in schema:
        for inner in value:
            yield from coded(schema.get("items", {}), project_schema, inner, f"{path}[]")


def leaves(value, path="$"):
    """Yield (path, value) for what a package holds, the empty collections included."""
    if isinstance(value, dict | list) and value:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, f"{path}.{key}")
    else:
        yield path, value


@pytest.mark.no_cover
def test_the_command_writes_a_package_that_is_valid(validator, tmp_path, capsys):
    out = tmp_path / "out.json"
    assert main(["export", "--to", "oc4ids", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert faults(validator, json.loads(out.read_text(encoding="utf-8"))) == []


@pytest.mark.no_cover
@pytest.mark.parametrize("evidence", ["", "texts"])
def test_a_package_of_either_evidence_is_valid(validator, whole_atlas, zh, evidence):
    assert faults(validator, oc4ids.oc4ids(whole_atlas.by_evidence(evidence), zh, prefix="oc4ids-bu3kcz")) == []


def test_every_field_is_one_of_the_standard_and_every_code_is_in_its_list(package, oc4ids_dir, codelists):
    schemas = [read_json(oc4ids_dir / f"{name}-schema.json") for name in ("project-package", "project")]
    codes = list(coded(*schemas, package))
    of_ours = {(name, code) for _, name, _, code in codes if code not in codelists[name]}
    assert {name for _, name, is_open, code in codes if not is_open and code not in codelists[name]} == set()
    assert {name for _, name, _, _ in codes} >= {"projectStatus.csv", "milestoneStatus.csv", "documentType.csv"}
    kinds = {("classificationScheme.csv", oc4ids.KINDS)}
    assert of_ours == kinds | {("locationGazetteers.csv", oc4ids.GAZETTEER)}, "only these two lists lack what we need"


def test_what_the_official_checker_looks_for_besides_is_not_there(package):
    """No empty value, no amount without a currency, no reference to an organisation that is not among the parties."""
    values = dict(leaves(package))
    assert not [path for path, value in values.items() if value in ({}, [], None) or str(value).strip() == ""]
    assert not [path for path in values if re.search(r"\.(amount|publicAuthority|procuringEntity)\b", path)]


def test_ids_are_unique_where_the_standard_wants_them_so(package):
    ids = [project["id"] for project in package["projects"]]
    assert len(ids) == len(set(ids))
    for project in package["projects"]:
        for name in ("locations", "parties", "milestones", "documents", "relatedProjects"):
            own = [row["id"] for row in project.get(name, [])]
            assert len(own) == len(set(own))


def test_the_digest_knows_nothing_that_the_standard_does_not(oc4ids_dir, codelists):
    whole = read_json(oc4ids_dir / "project-package-schema.json")
    project = read_json(oc4ids_dir / "project-schema.json")
    definitions = project["definitions"]
    location = definitions["Location"]["properties"]
    for ours, theirs in [
        (DIGEST, whole),
        (DIGEST["properties"]["publisher"], whole["properties"]["publisher"]),
        (DIGEST["definitions"]["project"], project),
        (DIGEST["definitions"]["location"], definitions["Location"]),
        (DIGEST["definitions"]["location"]["properties"]["geometry"], location["geometry"]),
        (DIGEST["definitions"]["location"]["properties"]["gazetteer"], location["gazetteer"]),
        (DIGEST["definitions"]["organization"], definitions["Organization"]),
        (DIGEST["definitions"]["classification"], definitions["Classification"]),
        (DIGEST["definitions"]["milestone"], definitions["Milestone"]),
        (DIGEST["definitions"]["document"], definitions["Document"]),
        (DIGEST["definitions"]["relatedProject"], definitions["RelatedProject"]),
    ]:
        assert set(ours["properties"]) <= set(theirs["properties"])
        assert set(ours["required"]) >= set(theirs.get("required", []))
        for name, field in ours["properties"].items():
            if "enum" in field:
                assert set(field["enum"]) == set(theirs["properties"][name]["enum"])
    assert {name for name, codes in CODES.items() if not set(codes) <= codelists[f"{name}.csv"]} == set()


def test_stages_kinds_of_works_and_sectors_of_the_record_are_in_the_official_lists(whole_atlas, codelists):
    assert set(whole_atlas.statuses["oc4ids_status"]) <= codelists["projectStatus.csv"]
    assert set(whole_atlas.projects["work_type"]) - {""} <= codelists["projectType.csv"]
    assert set(whole_atlas.types["sector"]) - {""} <= codelists["projectSector.csv"]


def test_the_codes_of_lists_are_in_them(package, whole_atlas):
    parties = [party for project in package["projects"] for party in project.get("parties", [])]
    related = [other for project in package["projects"] for other in project.get("relatedProjects", [])]
    kinds = {row["documentType"] for project in package["projects"] for row in project["documents"] if len(row) > 6}
    assert {role for party in parties for role in party.get("roles", [])} <= set(CODES["partyRole"])
    assert set(oc4ids.ROLES.values()) <= set(CODES["partyRole"])
    assert {other["scheme"] for other in related} <= set(CODES["relatedProjectScheme"])
    assert kinds <= set(CODES["documentType"])
    assert set(whole_atlas.types["sector"]) - {""} <= set(CODES["projectSector"])


@pytest.fixture(scope="module")
def small(atlas):
    """An atlas of a few projects, for what one project shows as well as all."""
    return replace(atlas, projects=atlas.projects.head(12).assign(parent_id=""))


def test_a_stage_that_the_standard_does_not_know_makes_the_package_invalid(small, validator, zh):
    statuses = small.tables["statuses"].assign(oc4ids_status="built")
    spoilt = oc4ids.oc4ids(replace(small, tables={**small.tables, "statuses": statuses}), zh)
    breaches = faults(validator, spoilt)
    assert breaches
    assert all("'built' is not one of ['identification', 'preparation'" in fault for fault in breaches)


@pytest.fixture(scope="module")
def few(package):
    """A package of few projects, to be spoilt."""
    chosen = [package["projects"][0], *(first_with(package, name) for name in ("parties", "milestones"))]
    return {**package, "projects": list({project["id"]: project for project in chosen}.values())}


def first_with(package, name):
    return next(project for project in package["projects"] if name in project)


SPOILT = {
    "an unknown kind of works": lambda p: p["projects"][0].update(type="planned"),
    "an empty title": lambda p: p["projects"][0].update(title=""),
    "no sector in the list": lambda p: p["projects"][0].update(sector=[]),
    "a project without an id": lambda p: p["projects"][0].pop("id"),
    "the same project twice": lambda p: p["projects"].append(p["projects"][0]),
    "no project": lambda p: p["projects"].clear(),
    "a bare date": lambda p: p.update(publishedDate="2026-01-31"),
    "a version of three numbers": lambda p: p.update(version="0.9.5"),
    "no address of its own": lambda p: p.pop("uri"),
    "a publisher without a name": lambda p: p["publisher"].pop("name"),
    "a document without an id": lambda p: p["projects"][0]["documents"][0].pop("id"),
    "a document at no address": lambda p: p["projects"][0]["documents"][0].update(url="页面"),
    "a gazetteer without codes": lambda p: p["projects"][0]["locations"][-1].update(
        gazetteer={"scheme": "x", "identifiers": []}
    ),
    "a shape of no kind": lambda p: p["projects"][0]["locations"][0].update(
        geometry={"type": "Circle", "coordinates": [112, 37]}
    ),
    "a milestone without an id": lambda p: first_with(p, "milestones")["milestones"][0].pop("id"),
    "a milestone that is done": lambda p: first_with(p, "milestones")["milestones"][0].update(status="done"),
    "a milestone met in a month": lambda p: first_with(p, "milestones")["milestones"][0].update(dateMet="2024-12"),
    "an empty list of milestones": lambda p: p["projects"][0].update(milestones=[]),
}
"""What both schemas refuse."""
STRICTLY = {
    "a misspelt field": lambda p: p["projects"][0].update(statsu="completion"),
    "a milestone with a misspelt date": lambda p: first_with(p, "milestones")["milestones"][0].update(metDate="2024"),
}
"""What passes the official schema, which allows fields of one's own, and not the digest."""


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_the_check_of_packages_refuses(few, validator, spoil):
    spoilt = copy.deepcopy(few)
    spoil(spoilt)
    assert faults(validator, spoilt)


@pytest.mark.parametrize("spoil", STRICTLY.values(), ids=STRICTLY.keys())
def test_the_digest_refuses(few, spoil):
    spoilt = copy.deepcopy(few)
    assert not faults(Draft4Validator(DIGEST), spoilt)
    spoil(spoilt)
    assert faults(Draft4Validator(DIGEST), spoilt)


def test_every_project_is_there_once_under_its_prefix(whole_atlas, package):
    ids = [project["id"] for project in package["projects"]]
    assert ids == [f"central-shanxi-atlas-{project_id}" for project_id in whole_atlas.projects.index]


def test_a_registered_prefix_begins_every_id_of_a_project(whole_atlas, zh):
    projects = oc4ids.oc4ids(whole_atlas, zh, prefix="oc4ids-bu3kcz")["projects"]
    assert [project["id"] for project in projects] == [f"oc4ids-bu3kcz-{key}" for key in whole_atlas.projects.index]
    assert all(re.match(r"oc4ids-[a-z0-9]{6}.+$", project["id"]) for project in projects), "as the checker asks"
    named = [other["identifier"] for project in projects for other in project.get("relatedProjects", [])]
    assert named
    assert set(named) <= {project["id"] for project in projects}


def test_the_prefix_of_our_own_does_not_pass_for_a_registered_one():
    assert not oc4ids_prefix.REGISTERED.match(oc4ids_prefix.OWN_PREFIX)
    assert not oc4ids_prefix.OWN_PREFIX.startswith("oc4ids")


@pytest.mark.parametrize("prefix", ["bu3kcz", "oc4ids-BU3KCZ", "oc4ids-bu3kc", "oc4ids-bu3kczz", "oc4ids-bu3kcz-"])
def test_what_can_be_no_registered_prefix_is_refused(prefix):
    with pytest.raises(ExportError, match=f"ATLAS_OC4IDS_PREFIX is “{prefix}”"):
        oc4ids_prefix.registered(prefix)


def test_a_project_has_the_stage_the_works_and_the_kind_that_the_record_has(whole_atlas, projects, zh):
    known = whole_atlas.statuses["oc4ids_status"].to_dict()
    for row in whole_atlas.projects.itertuples():
        project = projects[row.Index]
        assert (project["title"], project["description"]) == (row.name_zh, row.summary_zh)
        assert project.get("status") == known.get(row.status)
        assert project.get("type", "") == row.work_type
        [kind] = project["additionalClassifications"]
        assert (kind["id"], kind["description"]) == (row.kind, zh(f"kind.{row.kind}"))


def test_a_sector_stands_after_the_one_that_it_is_a_part_of(whole_atlas, projects):
    for row in whole_atlas.projects.itertuples():
        sector = whole_atlas.types.at[row.type, "sector"]
        wanted = [sector.split(".")[0], sector] if "." in sector else [sector] if sector else None
        assert projects[row.Index].get("sector") == wanted


def test_a_kind_of_project_that_no_sector_is_written_for_has_none(whole_atlas, projects):
    chosen = whole_atlas.projects[whole_atlas.projects["type"] == "livelihood"].index
    assert len(chosen)
    assert not any("sector" in projects[project_id] for project_id in chosen)


def test_no_date_of_completion_is_made_of_a_promise(whole_atlas, package):
    assert whole_atlas.reports["due_on"].notna().any()
    assert not {"period", "completion", "forecasts"} & {key for p in package["projects"] for key in p}


def test_shapes_of_their_own_are_locations_that_say_how_they_are_known(whole_atlas, projects, zh):
    for row in whole_atlas.features.itertuples():
        location = {entry["id"]: entry for entry in projects[row.project_id]["locations"]}.get(row.feature_id)
        if row.precision == "admin":
            assert location is None
        else:
            assert location["geometry"]["type"] == row.geometry.geom_type
            assert f"（{zh(f'precision_short.{row.precision}')}）：{row.basis_zh}" in location["description"]


def test_units_are_named_in_chinese_and_by_their_codes(whole_atlas, projects):
    stand_ins = whole_atlas.features[whole_atlas.features["precision"] == "admin"]
    assert len(stand_ins)
    for row in stand_ins.itertuples():
        units = projects[row.project_id]["locations"][-1]
        assert "geometry" not in units
        assert set(row.place_ids) <= set(units["gazetteer"]["identifiers"])
        assert all(whole_atlas.label(place, "zh") in units["description"] for place in row.place_ids)
        assert row.basis_zh in units["description"]


def test_a_gazetteer_holds_six_digit_codes_only(projects):
    gazetteers = [place["gazetteer"] for p in projects.values() for place in p["locations"] if "gazetteer" in place]
    assert gazetteers
    for gazetteer in gazetteers:
        assert gazetteer["scheme"] == "GB-T-2260"
        assert all(len(code) == 6 and code.isdigit() for code in gazetteer["identifiers"])


@pytest.fixture
def road(small, zh):
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
    return oc4ids.oc4ids(drafted, zh)["projects"][:3]


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


def test_the_same_record_gives_the_same_package_and_another_gives_another_address(small, zh):
    package = oc4ids.oc4ids(small, zh)
    assert oc4ids.oc4ids(small, zh) == package
    renamed = replace(small, projects=small.projects.assign(name_zh="路"))
    assert oc4ids.oc4ids(renamed, zh)["uri"] != package["uri"]


@pytest.mark.no_cover
@pytest.mark.parametrize("evidence", ["", "texts"])
def test_the_package_is_dated_by_the_newest_evidence_in_it_and_of_version_0_9(whole_atlas, zh, evidence):
    asked = whole_atlas.by_evidence(evidence)
    package = oc4ids.oc4ids(asked, zh)
    assert package["publishedDate"] == f"{asked.reports['published_on'].max():%Y-%m-%d}T00:00:00+08:00"
    assert package["version"] == "0.9"


def test_the_file_is_written_in_characters_and_not_in_escapes(whole_atlas, package, zh):
    text = oc4ids.oc4ids_file(whole_atlas, zh).decode()
    assert json.loads(text) == package
    assert whole_atlas.projects["name_zh"].iloc[0] in text
