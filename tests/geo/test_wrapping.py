"""Lines of words as wide as they may be: a Chinese character counts as two."""

from __future__ import annotations

import pytest

from geo.text import display_width, wrapped


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("太原", 4), ("5G基站（2000座）", 16)])
def test_width_is_counted_in_half_width_characters(text, width):
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 4, [""]),
        ("太原晋中忻州", 8, ["太原晋中", "忻州"]),
        ("one two three", 7, ["one two", "three"]),
        ("unbreakable word", 5, ["unbreakable", "word"]),
        ("新建5G基站", 6, ["新建5G", "基站"]),
    ],
)
def test_lines_break_between_words_and_between_chinese_characters(text, width, lines):
    assert wrapped(text, width) == lines


def test_the_first_line_may_have_less_room():
    assert wrapped("太原晋中忻州", 8, first=4) == ["太原", "晋中忻州"]


def test_nothing_is_lost():
    text = "Growth of value added of larger industrial firms 规模以上工业增加值增速"
    assert "".join(wrapped(text, 9)).replace(" ", "") == text.replace(" ", "")
