"""The slides, read back: layouts, native tables, text that stays on the slide."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO

import pptx
import pytest
from pptx.util import Mm

from geo.export.briefing import paging
from geo.export.briefing.parts import Column, Paragraph, Table, cell, plain


@pytest.fixture(scope="module")
def deck(made, lang):
    return pptx.Presentation(BytesIO(made("jinzhong", lang, "pptx")))


def tables(deck):
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]


def test_slides_are_wide_and_each_title_is_a_placeholder_of_its_layout_and_its_own(deck):
    assert round(deck.slide_width / deck.slide_height, 3) == round(16 / 9, 3)
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert all(slide.shapes.title.is_placeholder for slide in deck.slides)
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_every_project_is_in_a_native_table(deck, views, lang):
    cells = {row.cells[0].text_frame.paragraphs[0].text for shape in tables(deck) for row in shape.table.rows}
    assert set(views["jinzhong"].projects[f"name_{lang}"]) <= cells


def test_every_part_of_a_long_table_has_its_head_and_says_that_it_goes_on(deck, words, lang):
    register = [s for s in tables(deck) if s.table.cell(0, 0).text == words[lang]("table.name")]
    assert all(shape.table.first_row for shape in register)
    later = words[lang]("briefing.continued")
    captions = [s.element.nvGraphicFramePr.cNvPr.get("descr") for s in tables(deck)]
    assert any(caption.endswith(later) for caption in captions)
    assert len({caption.removesuffix(later) for caption in captions}) < len(captions)


def test_nothing_stands_beyond_the_slide_and_no_shapes_overlap(deck):
    for slide in deck.slides:
        boxes = [(s.top, s.top + s.height) for s in slide.shapes if s.has_table or s.name == "Caption"]
        assert all(end <= Mm(paging.BOTTOM_MM + 0.1) for _, end in boxes), slide.shapes.title.text
        assert all(end <= top + Mm(0.1) for (_, end), (top, _) in zip(sorted(boxes), sorted(boxes)[1:], strict=False))
        for shape in slide.shapes:
            if shape.has_table:
                assert sum(row.height for row in shape.table.rows) == pytest.approx(shape.height, abs=100)
                assert sum(column.width for column in shape.table.columns) == pytest.approx(shape.width, abs=100)


def test_fonts_colours_and_table_looks_come_from_the_theme(made, lang):
    with zipfile.ZipFile(BytesIO(made("yangquan", lang, "pptx"))) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
        slides = [package.read(n).decode() for n in package.namelist() if n.startswith("ppt/slides/slide")]
        assert [name for name in package.namelist() if b"{{" in package.read(name)] == []
        assert {entry.date_time for entry in package.infolist()} == {(2026, 2, 3, 0, 0, 0)}
    assert theme.count('<a:latin typeface="Arial"/><a:ea typeface="微软雅黑"/>') == 2
    assert not any(mark in slide for slide in slides for mark in ("srgbClr", "<a:latin", "<a:ea"))


def test_slides_have_numbers_as_fields_and_pictures_have_words(deck):
    content = list(deck.slides)[1:]
    assert all('type="slidenum"' in slide.element.xml for slide in content)
    (picture,) = [s for slide in deck.slides for s in slide.placeholders if s.placeholder_format.type == 18]
    assert len(picture.element.nvPicPr.cNvPr.get("descr")) > 20


def test_text_has_its_language_and_the_file_its_properties(deck, lang):
    language = {"zh": "zh-CN", "en": "en-GB"}[lang]
    assert deck.core_properties.language == language
    assert deck.core_properties.created.date() == dt.date(2026, 2, 3)
    assert deck.core_properties.title == deck.slides[0].shapes.title.text
    runs = [
        run
        for shape in tables(deck)
        for row in shape.table.rows
        for c in row.cells
        for p in c.text_frame.paragraphs
        for run in p.runs
    ]
    assert {run._r.rPr.get("lang") for run in runs} == {language}


def test_small_sections_share_a_slide(made):
    one = pptx.Presentation(BytesIO(made("one", "en", "pptx")))
    titles = [slide.shapes.title.text for slide in one.slides]
    assert "Reported changes · What the texts say · Projects" in titles
    assert len(titles) < 8


def grid(count, lines=1):
    return Table("t", (Column("a", 1),), tuple((cell(*["x"] * lines),) for _ in range(count)))


@pytest.mark.parametrize("count", [1, 2, 17, 18, 19, 20, 36, 37, 100])
def test_a_table_is_cut_between_rows_and_no_row_stands_alone(count):
    chunks = [chunk for page in paging.pages([grid(count)]) for chunk in page.chunks]
    assert sum(len(chunk.rows) for chunk in chunks) == count
    assert all(chunk.bottom_mm <= paging.BOTTOM_MM for chunk in chunks)
    assert count == 1 or all(len(chunk.rows) > 1 for chunk in chunks)
    assert [chunk.is_first for chunk in chunks] == [True] + [False] * (len(chunks) - 1)
    assert [chunk.is_last for chunk in chunks] == [False] * (len(chunks) - 1) + [True]


def test_a_table_that_has_room_for_one_row_only_begins_on_the_next_slide():
    pages = paging.pages([grid(16), grid(5)])
    assert [len(page.chunks) for page in pages] == [1, 1]


def test_text_below_a_table_begins_a_slide():
    text = Paragraph(plain("text"))
    assert [bool(page.text) for page in paging.pages([grid(1), text, grid(1)])] == [False, True]
