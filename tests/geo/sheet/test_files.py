"""The same sheet as PNG, SVG and PDF: what is in the files, and that nothing in them depends on when or where."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import re
import struct
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pypdf
import pytest
from PIL import Image

from geo.errors import SheetError
from geo.sheet.labels import Box
from geo.sheet.marks import Shape
from geo.sheet.options import SheetOptions, layout_of
from geo.sheet.paper import Paper
from geo.sheet.pdf_font import FontPart
from geo.sheet.sheet import compose, draw_sheet
from geo.sheet.theme import THEMES
from geo.sheet.writers import bytes_of

ROOT = Path(__file__).resolve().parents[4]
OPTIONS = SheetOptions(made_on=dt.date(2026, 2, 1), organisation="编制单位", address="http://10.1.2.3/?place=140722")
SVG = "{http://www.w3.org/2000/svg}"


def texts_of(svg):
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own file


@pytest.fixture(scope="module")
def paper(zuoquan, words):
    return compose(zuoquan, words["zh"], OPTIONS)


@pytest.fixture(scope="module")
def pdf(paper):
    return bytes_of([paper], file="pdf")


# ---- PNG --------------------------------------------------------------------------------------------------------


def test_a_sheet_at_300_dpi_is_3508_by_2480_pixels_and_says_so(zuoquan, words):
    png = draw_sheet(zuoquan, words["zh"], OPTIONS)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (3508, 2480)
    assert b"Software" not in png
    assert b"tIME" not in png
    place = png.index(b"pHYs") + 4
    assert struct.unpack(">II", png[place : place + 8]) == (11811, 11811)


@pytest.mark.parametrize(("layout", "dpi", "pixels"), [("a3-upright", 150, (1754, 2480)), ("slide", 150, (2000, 1125))])
def test_a_page_has_the_pixels_of_its_size(zuoquan, words, layout, dpi, pixels):
    png = draw_sheet(zuoquan, words["zh"], SheetOptions(layout=layout_of(layout)), dpi=dpi)
    assert Image.open(io.BytesIO(png)).size == pixels


def test_bands_join_without_a_seam(paper, monkeypatch):
    def drawn(rows):
        monkeypatch.setattr("geo.sheet.png.BAND_PX", rows)
        return np.asarray(Image.open(io.BytesIO(bytes_of([paper], file="png", dpi=60)))).astype(int)

    assert np.abs(drawn(97) - drawn(5000)).max() <= 2


def test_a_grey_sheet_is_a_grey_picture(zuoquan, words):
    png = draw_sheet(zuoquan, words["zh"], SheetOptions(theme="grey"), dpi=50)
    assert Image.open(io.BytesIO(png)).mode == "L"


def test_a_picture_larger_than_a_machine_can_hold_is_refused(zuoquan, words):
    options = SheetOptions(layout=layout_of("1189x841"))
    with pytest.raises(SheetError, match=r"28087 x 19866 pixels is too large; choose a smaller page or fewer dpi"):
        draw_sheet(zuoquan, words["zh"], options, dpi=600)


# ---- the same bytes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["png", "svg", "pdf"])
def test_the_same_view_gives_the_same_bytes_in_any_thread(zuoquan, words, file):
    def drawn(_):
        return draw_sheet(zuoquan, words["zh"], OPTIONS, file=file, dpi=60)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(drawn, range(6)))) == 1


SCRIPT = """
import datetime as dt, hashlib
from pathlib import Path
from geo.atlas.atlas import load_atlas
from geo.atlas.filters import Filters
from geo.sheet.sheet import SheetOptions, draw_sheet
from geo.read.words import read_words
view = load_atlas(Path("data")).view(Filters(group=("road", "water")))
options = SheetOptions(made_on=dt.date(2026, 2, 1), graticule=True)
words = read_words(Path("data/text"))["zh"]
print(*(hashlib.sha256(draw_sheet(view, words, options, file=f, dpi=60)).hexdigest() for f in ("png", "svg", "pdf")))
"""


def test_another_process_with_another_hash_seed_and_time_zone_gives_the_same_bytes(atlas, words):
    from geo.atlas.filters import Filters  # noqa: PLC0415

    view = atlas.view(Filters(group=("road", "water")))
    options = SheetOptions(made_on=dt.date(2026, 2, 1), graticule=True)
    here = [
        hashlib.sha256(draw_sheet(view, words["zh"], options, file=file, dpi=60)).hexdigest()
        for file in ("png", "svg", "pdf")
    ]
    environment = os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == here


def test_runs_are_packed_alike_by_two_makes_of_zlib():
    """Pillow carries zlib-ng, Python has the machine's zlib: of runs, which is all that is packed, both make the same."""
    picture = Image.fromarray(np.random.default_rng(7).integers(0, 4, (300, 400), dtype=np.uint8), "L").convert("P")
    out = io.BytesIO()
    picture.save(out, "png", compress_level=4, compress_type=zlib.Z_RLE)
    png = out.getvalue()
    data = b"".join(
        png[at.end() : at.end() + struct.unpack(">I", png[at.start() - 4 : at.start()])[0]]
        for at in re.finditer(b"IDAT", png)
    )
    packer = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_RLE)
    assert packer.compress(zlib.decompress(data)) + packer.flush() == data


# ---- SVG --------------------------------------------------------------------------------------------------------


def test_a_designer_finds_text_and_layers_in_an_svg(paper):
    svg = bytes_of([paper], file="svg").decode()
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    assert (root.get("width"), root.get("height")) == ("297mm", "210mm")
    layers = [group.get("id") for group in root.iter(f"{SVG}g") if group.get("id")]
    assert {"ground", "boundaries", "lines", "names", "panel", "margin"} <= set(layers)
    assert {"左权县项目分布图", "图例", "编制：编制单位"} <= set(texts_of(svg))
    assert "'Noto Sans SC'" in root.get("font-family")
    assert root.get("font-family").endswith("sans-serif")


def test_an_id_stands_but_once_in_an_svg_and_names_the_feature(paper):
    svg = bytes_of([paper], file="svg").decode()
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert any(found.startswith("line.") for found in ids)


def test_outlines_leave_no_text_and_no_font_in_an_svg(paper):
    svg = bytes_of([paper], file="svg", outlines=True).decode()
    assert texts_of(svg) == []
    assert svg.count("<path") > bytes_of([paper], file="svg").decode().count("<path") + 50


def test_marks_that_mean_something_in_a_file_are_escaped(zuoquan, words):
    options = SheetOptions(title='<b>"A&B"</b> (x) \\', made_on=OPTIONS.made_on)
    assert '<b>"A&B"</b> (x) \\' in texts_of(draw_sheet(zuoquan, words["zh"], options, file="svg"))
    pdf = pypdf.PdfReader(io.BytesIO(draw_sheet(zuoquan, words["zh"], options, file="pdf")))
    assert pdf.metadata.title == '<b>"A&B"</b> (x) \\'


# ---- PDF --------------------------------------------------------------------------------------------------------


def test_chinese_can_be_searched_and_copied_from_a_pdf(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    text = reader.pages[0].extract_text()
    for wanted in ("左权县项目分布图", "左权县", "长治市", "编号项目", "箕山140万千瓦抽水蓄能", "中国北方国际写生基地"):
        assert wanted in text, wanted
    assert text.count("左权县项目分布图") == 1  # not once more for a halo


def test_the_fonts_of_a_pdf_are_embedded_in_part_with_a_map_to_characters(pdf):
    fonts = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    assert len(fonts) == 2
    for font in fonts.values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        descriptor = below["/FontDescriptor"].get_object()
        assert re.fullmatch(r"/[A-Z]{6}\+Noto(Sans|Serif)SC-Regular", descriptor["/FontName"])
        assert descriptor["/FontFile3"].get_object()["/Subtype"] == "/CIDFontType0C"
        assert len(descriptor["/FontFile3"].get_object().get_data()) < 300_000
        assert b"beginbfchar" in font.get_object()["/ToUnicode"].get_object().get_data()


def test_a_pdf_has_the_size_title_author_and_link_of_its_sheet_and_no_date(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    page = reader.pages[0]
    assert [float(side) for side in page.mediabox[2:]] == pytest.approx([297 / 25.4 * 72, 210 / 25.4 * 72], abs=0.01)
    assert (reader.metadata.title, reader.metadata.author) == ("左权县项目分布图", "编制单位")
    assert reader.metadata.creation_date is None
    assert page["/Annots"][0].get_object()["/A"]["/URI"] == "http://10.1.2.3/?place=140722"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_outlines_leave_no_font_in_a_pdf(paper):
    page = pypdf.PdfReader(io.BytesIO(bytes_of([paper], file="pdf", outlines=True))).pages[0]
    assert not page["/Resources"]["/Font"]
    assert page.extract_text().strip() == ""


def test_several_sheets_share_their_fonts_and_get_bookmarks(paper, pdf):
    both = bytes_of([paper, paper], file="pdf")
    reader = pypdf.PdfReader(io.BytesIO(both))
    assert len(reader.pages) == 2
    assert [mark.title for mark in reader.outline] == ["左权县项目分布图"] * 2
    used = [page["/Resources"]["/Font"].raw_get(face).idnum for page in reader.pages for face in ("/Sans", "/Serif")]
    assert used[:2] == used[2:]
    assert len(both) < 1.9 * len(pdf)


def test_the_letters_of_a_part_of_a_font_have_their_widths_and_meanings():
    part = FontPart("NotoSansSC-Regular", ("A", "i", "山"))
    assert part.widths() == [608, 275, 1000]
    assert b"<0003> <5C71>" in part.to_unicode()
    assert part.cff()[:2] == b"\x01\x00"
    assert part.name == FontPart("NotoSansSC-Regular", ("A", "i", "山")).name
    assert part.name != FontPart("NotoSansSC-Regular", ("A", "i")).name


# ---- kinds of file ----------------------------------------------------------------------------------------------


def test_an_unknown_kind_of_file_is_refused_with_the_known_ones(paper):
    with pytest.raises(SheetError, match="cannot be written as 'bmp'; known are png, svg, pdf"):
        bytes_of([paper], file="bmp")


def test_several_sheets_do_not_go_into_one_picture(paper):
    with pytest.raises(SheetError, match="2 sheets do not go into one PNG; a PDF holds any number"):
        bytes_of([paper, paper], file="png")


@pytest.mark.parametrize("file", ["png", "svg", "pdf"])
def test_an_empty_page_is_a_file_too(file):
    assert len(bytes_of([Paper(50, 40)], file=file, dpi=50)) > 100


def test_a_page_of_another_scale_is_laid_out_small_and_written_large():
    page = Paper(100, 50, 2.0, THEMES["colour"])
    page.box("panel", Box(10, 10, 20, 20), fill="#ff0000")
    assert page.size_mm == (200, 100)
    picture = Image.open(io.BytesIO(bytes_of([page], file="png", dpi=25.4)))
    assert picture.size == (200, 100)
    assert picture.getpixel((30, 70)) == (255, 0, 0)
    assert picture.getpixel((30, 30)) == (255, 255, 255)
    assert isinstance(next(page.marks()), Shape)
