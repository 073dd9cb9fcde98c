"""What pages share: the atlas itself, the frame and its bar, links, the map component, and how errors look."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

from geo.atlas.atlas import Atlas, load_atlas
from geo.atlas.joins import CLUSTER, PROVINCE
from geo.atlas.partnership import WHOLE, known_pairs
from geo.atlas.profile import cluster_places
from geo.errors import AtlasError
from geo.html import card
from geo.html.qr_code import qr_code
from geo.read.words import LANGUAGES, Words, read_words
from geo.webmap import assets, messages
from geo.webmap.backgrounds import backgrounds
from geo.webmap.frame import AtlasMap, message_layer
from geo.webmap.ground import home_extent
from pages import _state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.atlas.atlas import View

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("ATLAS_DATA", ROOT / "data"))
ICON = ROOT / "pages" / "icon.png"
MAP_HEIGHT = 570
NAMED = 12
"""How many of the things that an address asks for in vain are named."""

PAGES = {
    "map": ("", ":material/map:"),
    "projects": ("projects", ":material/list_alt:"),
    "cities": ("cities", ":material/location_city:"),
    "cooperation": ("cooperation", ":material/hub:"),
    "strategy": ("strategy", ":material/account_tree:"),
    "timeline": ("timeline", ":material/timeline:"),
    "indicators": ("indicators", ":material/bar_chart:"),
    "snapshot": ("snapshot", ":material/print:"),
    "data": ("data", ":material/database:"),
}
"""Page → its path in the address and its symbol, in the order of the bar; each is ``pages/<name>.py``."""


def pages(words: Words) -> list[st.Page]:
    """Return the pages, titled in the language of the address."""
    return [
        st.Page(f"{name}.py", title=words(f"page.{name}"), url_path=path, default=not path)
        for name, (path, _) in PAGES.items()
    ]


LATIN_FIRST = """.stApp :not([data-testid="stIconMaterial"], code) {
  font-family: "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", "Liberation Sans", "DejaVu Sans", "Noto Sans SC",
    "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif !important; }"""
"""For English: the quotation marks of a Chinese font are a whole character wide."""


def frame(words: Words) -> None:
    """Bring in what every page looks like, and make links within the atlas stay in the session."""
    here = Path(__file__).parent
    letters = LATIN_FIRST if words.lang == "en" else ""
    st.html(f"<style>{card.style_sheet()}{(here / 'page.css').read_text(encoding='utf-8')}{letters}</style>")
    st.html(f"<script>{(here / 'page.js').read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def head(words: Words, heading: str = "", *, has_own: bool = False) -> None:
    """Show the bar of pages, and below it what the address asked for in vain and the page's heading.

    A page without a heading, here or of its own, is headed by the name of the atlas.
    """
    with st.container(horizontal=True, key="head", vertical_alignment="center", gap=None):
        tag = "div" if heading or has_own else "h1"  # a page has one first heading
        st.html(f"<{tag} class='atlas-brand'>{escape(words('title'))}</{tag}>", width="content")
        for name, (_, icon) in PAGES.items():
            st.page_link(f"{name}.py", label=words(f"page.{name}"), icon=icon, query_params=_state.query())
        _share(words)
    if names := _state.ignored():
        st.warning(words("filter.ignored", names=words("list.mark").join(names[:NAMED])), icon=":material/info:")
    if heading:
        st.html(f"<div class='atlas-head'><h1>{escape(heading)}</h1></div>")


def link(kind: str, key: str) -> str:
    """Return where in the atlas a project, a place, a source or a strategy is told in full."""
    if kind == "project":
        return _state.href("projects", project=key)
    if kind == "place":
        if key in cluster_places(atlas()):
            return _state.href("cities", place=key, project=None)
        pair = WHOLE if key in (CLUSTER, PROVINCE) else key
        known = pair if pair in known_pairs(atlas()) else None
        return _state.href("cooperation", place=None, project=None, pair=known)
    page = {"source": "data", "strategy": "strategy"}[kind]
    return _state.href(page, **{kind: key})


def _share(words: Words) -> None:
    """Show a button that gives the address of this view, to copy and as a QR code."""
    with st.popover(words("share.button"), icon=":material/share:", key="share", on_change="rerun") as box:
        if box.open:
            asked_for = urlencode(_state.whole(), doseq=True, safe=",")
            here = urlsplit(st.context.url or "")
            address = urlunsplit((here.scheme, here.netloc, here.path or "/", asked_for, ""))
            st.caption(words("share.hint"))
            st.code(address, language=None, wrap_lines=True)
            st.html(f"<img class='atlas-qr' src='{escape(qr_code(address))}' alt='{escape(words('share.qr'))}'>")


@st.cache_resource(show_spinner=False)
def atlas() -> Atlas:
    """Return the one atlas that all sessions share; stop with its faults when the record is not sound."""
    return load_atlas(DATA)


@st.cache_resource(show_spinner=False)
def _every_language() -> dict[str, Words]:
    return read_words(DATA / "text")


def words() -> Words:
    """Return the words of the language in the address."""
    return _every_language()[st.session_state.get(_state.LANG) or LANGUAGES[0]]


def checked_atlas(words: Words) -> Atlas:
    """Return the atlas, or show every fault of the record and stop the page."""
    try:
        return atlas()
    except AtlasError as fault:
        st.error(f"**{words('error.title')}**\n\n{words('error.record')}", icon=":material/error:")
        st.code(str(fault), language=None, wrap_lines=True)
        st.stop()


@st.cache_resource(show_spinner=False)
def _published() -> tuple[str, dict[str, assets.Asset]]:
    """Put the map's files where the browser can fetch them; return their address seen from the map's frame, and them.

    A component that is declared and never shown has its directory served, under whatever path the app has.
    """
    directory = Path(tempfile.mkdtemp(prefix="central-shanxi-atlas-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    files = assets.publish(atlas(), directory)
    return f"../{components.declare_component('atlas', path=str(directory)).name}", files


def map_of(  # noqa: PLR0913 - three of them tell a second map apart
    view: View, words: Words, selected: str, *, key: str = "map", height: int = MAP_HEIGHT, is_fitted: bool = False
) -> None:
    """Show the view on the map. A click there sets the project of the session; panning and zooming run nothing.

    A second map has a ``key`` of its own; one that ``is_fitted`` shows the projects of the view as large as they go.
    """
    seen = "" if is_fitted else st.session_state.get(_state.VIEW, "")
    message = messages.view_message(view, words, selected, seen, is_fitted=is_fitted)
    show_map(message, _take_project, key=key, height=height)


def show_map(message: dict[str, Any], take: Callable[[Mapping[str, str]], None], *, key: str, height: int) -> None:
    """Show what a message tells the map; ``take`` gets what a click there reports, ids by name, before the next run."""
    base_url, files = _published()
    every = _every_language()
    chart = AtlasMap(
        base_url,
        files,
        home_extent(atlas()),
        loading=" · ".join(every[lang]("map.loading") for lang in LANGUAGES),
        failed=" · ".join(every[lang]("map.failed") for lang in LANGUAGES),
        backgrounds=backgrounds(os.environ.get("ATLAS_TIANDITU_KEY", "")),
    )
    st_folium(
        chart,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=message_layer(message),
        on_change=partial(_take_click, key, take),
    )


def _take_click(key: str, take: Callable[[Mapping[str, str]], None]) -> None:
    drawing = (st.session_state.get(key) or {}).get("last_active_drawing") or {}
    take(drawing.get("properties") or {})


def _take_project(reported: Mapping[str, str]) -> None:
    if reported.get("project_id"):
        st.session_state[_state.PROJECT] = reported["project_id"]
