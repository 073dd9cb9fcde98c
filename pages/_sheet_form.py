"""The form of a map sheet: widgets, held in the address → `SheetOptions`."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas.filters import FILTERS, to_query
from geo.sheet.options import (
    CLUSTER,
    FILTERED,
    LAYOUTS,
    SCALES,
    MapView,
    SheetOptions,
    layout_of,
)
from geo.sheet.theme import THEMES
from pages import _state, _widgets

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from geo.atlas.atlas import Atlas
    from geo.atlas.filters import Filters
    from geo.read.words import Words

LAYOUT, SIZE, EXTENT, THEME, SCALE, EXTRA = "layout", "size", "extent", "theme", "scale", "extra"
TEXTS = ("title", "subtitle", "note", "organisation", "approval")
OWN_SIZE, FIRST_SIZE, MOST_SIZE = "own", "240x160", 20
SCREEN = "view"
CODE, MESH, GRID, NOTHING = "qr", "graticule", "grid", "none"
"""What a sheet may have besides; ``none`` stands in the address for nothing."""
BEST = "best"


def hold(atlas: Atlas) -> None:
    """Give every widget of the form what the address asks for; each keeps what is chosen while it is not shown.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    _state.own(LAYOUT, [*LAYOUTS, OWN_SIZE], next(iter(LAYOUTS)))
    _state.own(THEME, THEMES, next(iter(THEMES)))
    _state.own(EXTENT, extents(atlas), FILTERED)
    _state.own(SCALE, [BEST, *map(str, SCALES)], BEST)
    _state.own(EXTRA, [CODE, MESH, GRID, NOTHING], [CODE])
    if NOTHING in st.session_state[EXTRA]:
        st.session_state[EXTRA] = []
    _state.own_text(SIZE, FIRST_SIZE)
    for name in TEXTS:
        _state.own_text(name)


def state() -> dict[str, str | list[str] | None]:
    """Return what of the form belongs into the address: all that is not as at first."""
    now = st.session_state
    extra = None if now[EXTRA] == [CODE] else now[EXTRA] or [NOTHING]
    return {
        LAYOUT: None if now[LAYOUT] == next(iter(LAYOUTS)) else now[LAYOUT],
        SIZE: now[SIZE] if now[LAYOUT] == OWN_SIZE else None,
        EXTENT: None if now[EXTENT] == FILTERED else now[EXTENT],
        THEME: None if now[THEME] == next(iter(THEMES)) else now[THEME],
        SCALE: None if now[SCALE] == BEST else now[SCALE],
        EXTRA: extra,
        **{name: now[name] for name in TEXTS},
    }


def extents(atlas: Atlas) -> list[str]:
    """Return what ground a sheet can show: by the filters, the cluster, the map's view if it was moved, each place.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.

    Returns
    -------
    list of str
        Names of extents, then codes of places.
    """
    has_point = atlas.places["lon"].notna()
    places = [p for p in (*atlas.city_ids, *atlas.places_within(())) if has_point[p]]
    return [FILTERED, CLUSTER, *([SCREEN] if _state.view() else []), *places]


def show(atlas: Atlas, words: Words, *, is_series: bool = False) -> None:
    """Show the form; a series has the extent of each of its sheets.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    words
        The words of the language.
    is_series
        Whether it is of a series.
    """
    _widgets.selectbox(
        words("snapshot.layout"),
        [*LAYOUTS, OWN_SIZE],
        key=LAYOUT,
        on_change=_state.note,
        persist_state="session",
        format_func=lambda name: words("snapshot.own_size") if name == OWN_SIZE else LAYOUTS[name].label[words.lang],
    )
    _widgets.selectbox(
        words("snapshot.theme"),
        THEMES,
        key=THEME,
        on_change=_state.note,
        persist_state="session",
        format_func=lambda name: THEMES[name].label[words.lang],
    )
    if st.session_state[LAYOUT] == OWN_SIZE:
        _widgets.text_input(
            words("snapshot.size"),
            key=SIZE,
            on_change=_state.note,
            persist_state="session",
            max_chars=MOST_SIZE,
            live=True,
            placeholder=FIRST_SIZE,
        )
    if not is_series:
        _widgets.selectbox(
            words("snapshot.extent"),
            extents(atlas),
            key=EXTENT,
            on_change=_state.note,
            persist_state="session",
            format_func=lambda name: _ground(atlas, name, words),
            help=words("snapshot.extent_help"),
        )
        _widgets.selectbox(
            words("snapshot.scale"),
            [BEST, *map(str, SCALES)],
            key=SCALE,
            on_change=_state.note,
            persist_state="session",
            format_func=lambda name: _scale(name, words),
        )
    for name in TEXTS[:3]:
        _text(name, words)
    for name, column in zip(TEXTS[3:], st.columns(2, gap="small"), strict=True):
        with column:
            _text(name, words)
    _widgets.pills(
        words("snapshot.extra"),
        [CODE, MESH, GRID],
        key=EXTRA,
        on_change=_state.note,
        persist_state="session",
        selection_mode="multi",
        label_visibility="collapsed",
        format_func=lambda name: words(f"snapshot.extras.{name}"),
    )
    if CODE in st.session_state[EXTRA] and _state.is_local():
        _widgets.caption(words("snapshot.local"))


def _text(name: str, words: Words) -> None:
    _widgets.text_input(
        words(f"snapshot.text.{name}"),
        key=name,
        on_change=_state.note,
        persist_state="session",
        live=True,
        placeholder=words(f"snapshot.hint.{name}"),
        autocomplete="off",
    )


def _scale(name: str, words: Words) -> str:
    if name == BEST:
        return words("snapshot.scale_best")
    return words("snapshot.scale_one", ratio=f"{int(name):,}".replace(",", " "))


def _ground(atlas: Atlas, name: str, words: Words) -> str:
    if name in (FILTERED, CLUSTER, SCREEN):
        return words(f"snapshot.extents.{name}")
    return atlas.label(name, words.lang)


def options(*, is_series: bool = False) -> SheetOptions:
    """Return what the form holds; each sheet of a series has an extent of its own.

    Parameters
    ----------
    is_series
        Whether they are for a series.

    Raises
    ------
    SheetError
        The size is not one of a sheet.
    """
    now = st.session_state
    extent = FILTERED if is_series else now[EXTENT]
    return SheetOptions(
        layout_of(now[SIZE] if now[LAYOUT] == OWN_SIZE else now[LAYOUT]),
        MapView(*map(float, _state.view().split(","))) if extent == SCREEN else extent,
        **{name: now[name] for name in TEXTS},
        theme=now[THEME],
        graticule=MESH in now[EXTRA],
        grid=GRID in now[EXTRA],
        scale=0 if is_series or now[SCALE] == BEST else int(now[SCALE]),
        address=_map_address() if CODE in now[EXTRA] else "",
        made_on=dt.datetime.now(tz=dt.UTC).astimezone().date(),
    )


def settings(filters: Filters, lang: str) -> dict[str, Any]:
    """Return filters and form as a template has them.

    Parameters
    ----------
    filters
        Those of the view.
    lang
        The language of the sheet.
    """
    chosen: dict[str, Any] = {}
    for name, values in to_query(filters).items():
        kind = FILTERS[name].kind
        chosen[name] = list(values) if kind == "choices" else bool(values) if kind == "switch" else "".join(values)
    now = options()
    layout = {"size": now.layout.name} if now.layout.name not in LAYOUTS else {"layout": now.layout.name}
    extent = now.extent if isinstance(now.extent, str) else f"{now.extent.lat},{now.extent.lon},{now.extent.zoom}"
    typed = {name: getattr(now, name) for name in (*TEXTS, "address")}
    rest = {"extent": extent, "theme": now.theme, "scale": now.scale, "graticule": now.graticule, "grid": now.grid}
    return {"lang": lang} | chosen | layout | rest | typed


def query_of(settings: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the address of this page that a template's sheet stands for.

    Parameters
    ----------
    settings
        Of one sheet, from `geo.sheet.template.from_toml`.
    """
    extra = [name for name, key in ((CODE, "address"), (MESH, "graticule"), (GRID, "grid")) if settings.get(key)]
    asked: dict[str, Any] = dict(settings) | {EXTRA: extra or [NOTHING]}
    asked[LAYOUT] = OWN_SIZE if asked.get(SIZE) else asked.get(LAYOUT)
    if re.fullmatch(r"[\d.]+,[\d.]+,[\d.]+", str(asked.get(EXTENT, ""))):
        asked |= {_state.VIEW: asked[EXTENT], EXTENT: SCREEN}
    for name in ("name", "address", "graticule", "grid"):
        asked.pop(name, None)
    return {
        name: list(value) if isinstance(value, list) else ["true" if value is True else str(value)]
        for name, value in asked.items()
        if value
    }


def _map_address() -> str:
    """Return the address that opens the map with these filters, and its view where the sheet shows that."""
    seen = _state.view() if st.session_state[EXTENT] == SCREEN else None
    return _state.shared("", _state.query(project=None, view=seen))
