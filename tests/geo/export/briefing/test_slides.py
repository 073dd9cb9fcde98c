"""The slides, read back: at most twelve, one sentence each, large letters, sources in the notes, nothing beyond its box."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO

import pptx
import pytest
from pptx.util import Mm, Pt

from geo.atlas import history, promises
from geo.atlas.filters import Filters
from geo.export.briefing import briefing, paging
from geo.export.briefing.deck import MOST
from geo.export.briefing.parts import Column, Paragraph, Picture, Table, cell, plain
from geo.sheet.fonts import wrapped

NAMES = ["cluster", "whole", "jinzhong-whole", "yangquan", "one", "yuci", "day", "texts"]


@pytest.fixture(scope="module")
def deck(made, lang):
    return pptx.Presentation(BytesIO(made("jinzhong", lang, "pptx")))


def tables(deck):
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]


def title_like(told, words, message):
    """Return the one slide whose title is worded by a message."""
    pattern = re.sub(r"\\\{[^}]*\\\}", ".*", re.escape(words(f"briefing.headline.{message}")))
    return next((slide for slide in told.slides if re.fullmatch(pattern, slide.title)), None)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_there_are_at_most_twelve_slides_each_with_a_message_of_its_own_and_its_sources(made, name, lang):
    slides = list(pptx.Presentation(BytesIO(made(name, lang, "pptx"))).slides)
    assert 4 <= len(slides) <= MOST == 12
    titles = [slide.shapes.title.text for slide in slides]
    assert len(set(titles)) == len(titles)
    for slide in slides[1:]:
        notes = slide.notes_slide.notes_text_frame.text.split("\n")
        assert notes[0] == slide.shapes.title.text
        assert re.match(r"\[1\] \S", notes[2]), "the notes name no source"


@pytest.mark.parametrize("city", ["140100", "140300", "140700", "140900", "141100"])
def test_the_slides_of_each_city_are_twelve_at_most(dealt, whole_atlas, words, city):
    told = dealt(whole_atlas.view(Filters(place=(city,))), words["zh"])
    assert 6 < len(told.slides) < MOST


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_is_smaller_than_fourteen_points(made, name):
    with zipfile.ZipFile(BytesIO(made(name, "en", "pptx"))) as package:
        written = {n: package.read(n).decode() for n in package.namelist() if n.endswith(".xml")}
    looks = {n: text for n, text in written.items() if re.search(r"slide|presentation.xml|notesMasters/", n)}
    sizes = {n: [int(size) for size in re.findall(r'\bsz="(\d+)"', text)] for n, text in looks.items()}
    small = {n: [size for size in held if size < paging.LEAST_PT * 100] for n, held in sizes.items()}
    assert {n: held for n, held in small.items() if held} == {}
    assert any(sizes.values())
    assert not any("fontScale" in text for text in written.values()), "letters that are shrunk to fit"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_title_has_room_for_its_sentence_and_text_for_its_lines(dealt, views, words, name, lang):
    for slide in dealt(views[name], words[lang]).slides:
        lines = wrapped(slide.title, paging.WIDTH_MM / paging.LOOSE, paging.TITLE_PT)
        assert len(lines) <= paging.TITLE_LINES, slide.title
        texts = tuple(block for block in slide.blocks if isinstance(block, Paragraph))
        if not any(isinstance(block, Picture) for block in slide.blocks):
            assert paging.text_mm(texts) <= paging.BOTTOM_MM - paging.TOP_MM, slide.title


def test_the_map_is_the_largest_thing_on_its_slide(deck):
    pictures = [s for slide in deck.slides for s in slide.placeholders if s.placeholder_format.type == 18]
    assert pictures
    for shape in pictures:
        assert shape.width * shape.height > 0.5 * deck.slide_width * deck.slide_height
        assert len(shape.element.nvPicPr.cNvPr.get("descr")) > 20


def test_a_promise_of_which_nothing_was_heard_is_never_called_late(dealt, views, words):
    view, w = views["whole"], words["en"]
    slide = title_like(dealt(view, w), w, "fallen")
    (table,) = [block for block in slide.blocks if isinstance(block, Table)]
    counts = {row[0][0][0].text: int(row[1][0][0].text) for row in table.rows}
    outcomes = promises.outcome_counts(promises.promises_in(view))
    assert counts["Nothing heard since the term"] == outcomes["silent"] > 0
    assert counts["Kept late"] == outcomes["late"]
    assert "Not yet due" not in counts
    assert "neither late nor undone" in slide.blocks[0].line[0].text


def test_the_two_rings_are_counted_apart_and_the_texts_alone_have_one(dealt, views, words):
    view, w = views["whole"], words["zh"]
    slide = title_like(dealt(view, w), w, "rings")
    (table,) = slide.blocks
    total = [int(shown[0][0].text) if shown else 0 for shown in table.rows[-1][1:]]
    projects = view.projects
    built, building = history.BUILT, ("building",)
    expected = [
        projects[ring].isin(stages).sum() for stages in (built, building) for ring in ("texts_status", "status")
    ]
    assert total == [len(projects), *expected]
    alone = title_like(dealt(views["texts"], w), w, "kinds")
    assert len(alone.blocks[0].columns) == 4


def test_the_two_days_of_the_comparison_stand_in_the_title(dealt, atlas, words):
    told = dealt(atlas.view(), words["en"], dt.date(2023, 6, 1), dt.date(2025, 4, 1))
    slide = title_like(told, words["en"], "changed")
    assert "By 1 April 2025, compared with 1 June 2023" in slide.title
    assert not any("2026" in note.about for note in slide.notes)


def test_slides_are_wide_and_each_title_is_a_placeholder_of_its_layout(deck):
    assert round(deck.slide_width / deck.slide_height, 3) == round(16 / 9, 3)
    assert all(slide.shapes.title.is_placeholder for slide in deck.slides)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stands_beyond_the_slide_and_no_shapes_overlap(made, name):
    deck = pptx.Presentation(BytesIO(made(name, "en", "pptx")))
    for slide in deck.slides:
        boxes = [(s.top, s.top + s.height) for s in slide.shapes if s.has_table or s.name == "More"]
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


def test_slides_have_numbers_as_fields(deck):
    assert all('type="slidenum"' in slide.element.xml for slide in list(deck.slides)[1:])


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
    assert min(run.font.size for run in runs) >= Pt(paging.LEAST_PT)


def test_what_has_no_room_is_counted_and_led_to_the_workbook(made, dealt, views, words):
    (cooperation,) = [
        s for s in tables(pptx.Presentation(BytesIO(made("whole", "en", "pptx")))) if s.name == "Cooperation"
    ]
    slide = title_like(dealt(views["whole"], words["en"]), words["en"], "cooperation")
    left = len(slide.blocks[0].rows) - (len(cooperation.table.rows) - 1)
    assert left > 0
    deck = pptx.Presentation(BytesIO(made("whole", "en", "pptx")))
    texts = [shape.text_frame.text for s in deck.slides for shape in s.shapes if shape.name == "More"]
    assert f"{left} more in the workbook" in texts


def test_slides_take_no_style_of_documents(views, words):
    with pytest.raises(Exception, match="there is no style 'official' for pptx"):
        briefing(views["yangquan"], words["en"], kind="pptx", style="official")


def grid(count, lines=1):
    return Table("t", (Column("a", 1),), tuple((cell(*["x"] * lines),) for _ in range(count)))


@pytest.mark.parametrize(("count", "size"), [(1, 20.0), (10, 20.0), (17, 18.0), (19, 14.0), (100, 14.0)])
def test_letters_are_as_large_as_lets_every_row_stay_and_never_below_the_least(count, size):
    assert paging.size_within(grid(count), paging.BOTTOM_MM - paging.TOP_MM) <= size
    assert paging.size_within(grid(count), paging.BOTTOM_MM - paging.TOP_MM) >= paging.LEAST_PT


def test_rows_are_taken_while_there_is_room():
    heights = [8.0, *[8.0] * 30]
    assert paging.rows_within(heights, 148.0) == 17
    assert paging.rows_within(heights[:4], 148.0) == 3


def test_of_too_many_paragraphs_a_line_is_left_free_for_how_many_there_are_besides():
    many = tuple(Paragraph(plain("x"), is_item=True) for _ in range(60))
    kept = paging.paragraphs_within(many, paging.BESIDE_MM, paging.LEAST_PT)
    assert 0 < kept < 60
    assert paging.text_mm(many[: kept + 1], paging.BESIDE_MM, paging.LEAST_PT) > 148.0 - paging.MORE_MM
    assert paging.paragraphs_within(many[:3], paging.BESIDE_MM, paging.LEAST_PT) == 3
