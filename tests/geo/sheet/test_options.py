from __future__ import annotations

import pytest

from geo.errors import SheetError
from geo.sheet.options import LAYOUTS, SheetOptions, layout_of, layout_of_size
from geo.sheet.theme import THEMES


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("a4-across", (297, 210)),
        ("a4-upright", (210, 297)),
        ("a3-across", (420, 297)),
        ("a3-upright", (297, 420)),
        ("slide", (338.67, 190.5)),
    ],
)
def test_each_layout_has_the_size_of_its_name(name, size):
    layout = layout_of(name)
    assert (layout.width_mm, layout.height_mm) == size
    assert layout.is_upright == name.endswith("upright")


@pytest.mark.parametrize("text", ["240x180", "240 x 180", "240×180", "240*180"])
def test_a_size_of_ones_own_is_written_in_millimetres(text):
    layout = layout_of(text)
    assert (layout.width_mm, layout.height_mm) == (240, 180)
    assert layout.name == "240x180"


def test_a_larger_page_has_somewhat_larger_letters():
    assert layout_of_size(297, 210).scale == 1
    assert 1 < layout_of_size(594, 420).scale < 2


def test_an_unknown_layout_is_refused_with_the_known_ones():
    with pytest.raises(SheetError, match=r"no layout 'a5'; known are a4-across, a4-upright, .*240x160"):
        layout_of("a5")


@pytest.mark.parametrize("text", ["100x80", "160x100", "1x1", "0x0"])
def test_a_sheet_too_small_to_read_is_refused_with_the_least_size(text):
    with pytest.raises(SheetError, match="is too small; 160 x 120 mm is the least"):
        layout_of(text)


def test_a_sheet_larger_than_a0_is_refused():
    with pytest.raises(SheetError, match="2000 x 900 mm is too large; 1189 mm is the longest side"):
        layout_of("2000x900")


def test_a_side_that_is_not_a_number_is_refused():
    with pytest.raises(SheetError, match="too small"):
        layout_of_size(float("nan"), 200)


def test_an_unknown_theme_is_refused_with_the_known_ones():
    with pytest.raises(SheetError, match="no theme 'sepia'; known are colour, grey, colour_blind"):
        SheetOptions(theme="sepia")


@pytest.mark.parametrize("one", [*LAYOUTS.values(), *THEMES.values()], ids=lambda one: one.name)
def test_every_layout_and_theme_has_a_name_in_each_language(one, words):
    assert set(one.label) == set(words)
    assert all(one.label.values())


def test_a_text_too_long_for_a_sheet_is_refused_by_name():
    with pytest.raises(SheetError, match="the title has 90 characters; a sheet has room for 80"):
        SheetOptions(title="字" * 90)


def test_line_breaks_in_a_typed_text_become_spaces():
    assert SheetOptions(note=" 一行\n二行\t三 ").note == "一行 二行 三"


def test_equal_choices_are_equal_and_can_be_a_key():
    assert {SheetOptions(layout=LAYOUTS["slide"]): 1}[SheetOptions(layout=layout_of("slide"))] == 1
