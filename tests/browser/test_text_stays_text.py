"""Nothing that a stranger writes, and no name of the data, becomes a link, a picture, a script or a request.

`make sweep` goes through every page and every payload, each parameter with each payload on three pages; `make test`
through a few. On the server `tests/pages/test_text_stays_text.py` goes through all of all.
"""

from __future__ import annotations

import csv
import os
from urllib.parse import urlencode

import pytest
from reading import PAGES, Reader, running

from tests.conftest import IS_SWEEP
from tests.payloads import HOST, PAYLOADS, rotated

TRIPWIRE = """
    window.tripped_by = [];
    window.tripped = () => window.tripped_by.push('tripped');
    for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => window.tripped_by.push(name);
"""
LEADS_TO = """host => [...document.querySelectorAll('a, area, img, iframe, script, link, form')]
    .map(element => element.href || element.src || element.action || '')
    .filter(address => typeof address == 'string' && URL.canParse(address) && new URL(address).hostname.endsWith(host))
"""
"""The addresses of what leads to a host or is fetched from it; the atlas' own hold the words of a search as their query."""
JOINER = "\u2060"
SHORT = [("", 0), ("snapshot", 7), ("data", 13)]
EVERY = [(page, turn) for number, page in enumerate(PAGES) for turn in range(len(PAYLOADS)) if (number + turn) % 3 == 0]
NAMES = {
    "project_types": ("label_zh", "label_en"),
    "statuses": ("label_zh", "label_en"),
    "projects": ("name_zh", "name_en", "summary_zh", "summary_en"),
    "organisations": ("name_zh", "name_en"),
}
"""Table → the fields of it that a data folder of somebody else's may fill as it likes."""
HOSTILE = (
    f"[甲](http://{HOST}/d) ![乙](http://{HOST}/d.png) <img src=x onerror=tripped()> :red[丙] **丁** http://{HOST}/e"
)


@pytest.fixture(scope="module")
def wary(app, browser):
    """A reader with tripwires in every page that he opens, one after the other."""
    opened = Reader(browser, app)
    opened.page.add_init_script(TRIPWIRE)
    yield opened
    opened.close()


def nothing_came_of_it(reader):
    assert reader.page.evaluate("window.tripped_by") == []
    assert reader.outside == []
    for frame in reader.page.frames:
        assert frame.locator("[src='x'], [onload], [onerror], a[href^='javascript:']").count() == 0
        assert frame.evaluate(LEADS_TO, HOST) == []


@pytest.mark.parametrize(("page", "turn"), EVERY if IS_SWEEP else SHORT)
def test_whatever_an_address_holds_is_shown_as_it_was_written(wary, page, turn):
    query = rotated(turn)
    wary.page.goto(f"{wary.address}/{page}?{urlencode(query)}")
    wary.settle()
    told = wary.page.get_by_role("alert").first.inner_text().replace(JOINER, "")
    name = f"lang={query['lang']}"
    if all(character.isprintable() for character in name):
        assert " ".join(name[:80].split()) in told
    else:
        assert "⟨U+" in told
    nothing_came_of_it(wary)


@pytest.mark.parametrize("name", PAYLOADS if IS_SWEEP else ["html", "bidi"])
def test_whatever_is_typed_stays_text(wary, name):
    wary.page.goto(f"{wary.address}/snapshot?lang=zh")
    wary.settle()
    for label in ("标题", "附注", "编制单位", "审图号"):
        wary.page.get_by_label(label, exact=True).fill(PAYLOADS[name])
    wary.page.get_by_label("搜索").fill(PAYLOADS[name])
    wary.page.wait_for_timeout(1500)
    wary.settle()
    nothing_came_of_it(wary)


@pytest.fixture(scope="module")
def app_of_a_stranger(copied_data, tmp_path_factory):
    """The atlas over a data folder whose names are markup."""
    data = copied_data(tmp_path_factory.mktemp("stranger"))
    for table, fields in NAMES.items():
        path = data / "tables" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = list(csv.reader(file))
        for number, row in enumerate(rows):
            for field in fields:
                if row[head.index(field)]:
                    chinese = "" if field.endswith("_zh") else " in English"
                    text = (
                        HOSTILE
                        if field.endswith("_zh")
                        else HOSTILE.translate(dict.fromkeys(map(ord, "甲乙丙丁"), "x"))
                    )
                    row[head.index(field)] = f"{text}{chinese} {number}"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *rows])
    before = os.environ.get("ATLAS_DATA")
    os.environ["ATLAS_DATA"] = str(data)
    try:
        with running() as address:
            yield address
    finally:
        os.environ.pop("ATLAS_DATA")
        if before is not None:
            os.environ["ATLAS_DATA"] = before


NAMELESS = ("snapshot", "data")
"""Pages whose words name no project: a sheet is a picture, and the data page opens with what there is of each table."""
ADDRESSES = [f"{page}{asked}" for page in PAGES for asked in ("", "?project=xiongxin-hsr")]


@pytest.fixture(scope="module")
def reader_of_a_stranger(app_of_a_stranger, browser):
    reader = Reader(browser, app_of_a_stranger)
    reader.page.add_init_script(TRIPWIRE)
    yield reader
    reader.close()


@pytest.mark.parametrize("page", ADDRESSES if IS_SWEEP else ["projects", "?project=xiongxin-hsr"])
def test_a_name_of_the_data_is_shown_as_it_is_written(reader_of_a_stranger, page):
    reader = reader_of_a_stranger
    reader.page.goto(f"{reader.address}/{page}")
    reader.settle()
    is_named = HOSTILE.split(maxsplit=1)[0] in reader.page.locator("body").inner_text().replace(JOINER, "")
    assert is_named or page.startswith(NAMELESS)
    nothing_came_of_it(reader)
