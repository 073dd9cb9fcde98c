"""LibreOffice opens the files and prints them: every name is found, nothing is torn, nothing runs over the edge."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from io import BytesIO

import pptx
import pypdf
import pytest

from geo.export.briefing import briefing, paging
from geo.text import squeezed

pytestmark = pytest.mark.no_cover
CASES = [("jinzhong", "zh"), ("yangquan", "en")]
POINTS = 72 / 25.4
FOOT_PT = 57.0
"""Below this the foot of an A4 page stands."""


@pytest.fixture(scope="module")
def printed(views, words, tmp_path_factory):
    """Return name, language and kind → the file, and the PDF that LibreOffice makes of it."""
    if shutil.which("soffice") is None:
        missing = "LibreOffice (soffice) is not installed, so no briefing was opened in it"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    folder = tmp_path_factory.mktemp("briefings")
    made = {}
    for name, lang in CASES:
        for kind in ("docx", "pptx"):
            path = folder / f"{name}-{lang}-{kind}.{kind}"
            path.write_bytes(briefing(views[name], words[lang], kind=kind, made_on=dt.date(2026, 2, 3)))
            made[name, lang, kind] = path
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, made.values())], check=True, capture_output=True, timeout=240)
    return {key: Printed(path.read_bytes(), path.with_suffix(".pdf")) for key, path in made.items()}


class Printed:
    """A file, the pages that LibreOffice made of it, and the text of each without white space."""

    def __init__(self, file, path):
        self.file, self.pages = file, list(pypdf.PdfReader(path).pages)
        self.texts = [squeezed(page.extract_text()) for page in self.pages]
        self.text = "".join(self.texts)


def lines_of(page):
    """Return the lines of a page as height (points from below) → text."""
    lines: dict[int, str] = {}

    def seen(text, matrix, text_matrix, _font, _size):
        if text.strip():
            height = round(matrix[5] + matrix[3] * text_matrix[5])
            lines[height] = lines.get(height, "") + text.strip()

    page.extract_text(visitor_text=seen)
    return lines


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_every_project_is_found_in_print(printed, views, name, lang):
    text = printed[name, lang, "docx"].text
    assert [n for n in views[name].projects[f"name_{lang}"] if squeezed(n) not in text] == []


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_a_page_says_which_of_how_many_it_is(printed, words, name, lang):
    texts = printed[name, lang, "docx"].texts
    for number, text in enumerate(texts, 1):
        assert squeezed(words[lang]("briefing.page", page=number, pages=len(texts))) in text


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_references_are_counted_anew_and_none_is_broken(printed, name, lang):
    text = printed[name, lang, "docx"].text
    assert "[1]" in text
    assert re.search("Error|错误", text) is None
    assert "[0]" not in text


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_no_heading_or_caption_stands_last_on_a_page(printed, words, name, lang):
    label = words[lang]("briefing.table")
    heads = {
        squeezed(words[lang](f"briefing.{k}")) for k in ("changes", "register", "cooperation", "figures", "limits")
    }
    for number, page in enumerate(printed[name, lang, "docx"].pages, 1):
        body = {height: line for height, line in lines_of(page).items() if height > FOOT_PT}
        last = squeezed(body[min(body)])
        assert re.match(rf"{label}\d", last) is None, (number, last)
        assert last not in heads, (number, last)


def test_a_table_that_goes_on_has_its_head_on_the_next_page_too(printed, words):
    source, what = (squeezed(words["zh"](key)) for key in ("briefing.source", "briefing.mechanism"))
    assert sum(what in text and source in text for text in printed["jinzhong", "zh", "docx"].texts) > 2


@pytest.mark.parametrize(("name", "lang"), CASES)
def test_there_are_as_many_pages_as_slides_and_nothing_runs_into_the_foot(printed, name, lang):
    pages = printed[name, lang, "pptx"]
    assert len(pages.pages) == len(pptx.Presentation(BytesIO(pages.file)).slides)
    for number, page in enumerate(pages.pages[1:], 2):
        height = float(page.mediabox.height)
        over = {y: line for y, line in lines_of(page).items() if y < height - (paging.BOTTOM_MM + 0.5) * POINTS}
        assert len(over) == 1, (number, over)
        assert re.match(rf"{number}(?!\d)", next(iter(over.values())))
