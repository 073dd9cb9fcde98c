"""What is kept in the user's cache directory is the user's own, whole, or not believed."""

from __future__ import annotations

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from geo.read.memory import MOST_BYTES, Memory, own_memory

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owners and modes of this kind")


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "cache" / "atlas")


def test_what_is_kept_is_recalled_under_its_key_alone(memory):
    memory.keep("verdict", "a1", b"sound\n\0 and so on")
    assert memory.recalled("verdict", "a1") == b"sound\n\0 and so on"
    assert memory.recalled("verdict", "a2") is None
    assert memory.recalled("other", "a1") is None


def test_what_is_kept_anew_takes_the_place_of_what_was(memory):
    memory.keep("verdict", "a1", b"old")
    memory.keep("verdict", "a2", b"new")
    assert memory.recalled("verdict", "a1") is None
    assert memory.recalled("verdict", "a2") == b"new"
    assert [path.name for path in memory.directory.iterdir()] == ["verdict"]


def test_nobody_else_may_look_into_it(memory):
    memory.keep("verdict", "a1", b"sound")
    assert stat.S_IMODE(memory.directory.stat().st_mode) == 0o700
    assert stat.S_IMODE((memory.directory / "verdict").stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o755])
def test_a_directory_that_is_open_to_others_is_neither_believed_nor_written_to(memory, mode):
    memory.keep("verdict", "a1", b"sound")
    memory.directory.chmod(mode)
    assert memory.recalled("verdict", "a1") is None
    memory.keep("verdict", "a2", b"sound")
    memory.directory.chmod(0o700)
    assert memory.recalled("verdict", "a1") == b"sound"


@pytest.mark.parametrize("mode", [0o660, 0o606, 0o644])
def test_a_file_that_is_open_to_others_is_not_believed(memory, mode):
    memory.keep("verdict", "a1", b"sound")
    (memory.directory / "verdict").chmod(mode)
    assert memory.recalled("verdict", "a1") is None


@pytest.mark.parametrize("what", ["directory", "file"])
def test_what_another_owns_is_not_believed(memory, monkeypatch, what):
    memory.keep("verdict", "a1", b"sound")
    theirs = (memory.directory if what == "directory" else memory.directory / "verdict").stat().st_ino

    def as_of_another(asked):
        def answered(*arguments):
            status = asked(*arguments)
            if status.st_ino != theirs:
                return status
            fields = list(status)
            fields[4] += 1
            return os.stat_result(fields)

        return answered

    monkeypatch.setattr(Path, "lstat", as_of_another(Path.lstat))
    monkeypatch.setattr(os, "fstat", as_of_another(os.fstat))
    assert memory.recalled("verdict", "a1") is None


def test_a_link_in_place_of_a_file_is_not_followed(memory, tmp_path):
    memory.keep("verdict", "a1", b"sound")
    (memory.directory / "verdict").rename(tmp_path / "elsewhere")
    (memory.directory / "verdict").symlink_to(tmp_path / "elsewhere")
    assert memory.recalled("verdict", "a1") is None


def test_a_link_is_replaced_and_what_it_leads_to_is_left_alone(memory, tmp_path):
    memory.keep("verdict", "a1", b"sound")
    (tmp_path / "precious").write_bytes(b"mine")
    (memory.directory / "verdict").unlink()
    (memory.directory / "verdict").symlink_to(tmp_path / "precious")
    memory.keep("verdict", "a2", b"faulty")
    assert memory.recalled("verdict", "a2") == b"faulty"
    assert (tmp_path / "precious").read_bytes() == b"mine"


def test_a_link_in_place_of_the_directory_is_not_followed(memory, tmp_path):
    memory.keep("verdict", "a1", b"sound")
    memory.directory.rename(tmp_path / "elsewhere")
    memory.directory.symlink_to(tmp_path / "elsewhere")
    assert memory.recalled("verdict", "a1") is None
    memory.keep("verdict", "a2", b"faulty")
    assert Memory(tmp_path / "elsewhere").recalled("verdict", "a1") == b"sound"


def test_a_pipe_in_place_of_a_file_is_not_waited_for(memory):
    memory.keep("verdict", "a1", b"sound")
    (memory.directory / "verdict").unlink()
    os.mkfifo(memory.directory / "verdict", 0o600)
    assert memory.recalled("verdict", "a1") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:-1],
        lambda whole: whole + b"x",
        lambda whole: whole.replace(b"sound", b"round"),
        lambda _: b"",
        lambda _: b"\xff" * 4096,
        lambda whole: whole.replace(b" ", b"\n"),
    ],
)
def test_what_is_damaged_is_not_believed(memory, damage):
    memory.keep("verdict", "a1", b"sound")
    path = memory.directory / "verdict"
    path.write_bytes(damage(path.read_bytes()))
    assert memory.recalled("verdict", "a1") is None


def test_what_is_too_large_is_neither_kept_nor_read(memory):
    memory.keep("outlines", "a1", bytes(MOST_BYTES))
    assert not (memory.directory / "outlines").exists()
    memory.keep("outlines", "a1", b"small")
    with (memory.directory / "outlines").open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    assert memory.recalled("outlines", "a1") is None


def test_where_nothing_can_be_written_nothing_is_said(memory):
    memory.directory.parent.write_text("a file stands where the directory should be")
    memory.keep("verdict", "a1", b"sound")
    assert memory.recalled("verdict", "a1") is None


def test_a_write_that_fails_leaves_what_was_there_and_no_trace(memory, monkeypatch):
    memory.keep("verdict", "a1", b"sound")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    memory.keep("verdict", "a2", b"faulty")
    assert memory.recalled("verdict", "a1") == b"sound"
    assert [path.name for path in memory.directory.iterdir()] == ["verdict"]


def test_who_reads_while_others_write_gets_one_or_the_other_whole(memory):
    contents = {f"a{at}": bytes([at]) * 200_000 for at in range(4)}

    def work(at):
        key = f"a{at % 4}"
        memory.keep("verdict", key, contents[key])
        return [(other, memory.recalled("verdict", other)) for other in contents]

    with ThreadPoolExecutor(8) as workers:
        recalled = [pair for pairs in workers.map(work, range(64)) for pair in pairs]
    assert all(content in (None, contents[key]) for key, content in recalled)
    assert any(content for _, content in recalled)
    assert [path.name for path in memory.directory.iterdir()] == ["verdict"]


def test_it_lies_in_the_users_cache_directory(monkeypatch, tmp_path):
    monkeypatch.delenv("CACHE_DIRECTORY")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert own_memory() == Memory(tmp_path / "own" / "central-shanxi-atlas")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    assert own_memory() == Memory(tmp_path / ".cache" / "central-shanxi-atlas")
