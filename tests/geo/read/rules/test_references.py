"""What a row names is there, and what is there is named by a row."""

from __future__ import annotations

import pytest

from geo.read.rules import references


@pytest.mark.parametrize(
    ("table", "kind", "subject", "message"),
    [
        (
            "figures",
            "project",
            "own-place",
            "found own-place, which is no project; expected one of projects.project_id",
        ),
        ("figures", "place", "own-road", "found own-road, which is no place; expected one of places.place_id"),
        (
            "part_links",
            "project",
            "own-role",
            "found own-role, which is no project; expected one of projects.project_id",
        ),
        ("part_links", "role", "own-road", "found own-road, which is no role; expected one of roles.role_id"),
    ],
)
def test_a_subject_that_is_not_in_the_table_of_its_kind_is_named(draft, table, kind, subject, message):
    draft.add("roles", role_id="own-role")
    line = draft.add(table, subject_kind=kind, subject_id=subject)
    assert draft.found(references.subject_faults, table, line) == [("subject_id", message)]


@pytest.mark.parametrize(
    ("table", "kind", "subject"),
    [
        ("figures", "project", "own-road"),
        ("figures", "place", "own-place"),
        ("part_links", "project", "own-road"),
        ("part_links", "role", "own-role"),
    ],
)
def test_a_subject_of_its_kind_is_right(draft, table, kind, subject):
    draft.add("roles", role_id="own-role")
    line = draft.add(table, subject_kind=kind, subject_id=subject)
    assert draft.found(references.subject_faults, table, line) == []


def statements(tables):
    return [name for name, table in tables.items() if "locator" in table.columns]


def test_every_table_of_statements_takes_texts_only_but_those_with_a_quote(draft):
    tables = draft.tables
    names = [name for name in statements(tables) if "quote" not in tables[name]]
    assert {"roles", "strategies", "cooperation", "doubts"} <= set(names)
    assert set(statements(tables)) - set(names) == {
        "project_reports",
        "crossing_reports",
        "figures",
        "project_organisations",
    }
    for table in names:
        wrong = draft.add(table, source_id="reference")
        right = draft.add(table, source_id="text-2023")
        message = "found reference, which is not one of the texts; statements come from texts only"
        assert draft.found(references.source_faults, table, wrong) == [("source_id", message)]
        assert draft.found(references.source_faults, table, right) == []


@pytest.mark.parametrize(
    ("table", "values", "key", "use"),
    [
        ("indicators", {"indicator": "idle_length"}, "indicator", "figures.csv measures it"),
        ("units", {"unit": "idle", "normal_unit": "idle"}, "unit", "figures.csv prints it"),
        ("units", {"unit": "idle", "normal_unit": "own-km"}, "unit", "figures.csv prints it"),
        (
            "organisations",
            {"organisation_id": "idle"},
            "organisation_id",
            "project_organisations.csv or cooperation.csv",
        ),
        ("project_types", {"type": "idle"}, "type", "projects.csv is of it"),
    ],
)
def test_what_no_row_uses_is_named(draft, table, values, key, use):
    line = draft.add(table, **values)
    [(field, message)] = draft.found(references.unused_faults, table, line)
    assert field == key
    assert message.startswith(f"{values[key]} is not used: no row of {use}")


@pytest.mark.parametrize(
    ("table", "values", "by", "using"),
    [
        ("indicators", {"indicator": "busy_length"}, "figures", {"indicator": "busy_length"}),
        ("units", {"unit": "busy", "normal_unit": "own-km"}, "figures", {"unit": "busy"}),
        ("units", {"unit": "busy", "normal_unit": "busy"}, "units", {"unit": "other", "normal_unit": "busy"}),
        ("units", {"unit": "busy", "normal_unit": "busy"}, "indicators", {"unit": "busy"}),
        ("organisations", {"organisation_id": "busy"}, "project_organisations", {"organisation_id": "busy"}),
        ("organisations", {"organisation_id": "busy"}, "cooperation", {"partner": "busy"}),
        ("project_types", {"type": "busy"}, "projects", {"type": "busy"}),
    ],
)
def test_what_one_row_uses_is_right(draft, table, values, by, using):
    line = draft.add(table, **values)
    draft.add(by, **using)
    assert draft.found(references.unused_faults, table, line) == []


@pytest.mark.parametrize(
    ("to", "partner", "message"),
    [
        ("", "", "own-place works with nobody; expected a to_place_id, a partner or both"),
        ("own-place", "", "found own-place, which is from_place_id too; expected another place"),
    ],
)
def test_cooperation_with_nobody_or_with_oneself_is_named(draft, to, partner, message):
    line = draft.add("cooperation", to_place_id=to, partner=partner)
    assert draft.found(references.partner_faults, "cooperation", line) == [("to_place_id", message)]


@pytest.mark.parametrize(("to", "partner"), [("140100", ""), ("", "an-office"), ("140100", "an-office")])
def test_cooperation_with_a_place_an_organisation_or_both_is_right(draft, to, partner):
    line = draft.add("cooperation", to_place_id=to, partner=partner)
    assert draft.found(references.partner_faults, "cooperation", line) == []


@pytest.mark.parametrize("kind", ["company", "university", "association"])
def test_an_authority_that_decides_nothing_is_named(draft, kind):
    draft.add("organisations", organisation_id="own-body", kind=kind)
    line = draft.add("project_organisations", organisation_id="own-body")
    [(field, message)] = draft.found(references.authority_faults, "project_organisations", line)
    assert field == "role"
    assert message.startswith(f"own-body is a {kind}; the authority of a project is a government")


@pytest.mark.parametrize(
    ("kind", "role"), [("government", "authority"), ("public_body", "authority"), ("company", "operator")]
)
def test_a_body_that_decides_and_a_company_that_runs_are_right(draft, kind, role):
    draft.add("organisations", organisation_id="own-body", kind=kind)
    line = draft.add("project_organisations", organisation_id="own-body", role=role)
    assert draft.found(references.authority_faults, "project_organisations", line) == []


@pytest.mark.parametrize(
    ("of_class", "is_fault"),
    [("official", False), ("party_press", False), ("company", True), ("trade_press", True), ("forum", True)],
)
def test_a_part_in_a_project_rests_on_no_hearsay(draft, of_class, is_fault):
    draft.add("sources", source_id="pub-own", kind="public", is_repost="false", **{"class": of_class})
    quoted = {"source_id": "pub-own", "locator": "", "printed_name": "", "quote": "由该局批复"}
    line = draft.add("project_organisations", organisation_id="own-office", **quoted)
    faults = draft.found(references.hearsay_faults, "project_organisations", line)
    assert [field for field, _ in faults] == (["source_id"] if is_fault else [])


def test_a_part_that_a_text_states_is_no_hearsay(draft):
    line = draft.add("project_organisations", organisation_id="own-office")
    assert draft.found(references.hearsay_faults, "project_organisations", line) == []
