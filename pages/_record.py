"""The record that all sessions share, and its words; what takes long is read once in a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas.atlas import Atlas, load_atlas
from geo.errors import RecordError
from geo.read.words import LANGUAGES, Words, read_words
from geo.webmap.assets import assets
from geo.words.faults import own_words
from pages import _settings, _state

if TYPE_CHECKING:
    from geo.webmap.asset import Asset


@st.cache_resource(show_spinner=False)
def whole_atlas() -> Atlas:
    """Return the one atlas that all sessions share, with the whole record.

    Raises
    ------
    RecordError, BoundaryError
        See `geo.atlas.atlas.load_atlas`.
    """
    return load_atlas(_settings.DATA)


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
