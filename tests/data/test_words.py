"""Every word of the interface is in both languages, and every word is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = "\n".join(
    path.read_text("utf-8")
    for room in ("app.py", "pages", "geo")
    for path in ([ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.*")))
    if path.suffix in (".py", ".html")
)
QUOTED = set(re.findall(r"""["']([a-z_0-9]+(?:\.[a-z_0-9]+)*)["']""", CODE))
PREFIX = r"""["']([a-z_0-9]+(?:\.[a-z_0-9]+)*[._])(?:\{|' ~)"""
"""What a key begins with, as an f-string of Python (``"detail.{name}"``) or a template (``'detail.' ~ name``) says it."""
PREFIXES = tuple(prefix for prefix in re.findall(PREFIX, CODE) if "." in prefix)


def is_used(key):
    return key in QUOTED or key.startswith(PREFIXES)


def test_every_word_is_used(words):
    unused = [key for key in words["zh"].table if not is_used(key)]
    assert unused == []


def test_a_word_that_nobody_asks_for_is_found_out():
    assert not is_used("nobody.asks_for_this")


def test_both_languages_have_the_same_words(words):
    assert words["zh"].table.keys() == words["en"].table.keys()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_that_is_asked_for_by_its_name_is_there(words, lang):
    asked = set(re.findall(r"""words\(\s*["']([a-z_0-9]+(?:\.[a-z_0-9]+)+)["'](?! ~)""", CODE))
    assert asked <= words[lang].table.keys()


def test_english_has_no_chinese_in_it_and_chinese_uses_chinese_marks(words):
    assert [k for k, text in words["en"].table.items() if re.search(r"[\u4e00-\u9fff]", text)] == []
    assert [k for k, text in words["zh"].table.items() if re.search(r"[\u4e00-\u9fff],", text)] == []


def test_the_values_that_are_filled_in_are_the_same_in_both_languages(words):
    shown = r"\{(\w+)(?![^}]*\|)"  # what only chooses between singular and plural need not be in both
    filled = {lang: {k: set(re.findall(shown, t)) for k, t in words[lang].table.items()} for lang in words}
    loose = {"month_name", "month"}
    assert [k for k in filled["zh"] if filled["zh"][k] - loose != filled["en"][k] - loose] == []
