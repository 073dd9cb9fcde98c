"""The address holds the state: query string → widgets when it changes from outside, widgets → query string after.

A run that a widget caused never reads the address: the browser sends along the query that it had at the click, which is
older than what a run still under way is about to write. Therefore every widget has a
callback: `note`, or one made by `then`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from geo.atlas.filters import FILTERS, Filters, from_query, to_query
from geo.read.words import LANGUAGES
from pages import _settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

OWN = (
    *("topic", "by", "compare", "source", "indicator", "strategy", "since", "until", "style", "level", "part"),
    *("pair", "outcome", "crs", "tint", "beside"),
    *("layout", "size", "extent", "theme", "scale", "extra", "title", "subtitle", "note", "organisation", "approval"),
)
"""What single pages add to the state that all of them share."""
LANG, PROJECT, DAY, EVIDENCE, VIEW = "lang", "project", "day", "evidence", "view"
NAMES = {LANG, PROJECT, VIEW, *OWN}
"""What may stand in an address beside the filters."""
VIEW_PATTERN = re.compile(
    r"(-?[0-9]{1,2}(?:\.[0-9]{1,12})?),(-?[0-9]{1,3}(?:\.[0-9]{1,12})?),([0-9]{1,2}(?:\.[0-9]{1,12})?)"
)
"""Latitude, longitude, zoom: the browser reads plain digits alone, so others are no view."""
MOST_TEXT, SHOWN_TEXT = 2000, 80
"""How long a text of an address may be to be held, and how much of one that is not understood is shown."""
SEEN = "_address_seen"
IGNORED = "_address_ignored"
QUERY = "_address_query"
ASKED = "_address_asked"
ASKED_OWN = "_address_own"
PAGE = "_address_page"
LOCAL = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104 - compared with, not listened on
CAME_WITH = "_address_came_with"
"""The query that came with a run which a widget caused."""

Query = dict[str, list[str]]


def read() -> None:
    """Take over an address that the reader typed, pasted, followed or went back to; leave one of our own making alone.

    Where the map has been moved only ``view`` differs: it is kept, and nothing else is touched.
    """
    query, view = _asked_for()
    came_with = st.session_state.pop(CAME_WITH, None)
    if SEEN in st.session_state and query in (came_with, st.session_state[SEEN]):
        return
    ignored = [f"{VIEW}={value}" for value in view if not _view(view)]
    ignored += [name for name in query if name not in NAMES and name not in FILTERS]
    st.session_state[SEEN] = query
    st.session_state[LANG] = next((lang for lang in query.get(LANG, ()) if lang in LANGUAGES), LANGUAGES[0])
    ignored += [f"{LANG}={lang}" for lang in query.get(LANG, ()) if lang not in LANGUAGES]
    st.session_state[ASKED], strange = from_query(query)
    ignored += strange
    st.session_state[PROJECT] = next(iter(query.get(PROJECT, ())), "")
    st.session_state[ASKED_OWN] = {name: query[name] for name in OWN if name in query}
    for name in OWN:
        st.session_state.pop(name, None)
    st.session_state[IGNORED] = ignored


def note() -> None:
    """Note that a widget caused this run: the callback of every widget that needs no other."""
    st.session_state[CAME_WITH] = _asked_for()[0]


def then(callback: Callable[..., None], *args: Any) -> Callable[[], None]:
    """Return a widget's callback: it notes that a widget caused the run (`note`), then calls another.

    Parameters
    ----------
    callback
        What the widget is to do.
    *args
        What it is called with.
    """

    def called() -> None:
        note()
        callback(*args)

    return called


def view() -> str:
    """Return the part of the ground that the map shows, as ``lat,lon,zoom``; empty where it was not moved.

    The map itself writes it into the address when it is moved, and runs nothing.
    """
    return _view(_asked_for()[1])


def asked() -> Filters | None:
    """Return the filters of a new address, once; None when the widgets already hold the state."""
    wanted: Filters | None = st.session_state.pop(ASKED, None)
    return wanted


def ignored() -> list[str]:
    """Return what was in the address and means nothing, once."""
    names: list[str] = st.session_state.pop(IGNORED, [])
    return [name if len(name) <= SHOWN_TEXT else f"{name[:SHOWN_TEXT]}…" for name in names]


def own(name: str, allowed: Iterable[str], default: Any) -> None:
    """Give a page's own widget (its key is ``name``, one of `OWN`) what the address asks for, or a default.

    A default that is a list stands for a widget with several choices, any other for one with a single choice. What
    another page left under the same name, and means nothing here, goes; what is sound is not set again, for a value
    that is set takes away what the reader chose meanwhile.

    Parameters
    ----------
    name
        The key of the widget, one of `OWN`.
    allowed
        The values that it can have.
    default
        What it has where the address asks for nothing: a list where it holds several.
    """
    known, is_list = list(allowed), isinstance(default, list)
    if name in st.session_state:
        held = st.session_state[name]
        is_sound = (
            isinstance(held, list) and all(one in known for one in held)
            if is_list
            else held == default or held in known
        )
        if is_sound:
            return
    wanted = st.session_state.get(ASKED_OWN, {}).pop(name, ())
    good = [value for value in wanted if value in known]
    st.session_state.setdefault(IGNORED, []).extend(f"{name}={value}" for value in wanted if value not in known)
    st.session_state[name] = (good or default) if is_list else (good[0] if good else default)


def own_text(name: str, default: str = "") -> None:
    """Give a page's own field what the address asks for; whether it is too long for its purpose is said by the page.

    Parameters
    ----------
    name
        The key of the field, one of `OWN`.
    default
        What it holds where the address asks for nothing.
    """
    if name in st.session_state:
        return
    wanted = st.session_state.get(ASKED_OWN, {}).pop(name, ())
    st.session_state.setdefault(IGNORED, []).extend(f"{name}={value}" for value in wanted if len(value) > MOST_TEXT)
    st.session_state[name] = next((value for value in wanted if len(value) <= MOST_TEXT), default)


def hold(filters: Filters) -> Query:
    """Keep the state that pages share, for the links of this run; return it as a query.

    Parameters
    ----------
    filters
        The choice that pages share.
    """
    query: Query = to_query(filters)
    if st.session_state[LANG] != LANGUAGES[0]:
        query[LANG] = [st.session_state[LANG]]
    if st.session_state.get(PROJECT):
        query[PROJECT] = [st.session_state[PROJECT]]
    st.session_state[QUERY] = query
    return query


def write(filters: Filters, **page: str | Iterable[str] | None) -> None:
    """Write the state into the address, leaving out what is as at first.

    ``page`` holds what a page adds (names of `OWN`); empty values are left out.

    Parameters
    ----------
    filters
        The choice that pages share.
    **page
        Name of `OWN` → its value, or several.
    """
    query = hold(filters)
    whole = query | {name: [value] if isinstance(value, str) else list(value) for name, value in page.items() if value}
    seen = {key: tuple(value) for key, value in whole.items()}
    if seen != st.session_state.get(SEEN):
        st.session_state[SEEN] = seen
        st.query_params.from_dict(whole | ({VIEW: [shown]} if (shown := view()) else {}))


def query(**changes: str | Iterable[str] | None) -> Query:
    """Return the state that pages share, as a query, with some of it changed; None or nothing leaves a name out.

    Parameters
    ----------
    **changes
        Name → its value, or several.
    """
    held: Mapping[str, list[str]] = st.session_state.get(QUERY) or {}
    whole = dict(held) | {k: [v] if isinstance(v, str) else list(v or ()) for k, v in changes.items()}
    return {name: values for name, values in whole.items() if values}


def whole() -> Query:
    """Return the whole state as it stands in the address, the page's own part and the map's view with it."""
    seen: Mapping[str, tuple[str, ...]] = st.session_state.get(SEEN) or {}
    return {name: list(values) for name, values in seen.items()} | ({VIEW: [shown]} if (shown := view()) else {})


def page() -> str:
    """Return the path of the page that is shown; empty for the map."""
    path: str = st.session_state.get(PAGE, "")
    return path


def href(page: str, **changes: str | Iterable[str] | None) -> str:
    """Return the address of a page (``""`` is the map) in the present state, with some of it changed.

    Parameters
    ----------
    page
        The name of the page in an address.
    **changes
        Name → its value, or several; None or nothing leaves it out.
    """
    asked_for = urlencode(query(**changes), doseq=True)
    return f"{page or './'}?{asked_for}" if asked_for else (page or "./")


def shared(page: str, query: Query) -> str:
    """Return the whole address of a page, as others can open it: at `pages._settings.PUBLIC_ADDRESS` where that is set.

    Empty where neither that nor the browser's own address is known.

    Parameters
    ----------
    page
        The name of the page in an address.
    query
        From `query`.
    """
    here = urlsplit(st.context.url or "")
    own = here.path.rstrip("/").removesuffix(st.session_state.get(PAGE, ""))
    base = _settings.PUBLIC_ADDRESS or (urlunsplit((here.scheme, here.netloc, own, "", "")) if here.netloc else "")
    asked_for = urlencode(query, doseq=True, safe=",")
    return f"{base.rstrip('/')}/{page}{f'?{asked_for}' if asked_for else ''}" if base else ""


def is_local() -> bool:
    """Whether what is shared leads nowhere from another machine."""
    return (urlsplit(_settings.PUBLIC_ADDRESS or st.context.url or "").hostname or "") in LOCAL


def _asked_for() -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the query that came with this run, and the map's view, which stands in it beside."""
    query = {key: tuple(st.query_params.get_all(key)) for key in st.query_params}
    return query, query.pop(VIEW, ())


def _view(values: Iterable[str]) -> str:
    """Return the first ``lat,lon,zoom`` that lies on the earth and within the map's zooms, or nothing."""
    for value in values:
        match = VIEW_PATTERN.fullmatch(value)
        if match and abs(float(match[1])) <= 85 and abs(float(match[2])) <= 180 and 5 <= float(match[3]) <= 18:  # noqa: PLR2004
            return value
    return ""
