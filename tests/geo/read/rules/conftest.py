"""A copy of the record's tables with rows of its own, so that a rule can be asked about just these."""

from __future__ import annotations

import csv
import re

import pytest

from geo.read.schema import read_descriptor
from geo.read.tables import read_tables
from geo.words.faults import sentence

STATED = {"source_id": "text-2023", "locator": "L1", "printed_name": "100公里"}
SOUND = {
    "sources": {
        "kind": "text",
        "title_zh": "题",
        "title_en": "Title",
        "published_on": "2023-06-30",
        "date_precision": "month",
        "date_basis_zh": "据",
        "date_basis_en": "Basis",
    },
    "places": {"name_zh": "地", "name_en": "Place", "pinyin": "di", "level": "zone", "parent_id": "140100"},
    "projects": {
        "name_zh": "路",
        "name_en": "Road",
        "pinyin": "lu",
        "kind": "work",
        "type": "own_road",
        "summary_zh": "一条路",
        "summary_en": "A road",
    },
    "project_places": {"project_id": "own-road", "place_id": "own-place", "relation": "located_in"},
    "project_types": {
        "label_zh": "路",
        "label_en": "Road",
        "group": "road",
        "sector": "transport.road",
        "colour": "#c0462b",
    },
    "project_reports": {"project_id": "own-road", "milestone_zh": "通车", "milestone_en": "opens", **STATED},
    "roles": {"place_id": "own-place", "role_zh": "核", "role_en": "Core", "theme": "integration", **STATED},
    "units": {"label_zh": "公里", "label_en": "km", "factor": "1"},
    "indicators": {"label_zh": "长", "label_en": "Length", "topic": "transport", "unit": "own-km"},
    "figures": {
        "subject_kind": "project",
        "subject_id": "own-road",
        "indicator": "own_length",
        "value": "100",
        "qualifier": "=",
        "unit": "own-km",
        "kind": "plan",
        **STATED,
    },
    "strategies": {
        "framework": "own",
        "reading": "1",
        "name_zh": "一",
        "name_en": "One",
        "owner_place_id": "own-place",
        "summary_zh": "一",
        "summary_en": "One",
        **STATED,
    },
    "strategy_parts": {"strategy_id": "own-strategy", "order": "1", "name_zh": "一", "name_en": "One", **STATED},
    "part_links": {"part_id": "own-part", "subject_kind": "project", "subject_id": "own-road", "basis": "stated"},
    "organisations": {"name_zh": "局", "name_en": "Office", "kind": "government"},
    "project_organisations": {"project_id": "own-road", "role": "authority", **STATED},
    "cooperation": {
        "from_place_id": "own-place",
        "to_place_id": "140100",
        "topic": "transport",
        "mechanism_zh": "通车",
        "mechanism_en": "Buses",
        **STATED,
    },
    "crossings": {"name_zh": "路", "name_en": "Road", "from_place_id": "140100", "to_place_id": "140700"},
    "crossing_reports": {"crossing_id": "own-crossing", "state": "joined", **STATED},
    "crossing_second_readings": {"crossing_id": "own-crossing", "state": "joined"},
    "industries": {
        "place_id": "own-place",
        "name_zh": "链",
        "name_en": "Chain",
        "form": "chain",
        "theme": "energy",
        **STATED,
    },
    "second_readings": {},
    "searches": {},
    "doubts": {"kind": "lost", "doubt_zh": "缺字", "doubt_en": "A character is lost", **STATED},
}
"""Table → what a row of it holds that breaks no rule; keys and what a test is about are added to it."""


class Draft:
    """A directory with the tables of the record, to which rows are added."""

    def __init__(self, directory):
        self.directory = directory

    def add(self, table, **values):
        """Append a sound row with some values of its own; return its line."""
        path = self.directory / "tables" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as handle:
            header, *rows = csv.reader(handle)
        row = SOUND.get(table, {}) | values
        assert set(row) <= set(header), f"{set(row) - set(header)} are no columns of {table}"
        with path.open("a", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerow([row.get(field, "") for field in header])
        return len(rows) + 2

    @property
    def tables(self):
        return read_tables(self.directory, read_descriptor(self.directory))

    def found(self, rule, table, line, *others):
        """Return field and sentence of what a rule finds at a line of a table; each has a sentence in Chinese, too."""
        faults = [f for f in rule(self.tables, *others) if (f.file, f.row) == (f"tables/{table}.csv", line)]
        for fault in faults:
            assert re.search("[\u4e00-\u9fff]", sentence(fault, "zh"))
        return [(fault.field, sentence(fault, "en")) for fault in faults]


@pytest.fixture
def draft(broken_data):
    """The record with two texts, a public reference, a place, a project and an indicator of the test's own."""
    drafted = Draft(broken_data)
    drafted.add("sources", source_id="text-2023")
    drafted.add("sources", source_id="text-2025", published_on="2025-06-30")
    drafted.add("sources", source_id="reference", kind="public", is_repost="false", **{"class": "forum"})
    drafted.add("places", place_id="own-place")
    drafted.add("project_types", type="own_road")
    drafted.add("projects", project_id="own-road")
    drafted.add("units", unit="own-km", normal_unit="own-km")
    drafted.add("indicators", indicator="own_length")
    return drafted
