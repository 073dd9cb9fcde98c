"""The filters that pages share: widgets in the sidebar → `Filters`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas.filters import Filters
from geo.words.dates import when
from pages import _state

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

LANGUAGE_NAMES = {"zh": "中文", "en": "English"}
WIDGETS = ("city", "county", "group", "type", "status")


CHOSEN = "_filters"


def chosen() -> Filters:
    """Return what the sidebar of this run holds."""
    found: Filters = st.session_state[CHOSEN]
    return found


def sidebar(atlas: Atlas, words: Words) -> None:
    """Show the filters, the same on every page; what an address asks for in vain is named and dropped."""
    _take_over(atlas)
    with st.sidebar:
        st.segmented_control(
            words("lang.label"),
            list(LANGUAGE_NAMES),
            key=_state.LANG,
            on_change=_state.note,
            required=True,
            label_visibility="collapsed",
            format_func=LANGUAGE_NAMES.__getitem__,
        )
        q = st.text_input(
            words("filter.q"),
            key="q",
            on_change=_state.note,
            placeholder=words("filter.q_hint"),
            live=True,
            icon=":material/search:",
        )
        any_one = words("filter.any")
        city = st.multiselect(
            words("filter.city"),
            atlas.city_ids,
            key="city",
            on_change=_state.note,
            placeholder=any_one,
            format_func=lambda p: atlas.label(p, words.lang),
        )
        below = atlas.places_within(tuple(city))
        st.session_state["county"] = [p for p in st.session_state["county"] if p in below]
        county = st.multiselect(
            words("filter.county"),
            below,
            key="county",
            on_change=_state.note,
            placeholder=any_one,
            format_func=lambda p: atlas.label(p, words.lang),
        )
        group = st.multiselect(
            words("filter.group"),
            atlas.groups,
            key="group",
            on_change=_state.note,
            placeholder=any_one,
            format_func=lambda g: words(f"group.{g}"),
        )
        kinds = atlas.types_within(tuple(group))
        st.session_state["type"] = [t for t in st.session_state["type"] if t in kinds]
        kind = st.multiselect(
            words("filter.type"),
            kinds,
            key="type",
            on_change=_state.note,
            placeholder=any_one,
            format_func=lambda t: atlas.label(t, words.lang),
        )
        status = st.multiselect(
            words("filter.status"),
            atlas.statuses.index.tolist(),
            key="status",
            on_change=_state.note,
            placeholder=any_one,
            format_func=lambda s: atlas.label(s, words.lang),
        )
        cross = st.toggle(words("filter.cross"), key="cross", on_change=_state.note)
        # A county says more than its city: where one is chosen, the city has done its work of narrowing the list.
        narrowed = {atlas.city_of(p) for p in county}
        place = (*[c for c in city if c not in narrowed], *county)
        day = st.session_state.get(_state.DAY)
        filters = Filters(place, tuple(group), tuple(kind), tuple(status), q.strip(), cross, day)
        if day:
            st.button(
                words("filter.day", day=when(day, "day", words)),
                on_click=_state.then(forget_day),
                help=words("filter.day_help"),
                icon=":material/event_busy:",
                width="stretch",
                key="forget_day",
            )
        st.button(
            words("filter.clear"),
            on_click=_state.then(clear),
            disabled=filters.is_empty,
            icon=":material/filter_alt_off:",
            width="stretch",
        )
    st.session_state[CHOSEN] = filters
    _state.hold(filters)


def clear() -> None:
    """Leave every filter open."""
    for name in WIDGETS:
        st.session_state[name] = []
    st.session_state["q"], st.session_state["cross"] = "", False
    forget_day()


def offer_to_clear(  # noqa: PLR0913 - what a page may say instead
    words: Words,
    title: str = "",
    hint: str = "",
    label: str = "",
    on_click: Callable[[], None] = clear,
    *,
    is_fragment: bool = False,
) -> None:
    """Say that the choice leaves nothing, and offer to clear it.

    Within a fragment the whole page has to run again, or the filters in the sidebar would stay.
    """
    title, hint = title or words("empty.title"), hint or words("empty.hint")
    st.html(f"<div class='atlas-prompt'><h3>{escape(title)}</h3>{escape(hint)}</div>")
    is_pressed = st.button(
        label or words("filter.clear"),
        icon=":material/filter_alt_off:",
        type="primary",
        key="clear_empty",
        on_click=_state.then(on_click),
    )
    if is_pressed and is_fragment:
        st.rerun()


def forget_day() -> None:
    """Look at the record as it is known today."""
    st.session_state[_state.DAY] = None


def _take_over(atlas: Atlas) -> None:
    """Put what the address asks for into the widgets."""
    wanted = _state.asked()
    if wanted is not None:
        filters = Filters(wanted["place"], wanted["group"], wanted["type"], wanted["status"])
        unknown = atlas.unknown(filters)
        known = {name: [v for v in wanted[name] if f"{name}={v}" not in unknown] for name in wanted}
        st.session_state["city"] = [p for p in known["place"] if p in atlas.city_ids]
        below = atlas.places_within(())
        st.session_state["county"] = [p for p in known["place"] if p in below]
        for name in ("group", "type", "status"):
            st.session_state[name] = known[name]
        if st.session_state.get(_state.PROJECT, "") not in {"", *atlas.projects.index}:
            unknown.append(f"project={st.session_state[_state.PROJECT]}")
            st.session_state[_state.PROJECT] = ""
        st.session_state[_state.IGNORED] += unknown
    for name in WIDGETS:
        st.session_state.setdefault(name, [])
