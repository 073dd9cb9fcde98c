"""A long table by pages: the browser is sent the rows that it shows, and no others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from geo.html import headings
from pages import _state

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

PAGED_FROM = 500
"""How many rows are shown at once at most; the record of today is far below it."""
ROWS = 50
PAGE = "table_page"
OF = "_table_page_of"
"""The view and the chosen project that the number of the page belongs to."""


def page_of(view: View, words: Words, selected: str) -> View:
    """Return the part of a view that its table shows, and show a widget to turn the pages where there are several.

    The page goes to the project that is chosen, and to the first one when the rows are others.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    selected
        The id of the project that is chosen, one of the view; empty for none.
    """
    count = len(view.projects)
    if count <= PAGED_FROM:
        return view
    of = (view.key, selected)
    before = st.session_state.get(OF, ("", ""))
    number = st.session_state.get(PAGE, 1) if before[0] == view.key else 1
    if selected and before != of:
        number = view.row_of(selected) // ROWS + 1
    st.session_state[OF] = of
    if st.session_state.get(PAGE) != number:
        st.session_state[PAGE] = number
    first = (number - 1) * ROWS
    last = min(first + ROWS, count)
    with st.container(horizontal=True, vertical_alignment="center", key="table_pages"):
        told = words("table.rows", first=first + 1, last=last, count=count)
        st.html(headings.line(told, "atlas-hint", is_status=True), width="content")
        st.pagination(-(-count // ROWS), key=PAGE, on_change=_state.note)
    return replace(view, projects=view.projects.iloc[first:last])
