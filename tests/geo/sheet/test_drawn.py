"""A sheet of what a drawing meets: its edge is on the map and in the legend, and the foot says what is met and how."""

from __future__ import annotations

import pytest

from geo.atlas.drawn import drawn_in
from geo.atlas.filters import Filters
from geo.sheet.frame import ground_for
from geo.sheet.options import FILTERED
from geo.sheet.sheet import compose

AREA = drawn_in("area:37.9,112.5;37.9,112.7;37.7,112.7;37.7,112.5")
LINE = drawn_in("line:37.9,112.5;37.7,112.8")


@pytest.mark.parametrize(("drawn", "name"), [(AREA, "手绘范围"), (LINE, "手绘线")], ids=["area", "line"])
def test_a_sheet_shows_what_was_drawn_and_says_of_what_it_is_a_selection(atlas, words, drawn, name):
    paper = compose(atlas.view(Filters(drawn=drawn, group=("road",))), words["zh"])
    assert list(paper.marks("drawn"))
    assert [mark.text for mark in paper.marks(f"legend/base/drawn_{drawn.kind}")] == [name]
    foot = "".join(mark.text for mark in paper.marks("foot"))
    assert "所画涉及：" in foot
    assert "不表示距离。" in foot
    subtitle = "".join(mark.text for mark in paper.marks("subtitle"))
    assert f"{name}所及（太原市、晋中市）" in subtitle


def test_a_sheet_without_a_drawing_has_nothing_of_it(atlas, words):
    paper = compose(atlas.view(Filters(group=("road",))), words["zh"])
    assert not list(paper.marks("drawn"))
    assert not list(paper.marks("legend/base/drawn"))


def test_a_drawing_is_framed_by_the_counties_that_it_meets_and_not_by_where_lines_end(atlas):
    west, south, east, north = ground_for(atlas.view(Filters(drawn=AREA)), FILTERED)
    whole = ground_for(atlas.view(), FILTERED)
    assert whole[0] < west < east < whole[2]
    assert east - west < 0.6 * (whole[2] - whole[0])
    assert south < north
