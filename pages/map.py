"""总览: what is being built, where, at which stage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.export.columns import headed_table
from geo.export.paper_table import paper_place
from geo.export.standalone import standalone_map
from geo.html import headings
from geo.html.card import project_card
from geo.html.selection import text_alternative
from geo.webmap.switches import TINT
from geo.webmap.tint import COUNTY
from geo.words.drawn import drawn_note
from geo.words.filters import filters_in_words
from pages import _acts, _filters, _frame, _record, _state, _table_pages, _widgets

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

TABLE = "_map_table"
"""The number of the table that is shown, the project chosen in it, and the view of its rows."""
TICKED = "_map_table_ticked"
"""Key of a table → what it was last known to have ticked: by the page when it was made, by the reader since."""
REMEMBERED = 20
"""Of how many tables that is kept: one that is replaced still reports, along with a click meanwhile."""
MIME = {"png": "image/png", "html": "text/html"}


def page() -> None:
    """Show the map page."""
    words = _record.words()
    _state.own(TINT, [COUNTY], "")
    board(_record.atlas().view(_filters.chosen()), words)


@st.fragment
def board(view: View, words: Words) -> None:
    """Counts, map, one project in full, and the table: all that a click on any of them changes.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    _acts.follow()
    selected = st.session_state.get(_state.PROJECT, "")
    selected = selected if selected in view.projects.index else ""
    _frame.head(words)
    counts, exports = st.columns([7, 3], gap="small", vertical_alignment="center")
    chart, detail = st.columns([7, 3], gap="small")
    with chart:  # the map first: it is what a filter is waited for
        _frame.map_of(view, words, selected, tint=st.session_state[TINT], is_switched=True)
    with counts:
        _counts(view, words)
    with exports, st.container(key="exports"):
        _exports(view, words)
    with detail, st.container(height=_frame.MAP_HEIGHT, border=True, key="detail"):
        _detail(view, words, selected)
    _table(view, words, selected)
    _state.write(view.filters, tint=st.session_state[TINT])


def _counts(view: View, words: Words) -> None:
    counts = (
        *headings.kind_counts(view, words),
        headings.Count(view.crossing_count, words("count.crossing"), is_first=True),
    )
    st.html(headings.counts_line([*counts, *headings.stage_counts(view, words)]))


def _detail(view: View, words: Words, selected: str) -> None:
    if view.projects.empty:
        _filters.offer_to_clear(words, is_fragment=True)
    elif selected:
        _widgets.button(
            words("detail.close"),
            icon=":material/close:",
            on_click=_state.then(_choose, ""),
            type="tertiary",
            key="close",
        )
        st.html(project_card(view.atlas, selected, words, link=_frame.link))
    else:
        hints = (words("detail.prompt"), words("detail.text_note"))
        prompt = headings.prompt(*hints, title=words("detail.prompt_title"), is_reachable=True)
        st.html(prompt + text_alternative(view, words))


def _table(view: View, words: Words, selected: str) -> None:
    st.html(headings.heading(words("table.heading"), words("table.hint"), tag="b"))
    if note := drawn_note(view, words):
        st.html(headings.line(note, "atlas-hint", is_status=True))
    shown = _table_pages.page_of(view, words, selected)
    is_shown = selected in shown.projects.index
    # A table's selection can only be set when it is made: one is made anew where something else than itself has chosen,
    # or where its rows have changed below what is chosen. A choice of its own leaves it, and the row, where they are.
    number, held, of_view = st.session_state.get(TABLE, (0, "", ""))
    ticked = {"rows": [shown.row_of(selected)] if is_shown else [], "columns": [], "cells": []}
    if selected != held or (selected and of_view != shown.key):
        number += 1
    st.session_state[TABLE] = (number, selected, shown.key)
    key = f"table-{number}"
    known = st.session_state.setdefault(TICKED, {})
    known.setdefault(key, ticked)
    for forgotten in list(known)[:-REMEMBERED]:
        del known[forgotten]
    st.dataframe(
        headed_table(shown, words, "map"),
        key=key,
        hide_index=True,
        selection_mode=["single-row", "single-cell"],
        width="stretch",
        selection_default={"selection": {"rows": ticked["rows"], "columns": [], "cells": []}},
        on_select=_state.then(_take_row, shown, key),
    )
    st.html(paper_place("map"))


def _take_row(view: View, key: str) -> None:
    """Choose the project whose row was ticked or whose cell was clicked: of two, the one that is new.

    A table that was just made reports what it was made with, along with whatever is clicked next: that is no choice of
    the reader, and would undo his click on the map.
    """
    picked = st.session_state[key]["selection"]
    ticked = {name: list(picked[name]) for name in ("rows", "columns", "cells")}
    if ticked == st.session_state[TICKED].get(key):
        return
    st.session_state[TICKED][key] = ticked
    rows = [*(row for row, _ in picked["cells"]), *picked["rows"]]
    chosen = [project_id for row in rows if (project_id := view.project_at(row))]
    number, held, _ = st.session_state[TABLE]
    project_id = next((one for one in chosen if one != held), held if chosen else "")
    st.session_state[TABLE] = (number, project_id, view.key)
    _choose(project_id)


def _choose(project_id: str) -> None:
    st.session_state[_state.PROJECT] = project_id


def _exports(view: View, words: Words) -> None:
    chosen = filters_in_words(view, words)
    sheet, web = st.columns(2, gap="small")
    with sheet:
        _widgets.download_button(
            words("export.png"),
            data=partial(_sheet, view, words),
            file_name=f"{words('title')}.png",
            mime=MIME["png"],
            on_click="ignore",
            help=words("export.png_help"),
            icon=":material/image:",
            width="stretch",
            disabled=view.projects.empty,
        )
    with web:
        _widgets.download_button(
            words("export.html"),
            data=partial(standalone_map, view, words, chosen),
            file_name=f"{words('title')}.html",
            mime=MIME["html"],
            on_click="ignore",
            help=words("export.html_help"),
            icon=":material/language:",
            width="stretch",
            disabled=view.projects.empty,
        )


def _sheet(view: View, words: Words) -> bytes:
    from geo.sheet.sheet import draw_sheet  # noqa: PLC0415 - what draws is loaded when it is asked for

    return draw_sheet(view, words)


page()
