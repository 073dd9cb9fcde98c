"""A record that was found sound or faulty is not checked again until a file of it, the contract or the program changes."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal

from geo.errors import AtlasError, BoundaryError, Fault, RecordError
from geo.read import record as reading
from geo.read import verdict
from geo.read.boundaries import read_boundaries
from geo.read.memory import Memory
from geo.read.record import FOLDERS, read_record
from geo.words.faults import in_short, told
from tests.geo.read.broken_folders import CASES

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "memory")


@pytest.fixture
def checks(monkeypatch):
    """The folders that were checked, in order."""
    asked, checked = [], reading._checked

    def counted(data_dir, texts_dir=None):
        asked.append(data_dir)
        return checked(data_dir, texts_dir)

    monkeypatch.setattr(reading, "_checked", counted)
    return asked


@pytest.fixture
def quick(monkeypatch, whole_atlas):
    """Checks that find nothing and take no time: for tests of when it is checked, not of what."""
    outlines = whole_atlas.boundaries
    monkeypatch.setattr(reading, "read_boundaries", lambda _: outlines)
    monkeypatch.setattr(reading, "record_faults", lambda *_: iter(()))


def refusal(data_dir, memory):
    with pytest.raises(AtlasError) as refused:
        read_record(data_dir, None, memory)
    return refused.value


def test_a_sound_record_is_checked_once_and_is_the_same_when_it_is_not(data_dir, memory, checks):
    first, then = (read_record(data_dir, None, memory) for _ in range(2))
    assert checks == [data_dir]
    assert then.version == first.version
    assert then.tables.keys() == first.tables.keys()
    for name, table in first.tables.items():
        assert_frame_equal(then.tables[name], table)
    full = read_boundaries(data_dir / "boundaries")
    pairs = [
        (then.shapes, first.shapes),
        (then.rivers, first.rivers),
        *zip(then.boundaries.layers, full.layers, strict=True),
        *zip(then.boundaries.light.layers, full.light.layers, strict=True),
    ]
    for kept, read in pairs:
        assert_geodataframe_equal(kept, read)
        assert (kept.geometry.to_wkb() == read.geometry.to_wkb())[read.geometry.notna()].all()


@pytest.mark.parametrize(
    "name",
    [
        "tables/figures.csv",
        "datapackage.json",
        "shapes/road.geojson",
        "boundaries/counties.dbf",
        "boundaries/province.cpg",
        "base/rivers.geojson",
    ],
)
@pytest.mark.usefixtures("quick")
def test_a_changed_file_is_checked_anew_even_if_its_size_and_time_are_the_same(broken_data, memory, checks, name):
    read_record(broken_data, None, memory)
    path = broken_data / name
    status, content = path.stat(), path.read_bytes()
    path.write_bytes(content.swapcase() if name.endswith((".cpg", ".dbf")) else content.replace(b"0", b"1"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    with contextlib.suppress(AtlasError):
        read_record(broken_data, None, memory)
    assert len(checks) == 2


@pytest.mark.usefixtures("quick")
def test_a_new_file_a_lost_file_and_a_file_of_another_name_are_checked_anew(broken_data, memory, checks):
    read_record(broken_data, None, memory)
    new = broken_data / "shapes" / "new.geojson"
    new.write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    read_record(broken_data, None, memory)
    new.rename(new.with_name("newer.geojson"))
    read_record(broken_data, None, memory)
    new.with_name("newer.geojson").unlink()
    read_record(broken_data, None, memory)
    assert len(checks) == 4


@pytest.mark.usefixtures("quick")
def test_another_program_checks_anew(broken_data, memory, checks, monkeypatch):
    read_record(broken_data, None, memory)
    read_record(broken_data, None, memory)
    assert len(checks) == 1
    monkeypatch.setattr(verdict, "_program", lambda: "another")
    read_record(broken_data, None, memory)
    assert len(checks) == 2


def test_the_program_is_every_file_that_decides_and_the_contract(monkeypatch):
    before = verdict._program.__wrapped__()
    rule = ROOT / "geo" / "read" / "rules" / "stages.py"
    read = Path.read_bytes
    for changed in (rule, ROOT / "geo" / "text.py", ROOT / "data" / "datapackage.json"):
        monkeypatch.setattr(Path, "read_bytes", lambda path, of=changed: read(path) + (b"#" if path == of else b""))
        assert verdict._program.__wrapped__() != before
    monkeypatch.setattr(Path, "read_bytes", read)
    monkeypatch.setattr(verdict, "version", lambda name: "0" if name == "pandas" else "1")
    assert verdict._program.__wrapped__() != before


def test_the_record_with_its_texts_is_always_checked(data_dir, memory, checks, tmp_path):
    read_record(data_dir, None, memory)
    with pytest.raises(RecordError):
        read_record(data_dir, tmp_path, memory)
    assert len(checks) == 2
    read_record(data_dir, None, memory)
    assert len(checks) == 2


BROKEN = (
    "descriptor in GBK", "path of the folder above", "table with NUL bytes", "quotation mark that is not closed",
    "3,000 faulty rows", "name of 200 kB", "half of a pair of characters", "coordinates nested 500 deep",
    "length of 400 digits", "boundary missing", ".dbf cut short", "counties that overlap", "two provinces",
    "boundary without .prj", "place that lies in itself", "day that is none",
)  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_faulty_record_is_told_alike_when_it_is_not_checked_again(broken_data, memory, checks, name):
    CASES[name].change(broken_data)
    first, then = refusal(broken_data, memory), refusal(broken_data, memory)
    assert len(checks) == 1
    assert type(then) is type(first)
    assert len(then.faults) == len(first.faults)
    assert then.more == first.more
    for lang in ("zh", "en"):
        assert told(then, lang) == told(first, lang)
        assert in_short(then, lang) == in_short(first, lang)


def test_faults_that_were_mended_are_gone(broken_data, memory):
    path = broken_data / "tables" / "figures.csv"
    whole = path.read_bytes()
    path.write_bytes(whole + b"x\n")
    assert "figures.csv" in str(refusal(broken_data, memory))
    path.write_bytes(whole)
    assert read_record(broken_data, None, memory).tables
    path.write_bytes(whole + b"x\n")
    assert "figures.csv" in str(refusal(broken_data, memory))


@pytest.mark.parametrize("name", ["link out of the folder", "link to a device", "pipe where a table should be"])
def test_of_a_folder_with_links_out_and_pipes_nothing_is_opened_for_a_verdict(broken_data, name):
    CASES[name].change(broken_data)
    assert verdict.folder_key(broken_data, FOLDERS) is None


@pytest.mark.parametrize("name", ["table of 100 MB", "shapes a link out of the folder", "boundaries a file"])
def test_of_a_folder_that_is_too_large_or_none_there_is_no_verdict(broken_data, memory, checks, name):
    CASES[name].change(broken_data)
    assert verdict.folder_key(broken_data, FOLDERS) is None
    refusal(broken_data, memory)
    refusal(broken_data, memory)
    assert len(checks) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"unsound"',
        b'{"kind":"SystemExit","code":"record.faulty","params":{},"faults":[],"more":{}}',
        b'{"kind":"BoundaryError","code":"no.such","params":{},"faults":[],"more":{}}',
        b'{"kind":"RecordError","code":"record.faulty","params":{},"faults":[["a",1,"b","no.such",{}]],"more":{}}',
        b'{"kind":"RecordError","code":"record.faulty","params":{},"faults":[["a"]],"more":{}}',
        b"[" * 100_000,
    ],
)
@pytest.mark.usefixtures("quick")
def test_a_verdict_that_is_none_is_not_believed(broken_data, memory, checks, content):
    key = verdict.folder_key(broken_data, FOLDERS)
    memory.keep(verdict.file_name("verdict", broken_data), key, content)
    assert read_record(broken_data, None, memory).tables
    assert len(checks) == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"[1,2,3,4,5,6]", b'[{"adcode":["1"],"geometry":["00"]}]'])
@pytest.mark.usefixtures("quick")
def test_outlines_that_are_none_are_read_from_their_files(broken_data, memory, checks, content):
    key = verdict.folder_key(broken_data, FOLDERS)
    verdict.keep(memory, broken_data, key, None)
    memory.keep(verdict.file_name("outlines", broken_data), key, content)
    assert len(read_record(broken_data, None, memory).boundaries.counties) == 117
    assert not checks


def test_an_error_of_the_program_is_no_verdict(broken_data, memory, monkeypatch):
    def failing(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(reading, "record_faults", failing)
        with pytest.raises(ZeroDivisionError):
            read_record(broken_data, None, memory)
    assert not memory.directory.exists()


@pytest.mark.usefixtures("quick")
def test_a_folder_that_changes_while_it_is_checked_has_no_verdict(broken_data, memory, monkeypatch):
    read = reading.read_tables

    def meanwhile(*arguments):
        with (broken_data / "tables" / "figures.csv").open("a", encoding="utf-8") as file:
            file.write("\n")
        return read(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(reading, "read_tables", meanwhile)
        read_record(broken_data, None, memory)
    assert not memory.directory.exists()


def test_a_verdict_that_json_cannot_hold_is_not_kept(broken_data, memory):
    error = BoundaryError("boundary.faulty", faults=[Fault("a", None, "", "boundary.many", count=object())], count=1)
    verdict.keep(memory, broken_data, "a1", error)
    assert not memory.directory.exists()


def test_two_processes_at_once_find_the_same(broken_data, memory):
    script = (
        "import sys; from pathlib import Path; from geo.read.memory import Memory; from geo.read.record import read_record\n"
        "record = read_record(Path(sys.argv[1]), None, Memory(Path(sys.argv[2])))\n"
        "print({name: len(table) for name, table in record.tables.items()}, len(record.boundaries.counties))"
    )
    command = [sys.executable, "-c", script, str(broken_data), str(memory.directory)]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    told_by = [one.communicate()[0] for one in both]
    assert told_by[0] == told_by[1] != ""
    names = sorted(path.name.split("-")[0] for path in memory.directory.iterdir())
    assert names == ["outlines", "verdict"]
    key = verdict.folder_key(broken_data, FOLDERS)
    assert json.loads(memory.recalled(verdict.file_name("verdict", broken_data), key)) == "sound"
