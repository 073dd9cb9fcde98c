"""Stations that a source names: on their line, explained as what they are, and nowhere in the way."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest
import shapely

from geo.atlas.filters import Filters
from geo.sheet.marks import Shape, Writing
from geo.sheet.measure import crossings, lines_of
from geo.sheet.options import SheetOptions, layout_of
from geo.sheet.sheet import compose
from geo.sheet.stations import _stops

RAIL = Filters(group=("rail",))


def composed(atlas, words, lang="zh", filters=RAIL, layout="a4-across"):
    options = SheetOptions(layout_of(layout), "cluster", made_on=dt.date(2026, 2, 1))
    return compose(atlas.view(filters), words[lang], options)


def lozenges(paper, layer="sites"):
    return [mark for mark in paper.layers[layer] if isinstance(mark, Shape) and mark.gid == "station-mark"]


@pytest.fixture(scope="module")
def rail(whole_atlas, words):
    return composed(whole_atlas, words)


def test_each_station_is_drawn_once_and_lies_on_a_line(rail):
    marks = lozenges(rail)
    assert len(marks) >= 8
    assert len({mark.bounds.centre for mark in marks}) == len(marks)
    lines = shapely.union_all(list(lines_of(rail).values()))
    assert all(lines.distance(shapely.Point(mark.bounds.centre)) < 0.1 for mark in marks)


def test_the_names_of_stations_are_those_of_the_record_and_lie_on_no_line(rail, whole_atlas):
    known = {stop["name_zh"] for stops in whole_atlas.features["stops"] for stop in stops or ()}
    names = [mark.text for mark in rail.layers["names"] if isinstance(mark, Writing) and mark.gid == "station"]
    assert len(names) >= 5
    assert set(names) <= known
    assert not set(names) & {name for name, _ in crossings(rail)}


@pytest.mark.parametrize(("lang", "word"), [("zh", "车站（位置示意）"), ("en", "Station (schematic)")])
def test_the_legend_says_that_stations_on_a_schematic_line_are_schematic(whole_atlas, words, lang, word):
    paper = composed(whole_atlas, words, lang)
    assert [mark.text for mark in paper.layers["panel"] if mark.gid == "legend/base/station_schematic"] == [word]
    assert len(lozenges(paper, "panel")) == 1


def test_a_slide_and_a_sheet_of_everything_show_no_station_and_do_not_explain_any(whole_atlas, words):
    for paper in (composed(whole_atlas, words, layout="slide"), composed(whole_atlas, words, filters=Filters())):
        assert not lozenges(paper)
        assert not [mark for mark in paper.layers["panel"] if mark.gid.startswith("legend/base/station")]


def test_a_station_whose_source_was_not_known_yet_is_not_shown(whole_atlas):
    chart = SimpleNamespace(view=SimpleNamespace(atlas=whole_atlas))
    seen = {"is_line": True, "is_shown": True, "group": "rail", "length": 9.0, "feature_id": "a", "stops": [{}]}
    assert list(_stops(pd.DataFrame([seen | {"source_id": "a page of tomorrow"}]), chart)) == []
    assert len(list(_stops(pd.DataFrame([seen | {"source_id": ""}]), chart))) == 1
