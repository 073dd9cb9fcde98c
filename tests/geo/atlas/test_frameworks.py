"""Strategies: readings compared on made-up parts, and the record's own."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geo.atlas import frameworks
from geo.atlas.filters import Filters
from geo.atlas.frameworks import Part, Strategy, Tie

READINGS_OF_156 = ["jinzhong-156-2023", "jinzhong-156-2024", "jinzhong-156-2025"]


def part(name, *parts, ties=()):
    return Part({"name_zh": name, "name_en": name}, tuple(ties), tuple(parts))


def reading(year, *parts):
    row = {"strategy_id": f"s-{year}", "framework": "s", "reading": year, "published_on": pd.Timestamp(year, 3, 31)}
    return Strategy(row, parts)


def tie(basis="stated"):
    return Tie("project", "road", basis)


def compared(*readings):
    """Return each row as the names of its cells and its verdicts."""
    return [
        ([cell.row["name_zh"] if cell else None for cell in row.cells], row.verdicts)
        for row in frameworks.aligned(readings)
    ]


def test_parts_worded_alike_stand_in_one_row_whatever_their_order():
    rows = compared(reading(2023, part("产业"), part("生态")), reading(2024, part("“生态”"), part("产业")))
    assert rows == [(["产业", "产业"], ("first", "same")), (["生态", "“生态”"], ("first", "same"))]


def test_a_number_in_front_reads_the_same_in_figures_and_in_words():
    assert compared(reading(2023, part("1个目标")), reading(2024, part("一个目标"))) == [
        (["1个目标", "一个目标"], ("first", "same"))
    ]


def test_parts_that_share_nothing_but_their_number_are_the_same_part_worded_otherwise():
    assert compared(reading(2023, part("6大工程")), reading(2024, part("“六件大事”"))) == [
        (["6大工程", "“六件大事”"], ("first", "renamed"))
    ]


def test_a_number_that_two_parts_of_a_reading_share_tells_nothing():
    rows = compared(reading(2023, part("一个核心"), part("一体两翼")), reading(2024, part("一个中心")))
    assert [verdicts for _, verdicts in rows] == [("first", "absent"), ("first", "absent"), ("absent", "new")]


def test_a_part_that_comes_back_is_compared_with_its_newest_wording():
    rows = compared(reading(2023, part("五大基地")), reading(2024), reading(2025, part("五大基地")))
    assert rows == [(["五大基地", None, "五大基地"], ("first", "absent", "same"))]


def test_after_a_reading_without_parts_nothing_is_new():
    assert compared(reading(2023), reading(2024, part("产业"))) == [([None, "产业"], ("absent", "first"))]


def test_a_part_that_is_divided_is_counted_by_its_parts():
    strategy = reading(2024, part("目标"), part("五张牌", part("城市牌", ties=[tie()]), part("汽车牌")))
    assert [leaf.row["name_zh"] for leaf in strategy.leaves] == ["目标", "城市牌", "汽车牌"]
    assert [gap.row["name_zh"] for gap in strategy.gaps] == ["目标", "汽车牌"]


def test_a_tie_counts_from_the_day_on_which_its_project_is_known(atlas):
    known = atlas.known_on(dt.date(2024, 1, 1))
    ties = [t for s in frameworks.strategies(known) for p in frameworks._all(s.parts) for t in p.ties]
    assert ties
    assert {t.id for t in ties if t.kind == "project"} <= set(known.projects.index)


def test_every_strategy_part_and_tie_of_the_tables_is_there_once(atlas):
    read = frameworks.strategies(atlas)
    every = [p for s in read for p in frameworks._all(s.parts)]
    assert sorted(s.strategy_id for s in read) == sorted(atlas.tables["strategies"]["strategy_id"])
    assert sorted(p.row["part_id"] for p in every) == sorted(atlas.tables["strategy_parts"]["part_id"])
    assert sum(len(p.ties) for p in every) == len(atlas.tables["part_links"])


def test_what_is_stated_stands_before_what_is_inferred(atlas):
    for strategy in frameworks.strategies(atlas):
        for leaf in strategy.leaves:
            bases = [tie.basis for tie in leaf.ties]
            assert bases == sorted(bases, reverse=True)


def test_the_readings_of_156_stand_in_the_order_of_their_texts(atlas):
    for strategy_id in READINGS_OF_156:
        assert [s.strategy_id for s in frameworks.readings(atlas, strategy_id)] == READINGS_OF_156


def test_the_two_readings_of_156_keep_the_aim_and_reword_the_rest(atlas):
    rows = compared(*frameworks.readings(atlas, READINGS_OF_156[0]))
    assert rows == [
        (["1个目标", "一个目标", None], ("first", "same", "absent")),
        (["5个更大作用", "“五张牌”", "“五张牌”"], ("first", "renamed", "same")),
        (["6大工程", "“六件大事”", None], ("first", "renamed", "absent")),
    ]


def test_a_day_leaves_out_later_readings(atlas):
    known = atlas.known_on(dt.date(2024, 1, 1))
    assert [s.strategy_id for s in frameworks.readings(known, READINGS_OF_156[0])] == READINGS_OF_156[:1]
    with pytest.raises(KeyError, match=READINGS_OF_156[2]):
        frameworks.readings(known, READINGS_OF_156[2])


def test_an_unknown_strategy_is_refused(atlas):
    with pytest.raises(KeyError, match="nonsense"):
        frameworks.readings(atlas, "nonsense")


def test_no_filter_leaves_every_strategy(atlas):
    assert frameworks.chosen(atlas, Filters()) == frameworks.strategies(atlas)


def test_a_city_stands_for_its_counties_as_owners(atlas):
    owners = {s.owner for s in frameworks.chosen(atlas, Filters(place=("140700",)))}
    assert {"140700", "140702", "140728"} <= owners
    assert {s.owner for s in frameworks.chosen(atlas, Filters(place=("140728",)))} == {"140728"}


def test_a_day_leaves_the_strategies_of_texts_that_had_appeared(atlas):
    left = frameworks.chosen(atlas, Filters(day=dt.date(2023, 5, 31)))
    assert {s.row["source_id"] for s in left} == {"cluster-2023"}
    assert frameworks.chosen(atlas, Filters(day=dt.date(2023, 5, 30))) == ()


@pytest.mark.parametrize("q", ["156", "五张牌", "tourism card", "156 jinzhong", "jljzjd", "吉利"])
def test_the_readings_of_156_are_found_by_name_part_owner_or_project(atlas, q):
    assert any(s.row["framework"] == "156" for s in frameworks.chosen(atlas, Filters(q=q)))


def test_a_word_that_stands_nowhere_leaves_no_strategy(atlas):
    assert frameworks.chosen(atlas, Filters(q="月球")) == ()
