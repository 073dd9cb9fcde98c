"""The roads at a city line in words: each lane says what it draws, with sources, and says that it is no map."""

from __future__ import annotations

import re

import pytest

from geo.atlas import crossings as roads
from geo.html import crossings
from geo.html.cooperation import Choice
from geo.html.figures import figure_card
from geo.html.project import project_sections
from geo.read.tables import records

PAIR = "140100~140700"


def link(kind, key):
    return f"/{kind}/{key}"


def board(atlas, words, lang="en", pair=PAIR):
    return crossings.crossing_board(atlas, pair, words[lang], link)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_road_is_a_lane_and_a_row_and_each_lane_says_what_it_draws(whole_atlas, words, lang):
    html, on_line = board(whole_atlas, words, lang), roads.crossings_between(whole_atlas, PAIR)
    assert html.count("class='crossing-track' role='img'") == len(on_line)
    labels = re.findall(r"class='crossing-track' role='img' aria-label='([^']*)'", html)
    for road, label in zip(sorted(on_line, key=lambda road: not road.row["network_id"]), labels, strict=True):
        assert road.row[f"name_{lang}"] in label
        assert words[lang](f"crossing.state.{road.whole.shown}") in label
    assert html.count("<th scope='row'>") == len(on_line)


def test_it_says_that_its_order_is_not_that_of_the_ground(whole_atlas, words):
    assert "not from north to south" in board(whole_atlas, words)
    assert "不是地面上的南北次序" in board(whole_atlas, words, "zh")


def test_what_rests_on_hearsay_is_marked_so(whole_atlas, words):
    lanes = re.findall(r"<li class='(is-[^']*)'><b class='crossing-name'>([^<]*)", board(whole_atlas, words))
    by_name = {name.strip(): looks for looks, name in lanes}
    assert by_name["Huitong Road"] == "is-joined"
    assert by_name["Yangpan Street"] == "is-at_line is-hearsay"
    assert by_name["Shizhao Street"] == "is-not_aligned is-hearsay"


def test_nine_of_thirteen_is_read_with_the_six_that_are_named(whole_atlas, words):
    html = board(whole_atlas, words)
    [sentence] = re.findall(r"<p class='crossing-reckoning'>([^<]*)", html)
    assert "9 of 13" in sentence
    assert "12 October 2022 (party press), 6 are named as joined" in sentence
    assert "22 November 2024 (trade press, hearsay), 6 are named as joined" in sentence
    assert "which 9, no source says" in sentence


def test_a_side_whose_road_no_source_names_says_so(whole_atlas, words):
    [row] = [row for row in board(whole_atlas, words).split("<tr>")[1:] if "Yangpan Street" in row]
    assert "name of the road not stated" in row
    assert "<b>unknown</b>" in row


def test_a_pair_without_roads_shows_nothing(whole_atlas, words):
    assert board(whole_atlas, words, pair="140300~140700") == ""
    assert board(whole_atlas, words, pair="") == ""
    assert crossings.pair_line(whole_atlas, "140300~140700", words["en"]) == ""


def test_pairs_are_links_and_the_panel_leads_to_the_strip(whole_atlas, words):
    html = crossings.pair_choice(whole_atlas, Choice("", lambda pair: f"?pair={pair}"), words["en"])
    assert html.count("<a ") == 3
    assert "href='?pair=140100~140900'" in html
    assert "href='#crossings'" in crossings.pair_line(whole_atlas, PAIR, words["en"])
    assert "id='crossings'" in board(whole_atlas, words)


def test_the_texts_alone_show_what_they_name(whole_atlas, words):
    html = board(whole_atlas.by_evidence("texts"), words)
    assert "Longcheng Street" in html
    assert "Huitong" not in html
    assert "hearsay" not in html


def test_the_network_lists_its_roads_on_its_own_page(whole_atlas, words):
    html = project_sections(whole_atlas, "three-vertical-ten-horizontal", words["en"], link)
    section = next(part for part in html.split("<section>") if "Roads at a city line" in part)
    assert section.count("<li>") == 13
    assert "/pair/140100~140700" in section


def test_a_claim_shows_its_ends_and_the_words_of_its_page(whole_atlas, words):
    figures = whole_atlas.figures
    [figure] = records(figures[figures["figure_id"] == "140900-travel-time-2022"])
    html = figure_card(figure | {"subject_zh": "忻州市", "subject_en": "Xinzhou"}, words["en"], link)
    assert "Taiyuan → Xinzhou" in html
    assert "Published claim" in html
    assert "“从太原到忻州仅需30分钟”" in html
    assert "As printed" not in html
