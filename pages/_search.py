"""What a search shows beside projects: the strategies that it finds, and what may have been meant."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas.search import strategies_named, suggestions
from geo.html.links import linked
from pages import _frame, _record, _state

if TYPE_CHECKING:
    from geo.atlas.filters import Filters
    from geo.read.words import Words

SHOWN = 3
"""How many strategies are linked by name; the page of strategies lists them all."""


def show_strategies(filters: Filters, words: Words) -> None:
    """Show links to the strategies that a search finds."""
    held = strategies_named(_record.atlas(), filters.q)
    if held:
        names = [linked(words.of(s.row, "name"), _frame.link("strategy", s.strategy_id)) for s in held[:SHOWN]]
        rest = escape(words("search.more", count=len(held) - SHOWN)) if len(held) > SHOWN else ""
        label = escape(words("search.strategies", count=len(held)))
        st.html(f"<p class='atlas-quiet'>{label}{escape(words('list.mark')).join(names)}{rest}</p>")


def suggest(filters: Filters, words: Words, *, is_fragment: bool = False) -> None:
    """Show what may have been meant by a search that finds nothing; a press searches for it.

    Within a fragment the whole page has to run again, or the search box would stay as it is.
    """
    names = suggestions(_record.atlas(), filters, words.lang)
    if not names:
        return
    with st.container(key="meant", gap=None):
        st.html(f"<p class='atlas-quiet' role='status'>{escape(words('search.meant'))}</p>")
        pressed = [
            st.button(name, key=f"meant_{number}", type="tertiary", on_click=_state.then(_search_for, name))
            for number, name in enumerate(names)
        ]
    if any(pressed) and is_fragment:
        st.rerun()


def _search_for(name: str) -> None:
    st.session_state["q"] = name
