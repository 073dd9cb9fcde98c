"""The rules together, as the record is read: sound rows pass them all, and every breach is in one listing."""

from __future__ import annotations

import pytest

from geo.errors import RecordError
from geo.read.record import read_record
from geo.words.faults import sentence

KEYS = {
    "roles": {"role_id": "own-role"},
    "figures": {"figure_id": "own-figure"},
    "strategies": {"strategy_id": "own-strategy"},
    "strategy_parts": {"part_id": "own-part"},
    "part_links": {},
    "organisations": {"organisation_id": "own-office"},
    "project_organisations": {"organisation_id": "own-office"},
    "cooperation": {"cooperation_id": "own-buses"},
    "crossings": {"crossing_id": "own-crossing"},
    "crossing_reports": {},
    "industries": {"industry_id": "own-chain"},
    "doubts": {"doubt_id": "own-doubt"},
    "project_places": {},
    "project_reports": {},
}

BREACHES = {
    "evidence.source_faults": ("sources", {"source_id": "b-14", "kind": "public"}, "class"),
    "evidence.report_faults": ("project_reports", {"source_id": "reference", "locator": "L9"}, "quote"),
    "evidence.event_faults": ("project_reports", {"source_id": "reference", "event_on": "2020-01-01"}, "event_on"),
    "evidence.reading_faults": ("second_readings", {"project_id": "own-road", "source_id": "reference-2"}, "source_id"),
    "evidence.search_faults": ("searches", {"project_id": "b-4", "ways": "1", "outcome": "found"}, "outcome"),
    "references.subject_faults": ("part_links", {"part_id": "own-part", "subject_id": "nowhere"}, "subject_id"),
    "references.source_faults": ("doubts", {"doubt_id": "b-1", "source_id": "reference"}, "source_id"),
    "references.unused_faults": ("organisations", {"organisation_id": "b-2"}, "organisation_id"),
    "references.partner_faults": ("cooperation", {"cooperation_id": "b-3", "to_place_id": ""}, "to_place_id"),
    "references.completeness_faults": ("projects", {"project_id": "b-4"}, "project_id"),
    "dates.promise_faults": ("project_reports", {"due_on": "2023-01-01", "due_precision": "day"}, "due_on"),
    "dates.meeting_faults": ("cooperation", {"cooperation_id": "b-5", "held_precision": "day"}, "held_on"),
    "dates.period_faults": ("figures", {"figure_id": "b-6", "period": "2025/2024"}, "period"),
    "figures.unit_faults": ("units", {"unit": "b-7", "normal_unit": "own-km", "factor": "-1"}, "factor"),
    "figures.number_faults": ("figures", {"figure_id": "b-8", "value": "7"}, "value"),
    "figures.claim_faults": ("figures", {"figure_id": "b-15", "kind": "claim"}, "ends_zh"),
    "references.hearsay_faults": (
        "project_organisations",
        {"organisation_id": "own-office", "source_id": "reference", "quote": "由该局批复"},
        "source_id",
    ),
    "crossings.side_faults": ("crossings", {"crossing_id": "b-16"}, "crossing_id"),
    "crossings.report_faults": ("crossing_reports", {"place_id": "140100", "locator": "L3"}, "place_id"),
    "crossings.reading_faults": (
        "crossing_second_readings",
        {"crossing_id": "own-crossing", "source_id": "reference-2"},
        "source_id",
    ),
    "stages.regression_faults": ("project_reports", {"source_id": "text-2025", "status": "proposed"}, "status"),
    "languages.language_faults": ("figures", {"figure_id": "b-9", "note_zh": "注"}, "note_en"),
    "lineage.cycle_faults": ("places", {"place_id": "b-10", "parent_id": "b-10"}, "parent_id"),
    "lineage.part_faults": ("strategy_parts", {"part_id": "b-11"}, "order"),
    "lineage.reading_faults": ("strategies", {"strategy_id": "b-12", "reading": "3"}, "reading"),
    "places.unit_faults": ("places", {"place_id": "149999"}, "place_id"),
    "places.parent_faults": ("places", {"place_id": "420100", "level": "prefecture"}, "parent_id"),
    "places.position_faults": ("places", {"place_id": "b-13", "lon": "112.7082", "lat": "36.9"}, "lon"),
}
"""Rule → a row that breaks it, and the field that is named for it."""


def refused(directory):
    with pytest.raises(RecordError, match=r"^\d+ fault\(s\) in the record:\n  ") as caught:
        read_record(directory)
    return caught.value


@pytest.fixture
def whole(draft):
    """The draft with a sound row in every table of statements."""
    draft.lines = [(f"tables/{table}.csv", draft.add(table, **key)) for table, key in KEYS.items()]
    return draft


def test_rows_that_are_sound_have_no_fault_but_the_shape_that_the_project_still_lacks(whole):
    faults = refused(whole.directory).faults
    assert [sentence(f, "en") for f in faults if "own-" in sentence(f, "en")] == ["own-road has no shape in shapes/"]
    assert not {(f.file, f.row) for f in faults} & set(whole.lines)


def test_breaches_of_all_rules_are_in_one_listing_by_file_line_and_field(whole):
    whole.add("project_reports", status="building", locator="L2")
    places = {
        rule: f"tables/{table}.csv:{whole.add(table, **row)} [{field}]"
        for rule, (table, row, field) in BREACHES.items()
    }
    listing = str(refused(whole.directory))
    assert [rule for rule, place in places.items() if f"  {place} " not in listing] == []


def test_a_cell_that_breaks_the_schema_is_not_asked_for_more(whole):
    line = whole.add("roles", role_id="own-role-2", role_en="")
    faults = [f for f in refused(whole.directory).faults if (f.file, f.row) == ("tables/roles.csv", line)]
    assert [fault.field for fault in faults] == ["role_en"]
