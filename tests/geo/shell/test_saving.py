"""A file is written whole or not at all; what is no regular file is left alone, and the reason is one line."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.errors import ExportError
from geo.shell import commands, saving

NOBODY = 65534
PLACE = ["--place", "yangquan"]
COMMANDS = {
    **{f"sheet.{kind}": ["sheet"] for kind in ("pdf", "png", "svg")},
    **{f"briefing.{kind}": ["briefing"] for kind in ("docx", "pptx", "pdf")},
    **{f"export.{kind}": ["export"] for kind in ("csv", "xlsx", "gpkg", "zip", "geojson", "kml", "json")},
}


@pytest.fixture
def run(atlas, monkeypatch, capsys):
    """Return a function: name of a command and path → what it says where it cannot write, with the record at hand."""
    monkeypatch.setattr(commands, "load_atlas", lambda *_, **__: atlas)

    def ran(name, path):
        assert main([*COMMANDS[name], *PLACE, "--out", str(path)]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert "Traceback" not in told.err
        return told.err.splitlines()[-1]

    return ran


@pytest.fixture(scope="module")
def full_disk(tmp_path_factory):
    """A small disk of its own without room for a page."""
    place = tmp_path_factory.mktemp("disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a full disk is tried where a small tmpfs may be mounted (as root)")
    try:
        with pytest.raises(OSError, match="No space left"):
            (place / "filler").write_bytes(b"0" * 128 * 1024)
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("name", COMMANDS)
def test_on_a_full_disk_every_format_is_one_line_and_leaves_nothing(full_disk, run, monkeypatch, name):
    monkeypatch.setattr(tempfile, "tempdir", str(full_disk))
    line = run(name, full_disk / name)
    assert "No space left" in line or "the temporary folder cannot be written" in line
    assert [path.name for path in full_disk.iterdir()] == ["filler"]


@pytest.mark.parametrize("name", ["briefing.pdf", "export.gpkg", "export.zip"])
def test_without_a_temporary_folder_it_is_one_line(tmp_path, run, monkeypatch, name):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert "the temporary folder cannot be written" in run(name, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def locked():
    """A folder of somebody else, while the test acts as a user without rights: root drops to one."""
    place = Path(tempfile.mkdtemp())
    (place / "old.csv").write_bytes(b"kept")
    (place / "old.csv").chmod(0o444)
    place.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        yield place
    finally:
        os.seteuid(os.getuid())
        place.chmod(0o755)
        shutil.rmtree(place)


@pytest.mark.parametrize("name", ["new.csv", "old.csv"])
def test_where_nobody_may_write_nothing_is_written(locked, name):
    for write in (saving.require_writable, lambda path: saving.save(path, b"1")):
        with pytest.raises(ExportError, match="Permission denied"):
            write(locked / name)
    assert {path.name: path.read_bytes() for path in locked.iterdir()} == {"old.csv": b"kept"}


def test_a_file_that_may_only_be_read_is_kept_where_its_folder_is_open(locked):
    os.seteuid(os.getuid())
    locked.chmod(0o777)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    with pytest.raises(ExportError, match="Permission denied"):
        saving.save(locked / "old.csv", b"1")
    assert (locked / "old.csv").read_bytes() == b"kept"


def test_where_nobody_may_look_it_is_one_line(locked):
    os.seteuid(os.getuid())
    locked.chmod(0o000)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    with pytest.raises(ExportError, match="Permission denied"):
        saving.require_writable(locked / "new.csv")


def test_a_link_is_not_followed_and_stays(tmp_path):
    target = tmp_path / "elsewhere.csv"
    target.write_bytes(b"kept")
    link = tmp_path / "out.csv"
    link.symlink_to(target)
    with pytest.raises(ExportError, match=r"is a link to .*elsewhere\.csv"):
        saving.save(link, b"1")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"kept")
    target.unlink()
    with pytest.raises(ExportError, match="is a link to"):
        saving.save(link, b"1")


def test_a_pipe_is_no_place_for_a_file(tmp_path):
    os.mkfifo(pipe := tmp_path / "out.csv")
    with pytest.raises(ExportError, match="no regular file"):
        saving.save(pipe, b"1")
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


def test_a_device_is_no_place_for_a_file():
    with pytest.raises(ExportError, match="no regular file"):
        saving.require_writable(Path("/dev/null"))
    assert stat.S_ISCHR(os.lstat("/dev/null").st_mode)


def test_of_several_files_all_are_written_or_none(tmp_path):
    first, second = tmp_path / "1.png", tmp_path / "2.png"
    first.write_bytes(b"kept")
    second.mkdir()
    with pytest.raises(ExportError, match="directory"):
        saving.save_all({first: b"new", second: b"new"})
    assert first.read_bytes() == b"kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.png", "2.png"]


def test_a_file_that_is_replaced_keeps_who_may_read_it(tmp_path):
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    saving.save(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
