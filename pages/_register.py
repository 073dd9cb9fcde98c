"""The register's widgets: facets that set the filters, order, columns, the list itself, and the comparison."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas.filters import FILTERS
from geo.atlas.register import ORDERS, facets, ordered, told_in
from geo.export.columns import columns_of, headed_table
from geo.export.paper_table import paper_place
from geo.export.project_values import text_label
from geo.html import headings
from geo.html.comparison import comparison
from geo.words.drawn import drawn_note
from pages import _filters, _frame, _lists, _record, _state, _widgets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.atlas.filters import Filters
    from geo.read.words import Words

SOURCE, BY, COMPARE, SHOWN = "source", "by", "compare", "register_columns"
NUMBER = "number"
FIXED = (NUMBER, "name")
"""Columns that always stand in the list."""
MOST = 4
"""How many projects stand side by side."""


def chosen_view(filters: Filters) -> View:
    """Return what the filters, the texts and the order of this page leave; the address is taken over before.

    Parameters
    ----------
    filters
        The choice that pages share.
    """
    atlas = _record.whole_atlas()
    _state.own(SOURCE, atlas.texts.index, [])
    _state.own(BY, ORDERS, ORDERS[0])
    _state.own(COMPARE, atlas.projects.index, [])
    st.session_state.setdefault(SHOWN, [name for name in columns_of("register") if name not in FIXED])
    if len(st.session_state[COMPARE]) > MOST:
        st.session_state[COMPARE] = st.session_state[COMPARE][:MOST]
    view = told_in(atlas.view(filters), st.session_state[SOURCE])
    return ordered(view, st.session_state[BY], _record.words().lang)


def in_order(view: View, asked: Mapping[str, list[str]], lang: str) -> View:
    """Return a view as an address has this page show it: what its texts tell of, in its order.

    Parameters
    ----------
    view
        What the filters leave.
    asked
        The address, values by name; what means nothing is passed over.
    lang
        The language that names are put in order by.
    """
    sources = [one for one in asked.get(SOURCE, ()) if one in view.atlas.texts.index]
    by = next((one for one in asked.get(BY, ()) if one in ORDERS), ORDERS[0])
    return ordered(told_in(view, sources), by, lang)


def state() -> dict[str, str | list[str]]:
    """Return what this page adds to the address."""
    by = st.session_state[BY]
    return {SOURCE: st.session_state[SOURCE], BY: "" if by == ORDERS[0] else by, COMPARE: st.session_state[COMPARE]}


def show_list(view: View, words: Words) -> None:
    """Show the counts, the facets and the list.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    columns = columns_of("register", view.filters.names)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="register_bar"):
        _heading(view, words)
        _widgets.selectbox(
            words("register.sort"),
            ORDERS,
            key=BY,
            persist_state="page",
            on_change=_state.note,
            label_visibility="collapsed",
            format_func=lambda by: words(f"register.by.{by}"),
            width=172,
        )
        with _widgets.popover(words("register.columns"), icon=":material/view_column:"):
            shown = _widgets.pills(
                words("register.columns"),
                [name for name in columns if name not in FIXED and not columns[name].of_filter],
                selection_mode="multi",
                key=SHOWN,
                persist_state="page",
                on_change=_state.note,
                format_func=lambda name: columns[name].heading(words),
            )
        compare = st.empty()
    _facets(view, words)
    if view.projects.empty:
        _filters.offer_to_clear(words, on_click=_clear)
        return
    with st.container(key="register_list"):
        st.html(headings.line(" ".join(filter(None, [drawn_note(view, words), words("register.hint")])), "atlas-hint"))
        is_wanted = {name: name in (*FIXED, *shown) or bool(columns[name].of_filter) for name in columns}
        checked = _table(view, words, [name for name in columns if is_wanted[name]])
    st.html(paper_place("register"))
    with compare:
        _widgets.button(
            words("register.compare_checked", count=len(checked)) if checked else words("register.compare"),
            icon=":material/compare_arrows:",
            disabled=not checked,
            on_click=_state.then(_compare, checked),
            key="compare_checked",
        )


def show_comparison(view: View, words: Words) -> None:
    """Show the chosen projects side by side, and a widget to choose others.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    atlas = view.atlas
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="compare_bar"):
        _widgets.button(
            words("register.list"),
            icon=":material/arrow_back:",
            on_click=_state.then(_compare, []),
            shortcut="Escape",
            key="compare_close",
        )
        st.html(headings.heading(words("register.compare"), tag="h1"), width="content")
        _widgets.multiselect(
            words("register.compare_pick"),
            list(dict.fromkeys([*st.session_state[COMPARE], *view.projects.index])),
            key=COMPARE,
            persist_state="page",
            on_change=_state.note,
            max_selections=MOST,
            select_all=False,
            label_visibility="collapsed",
            placeholder=words("register.compare_pick"),
            format_func=lambda p: words.of(atlas.projects.loc[p], "name"),
        )
    chosen = tuple(st.session_state[COMPARE])
    if len(chosen) == 1:
        _widgets.caption(words("register.compare_more"))
    st.html(comparison(atlas, chosen, words, _frame.link))


def _heading(view: View, words: Words) -> None:
    counts = (
        *headings.kind_counts(view, words),
        headings.Count(view.crossing_count, words("count.crossing")),
    )
    st.html(
        headings.heading(
            words("page.projects"),
            tag="h1",
            beside=headings.counts_line(counts, is_status=False),
            is_status=True,
        ),
        width="stretch",
    )


def _facets(view: View, words: Words) -> None:
    atlas = view.atlas
    counts = facets(atlas, view.filters, tuple(st.session_state[SOURCE]))
    with st.container(key="facets"):
        for name in counts:
            chosen = _lists.held(_filters.list_of(name)) if name in FILTERS else st.session_state[name]
            options = [key for key, count in counts[name].items() if count or key in chosen]
            if not options:
                continue
            key = f"facet_{name}"
            held = [value for value in chosen if value in options]
            if st.session_state.get(key) != held:  # a value that is set takes away what was clicked meanwhile
                st.session_state[key] = held
            _widgets.pills(
                words(FILTERS[name].label if name in FILTERS else "register.facet_source"),
                options,
                selection_mode="multi",
                key=key,
                format_func=partial(_choice, atlas, words, name, counts[name]),
                on_change=_state.then(_take_facet, name),
            )


def _choice(atlas: Atlas, words: Words, name: str, counts: Mapping[str, int], key: str) -> str:
    """Return what a facet's chip says: the choice, and how many projects it would leave."""
    label = FILTERS[name].choice_label(atlas, key, words) if name in FILTERS else text_label(atlas, key, words)
    return _widgets.counted(label.removesuffix("市"), counts[key])


def _take_facet(name: str) -> None:
    picked = list(st.session_state[f"facet_{name}"])
    if name in FILTERS:
        _lists.put(_filters.list_of(name), picked)
    else:
        st.session_state[name] = picked


def _table(view: View, words: Words, shown: list[str]) -> list[str]:
    """Show the list; return the projects whose rows are ticked.

    A click on a cell opens the project of its row. The first cell is also chosen when the keyboard reaches the list, so
    the column of numbers opens nothing: from it the arrows lead to a row, and to the right into it.
    """
    key, columns = f"register-{view.key}-{words.lang}", columns_of("register", view.filters.names)
    st.dataframe(
        headed_table(view, words, "register"),
        key=key,
        hide_index=True,
        height="stretch",
        row_height=29,
        width="stretch",
        column_config={
            column.heading(words): st.column_config.Column(width=column.width(words)) for column in columns.values()
        },
        column_order=[columns[name].heading(words) for name in shown],
        selection_mode=["multi-row", "single-cell"],
        on_select=_state.then(_take_cell, view, key),
    )
    rows = st.session_state[key]["selection"]["rows"]
    return [view.project_at(row) for row in rows][:MOST]


def _take_cell(view: View, key: str) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells and cells[0][1] != columns_of("register")[NUMBER].heading(_record.words()):
        st.session_state[_state.PROJECT] = view.project_at(cells[0][0])


def _compare(project_ids: list[str]) -> None:
    st.session_state[COMPARE] = project_ids


def _clear() -> None:
    _filters.clear()
    st.session_state[SOURCE] = []
