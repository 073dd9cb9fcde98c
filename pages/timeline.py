"""进程: the cluster as known on a day, what each text changed, and the ledger of promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.atlas import progress, promises
from geo.atlas.filters import day_in
from geo.charts.stages import stage_chart, stage_key
from geo.html import headings
from geo.html.progress import changes_html, known_html, known_in_words
from geo.html.promises import ledger_sum
from geo.words.case import capitalised
from geo.words.dates import when
from pages import _filters, _frame, _ledger, _record, _state, _widgets

if TYPE_CHECKING:
    import datetime as dt

    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words

BESIDE = "beside"
"""The day to compare with, as an address has it; empty for none."""
TEXT, ANY_DAY = "timeline_text", "timeline_day"
"""The two widgets for the day; `_state.DAY` holds it, and they follow."""
PLAYING, SHOWN = "_timeline_playing", "_timeline_shown"
PACE_SECONDS = 1.3
PANEL_HEIGHT = 206


def page() -> None:
    """Show the day picker, and below it all that follows the day."""
    words, atlas = _record.words(), _record.of_evidence()
    view, is_playing = atlas.view(_filters.chosen()), _is_playing()
    _ledger.own()
    days = [text.day.isoformat() for text in progress.text_days(atlas)]
    _state.own(BESIDE, ["", *days], "")
    if not is_playing:  # what is played passes; only where it ends is worth an address
        _state.write(view.filters, beside=st.session_state[BESIDE], **_ledger.state())
    _frame.head(words, known_in_words(view.atlas, words))
    _picker(atlas, words, is_playing=is_playing)
    _board(view, words)
    _ledger.show(view, words)
    if is_playing:
        st.session_state[SHOWN] = False
        _play(atlas)


def _picker(atlas: Atlas, words: Words, *, is_playing: bool) -> None:
    """Show the dates of the texts, any other day, and the button that plays them."""
    day, texts = st.session_state[_state.DAY], progress.text_days(atlas)
    dates = {text.day: capitalised(when(text.day, text.precision, words)) for text in texts}
    newest = texts[-1].day
    st.session_state[TEXT] = newest if day is None else day if day in dates else None
    st.session_state[ANY_DAY] = day or newest
    with st.container(horizontal=True, key="picker", vertical_alignment="center", gap="small"):
        _widgets.button(
            words("timeline.stop") if is_playing else words("timeline.play"),
            icon=":material/stop:" if is_playing else ":material/play_arrow:",
            on_click=_state.then(_stop) if is_playing else _state.then(_start, atlas),
            key="play",
        )
        _widgets.segmented_control(
            words("timeline.pick"),
            list(dates),
            key=TEXT,
            format_func=dates.__getitem__,
            label_visibility="collapsed",
            on_change=_state.then(_take, TEXT, newest),
        )
        _widgets.date_input(
            words("timeline.pick_day"),
            key=ANY_DAY,
            min_value=min(texts[0].day.replace(month=1, day=1), day or newest),
            max_value=max(newest, day or newest),
            format="YYYY-MM-DD",
            label_visibility="collapsed",
            on_change=_state.then(_take, ANY_DAY, newest),
            width=150,
        )


def _take(key: str, newest: dt.date) -> None:
    """Make the day of a widget the day of the session (none for the newest); an empty widget says nothing."""
    if day := st.session_state[key]:
        st.session_state[_state.DAY] = None if day == newest else day
    _stop()


def _start(atlas: Atlas) -> None:
    """Play from the day shown, from the first text when that is the newest."""
    st.session_state[PLAYING] = st.session_state[_state.SEEN]
    if st.session_state[_state.DAY] is None:
        st.session_state[_state.DAY] = progress.text_days(atlas)[0].day


def _stop() -> None:
    st.session_state[PLAYING] = None


def _is_playing() -> bool:
    """Whether the texts are being played: not at the newest, not back from another page, nor at another address."""
    started_at = st.session_state.get(PLAYING)
    is_here = TEXT in st.session_state and started_at == st.session_state[_state.SEEN]
    if started_at is None or not is_here or st.session_state[_state.DAY] is None:
        _stop()
        return False
    return True


@st.fragment(run_every=PACE_SECONDS)
def _play(atlas: Atlas) -> None:
    """Go on to the next text each time that this runs by itself; the first time is part of showing the page."""
    if not st.session_state[SHOWN]:
        st.session_state[SHOWN] = True
    elif st.session_state.get(PLAYING) is not None:
        st.session_state[_state.DAY] = progress.next_day(atlas, st.session_state[_state.DAY])
        st.rerun()


@st.fragment
def _board(view: View, words: Words) -> None:
    """Map and panel: all that a click on the map changes."""
    selected = st.session_state.get(_state.PROJECT, "")
    selected = selected if selected in view.projects.index else ""
    counts, compare = st.columns([7, 3], gap="small", vertical_alignment="center")
    with counts:
        _counts(view, words)
    with compare:
        _compare(words)
    chart, panel = st.columns([2, 1], gap="small")
    with chart:
        _frame.map_of(view, words, selected, beside=_beside(view))
    with panel:
        _stages(view, words)
        st.html(ledger_sum(view, promises.promises_in(view), words))
        with st.container(height=PANEL_HEIGHT, border=True, key="changes"):
            _panel(view, words, selected)
    if st.session_state.get(PLAYING) is None:
        _state.write(view.filters, beside=st.session_state[BESIDE], **_ledger.state())


def _compare(words: Words) -> None:
    """Show the days with which the one shown can be compared; the map has the earlier one on its left."""
    others = {"": words("timeline.beside_none")}
    for text in progress.text_days(_record.of_evidence()):
        name = capitalised(when(text.day, text.precision, words))
        others[text.day.isoformat()] = words("timeline.beside_with", day=name)
    _widgets.selectbox(
        words("timeline.beside"),
        list(others),
        key=BESIDE,
        on_change=_state.note,
        format_func=others.__getitem__,
        label_visibility="collapsed",
    )


def _beside(view: View) -> View | None:
    """Return what was known of the same filters on the day to compare with; None for none, or for the same day."""
    day = day_in(st.session_state[BESIDE])
    if day is None or day == view.day or st.session_state.get(PLAYING) is not None:
        return None
    return _record.of_evidence().view(view.filters.with_values(day=day))


def _counts(view: View, words: Words) -> None:
    st.html(headings.counts_line([*headings.kind_counts(view, words), *headings.stage_counts(view, words)]))


def _stages(view: View, words: Words) -> None:
    if chart := stage_chart(view, words):
        st.html(headings.line(words("timeline.chart_title"), "timeline-title", "h2") + stage_key(view, words))
        with st.container(key="stages"):  # its place is kept while it is drawn
            st.vega_lite_chart(chart.spec, width="stretch", alt=chart.alt)


def _panel(view: View, words: Words, selected: str) -> None:
    if view.projects.empty:
        _empty(view, words)
    elif selected:
        _widgets.button(
            words("timeline.close"), icon=":material/close:", on_click=_state.then(_close), type="tertiary", key="close"
        )
        st.html(known_html(view, selected, words, _frame.link))
    else:
        st.html(changes_html(view, words, _frame.link))


def _empty(view: View, words: Words) -> None:
    first = progress.text_days(_record.of_evidence())[0]
    is_early = view.filters.day is not None and view.filters.day < first.day
    title = words("timeline.nothing_title") if is_early else words("empty.title")
    hint = (
        words("timeline.nothing_hint", when=when(first.day, first.precision, words))
        if is_early
        else words("empty.hint")
    )
    label = words("timeline.latest") if is_early else ""
    clear = _filters.forget_day if is_early else _filters.clear
    _filters.offer_to_clear(words, title, hint, label, clear, is_fragment=True)


def _close() -> None:
    st.session_state[_state.PROJECT] = ""


page()
