"""A series has a sheet for each place or project with something on it, bound so that a reader finds each."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace

import pypdf
import pytest

from geo.atlas.filters import Filters
from geo.errors import ExportError, SeriesCancelled
from geo.export import series_book
from geo.export.series import readdressed, series, sheet_options
from geo.export.series_parts import parts
from geo.sheet import margin
from geo.sheet.frame import ground_for
from geo.sheet.options import LAYOUTS, SheetOptions

OPTIONS = SheetOptions(made_on=dt.date(2026, 2, 1))
JINZHONG, YUCI, TAIYUAN = "140700", "140702", "140100"


@pytest.fixture(scope="module")
def rail(atlas):
    return atlas.view(Filters(group=("rail",)))


@pytest.fixture(scope="module")
def cities(rail, words):
    return series(rail, words["zh"], OPTIONS, by="city")


def opened(content):
    return pypdf.PdfReader(io.BytesIO(content))


def squeezed(page):
    return "".join(page.extract_text().split())


def test_every_city_with_a_project_has_a_sheet_and_the_others_are_named(atlas, words):
    view = atlas.view(Filters(q="雄忻"))
    chosen, left_out = parts(view, words["zh"], "city")
    touched = {city for ids in view.projects["place_ids"] for city in ids} & set(atlas.city_ids)
    assert {part.key for part in chosen} == touched
    assert set(left_out) == {atlas.label(city, "zh") for city in set(atlas.city_ids) - touched}
    assert left_out


def test_a_sheet_holds_the_projects_of_the_view_that_touch_its_place_and_no_others(atlas, words):
    view = atlas.view(Filters(group=("road", "rail"), day=dt.date(2024, 1, 1)))
    for part in parts(view, words["zh"], "county")[0]:
        expected = atlas.view(view.filters.with_values(place=(part.key,))).projects
        assert part.view.projects.index.tolist() == expected.index.tolist()
        assert part.view.projects["status"].tolist() == expected["status"].tolist()
        assert len(expected) > 0


def test_the_53_counties_are_all_looked_at(atlas, words):
    chosen, left_out = parts(atlas.view(), words["zh"], "county")
    assert len(chosen) + len(left_out) == 53


@pytest.mark.parametrize(
    ("place", "by", "within"), [(JINZHONG, "county", JINZHONG), (YUCI, "county", YUCI), (YUCI, "city", JINZHONG)]
)
def test_a_place_chosen_leaves_the_sheets_that_lie_in_it_or_around_it(atlas, words, place, by, within):
    chosen, left_out = parts(atlas.view(Filters(place=(place,))), words["zh"], by)
    keys = {part.key for part in chosen}
    assert keys
    assert all(key[:4] == JINZHONG[:4] for key in keys)
    assert (keys == {within}) == (place == YUCI)
    assert not left_out or place == JINZHONG


def test_every_project_has_a_sheet_in_the_order_of_the_view(rail, words):
    chosen, left_out = parts(rail, words["en"], "project")
    assert [part.key for part in chosen] == rail.projects.index.tolist()
    assert [part.name for part in chosen] == rail.projects["name_en"].tolist()
    assert left_out == []


def test_the_contents_lead_to_each_sheet_by_its_page_number(rail, words, cities):
    chosen, _ = parts(rail, words["zh"], "city")
    pdf = opened(cities)
    assert len(pdf.pages) == 1 + len(chosen)
    contents, *sheets = map(squeezed, pdf.pages)
    links = pdf.pages[0]["/Annots"]
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(pdf.pages)}
    targets = [numbers[link.get_object()["/Dest"][0].idnum] for link in links]
    assert targets == list(range(1, len(pdf.pages)))
    for number, (part, sheet) in enumerate(zip(chosen, sheets, strict=True), start=2):
        assert part.name in contents
        assert part.name in sheet
        assert sheet.count(str(number)) >= 1
    assert [mark.title for mark in pdf.outline] == [words["zh"]("title"), *(part.name for part in chosen)]
    assert [pdf.get_destination_page_number(mark) for mark in pdf.outline] == list(range(len(pdf.pages)))


def test_the_same_series_has_the_same_bytes(rail, words, cities):
    assert series(rail, words["zh"], OPTIONS, by="city") == cities


def test_contents_that_fill_a_page_run_on(atlas, words, monkeypatch):
    monkeypatch.setattr(series_book, "ENTRY_MM", 90.0)
    view = atlas.view(Filters(group=("rail",)))
    pdf = opened(series(view, words["en"], OPTIONS, by="project"))
    fronts = [page for page in pdf.pages if "/Annots" in page]
    assert len(fronts) > 1
    assert len(pdf.pages) == len(fronts) + len(view.projects)
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(pdf.pages)}
    targets = [numbers[link.get_object()["/Dest"][0].idnum] for page in fronts for link in page["/Annots"]]
    assert targets == list(range(len(fronts), len(pdf.pages)))


def test_the_contents_say_what_was_left_out(atlas, words):
    view = atlas.view(Filters(q="雄忻"))
    _, left_out = parts(view, words["zh"], "city")
    contents = squeezed(opened(series(view, words["zh"], OPTIONS, by="city")).pages[0])
    assert f"另有{len(left_out)}个市没有符合条件的项目，未出图：{'、'.join(left_out)}" in contents


def test_an_archive_lists_its_sheets(rail, words):
    chosen, _ = parts(rail, words["zh"], "city")
    options = replace(OPTIONS, layout=LAYOUTS["a4-upright"])
    content = series(rail, words["zh"], options, by="city", file="zip", dpi=50)
    assert content == series(rail, words["zh"], options, by="city", file="zip", dpi=50)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        listed = package.read("contents.txt").decode("utf-8-sig")
        assert all(package.read(name).startswith(b"\x89PNG") for name in names if name.endswith(".png"))
    maps = [f"{n}-{part.name}.png" for n, part in enumerate(chosen, start=1)]
    beside = [name.replace(".png", ending) for name in maps for ending in (".pgw", ".prj")]
    assert {"contents.txt", *maps, *beside} <= set(names)
    assert all(f"{name}  {part.name}" in listed for name, part in zip(maps, chosen, strict=True))


def test_an_archive_holds_pdf_or_svg_as_asked(atlas, words):
    view = atlas.view(Filters(q="雄忻"))
    for each, start in (("pdf", b"%PDF"), ("svg", b"<?xml")):
        content = series(view, words["zh"], OPTIONS, by="project", file="zip", each=each)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert package.namelist()[1].endswith(f".{each}")
            assert package.read(package.namelist()[1]).startswith(start)


def test_progress_is_told_before_each_sheet(rail, words):
    told = []
    series(rail, words["zh"], OPTIONS, by="city", progress=lambda *at: not told.append(at))
    chosen, _ = parts(rail, words["zh"], "city")
    assert told == [(at, len(chosen), part.name) for at, part in enumerate(chosen)]


def test_a_series_stops_when_it_is_no_longer_wanted(rail, words):
    told = []

    def two(done, _total, _name):
        told.append(done)
        return done < 2

    with pytest.raises(SeriesCancelled, match="after 2 of 5 sheets"):
        series(rail, words["en"], OPTIONS, by="city", progress=two)
    assert told == [0, 1, 2]


def test_each_sheet_is_called_after_its_place_or_project(rail, words):
    city = parts(rail, words["zh"], "city")[0][0]
    project = parts(rail, words["zh"], "project")[0][0]
    assert sheet_options(city, words["zh"], OPTIONS, "city").title == ""  # the sheet says the place by itself
    assert sheet_options(city, words["zh"], replace(OPTIONS, title="月报"), "city").title == f"月报 · {city.name}"
    assert sheet_options(project, words["zh"], OPTIONS, "project").title == project.name
    assert sheet_options(city, words["zh"], OPTIONS, "city").extent == city.key
    assert len(sheet_options(city, words["zh"], replace(OPTIONS, title="长" * 80), "city").title) == 80


def test_the_code_of_a_sheet_opens_its_own_place_or_project():
    address = "https://a.example/?place=140100&place=140700&group=rail&view=1%2C2%2C3&project=x"
    assert readdressed(address, "place", YUCI) == "https://a.example/?group=rail&place=140702"
    assert readdressed("https://a.example/map?lang=en", "project", "y") == "https://a.example/map?lang=en&project=y"


def test_what_cannot_be_made_is_refused(atlas, rail, words):
    with pytest.raises(ExportError, match="'village' is none of these"):
        parts(rail, words["zh"], "village")
    with pytest.raises(ExportError, match="'docx' of 'png' is none of these"):
        series(rail, words["zh"], OPTIONS, by="city", file="docx")
    empty = atlas.view(Filters(q="月球"))
    with pytest.raises(ExportError, match="no projects match"):
        series(empty, words["zh"], OPTIONS, by="city")
    everywhere = replace(rail, projects=rail.projects.assign(place_ids=[frozenset()] * len(rail.projects)))
    with pytest.raises(ExportError, match="no sheet by county"):
        series(everywhere, words["en"], OPTIONS, by="county")


def test_the_sheet_of_one_project_shows_that_project_and_does_not_call_it_all(atlas, words):
    only = replace(atlas.view(), projects=atlas.projects.loc[["xiongxin-hsr"]])
    west, south, east, north = ground_for(only, "filtered")
    w, s, e, n = ground_for(atlas.view(), "filtered")
    assert (east - west) * (north - south) < 0.5 * (e - w) * (n - s)
    assert words["zh"]("sheet.filters_none") not in margin.subtitle(only, words["zh"])
