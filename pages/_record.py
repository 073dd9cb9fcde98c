"""The record that all sessions share, and its words; what takes long is read once in a process."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas.atlas import Atlas, load_atlas
from geo.errors import AtlasError, RecordError, together
from geo.read.memory import own_memory
from geo.read.words import LANGUAGES, Words, read_words
from geo.webmap import wire
from geo.webmap.assets import assets
from geo.webmap.backgrounds import backgrounds
from geo.webmap.frame import OPTIONS, options_file
from geo.webmap.ground import home_extent
from geo.webmap.messages import tool_words
from geo.words.faults import own_words
from pages import _settings, _state

if TYPE_CHECKING:
    from pathlib import Path

    from geo.webmap.asset import Asset


MAP_FILES = "../../files"
"""Where the map's frame finds its files, seen from its own address, so under whatever path the atlas is served."""
MOST_ENTRIES = 1_000
_CHECK = threading.RLock()
_REFUSED: dict[tuple[object, ...], AtlasError] = {}
"""The state of the folder that was refused last → why."""


@st.cache_resource(show_spinner=False)
def whole_atlas() -> Atlas:
    """Return the one atlas that all sessions share, with the whole record.

    Raises
    ------
    RecordError, BoundaryError
        See `geo.atlas.atlas.load_atlas`.
    """
    return load_atlas(_settings.DATA, memory=own_memory())


def checked() -> Atlas:
    """Return the atlas if the record and its words are sound.

    A folder that is refused is read again only when something in it has changed: not for each visitor, and not by two
    at a time.

    Raises
    ------
    AtlasError
        See `geo.atlas.atlas.load_atlas` and `geo.read.words.read_words`.
    """
    with _CHECK:
        state = state_of(_settings.DATA) if _REFUSED else ()
        if state and state in _REFUSED:
            raise _REFUSED[state]
        errors: list[AtlasError] = []
        for read in (words_of_the_record, whole_atlas):
            try:
                read()
            except AtlasError as broken:
                errors.append(broken.with_traceback(None))
        _REFUSED.clear()
        if errors:
            refused = _REFUSED[state_of(_settings.DATA)] = together(errors)
            raise refused
        return whole_atlas()


def state_of(folder: Path) -> tuple[object, ...]:
    """Return what changes when a file of a folder does: names, sizes and times, not their content.

    Parameters
    ----------
    folder
        The record; what cannot be asked counts as not there.
    """
    state: list[object] = [str(folder)]
    for place in (folder, *(folder / name for name in ("tables", "shapes", "boundaries", "base", "text"))):
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name)[:MOST_ENTRIES]:
                with contextlib.suppress(OSError):
                    status = entry.stat()
                    state.append((place.name, entry.name, status.st_size, status.st_mtime_ns, status.st_mode))
    return tuple(state)


def of_evidence() -> Atlas:
    """Return the atlas by the evidence of the address, on every day."""
    return whole_atlas().by_evidence("".join(st.session_state.get(_state.EVIDENCE) or ()))


def atlas() -> Atlas:
    """Return the atlas by the evidence and as known on the day of the address: what pages ask."""
    return of_evidence().known_on(st.session_state.get(_state.DAY))


@st.cache_resource(show_spinner=False)
def words_of_the_record() -> dict[str, Words]:
    """Return language → its words.

    Raises
    ------
    RecordError
        See `geo.read.words.read_words`.
    """
    return read_words(_settings.DATA / "text")


def every_language() -> dict[str, Words]:
    """Return language → its words; where the record's are broken, the program's own, so that a page can say so."""
    try:
        return words_of_the_record()
    except RecordError:
        return {lang: own_words(lang) for lang in LANGUAGES}


def words() -> Words:
    """Return the words of the language in the address."""
    return every_language()[st.session_state.get(_state.LANG) or LANGUAGES[0]]


@st.cache_resource(show_spinner=False)
def map_files() -> dict[str, Asset]:
    """Return the files that the browser fetches once, by their name without a hash."""
    files, every = assets(whole_atlas()), every_language()
    options = options_file(
        MAP_FILES,
        files,
        home_extent(whole_atlas()),
        loading=" · ".join(every[lang]("map.loading") for lang in LANGUAGES),
        failed=" · ".join(every[lang]("map.failed") for lang in LANGUAGES),
        backgrounds=backgrounds(_settings.TIANDITU_KEY),
        tools={lang: tool_words(every[lang]) for lang in LANGUAGES},
        known=known_to_the_map(),
    )
    return files | {OPTIONS: options}


@st.cache_resource(show_spinner=False)
def known_to_the_map() -> dict[str, wire.Known]:
    """Return language → what the browser keeps of every message in it."""
    return {lang: wire.known(whole_atlas(), words) for lang, words in every_language().items()}


@st.cache_resource(show_spinner=False)
def order_of_the_map() -> list[str]:
    """Return the ids of projects in the order in which the browser has them."""
    return wire.order(whole_atlas())
