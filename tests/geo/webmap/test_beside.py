"""Two days side by side: what the map is told of the other one."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.atlas.filters import Filters
from geo.webmap.beside import beside_message
from geo.webmap.messages import view_message

EARLY, LATE = dt.date(2023, 6, 1), dt.date(2025, 6, 1)


@pytest.mark.parametrize(("shown", "other", "side"), [(LATE, EARLY, "left"), (EARLY, LATE, "right")])
def test_the_earlier_day_is_on_the_left_whichever_is_compared(atlas, words, shown, other, side):
    told = beside_message(atlas.view(Filters(day=shown)), atlas.view(Filters(day=other)), words["en"])["beside"]
    assert told["side"] == side
    assert told["left"] == "by 1 June 2023"
    assert told["right"] == "by 1 June 2025"


def test_each_side_knows_what_was_known_on_its_day_and_the_same_filters(atlas, words):
    view, other = (atlas.view(Filters(group=("road",), day=day)) for day in (LATE, EARLY))
    told = beside_message(view, other, words["zh"])["beside"]
    alone = view_message(other, words["zh"])
    assert told["stages"] == alone["stages"] != view_message(view, words["zh"])["stages"]
    assert told["apart"] == alone["apart"]
    assert {project for ids in told["stages"].values() for project in ids} == set(other.projects.index)
