"""战略: each strategy as the texts state it, its readings side by side, and what serves each part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas import frameworks
from geo.html import headings
from geo.html.frameworks import counts_html, framework_html, framework_list
from pages import _filters, _frame, _record, _state, _widgets

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas
    from geo.atlas.filters import Filters
    from geo.atlas.frameworks import Strategy
    from geo.read.words import Words

STRATEGY = "strategy"
LIST_HEIGHT = 600
FIRST = "156"
"""The framework that is shown when none is asked for."""


def page() -> None:
    """Show the list of strategies and the one that was chosen."""
    words, atlas, filters = _record.words(), _record.atlas(), _filters.chosen()
    _state.own(STRATEGY, [s.strategy_id for s in frameworks.strategies(_record.whole_atlas())], "")
    asked_for = st.session_state[STRATEGY]
    chosen = frameworks.chosen(atlas, filters)
    selected = asked_for or _first(chosen)
    _frame.head(words, words("strategy.heading"))
    st.html(counts_html(chosen, words))
    names, sheet = st.columns([3, 10], gap="medium")
    with names:
        _list(atlas, chosen, selected, filters, words)
    with sheet:
        if asked_for and asked_for not in {s.strategy_id for s in chosen}:
            st.html(headings.line(words("strategy.outside"), "atlas-warning"))
        if selected in {s.strategy_id for s in frameworks.strategies(atlas)}:
            st.html(framework_html(atlas, frameworks.readings(atlas, selected), words, _frame.link))
    _state.write(filters, strategy=asked_for)


def _first(chosen: tuple[Strategy, ...]) -> str:
    """Return what is shown when nothing is asked for: the newest reading of “156”, else the first of the list."""
    readings = [s for s in chosen if s.row["framework"] == FIRST] or list(chosen[:1])
    return readings[-1].strategy_id if readings else ""


def _list(atlas: Atlas, chosen: tuple[Strategy, ...], selected: str, filters: Filters, words: Words) -> None:
    if not filters.without(*frameworks.ASKED).is_empty:
        _widgets.caption(words("strategy.no_effect"))
    if chosen:
        with st.container(height=LIST_HEIGHT, border=True, key="strategies"):
            st.html(framework_list(atlas, chosen, selected, words, _frame.link))
        return
    _filters.offer_to_clear(words, words("strategy.empty_title"))


page()
