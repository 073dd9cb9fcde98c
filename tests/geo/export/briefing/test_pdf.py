"""The PDF, read back: text that can be found, bookmarks, a font that is carried along."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from geo.errors import SheetError
from geo.export.briefing import pdf
from geo.text import squeezed

LIGATURES = {"ﬁ": "fi", "ﬂ": "fl"}


@pytest.fixture(scope="module")
def reader(made, lang):
    return pypdf.PdfReader(BytesIO(made("jinzhong", lang, "pdf")))


@pytest.fixture(scope="module")
def texts(reader):
    """The text of each page without white space."""
    return [squeezed(page.extract_text()) for page in reader.pages]


@pytest.fixture(scope="module")
def text(texts):
    whole = "".join(texts)
    for one, two in LIGATURES.items():
        whole = whole.replace(one, two)
    return whole


@pytest.mark.no_cover
def test_every_project_can_be_found_by_its_name(text, views, lang):
    plain = str.maketrans("“”‘’", "\"\"''") if lang == "en" else {}
    names = [squeezed(name.translate(plain)) for name in views["jinzhong"].projects[f"name_{lang}"]]
    missing = [name for name in names if name not in text and name.replace("-", "") not in text.replace("-", "")]
    assert missing == []


def test_pages_are_a4_and_say_which_of_how_many_they_are(reader, texts, words, lang):
    total = len(reader.pages)
    for number, (page, text) in enumerate(zip(reader.pages, texts, strict=True), 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        counted = squeezed(words[lang]("briefing.page", page=number, pages=total))
        assert counted in text


def test_sections_and_tables_are_bookmarks(reader, composed, views, words, lang):
    content = composed(views["jinzhong"], words[lang])
    flat = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry.title for entry in flat] == [*(s.heading for s in content.sections), content.labels.notes]
    nested = [entry.title for entries in reader.outline if isinstance(entries, list) for entry in entries]
    assert len(nested) == sum(hasattr(b, "rows") for s in content.sections for b in s.blocks)


def test_a_citation_leads_to_its_text(reader):
    links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    assert len(links) > 100
    assert {link["/Subtype"] for link in links} == {"/Link"}


def test_it_is_tagged_named_and_says_its_language_and_day(reader, text, lang):
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].lower().startswith(lang)
    assert reader.metadata.creation_date.date().isoformat() == "2026-02-03"
    assert squeezed(reader.metadata.title) in text
    assert re.search(r"<pdfaid:part>2</pdfaid:part>", reader.xmp_metadata.stream.get_data().decode())


def test_the_bundled_font_is_carried_and_no_other(reader):
    fonts = {
        f.get_object()["/BaseFont"].partition("+")[2] for p in reader.pages for f in p["/Resources"]["/Font"].values()
    }
    assert fonts == {"NotoSansSC-Regular-Identity-H"}


def test_a_character_that_the_font_lacks_is_named(composed, views, words):
    content = replace(composed(views["one"], words["zh"]), title="\U0001f682")
    with pytest.raises(SheetError, match="has no glyph for \U0001f682"):
        pdf.written(content)


def test_the_title_of_a_page_opens_it(made, lang):
    reader = pypdf.PdfReader(BytesIO(made("yuci", lang, "pdf")))
    links = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    away = [link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]]
    assert away
    assert all(address.startswith("http") for address in away)


def test_a_document_of_more_than_ten_pages_has_contents_that_lead_to_its_sections(made, words, lang):
    for name, is_long in (("jinzhong", True), ("one", False)):
        pages = [squeezed(page.extract_text()) for page in pypdf.PdfReader(BytesIO(made(name, lang, "pdf"))).pages]
        assert (len(pages) > 10) == is_long
        listed = [number for number, text in enumerate(pages, 1) if squeezed(words[lang]("briefing.contents")) in text]
        assert listed == ([2] if is_long else [])


def test_an_official_paper_has_the_type_area_of_the_standard_and_says_what_its_font_stands_for(made, words):
    reader = pypdf.PdfReader(BytesIO(made("yuci", "zh", "pdf", "official")))
    left = []

    def seen(text, matrix, text_matrix, _font, _size):
        if text.strip():
            left.append(matrix[4] + matrix[0] * text_matrix[4])

    for page in reader.pages:
        page.extract_text(visitor_text=seen)
    assert min(left) * 25.4 / 72 == pytest.approx(28, abs=0.6)
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert squeezed(words["zh"]("briefing.fonts")) in text
    assert "一、要点" in text
    assert "—1—" in squeezed(reader.pages[0].extract_text())
    assert "第1页" not in text
