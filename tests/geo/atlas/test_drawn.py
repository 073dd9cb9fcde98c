"""What a drawing meets, in words that fit how exactly a place is known; each rule as a sentence."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.atlas.drawn import HOWS, MOST_POINTS, Drawn, drawn_in, units_met, ways
from geo.atlas.filters import Filters
from geo.crs import MAP_CRS
from geo.export.columns import headed_table
from geo.words.drawn import drawn_note

YUCI, JINZHONG, TAIYUAN, YANGQUAN = "140702", "140700", "140100", "140300"
IN_YUCI = (112.72, 37.68)
AREA = drawn_in("area:37.7,112.7;37.7,112.74;37.66,112.74;37.66,112.7")
"""A small area around `IN_YUCI`, within Yuci."""
ASIDE = (112.95, 37.75)
"""In Yuci too, outside the area."""
LINE = drawn_in("line:37.7,112.7;37.66,112.74")
"""Through Yuci, past `IN_YUCI`."""


def way(atlas, drawn, precision, shape, places=()):
    """Return how a project of one shape (of units, where these stand for it) is met, and by which units; else None."""
    unit_ids = shape if isinstance(shape, tuple) else ()
    if unit_ids:
        units = {row.adcode: row.geometry for layer in atlas.boundaries.layers for row in layer.itertuples()}
        shape = shapely.union_all([units[i] for i in unit_ids])
    features = gpd.GeoDataFrame(
        {"project_id": ["p"], "feature_id": ["p/0"], "precision": [precision], "place_ids": [unit_ids]},
        geometry=[shape],
        crs=MAP_CRS,
    )
    touched = pd.DataFrame(places, columns=["place_id", "relation"]).assign(project_id="p")
    table = ways(features, {"places": atlas.tables["places"], "project_places": touched}, atlas.boundaries, drawn)
    return (table.at["p", "how"], table.at["p", "unit_ids"]) if len(table) else None


def test_a_surveyed_shape_is_met_where_the_drawing_meets_it_and_nowhere_else(atlas):
    through = shapely.LineString([(112.6, 37.68), (112.9, 37.68)])
    beside = shapely.LineString([(112.6, 37.76), (112.9, 37.76)])
    for drawn in (AREA, LINE):
        assert way(atlas, drawn, "precise", through, [(YUCI, "passes")]) == ("shape", ())
        assert way(atlas, drawn, "precise", beside, [(YUCI, "passes")]) is None


def test_a_surveyed_site_lies_inside_an_area_or_is_not_met(atlas):
    assert way(atlas, AREA, "precise", shapely.Point(IN_YUCI), [(YUCI, "located_in")]) == ("inside", ())
    assert way(atlas, AREA, "precise", shapely.Point(ASIDE), [(YUCI, "located_in")]) is None


def test_a_site_is_met_by_a_line_only_through_its_county_however_near_the_line_runs(atlas):
    for precision in ("precise", "approximate", "schematic"):
        on_it = shapely.Point(112.72, 37.68)
        assert way(atlas, LINE, precision, on_it, [(YUCI, "located_in")]) == ("county", (YUCI,))
    assert way(atlas, LINE, "precise", shapely.Point(113.57, 37.86)) is None


def test_an_approximate_shape_is_said_to_be_one_and_asks_for_its_county_where_it_is_missed(atlas):
    assert way(atlas, AREA, "approximate", shapely.Point(IN_YUCI)) == ("inside_about", ())
    crossing = shapely.LineString([IN_YUCI, ASIDE])
    assert way(atlas, AREA, "approximate", crossing) == ("shape_about", ())
    assert way(atlas, AREA, "approximate", shapely.Point(ASIDE), [(YUCI, "located_in")]) == ("county", (YUCI,))


def test_a_schematic_line_is_met_by_its_counties_even_where_the_drawing_crosses_it(atlas):
    crossing = shapely.LineString([(112.6, 37.68), (112.9, 37.68)])
    assert way(atlas, AREA, "schematic", crossing, [(YUCI, "passes")]) == ("county", (YUCI,))
    assert way(atlas, AREA, "schematic", crossing, [(JINZHONG, "connects")]) == ("shown", (YUCI,))
    assert way(atlas, AREA, "schematic", crossing, [(YUCI, "serves")]) == ("shown", (YUCI,))


def test_a_county_that_stands_for_a_project_is_met_where_the_drawing_touches_it(atlas):
    assert way(atlas, AREA, "admin", (YUCI,)) == ("county", (YUCI,))
    assert way(atlas, LINE, "admin", (YUCI, "140725")) == ("county", (YUCI,))
    assert way(atlas, AREA, "admin", ("140725",)) is None


def test_of_what_is_known_by_city_alone_nothing_is_decided_unless_the_whole_city_lies_inside(atlas):
    assert way(atlas, AREA, "admin", (JINZHONG,)) == ("city", (JINZHONG,))
    around_yangquan = drawn_in("area:38.6,112.8;38.6,114.2;37.5,114.2;37.5,112.8")
    assert way(atlas, around_yangquan, "admin", (YANGQUAN,)) == ("whole", (YANGQUAN,))
    assert way(atlas, around_yangquan, "admin", (YANGQUAN, JINZHONG)) == ("whole", (YANGQUAN,))


def test_the_surest_way_of_all_shapes_is_told_and_units_of_the_same_way_together(atlas):
    met = atlas.met_by(drawn_in("area:37.9,112.45;37.9,112.75;37.65,112.75;37.65,112.45"))
    assert met.at["longcheng-street", "how"] == "shape_about"
    assert met.at["qingyin-erguang-link", "unit_ids"] == ("140106", "140702")
    assert set(met["how"]) <= set(HOWS) - {"city"}


def test_an_area_whose_edge_crosses_itself_is_all_that_it_encloses():
    bow = drawn_in("area:37.2,112.1;37.4,112.1;37.2,112.3;37.4,112.3")
    assert bow.shape.is_valid
    assert shapely.get_num_geometries(bow.shape) == 2
    assert bow.shape.covers(shapely.Point(112.12, 37.3))
    assert bow.shape.covers(shapely.Point(112.28, 37.3))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "area",
        "circle:37,112;38,113",
        "line:37,112",
        "line:37,112;37.00001,112",
        "area:37,112;38,112",
        "area:37,112;37.1,112.1;37.2,112.2",
        "line:0,0;1,1",
        "line:112,37;113,38",
        "line:37,112;a,b",
        "line:1e1,112;37,112",
        "line:37,112;NaN,112",
        "line:" + ";".join(f"37.{i:03},112" for i in range(MOST_POINTS + 1)),
    ],
)
def test_what_is_no_drawing_is_none(text):
    assert drawn_in(text) is None


def test_an_address_is_rounded_and_comes_back_as_it_was_written():
    drawn = drawn_in("line:37.123456,112.5000;37.2,112.60004")
    assert drawn == Drawn("line", ((37.1235, 112.5), (37.2, 112.6)))
    assert drawn.text == "line:37.1235,112.5;37.2,112.6"
    assert drawn_in(drawn.text) == drawn
    most = "line:" + ";".join(f"37.{i:03},112" for i in range(MOST_POINTS))
    assert len(drawn_in(most).points) == MOST_POINTS


def test_units_are_met_at_their_edge_and_enclosed_only_as_a_whole(atlas):
    met = units_met(atlas.boundaries, AREA)
    assert set(met) == {"140000", JINZHONG, YUCI}
    assert not any(met.values())


def test_what_is_left_out_and_what_is_met_are_told_beside_each_other(atlas, words):
    view = atlas.view(Filters(drawn=AREA))
    alone = atlas.by_city_alone(AREA)
    assert set(alone.index).isdisjoint(view.projects.index)
    assert f"另有{len(alone)}条只知所在市（" in drawn_note(view, words["zh"])
    assert f"{len(alone)} more are known by city alone (" in drawn_note(view, words["en"])
    rail = atlas.view(Filters(drawn=AREA, group=("rail",)))
    of_rail = atlas.projects.loc[alone.index, "group"].eq("rail").sum()
    assert (f"另有{of_rail}条" in drawn_note(rail, words["zh"])) is bool(of_rail)
    assert drawn_note(atlas.view(), words["zh"]) == ""


@pytest.mark.parametrize(
    ("lang", "measures"), [("zh", ("米", "公里", "千米")), ("en", (" m ", " km", "metre", "mile"))]
)
@pytest.mark.parametrize("drawn", [AREA, LINE], ids=["area", "line"])
def test_no_word_of_what_a_drawing_meets_is_a_distance(atlas, words, drawn, lang, measures):
    view, worded = atlas.view(Filters(drawn=drawn)), words[lang]
    told = [*headed_table(view, worded, "map")[worded("table.drawn")], drawn_note(view, worded)]
    assert all(told)
    assert not [text for text in told for measure in measures if measure in text]


def test_the_touched_county_is_named_in_both_languages(atlas, words):
    view = atlas.view(Filters(drawn=LINE))
    row = {lang: headed_table(view, words[lang], "file").loc["taijiu-expressway"] for lang in ("zh", "en")}
    assert row["zh"]["与所画的关系"] == "涉及榆次区，该处与所画相接"
    assert row["en"]["How the drawing meets it"] == "Touches Yuci District, which the drawing meets"
