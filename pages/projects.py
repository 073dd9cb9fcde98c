"""项目: the register, and one project's whole history with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas.register import neighbours_in
from geo.html import headings
from geo.html.history_line import history_line
from geo.html.project import project_head, project_sections
from geo.words.dates import when
from pages import _filters, _frame, _record, _register, _state, _widgets

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

MAP_HEIGHT = 268


def page() -> None:
    """Show one project, several side by side, or the register."""
    words = _record.words()
    filters = _filters.chosen()
    view = _register.chosen_view(filters)
    _frame.head(words, has_own=True)
    project_id = st.session_state.get(_state.PROJECT, "")
    if project_id:
        _project(view, project_id, words)
    elif st.session_state[_register.COMPARE]:
        _register.show_comparison(view, words)
    else:
        _register.show_list(view, words)
    _state.write(filters, **_register.state())


def _project(view: View, project_id: str, words: Words) -> None:
    atlas = view.atlas
    _steps(view, project_id, words)
    if project_id not in atlas.projects.index:
        _unreported(view, project_id, words)
        return
    told, where = st.columns([58, 42], gap="small")
    with told:
        st.html(project_head(atlas, project_id, words, _frame.link))
        if note := _later(view, project_id, words):
            st.html(headings.line(note, "atlas-warning"))
    with where:
        alone = atlas.view_of([project_id])
        _frame.map_of(alone, words, project_id, key="where", height=MAP_HEIGHT, is_fitted=True)
    st.html(history_line(atlas, project_id, words, _frame.link))
    st.html(project_sections(atlas, project_id, words, _frame.link))


def _steps(view: View, project_id: str, words: Words) -> None:
    """Show the ways out: back to the list, to the project before and after, to a comparison."""
    before, at, after = neighbours_in(view, project_id)
    position = words("register.position", at=at, total=len(view.projects)) if at else words("register.outside")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="project_steps"):
        _widgets.button(
            words("register.list"),
            icon=":material/arrow_back:",
            on_click=_state.then(_open, ""),
            shortcut="Escape",
            key="to_list",
        )
        previous, following = words("register.previous"), words("register.next")
        for key, label, other, icon in (("previous", previous, before, "left"), ("next", following, after, "right")):
            _widgets.button(
                label,
                icon=f":material/chevron_{icon}:",
                on_click=_state.then(_open, other),
                disabled=not other,
                key=f"to_{key}",
            )
        st.html(headings.line(position, tag="span"))
        _widgets.button(
            words("register.compare"),
            icon=":material/compare_arrows:",
            on_click=_state.then(_compare_with, project_id),
            key="to_compare",
        )


def _unreported(view: View, project_id: str, words: Words) -> None:
    """Show that no text had spoken of the project by the day asked for, and the way to what is known today."""
    name = words.of(_record.whole_atlas().projects.loc[project_id], "name")
    note = words("register.unreported", day=when(view.day, "day", words))
    _filters.offer_to_clear(words, name, note, words("timeline.latest"), _filters.forget_day)


def _later(view: View, project_id: str, words: Words) -> str:
    """Return how many reports are left out because they appeared after the day asked for; nothing where none are."""
    count = len(_record.of_evidence().history(project_id)) - len(view.atlas.history(project_id))
    return words("register.later", day=when(view.day, "day", words), count=count) if count else ""


def _open(project_id: str) -> None:
    st.session_state[_state.PROJECT] = project_id


def _compare_with(project_id: str) -> None:
    held = [p for p in st.session_state[_register.COMPARE] if p != project_id]
    st.session_state[_register.COMPARE] = [*held[: _register.MOST - 1], project_id]
    _open("")


page()
