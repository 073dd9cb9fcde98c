"""The page of cooperation: topics, pairs, filters, and what an address brings."""

from __future__ import annotations

import re
from functools import partial

import pytest

from geo.atlas import partnership


@pytest.fixture
def opened(open_page):
    """Return a function: query → the page after its first run there."""
    return partial(open_page, "cooperation")


def shown(app):
    return " ".join(element.proto.body for element in app.get("html"))


def count(app):
    """Return how many cooperations the list says that it has."""
    return int(re.search(r"role='status'><h2>[^<]*</h2><span>(\d+)", shown(app))[1])


def asked(app, name):
    values = app.query_params.get(name, [])
    return [values] if isinstance(values, str) else values


def sound(app):
    return not app.exception and not app.error


@pytest.fixture(scope="module")
def total(atlas):
    return len(atlas.tables["cooperation"])


def test_the_page_opens_with_everything_that_is_done_together(opened, total):
    app = opened()
    assert sound(app)
    assert not app.warning
    assert count(app) == total
    assert "atlas-matrix" in shown(app)


def test_topics_narrow_the_list_and_stand_in_the_address(opened, total):
    app = opened()
    app.session_state["topic"] = ["energy", "digital"]
    app.run()
    assert sound(app)
    assert 0 < count(app) < total
    assert asked(app, "topic") == ["energy", "digital"]


def test_a_pair_in_the_address_narrows_the_list_and_keeps_the_matrix(opened, atlas):
    table = partnership.partnerships(atlas)
    app = opened(pair="140100~140700", lang="en")
    assert sound(app)
    assert count(app) == len(partnership.between(table, "140100~140700"))
    assert "Only: Taiyuan — Jinzhong" in shown(app)
    assert f"Taiyuan — Lüliang {len(partnership.between(table, '140100~141100'))}'" in shown(app)
    assert asked(app, "pair") == ["140100~140700"]


def test_the_links_of_the_matrix_keep_filters_and_topics(opened):
    app = opened(topic="transport", place="140700", lang="en")
    assert sound(app)
    address = re.search(r"href='(cooperation\?[^']*pair=140100[^']*)'", shown(app))[1]
    for part in ("topic=transport", "place=140700", "lang=en"):
        assert part in address


@pytest.mark.parametrize(
    ("key", "value"), [("q", "书画"), ("status", ["completed"]), ("city", ["140300"]), ("cross", True)]
)
def test_each_filter_of_the_sidebar_narrows_the_list(opened, key, value, total):
    app = opened()
    widget = {"q": app.text_input, "status": app.multiselect, "city": app.multiselect, "cross": app.toggle}[key]
    widget(key=key).set_value(value).run()
    assert sound(app)
    assert 0 < count(app) < total


def test_a_day_leaves_only_what_had_been_told(opened):
    app = opened(day="2023-06-30", lang="en")
    assert sound(app)
    assert set(re.findall(r"<h3>([^<]*\d{4})", shown(app))) == {"May 2023"}


@pytest.mark.parametrize("name", ["topic", "pair"])
def test_nonsense_in_the_address_is_named_and_left_out(opened, name, total):
    app = opened(**{name: "nonsense"})
    assert sound(app)
    assert [f"{name}=nonsense" in warning.value for warning in app.warning] == [True]
    assert count(app) == total


def test_an_empty_choice_says_so_and_one_button_brings_all_back(opened, total):
    app = opened(q="zzzz", topic="energy", pair="xiongan", lang="en")
    assert sound(app)
    assert "No cooperation matches these choices" in shown(app)
    app.button(key="clear_empty").click().run()
    assert sound(app)
    assert count(app) == total
    assert asked(app, "topic") == asked(app, "pair") == []


def test_a_place_beyond_the_cluster_leads_to_what_is_done_with_it(opened):
    assert "cooperation?pair=xiongan" in shown(opened()).replace("lang=zh&amp;", "")


def test_the_map_has_a_text_alternative(opened):
    text = shown(opened(lang="en"))
    assert "pairs drawn: " in text
    assert "Drawn as" in text


def test_the_roads_at_the_line_of_the_chosen_pair_are_shown_and_the_others_are_offered(opened):
    app = opened(pair="140100~140700", evidence=[], lang="en")
    assert sound(app)
    html = shown(app)
    assert html.count("class='crossing-track'") == 16
    assert "Roads at the city line: Taiyuan — Jinzhong" in html
    assert "href='#crossings'" in html
    assert re.search(r"href='cooperation\?[^']*pair=140100~140900", html)


def test_without_a_pair_the_pairs_with_roads_are_offered_and_none_is_drawn(opened):
    html = shown(opened(evidence=[], lang="en"))
    assert html.count("crossing-pairs") == 1
    assert "crossing-track" not in html


def test_the_texts_alone_have_one_of_the_thirteen_roads(opened):
    app = opened(pair="140100~140700", evidence="texts", lang="en")
    assert sound(app)
    html = shown(app)
    assert "Longcheng Street" in html
    assert "Huitong Road" not in html


def test_a_day_before_any_source_shows_no_road(opened):
    app = opened(pair="140100~140700", day="2018-01-01")
    assert sound(app)
    assert "crossing-" not in shown(app)
