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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pypdf
import pytest
from PIL import Image
from pyproj import CRS, Transformer

from geo.errors import SheetError
from geo.sheet import typeset
from geo.sheet.labels import Box
from geo.sheet.marks import Shape
from geo.sheet.options import SheetOptions, layout_of
from geo.sheet.paper import Paper
from geo.sheet.sheet import compose, compose_all, draw_sheet
from geo.sheet.theme import THEMES
from geo.sheet.writers import bytes_of

ROOT = Path(__file__).resolve().parents[3]
OPTIONS = SheetOptions(made_on=dt.date(2026, 2, 1), organisation="编制单位", address="http://10.1.2.3/?place=140722")
SVG = "{http://www.w3.org/2000/svg}"


def texts_of(svg):
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own file


def fonts_of(reader):
    """Return every font of a file by its name."""
    writer = pypdf.PdfWriter(clone_from=reader)
    fonts = [item.get_object() for item in writer._objects if isinstance(item, dict)]
    return {font["/BaseFont"]: font for font in fonts if font.get("/Subtype") == "/Type0"}


def runs(row):
    """Return where each run of a row of truths begins and ends."""
    return np.flatnonzero(np.diff(np.array([0, *row, 0]).astype(int))).reshape(-1, 2).tolist()


def tagged(tag):
    """Yield the tags of a file in the order of reading, each with its text alternative."""
    kids = tag.get("/K", [])
    for kid in [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]:
        if isinstance(kid, dict) and "/S" in kid:
            yield kid["/S"], kid.get("/Alt")
            yield from tagged(kid)


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


def test_a_grey_sheet_has_greys_alone(zuoquan, words):
    png = draw_sheet(zuoquan, words["zh"], SheetOptions(theme="grey"), dpi=50)
    red, green, blue = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).T
    assert (red == green).all()
    assert (green == blue).all()


def test_the_filling_of_a_dash_lies_in_its_middle():
    page = Paper(60, 10)
    xy, window = np.array([(-30.0, 5.0), (55.0, 5.0)]), Box(5, 0, 58, 10)
    page.line("lines", xy, 6.0, "#000000", dash=(12, 12), clip=window)
    page.line("lines", xy, 3.0, "#ff0000", dash=(8, 16), shift=-2.0, clip=window)
    row = np.asarray(Image.open(io.BytesIO(bytes_of([page], file="png", dpi=254))).convert("RGB")).astype(int)[50]
    dashes, fillings = runs(row[:, 1] < 128), runs((row[:, 1] < 128) & (row[:, 0] > 128))
    for (left, right), (first, last) in zip(dashes[1:5], fillings[1:5], strict=True):
        assert first - left == pytest.approx(20 * 25.4 / 72, abs=1.5)  # two points, at ten pixels a millimetre
        assert right - last == pytest.approx(20 * 25.4 / 72, abs=1.5)


@pytest.mark.parametrize(("width", "height"), [(100, 80), (80, 200), (40, 230)])
def test_a_stripe_of_one_pixel_is_neither_lost_nor_smeared(width, height):
    """Typst takes the pixels of a picture as they are, so it must be exactly as large as they are."""
    page = Paper(width, height)
    for x in range(7, width - 7):
        page.box("ground", Box(x, 11, x + 0.5, height - 9), fill="#000000", width_pt=0)
    for y in range(7, height - 7):
        page.box("panel", Box(2.5, y, 3.0, y + 0.5), fill="#000000", width_pt=0)
    picture = np.asarray(Image.open(io.BytesIO(bytes_of([page], file="png", dpi=50.8))).convert("L"))
    for pixels, stripes in ((picture[40, 10:], width - 14), (picture[:, 5], height - 14)):
        assert set(pixels.tolist()) == {0, 255}
        assert (pixels == 0).sum() == stripes


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
view = load_atlas(Path("data")).by_evidence("texts").view(Filters(group=("road", "water")))
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
    process = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert process.stdout.split() == here


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
    assert any(name.startswith("line.") for name in ids)


def test_outlines_leave_no_text_and_no_font_in_an_svg(paper):
    svg = bytes_of([paper], file="svg", outlines=True).decode()
    assert texts_of(svg) == []
    assert svg.count("<path") > bytes_of([paper], file="svg").decode().count("<path") + 50


@pytest.mark.parametrize("typed", ['<b>"A&B"</b> (x) \\', "#panic() *b* _i_ $x$ @k <l> `r` = h", "]] }) // --- ~ '"])
def test_marks_that_mean_something_in_a_file_are_escaped(zuoquan, words, typed):
    options = SheetOptions(title=typed, note=typed, made_on=OPTIONS.made_on)
    assert typed in texts_of(draw_sheet(zuoquan, words["zh"], options, file="svg"))
    pdf = pypdf.PdfReader(io.BytesIO(draw_sheet(zuoquan, words["zh"], options, file="pdf")))
    assert pdf.metadata.title == typed
    assert "".join(pdf.pages[0].extract_text().split()).count("".join(typed.split())) == 2


# ---- PDF --------------------------------------------------------------------------------------------------------


def test_chinese_can_be_searched_and_copied_from_a_pdf(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)  # a name may stand on two lines
    for wanted in ("左权县项目分布图", "左权县", "长治市", "箕山140万千瓦抽水蓄能", "中国北方国际写生基地"):
        assert wanted in text, wanted
    for once in ("左权县项目分布图", "长治市"):
        assert reader.pages[0].extract_text().count(once) == 1  # not once more for a halo


def test_the_fonts_of_a_pdf_are_embedded_in_part_with_a_map_to_characters(pdf):
    fonts = fonts_of(pypdf.PdfReader(io.BytesIO(pdf)))
    assert {name.partition("+")[2] for name in fonts} == {
        "NotoSansSC-Regular-Identity-H",
        "NotoSerifSC-Regular-Identity-H",
    }
    for font in fonts.values():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert descriptor["/FontFile3"].get_object()["/Subtype"] in ("/CIDFontType0C", "/OpenType")
        assert len(descriptor["/FontFile3"].get_object().get_data()) < 300_000
        assert b"begincmap" in font["/ToUnicode"].get_object().get_data()


def test_a_pdf_has_the_size_title_author_and_link_of_its_sheet_and_its_date_alone(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    page = reader.pages[0]
    assert [float(side) for side in page.mediabox[2:]] == pytest.approx([297 / 25.4 * 72, 210 / 25.4 * 72], abs=0.01)
    assert (reader.metadata.title, reader.metadata.author) == ("左权县项目分布图", "编制单位")
    assert reader.metadata.creation_date.date() == OPTIONS.made_on == reader.metadata.modification_date.date()
    assert page["/Annots"][0].get_object()["/A"]["/URI"] == "http://10.1.2.3/?place=140722"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_a_pdf_can_be_archived_and_read_aloud(pdf, paper, words):
    root = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    about = root["/Metadata"].get_object().get_data().decode()
    for claim in ("pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert claim in about
    tags = list(tagged(root["/StructTreeRoot"]))
    assert [tag for tag, _ in tags].count("/H1") == 1
    assert [alt for tag, alt in tags if tag == "/Figure"] == [paper.alt]
    assert paper.alt.startswith(words["zh"]("sheet.alt", title="左权县项目分布图", subtitle="")[:11])
    order = [tag for tag, _ in tags if tag in ("/H1", "/Figure", "/Link")]
    assert order == ["/H1", "/Figure", "/Link"]


def test_outlines_leave_no_font_in_a_pdf(paper):
    reader = pypdf.PdfReader(io.BytesIO(bytes_of([paper], file="pdf", outlines=True)))
    assert fonts_of(reader) == {}
    assert reader.pages[0].extract_text().strip() == ""


def test_several_sheets_share_their_fonts_and_get_bookmarks(paper, pdf):
    both = bytes_of([paper, paper], file="pdf")
    reader = pypdf.PdfReader(io.BytesIO(both))
    assert len(reader.pages) == 2
    assert [mark.title for mark in reader.outline] == ["左权县项目分布图"] * 2
    assert len(fonts_of(reader)) == 2
    assert len(both) < 1.9 * len(pdf)


def test_a_page_without_a_date_is_refused_as_pdf():
    page = Paper(50, 40)
    page.title = "x"
    with pytest.raises(SheetError, match=r"sheet\.typ could not be typeset: PDF/A-2a error: missing document date"):
        bytes_of([page], file="pdf")


# ---- kinds of file ----------------------------------------------------------------------------------------------


def test_an_unknown_kind_of_file_is_refused_with_the_known_ones(paper):
    with pytest.raises(SheetError, match="cannot be written as 'bmp'; known are png, svg, pdf"):
        bytes_of([paper], file="bmp")


def test_several_sheets_do_not_go_into_one_picture(paper):
    with pytest.raises(SheetError, match="2 sheets do not go into one PNG; a PDF holds any number"):
        bytes_of([paper, paper], file="png")


@pytest.mark.parametrize("file", ["png", "svg", "pdf"])
def test_an_empty_page_is_a_file_too(file):
    page = Paper(50, 40)
    page.title, page.made_on = "x", OPTIONS.made_on
    assert len(bytes_of([page], file=file, dpi=50)) > 100


def test_a_page_of_another_scale_is_laid_out_small_and_written_large():
    page = Paper(100, 50, 2.0, THEMES["colour"])
    page.box("panel", Box(10, 10, 20, 20), fill="#ff0000")
    assert page.size_mm == (200, 100)
    picture = Image.open(io.BytesIO(bytes_of([page], file="png", dpi=25.4)))
    assert picture.size == (200, 100)
    assert picture.convert("RGB").getpixel((30, 70)) == (255, 0, 0)
    assert picture.convert("RGB").getpixel((30, 30)) == (255, 255, 255)
    assert isinstance(next(page.marks()), Shape)


# ---- where a PDF lies on the ground ------------------------------------------------------------------------------


def ports(page):
    return [port.get_object() for port in page["/VP"]]


def test_a_gis_finds_the_corners_of_the_map_of_a_pdf_where_they_are(pdf, paper):
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    (port,) = ports(reader.pages[0])
    measure, frame = port["/Measure"], paper.frames[0]
    assert (measure["/Subtype"], measure["/GCS"]["/Type"]) == ("/GEO", "/PROJCS")
    inches = np.array([float(edge) for edge in port["/BBox"]]) / 72
    assert inches * 25.4 / paper.scale == pytest.approx(np.array(frame.box.corners), abs=1e-3)
    to_metres = Transformer.from_crs("EPSG:4326", CRS.from_wkt(str(measure["/GCS"]["/WKT"])))
    metres = to_metres.transform(*(np.array([float(value) for value in measure["/GPTS"]]).reshape(-1, 2).T))
    west, south, east, north = frame.ground
    expected = [(west, south), (west, north), (east, north), (east, south)]
    assert np.column_stack(metres) == pytest.approx(np.array(expected), abs=0.01)


def test_an_inset_of_a_pdf_lies_on_its_own_ground_and_a_page_of_the_register_on_none(whole_atlas, words):
    papers = compose_all(whole_atlas.view(), words["zh"], SheetOptions(extent="cluster", made_on=dt.date(2026, 2, 1)))
    reader = pypdf.PdfReader(io.BytesIO(bytes_of(papers, file="pdf")))
    around, inset = (np.array([float(v) for v in port["/Measure"]["/GPTS"]]) for port in ports(reader.pages[0]))
    assert around[0] < inset[0] < inset[2] < around[2]
    assert all("/VP" not in page for page in reader.pages[1:])


def test_a_georeference_leaves_what_a_pdf_claims_and_how_it_is_read_aloud(pdf, paper):
    plain = typeset.typeset(
        *(typeset.TEMPLATE, {"sheets": typeset._as_json([paper])}), format="pdf", pdf_standards=typeset.STANDARDS
    )
    theirs, ours = (pypdf.PdfReader(io.BytesIO(file)) for file in (plain, pdf))
    assert theirs.trailer["/ID"][0] == ours.trailer["/ID"][0]
    roots = [reader.trailer["/Root"] for reader in (theirs, ours)]
    assert roots[0]["/Metadata"].get_object().get_data() == roots[1]["/Metadata"].get_object().get_data()
    assert "/Filter" not in roots[1]["/Metadata"].get_object()  # an archive reads it without unpacking
    assert list(tagged(roots[0]["/StructTreeRoot"])) == list(tagged(roots[1]["/StructTreeRoot"]))
    assert set(roots[1]) - set(roots[0]) == {"/Extensions"}
    assert theirs.pages[0].extract_text() == ours.pages[0].extract_text()
