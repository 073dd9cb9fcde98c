"""One table of looks: every stage, group and precision is in it, and nothing else decides how one is drawn."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from PIL import Image

from geo.charts import stages as chart
from geo.html.style_sheet import style_sheet
from geo.looks import css, glyphs, style
from geo.looks.legend import legend_entries
from geo.looks.stages import EDGES, FILLS, MARKS, PRECISIONS, SOLID, STAGES, UNSTATED, StageLook, stage_look, stage_rank
from geo.read.shapes import PRECISIONS as KNOWN
from geo.sheet import symbols
from geo.sheet.paper import Paper
from geo.sheet.svg import svg_bytes
from geo.sheet.writers import bytes_of

ROOT = Path(__file__).resolve().parents[3]
NEW = "tested"
LOOK = StageLook("hatched", "dotted", "dot")
HUE = "#105de9"
BUILT = ("completed", "operating")


@pytest.fixture
def new_stage(monkeypatch):
    """The table with a stage more, and nothing else touched."""
    monkeypatch.setitem(STAGES, NEW, LOOK)


def test_every_stage_of_the_record_has_a_look_and_every_look_a_stage(atlas):
    assert set(STAGES) == {*atlas.statuses.index, UNSTATED}


def test_every_precision_of_the_record_has_a_look_and_every_look_a_precision():
    assert set(PRECISIONS) == set(KNOWN)


def test_every_group_has_one_hue_and_the_legend_shows_it(atlas, words):
    hues = atlas.types.groupby("group")["colour"].unique()
    assert all(len(colours) == 1 for colours in hues)
    shown = {entry.id: entry.colour for entry in legend_entries(atlas.view(), words["zh"]) if entry.kind == "group"}
    assert shown == {group: hues[group][0] for group in shown}


def test_what_no_text_states_a_stage_of_has_its_own_look():
    assert stage_look("") is STAGES[UNSTATED]


def test_the_built_lies_over_the_planned_and_both_over_what_is_unstated():
    ranks = [stage_rank(status) for status in ("", "proposed", "prepared", "building", "completed")]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


@pytest.mark.always
def test_no_stage_before_completed_is_solid(atlas):
    order = atlas.statuses["order"]
    solid = {status for status, look in STAGES.items() if look.fill == SOLID}
    assert solid == {status for status in order.index if order[status] >= order["completed"]}


def test_every_two_stages_differ_in_a_word_of_the_table():
    assert len({look.words for look in STAGES.values()}) == len(STAGES)
    assert all(look.fill in FILLS and look.edge in EDGES and look.mark in MARKS for look in STAGES.values())


# What stage and precision own.


def roles_inside(look, shape):
    """Return how far each part of a stage's symbol reaches, but for its paper and a strike."""
    return [glyphs.reach(part) for part in glyphs.symbol(replace(look, mark=""), shape)[1:] if part.stroke != "rim"]


@pytest.mark.parametrize("status", STAGES)
def test_a_stage_is_drawn_within_the_outline_and_a_precision_around_it(status):
    for precision in PRECISIONS.values():
        inside = max(roles_inside(STAGES[status], precision.shape))
        assert inside < 1.02, "a slanting line ends within the edge that it meets"
        for part in glyphs.surround(precision):
            assert glyphs.reach(part) - (part.width if part.stroke else 0) > 1.0 + glyphs.CASING


@pytest.mark.parametrize("status", STAGES)
def test_precision_changes_no_part_of_the_symbol_of_a_stage(status):
    look = STAGES[status]
    drawn = {name: glyphs.symbol(look, precision.shape) for name, precision in PRECISIONS.items()}
    assert drawn["precise"] == drawn["approximate"] == drawn["schematic"]


@pytest.mark.parametrize("status", STAGES)
def test_a_precision_cuts_a_whole_line_and_a_stage_only_what_lies_between_its_edges(status):
    """The edges of a line are whole unless the place is schematic; then every gap goes through all of its strokes."""
    look = STAGES[status]
    whole, cut = glyphs.line(look, PRECISIONS["precise"]), glyphs.line(look, PRECISIONS["schematic"])
    edge = max(
        (stroke for stroke in whole if stroke.role in {"full", "fine"} and stroke.width < glyphs.STRIKE_PX),
        key=lambda s: s.width,
    )
    assert not edge.dash
    on, off = PRECISIONS["schematic"].dash
    for stroke in cut:
        if stroke.alpha < 1:
            continue
        assert sum(stroke.dash) == pytest.approx(on + off), "every stroke repeats with the dashes of the line"
        drawn = [(begin, end) for begin, end in dashes(stroke)]
        assert all(begin >= 0 and end <= on + 1e-9 for begin, end in drawn), (stroke, drawn)


def dashes(stroke):
    """Return where the dashes of a stroke begin and end, px from the beginning of a line, round ends included."""
    at, more = -stroke.shift, stroke.width / 2 if stroke.is_round else 0.0
    for length, is_on in zip(stroke.dash, [True, False] * (len(stroke.dash) // 2), strict=True):
        if is_on:
            yield at - more, at + length + more
        at += length


def test_only_what_is_schematic_has_gaps_and_only_what_is_approximate_a_blur():
    look = STAGES["completed"]
    for name, precision in PRECISIONS.items():
        strokes = glyphs.line(look, precision)
        assert any(stroke.dash for stroke in strokes) == (name == "schematic")
        has_blur = any(part.alpha < 0.5 for part in glyphs.surround(precision))
        assert has_blur == (name == "approximate") == any(stroke.alpha < 0.5 for stroke in strokes)


# The same table for every medium.


@pytest.mark.usefixtures("new_stage")
@pytest.mark.parametrize("status", [*STAGES, NEW])
def test_the_script_of_the_map_gets_the_parts_and_the_strokes_of_every_stage(status):
    sent, look = style.as_json()["stages"][status], STAGES[status]
    for shape in ("circle", "square"):
        assert [part["d"] for part in sent["symbol"][shape]] == [part.d for part in glyphs.symbol(look, shape)]
    for name, precision in PRECISIONS.items():
        assert [glyphs.Stroke(**stroke) for stroke in sent["line"][name]] == list(glyphs.line(look, precision))


@pytest.mark.parametrize("precision", PRECISIONS)
def test_the_script_of_the_map_gets_every_precision_whole(precision):
    sent, look = style.as_json()["precisions"][precision], PRECISIONS[precision]
    assert sent["shape"] == look.shape
    assert [part["d"] for part in sent["around"]] == [part.d for part in glyphs.surround(look)]


@pytest.mark.usefixtures("new_stage")
@pytest.mark.parametrize("status", [*STAGES, NEW])
def test_a_chip_has_the_symbol_of_its_stage(status):
    rule = re.search(rf"\.atlas-stage-{status} {{ (.*?) }}\n", style_sheet())[1]
    symbol = unquote(re.search(r"--stage-symbol: url\(data:image/svg\+xml,(.*?)\);", rule)[1])
    drawn = [part for part in glyphs.symbol(STAGES[status], "square")[1:] if "rim" not in (part.fill, part.stroke)]
    assert re.findall(r"<path d='(.*?)'", symbol) == [part.d for part in drawn]


@pytest.mark.usefixtures("new_stage")
def test_a_part_of_a_bar_has_the_fill_the_edge_and_the_mark_of_its_stage():
    for status, look in STAGES.items():
        rule = re.search(rf"\.atlas-stage-{status} {{ (.*?) }}\n", style_sheet())[1]
        assert f"--stage-face: {css.OVER[look.mark]}{css.FACES[look.fill]};" in rule
        assert f"--stage-edge: {css.EDGES[look.edge]};" in rule


def test_every_word_of_the_table_has_a_face_in_css_and_no_two_the_same():
    for words_, drawn in ((FILLS, css.FACES), (EDGES, css.EDGES), (MARKS, css.OVER)):
        assert tuple(drawn) == words_ or set(drawn) == set(words_)
        assert len(set(drawn.values())) == len(words_)


def test_every_colour_of_a_chip_is_a_variable_of_the_style_sheet():
    sheet = style_sheet()
    for name in set(re.findall(r"var\(--(\w+)\)", css.stage_css())):
        assert f"--{name}: light-dark(" in sheet


def fills_of(drawn):
    """Return stage → fill, dash and width of a chart."""
    bars = drawn.spec["layer"][1]["encoding"]
    return {
        case["test"]: [bars[channel]["condition"][at]["value"] for channel in ("fill", "strokeDash", "strokeWidth")]
        for at, case in enumerate(bars["fill"]["condition"])
    }


@pytest.mark.usefixtures("new_stage")
def test_a_bar_of_a_chart_is_drawn_from_the_table(atlas, words, monkeypatch):
    table = chart.progress.stage_counts(atlas.view())
    monkeypatch.setattr(chart.progress, "stage_counts", lambda _: table.assign(status=NEW))
    monkeypatch.setattr(type(atlas), "label", lambda _, key, __: key)
    drawn = chart.stage_chart(atlas.view(), words["zh"])
    ((fill, dash, _),) = fills_of(drawn).values()
    assert len(fill["stops"]) > 10, "hatched"
    assert dash != [1, 0], "its edge is dotted"
    assert all(part["has_dot"] for part in drawn.spec["data"]["values"])


def test_in_a_chart_only_what_is_built_is_solid_and_no_two_stages_look_the_same(atlas, words):
    drawn = chart.stage_chart(atlas.view(), words["zh"])
    solid = {test for test, (fill, _, _) in fills_of(drawn).items() if fill == chart.BAR}
    assert solid == {f"datum.status === '{status}'" for status in BUILT}
    dots = {part["status"] for part in drawn.spec["data"]["values"] if part["has_dot"]}
    assert dots == {"operating"}
    looks = [str(look) for test, look in fills_of(drawn).items() if "operating" not in test]
    assert len(set(looks)) == len(looks)


def test_the_parts_of_a_pile_stand_on_one_another(atlas, words):
    piles = {}
    for part in chart.stage_chart(atlas.view(), words["zh"]).spec["data"]["values"]:
        piles.setdefault(part["date"], []).append(part)
    for parts in piles.values():
        assert [part["foot"] for part in parts] == [0, *(part["top"] for part in parts[:-1])]
        assert parts[0]["order"] == max(part["order"] for part in parts), "what is built stands at the foot"


def drawn_on_a_sheet(status, precision="precise"):
    paper = Paper(40, 40)
    look = symbols.Look(HUE, status, precision)
    symbols.draw_symbol(paper, "sites", (10, 10), look)
    symbols.draw_stroke(paper, "lines", np.array([(1.0, 1.0), (30.0, 5.0)]), look)
    return svg_bytes(paper).decode()


@pytest.mark.usefixtures("new_stage")
def test_a_symbol_and_a_line_on_a_sheet_are_drawn_from_the_table():
    pictures = {drawn_on_a_sheet(status) for status in STAGES}
    assert len(pictures) == len(STAGES)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_a_sheet_draws_what_the_table_says_of_a_precision(precision, monkeypatch):
    before = drawn_on_a_sheet("building", precision)
    look = PRECISIONS[precision]
    shape = "circle" if look.shape == "square" else "square"
    monkeypatch.setitem(PRECISIONS, precision, replace(look, shape=shape, halo=0.5, dash=(3.0, 2.0)))
    assert drawn_on_a_sheet("building", precision) != before


def printed(draw):
    """Return what is drawn on a page of 6 × 6 mm as it is printed at 600 dpi: how dark each pixel is, from 0 to 1."""
    paper = Paper(6, 6)
    draw(paper)
    picture = Image.open(io.BytesIO(bytes_of([paper], file="png", dpi=600))).convert("L")
    return 1 - np.asarray(picture, dtype=float) / 255


@pytest.mark.parametrize("status", STAGES)
@pytest.mark.parametrize("shape", ["precise", "admin"])
def test_on_paper_only_what_is_built_is_ink_all_over(status, shape):
    """Hatch, dots and strikes survive the way through SVG and Typst: at least an eighth of a planned symbol is paper."""
    look = symbols.Look("#000000", status, shape)
    dark = printed(lambda paper: symbols.draw_symbol(paper, "sites", (3, 3), look))
    middle = slice(round(dark.shape[0] * 0.34), round(dark.shape[0] * 0.66))
    ink = float((dark[middle, middle] > 0.5).mean())
    line = printed(lambda paper: symbols.draw_stroke(paper, "lines", np.array([(0.0, 3.0), (6.0, 3.0)]), look))
    width = symbols.points((glyphs.LINE_PX - 2 * glyphs.LINE_EDGE_PX) * 0.9) / 72 * 25.4
    rows = slice(*(round(dark.shape[0] * (0.5 + side * width / 12)) for side in (-1, 1)))
    core = float((line[rows, 20:-20] > 0.5).mean())
    if status == "completed":
        assert (ink, core) == (1.0, 1.0)
    elif status == "operating":
        assert 0.5 < ink < 0.9
        assert 0.6 < core < 0.95, "a row of dots is left out"
    else:
        assert ink < 0.875
        assert core < 0.875


def test_the_number_of_a_project_stands_beside_its_symbol_not_on_the_fill_that_tells_its_stage():
    paper = Paper(40, 40)
    symbols.draw_numbered(paper, "sites", (10, 10), symbols.Look(HUE, "building", "schematic"), "137", gid="one")
    (text,) = [mark for mark in paper.marks() if hasattr(mark, "text")]
    shapes = [mark for mark in paper.marks() if not hasattr(mark, "text")]
    assert text.text == "137"
    assert text.bounds.left > max(shape.bounds.right for shape in shapes)


def test_no_script_style_or_module_names_a_stage_or_a_precision_to_draw_it():
    names = "|".join({*STAGES, *PRECISIONS} - {UNSTATED, "admin", "precise", "completed", "building"})
    rooms = [ROOT / "geo/webmap", ROOT / "geo/charts", ROOT / "geo/sheet", ROOT / "geo/html", ROOT / "pages"]
    files = [file for room in rooms for file in room.rglob("*") if file.suffix in {".py", ".js", ".css"}]
    assert len(files) > 50
    named = [f"{file.name}: {line.strip()}" for file in files for line in file.read_text(encoding="utf-8").splitlines()
             if re.search(rf"[\"'-]({names})\b", line)]  # fmt: skip
    assert named == []
