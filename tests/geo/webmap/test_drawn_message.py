"""What the map is told of a drawing."""

from __future__ import annotations

from geo.atlas.drawn import drawn_in
from geo.atlas.filters import Filters
from geo.export.standalone import standalone_map
from geo.webmap.messages import view_message
from geo.webmap.switches import acts_after

AREA = "area:37.9,112.4;37.9,112.7;37.6,112.7"


def test_a_view_tells_the_map_what_was_drawn_and_whether_it_may_ask_about_another(atlas, words):
    view = atlas.view(Filters(drawn=drawn_in(AREA)))
    shape = {"kind": "area", "points": [[37.9, 112.4], [37.9, 112.7], [37.6, 112.7]]}
    assert view_message(view, words["zh"], answered=0)["drawn"] == shape | {"is_asked": True}
    assert view_message(view, words["zh"])["drawn"] == shape | {"is_asked": False}
    assert view_message(atlas.view(), words["zh"], answered=0)["drawn"] == {"is_asked": True}
    assert "drawn" not in view_message(atlas.view(), words["zh"])


def test_a_file_that_stands_alone_shows_what_was_drawn_and_asks_about_nothing(atlas, words):
    view = atlas.view(Filters(drawn=drawn_in(AREA), group=("rail",)))
    assert b'"is_asked":false' in standalone_map(view, words["zh"]).replace(b" ", b"")


def test_an_act_of_drawing_is_an_act_like_the_others():
    assert acts_after({"acts": [[1, "drawn", AREA, True]]}, 0) == [(1, "drawn", AREA, True)]
