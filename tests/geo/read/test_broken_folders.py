"""Whatever a data folder holds, it is read, or refused in sentences: no traceback, no request, no file of others."""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import socket
import time

import pytest

from geo.errors import MOST_KEPT, AtlasError
from geo.read.boundaries import FILES, read_boundaries, simplified
from geo.shell.commands import check
from geo.words.faults import MOST_FAULTS, SHORT, in_short, told
from pages import _record
from tests.conftest import IS_SWEEP
from tests.geo.read.broken_folders import CASES, LONG, SECURITY, rows_of, table

FEW = 40
"""Rows of a table of the small record."""
MOST_SECONDS = 60
"""Of CPU, for what runs for ever: no measure of speed."""


def shortened(folder):
    """Leave of a record what is read in a tenth of the time: few rows, few shapes, coarse boundaries."""
    for path in (folder / "tables").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.reader(opened))[: FEW + 1]
        with path.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened, lineterminator="\n").writerows(rows)
    for path in [*(folder / "shapes").glob("*.geojson"), folder / "base" / "rivers.geojson"]:
        content = json.loads(path.read_text("utf-8"))
        content["features"] = content["features"][:5]
        path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    coarse = simplified(read_boundaries(folder / "boundaries"), 0.05)
    for file, layer in zip(FILES.values(), coarse.layers, strict=True):
        path = folder / "boundaries" / file
        for part in path.parent.glob(f"{path.stem}.*"):
            part.unlink()
        layer.rename(columns={"parent_id": "parent"}).to_file(path, encoding="utf-8")


def faults_of(folder):
    """Return the faults that `check` tells, as sentences by code; the error itself."""
    try:
        check(argparse.Namespace(data=folder, texts=None))
    except AtlasError as refused:
        return {(fault.code, str(fault).replace(str(folder), "")) for fault in refused.faults}, refused
    return set(), None


@pytest.fixture(scope="module")
def small(copied_data, tmp_path_factory):
    """The small record, and what is wrong with it for being small."""
    folder = copied_data(tmp_path_factory.mktemp("small"))
    shortened(folder)
    return folder, faults_of(folder)[0]


@pytest.fixture
def alone(monkeypatch):
    """No name is looked up and no connection made: who tries fails the test."""

    def refuse(*_):
        pytest.fail("something of the folder reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


REFUSED = {name: case for name, case in CASES.items() if case.codes}
ACCEPTED = {name: case for name, case in CASES.items() if not case.codes}


def test_there_are_enough_of_them():
    assert len(CASES) >= 140


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_folder_is_refused_in_sentences(small, tmp_path, name):
    sound, known = small
    folder = shutil.copytree(sound, tmp_path / "data")
    REFUSED[name].change(folder)
    began = time.process_time()
    faults, refused = faults_of(folder)
    codes = {code for code, _ in faults - known}
    assert codes & set(REFUSED[name].codes), told(refused, "en") if refused else "nothing is said"
    for lang in ("zh", "en"):
        told(refused, lang).encode()
        page = in_short(refused, lang)
        assert len(page.encode()) < 20_000
        assert len(page.splitlines()) <= SHORT + 2
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("name", ACCEPTED)
def test_a_folder_that_is_only_written_otherwise_is_read(broken_data, name):
    ACCEPTED[name].change(broken_data)
    _, refused = faults_of(broken_data)
    assert refused is None, told(refused, "en")


@pytest.mark.skipif(not IS_SWEEP, reason="tables of a hundred thousand rows are read by `make sweep`")
@pytest.mark.parametrize("name", LONG)
def test_a_table_without_end_is_refused_too(broken_data, name):
    LONG[name].change(broken_data)
    faults, _ = faults_of(broken_data)
    assert {code for code, _ in faults} & set(LONG[name].codes)


def test_the_first_faults_of_a_table_are_listed_and_the_rest_counted(small, tmp_path):
    folder = shutil.copytree(small[0], tmp_path / "data")
    rows_of(3_000)(folder)
    _, refused = faults_of(folder)
    assert refused.params["count"] > 3 * 3_000
    listed = [line for line in told(refused, "en").splitlines() if "tables/project_places.csv" in line]
    assert len(listed) == MOST_FAULTS + 1
    assert listed[-1].endswith(" more")
    held = [fault for fault in refused.faults if fault.file == "tables/project_places.csv"]
    assert len(held) == MOST_KEPT
    assert len(in_short(refused, "en").splitlines()) <= SHORT + 2


def test_faults_of_words_tables_and_boundaries_are_told_together(small, tmp_path):
    folder = shutil.copytree(small[0], tmp_path / "data")
    for name in (
        "words missing",
        "figure infinite",
        ".dbf cut short",
        "properties null",
        "descriptor without a version",
    ):
        CASES[name].change(folder)
    codes = {code for code, _ in faults_of(folder)[0]}
    assert {"file.missing", "contract.type", "boundary.cut", "shape.no_properties", "contract.required"} <= codes


def test_a_refused_folder_is_read_again_only_when_something_in_it_changed(small, tmp_path):
    folder = shutil.copytree(small[0], tmp_path / "data")
    before = _record.state_of(folder)
    assert _record.state_of(folder) == before
    (folder / "tables" / "units.csv").write_bytes(b"")
    assert _record.state_of(folder) != before


def test_the_list_of_the_documentation_is_that_of_the_cases():
    assert table() in SECURITY.read_text("utf-8"), "python -m tests.geo.read.broken_folders writes it anew"
