"""城市: what role each city, county and zone plays; its projects, partners, industries and figures."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas.profile import measures, profile
from geo.html import headings, portrait, side_by_side
from geo.webmap.choropleth import LEVELS, MEASURES, Colouring
from geo.webmap.places import place_message
from geo.webmap.text_alternative import text_alternative
from pages import _filters, _frame, _lists, _record, _state, _widgets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas
    from geo.atlas.filters import Filters
    from geo.html.links import Link
    from geo.read.words import Words

HEIGHT = 560
BY, LEVEL, PART = "by", "level", "part"
PARTS = ("roles", "projects", "partners", "industries", "figures")


def page() -> None:
    """Show the map of places beside one profile, or beside a comparison of several."""
    words, atlas, filters, link = _record.words(), _record.atlas(), _filters.chosen(), cache(_frame.link)
    for name, allowed in ((BY, MEASURES), (LEVEL, LEVELS), (PART, PARTS)):
        _state.own(name, allowed, next(iter(allowed)))
    _frame.head(words)
    chart, told = st.columns([53, 47], gap="small")
    with chart, st.container(key="cities_map"):
        colouring = _controls(filters, words)
        counts = measures(atlas, filters)
        message = place_message(atlas, counts, colouring, words, _state.view())
        _frame.show_map(message, _take_place, key="places", height=HEIGHT)
    with told:
        _told(atlas, filters, words, link)
    heading = headings.heading(words("cities.below_heading"), words("cities.note"))
    st.html(heading + text_alternative(atlas, counts, colouring, words, link))
    own = {name: st.session_state[name] for name in (BY, LEVEL, PART)}
    first = {BY: MEASURES[0], LEVEL: next(iter(LEVELS)), PART: PARTS[0]}
    _state.write(filters, **{name: value for name, value in own.items() if value != first[name]})


def _controls(filters: Filters, words: Words) -> Colouring:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="cities_bar"):
        by = _widgets.segmented_control(
            words("cities.by_label"),
            MEASURES,
            key=BY,
            on_change=_state.note,
            required=True,
            label_visibility="collapsed",
            format_func=lambda name: words(f"cities.by.{name}"),
        )
        level = _widgets.segmented_control(
            words("cities.level_label"),
            list(LEVELS),
            key=LEVEL,
            on_change=_state.note,
            required=True,
            label_visibility="collapsed",
            format_func=lambda name: words(f"cities.units.{name}"),
        )
    return Colouring(by or MEASURES[0], level or next(iter(LEVELS)), filters.place)


def _told(atlas: Atlas, filters: Filters, words: Words, link: Link) -> None:
    """Show one place in full, or those that are chosen (or the five cities) beside each other."""
    if len(filters.place) == 1:
        _profile(atlas, filters, words, link)
        return
    heading = words("cities.some") if filters.place else words("cities.compared")
    st.html(side_by_side.compared_heading(atlas, heading, words))
    with st.container(height=HEIGHT, border=True, key="cities_compared"):
        profiles = [profile(atlas, place, filters) for place in filters.place or atlas.city_ids]
        if all(known.projects.empty for known in profiles):
            _filters.offer_to_clear(words)
        st.html(side_by_side.compared(atlas, profiles, words, link))


def _profile(atlas: Atlas, filters: Filters, words: Words, link: Link) -> None:
    known = profile(atlas, filters.place[0], filters)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="cities_parts"):
        part = _widgets.segmented_control(
            words("cities.parts_label"),
            PARTS,
            key=PART,
            on_change=_state.note,
            required=True,
            label_visibility="collapsed",
            format_func=lambda name: f"{words(f'cities.tab.{name}')} {known.size_of(name)}",
        )
    with st.container(height=HEIGHT, border=True, key="cities_profile"):
        st.html(portrait.profile_head(atlas, known, words, link, _state.href("cities", place=None)))
        if part == "projects" and known.projects.empty:
            _filters.offer_to_clear(words)
        st.html(portrait.section(atlas, known, part or PARTS[0], words, link))


def _take_place(reported: Mapping[str, str]) -> None:
    if reported.get("place_id"):
        _choose(reported["place_id"])


def _choose(place_id: str) -> None:
    """Set the place filter to one place."""
    is_city = place_id in _record.atlas().city_ids
    _lists.put("city", [place_id] if is_city else [])
    _lists.put("county", [] if is_city else [place_id])


page()
