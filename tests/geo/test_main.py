"""The commands of the shell: what they print, what they write, and how they fail."""

from __future__ import annotations

import datetime as dt
import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pyogrio
import pypdf
import pytest

from geo.__main__ import main
from geo.atlas.filters import Filters
from geo.errors import ExportError
from geo.export import series
from geo.sheet.options import LAYOUTS, Layout
from geo.sheet.theme import THEMES, Theme
from geo.shell import commands, parser, resolve, saving
from geo.shell.commands import DATA_KINDS, TO

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _read_once(atlas, monkeypatch):
    """The atlas' own record is read once for all of these, another one each time; no prefix is set."""
    monkeypatch.delenv("ATLAS_OC4IDS_PREFIX", raising=False)
    read = commands.load_atlas
    monkeypatch.setattr(
        commands, "load_atlas", lambda data, texts=None, **_: atlas if data == commands.OWN_DATA else read(data, texts)
    )


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


def test_the_check_tells_its_faults_in_the_language_asked_for(broken_data, capsys):
    (broken_data / "datapackage.json").unlink()
    assert main(["--data", str(broken_data), "check", "--lang", "zh"]) == 1
    assert capsys.readouterr().err.startswith("数据有 1 处错误：\n  datapackage.json 缺少此文件，应在 ")


def test_a_sheet_leaves_its_picture_and_where_it_lies_and_nothing_else(tmp_path, capsys):
    out = tmp_path / "sheet.png"
    assert main(["sheet", "--group", "rail", "--dpi", "150", "--out", str(out)]) == 0
    files = [out, *(out.with_suffix(ending) for ending in (".pgw", ".prj"))]
    assert capsys.readouterr().out.splitlines() == list(map(str, files))
    assert sorted(tmp_path.iterdir()) == sorted(files)
    assert out.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", TO)
def test_an_export_to_a_named_format_leaves_the_file_and_nothing_else(name, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["export", "--group", "rail", "--to", name, str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert list(tmp_path.iterdir()) == [out]
    assert out.stat().st_size > 0


STARTS = {
    "csv": b"\xef\xbb\xbf",
    "xlsx": b"PK",
    "docx": b"PK",
    "pptx": b"PK",
    "gpkg": b"SQLite",
    "geojson": b"{",
    "json": b"{",
    "kml": b"<?xml",
    "svg": b"<?xml",
    "zip": b"PK",
    "pdf": b"%PDF",
    "png": b"\x89PNG",
}
RAIL = ["--place", "忻州市", "--group", "rail"]


@pytest.mark.parametrize(
    ("command", "ending"),
    [(["export"], ending) for ending in DATA_KINDS]
    + [(["sheet", "--dpi", "150"], ending) for ending in ("png", "svg", "pdf")]
    + [(["series", "--by", "city", "--dpi", "150"], ending) for ending in ("pdf", "zip")]
    + [(["briefing"], ending) for ending in ("docx", "pptx", "pdf")],
)
def test_the_ending_says_what_is_written(command, ending, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("ATLAS_OC4IDS_PREFIX", "oc4ids-bu3kcz")
    out = tmp_path / f"out.{ending}"
    assert main([*command, *RAIL, "--out", str(out)]) == 0
    beside = {"png": (".pgw", ".prj"), "pptx": (".xlsx",)}.get(ending, ())
    files = [out, *(out.with_suffix(one) for one in beside)]
    assert capsys.readouterr() == ("".join(f"{file}\n" for file in files), "")
    assert sorted(tmp_path.iterdir()) == sorted(files), (
        "the register of slides, the place of a picture stand beside them"
    )
    assert out.read_bytes().startswith(STARTS[ending])


def projects(out):
    return {project["id"] for project in json.loads(out.read_text("utf-8"))["projects"]}


@pytest.mark.parametrize("place", ["140900", "忻州市", "忻州", "Xinzhou", "xinzhou"])
def test_a_place_may_be_named_by_its_id_or_its_name(place, atlas, tmp_path):
    out = tmp_path / "out.json"
    assert main(["export", "--place", place, "--out", str(out)]) == 0
    expected = atlas.view(Filters(place=("140900",))).projects.index
    assert projects(out) == {f"central-shanxi-atlas-{project_id}" for project_id in expected}


def test_kinds_groups_and_stages_may_be_named_in_both_languages(tmp_path, atlas):
    out = tmp_path / "out.json"
    asked = ["--group", "Roads", "--type", "高速公路", "--status", "Under construction", "--status", "advancing"]
    assert main(["export", *asked, "--out", str(out)]) == 0
    chosen = Filters(group=("road",), type=("expressway",), status=("building", "advancing"))
    assert projects(out) == {f"central-shanxi-atlas-{project_id}" for project_id in atlas.view(chosen).projects.index}


def test_every_filter_reaches_the_file(tmp_path, atlas):
    out = tmp_path / "out.csv"
    assert main(["export", "--cross", "--q", "高速", "--day", "2023-12-31", "--lang", "en", "--out", str(out)]) == 0
    head, *rows = out.read_text("utf-8-sig").splitlines()
    view = atlas.view(Filters(cross=True, q="高速", day=dt.date(2023, 12, 31)))
    assert head.startswith("Id,Chinese name,Name,")
    assert [row.split(",")[0] for row in rows] == view.projects.index.tolist()


def test_a_package_of_a_day_holds_what_was_known_then(tmp_path, atlas):
    out = tmp_path / "out.json"
    assert main(["export", "--day", "2023-12-31", "--out", str(out)]) == 0
    then = atlas.known_on(dt.date(2023, 12, 31))
    assert projects(out) == {f"central-shanxi-atlas-{project_id}" for project_id in then.projects.index}
    package = json.loads(out.read_text(encoding="utf-8"))
    assert package["publishedDate"] == f"{then.newest_on}T00:00:00+08:00"
    known = {row["id"] for project in package["projects"] for row in project["documents"]}
    assert known == {"cluster-2023", "jinzhong-plenum-2023"}


def test_a_package_by_the_texts_alone_cites_no_page(tmp_path, whole_atlas, monkeypatch):
    monkeypatch.setattr(commands, "load_atlas", lambda *_, **__: whole_atlas)
    cited = {}
    for evidence in ([], ["--evidence", "texts"]):
        out = tmp_path / f"out{len(evidence)}.json"
        assert main(["export", *evidence, "--out", str(out)]) == 0
        package = json.loads(out.read_text(encoding="utf-8"))
        cited[bool(evidence)] = {row["id"] for project in package["projects"] for row in project["documents"]}
    assert cited[True] == set(whole_atlas.texts.index)
    assert cited[False] == set(whole_atlas.reports["source_id"])


def test_the_ids_of_a_package_begin_with_the_prefix_of_the_environment(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ATLAS_OC4IDS_PREFIX", "oc4ids-bu3kcz")
    assert main(["export", *RAIL, "--out", str(tmp_path / "out.json")]) == 0
    assert {project_id[:14] for project_id in projects(tmp_path / "out.json")} == {"oc4ids-bu3kcz-"}
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ([], "Project ids begin with “central-shanxi-atlas-”, which is no registered prefix"),
        (["--lang", "zh"], "项目编号以“central-shanxi-atlas-”开头，未经登记"),
    ],
)
def test_without_a_registered_prefix_that_is_said_beside_the_file(tmp_path, monkeypatch, capsys, asked, note):
    monkeypatch.delenv("ATLAS_OC4IDS_PREFIX", raising=False)
    out = tmp_path / "out.json"
    assert main(["export", *RAIL, *asked, "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    assert told.err.startswith(note)
    assert "ATLAS_OC4IDS_PREFIX" in told.err


def test_a_prefix_that_can_be_no_registered_one_is_one_line_and_leaves_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ATLAS_OC4IDS_PREFIX", "OC4IDS-1")
    line = failed(["export", *RAIL, "--out", str(tmp_path / "out.json")], capsys)
    assert line.startswith("ATLAS_OC4IDS_PREFIX is “OC4IDS-1”; a registered prefix is written oc4ids-")
    assert list(tmp_path.iterdir()) == []


def test_every_choice_reaches_the_sheet(tmp_path):
    out = tmp_path / "out.pdf"
    asked = {
        "title": "题目甲",
        "subtitle": "副题乙",
        "note": "备注丙",
        "organisation": "单位丁",
        "approval": "晋S(2026)5号",
        "address": "https://atlas.example/?q=1",
    }
    options = [part for name, text in asked.items() for part in (f"--{name}", text)]
    options += ["--size", "240x160", "--theme", "grey", "--graticule", "--extent", "cluster"]
    assert main(["sheet", *RAIL[2:], *options, "--out", str(out)]) == 0
    pdf = pypdf.PdfReader(out)
    printed = "".join(pdf.pages[0].extract_text().split())
    assert all(text in printed for name, text in asked.items() if name != "address")
    assert "°" in printed
    assert pdf.pages[0]["/Annots"][0].get_object()["/A"]["/URI"] == asked["address"]
    assert [round(float(side) * 25.4 / 72) for side in pdf.pages[0].mediabox[2:]] == [240, 160]


def test_the_shell_takes_whatever_layout_and_theme_there_is(atlas, monkeypatch):
    monkeypatch.setitem(LAYOUTS, "a2-across", Layout("a2-across", 594, 420, 1.3, label={"zh": "甲", "en": "A2"}))
    monkeypatch.setitem(THEMES, "ink", Theme("ink", {"zh": "乙", "en": "Ink"}))
    for layout in LAYOUTS:
        for theme in THEMES:
            asked = parser.parser().parse_args(["sheet", "--layout", layout, "--theme", theme, "--out", "a.pdf"])
            chosen = resolve.sheet_options(atlas, asked)
            assert (chosen.layout, chosen.theme) == (LAYOUTS[layout], theme)


def test_the_extent_of_a_sheet_is_a_place_or_what_a_map_shows(tmp_path):
    made = set()
    for extent in ("cluster", "filtered", "榆次区", "37.8,112.5,9"):
        out = tmp_path / "out.svg"
        assert main(["sheet", "--group", "rail", "--extent", extent, "--out", str(out)]) == 0
        made.add(out.read_bytes())
    assert len(made) == 4


def failed(arguments, capsys):
    """Run a command that fails; return its line."""
    try:
        left = main(arguments)
    except SystemExit as refused:
        left = refused.code
    out, err = capsys.readouterr()
    assert (left, out) == (2, "")
    assert err.endswith("\n")
    assert err.count("\n") == 1
    return err.rstrip("\n")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["--place", "榆次县"], "there is no place '榆次县'; near it: 140702 (榆次区 Yuci District)"),
        (["--place", "Lvliang"], "141100 (吕梁市 Lüliang)"),
        (["--place", "14070"], "140700 (晋中市 Jinzhong)"),
        (["--place", "zzzzzz"], "there is no place 'zzzzzz'; nothing comes near it"),
        (["--place", ""], "there is no place ''"),
        (["--group", "rayl"], "there is no group 'rayl'; near it: rail (铁路 Rail)"),
        (["--group", "xyz"], "known are road, rail, air"),
        (["--type", "expresway"], "there is no type 'expresway'; near it: expressway (高速公路 Expressway)"),
        (["--status", "bulding"], "there is no status 'bulding'; near it: building (在建 Under construction)"),
        (["--day", "2024-02-30"], "'2024-02-30' is no day; write it as 2024-03-31"),
        (["--day", "20240301"], "'20240301' is no day"),
        (["--place", "忻州", "--group", "air", "--q", "月球"], "nothing is left by --place 忻州 --group air --q 月球"),
        (["--day", "2020-01-01"], "nothing is left by --day 2020-01-01"),
    ],
)
@pytest.mark.parametrize("command", [["export"], ["sheet"], ["series", "--by", "city"], ["briefing"]])
def test_what_cannot_be_found_is_said_in_one_line_and_leaves_nothing(command, asked, sentence, tmp_path, capsys):
    ending = {"export": "csv"}.get(command[0], "pdf")
    assert sentence in failed([*command, *asked, "--out", str(tmp_path / f"out.{ending}")], capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["sheet", "--out", "{}/x.doc"],
            "the ending .doc of {}/x.doc is unknown; this command writes .png, .svg, .pdf",
        ),
        (["series", "--by", "city", "--out", "{}/x.png"], "this command writes .pdf, .zip"),
        (["briefing", "--out", "{}/x"], "{}/x has no ending; this command writes .docx, .pptx, .pdf"),
        (["export", "--out", "{}/x.shp"], "this command writes .csv, .xlsx, .gpkg, .geojson, .kml, .zip, .json"),
        (["sheet", "--layout", "a5", "--out", "{}/x.png"], "there is no layout 'a5'; known are a4-across"),
        (["sheet", "--size", "10x10", "--out", "{}/x.png"], "too small"),
        (["sheet", "--extent", "火星市", "--out", "{}/x.png"], "there is no extent '火星市'"),
        (["sheet", "--extent", "1.2.3,4,5", "--out", "{}/x.png"], "'1.2.3,4,5' is no view"),
        (["sheet", "--extent", "1,2,3", "--out", "{}/x.png"], "a sheet cannot show lat 1"),
        (["sheet", "--title", "高铁🚄", "--out", "{}/x.png"], "no glyph for 🚄"),
        (["briefing", "--since", "soon", "--out", "{}/x.pdf"], "'soon' is no day"),
        (["briefing", "--since", "2030-01-01", "--out", "{}/x.pdf"], "2030"),
        (["briefing", "--until", "2030-01-01", "--out", "{}/x.pdf"], "2030"),
        (["briefing", "--style", "official", "--out", "{}/x.pptx"], "slides have one look"),
        (["export", "--to", "shapefile", "out"], "argument --to: invalid choice: 'shapefile'"),
        (["export"], "one of the arguments out --out is required"),
        (["sheet", "--dpi", "many", "--out", "x.png"], "argument --dpi: invalid int value: 'many'"),
        (["sheet", "--theme", "pink", "--out", "x.png"], "argument --theme: invalid choice"),
        (["sheet", "--colour", "red", "--out", "x.png"], "unrecognized arguments: --colour red"),
        (["series", "--out", "x.pdf"], "the following arguments are required: --by"),
        (["paint"], "invalid choice: 'paint'"),
        ([], "the following arguments are required"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_leaves_nothing(arguments, sentence, tmp_path, capsys):
    line = failed([part.format(tmp_path) for part in arguments], capsys)
    assert sentence.format(tmp_path) in line
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_is_said_in_the_language_asked_for(tmp_path, capsys):
    asked = ["export", "--lang", "zh", "--day", "soon", "--out", str(tmp_path / "x.csv")]
    assert failed(asked, capsys) == "“soon”不是日期；请写作 2024-03-31"


@pytest.mark.parametrize(
    "command", [["sheet"], ["series", "--by", "city"], ["briefing"], ["export", "--to", "oc4ids"], ["export"]]
)
@pytest.mark.parametrize(
    ("place", "reason"), [("nowhere/out.pdf", "No such file or directory"), ("taken.pdf", "Is a directory")]
)
def test_a_path_that_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path, capsys, command, place, reason):
    place = place.replace("pdf", "csv") if command == ["export"] else place
    taken = tmp_path / place.replace("nowhere/out", "taken")
    taken.mkdir()
    line = failed([*command, "--out", str(tmp_path / place)], capsys)
    assert line == f"cannot write {tmp_path / place}: {reason}"
    assert list(tmp_path.iterdir()) == [taken]


def test_a_disk_that_is_full_leaves_nothing(tmp_path, monkeypatch):
    def full(_number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.os, "fsync", full)
    with pytest.raises(ExportError, match=r"cannot write .*out.csv: No space left on device"):
        saving.save(tmp_path / "out.csv", b"1")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_whole_when_the_record_is_broken(broken_data, tmp_path, capsys):
    out = tmp_path / "out.json"
    out.write_text("kept", encoding="utf-8")
    (broken_data / "datapackage.json").write_text("{", encoding="utf-8")
    line = failed(["--data", str(broken_data), "export", "--to", "oc4ids", str(out)], capsys)
    assert "datapackage.json" in line
    assert "the record has 1 fault(s), the first: " in line
    assert out.read_text(encoding="utf-8") == "kept"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_series_tells_a_terminal_how_far_it_is(tmp_path, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert main(["series", *RAIL, "--by", "city", "--out", str(tmp_path / "out.pdf")]) == 0
    assert "1/1 忻州市" in terminal.getvalue()
    assert terminal.getvalue().rpartition("忻州市")[2].strip() == "", "the line is wiped at the end"


def test_a_series_that_is_interrupted_leaves_nothing(tmp_path, monkeypatch, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(series, "series", interrupted)
    assert main(["series", "--by", "city", "--out", str(tmp_path / "out.pdf")]) == 130
    assert capsys.readouterr() == ("", "interrupted; nothing was written\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", parser.EXAMPLES)
def test_help_shows_examples_that_are_understood(command, capsys):
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help"])
    assert parser.EXAMPLES[command].strip() in capsys.readouterr().out
    for example in parser.EXAMPLES[command].strip().splitlines():
        line = shlex.split(example.partition("(")[0])
        assert line[:4] == ["python", "-m", "geo", command]
        assert parser.parser().parse_args(line[3:]).command == command


def test_the_module_runs_from_the_shell(tmp_path):
    command = [sys.executable, "-m", "geo", "export", "--group", "air", "--out", str(tmp_path / "out.csv")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path / 'out.csv'}\n"


def refused(capsys, *asked):
    assert main(["export", *RAIL, *map(str, asked)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_data_can_be_asked_for_in_another_reference_system(tmp_path):
    out = tmp_path / "rail.gpkg"
    assert main(["export", *RAIL, "--crs", "gk3-114", "--out", str(out)]) == 0
    for name in pyogrio.list_layers(out)[:, 0]:
        assert pyogrio.read_info(out, layer=name)["crs"] in ("EPSG:4547", None)
    positions = tmp_path / "positions.csv"
    assert main(["export", *RAIL, "--to", "positions", "--crs", "cgcs2000", "--lang", "en", str(positions)]) == 0
    assert "Longitude, degrees, CGCS2000" in positions.read_text("utf-8-sig").splitlines()[0]


def test_a_reference_system_that_a_file_cannot_have_is_refused_in_one_line(tmp_path, capsys):
    assert "a file of kml is in WGS 84 alone" in refused(capsys, "--crs", "gk3-114", "--out", tmp_path / "a.kml")
    assert "known are wgs84, cgcs2000" in refused(capsys, "--crs", "EPSG:4490", "--out", tmp_path / "a.gpkg")
    assert "只用 WGS 84" in refused(capsys, "--crs", "gcj02", "--lang", "zh", "--out", tmp_path / "a.geojson")
    assert not list(tmp_path.iterdir())


def test_a_file_in_gcj02_says_so_in_its_name_or_is_not_written(tmp_path, capsys):
    assert "rail_gcj02.gpkg" in refused(capsys, "--crs", "gcj02", "--out", tmp_path / "rail.gpkg")
    assert main(["export", *RAIL, "--crs", "gcj02", "--out", str(tmp_path / "rail-GCJ02.gpkg")]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["rail-GCJ02.gpkg"]


def test_what_was_typed_turns_no_line_of_the_terminal(tmp_path, capsys):
    err = refused(capsys, "--lang", "zh", "--day", "2024\x1b[31m\u202e", "--out", tmp_path / "a.csv")
    assert "⟨U+001B⟩[31m⟨U+202E⟩" in err
    assert not set(err) & set("\x1b\u202e")
