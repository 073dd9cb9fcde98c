"""Who works with whom: sides, filters, pairs, and what is added up for the map."""

from __future__ import annotations

import datetime as dt

import pytest
import shapely

from geo.atlas import partnership
from geo.atlas.filters import Filters
from geo.atlas.partnership import OUTSIDE, UNPLACED, WHOLE

TAIYUAN, YANGQUAN, JINZHONG, XINZHOU = "140100", "140300", "140700", "140900"
SHOUYANG, YUCI, LANXIAN = "140725", "140702", "141127"


@pytest.fixture(scope="module")
def table(atlas):
    return partnership.partnerships(atlas)


def row(table, cooperation_id):
    return table[table["cooperation_id"] == cooperation_id].iloc[0]


def with_ends(table, one, other):
    """Return the rows between two places as they are written in the table."""
    return table[(table["from_place_id"] == one) & (table["to_place_id"] == other)]


def test_nothing_is_lost_or_doubled(atlas, table):
    assert table["cooperation_id"].tolist() == atlas.cooperation["cooperation_id"].tolist()


def test_a_county_counts_for_its_city(table):
    row = with_ends(table, LANXIAN, TAIYUAN).iloc[0]
    assert (row["from_side"], row["from_end"]) == ("141100", LANXIAN)


def test_the_cluster_and_the_province_are_the_whole_and_not_a_place(table):
    for whole in ("central-shanxi", "140000"):
        sides = table.loc[table["to_place_id"] == whole, "to_side"]
        assert set(sides) == {WHOLE}


def test_a_place_beyond_the_cluster_is_outside(table):
    assert set(table.loc[table["to_place_id"] == "xiongan", "to_side"]) == {OUTSIDE}


def test_an_organisation_stands_where_a_text_places_it(table):
    beijing = table[table["partner"] == "beijing-fengyue"].iloc[0]
    assert (beijing["to_side"], beijing["to_end"]) == (OUTSIDE, "110000")
    assert set(table.loc[table["partner"] == "jinzhong-universities", "to_side"]) == {JINZHONG}


def test_an_organisation_without_a_place_or_somewhere_in_the_province_is_unplaced(table):
    for partner in ("bytedance", "shanxi-medical-university"):
        assert set(table.loc[table["partner"] == partner, "to_side"]) == {UNPLACED}


def test_the_place_filter_asks_for_either_side(atlas):
    rows_left = partnership.chosen(atlas, Filters(place=(TAIYUAN,)))
    assert {TAIYUAN} <= set(rows_left["from_side"]) & set(rows_left["to_side"])
    assert ((rows_left["from_side"] == TAIYUAN) | (rows_left["to_side"] == TAIYUAN)).all()


def test_a_county_as_a_filter_leaves_out_the_rest_of_its_city(atlas):
    rows_left = partnership.chosen(atlas, Filters(place=(SHOUYANG,)))
    assert 0 < len(rows_left) < len(partnership.chosen(atlas, Filters(place=(JINZHONG,))))
    assert rows_left["places"].map(lambda places: SHOUYANG in places).all()


def test_status_topic_and_day_narrow(atlas, table):
    assert set(partnership.chosen(atlas, Filters(status=("completed",)))["status"]) == {"completed"}
    assert set(partnership.chosen(atlas, Filters(), ["energy", "digital"])["topic"]) == {"energy", "digital"}
    early = partnership.chosen(atlas, Filters(day=dt.date(2023, 6, 30)))
    assert set(early["source_id"]) == {"cluster-2023"}
    assert len(early) < len(table)


@pytest.mark.parametrize("q", ["书画", "Xiong’an", "yq 雄安", "清洁能源"])
def test_a_search_looks_into_what_is_done_and_who_does_it(atlas, q):
    assert 0 < len(partnership.chosen(atlas, Filters(q=q))) < 20


def test_only_across_leaves_out_what_stays_in_a_city_or_has_no_place(atlas):
    rows_left = partnership.chosen(atlas, Filters(cross=True))
    assert (rows_left["from_side"] != rows_left["to_side"]).all()
    assert UNPLACED not in set(rows_left["to_side"])


def test_filters_of_projects_ask_nothing_of_cooperation(atlas, table):
    assert len(partnership.chosen(atlas, Filters(group=("rail",), type=("airport",)))) == len(table)


def test_a_pair_is_the_same_whichever_end_comes_first(table):
    one, other = partnership.pair_of(TAIYUAN, JINZHONG), partnership.pair_of(JINZHONG, TAIYUAN)
    assert one == other
    assert len(partnership.between(table, one)) > 30


def test_a_pair_of_cities_holds_what_their_counties_do(table):
    between = partnership.between(table, partnership.pair_of(TAIYUAN, JINZHONG))
    assert len(with_ends(between, SHOUYANG, "140106")) == 1
    assert partnership.between(table, partnership.pair_of("140106", SHOUYANG)).index.isin(between.index).all()


def test_one_side_alone_chooses_all_that_it_does(table):
    between = partnership.between(table, "xiongan")
    assert set(between["to_place_id"]) == {"xiongan"}
    assert len(partnership.between(table, "")) == len(table)


def test_a_pair_of_an_empty_choice_is_empty(table):
    assert partnership.between(table.head(0), "140100~140700").empty


def test_every_pair_that_can_be_chosen_is_known(atlas):
    known = partnership.known_pairs(atlas)
    assert {"140100~140700", "140100~whole", "xiongan", "140900~outside", "140700~140700"} <= known
    assert "140100~nowhere" not in known


def test_the_matrix_counts_each_row_once(table):
    counts = partnership.matrix(table)
    assert sum(counts.values()) == len(table)
    assert counts["140100~140700"] == len(partnership.between(table, "140100~140700"))


def test_lines_from_afar_join_cities_and_places_beyond_only(atlas, table):
    ends = {end for bond in partnership.bonds(table) for end in (bond.one, bond.other)}
    assert ends - set(atlas.city_ids) - {WHOLE} == set(table.loc[table["to_side"] == OUTSIDE, "to_end"])


def test_every_row_is_a_line_or_a_ring_or_stays_in_a_city_or_has_no_place(atlas, table):
    lines, rings = partnership.bonds(table), partnership.rings(table)
    counts = partnership.matrix(table)
    rest = sum(counts.get(f"{city}~{city}", 0) for city in atlas.city_ids)
    rest += sum(times for pair, times in counts.items() if UNPLACED in pair)
    assert sum(bond.times for bond in (*lines, *rings)) + rest == len(table)


def test_near_a_county_stands_for_itself(table):
    near = {bond.pair for bond in partnership.bonds(table, is_near=True)}
    assert {"140100~141127", "140106~140725", "140700~140728"} <= near
    assert "140700~140728" not in {bond.pair for bond in partnership.bonds(table)}


def test_the_whole_is_a_ring_and_only_with_a_place_beyond_a_line(table):
    assert {WHOLE} == {bond.one if bond.one == WHOLE else bond.other for bond in partnership.rings(table)}
    assert [bond.pair for bond in partnership.bonds(table) if WHOLE in bond.pair] == ["beijing-tianjin-hebei~whole"]


def test_each_city_is_drawn_from_within_itself(atlas):
    outlines = atlas.boundaries.prefectures.set_index("adcode").geometry
    for city, (lat, lon) in partnership.city_points(atlas).items():
        assert outlines[city].contains(shapely.Point(lon, lat))


def test_the_way_of_the_whole_begins_at_the_border_of_the_cluster(atlas):
    lat, lon = partnership.leaving_point(atlas, "beijing-tianjin-hebei")
    layer = atlas.light_boundaries.prefectures
    cluster = shapely.union_all(list(layer.geometry[layer["adcode"].isin(atlas.city_ids)]))
    assert cluster.boundary.distance(shapely.Point(lon, lat)) < 1e-6
    assert lon > 113
