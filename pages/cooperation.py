"""协同: who works with whom on what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas import partnership
from geo.atlas.crossings import pair_counts
from geo.html import cooperation, crossings, headings
from geo.looks.themes import TOPICS
from geo.webmap.links import link_message
from pages import _filters, _frame, _record, _state, _widgets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.read.words import Words

HEIGHT = 556
LIST_AT = 268
"""Where the list begins, px below the top of the map."""
LINE = 24
"""How high the line is that leads to the roads at the city line, px."""
TOPIC, PAIR = "topic", "pair"


def page() -> None:
    """Show the map of links beside the matrix and the list."""
    words, atlas, filters, link = _record.words(), _record.atlas(), _filters.chosen(), cache(_frame.link)
    _state.own(TOPIC, TOPICS, [])
    whole = _record.whole_atlas()
    _state.own(PAIR, partnership.known_pairs(whole) | pair_counts(whole).keys(), "")
    _frame.head(words)
    topics, pair = _topics(words), st.session_state[PAIR]
    table = partnership.chosen(atlas, filters, topics)
    kept = partnership.between(table, pair)
    choice = cooperation.Choice(pair, lambda other: _state.href("cooperation", topic=topics, pair=other or None))
    chart, told = st.columns([53, 47], gap="small")
    with chart:
        message = link_message(atlas, table, words, pair, _state.view())
        _frame.show_map(message, _take_pair, key="links", height=HEIGHT)
    with told:
        st.html(cooperation.matrix_table(atlas, table, choice, words))
        roads = crossings.pair_line(atlas, pair, words)
        st.html(cooperation.list_heading(atlas, kept, choice, words) + roads)
        with st.container(height=HEIGHT - LIST_AT - (LINE if roads else 0), border=True, key="cooperation_list"):
            if kept.empty:
                _filters.offer_to_clear(
                    words, words("cooperation.empty_title"), words("cooperation.empty_hint"), on_click=_clear
                )
            else:
                st.html(cooperation.cooperation_list(atlas, kept, words, link))
    offer, board = crossings.pair_choice(atlas, choice, words), crossings.crossing_board(atlas, pair, words, link)
    if offer:
        st.html(offer + board)
    heading = headings.heading(words("cooperation.alternative_heading"), words("cooperation.note"))
    st.html(heading + cooperation.text_alternative(atlas, table, choice, words))
    _state.write(filters, topic=topics, pair=pair)


def _topics(words: Words) -> list[str]:
    st.html(cooperation.topic_style(_record.atlas(), TOPIC))
    return _widgets.pills(
        words("cooperation.topics"),
        list(TOPICS),
        key=TOPIC,
        on_change=_state.note,
        selection_mode="multi",
        label_visibility="collapsed",
        format_func=lambda name: words(f"cooperation.topic.{name}"),
    )


def _clear() -> None:
    _filters.clear()
    st.session_state[TOPIC] = []
    _let_go()


def _let_go() -> None:
    st.session_state[PAIR] = ""


def _take_pair(reported: Mapping[str, str]) -> None:
    if pair := reported.get("link_id"):
        st.session_state[PAIR] = "" if pair == st.session_state.get(PAIR) else pair


page()
