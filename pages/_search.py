"""What a search shows beside projects: the strategies that it finds, and what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas.search import strategies_named, suggestions
from geo.html import headings, selection
from pages import _frame, _record, _state, _widgets

if TYPE_CHECKING:
    from geo.atlas.filters import Filters
    from geo.read.words import Words


def show_strategies(filters: Filters, words: Words) -> None:
    """Show links to the strategies that a search finds.

    Parameters
    ----------
    filters
        The choice; its words are asked.
    words
        The words of the language.
    """
    held = strategies_named(_record.atlas(), filters.q)
    if held:
        st.html(selection.strategies_named(held, words, _frame.link))


def suggest(filters: Filters, words: Words, *, is_fragment: bool = False) -> None:
    """Show what may have been meant by a search that finds nothing; a press searches for it.

    Within a fragment the whole page has to run again, or the search box would stay as it is.

    Parameters
    ----------
    filters
        The choice; its words are asked.
    words
        The words of the language.
    is_fragment
        Whether it stands within a fragment.
    """
    names = suggestions(_record.atlas(), filters, words.lang)
    if not names:
        return
    with st.container(key="meant", gap=None):
        st.html(headings.line(words("search.meant"), is_status=True))
        pressed = [
            _widgets.button(name, key=f"meant_{number}", type="tertiary", on_click=_state.then(_search_for, name))
            for number, name in enumerate(names)
        ]
    if any(pressed) and is_fragment:
        st.rerun()


def _search_for(name: str) -> None:
    st.session_state["q"] = name
