"""What pages share: the atlas itself, the frame and its bar, links, the map component, and how errors look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit_folium import st_folium

from geo.atlas.joins import CLUSTER, PROVINCE
from geo.atlas.partnership import WHOLE, known_pairs
from geo.atlas.profile import cluster_places
from geo.errors import AtlasError
from geo.html import headings
from geo.html.qr_code import qr_image
from geo.read.words import HTML_LANGS, Words
from geo.webmap import messages, wire
from geo.webmap.beside import beside_message
from geo.webmap.frame import AtlasMap, message_layer
from geo.words import faults
from pages import _acts, _record, _state, _widgets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.atlas.atlas import Atlas, View

MAP_HEIGHT = 570
NAMED = 12
"""How many of the things that an address asks for in vain are named."""

PAGES = {
    "map": "",
    "projects": "projects",
    "cities": "cities",
    "cooperation": "cooperation",
    "strategy": "strategy",
    "timeline": "timeline",
    "indicators": "indicators",
    "snapshot": "snapshot",
    "data": "data",
}
"""Page → its path in the address, in the order of the bar; each is ``pages/<name>.py``."""


def pages(words: Words) -> list[st.Page]:
    """Return the pages, titled in the language of the address.

    Parameters
    ----------
    words
        The words of the language.
    """
    here = Path(__file__).parent
    return [
        st.Page(here / f"{name}.py", title=words(f"page.{name}"), url_path=path, default=not path)
        for name, path in PAGES.items()
    ]


def frame(words: Words) -> None:
    """Tell the browser the language of the page; its style and script are in the head of the page (`pages._server`).

    Parameters
    ----------
    words
        The words of the language.
    """
    script = f"document.documentElement.lang = '{HTML_LANGS[words.lang]}'"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def head(words: Words, heading: str = "", *, has_own: bool = False) -> None:
    """Show the bar of pages, and below it what the address asked for in vain and the page's heading.

    A page without a heading, here or of its own, is headed by the name of the atlas. The bar is of plain links, because
    `st.page_link` opens no new tab with Ctrl or the middle button, and its address of the first page keeps the path.

    Parameters
    ----------
    words
        The words of the language.
    heading
        That of the page; empty for none.
    has_own
        Whether the page shows a first heading of its own.
    """
    with st.container(horizontal=True, key="head", vertical_alignment="center", gap=None):
        tag = "div" if heading or has_own else "h1"  # a page has one first heading
        st.html(headings.line(words("title"), "atlas-brand", tag), width="content")
        st.html(headings.navigation(PAGES, _state.page(), _state.href, words), width="content")
        _share(words)
    if names := _state.ignored():
        _widgets.warning(words("filter.ignored", names=words("list.mark").join(names[:NAMED])), icon=":material/info:")
    if heading:
        st.html(headings.heading(heading, tag="h1"))


def link(kind: str, key: str) -> str:
    """Return where in the atlas a project, a place, a source or a strategy is told in full.

    Parameters
    ----------
    kind
        ``project``, ``place``, ``source`` or ``strategy``.
    key
        The id of it.

    Returns
    -------
    str
        Relative to the page that is open; see `geo.html.links.Link`.
    """
    if kind == "project":
        return _state.href("projects", project=key)
    if kind == "place":
        if key in cluster_places(_record.whole_atlas()):
            return _state.href("cities", place=key, project=None)
        pair = WHOLE if key in (CLUSTER, PROVINCE) else key
        known = pair if pair in known_pairs(_record.whole_atlas()) else None
        return _state.href("cooperation", place=None, project=None, pair=known)
    if kind == "pair":
        return _state.href("cooperation", place=None, project=None, pair=key)
    page = {"source": "data", "strategy": "strategy"}[kind]
    return _state.href(page, **{kind: key})


def _share(words: Words) -> None:
    """Show a button that gives the address of this view, to copy and as a QR code."""
    with _widgets.popover(words("share.button"), icon=":material/share:", key="share", on_change=_state.note) as box:
        if box.open:
            address = _state.shared(_state.page(), _state.whole())
            _widgets.caption(words("share.hint"))
            st.code(address, language=None, wrap_lines=True)
            st.html(qr_image(address, words))
            if _state.is_local():
                _widgets.caption(words("share.local"))


def checked_atlas(words: Words) -> Atlas:
    """Return the atlas, or show the faults of the record in the reader's language and stop the page.

    Parameters
    ----------
    words
        The words of the language.
    """
    try:
        return _record.checked()
    except AtlasError as fault:
        _widgets.error(f"{words('error.title')}\n\n{words('error.record')}", icon=":material/error:")
        st.code(faults.in_short(fault, words.lang), language=None, wrap_lines=True)
        st.stop()


def map_of(  # noqa: PLR0913 - five of them tell a second map apart
    view: View,
    words: Words,
    selected: str,
    *,
    key: str = "map",
    height: int = MAP_HEIGHT,
    is_fitted: bool = False,
    tint: str | None = None,
    is_switched: bool = False,
    beside: View | None = None,
) -> None:
    """Show the view on the map. A click there sets the project of the session; panning and zooming run nothing.

    A second map has a ``key`` of its own; one that ``is_fitted`` shows the projects of the view as large as they go.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    selected
        The id of the project that is chosen; empty for none.
    key
        That of the widget.
    height
        In px.
    is_fitted
        Whether it shows the projects of the view as large as they go, and not what was last seen.
    tint
        What the ground is coloured by, an empty text for nothing; None for a map without that switch.
    is_switched
        Whether its legend switches the filters of the sidebar; the page calls `pages._acts.follow` then.
    beside
        The same filters on another day, to be shown beside this one; None for none.
    """
    seen = "" if is_fitted else _state.view()
    answered = _acts.answered() if is_switched else None
    message = messages.view_message(view, words, selected, seen, is_fitted=is_fitted, tint=tint, answered=answered)
    message |= beside_message(view, beside, words) if beside else {}
    show_map(message, _acts.take, key=key, height=height)


def show_map(message: dict[str, Any], take: Callable[[Mapping[str, str]], None], *, key: str, height: int) -> None:
    """Show what a message tells the map; ``take`` gets what a click there reports, ids by name, before the next run.

    Parameters
    ----------
    message
        From `geo.webmap`.
    take
        Given the ids by name.
    key
        That of the widget.
    height
        In px.
    """
    travels = wire.sent(message, _record.known_to_the_map()[message["lang"]], _record.order_of_the_map())
    st_folium(
        AtlasMap(_record.MAP_FILES, _record.map_files()),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=message_layer(travels),
        on_change=_state.then(_take_click, key, take),
    )


def _take_click(key: str, take: Callable[[Mapping[str, str]], None]) -> None:
    drawing = (st.session_state.get(key) or {}).get("last_active_drawing") or {}
    take(drawing.get("properties") or {})
