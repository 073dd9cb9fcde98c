from __future__ import annotations

import datetime as dt
import struct
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from pyproj import Geod, Transformer

from geo.atlas.atlas import load_atlas
from geo.atlas.filters import Filters
from geo.crs import MAP_CRS, MEASURE_CRS
from geo.draw import style
from geo.draw.sheet import margin, names, sheet
from geo.draw.sheet.fonts import missing_glyphs, text_width_mm, wrapped
from geo.draw.sheet.frame import frame_for, view_ground
from geo.draw.sheet.labels import Box
from geo.draw.sheet.map import boundary_lines
from geo.draw.sheet.paper import points
from geo.errors import SheetError
from geo.read.words import read_words

DATA = Path(__file__).parents[4] / "data"
DAY = dt.date(2026, 2, 1)


@pytest.fixture(scope="module")
def atlas():
    return load_atlas(DATA)


@pytest.fixture(scope="module")
def words():
    return read_words(DATA / "text")


@pytest.fixture(scope="module")
def jinzhong_expressways(atlas):
    return atlas.view(Filters(place=("140700",), type=("expressway",)))


def composed(view, words, lang="zh", title="", dpi=300):
    return sheet.compose(view, words[lang], dpi=dpi, size_mm=sheet.A4_MM, title=title, made_on=DAY)


def marks(paper, kind, gid):
    return [m for m in paper.figure.findobj(kind) if isinstance(m, kind) and str(m.get_gid() or "").startswith(gid)]


def drawn_boxes(paper, gid):
    """Return what texts cover, in mm."""
    to_mm = 25.4 / paper.figure.dpi
    renderer = paper.canvas.get_renderer()
    extents = [mark.get_window_extent(renderer) for mark in marks(paper, Text, gid) if mark in paper.axes.texts]
    return [Box(e.x0 * to_mm, e.y0 * to_mm, e.x1 * to_mm, e.y1 * to_mm) for e in extents]


def test_a_sheet_at_300_dpi_is_3508_by_2480_pixels_and_says_so(jinzhong_expressways, words):
    png = sheet.draw_sheet(jinzhong_expressways, words["zh"], made_on=DAY)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (3508, 2480)
    assert b"Software" not in png
    place = png.index(b"pHYs") + 4
    assert struct.unpack(">II", png[place : place + 8]) == (11811, 11811)


def test_the_same_view_gives_the_same_bytes_in_any_thread(jinzhong_expressways, words):
    def drawn(_):
        return sheet.draw_sheet(jinzhong_expressways, words["zh"], dpi=60, made_on=DAY)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(drawn, range(8)))) == 1


def test_a_character_without_a_glyph_is_refused_by_name(jinzhong_expressways, words):
    with pytest.raises(SheetError, match=r"no glyph for 🚄 \(U\+1F684\)"):
        sheet.draw_sheet(jinzhong_expressways, words["zh"], dpi=50, title="高铁🚄")


def test_every_name_of_the_record_has_its_glyphs(atlas):
    assert missing_glyphs(name for table in (atlas.places, atlas.projects) for name in table["name_zh"]) == []


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_atlas_is_drawn_without_a_warning(atlas, words, lang):
    assert sheet.draw_sheet(atlas.view(), words[lang], dpi=60, made_on=DAY)


def test_a_dollar_sign_in_a_title_is_written_not_computed(jinzhong_expressways, words):
    assert composed(jinzhong_expressways, words, title="$x^2$").png()


def test_an_empty_view_is_refused(atlas, words):
    with pytest.raises(SheetError, match="没有符合条件的项目"):
        sheet.draw_sheet(atlas.view(Filters(q="没有这个项目")), words["zh"])


def test_a_sheet_too_small_for_its_legend_is_refused(jinzhong_expressways, words):
    with pytest.raises(SheetError, match="100 x 80 mm is too small; 240 x 170 mm is the least"):
        sheet.draw_sheet(jinzhong_expressways, words["zh"], size_mm=(100, 80))


def test_the_legend_holds_what_is_on_the_map_and_nothing_else(jinzhong_expressways, words):
    paper = composed(jinzhong_expressways, words)
    ids = {mark.get_gid().removeprefix("legend/") for mark in marks(paper, Text, "legend/")}
    projects = jinzhong_expressways.projects
    expected = {"group/road", *(f"status/{status}" for status in projects["status"].unique())}
    expected |= {f"precision/{precision}" for precision in projects["precision"].unique()}
    assert {i for i in ids if not i.startswith("boundary/")} == expected
    levels = {mark.get_gid() for mark in marks(paper, Line2D, "boundary/")}
    assert {i for i in ids if i.startswith("boundary/")} == levels


@pytest.mark.parametrize("place", ["140700", "140722", "140105"])
def test_the_scale_bar_is_as_long_as_it_says(atlas, words, place):
    view = atlas.view(Filters(place=(place,)))
    paper = composed(view, words)
    bar = marks(paper, Rectangle, "scale")
    bar_mm = sum(part.get_width() for part in bar)
    said_km = max(float(mark.get_text()) for mark in marks(paper, Text, "scale/"))
    frame_mm = max(
        (p for p in paper.axes.patches if p.get_linewidth() == 1.0 and p.get_zorder() == 10),
        key=lambda p: p.get_width(),
    )
    box = Box(
        frame_mm.get_x(),
        frame_mm.get_y(),
        frame_mm.get_x() + frame_mm.get_width(),
        frame_mm.get_y() + frame_mm.get_height(),
    )
    frame = frame_for(view_ground(view), box)
    west, south, _, north = frame.ground
    to_degrees = Transformer.from_crs(MEASURE_CRS, MAP_CRS, always_xy=True)
    middle = (south + north) / 2
    ends = to_degrees.transform([west, west + bar_mm * frame.metres_per_mm], [middle, middle])
    measured_km = Geod(ellps="WGS84").line_length(*ends) / 1000
    assert measured_km == pytest.approx(said_km, rel=0.005)
    assert len(bar) == 4


def test_a_place_on_the_page_is_where_the_scale_says(atlas):
    frame = frame_for(view_ground(atlas.view()), Box(10, 30, 180, 190))
    one, other = (112.55, 37.87), (112.75, 37.69)
    apart_mm = np.hypot(*np.subtract(frame.point(*one), frame.point(*other)))
    apart_m = Geod(ellps="WGS84").inv(*one, *other)[2]
    assert apart_mm * frame.metres_per_mm == pytest.approx(apart_m, rel=0.002)
    assert abs(frame.north_deg(95, 110)) < 1


def test_schematic_lines_are_dashed_and_others_are_not(atlas, words):
    view = atlas.view(Filters(group=("road",)))
    paper = composed(view, words)
    precision = view.features.set_index("feature_id")["precision"]
    stages = view.features.set_index("feature_id")["status"]
    seen = set()
    for mark in marks(paper, Line2D, "line/"):
        feature = mark.get_gid().removeprefix("line/")
        is_casing = mark.get_color() == "#ffffff" and style.STAGES[stages[feature]].outer == "paper"
        if not is_casing:
            assert (mark.get_linestyle() == "--") == (precision[feature] == "schematic"), feature
            seen.add(precision[feature])
    assert seen == {"schematic", "approximate"}


def test_a_line_being_built_has_the_widths_of_its_stage(jinzhong_expressways, words):
    lines = marks(composed(jinzhong_expressways, words), Line2D, "line/taijiu-expressway/0")
    stage = style.STAGES[jinzhong_expressways.projects.at["taijiu-expressway", "status"]]
    assert [line.get_linewidth() for line in lines] == [points(stage.outer_width), points(stage.inner_width)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_and_list_of_the_whole_atlas_do_not_overlap(atlas, words, lang):
    paper = composed(atlas.view(), words, lang)
    for gid in ("name", "key", "legend"):
        boxes = [box.grown(-0.15) for box in drawn_boxes(paper, gid)]
        assert len(boxes) > 10
        assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_squares_of_units_do_not_overlap(atlas, words):
    squares = marks(composed(atlas.view(), words), Rectangle, "square")
    centres = {(round(s.get_x() + s.get_width() / 2, 3), round(s.get_y() + s.get_height() / 2, 3)) for s in squares}
    assert len(centres) == len(atlas.features[atlas.features["precision"] == "admin"])
    nearest = min(max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a, b in combinations(sorted(centres), 2))
    assert nearest >= names.SYMBOL_MM


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("filters", [Filters(), Filters(place=("140700",)), Filters(place=("140722",))])
def test_no_text_leaves_the_page(atlas, words, lang, filters):
    paper = composed(atlas.view(filters), words, lang)
    page = Box(5, 4, paper.width - 5, paper.height - 4)
    outside = [
        box
        for box in drawn_boxes(paper, "")
        if box.left < page.left or box.right > page.right or box.bottom < page.bottom
    ]
    assert not outside


def test_no_project_is_silently_missing(atlas, words):
    view = atlas.view()
    paper = composed(view, words)
    named = len(marks(paper, Text, "name"))
    numbers = {int(m.get_text()) for m in paper.figure.findobj(Text) if m.get_text().isdigit() and not m.get_gid()}
    notes = [m.get_text() for m in marks(paper, Text, "notes")]
    left_out = 0 if len(notes) == 1 else int("".join(filter(str.isdigit, notes[-1])))
    assert named + len(numbers) + left_out >= len(view.projects)


def test_the_head_names_the_filters_the_count_and_the_newest_report(jinzhong_expressways, words):
    line = margin.subtitle(jinzhong_expressways, words["zh"])
    assert line == f"筛选：晋中市 · 高速公路　·　{len(jinzhong_expressways.projects)} 项　·　截至 2026年1月 的报道"


def test_the_foot_names_only_the_texts_that_the_projects_come_from(jinzhong_expressways, words):
    foot = "".join(margin.foot_lines(jinzhong_expressways, words["zh"], 270))
    assert "山西中部城市群：相向而行 聚力发展" in foot
    assert "学习贯彻市委五届六次全会" not in foot
    assert "非审定底图" in foot


def test_a_shared_boundary_is_drawn_once(atlas):
    frame = frame_for(view_ground(atlas.view()), Box(0, 0, 170, 160))
    lines = boundary_lines(frame, atlas.light_boundaries)
    edges = [tuple(sorted(pair)) for level in lines.values() for line in level for pair in pairwise(line.coords)]
    assert len(edges) == len(set(edges))
    both = shapely.intersection(shapely.union_all(lines["province"]), shapely.union_all(lines["prefecture"]))
    assert both.length == 0


def test_a_sheet_of_one_county_has_a_locator_and_one_of_the_cluster_has_not(atlas, words):
    assert marks(composed(atlas.view(Filters(place=("140722",))), words), Rectangle, "locator")
    assert not marks(composed(atlas.view(), words), Rectangle, "locator")


def test_a_long_name_breaks_between_words_and_a_short_one_not():
    assert names.balanced("大运路") == "大运路"
    assert names.balanced("太原西北二环高速公路") == "太原西北二环\n高速公路"
    assert names.balanced("Fanshi–Wutai Expressway") == "Fanshi–Wutai\nExpressway"
    assert names.short("静乐—兴县高速公路（静兴高速）") == "静乐—兴县高速公路"


def test_wrapped_lines_fit_their_width_and_lose_no_word():
    text = "虚线为示意连线，方块以行政单元代表项目，均不可量距。Dashed lines are schematic."
    lines = wrapped(text, 30, 6)
    assert all(text_width_mm(line, 6) <= 33 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line.startswith(("，", "。")) for line in lines)
