"""Rules ask whole columns first, and row by row only of what that leaves: the faults are those of every row asked."""

from __future__ import annotations

import csv
import json
import random
import sys

import pytest
from made_record import make_record

from geo.read.boundaries import read_boundaries
from geo.read.rules import dates, evidence, record_faults, shapes
from geo.read.schema import read_descriptor
from geo.read.shapes import read_shapes
from geo.read.tables import read_tables

pytestmark = pytest.mark.no_cover  # each rule has tests of its own
WORDS = ("", "2031-01-01", "2019-01-01", "甲 own", "own", "completed", "proposed", "day", "L1-L500", "140105")
MOVES = (0.004, 0.03, 0.9)


def faults_of(folder):
    tables = read_tables(folder, read_descriptor(folder))
    layer, _ = read_shapes(folder / "shapes")
    return [repr(fault) for fault in record_faults(tables, layer, read_boundaries(folder / "boundaries"))]


def break_at_random(folder, seed):
    chance = random.Random(seed)  # noqa: S311 - repeatable
    for path in chance.sample(sorted((folder / "tables").glob("*.csv")), 8):
        with path.open(encoding="utf-8", newline="") as handle:
            head, *rows = csv.reader(handle)
        for _ in range(4):
            row, column = chance.choice(rows), chance.randrange(len(head))
            row[column] = chance.choice([chance.choice(WORDS), chance.choice(rows)[column]])
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows([head, *rows])
    for path in sorted((folder / "shapes").glob("*.geojson")):
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        for feature in chance.sample(features, min(2, len(features))):
            own, step = feature["properties"], chance.choice(MOVES)
            if feature["geometry"] and chance.random() < 0.6:
                feature["geometry"]["coordinates"] = moved(feature["geometry"]["coordinates"], step)
            else:
                other = {"place_ids": ["140105"], "precision": "precise", "basis_zh": "经寿阳县到祁县"}
                own[chance.choice(["crosses_note_zh", *other])] = ""
                own |= dict([chance.choice(list(other.items()))])
        lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
        path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def moved(coordinates, step):
    if isinstance(coordinates[0], list):
        return [moved(part, step) for part in coordinates]
    return [coordinates[0] + step, coordinates[1] + step]


@pytest.mark.parametrize("seed", range(5))
def test_what_is_left_out_at_once_has_no_fault_row_by_row(broken_data, monkeypatch, seed):
    break_at_random(broken_data, seed)
    at_once = faults_of(broken_data)

    def every_project(layer, *_):
        return set(layer["project_id"])

    def cited(table, sources):
        return table[table["source_id"].isin(list(sources))]

    def cited_page(table, sources):
        return table[table["source_id"].isin([key for key, one in sources.items() if one.kind == "public"])]

    monkeypatch.setattr(shapes, "_not_plainly_placed", every_project)
    monkeypatch.setattr(shapes, "_crossing", every_project)
    monkeypatch.setattr(evidence, "_ill_quoted", cited)
    monkeypatch.setattr(evidence, "_ill_dated", cited_page)
    monkeypatch.setattr(dates, "_promising", lambda reports: reports)
    assert at_once == faults_of(broken_data)
    assert len(at_once) > 10


def calls_in(function):
    """Return how many calls of functions, in Python and in C, it takes: a measure that no load of the machine moves."""
    count = 0

    def counted(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


def test_twice_the_projects_take_no_more_than_twice_the_work(data_dir, tmp_path):
    work = {}
    for times in (2, 4):
        folder = make_record(data_dir, tmp_path / str(times), 221 * times)
        tables = read_tables(folder, read_descriptor(folder))
        layer, boundaries = read_shapes(folder / "shapes")[0], read_boundaries(folder / "boundaries")
        work[times] = calls_in(lambda own=(tables, layer, boundaries): list(record_faults(*own)))
    assert work[4] < 2.05 * work[2], work
