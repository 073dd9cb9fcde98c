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
from geo.webmap.assets import assets
from geo.words.faults import own_words
from pages import _settings, _state

if TYPE_CHECKING:
    from pathlib import Path

    from geo.webmap.asset import Asset


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
    return assets(whole_atlas())
