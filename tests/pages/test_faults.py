"""A record that is not sound is told in the reader's language, with its faults, and no page is shown."""

from __future__ import annotations

import pytest

from pages import _record, _settings
from tests.geo.read.broken_folders import CASES


@pytest.fixture
def record(broken_data, monkeypatch):
    """A record of the test's own, to be broken; the caches are emptied before and after."""
    monkeypatch.setattr(_settings, "DATA", broken_data)
    for cached in (_record.whole_atlas, _record.words_of_the_record):
        cached.clear()
    yield broken_data
    for cached in (_record.whole_atlas, _record.words_of_the_record):
        cached.clear()


@pytest.mark.parametrize(
    ("lang", "heading", "listed"),
    [
        ("zh", "无法打开地图", "数据有 1 处错误：\n  datapackage.json:1 不是 JSON："),
        ("en", "The atlas cannot be opened", "1 fault(s) in the record:\n  datapackage.json:1 is not JSON: "),
    ],
)
def test_the_faults_of_a_record_are_in_the_readers_language(record, open_page, lang, heading, listed):
    (record / "datapackage.json").write_text("{", encoding="utf-8")
    app = open_page("map", lang=lang)
    assert not app.exception
    assert heading in app.error[0].value
    assert app.code[0].value.startswith(listed)
    assert not app.dataframe


def test_a_record_whose_words_are_broken_is_told_in_the_words_of_the_program(record, open_page):
    (record / "text" / "en.toml").write_bytes("title = 标题".encode("gb18030"))
    app = open_page("map", lang="zh")
    assert not app.exception
    assert "text/en.toml 不是 UTF-8 文本" in app.code[0].value
    assert not app.dataframe


def test_words_that_are_mended_open_the_atlas_again(record, open_page, data_dir):
    (record / "text" / "en.toml").unlink()
    assert "缺少此文件" in open_page("projects").code[0].value
    (record / "text" / "en.toml").write_bytes((data_dir / "text" / "en.toml").read_bytes())
    app = open_page("projects")
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize(
    "name",
    [
        "descriptor null",
        "pattern that backtracks for ever",
        "3,000 faulty rows",
        "half of a pair of characters",
        "counties that overlap",
        "words missing from both languages",
        "value with something of the program's own",
    ],
)
def test_a_visitor_of_a_broken_folder_gets_one_short_page(record, open_page, name):
    CASES[name].change(record)
    app = open_page("map", lang="en")
    assert not app.exception
    assert "The atlas cannot be opened" in app.error[0].value
    assert len(app.code[0].value.splitlines()) <= 22
    assert not app.dataframe
