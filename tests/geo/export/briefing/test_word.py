"""The Word file, read back: styles, fonts, tables, fields, references."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

STYLED = {"pStyle", "rStyle", "tblStyle"}
ALLOWED = {
    "p": {"pStyle"},
    "r": {"rStyle", "rFonts"},
    "tbl": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption"},
    "tr": {"cantSplit", "tblHeader"},
    "tc": {"tcW"},
}
"""What a paragraph, run, table, row or cell may say of itself: its style, its width and how it breaks, not its looks."""


@pytest.fixture(scope="module")
def document(made, lang):
    return docx.Document(BytesIO(made("jinzhong", lang, "docx")))


def shown(field):
    return "".join(text.text for text in field.iter(qn("w:t")))


def local(element):
    return element.tag.partition("}")[2]


def test_nothing_is_formatted_beside_the_styles(document):
    for kind, allowed in ALLOWED.items():
        for properties in document.element.body.iter(qn(f"w:{kind}Pr")):
            assert {local(child) for child in properties} <= allowed
            hints = [child.attrib for child in properties if local(child) == "rFonts"]
            assert all(set(hint) == {qn("w:hint")} for hint in hints), "a font named in the text"


def test_every_style_in_use_is_there(document):
    known = {style.style_id for style in document.styles}
    used = {e.get(qn("w:val")) for name in STYLED for e in document.element.body.iter(qn(f"w:{name}"))}
    assert used <= known
    assert {"Title", "Subtitle", "Heading1", "BodyText", "ListBullet", "TableCaption", "Caption", "AtlasTable"} <= used


def test_every_project_is_in_the_tables(document, views, lang):
    cells = {
        p.text for t in document.tables for row in t._tbl.tr_lst for p in docx.table._Row(row, t).cells[0].paragraphs
    }
    assert set(views["jinzhong"].projects[f"name_{lang}"]) <= cells


def test_tables_repeat_their_head_never_split_a_row_and_fill_the_page(document):
    assert document.tables
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in others)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
        assert abs(sum(widths) - 9638) <= len(widths)
        assert [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in first.tc_lst] == widths
        assert table.style.name == "Atlas Table"


def test_heads_and_captions_stay_with_what_follows(document):
    for name in ("Heading 1", "Table Caption", "Table Head", "Table Number", "Figure"):
        style = document.styles[name]
        kept = [s for s in (style, style.base_style) if s is not None and s.paragraph_format.keep_with_next]
        assert kept, name
    assert not document.styles["Table Total"].paragraph_format.keep_with_next, "the last row does not hold what follows"


def test_every_reference_to_a_text_has_its_mark_and_shows_its_number(document):
    fields = list(document.element.body.iter(qn("w:fldSimple")))
    marks_shown = [(re.fullmatch(r" REF _Text(\d+) \\r \\h ", f.get(qn("w:instr"))), shown(f)) for f in fields]
    references = [(match[1], text) for match, text in marks_shown if match]
    marks = {b.get(qn("w:name")) for b in document.element.body.iter(qn("w:bookmarkStart"))}
    marks = {name for name in marks if name.startswith("_Text")}
    assert len(references) > 100
    assert {f"_Text{number}" for number, _ in references} <= marks
    assert all(text == f"[{number}]" for number, text in references)
    sources = [p for p in document.paragraphs if p.style.name == "Source"]
    assert len(sources) == len(marks)


def test_tables_and_figures_are_numbered_by_fields_in_order(document):
    numbers = {}
    for field in document.element.body.iter(qn("w:fldSimple")):
        if match := re.fullmatch(r" SEQ (\S+) \\\* ARABIC ", field.get(qn("w:instr"))):
            numbers.setdefault(match[1], []).append(int(shown(field)))
    assert sorted(map(len, numbers.values())) == sorted([1, len(document.tables)])
    assert all(numbered == list(range(1, len(numbered) + 1)) for numbered in numbers.values())


def test_fonts_are_named_for_chinese_and_latin(made, lang):
    with zipfile.ZipFile(BytesIO(made("one", lang, "docx"))) as package:
        styles, table = (package.read(f"word/{name}.xml").decode() for name in ("styles", "fontTable"))
    assert 'w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="微软雅黑"' in styles
    assert '<w:font w:name="微软雅黑"><w:altName w:val="Microsoft YaHei"/>' in table


def test_header_and_footer_name_the_briefing_and_count_the_pages(document, words, lang):
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text.split("\t")[0] == words[lang]("title")
    for footer in (section.footer, section.first_page_footer):
        codes = [f.get(qn("w:instr")).strip() for f in footer._element.iter(qn("w:fldSimple"))]
        assert codes == ["PAGE", "NUMPAGES"]


def test_the_page_is_a4_and_the_picture_has_words(document):
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    (shape,) = document.inline_shapes
    assert (round(shape.width.mm), round(shape.height.mm)) == (170, 150)
    assert len(shape._inline.docPr.get("descr")) > 20


def test_properties_name_title_language_and_the_day_given(document, lang):
    properties = document.core_properties
    assert properties.title == document.paragraphs[0].text
    assert properties.language == {"zh": "zh-CN", "en": "en-GB"}[lang]
    assert properties.created.date() == properties.modified.date() == dt.date(2026, 2, 3)


def test_no_word_of_the_template_is_left_unfilled(made, lang):
    with zipfile.ZipFile(BytesIO(made("one", lang, "docx"))) as package:
        assert [name for name in package.namelist() if b"{{" in package.read(name)] == []
        assert {entry.date_time for entry in package.infolist()} == {(2026, 2, 3, 0, 0, 0)}


def part(file, name):
    with zipfile.ZipFile(BytesIO(file)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize("style", ["atlas", "official"])
def test_every_footnote_is_referred_to_once_and_leads_to_a_text_or_a_section(made, lang, style):
    file = made("yuci", lang, "docx", style)
    document, notes = docx.Document(BytesIO(file)), part(file, "word/footnotes.xml")
    referred = [int(e.get(qn("w:id"))) for e in document.element.body.iter(qn("w:footnoteReference"))]
    written = [int(number) for number in re.findall(r'<w:footnote w:id="(\d+)"', notes)]
    assert referred == written == list(range(1, len(referred) + 1))
    marks = {b.get(qn("w:name")) for b in document.element.body.iter(qn("w:bookmarkStart"))}
    cited = set(re.findall(r" REF (_Text\d+) ", notes))
    assert cited
    assert cited <= marks


def test_the_title_of_a_page_is_a_link_that_opens_it(made, views, lang):
    file = made("yuci", lang, "docx")
    addresses = dict(
        re.findall(
            r'Id="(rIdText\d+)"[^>]*Target="([^"]+)" TargetMode="External"', part(file, "word/_rels/document.xml.rels")
        )
    )
    linked = set(re.findall(r'<w:hyperlink r:id="(rIdText\d+)"', part(file, "word/document.xml")))
    assert linked
    assert linked == set(addresses)
    known = set(views["yuci"].atlas.sources["url"])
    assert {address.replace("&amp;", "&") for address in addresses.values()} <= known


def test_a_long_document_has_contents_that_show_before_they_are_counted_anew(document):
    lines = [p for p in document.paragraphs if p.style.name in {"toc 1", "toc 2"}]
    (code,) = [e.text for e in document.element.body.iter(qn("w:instrText"))]
    assert code.strip().startswith("TOC ")
    heads = [shown(p._p) for p in document.paragraphs if p.style.name in {"Heading 1", "Table Caption"}]
    assert [p.text.partition("\t")[0].strip() for p in lines] == heads
    pages = [int(shown(f)) for f in document.element.body.iter(qn("w:fldSimple")) if "PAGEREF" in f.get(qn("w:instr"))]
    assert pages == sorted(pages)
    assert len(pages) == len(heads)
    assert pages[1] > 2, "what follows the contents stands behind them"
    anchors = {e.get(qn("w:anchor")) for p in lines for e in p._p.iter(qn("w:hyperlink"))}
    assert anchors <= {b.get(qn("w:name")) for b in document.element.body.iter(qn("w:bookmarkStart"))}


def test_a_short_document_has_no_contents(made, lang):
    assert "TOC" not in part(made("one", lang, "docx"), "word/document.xml").replace("_Toc", "")


def test_an_official_paper_has_the_page_the_fonts_and_the_lines_of_the_standard(made):
    file = made("yuci", "zh", "docx", "official")
    document = docx.Document(BytesIO(file))
    section = document.sections[0]
    margins = [
        round(m.mm) for m in (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    ]
    assert margins == [37, 28, 26, 35]
    assert (210 - margins[1] - margins[2], 297 - margins[0] - margins[3]) == (156, 225)
    styles = document.styles

    def east(name):
        style = styles[name]
        while style.element.rPr is None or style.element.rPr.rFonts is None:
            if style.base_style is None:
                return re.search(r'w:eastAsia="([^"]+)"', part(file, "word/styles.xml"))[1]
            style = style.base_style
        return style.element.rPr.rFonts.get(qn("w:eastAsia"))

    fonts = {name: east(name) for name in ("Body Text", "Title", "Heading 1", "Table Caption", "Footer")}
    assert list(fonts.values()) == ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"]
    assert styles["Title"].font.size.pt == 22
    assert styles["Footer"].font.size.pt == 14
    assert '<w:sz w:val="32"/>' in part(file, "word/styles.xml").partition("</w:docDefaults>")[0]
    assert styles["Body Text"].paragraph_format.line_spacing.pt == 28
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [head[:2] for head in heads[:4]] == ["一、", "二、", "三、", "四、"]
    captions = [p.text for p in document.paragraphs if p.style.name == "Table Caption"]
    assert all(re.match(r"（[一二三四五六七八九十]+）", caption) for caption in captions)


def test_numbers_of_an_official_paper_stand_on_the_outer_side_between_dashes(made):
    file = made("yuci", "zh", "docx", "official")
    document = docx.Document(BytesIO(file))
    assert document.settings.odd_and_even_pages_header_footer
    for footer, style in (
        (document.sections[0].footer, "Footer Right"),
        (document.sections[0].even_page_footer, "Footer Left"),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.style.name == style
        assert "".join(t.text for t in paragraph._p.iter(qn("w:t"))) == "— 1 —"
    assert "headerReference" not in part(file, "word/document.xml")
