"""What pages share to show a view: the atlas itself, the map component, and how errors look."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

from geo.atlas.atlas import Atlas, load_atlas
from geo.draw import card, webmap
from geo.errors import AtlasError
from geo.read.words import LANGUAGES, Words, read_words
from pages import _address

if TYPE_CHECKING:
    from geo.atlas.atlas import View

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("ATLAS_DATA", ROOT / "data"))
ICON = ROOT / "pages" / "icon.png"
MAP_HEIGHT = 570

STYLE = (
    """
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: .6rem; }
.block-container { padding: .9rem 1.6rem 2rem; max-width: 2100px; }
header[data-testid="stHeader"] { background: transparent; height: 2.2rem; }
[data-testid="stSidebarHeader"] { height: 2rem; min-height: 0; padding: .3rem .6rem 0; margin: 0; }
[data-testid="stSidebarUserContent"] { padding-top: .2rem; padding-bottom: 1rem; }
section[data-testid="stSidebar"] [data-testid="stVerticalBlock"] { gap: .62rem; }
div[data-testid="stIFrame"] iframe, iframe[title="streamlit_folium.st_folium"] { border: 1px solid #d9d4c7; border-radius: 5px; }
.atlas-head { display: flex; align-items: baseline; gap: 14px; flex-wrap: wrap; margin-bottom: 2px; }
.atlas-head h1 { font-size: 25px; font-weight: 600; padding: 0; margin: 0; letter-spacing: .02em; }
.atlas-head span { color: #6f6a62; font-size: 14px; }
.atlas-counts { display: flex; gap: 4px 12px; flex-wrap: wrap; align-items: baseline; font-size: 13px; color: #5a6068; }
.atlas-counts b { font-size: 18px; font-weight: 600; color: #23303a; font-variant-numeric: tabular-nums; margin-right: 4px; }
.atlas-counts .is-first { padding-right: 12px; border-right: 1px solid #d9d4c7; }
.atlas-bar { display: flex; align-items: center; gap: 8px; font-size: 13px; line-height: 24px; color: #23303a; }
.atlas-bar span { flex: 0 0 8.2em; }
.atlas-bar i { height: 11px; border-radius: 2px; display: inline-block; }
.atlas-bar b { font-weight: 600; font-variant-numeric: tabular-nums; }
.atlas-prompt { color: #6f6a62; font-size: 14px; line-height: 1.6; }
.atlas-prompt h3 { font-size: 17px; color: #23303a; padding: 0 0 4px; }
.stApp:has([data-testid="stExpandSidebarButton"]) .block-container { padding-top: 2.6rem; }
@media (max-width: 640px) { .block-container { padding: 2.6rem .7rem 2rem; } .atlas-head h1 { font-size: 20px; } }
"""
    + card.CARD_CSS
)


@st.cache_resource(show_spinner=False)
def atlas() -> Atlas:
    """Return the one atlas that all sessions share; stop with its faults when the record is not sound."""
    return load_atlas(DATA)


@st.cache_resource(show_spinner=False)
def _every_language() -> dict[str, Words]:
    return read_words(DATA / "text")


def words() -> Words:
    """Return the words of the language in the address."""
    return _every_language()[st.session_state.get(_address.LANG) or LANGUAGES[0]]


def checked_atlas(words: Words) -> Atlas:
    """Return the atlas, or show every fault of the record and stop the page."""
    try:
        return atlas()
    except AtlasError as fault:
        st.error(f"**{words('error.title')}**\n\n{words('error.record')}", icon=":material/error:")
        st.code(str(fault), language=None, wrap_lines=True)
        st.stop()


@st.cache_resource(show_spinner=False)
def _published() -> tuple[str, str, dict[str, str]]:
    """Put the map's files where the browser can fetch them; return their addresses seen from the map's frame.

    A component that is declared and never shown has its directory served, under whatever path the app has.
    """
    directory = Path(tempfile.mkdtemp(prefix="central-shanxi-atlas-"))
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    names = webmap.publish(atlas(), directory)
    served = [
        components.declare_component(name, path=str(path))
        for name, path in (("leaflet", webmap.LEAFLET_DIR), ("atlas", directory))
    ]
    leaflet, own = (f"../{component.name}" for component in served)
    return leaflet, own, names


def map_of(view: View, words: Words, selected: str) -> None:
    """Show the view on the map. A click there sets the project of the session; panning and zooming run nothing."""
    leaflet, own, names = _published()
    every = _every_language()
    chart = webmap.AtlasMap(
        leaflet,
        own,
        names,
        webmap.home_extent(view.atlas),
        loading=" · ".join(every[lang]("map.loading") for lang in LANGUAGES),
        failed=" · ".join(every[lang]("map.failed") for lang in LANGUAGES),
    )
    st_folium(
        chart,
        key="map",
        height=MAP_HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=webmap.view_layer(webmap.view_message(view, words, selected)),
        on_change=_take_click,
    )


def _take_click() -> None:
    drawing = (st.session_state.get("map") or {}).get("last_active_drawing") or {}
    project_id = (drawing.get("properties") or {}).get("project_id")
    if project_id:
        st.session_state[_address.PROJECT] = project_id
