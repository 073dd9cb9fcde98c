"""One table of looks: every stage, group and precision is in it, and nothing else decides how one is drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from geo.charts import stages as chart
from geo.html import card
from geo.looks import style
from geo.looks.legend import legend_entries
from geo.read.shapes import PRECISIONS
from geo.sheet import symbols
from geo.sheet.paper import Paper
from geo.sheet.svg import svg_bytes

ROOT = Path(__file__).resolve().parents[3]
NEW = "tested"
LOOK = style.StageLook(
    style.LineLook("grey", 3.3, "tint", 1.1),
    style.SymbolLook("grey", "full", 1.7, dot=1.3),
    style.ChipLook("half", "panel", "ink", 3, "dotted"),
    style.BarLook(0.42, (7, 3)),
)


@pytest.fixture
def new_stage(monkeypatch):
    """The table with a stage more, and nothing else touched."""
    monkeypatch.setitem(style.STAGES, NEW, LOOK)


def test_every_stage_of_the_record_has_a_look_and_every_look_a_stage(atlas):
    assert set(style.STAGES) == {*atlas.statuses.index, style.UNSTATED}


def test_every_precision_of_the_record_has_a_look_and_every_look_a_precision():
    assert set(style.PRECISIONS) == set(PRECISIONS)


def test_every_group_has_one_hue_and_the_legend_shows_it(atlas, words):
    hues = atlas.types.groupby("group")["colour"].unique()
    assert all(len(colours) == 1 for colours in hues)
    shown = {entry.id: entry.colour for entry in legend_entries(atlas.view(), words["zh"]) if entry.kind == "group"}
    assert shown == {group: hues[group][0] for group in shown}


def test_what_no_text_states_a_stage_of_has_its_own_look():
    assert style.stage_look("") is style.STAGES[style.UNSTATED]


def test_the_built_lies_over_the_planned_and_both_over_what_is_unstated():
    ranks = [style.stage_rank(status) for status in ("", "proposed", "prepared", "building", "completed")]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


@pytest.mark.usefixtures("new_stage")
@pytest.mark.parametrize("status", [*style.STAGES, NEW])
def test_the_script_of_the_map_gets_every_stage_whole(status):
    look = style.as_json()["stages"][status]
    assert style.LineLook(**look["line"]) == style.STAGES[status].line
    assert style.SymbolLook(**look["symbol"]) == style.STAGES[status].symbol


@pytest.mark.parametrize("precision", style.PRECISIONS)
def test_the_script_of_the_map_gets_every_precision_whole(precision):
    assert style.PrecisionLook(**style.as_json()["precisions"][precision]) == style.PRECISIONS[precision]


@pytest.mark.usefixtures("new_stage")
def test_a_chip_is_drawn_from_the_table():
    css = card.style_sheet()
    for status in style.STAGES:
        assert len(re.findall(rf"\.atlas-stage-{status} {{", css)) == 1
    rule = re.search(rf"\.atlas-stage-{NEW} {{(.*?)}}", css)[1]
    assert "--stage-face: var(--half);" in rule
    assert "--stage-letters: var(--panel);" in rule
    assert "--stage-edge: var(--ink);" in rule
    assert "--stage-width: 3px;" in rule
    assert "--stage-line: dotted;" in rule


def test_every_colour_of_a_chip_is_a_variable_of_the_style_sheet():
    css = card.style_sheet()
    for look in style.STAGES.values():
        for name in filter(None, (look.chip.face, look.chip.letters, look.chip.edge)):
            assert f"--{name}: light-dark(" in css


@pytest.mark.usefixtures("new_stage")
def test_a_bar_of_a_chart_is_drawn_from_the_table(atlas, words, monkeypatch):
    table = chart.progress.stage_counts(atlas.view())
    monkeypatch.setattr(chart.progress, "stage_counts", lambda _: table.assign(status=NEW))
    monkeypatch.setattr(type(atlas), "label", lambda _, key, __: key)
    drawn = chart.stage_chart(atlas.view(), words["zh"]).spec["data"]["values"]
    assert {bar["fill"][-5:] for bar in drawn} == {"0.42)"}
    assert {tuple(bar["dash"]) for bar in drawn} == {(7, 3)}


def drawn_on_a_sheet(status, precision="precise"):
    paper = Paper(40, 40)
    look = symbols.Look("#105de9", status, precision)
    symbols.draw_symbol(paper, "sites", (10, 10), look)
    symbols.draw_stroke(paper, "lines", np.array([(1.0, 1.0), (30.0, 5.0)]), look)
    return svg_bytes(paper).decode()


@pytest.mark.usefixtures("new_stage")
def test_a_symbol_and_a_line_on_a_sheet_are_drawn_from_the_table():
    assert style.GREY in drawn_on_a_sheet(NEW)
    pictures = {drawn_on_a_sheet(status) for status in style.STAGES if status != "operating"}
    assert len(pictures) == len(style.STAGES) - 1


@pytest.mark.parametrize("precision", style.PRECISIONS)
def test_a_sheet_draws_what_the_table_says_of_a_precision(precision, monkeypatch):
    before = drawn_on_a_sheet("building", precision)
    look = style.PRECISIONS[precision]
    shape = "circle" if look.shape == "square" else "square"
    monkeypatch.setitem(style.PRECISIONS, precision, replace(look, shape=shape, halo=0.5, dash=(3.0, 2.0)))
    assert drawn_on_a_sheet("building", precision) != before


def test_no_script_style_or_module_names_a_stage_or_a_precision_to_draw_it():
    names = "|".join({*style.STAGES, *style.PRECISIONS} - {style.UNSTATED, "admin", "precise", "completed", "building"})
    rooms = [ROOT / "geo/webmap", ROOT / "geo/charts", ROOT / "geo/sheet", ROOT / "geo/html", ROOT / "pages"]
    files = [file for room in rooms for file in room.rglob("*") if file.suffix in {".py", ".js", ".css"}]
    assert len(files) > 50
    named = [f"{file.name}: {line.strip()}" for file in files for line in file.read_text(encoding="utf-8").splitlines()
             if re.search(rf"[\"'-]({names})\b", line)]  # fmt: skip
    assert named == []
