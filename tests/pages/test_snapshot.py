"""The page 出图: what the form asks of the engine, what it says when that cannot be, the address, a series and its end."""

from __future__ import annotations

import datetime as dt
import io
import threading
import zipfile

import pytest
from PIL import Image

from geo.atlas.filters import Filters
from geo.errors import SeriesCancelled, SheetError
from geo.sheet.options import LAYOUTS, Layout, SheetOptions
from geo.sheet.template import as_toml, from_toml
from geo.sheet.theme import THEMES, Theme
from pages import _series, _series_panel, _takeaway
from pages._sheet_form import query_of


def shown(app):
    return " ".join(element.proto.body for element in app.get("html"))


def sound(app):
    return not app.exception and not app.error


def labels(app):
    return [button.proto.label for button in app.get("download_button")]


def picture(width, height):
    made = io.BytesIO()
    Image.new("L", (width, height)).save(made, "png")
    return made.getvalue()


@pytest.fixture
def drawn(monkeypatch):
    """Let the engine draw nothing; return what it was asked for."""
    asked = []

    def draw_sheet(_view, words, options, **how):
        asked.append((words, options, how))
        return picture(7, 5)

    monkeypatch.setattr("geo.sheet.sheet.draw_sheet", draw_sheet)
    _takeaway.preview.clear()
    yield asked
    _takeaway.preview.clear()


def options(drawn):
    return drawn[-1][1]


def test_the_page_opens_with_one_small_picture_and_every_file_on_offer(open_page, drawn):
    app = open_page("snapshot")
    assert sound(app)
    assert not app.warning
    assert len(drawn) == 1
    assert labels(app) == ["保存为模板", "PNG 150", "PNG 300", "PNG 600", "SVG", "SVG 轮廓", "PDF", "PNG 包"]
    assert options(drawn).layout == LAYOUTS["a4-across"]
    assert drawn[0][2] == {"dpi": 120}


@pytest.mark.parametrize("layout", ["a4-across", "a3-upright", "slide"])
def test_the_preview_has_the_form_of_the_layout(atlas, words, layout):
    view, chosen = atlas.view(Filters(place=("140300",))), SheetOptions(layout=LAYOUTS[layout])
    drawn = Image.open(io.BytesIO(_takeaway.preview(view.key, view.filters, "zh", chosen, view, words["zh"])))
    assert drawn.width / drawn.height == pytest.approx(chosen.layout.width_mm / chosen.layout.height_mm, rel=0.01)
    assert 1380 < max(drawn.size) < 1460


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        ("png_150", {"file": "png", "dpi": 150, "outlines": False}),
        ("png_600", {"file": "png", "dpi": 600, "outlines": False}),
        ("svg_text", {"file": "svg", "dpi": 300, "outlines": False}),
        ("svg_outlines", {"file": "svg", "dpi": 300, "outlines": True}),
        ("pdf", {"file": "pdf", "dpi": 300, "outlines": False}),
    ],
)
def test_each_button_asks_the_engine_for_its_own_file(atlas, words, drawn, kind, how):
    _takeaway.sheet_file(atlas.view(), words["zh"], SheetOptions(), kind)
    assert drawn[0][2] == how


@pytest.mark.parametrize(
    ("key", "value", "holds"),
    [
        ("layout", "a3-upright", lambda o: o.layout == LAYOUTS["a3-upright"]),
        ("theme", "grey", lambda o: o.theme == "grey"),
        ("extent", "140300", lambda o: o.extent == "140300"),
        ("extent", "cluster", lambda o: o.extent == "cluster"),
        ("scale", "500000", lambda o: o.scale == 500_000),
    ],
)
def test_each_choice_reaches_the_engine_and_the_address(open_page, drawn, key, value, holds):
    app = open_page("snapshot")
    app.selectbox(key=key).set_value(value).run()
    assert sound(app)
    assert holds(options(drawn))
    assert app.query_params[key] == value


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_form_calls_each_layout_and_theme_by_its_name(open_page, drawn, monkeypatch, lang):
    monkeypatch.setitem(LAYOUTS, "a2-across", Layout("a2-across", 594, 420, 1.3, label={"zh": "甲", "en": "A2"}))
    monkeypatch.setitem(THEMES, "ink", Theme("ink", {"zh": "乙", "en": "Ink"}))
    app = open_page("snapshot", lang=lang, layout="a2-across", theme="ink")
    assert sound(app)
    assert (options(drawn).layout, options(drawn).theme) == (LAYOUTS["a2-across"], "ink")
    for key, table in (("layout", LAYOUTS), ("theme", THEMES)):
        assert app.selectbox(key=key).options[: len(table)] == [one.label[lang] for one in table.values()]


@pytest.mark.parametrize("key", ["title", "subtitle", "note", "organisation", "approval"])
def test_each_text_reaches_the_engine_and_the_address(open_page, drawn, key):
    text = "晋S(2026)7号" if key == "approval" else "七月通报"
    app = open_page("snapshot")
    app.text_input(key=key).set_value(text).run()
    assert sound(app)
    assert getattr(options(drawn), key) == text
    assert app.query_params[key] == text


def test_what_is_no_approval_number_is_said_and_no_sheet_is_drawn(open_page, drawn):
    app = open_page("snapshot", approval="已审")
    assert sound(app)
    assert any("不是审图号" in warning.value for warning in app.warning)
    assert drawn == []


def test_an_address_opens_the_same_sheet(open_page, drawn):
    wanted = {"layout": "own", "size": "240x160", "theme": "colour_blind", "extent": "140100", "title": "七月通报"}
    app = open_page("snapshot", **wanted, extra="graticule", lang="en", place="140100")
    assert sound(app)
    assert not app.warning
    asked = options(drawn)
    assert (asked.layout.width_mm, asked.layout.height_mm) == (240, 160)
    assert (asked.theme, asked.extent, asked.title, asked.graticule) == ("colour_blind", "140100", "七月通报", True)
    assert drawn[-1][0].lang == "en"
    assert {name: app.query_params[name] for name in wanted} == wanted


def test_the_map_s_view_can_be_the_extent_where_the_address_holds_one(open_page, drawn):
    app = open_page("snapshot", view="37.7,112.5,9", extent="view")
    assert sound(app)
    asked = options(drawn).extent
    assert (asked.lat, asked.lon, asked.zoom) == (37.7, 112.5, 9)


def test_without_a_view_of_the_map_there_is_no_such_extent(open_page, drawn):
    app = open_page("snapshot", extent="view")
    assert "extent=view" in app.warning[0].value
    assert options(drawn).extent == "filtered"


def test_neither_code_nor_graticule_can_be_chosen_and_stays_in_the_address(open_page, drawn):
    app = open_page("snapshot", extra="none")
    assert sound(app)
    assert not app.warning
    assert app.session_state["extra"] == []
    assert options(drawn).address == ""
    assert app.query_params["extra"] == "none"


def test_nonsense_in_the_address_is_named_and_left_out(open_page, drawn):
    app = open_page("snapshot", layout="a9", theme="pink", title="长" * 2001)
    assert sound(app)
    assert all(name in app.warning[0].value for name in ("layout=a9", "theme=pink", "title="))
    assert app.text_input(key="title").value == ""
    assert options(drawn).layout == LAYOUTS["a4-across"]


@pytest.mark.parametrize(
    ("size", "sentence"),
    [("50x50", "50 × 50 毫米的图幅太小"), ("2000x300", "2000 × 300 毫米的图幅太大"), ("大", "看不懂版式“大”")],
)
def test_a_size_that_is_none_is_said_and_nothing_is_drawn(open_page, drawn, size, sentence):
    app = open_page("snapshot", layout="own", size=size)
    assert sound(app)
    assert sentence in app.warning[0].value
    assert drawn == []
    assert labels(app) == []


def test_a_sheet_that_cannot_be_drawn_says_why_in_the_readers_language(open_page):
    _takeaway.preview.clear()
    app = open_page("snapshot", title="𓀀", lang="en")
    assert sound(app)
    assert "This could not be produced: the font has no glyph for 𓀀" in app.warning[0].value
    assert labels(app) == []


@pytest.mark.usefixtures("drawn")
def test_a_page_of_which_600_dpi_are_too_many_does_not_offer_them(open_page):
    app = open_page("snapshot", layout="own", size="1000x700")
    is_off = {button.proto.label: button.proto.disabled for button in app.get("download_button")}
    assert is_off["PNG 600"]
    assert not is_off["PNG 150"]


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize("topic", ["sheet", "series", "briefing", "data"])
def test_an_empty_choice_says_so_and_one_button_brings_all_back(open_page, topic, atlas):
    app = open_page("snapshot", q="月球", topic=topic)
    assert sound(app)
    assert "没有符合条件的项目" in shown(app)
    assert labels(app) == []
    app.button(key="clear_empty").click().run()
    assert sound(app)
    assert f"当前筛选：{len(atlas.projects)} 项" in shown(app)


@pytest.mark.usefixtures("drawn")
def test_the_form_keeps_what_was_typed_when_another_section_is_looked_at(open_page):
    app = open_page("snapshot", title="七月通报")
    app.segmented_control(key="topic").set_value("data").run()
    app.segmented_control(key="topic").set_value("sheet").run()
    assert sound(app)
    assert app.text_input(key="title").value == "七月通报"


def test_a_briefing_is_told_before_it_is_made(open_page):
    app = open_page("snapshot", topic="briefing", place="140300", since="2024-03-31")
    assert sound(app)
    assert not app.warning
    assert "阳泉市项目简报" in shown(app)
    assert "与2024年3月相比" in shown(app)
    assert labels(app) == ["Word 文档", "PowerPoint 演示文稿", "PDF", "下载 XLSX"], (
        "the register stands beside the slides"
    )
    assert app.query_params["since"] == "2024-03-31"


def test_two_days_and_the_style_of_documents_stand_in_the_address(open_page):
    app = open_page("snapshot", topic="briefing", since="2023-05-31", until="2025-03-31", style="official")
    assert sound(app)
    assert not app.warning
    assert "比较2023年5月与2025年3月" in shown(app)
    asked = {name: app.query_params[name] for name in ("since", "until", "style")}
    assert asked == {"since": "2023-05-31", "until": "2025-03-31", "style": "official"}
    app.selectbox(key="until").set_value("2023-11-30").run()
    assert sound(app)
    assert app.selectbox(key="since").value == "2023-05-31"
    assert "2024-03-31" not in app.selectbox(key="since").options


def test_the_first_text_has_nothing_to_be_compared_with(open_page):
    app = open_page("snapshot", topic="briefing", day="2023-06-15", evidence="texts")
    assert sound(app)
    assert "since" not in [box.key for box in app.selectbox]


def test_data_is_offered_in_every_kind_with_counts(open_page):
    app = open_page("snapshot", topic="data", place="140300")
    assert sound(app)
    kinds = ("XLSX", "CSV", "GeoJSON", "KML", "GeoPackage", "Shapefile")
    assert labels(app) == [*(f"下载 {kind}" for kind in kinds), "下载坐标表 CSV"]
    assert f"<b>{len(app.dataframe[0].value)}</b>个项目" in shown(app)


def test_the_reports_counted_are_those_known_on_the_day(open_page, whole_atlas):
    every, then = (shown(open_page("snapshot", topic="data", **day)) for day in ({}, {"day": "2023-12-31"}))
    assert f"<b>{len(whole_atlas.reports)}</b>条报道" in every
    known = len(whole_atlas.known_on(dt.date(2023, 12, 31)).reports)
    assert f"<b>{known}</b>条报道" in then


def test_a_file_is_named_after_what_is_in_it(atlas, words):
    view = atlas.view(Filters(place=("140300",), q="a/b", day=dt.date(2024, 3, 31)))
    assert _takeaway.file_name(view, words["zh"], "png", "七月: 通报") == "七月-通报_阳泉市-a-b_2024-03-31.png"


class Held:
    """A series that goes on until it is told to stop, a sheet each time that it is let go on."""

    def __init__(self):
        self.started, self.go, self.asked = threading.Event(), threading.Event(), {}

    def __call__(self, _view, _words, options, *, progress, **how):
        self.asked = how | {"options": options}
        for done in range(5):
            if not progress(done, 5, f"sheet {done}"):
                raise SeriesCancelled("stopped")
            self.started.set()
            assert self.go.wait(10)
        return b"%PDF-made"


@pytest.fixture
def held(monkeypatch):
    made = Held()
    monkeypatch.setattr(_series_panel, "series", made)
    yield made
    made.go.set()


def begun(open_page, held, **query):
    app = open_page("snapshot", topic="series", **query)
    assert sound(app)
    app.button(key="series_start").click().run()
    assert held.started.wait(5)
    app.run()
    return app, app.session_state[_series_panel.RUN]


@pytest.mark.usefixtures("drawn")
def test_a_series_says_how_many_sheets_before_it_begins(open_page, atlas):
    app = open_page("snapshot", topic="series")
    assert app.button(key="series_start").label == "开始制图（5 幅）"
    app.segmented_control(key="by").set_value("project").run()
    assert sound(app)
    assert app.button(key="series_start").label == f"开始制图（{len(atlas.projects)} 幅）"
    assert app.query_params["by"] == "project"


@pytest.mark.usefixtures("drawn")
def test_a_series_goes_on_through_reruns_and_ends_in_a_file(open_page, held):
    app, run = begun(open_page, held, title="七月通报", by="county")
    assert run.is_running
    assert app.button(key="series_start").disabled
    assert held.asked["by"] == "county"
    assert (held.asked["file"], held.asked["options"].title) == ("pdf", "七月通报")
    app.segmented_control(key="topic").set_value("data").run()
    app.segmented_control(key="topic").set_value("series").run()
    assert app.session_state[_series_panel.RUN] is run
    held.go.set()
    run.wait(10)
    app.run()
    assert sound(app)
    assert run.result == b"%PDF-made"
    assert labels(app) == ["下载系列图"]
    assert "设置已改动" not in shown(app)
    app.text_input(key="title").set_value("八月通报").run()
    assert "设置已改动" in shown(app)


@pytest.mark.usefixtures("drawn")
def test_a_series_that_is_cancelled_stops_and_leaves_no_file(open_page, held):
    app, run = begun(open_page, held)
    app.button(key="series_cancel").click().run()
    held.go.set()
    run.wait(10)
    assert not run.is_running
    assert run.done < run.total
    app.run()
    assert sound(app)
    assert run.result == b""
    assert "已取消" in app.info[0].value
    assert labels(app) == []
    assert not app.button(key="series_start").disabled


def test_a_series_waits_for_another_and_can_be_cancelled_while_it_waits():
    made = []
    with _series.TURN:
        run = _series.Run(lambda **how: made.append(how) or b"x", (), "x.pdf", 3).start()
        run.cancel()
        run.wait(5)
    assert not run.is_running
    assert made == []


def test_a_series_that_cannot_be_drawn_says_why():
    def broken(**_):
        raise SheetError("sheet.legend_room", width=1.0, height=1.0)

    run = _series.Run(broken, (), "x.pdf", 1).start()
    run.wait(5)
    assert "no room" in str(run.fault)
    assert not run.is_lost


def test_a_reference_system_is_chosen_for_the_files_that_can_have_one(open_page):
    app = open_page("snapshot", topic="data", place="140300", crs="gk3-114")
    assert app.selectbox(key="crs").value == "gk3-114"
    names = {button.proto.label: button.proto.id for button in app.get("download_button")}
    assert len(names) == len([*_takeaway.DATA, *_takeaway.DATA_IN_SYSTEM])
    app.selectbox(key="crs").select("gcj02").run()
    assert not app.exception
    assert app.query_params["crs"] == "gcj02"


def test_the_name_of_a_file_says_its_reference_system(open_page, monkeypatch):
    offered = {}
    monkeypatch.setattr(_takeaway, "offer", lambda _label, _make, name, _note, *, key: offered.update({key: name}))
    open_page("snapshot", topic="data", place="140300", crs="gcj02")
    assert {key for key, name in offered.items() if "_gcj02." in name} == {"gpkg", "shp", "positions"}


def test_a_reference_system_that_there_is_not_is_named_as_not_understood(open_page):
    app = open_page("snapshot", topic="data", crs="bj54")
    assert app.selectbox(key="crs").value == "wgs84"
    assert "crs=bj54" in app.warning[0].value


def test_a_sheet_as_pictures_is_an_archive_with_its_register_and_where_it_lies(atlas, words):
    files = zipfile.ZipFile(io.BytesIO(_takeaway.sheet_file(atlas.view(), words["zh"], SheetOptions(), "zip_300")))
    assert files.namelist() == ["map.png", "map-2.png", "map-3.png", "map.pgw", "map.prj"]


def test_what_is_saved_as_a_template_opens_the_same_sheet(open_page, drawn):
    app = open_page("snapshot", place="140700", layout="a3-across", extent="cluster", scale="500000", extra="grid")
    assert sound(app)
    before = options(drawn)
    sheet = from_toml(as_toml([snapshot_settings(app)]))[0]
    query = {name: values if len(values) > 1 else values[0] for name, values in query_of(sheet).items()}
    assert sound(open_page("snapshot", **query))
    assert options(drawn) == before


def snapshot_settings(app):
    """Return what the form of a page that was opened holds, as a template has it."""
    held = dict(app.query_params)
    return {
        "lang": "zh",
        "place": list(held["place"]) if isinstance(held["place"], list) else [held["place"]],
        "layout": "a3-across",
        "extent": "cluster",
        "scale": 500_000,
        "grid": True,
    }
