from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import shapely
import shapely.affinity
from pyproj import Geod

from geo.atlas.filters import Filters
from geo.atlas.units import stand_ins
from geo.errors import SheetError
from geo.looks import glyphs
from geo.looks.stages import PRECISIONS, stage_look
from geo.sheet import names, scene, symbols
from geo.sheet.fonts import STRAIGHT, missing_glyphs, text_width_mm, wrapped
from geo.sheet.frame import frame_for, ground_for, round_scale
from geo.sheet.ground import boundary_lines, ground_of
from geo.sheet.labels import Box
from geo.sheet.margin import source_lines, subtitle
from geo.sheet.marks import Shape, Writing
from geo.sheet.measure import crossings, map_share, maps_of
from geo.sheet.options import LAYOUTS, MapView, SheetOptions, layout_of
from geo.sheet.places import map_name
from geo.sheet.projection import grid_metres
from geo.sheet.sheet import compose, compose_all, draw_sheet

DAY = dt.date(2026, 2, 1)


def composed(view, words, lang="zh", **options):
    if isinstance(options.get("layout"), str):
        options["layout"] = layout_of(options["layout"])
    return compose(view, words[lang], SheetOptions(**{"made_on": DAY} | options))


def pages(view, words, lang="zh", **options):
    if isinstance(options.get("layout"), str):
        options["layout"] = layout_of(options["layout"])
    return compose_all(view, words[lang], SheetOptions(**{"made_on": DAY} | options))


def texts(paper, gid=""):
    return [mark for mark in paper.marks(gid) if isinstance(mark, Writing) and mark.text.strip()]


def shapes(paper, gid):
    return [mark for mark in paper.marks(gid) if isinstance(mark, Shape)]


def written(paper, gid="", layer=""):
    return [mark.text for mark in texts(paper, gid) if not layer or mark in paper.layers[layer]]


def frame_of(paper):
    """The box of the map, from the ground drawn in it."""
    return next(shape for shape in shapes(paper, "ground/")).clip


# ---- text on the page -------------------------------------------------------------------------------------------


LOOKS = [
    *((layout, lang, "all") for layout in LAYOUTS for lang in ("zh", "en")),
    *((layout, "zh", view) for layout in ("a4-across", "a4-upright", "slide") for view in ("city", "county", "one")),
    ("a4-across", "en", "city"),
    ("160x120", "en", "all"),
    ("120x160", "zh", "city"),
    ("500x200", "zh", "all"),
]


def shown(atlas, name):
    filters = {"all": Filters(), "city": Filters(place=("140700",)), "county": Filters(place=("140722",))}
    return atlas.view(filters.get(name, Filters(q="雄忻")))


def covered(mark):
    """Return what a text covers: an upright box, or that box turned with the text."""
    straight = replace(mark, turn_deg=0.0).bounds.grown(-0.12)
    return shapely.affinity.rotate(shapely.box(*straight.corners), mark.turn_deg, origin=mark.lines[0][:2])


def overlapping(placed):
    """Return the pairs of texts that share more than an edge."""
    shapes = [covered(mark) for mark in placed]
    pairs = zip(*shapely.STRtree(shapes).query(shapes, predicate="intersects"), strict=True)
    return [(placed[i].text, placed[j].text) for i, j in pairs if i < j and shapes[i].intersection(shapes[j]).area > 0]


@pytest.mark.no_cover
@pytest.mark.parametrize(("layout", "lang", "name"), LOOKS)
def test_no_text_overlaps_another_or_leaves_the_page(atlas, words, layout, lang, name):
    paper = composed(shown(atlas, name), words, lang, layout=layout)
    placed = texts(paper)
    assert overlapping(placed) == []
    boxes = np.array([mark.bounds.grown(-0.12).corners for mark in placed])
    left, bottom, right, top = (edge[:, None] for edge in boxes.T)
    side, end = (1.5, 1.5) if layout == "slide" else (5, 3)  # a slide is shown, not printed
    outside = (left < side) | (right > paper.width - side) | (bottom < end) | (top > paper.height - end)
    assert [mark.text for mark, is_out in zip(placed, outside[:, 0], strict=True) if is_out] == []


@pytest.mark.parametrize("theme", ["grey", "colour_blind"])
def test_letters_of_groups_overlap_nothing_either(atlas, words, theme):
    placed = texts(composed(atlas.view(), words, theme=theme))
    assert overlapping(placed) == []


def test_a_slide_has_no_letter_under_14_pt_and_its_sources_follow_with_the_list(atlas, words):
    first, *register = pages(atlas.view(), words, layout="slide")
    assert min(mark.size_pt * mark_of.scale for mark_of in (first, *register) for mark in texts(mark_of)) >= 13.99
    assert any("非审定底图" in text for text in written(first, "foot"))
    assert any("资料来源" in text for page in register for text in written(page, "changed"))


def test_names_on_the_map_stay_in_its_frame(atlas, words):
    paper = composed(atlas.view(), words)
    frame = frame_of(paper)
    for mark in [*texts(paper, "name"), *texts(paper, "place")]:
        box = mark.bounds
        assert frame.left < box.left, mark.text
        assert box.right < frame.right, mark.text


def test_a_character_without_a_glyph_is_refused_by_name(jinzhong_expressways, words):
    with pytest.raises(SheetError, match=r"no glyph for 🚄 \(U\+1F684\)"):
        composed(jinzhong_expressways, words, title="高铁🚄")


def test_every_name_of_the_record_has_its_glyphs_in_both_fonts(atlas):
    names_zh = [name for table in (atlas.places, atlas.projects) for name in table["name_zh"]]
    assert missing_glyphs(names_zh) == []
    assert missing_glyphs(atlas.places["name_zh"], "NotoSerifSC-Regular") == []


def test_a_long_title_takes_several_lines_and_leaves_the_page_nowhere(jinzhong_expressways, words):
    paper = composed(jinzhong_expressways, words, title="晋中市" * 26)
    lines = texts(paper, "title")
    lines = [line for line in lines if line.gid == "title"]
    assert len(lines) > 1
    assert "".join(line.text for line in lines) == "晋中市" * 26
    assert all(line.bounds.left > 5 and line.bounds.right < paper.width - 5 for line in lines)


def test_an_empty_view_is_refused(atlas, words):
    with pytest.raises(SheetError, match="no projects match"):
        draw_sheet(atlas.view(Filters(q="没有这个项目")), words["zh"])


def test_an_extent_that_is_no_place_is_refused_by_name(jinzhong, words):
    with pytest.raises(SheetError, match="cannot show '999999'"):
        composed(jinzhong, words, extent="999999")


def test_a_county_shows_what_stands_for_it_and_for_others(atlas, words):
    """A scheme of Qixian and Jiexiu has its mark in Qixian; on the sheet of Jiexiu alone it is in Jiexiu."""
    view = atlas.view(Filters(place=("140781",)))
    paper = composed(view, words, extent="140781")
    assert written(paper, "count", "sites") == [str(len(view.projects))] == ["1"]
    assert shapes(paper, "unit-badge/140781")
    assert not [note for note in written(paper, "notes") if note.startswith("图幅外")]


def test_an_extent_without_a_project_is_refused(atlas, words):
    with pytest.raises(SheetError, match="no projects lie within this map"):
        composed(atlas.view(Filters(group=("air",))), words, extent="140722")


def test_a_zone_without_a_point_is_shown_with_its_unit(atlas):
    zones = atlas.places[(atlas.places["level"] == "zone") & atlas.places["lon"].isna()]
    zone, parent = zones.index[0], zones["parent_id"].iloc[0]
    assert ground_for(atlas.view(), zone) == ground_for(atlas.view(), parent)


def test_a_map_view_far_from_shanxi_is_refused(jinzhong, words):
    with pytest.raises(SheetError, match="lat 10, lon 112, zoom 9; expected are 30 to 45"):
        composed(jinzhong, words, extent=MapView(10, 112, 9))


# ---- what is on the map -----------------------------------------------------------------------------------------


def test_the_legend_holds_what_is_on_the_map_and_nothing_else(jinzhong_expressways, words):
    paper = composed(jinzhong_expressways, words)
    ids = {mark.gid.removeprefix("legend/") for mark in texts(paper, "legend/")}
    projects = jinzhong_expressways.projects
    expected = {"group/road", *(f"status/{status}" for status in projects["status"].unique())}
    expected |= {f"precision/{precision}" for precision in projects["precision"].unique()}
    assert {i for i in ids if not i.startswith(("boundary/", "base/"))} == expected
    levels = {shape.gid for shape in shapes(paper, "boundary/")}
    assert {i for i in ids if i.startswith("boundary/")} == levels


@pytest.mark.parametrize(("layout", "lang"), [("a4-across", "zh"), ("a4-upright", "en"), ("slide", "zh")])
def test_the_register_names_every_entry_once(atlas, words, layout, lang):
    _, *register = pages(atlas.view(), words, lang, layout=layout)
    listed = "".join("".join(written(page, "register/name")) for page in register).replace(" ", "")
    names = [
        words[lang].of(row, "name").translate(STRAIGHT if lang == "en" else {}).replace(" ", "")
        for _, row in atlas.projects.iterrows()
    ]
    assert [name for name in names if name not in listed] == []
    assert sum(len(written(page, "register/stage")) for page in register) == len(atlas.projects)
    assert all("清单" in page.title or "List" in page.title for page in register)


def test_entries_that_lie_outside_the_map_are_in_the_register_too(atlas, words):
    _, *register = pages(atlas.view(), words, extent="140722")
    headings = [heading for page in register for heading in written(page, "register/heading")]
    assert "图幅外的项目" in headings
    assert sum(len(written(page, "register/stage")) for page in register) == len(atlas.projects)


def test_every_number_on_the_map_is_in_the_register_once_and_the_other_way_round(atlas, words):
    paper, *register = pages(atlas.view(), words)
    on_map = [int(m.text) for m in paper.marks("beside") if isinstance(m, Writing)]
    on_map += [int(m.text) for m in texts(paper, "badge")]
    listed = [int(text) for page in register for text in written(page, "register/number")]
    assert sorted(on_map) == sorted(listed) == list(range(1, len(listed) + 1))


def test_a_short_list_stands_on_the_map_and_has_no_page_of_its_own(atlas, words):
    assert len(pages(atlas.view(Filters(place=("140105",))), words, extent="140105")) == 1


def test_an_entry_that_fits_is_named(atlas, words):
    """The airport stands alone in the middle of Xiaodian."""
    paper = composed(atlas.view(Filters(place=("140105",))), words, extent="140105")
    names = {name.replace("\n", "").removesuffix("†") for name in written(paper, "name")}
    assert "太原机场三期改扩建" in names
    assert written(paper, "key/number") == []


@pytest.mark.parametrize("place", ["140105", "140702", "141122", "140722", "140700", "140900"])
def test_a_unit_fills_its_own_sheet(atlas, words, place):
    paper = composed(atlas.view(Filters(place=(place,))), words, extent=place)
    frame = paper.frames[0]
    west, south, east, north = ground_of(atlas).unit(place).bounds
    share = max((east - west) / frame.box.width, (north - south) / frame.box.height) / frame.metres_per_mm
    assert share > 0.7


@pytest.mark.parametrize(("layout", "lang"), [("a4-across", "zh"), ("a4-upright", "zh"), ("a3-across", "en")])
def test_the_map_takes_most_of_the_paper(atlas, words, layout, lang):
    assert map_share(composed(atlas.view(), words, lang, layout=layout)) >= 0.65


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_lie_on_hardly_any_line(atlas, words, lang):
    paper = composed(atlas.view(), words, lang)
    assert sum(len(crossings(part)) for part in maps_of(paper)) <= 5


def test_the_core_is_enlarged_and_its_extent_marked(atlas, words):
    paper = composed(atlas.view(), words)
    outer, inner = (part.frames[0] for part in maps_of(paper))
    assert inner.metres_per_mm == pytest.approx(500)
    assert written(paper, "inset/ratio") == ["扩大图 1:500 000"]
    (mark,) = shapes(paper, "inset/extent")
    west, south, east, north = inner.ground
    expected = outer.to_page(np.array([(west, south), (east, north)])).ravel()
    assert mark.bounds.grown(-0.9 * 25.4 / 144).corners == pytest.approx(expected, abs=0.01)
    assert not outer.box.grown(1).overlaps(inner.box) or inner.box.width < 0.5 * outer.box.width


def test_what_the_inset_shows_the_map_around_it_does_not_show_again(atlas, words):
    paper = composed(atlas.view(), words)
    outer, inner = maps_of(paper)
    sites = [
        {m.gid for layer in part.layers.values() for m in layer if isinstance(m, Shape) and m.gid.startswith("site/")}
        for part in (outer, inner)
    ]
    assert len(sites[1]) >= 10
    assert not sites[0] & sites[1]


def test_a_sheet_of_one_city_needs_no_inset(jinzhong, words):
    assert len(maps_of(composed(jinzhong, words, extent="140300"))) == 1


@pytest.mark.parametrize("ratio", [250_000, 500_000, 1_000_000])
def test_a_fixed_scale_is_kept(atlas, words, ratio):
    paper = composed(atlas.view(Filters(place=("140702",))), words, extent="140702", scale=ratio)
    assert paper.frames[0].metres_per_mm / paper.scale * 1000 == pytest.approx(ratio)
    assert written(paper, "ratio") == [f"比例尺 1:{ratio:,}".replace(",", " ")]


def test_a_scale_that_is_not_offered_is_refused():
    with pytest.raises(SheetError, match="there is no scale 1:123; known are"):
        SheetOptions(scale=123)


def test_the_kilometre_grid_stands_where_its_figures_say(atlas, words):
    paper = composed(atlas.view(Filters(place=("140702",))), words, extent="140702", grid=True)
    frame = paper.frames[0]
    figures = {
        round(mark.bounds.centre[0], 1): int(mark.text) for mark in texts(paper, "grid-km") if int(mark.text) > 10_000
    }
    assert len(figures) >= 4
    for x, kilometres in figures.items():  # of eastings, which begin with the number of the zone
        east, _ = grid_metres(*(frame.west_m + (x - frame.box.left) * frame.metres_per_mm, frame.ground[1]))
        east_top, _ = grid_metres(*(frame.west_m + (x - frame.box.left) * frame.metres_per_mm, frame.ground[3]))
        assert min(abs(east / 1000 - kilometres), abs(east_top / 1000 - kilometres)) < 0.1 * frame.metres_per_mm / 100
    assert "公里网" in "".join(written(paper, "foot"))
    assert not texts(composed(atlas.view(Filters(place=("140702",))), words, extent="140702"), "grid-km")


def test_each_unit_has_one_badge_with_the_number_that_the_record_has(atlas, words):
    paper = composed(atlas.view(), words, layout="a3-across")
    badges = [mark.gid.removeprefix("unit-badge/") for mark in shapes(paper, "unit-badge/")]
    expected = stand_ins(atlas.view())
    assert sorted(badges) == sorted(expected)
    assert sorted(map(int, written(paper, "count", "sites"))) == sorted(len(ids) for ids in expected.values())


@pytest.mark.parametrize(("layout", "lang"), [("a4-across", "zh"), ("a4-upright", "en"), ("slide", "zh")])
def test_no_badge_lies_outside_its_unit_over_another_or_over_a_site(monkeypatch, atlas, words, layout, lang):
    frames, ground = [], ground_of(atlas)
    draw = scene.draw_clusters
    monkeypatch.setattr(scene, "draw_clusters", lambda chart, some: frames.append(chart.frame) or draw(chart, some))
    paper = composed(atlas.view(), words, lang, layout=layout)
    frame = frames[-1]
    marks = {mark.gid.removeprefix("unit-badge/"): mark.bounds for mark in shapes(paper, "unit-badge/")}
    assert set(marks) == set(stand_ins(atlas.view())), "each unit has its badge"
    for unit, box in marks.items():
        assert shapely.covers(frame.shapes([ground.unit(unit)])[0], shapely.Point(*box.centre)), unit
    sites = [mark.bounds for mark in shapes(paper, "site/")]
    assert not [pair for pair in combinations(marks.values(), 2) if pair[0].grown(-0.1).overlaps(pair[1])]
    assert not [unit for unit, box in marks.items() for site in sites if box.grown(-0.2).overlaps(site)]


def test_a_badge_is_small_and_its_number_legible(atlas, words):
    paper = composed(atlas.view(), words)
    assert all(mark.bounds.width < 6 for mark in shapes(paper, "unit-badge/"))
    assert all(mark.size_pt >= 6 for mark in texts(paper, "count") if mark in paper.layers["sites"])


def test_what_stands_for_a_county_is_one_badge_and_its_list(zuoquan, words):
    paper = composed(zuoquan, words)
    own = [row for row in zuoquan.features.itertuples() if row.precision == "admin" and "140722" in row.place_ids]
    assert str(len(own)) in written(paper, "count", "sites")
    listed = "".join(written(paper, "key/cluster"))
    assert all(row.name_zh in listed for row in own)


def test_the_register_names_a_project_once_below_all_its_units(atlas, words):
    _, *register = pages(atlas.view(), words, layout="a3-across")
    units = [text.split("　")[0] for page in register for text in written(page, "register/heading")]
    assert "太原市、晋中市" in units
    assert len(units) == len(set(units))
    assert (
        "".join(name for page in register for name in written(page, "register/name")).count("寿阳—迎泽“飞地经济”") == 1
    )


def test_schematic_lines_are_dashed_and_others_are_not(atlas, words):
    view = atlas.view(Filters(group=("road",)))
    paper = composed(view, words)
    features = atlas.features.set_index("feature_id")
    casing, edge = glyphs.LINE_PX + glyphs.LINE_CASING_PX, glyphs.LINE_PX
    drawn = {symbols.points(casing): set(), symbols.points(edge): set()}
    for mark in shapes(paper, "line/"):
        if mark.width_pt in drawn:
            precision = features.at[mark.gid.removeprefix("line/"), "precision"]
            drawn[mark.width_pt].add((precision, bool(mark.dash)))
    assert drawn[symbols.points(casing)] == {("schematic", False), ("approximate", False)}
    assert drawn[symbols.points(edge)] == {("schematic", True), ("approximate", False)}


def test_a_line_being_built_has_the_strokes_of_its_stage(jinzhong_expressways, words):
    lines = shapes(composed(jinzhong_expressways, words), "line/taijiu-expressway/0")
    stage = stage_look(jinzhong_expressways.projects.at["taijiu-expressway", "status"])
    strokes = [stroke for stroke in glyphs.line(stage, PRECISIONS["schematic"]) if stroke.role != "rim"]
    assert [line.width_pt for line in lines] == [symbols.points(stroke.width) for stroke in strokes]
    assert [len(line.dash) for line in lines] == [len(stroke.dash) for stroke in strokes]


def test_a_shared_boundary_is_drawn_once_at_its_highest_level(atlas):
    lines = boundary_lines(atlas.boundaries.counties)
    edges = [
        tuple(sorted(pair))
        for level in lines.values()
        for line in level
        for pair in zip(list(line.coords), list(line.coords)[1:], strict=False)
    ]
    assert len(edges) == len(set(edges))
    outline = ground_of(atlas).unit("140000").length
    assert sum(line.length for line in ground_of(atlas).lines["province"]) == pytest.approx(outline, rel=0.01)


def test_a_sheet_of_a_county_fades_its_neighbours_and_does_not_name_its_city(zuoquan, words):
    paper = composed(zuoquan, words, extent="140722")
    fills = {shape.gid: shape.alpha for shape in paper.layers["ground"]}
    assert fills["ground/140722"] == 1.0
    assert fills["ground/140700"] < 1
    names_on_map = written(paper, "place")
    assert "左权县" in names_on_map
    assert "晋中市" not in names_on_map


@pytest.mark.parametrize("extent", ["cluster", "140700", "140722", MapView(37.1, 113.3, 10)])
def test_each_sheet_marks_where_it_lies(atlas, words, extent):
    paper = composed(atlas.view(), words, extent=extent)
    marks = shapes(paper, "locator")
    assert len(marks) == 1
    assert (len(marks[0].xy) > 20) == (extent == "cluster")  # the outline of the cluster, or a rectangle


def test_projects_outside_the_map_are_counted_and_not_in_the_legend(atlas, words):
    paper = composed(atlas.view(), words, extent="140722")
    inside = int("".join(filter(str.isdigit, written(paper, "subtitle")[0].split("（")[0])))
    outside = next(int("".join(filter(str.isdigit, n))) for n in written(paper, "notes") if n.startswith("图幅外"))
    assert inside + outside == len(atlas.projects)
    assert 0 < inside < 30
    groups = [mark.gid for mark in texts(paper, "legend/group/")]
    assert "legend/group/air" not in groups


# ---- measures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "layout"), [("140700", "a4-across"), ("140722", "a3-upright"), ("140105", "slide")])
def test_the_scale_bar_is_as_long_as_it_says(atlas, words, place, layout):
    view = atlas.view(Filters(place=(place,)))
    paper = composed(view, words, extent=place, layout=layout)
    parts = [part.bounds for part in shapes(paper, "scale/part")]
    assert len(parts) == 4
    bar_mm = max(part.right for part in parts) - min(part.left for part in parts) - 0.5 * 25.4 / 72
    said_km = max(float(text) for text in written(paper, "scale/"))
    frame_box = frame_of(paper)
    assert bool(shapes(paper, "locator")) == (layout != "slide"), "a slide has no room for a locator"
    # find the frame again: the ground in its box, at the scale that the ratio states
    ratios = written(paper, "ratio")
    if ratios:
        ratio = int("".join(filter(str.isdigit, ratios[0].split(":")[1])))
        assert bar_mm * paper.scale * ratio / 1e6 == pytest.approx(said_km, rel=0.002)
    assert bar_mm < 0.35 * frame_box.width


def test_a_place_on_the_page_is_where_the_scale_says(atlas):
    frame = frame_for(ground_for(atlas.view(), "cluster"), Box(10, 30, 180, 190))
    one, other = (112.55, 37.87), (112.75, 37.69)
    apart_mm = np.hypot(*np.subtract(frame.point(*one), frame.point(*other)))
    apart_m = Geod(ellps="WGS84").inv(*one, *other)[2]
    assert apart_mm * frame.metres_per_mm == pytest.approx(apart_m, rel=0.002)
    assert abs(frame.north_deg(95, 110)) < 1
    assert frame.lonlat(*frame.point(*one)) == pytest.approx(one, abs=1e-6)


@pytest.mark.parametrize(
    ("scale", "expected"), [(2337, 2400), (2400, 2400), (805, 825), (1001, 1100), (9800, 9750 + 250)]
)
def test_a_scale_is_rounded_up_to_what_a_reader_calls_round(scale, expected):
    assert round_scale(scale) == pytest.approx(expected)


def test_a_map_view_shows_what_the_screen_shows(atlas):
    view = MapView(37.7, 112.7, 9)
    west, south, east, north = ground_for(atlas.view(), view)
    metres_a_pixel = 156543.034 * np.cos(np.radians(37.7)) / 2**9
    assert (east - west) / metres_a_pixel == pytest.approx(900)
    assert (north - south) / metres_a_pixel == pytest.approx(570)


def test_the_graticule_names_the_degrees_where_its_lines_meet_the_border(jinzhong, words):
    paper = composed(jinzhong, words, extent="140700", graticule=True)
    degrees = written(paper, "degrees")
    assert {"112°E", "113°E"} <= set(degrees)
    assert degrees.count("113°E") == 2
    frame = frame_for(ground_for(jinzhong, "140700"), frame_of(paper))
    assert shapes(paper, "graticule")
    assert frame.metres_per_mm > 0
    assert not shapes(composed(jinzhong, words, extent="140700"), "graticule")


# ---- what stands around the map ---------------------------------------------------------------------------------


def test_typed_texts_stand_on_the_sheet_as_typed(jinzhong_expressways, words):
    paper = composed(
        jinzhong_expressways,
        words,
        title="高速公路一览",
        subtitle="内部稿",
        note="以台账为准。",
        organisation="晋中市规划和自然资源局",
        approval="晋S(2026)012号",
    )
    assert "高速公路一览" in written(paper, "title")
    assert written(paper, "subtitle") == ["内部稿"]
    assert written(paper, "issuer") == ["编制：晋中市规划和自然资源局", "审图号：晋S(2026)012号"]
    foot = "".join(written(paper, "foot"))
    assert "注：以台账为准。" in foot
    assert "筛选：晋中市 · 高速公路" in foot
    assert "公开使用前须送审" not in foot
    assert "数据本身非审定底图，审图号由编制单位填写" in foot


@pytest.mark.parametrize("number", ["晋S(2026)012号", "GS(2024)0650号", "GS京（2022）1061号", "GS〔2019〕1822号"])
def test_an_approval_number_has_the_form_of_the_official_ones(number):
    assert SheetOptions(approval=number).approval == number


@pytest.mark.parametrize("typed", ["已审", "晋S戊", "晋S(2026)012", "SX(2026)012号", "审图号：晋S(2026)012号"])
def test_no_other_text_takes_the_remark_on_the_boundaries_away(typed):
    with pytest.raises(SheetError, match="is no map approval number"):
        SheetOptions(approval=typed)


def test_a_sheet_without_an_approval_says_so(jinzhong_expressways, words):
    assert "非审定底图" in "".join(written(composed(jinzhong_expressways, words), "foot"))


def test_a_sheet_of_a_place_is_called_after_it(zuoquan, atlas, words):
    assert written(composed(zuoquan, words), "title")[0] == "左权县项目分布图"
    assert "Projects in Zuoquan County" in written(composed(zuoquan, words, "en"), "title")
    assert "山西中部城市群一体化地图" in written(composed(atlas.view(), words), "title")


def test_a_dollar_sign_in_a_title_is_written_not_computed(jinzhong_expressways, words):
    assert "$x^2$" in written(composed(jinzhong_expressways, words, title="$x^2$"), "title")


def test_the_head_names_the_filters_the_count_and_the_newest_report(jinzhong_expressways, words):
    line = subtitle(jinzhong_expressways, words["zh"])
    count = len(jinzhong_expressways.projects)
    assert line == f"筛选：晋中市 · 高速公路　·　{count} 项　·　工程 {count}　·　截至 2026年1月 的报道"


def test_one_project_is_one_project_in_english(atlas, words):
    assert "1 entry " in subtitle(atlas.view(Filters(q="雄忻")), words["en"]) + " "


def test_the_foot_names_only_the_texts_that_the_projects_come_from(jinzhong_expressways, words):
    foot = "".join(source_lines(jinzhong_expressways, words["zh"]))
    assert "山西中部城市群：相向而行 聚力发展" in foot
    assert "学习贯彻市委五届六次全会" not in foot


def test_the_foot_names_the_version_of_the_data_and_the_day(atlas, jinzhong_expressways, words):
    notes = "".join(written(composed(jinzhong_expressways, words), "notes"))
    assert "制图日期 2026年2月1日" in notes
    assert f"数据版本 {atlas.version}" in notes
    assert atlas.version


def test_an_address_becomes_a_code_that_reads_back_and_a_link(jinzhong_expressways, words):
    address = "http://10.1.2.3:8501/?lang=zh&place=140700"
    paper = composed(jinzhong_expressways, words, address=address)
    code = shapes(paper, "code")
    assert len(code) == 1
    assert [link for _, link in paper.links] == [address]
    assert not shapes(composed(jinzhong_expressways, words), "code")


def test_an_address_that_no_code_can_hold_is_refused():
    with pytest.raises(SheetError, match="the address has 1600 characters; a sheet has room for 1500"):
        SheetOptions(address="http://" + "x" * 1593)


# ---- themes -----------------------------------------------------------------------------------------------------


def test_a_grey_sheet_has_no_colour_anywhere(atlas, words):
    paper = composed(atlas.view(), words, theme="grey")
    colours = {c for m in paper.marks() for c in ((m.fill, m.edge) if isinstance(m, Shape) else (m.ink,)) if c}
    assert len(colours) > 20
    assert [c for c in colours if not c[1:3] == c[3:5] == c[5:7]] == []


@pytest.mark.parametrize("theme", ["grey", "colour_blind"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_hues_do_not_tell_every_group_has_a_letter_of_its_own(atlas, words, theme, lang):
    paper = composed(atlas.view(), words, lang, theme=theme)
    panel = [m.text for m in texts(paper, "letter") if m in paper.layers["panel"]]
    assert set(atlas.groups) == {m.gid.removeprefix("legend/group/") for m in texts(paper, "legend/group/")}
    letters = [words[lang](f"sheet.letter.{group}") for group in atlas.groups]
    assert len(set(letters)) == len(letters)
    assert set(letters) <= set(panel)
    on_map = [m.text for m in texts(paper, "letter") if m in paper.layers["sites"]]
    assert len(on_map) > 15


def test_a_sheet_with_little_to_show_has_larger_letters(atlas, words):
    assert composed(atlas.view(Filters(q="雄忻")), words).scale > composed(atlas.view(), words).scale == 1


# ---- small parts ------------------------------------------------------------------------------------------------


def test_a_long_name_breaks_between_words_and_a_short_one_not():
    assert names.balanced("大运路") == "大运路"
    assert names.balanced("太原西北二环高速公路") == "太原西北二环\n高速公路"
    assert names.balanced("西上庄2×660MW低热值煤热电厂") == "西上庄2×660MW\n低热值煤热电厂"  # a unit is not cut
    assert names.balanced("盂县上社140万千瓦抽水蓄能电站") == "盂县上社140万千瓦\n抽水蓄能电站"
    assert names.balanced("中国北方国际写生基地") == "中国北方\n国际写生基地"
    assert names.balanced("Fanshi–Wutai Expressway") == "Fanshi–Wutai\nExpressway"
    assert names.short("静乐—兴县高速公路（静兴高速）") == "静乐—兴县高速公路"


def test_a_map_leaves_out_the_word_for_the_kind_of_a_unit_in_english_only(words):
    assert map_name("Zuoquan County", words["en"]) == "Zuoquan"
    assert map_name("左权县", words["zh"]) == "左权县"


def test_wrapped_lines_fit_their_width_and_lose_no_word():
    text = "虚线为示意连线，方块以行政单元代表项目，均不可量距。Dashed lines are schematic."
    lines = wrapped(text, 30, 6)
    assert all(text_width_mm(line, 6) <= 33 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line.startswith(("，", "。")) for line in lines)
