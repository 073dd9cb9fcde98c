"""The words of the map's tools: sent once, not with each message."""

from __future__ import annotations

import pytest

from geo.atlas.filters import Filters
from geo.webmap.messages import DRAWING, FIND, MEASURE, PLACES, tool_words, view_message


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_words_of_the_tools_go_out_once_and_not_with_each_message(atlas, words, lang):
    told = tool_words(words[lang])
    assert set(told) == {*MEASURE, *PLACES, *FIND, *DRAWING, "meets_many"}
    assert all(told.values())
    labels = view_message(atlas.view(Filters()), words[lang])["labels"]
    assert set(labels).isdisjoint(told)
    assert {"fullscreen", "fullscreen_leave"} <= set(labels)


def test_both_languages_warn_of_schematic_lines(words):
    assert "示意" in tool_words(words["zh"])["measure_note"]
    assert "schematic" in tool_words(words["en"])["measure_note"]
