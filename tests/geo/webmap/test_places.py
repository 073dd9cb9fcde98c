"""Places coloured by a measure: classes that hold every place once, a small message, and the same in words."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest

from geo.atlas.filters import Filters
from geo.atlas.profile import measures
from geo.webmap import choropleth
from geo.webmap.choropleth import Colouring
from geo.webmap.literals import script_literal
from geo.webmap.places import place_message
from geo.webmap.text_alternative import text_alternative

EVERY = [Colouring(by, level) for by in choropleth.MEASURES for level in choropleth.LEVELS]


@pytest.fixture(scope="module")
def counts(atlas):
    return measures(atlas, Filters())


@pytest.mark.parametrize("colouring", EVERY, ids=str)
@pytest.mark.parametrize("day", [None, dt.date(2023, 6, 30)])
def test_every_place_is_in_one_class(atlas, words, colouring, day):
    ids = choropleth.places_at(atlas, colouring.level)
    shown = measures(atlas, Filters(day=day)).loc[list(ids)]
    held = choropleth.classes(atlas, shown, colouring.by, words["zh"])
    assert sorted(place for one in held for place in one.place_ids) == sorted(ids)
    assert len({one.label for one in held}) == len(held)
    assert len({one.colour for one in held}) == len(held)


def test_classes_of_a_count_name_the_least_and_the_most_that_they_hold(atlas, counts, words):
    shown = counts.loc[list(choropleth.places_at(atlas, "county"))]
    for one in choropleth.classes(atlas, shown, "projects", words["en"]):
        values = shown.loc[list(one.place_ids), "projects"]
        ends = [int(number) for number in one.label.split("–")]
        assert (ends[0], ends[-1]) == (values.min(), values.max())


def test_a_share_falls_into_the_class_that_its_label_says(atlas, words):
    table = pd.DataFrame({"built_pct": [0.0, 3.0, 10.0, 24.9, 50.0, None]}, index=list("abcdef"))
    labels = {p: one.label for one in choropleth.classes(atlas, table, "built", words["en"]) for p in one.place_ids}
    assert labels == {
        "a": "0%",
        "b": "1%–10%",
        "c": "10%–25%",
        "d": "10%–25%",
        "e": "50% or more",
        "f": "No projects match",
    }


def test_a_lead_among_themes_is_coloured_and_a_tie_is_grey(atlas, counts, words):
    shown = counts.loc[list(choropleth.places_at(atlas, "city"))]
    labels = {p: one.label for one in choropleth.classes(atlas, shown, "roles", words["en"]) for p in one.place_ids}
    assert labels["140700"] == "Integration"
    assert labels["140900"] == "Several tied"


@pytest.mark.parametrize("colouring", EVERY, ids=str)
def test_the_message_is_small_and_holds_no_outline(atlas, counts, words, colouring):
    message = place_message(atlas, counts, colouring, words["en"])
    text = script_literal(message)
    assert len(text.encode()) < 8192
    assert '"coordinates":' not in text
    assert "stages" not in message
    assert set(message["tints"]) == set(message["picks"]) == set(choropleth.places_at(atlas, colouring.level))
    assert re.fullmatch(r"light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)", next(iter(message["tints"].values())))


def test_the_legend_has_a_section_for_the_classes(atlas, counts, words):
    message = place_message(atlas, counts, Colouring("projects", "city"), words["en"])
    section = message["legend"][0]
    assert section["kind"] == "class"
    assert section["label"] == "number of projects"
    assert {entry["colour"] for entry in section["entries"]} == set(message["tints"].values())


def test_a_zone_with_a_point_is_a_mark_and_one_without_is_counted(atlas, counts, words):
    message = place_message(atlas, counts, Colouring("projects", "city"), words["en"])
    spots = {spot["id"] for spot in message["spots"]}
    assert "qikou" in spots
    assert "longcheng-street-area" not in spots
    assert any("8 more zones" in entry["label"] for section in message["legend"] for entry in section["entries"])


def test_a_zone_is_outlined_with_the_unit_that_it_lies_in(atlas, counts, words):
    colouring = Colouring("projects", "county", ("shouyang-pingtou",))
    assert place_message(atlas, counts, colouring, words["zh"])["chosen"] == ["shouyang-pingtou", "140725"]


def test_the_text_alternative_names_every_place_with_its_numbers_and_a_link(atlas, counts, words):
    html = text_alternative(
        atlas, counts, Colouring("projects", "county"), words["en"], lambda kind, key: f"/{kind}/{key}"
    )
    for place in (*choropleth.places_at(atlas, "county"), "longcheng-street-area"):
        assert f"/place/{place}'" in html
    row = re.search(r"/place/140702'.*?</tr>", html)[0]
    assert f"<td class='is-number'>{counts.at['140702', 'projects']}</td>" in row


def test_the_text_alternative_in_chinese_has_no_english_in_it(atlas, counts, words):
    html = text_alternative(atlas, counts, Colouring("roles", "city"), words["zh"])
    assert not re.search(r"[A-Za-z]", re.sub(r"<[^>]*>", "", html))
