"""Roads at a city line: what stands, on which day, by whose word, and what a count of them can mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from geo.atlas import crossings
from geo.atlas.crossings import Standing

PAIR = "140100~140700"
THIRTEEN = "three-vertical-ten-horizontal"
SOURCES = pd.DataFrame(
    [
        ("text", "text", "", "2023-05-31", None),
        ("press", "public", "party_press", "2022-10-12", "2026-11-28"),
        ("later-press", "public", "party_press", "2024-12-11", "2026-11-28"),
        ("undated", "public", "party_press", None, "2026-11-28"),
        ("trade", "public", "trade_press", "2024-11-22", "2026-11-28"),
    ],
    columns=["source_id", "kind", "class", "published_on", "retrieved_on"],
).assign(
    title_zh="题",
    title_en="Title",
    publisher_zh="报",
    publisher_en="Paper",
    url="https://a.example",
    date_precision="day",
)
FIELDS = ["source_id", "place_id", "state", "event_on", "road_zh"]


@pytest.fixture
def road(whole_atlas):
    """Return one road between Taiyuan (140100) and Jinzhong (140700) of which just these reports speak."""

    def made(*reports):
        padded = [(*report, *("",) * (len(FIELDS) - len(report))) for report in reports]
        table = pd.DataFrame(padded, columns=FIELDS).assign(
            crossing_id="road", road_en="", note_zh="", note_en="", locator="", printed_name="", quote="", line=2
        )
        table["event_on"] = pd.to_datetime(table["event_on"].replace("", None))
        table["event_precision"] = table["event_on"].notna().map({True: "day", False: ""})
        sources = SOURCES.assign(**{name: pd.to_datetime(SOURCES[name]) for name in ("published_on", "retrieved_on")})
        row = {"crossing_id": "road", "name_zh": "路", "name_en": "Road", "direction": "", "network_id": ""}
        row |= {"from_place_id": "140700", "to_place_id": "140100", "project_id": ""}
        tables = {"crossings": pd.DataFrame([row]), "crossing_reports": table, "sources": sources}
        [only] = crossings.crossings(replace(whole_atlas, tables={**whole_atlas.tables, **tables}))
        return only

    return made


def states(road):
    return road.whole.state, *(side.standing.state for side in road.sides)


def test_what_joins_a_road_reaches_both_sides(road):
    assert states(road(("press", "", "joined"))) == ("joined", "joined", "joined")


def test_that_one_side_is_at_the_line_says_nothing_of_the_other(road):
    assert states(road(("press", "140700", "at_line"))) == ("at_line", "unknown", "at_line")


def test_that_one_side_is_built_does_not_join_it(road):
    assert states(road(("press", "140700", "built"))) == ("unknown", "unknown", "built")


def test_the_newest_event_decides_not_the_newest_page(road):
    crossing = road(("press", "140700", "at_line"), ("later-press", "", "joined", "2021-01-01"))
    assert states(crossing) == ("at_line", "joined", "at_line")


def test_of_two_statements_of_one_page_the_milder_stands(road):
    crossing = road(("press", "", "joined"), ("press", "140700", "building"))
    assert states(crossing) == ("joined", "joined", "building")


def test_hearsay_decides_nothing_and_is_shown_where_nothing_decides(road):
    crossing = road(("press", "140700", "at_line"), ("trade", "", "joined"))
    assert (crossing.whole.state, crossing.whole.claimed, crossing.whole.shown) == ("at_line", "", "at_line")
    alone = road(("trade", "", "not_aligned"))
    assert (alone.whole.state, alone.whole.claimed, alone.whole.shown) == ("unknown", "not_aligned", "not_aligned")


def test_an_undated_page_comes_after_all_others_of_its_day(road):
    crossing = road(("later-press", "", "joined", "2022-01-01"), ("undated", "", "building", "2022-01-01"))
    assert crossing.whole.state == "joined"


def test_a_name_that_decides_goes_before_one_by_hearsay(road):
    crossing = road(("press", "140100", "", "", "甲路"), ("trade", "140100", "", "", "乙路"))
    taiyuan, jinzhong = crossing.sides
    assert taiyuan.road["road_zh"] == "甲路"
    assert jinzhong.road is None


def test_nothing_known_is_unknown():
    nothing = Standing(None, None)
    assert (nothing.state, nothing.claimed, nothing.shown, nothing.shown_by) == ("unknown", "", "unknown", None)


def test_thirteen_roads_are_three_verticals_and_ten_horizontals_of_which_six_are_joined(whole_atlas):
    roads = [road for road in crossings.crossings_between(whole_atlas, PAIR) if road.row["network_id"] == THIRTEEN]
    directions = [road.row["direction"] for road in roads]
    assert (directions.count("vertical"), directions.count("horizontal")) == (3, 10)
    assert crossings.state_counts(roads) == ({"joined": 6, "unknown": 7}, {"at_line": 4, "not_aligned": 3})


def test_nine_of_thirteen_is_held_against_the_six_that_are_named(whole_atlas):
    made = crossings.reckoning(whole_atlas, THIRTEEN)
    assert (made.claim["value"], made.total) == (9, 13)
    assert [(row["source_id"], count) for row, count in made.named] == [
        ("pub-13-roads", 6),
        ("pub-jiwu-integration-2024", 6),
    ]
    assert crossings.reckoning(whole_atlas, "longcheng-street") is None
    assert crossings.reckoning(whole_atlas.known_on(dt.date(2023, 1, 1)), THIRTEEN) is None


def test_a_day_knows_only_what_had_appeared(whole_atlas):
    before = crossings.crossings(whole_atlas.known_on(dt.date(2022, 10, 11)))
    assert "huitong-road" not in {road.row["crossing_id"] for road in before}
    on_the_day = crossings.crossings(whole_atlas.known_on(dt.date(2022, 10, 12)))
    states = {road.row["crossing_id"]: road.whole.state for road in on_the_day}
    assert states["huitong-road"] == "joined"
    assert "yangpan-street" not in states


def test_the_texts_alone_name_one_of_the_thirteen(whole_atlas):
    of_texts = whole_atlas.by_evidence("texts")
    roads = crossings.crossings_between(of_texts, PAIR)
    assert [road.row["crossing_id"] for road in roads if road.row["network_id"]] == ["longcheng-street"]
    assert not any(row["quote"] for road in roads for row in road.reports)


def test_roads_stand_in_order_of_state_those_of_hearsay_after(whole_atlas):
    roads = crossings.crossings_between(whole_atlas, PAIR)
    ranks = [(road.whole.decided is None, road.whole.hearsay is None) for road in roads]
    assert ranks == sorted(ranks)
    assert [road.whole.state for road in roads[:6]] == ["joined"] * 6


def test_pairs_are_named_once_and_others_have_none(whole_atlas):
    counts = crossings.pair_counts(whole_atlas)
    assert set(counts) == {PAIR, "140100~140900", "140100~141100"}
    assert sum(counts.values()) == len(whole_atlas.tables["crossings"])
    assert crossings.crossings_between(whole_atlas, "140300~140700") == ()


def test_a_travel_time_is_a_claim_with_two_ends_and_goes_with_the_pages(whole_atlas):
    figures = whole_atlas.figures
    times = figures[figures["indicator"].str.startswith("travel_time")]
    assert set(times["kind"]) == {"claim"}
    assert times["ends_zh"].str.contains("→").all()
    of_texts = whole_atlas.by_evidence("texts").figures
    assert set(of_texts.loc[of_texts["kind"] == "claim", "figure_id"]) == {"141123-travel-time-to-taiyuan-2023"}
    fenshi = whole_atlas.figures_of("project", ["fenshi-expressway"]).query("kind == 'claim'")
    assert dict(zip(fenshi["indicator"], fenshi["normal_value"], strict=True)) == {
        "travel_time": 60,
        "travel_time_before": 150,
    }
