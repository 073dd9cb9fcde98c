"""Cooperation as links: ribbons by topic, rings for the whole, marks for places beyond."""

from __future__ import annotations

import pytest

from geo.atlas import partnership
from geo.atlas.filters import Filters
from geo.looks import themes
from geo.webmap import links
from geo.webmap.literals import script_literal


@pytest.fixture(scope="module")
def table(atlas):
    return partnership.partnerships(atlas)


@pytest.fixture(scope="module")
def message(atlas, words, table):
    return links.link_message(atlas, table, words["en"])["links"]


def arc(message, pair, at="wide"):
    return next(one for one in message["arcs"] if (one["id"], one["at"]) == (pair, at))


def test_every_end_of_a_link_has_a_name_and_a_point(message):
    for item in message["arcs"]:
        for side in ("from", "to"):
            assert {"name", "kind", "lat", "lon"} <= set(message["ends"][item[side]])
    assert {ring["id"] for ring in message["rings"]} <= set(message["ends"])


def test_a_ribbon_has_a_strip_for_each_topic_as_wide_as_it_is_frequent(message, table):
    ribbon = arc(message, "140100~140700")
    counts = partnership.between(table, "140100~140700")["topic"].value_counts().to_dict()
    assert dict(ribbon["parts"]) == counts
    assert [topic for topic, _ in ribbon["parts"]] == [topic for topic in themes.TOPICS if topic in counts]


def test_a_place_beyond_the_cluster_is_the_far_end_and_can_be_chosen(message):
    for pair, near, far in (("140900~xiongan", "140900", "xiongan"), ("110000~140700", "140700", "110000")):
        assert (arc(message, pair)["from"], arc(message, pair)["to"]) == (near, far)
        assert message["ends"][far]["kind"] == "outside"
        assert message["ends"][far]["link"] == far


def test_what_the_whole_does_with_a_place_beyond_begins_at_the_border(message):
    ribbon = arc(message, "beijing-tianjin-hebei~whole")
    assert message["ends"][ribbon["from"]]["kind"] == "border"
    assert ribbon["to"] == "beijing-tianjin-hebei"


def test_a_ring_tells_what_a_city_does_with_the_whole(message, table):
    ring = next(ring for ring in message["rings"] if (ring["id"], ring["at"]) == ("140100", "wide"))
    assert sum(count for _, count in ring["parts"]) == len(partnership.between(table, "140100~whole"))
    assert ring["link"] == "140100~whole"


def test_the_five_cities_are_there_without_any_link(atlas, words, table):
    message = links.link_message(atlas, table.head(0), words["en"])
    assert set(message["links"]["ends"]) == set(atlas.city_ids)
    assert message["notice"] == "No cooperation matches"


def test_links_outside_of_the_chosen_pair_are_faded_and_none_without_a_choice(atlas, words, table):
    chosen = links.link_message(atlas, table, words["en"], "140100~140700")["links"]
    assert not arc(chosen, "140100~140700").get("faded")
    assert not arc(chosen, "140106~140725", "near").get("faded")
    assert arc(chosen, "140900~xiongan")["faded"]
    assert all(ring["faded"] for ring in chosen["rings"])


def test_nothing_is_faded_without_a_choice(message):
    assert not any(item.get("faded") for item in (*message["arcs"], *message["rings"]))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_message_is_small_and_says_nothing_of_projects(atlas, words, table, lang):
    message = links.link_message(atlas, table, words[lang])
    assert len(script_literal(message).encode()) < 16_384
    assert "stages" not in message
    assert not message["notice"]


def test_the_legend_explains_rings_edges_and_that_a_link_is_no_route(atlas, words):
    sections = links.link_message(atlas, partnership.chosen(atlas, Filters()), words["en"])["legend"]
    labels = " ".join(entry["label"] for section in sections for entry in section["entries"])
    for part in ("With the whole", "outside", "not routes"):
        assert part in labels


def test_every_topic_and_theme_of_the_record_has_a_hue_of_its_own(atlas):
    assert set(themes.topic_colours(atlas)) >= set(atlas.tables["cooperation"]["topic"])
    assert set(themes.theme_colours(atlas)) >= set(atlas.tables["roles"]["theme"])
    for colours in (themes.topic_colours(atlas), themes.theme_colours(atlas)):
        assert len(set(colours.values())) == len(colours)
