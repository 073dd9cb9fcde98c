"""What a reader does on a map: the project clicked, the rows of the legend switched; each act is done once.

The map reports every act again until it is answered, so that none is lost where one report overtakes another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.atlas.drawn import drawn_in
from geo.webmap.switches import DRAWN, PLACE, PROJECT, SEARCH, TINT, acts_after, switched
from pages import _lists, _record, _state

if TYPE_CHECKING:
    from collections.abc import Mapping

ANSWERED = "_map_answered"
"""The number of the newest act that was answered."""
SWITCHED = "_map_switched"
"""Whether a filter was switched on the map, and the sidebar has not been run since."""


def answered() -> int:
    """Return the number of the newest act that this run knows of; 0 for none."""
    number: int = st.session_state.get(ANSWERED, 0)
    return number


def take(reported: Mapping[str, Any]) -> None:
    """Do what a map of projects reports: a callback, before the run.

    Parameters
    ----------
    reported
        The properties of what was clicked.
    """
    for number, name, key, is_on in acts_after(reported, answered()):
        if name == PROJECT:
            st.session_state[_state.PROJECT] = key
        elif name == TINT:
            st.session_state[TINT] = key if is_on else ""
        elif name == PLACE:
            _take_place(key, is_on=is_on)
        elif name == SEARCH:
            st.session_state["q"] = key
            st.session_state[SWITCHED] = True
        elif name == DRAWN:
            st.session_state[DRAWN] = drawn_in(key) if is_on else None
            st.session_state[SWITCHED] = True
        else:  # as the filter's own widget would, which drops what it does not offer
            _lists.put(name, switched(_lists.held(name), key, is_on=is_on))
            st.session_state[SWITCHED] = True
        st.session_state[ANSWERED] = number
    if reported.get("project_id") and "acts" not in reported:
        st.session_state[_state.PROJECT] = reported["project_id"]


def _take_place(place_id: str, *, is_on: bool) -> None:
    """Filter by a place alone, or by it no longer, as the two lists of places would."""
    atlas = _record.whole_atlas()
    lists = {"city": atlas.city_ids, "county": atlas.places_within(())}
    if not any(place_id in offered for offered in lists.values()):
        return
    for name, offered in lists.items():
        held = [place_id] if is_on else switched(_lists.held(name), place_id, is_on=False)
        _lists.put(name, [one for one in held if one in offered])
    st.session_state[SWITCHED] = True


def follow() -> None:
    """Run the whole page where a filter was switched on a map within a fragment: the sidebar is to show it."""
    if st.session_state.get(SWITCHED):
        st.rerun()


def taken_over() -> None:
    """Note that the sidebar is run: it shows what was switched."""
    st.session_state.pop(SWITCHED, None)
