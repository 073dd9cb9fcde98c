"""What is beyond doubt need not be gone through cell by cell, and the faults stay those that Frictionless finds."""

from __future__ import annotations

import csv
import random

import pytest
from frictionless.resources import TableResource

from geo.read import schema
from geo.read.schema import contract_faults, read_descriptor
from geo.read.soundness import beyond_doubt

VALUES = (
    "",
    " ",
    "x",
    "甲",
    "2031-02-30",
    "2031-2-3",
    "L0",
    "-1",
    "01",
    "1e3",
    "True",
    "completed",
    'a"b',
    "a\nb",
    "\ufeff",
)


def both_ways(folder, monkeypatch):
    """Return the faults as they are told, and those of Frictionless when it goes through every table."""
    descriptor = read_descriptor(folder)
    told = contract_faults(folder, descriptor)
    monkeypatch.setattr(schema, "beyond_doubt", lambda *_: set())
    whole = contract_faults(folder, descriptor)
    monkeypatch.undo()
    return told, whole


def break_cells(folder, seed, times=5):
    chance = random.Random(seed)  # noqa: S311 - repeatable
    tables = sorted(path for path in (folder / "tables").glob("*.csv"))
    for _ in range(times):
        path = chance.choice(tables)
        with path.open(encoding="utf-8", newline="") as handle:
            head, *rows = csv.reader(handle)
        row, column = chance.randrange(len(rows)), chance.randrange(len(head))
        way = chance.random()
        if way < 0.5:
            rows[row][column] = chance.choice(VALUES)
        elif way < 0.8:
            rows[row][column] = rows[chance.randrange(len(rows))][column]
        elif way < 0.9:
            rows.append(list(rows[row]))
        else:
            rows[row] = chance.choice([rows[row][:-1], [*rows[row], "more"], [""] * len(head), []])
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows([head, *rows])


def test_of_the_record_no_table_is_in_doubt(data_dir):
    descriptor = read_descriptor(data_dir)
    assert beyond_doubt(data_dir, descriptor) == {resource["name"] for resource in descriptor["resources"]}


def test_frictionless_goes_through_no_table_that_is_beyond_doubt(data_dir, monkeypatch):
    asked = []
    monkeypatch.setattr(TableResource, "validate", lambda self, *_, **__: asked.append(self.name))
    assert contract_faults(data_dir, read_descriptor(data_dir)) == ([], True)
    assert asked == []


@pytest.mark.parametrize("seed", range(6))
def test_what_is_broken_at_random_has_the_faults_that_frictionless_finds(broken_data, monkeypatch, seed):
    break_cells(broken_data, seed)
    told, whole = both_ways(broken_data, monkeypatch)
    assert told[1] == whole[1]
    assert [repr(fault) for fault in told[0]] == [repr(fault) for fault in whole[0]]


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("statuses", "completed,", "completed;"),
        ("projects", "\n", "\r\n"),
        ("projects", "project_id,", "\ufeffproject_id,"),
        ("projects", "project_id,", "project,"),
        ("projects", ",work,", ",play,"),
        ("projects", ",urban_road,", ",no_road,"),
        ("projects", "longcheng-street,", "Longcheng-Street,"),
        ("projects", "longcheng-street,", "binhe-east-south,"),
        ("sources", "2023-05-31", "2023-02-31"),
        ("places", "112.", "1e2."),
        ("searches", ",3,", ",0,"),
        ("project_places", "located_in", ""),
    ],
)
def test_a_table_that_may_have_a_fault_is_in_doubt(broken_data, table, old, new):
    path = broken_data / "tables" / f"{table}.csv"
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
    assert table not in beyond_doubt(broken_data, read_descriptor(broken_data))


@pytest.mark.parametrize("what", ["schema", "field", "resource"])
def test_what_is_not_known_of_the_specification_is_in_doubt(data_dir, what):
    descriptor = read_descriptor(data_dir)
    resource = next(one for one in descriptor["resources"] if one["name"] == "projects")
    {"schema": resource["schema"], "field": resource["schema"]["fields"][0], "resource": resource}[what]["novel"] = 1
    assert "projects" not in beyond_doubt(data_dir, descriptor)
