"""The lists of the sidebar, which a map, a preset, a count or an address sets as well: each time as a new list.

A browser sends along with every click what all of its widgets hold. One that was given another value by the server, and
has not heard of it, would bring its older value back and undo what was done. So a list that is set has a new key: what
an older one still reports is known to be older, and what was clicked in it meanwhile is done to the list as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from pages import _state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NUMBERS = "_list_numbers"
"""List → how often it was set since it was first shown."""
KNOWN = "_lists_known"
"""Key of a widget → what it was last known to hold, by being made with it or by its own report."""
REMEMBERED = 60
"""Of how many widgets that is kept."""


def key(name: str) -> str:
    """Return the key of the widget that shows a list now.

    Parameters
    ----------
    name
        Of the list: a filter's, or one of `pages._filters.KEYS`.
    """
    number = st.session_state.setdefault(NUMBERS, {}).get(name, 0)
    return f"{name}@{number}" if number else name


def held(name: str) -> list[str]:
    """Return what a list holds.

    Parameters
    ----------
    name
        Of the list.
    """
    return list(st.session_state.get(key(name)) or ())


def put(name: str, values: Iterable[str]) -> None:
    """Set a list; one that holds the same already stays as it is.

    Parameters
    ----------
    name
        Of the list.
    values
        What it is to hold.
    """
    wanted = list(values)
    if key(name) in st.session_state:
        if held(name) == wanted:
            return
        st.session_state[NUMBERS][name] = st.session_state[NUMBERS].get(name, 0) + 1
    st.session_state[key(name)] = wanted
    _know(key(name), wanted)


def changed(name: str) -> Callable[[], None]:
    """Return the callback of the widget that shows a list now.

    Parameters
    ----------
    name
        Of the list.
    """
    return _state.then(_take, name, key(name))


def _take(name: str, widget: str) -> None:
    """Take what a reader chose; in a list that was set since, the difference alone."""
    before, now = st.session_state.get(KNOWN, {}).get(widget, ()), list(st.session_state[widget])
    _know(widget, now)
    if widget != key(name):
        kept = [one for one in held(name) if one in now or one not in before]
        put(name, [*kept, *(one for one in now if one not in before and one not in kept)])


def _know(widget: str, values: list[str]) -> None:
    known = {other: value for other, value in st.session_state.get(KNOWN, {}).items() if other != widget}
    st.session_state[KNOWN] = dict([*known.items(), (widget, values)][-REMEMBERED:])
