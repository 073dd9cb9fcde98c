"""Cooperation in words: a matrix of links, a list with sources, the map in words."""

from __future__ import annotations

import re

import pytest

from geo.atlas import partnership
from geo.html import cooperation
from geo.html.cooperation import Choice


@pytest.fixture(scope="module")
def table(atlas):
    return partnership.partnerships(atlas)


def choice(selected=""):
    return Choice(selected, lambda pair: f"?pair={pair}")


def link(kind, key):
    return f"/{kind}/{key}"


def test_each_number_of_the_matrix_is_a_link_that_chooses_its_pair(atlas, table, words):
    html = cooperation.matrix_table(atlas, table, choice(), words["en"])
    assert html.count("href='?pair=140100~140700'") == 2  # both ways round
    count = len(partnership.between(table, "140100~140700"))
    assert f"aria-label='Taiyuan — Jinzhong {count}'" in html
    assert html.count("scope='row'") == 6


def test_the_chosen_pair_is_marked_and_its_link_lets_go_of_it(atlas, table, words):
    html = cooperation.matrix_table(atlas, table, choice("140100~140700"), words["en"])
    marked = re.findall(r"<a [^>]*aria-current='true'[^>]*>", html)
    assert len(marked) == 2
    assert all("href='?pair='" in anchor for anchor in marked)


def test_a_pair_without_cooperation_is_no_link(atlas, table, words):
    assert "140300~140900" not in cooperation.matrix_table(atlas, table, choice(), words["zh"])


def test_the_matrix_of_nothing_still_has_the_five_cities(atlas, table, words):
    html = cooperation.matrix_table(atlas, table.head(0), choice(), words["en"])
    assert html.count("scope='row'") == 5
    assert html.count("is-none") == 25


def test_the_list_leads_each_row_to_its_text_places_and_project(atlas, table, words):
    html = cooperation.cooperation_list(atlas, table, words["en"], link)
    assert html.count("<li>") == len(table)
    assert html.count("atlas-cite") == len(table)
    assert "/project/xiongxin-hsr'" in html
    assert "/place/xiongan'" in html
    assert "/source/jinzhong-2026'" in html


def test_the_newest_text_comes_first_and_its_lines_in_order(atlas, table, words):
    html = cooperation.cooperation_list(atlas, table, words["en"], link)
    dates = re.findall(r"<h3>([^<]*\d{4})", html)
    assert dates == ["January 2026", "March 2025", "March 2024", "Autumn 2023", "May 2023"]
    first = html.split("<h3>")[1]
    lines = [int(n) for n in re.findall(r"lines? (\d+)", first)]
    assert lines == sorted(lines)


def test_an_event_has_its_day_and_what_has_no_stage_says_so(atlas, table, words):
    html = cooperation.cooperation_list(atlas, table, words["en"], link)
    assert "8 January 2026" in html
    assert "No stage stated" in html


def test_a_hostile_text_stays_text(atlas, table, words):
    hostile = table.head(1).assign(mechanism_en="<script>alert(1)</script>")
    assert "<script>" not in cooperation.cooperation_list(atlas, hostile, words["en"], link)


@pytest.mark.parametrize(
    ("pair", "name"),
    [
        ("140100~140700", "Taiyuan — Jinzhong"),
        ("140700~140700", "within Jinzhong"),
        ("140100~whole", "Taiyuan — Whole"),
        ("110000~140900", "Xinzhou — Beijing"),
        ("xiongan", "all of Xiong’an New Area"),
    ],
)
def test_a_pair_has_a_name_with_the_city_first(atlas, words, pair, name):
    assert cooperation.pair_name(atlas, pair, words["en"]) == name


def test_the_heading_counts_and_offers_to_let_go_of_a_pair(atlas, table, words):
    html = cooperation.list_heading(atlas, table.head(3), choice("xiongan"), words["en"])
    assert "3 · newest first" in html
    assert "Only: all of Xiong’an New Area" in html
    assert "href='?pair='" in html
    assert "Show all" not in cooperation.list_heading(atlas, table, choice(), words["en"])


def test_the_text_alternative_says_what_is_drawn_and_what_is_not(atlas, table, words):
    html = cooperation.text_alternative(atlas, table, choice(), words["en"])
    assert f"Cooperation items: {len(table)};" in html
    counts = partnership.matrix(table)
    within = sum(counts.get(f"{city}~{city}", 0) for city in atlas.city_ids)
    unplaced = sum(times for pair, times in counts.items() if partnership.UNPLACED in pair)
    assert f"{within} within one city and {unplaced} with organisations" in html
    drawn = [*partnership.bonds(table), *partnership.rings(table)]
    assert html.count("scope='row'") == len(drawn)


def test_each_topic_has_its_hue_before_its_button(atlas):
    css = cooperation.topic_style(atlas, "topic")
    assert css.count("nth-of-type") == 13
