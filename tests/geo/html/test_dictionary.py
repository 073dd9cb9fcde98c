"""The dictionary says what the contract says, of every field, in both languages."""

from __future__ import annotations

import pytest

from geo.html import dictionary
from geo.read.schema import read_descriptor


@pytest.fixture(scope="module")
def resources(data_dir):
    return {resource["name"]: resource for resource in read_descriptor(data_dir)["resources"]}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_and_field_of_the_contract_is_described(resources, words, lang):
    for resource in resources.values():
        assert dictionary.table_title(resource, words[lang])
        shown = dictionary.field_table(resource, words[lang])
        for field in resource["schema"]["fields"]:
            assert f"<code>{field['name']}</code>" in shown
            assert field["description_zh" if lang == "zh" else "description"]


def test_descriptions_are_in_their_language(resources):
    for resource in resources.values():
        for field in resource["schema"]["fields"]:
            assert any("\u4e00" <= c <= "\u9fff" for c in field["description_zh"]), field["name"]
            assert field["description"].isascii() or field["name"] == "qualifier", field["name"]


def test_constraints_and_keys_are_told(resources, words):
    shown = dictionary.field_table(resources["project_reports"], words["en"])
    for sentence in (
        "required",
        "see projects.project_id",
        "see sources.source_id",
        "one of day, month, half, year",
        "at most 60 characters",
    ):
        assert sentence in shown
    assert "at least 73" in dictionary.field_table(resources["places"], words["en"])


def test_a_key_to_its_own_table_names_that_table(resources, words):
    assert "see places.place_id" in dictionary.field_table(resources["places"], words["en"])


def test_every_field_of_a_key_is_said_to_be_one(resources, words):
    assert dictionary.field_table(resources["project_places"], words["en"]).count("primary key") == 2
    assert dictionary.field_table(resources["projects"], words["en"]).count("primary key") == 1


def test_what_is_not_required_is_not_said_to_be(words):
    shown = dictionary.field_table({"name": "x", "schema": {"fields": [field("a", required=False)]}}, words["en"])
    assert "required" not in shown


def test_hostile_text_stays_text(words):
    hostile = {"name": "x", "schema": {"fields": [field("<b>", description="<script>", pattern="<i>")]}}
    shown = dictionary.field_table(hostile, words["en"])
    assert "<script>" not in shown
    assert "<i>" not in shown


def field(name, description="what", **constraints):
    return {
        "name": name,
        "type": "string",
        "description": description,
        "description_zh": "何",
        "constraints": constraints,
    }
