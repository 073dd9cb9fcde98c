"""The commands of the shell: what they print, what they write, and how they fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geo.__main__ import FORMATS, main

ROOT = Path(__file__).resolve().parents[2]


def test_the_check_counts_what_it_found_sound(capsys):
    assert main(["check"]) == 0
    assert "no fault" in capsys.readouterr().out


def test_the_check_lists_faults_and_fails(broken_data, capsys):
    (broken_data / "tables" / "figures.csv").unlink()
    assert main(["--data", str(broken_data), "check"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "fault(s) in the record:\n" in err
    assert "figures.csv" in err


def test_a_sheet_leaves_the_file_and_nothing_else(tmp_path, capsys):
    out = tmp_path / "sheet.png"
    assert main(["sheet", "--group", "rail", "--dpi", "150", "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert list(tmp_path.iterdir()) == [out]
    assert out.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_leaves_the_file_and_nothing_else(name, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["export", "--to", name, str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert list(tmp_path.iterdir()) == [out]
    assert out.stat().st_size > 0


@pytest.mark.parametrize(
    ("place", "reason"), [("nowhere/out.json", "No such file or directory"), ("taken", "Is a directory")]
)
def test_a_path_that_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path, capsys, place, reason):
    (tmp_path / "taken").mkdir()
    assert main(["export", "--to", "oc4ids", str(tmp_path / place)]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"cannot write {tmp_path / place}: {reason}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_file_that_is_there_stays_whole_when_the_record_is_broken(broken_data, tmp_path, capsys):
    out = tmp_path / "out.json"
    out.write_text("kept", encoding="utf-8")
    (broken_data / "datapackage.json").write_text("{", encoding="utf-8")
    assert main(["--data", str(broken_data), "export", "--to", "oc4ids", str(out)]) == 1
    assert "datapackage.json" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "--to", "shapefile", "out"], "argument --to: invalid choice: 'shapefile'"),
        (["export", "out"], "the following arguments are required: --to"),
        (["export", "--to", "oc4ids"], "the following arguments are required: out"),
    ],
)
def test_a_command_that_is_not_understood_says_what_is_missing(arguments, message, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert message in capsys.readouterr().err


def test_the_module_runs_from_the_shell(tmp_path):
    command = [sys.executable, "-m", "geo", "export", "--to", "oc4ids", str(tmp_path / "out.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path / 'out.json'}\n"
