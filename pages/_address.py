"""The address holds the state: query string → widgets when it changes from outside, widgets → query string after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.read.words import LANGUAGES

if TYPE_CHECKING:
    from geo.atlas.filters import Filters

REPEATED = ("place", "group", "type", "status")
SEEN = "_address_seen"
IGNORED = "_address_ignored"
PROJECT = "project"
LANG = "lang"


def read() -> None:
    """Take over an address that the reader typed, pasted or went back to; leave one of our own making alone."""
    query = {key: tuple(st.query_params.get_all(key)) for key in st.query_params}
    if st.session_state.get(SEEN) == query:
        return
    st.session_state[SEEN] = query
    st.session_state[LANG] = next((lang for lang in query.get(LANG, ()) if lang in LANGUAGES), LANGUAGES[0])
    st.session_state["asked"] = {name: query.get(name, ()) for name in REPEATED}
    st.session_state["q"] = " ".join(query.get("q", ()))
    st.session_state["cross"] = "1" in query.get("cross", ())
    st.session_state[PROJECT] = next(iter(query.get(PROJECT, ())), "")


def asked() -> dict[str, tuple[str, ...]] | None:
    """Return the choices of a new address, once; None when the widgets already hold the state."""
    found: dict[str, tuple[str, ...]] | None = st.session_state.pop("asked", None)
    return found


def write(filters: Filters) -> None:
    """Write the state into the address, leaving out what is as at first."""
    query: dict[str, str | list[str]] = {
        name: list(getattr(filters, name)) for name in REPEATED if getattr(filters, name)
    }
    if st.session_state[LANG] != LANGUAGES[0]:
        query[LANG] = st.session_state[LANG]
    if filters.q:
        query["q"] = filters.q
    if filters.cross:
        query["cross"] = "1"
    if st.session_state.get(PROJECT):
        query[PROJECT] = st.session_state[PROJECT]
    seen = {key: tuple(value) if isinstance(value, list) else (value,) for key, value in query.items()}
    if seen != st.session_state.get(SEEN):
        st.session_state[SEEN] = seen
        st.query_params.from_dict(query)
