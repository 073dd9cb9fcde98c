"""出图: the map that goes into the monthly bulletin, one sheet or a series; a briefing; the selection as data."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from geo.atlas import progress
from geo.errors import AtlasError, SheetError
from geo.export.briefing.parts import Paragraph, Picture
from geo.export.columns import headed_table
from geo.export.systems import SYSTEMS, WGS84
from geo.html import headings
from geo.html.selection import outline, sheet_links
from geo.sheet.template import as_toml, from_toml
from geo.words.case import capitalised
from geo.words.dates import when
from pages import _downloads, _filters, _frame, _record, _series_panel, _sheet_form, _state, _takeaway, _widgets

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from geo.atlas.atlas import Atlas, View
    from geo.export.briefing import Kind
    from geo.export.briefing.parts import Briefing
    from geo.read.words import Words
    from geo.sheet.options import SheetOptions

SECTIONS = ("sheet", "series", "briefing", "data")
SECTION, BY, SINCE, CRS = "topic", _series_panel.BY, "since", "crs"
BRIEFINGS: tuple[Kind, ...] = ("docx", "pptx", "pdf")


@st.fragment
def page() -> None:
    """Show the page; a change of its own widgets runs no more than this."""
    words, atlas = _record.words(), _record.atlas()
    view = atlas.view(_filters.chosen())
    days = _earlier_days(view.atlas)
    _state.own(SECTION, SECTIONS, SECTIONS[0])
    _state.own(BY, _series_panel.KINDS, _series_panel.KINDS[0])
    _state.own(SINCE, [day.isoformat() for day in days], days[0].isoformat() if days else "")
    _state.own(CRS, SYSTEMS, WGS84)
    _sheet_form.hold(atlas)
    section = _head(view, words)
    if view.projects.empty:
        _filters.offer_to_clear(words, is_fragment=True)
    else:
        shows: dict[str, Callable[[View, Words], None]] = {
            "sheet": _sheet,
            "series": _series_panel.show,
            "briefing": _briefing,
            "data": _data,
        }
        shows[section](view, words)
    at_first = {SECTION: SECTIONS[0], BY: _series_panel.KINDS[0], SINCE: days[0].isoformat() if days else ""}
    at_first[CRS] = WGS84
    own = {name: st.session_state[name] for name, first in at_first.items() if st.session_state[name] != first}
    _state.write(view.filters, **own, **_sheet_form.state())


def _earlier_days(atlas: Atlas) -> list[dt.date]:
    """Return the days of texts before that of the newest one, the latest first."""
    return [text.day for text in reversed(progress.text_days(atlas)[:-1])]


def _head(view: View, words: Words) -> str:
    _frame.head(words, has_own=True)
    with st.container(horizontal=True, vertical_alignment="center", key="snapshot_head"):
        st.html(headings.heading(words("page.snapshot"), tag="h1"), width="content")
        section = _widgets.segmented_control(
            words("snapshot.sections"),
            SECTIONS,
            key=SECTION,
            on_change=_state.note,
            required=True,
            label_visibility="collapsed",
            format_func=lambda name: words(f"snapshot.section.{name}"),
        )
        count = words("snapshot.selected", count=len(view.projects), total=len(view.atlas.projects))
        st.html(headings.line(count, "snapshot-note", is_status=True), width="content")
    return section or SECTIONS[0]


def _sheet(view: View, words: Words) -> None:
    form, picture = st.columns([28, 72], gap="medium")
    with form, st.container(key="snapshot_form"):
        _sheet_form.show(view.atlas, words)
    with picture:
        try:
            options = _sheet_form.options()
        except SheetError as fault:
            _widgets.warning(_takeaway.fault_in_words(fault, words), icon=":material/error:")
            return
        if _takeaway.show_preview(view, words, options):
            with st.container(key="snapshot_files"):
                _takeaway.sheet_buttons(view, words, options)
    with form:
        _template(view, words, options)


def _template(view: View, words: Words, options: SheetOptions) -> None:
    """Offer the settings of this sheet as a template, and to open those of another."""
    with _widgets.popover(words("snapshot.template_open"), width="stretch"):
        file = st.file_uploader(
            words("snapshot.template_open"),
            type="toml",
            key="template_file",
            on_change=_state.note,
            max_upload_size=1,
            label_visibility="collapsed",
        )
        if file is not None:
            try:
                sheets = from_toml(file.getvalue().decode("utf-8", "replace"))
            except SheetError as fault:
                _widgets.warning(_takeaway.fault_in_words(fault, words), icon=":material/error:")
            else:
                named = [
                    (
                        sheet.get("name") or words("snapshot.template_sheet", number=number),
                        f"snapshot?{urlencode(_sheet_form.query_of(sheet), doseq=True)}",
                    )
                    for number, sheet in enumerate(sheets, start=1)
                ]
                st.html(sheet_links(named))
    _takeaway.offer(
        words("snapshot.template_save"),
        partial(_saved, view, words),
        _takeaway.file_name(view, words, "toml", options.title),
        words("snapshot.template_save_help"),
        key="template",
    )


def _saved(view: View, words: Words) -> bytes:
    return as_toml([_sheet_form.settings(view.filters, words.lang)]).encode()


def _briefing(view: View, words: Words) -> None:
    atlas = view.atlas
    form, outline = st.columns([28, 72], gap="medium")
    days = {day.isoformat(): day for day in _earlier_days(atlas)}
    with form, st.container(key="snapshot_form"):
        _paragraphs([words("snapshot.briefing_about")])
        if days:
            texts = {text.day.isoformat(): text for text in progress.text_days(atlas)}
            _widgets.selectbox(
                words("snapshot.since"),
                list(days),
                key=SINCE,
                on_change=_state.note,
                persist_state="session",
                format_func=lambda day: capitalised(when(texts[day].day, texts[day].precision, words)),
                help=words("snapshot.since_help"),
            )
        since = days.get(st.session_state[SINCE])
        made_on = dt.datetime.now(tz=dt.UTC).astimezone().date()
        for kind in BRIEFINGS:
            _takeaway.briefing_button(view, words, kind, since, made_on)
        _paragraphs([words("snapshot.briefing_note")])
    with outline, _widgets.spinner(words("snapshot.drawing")):
        try:
            content = _takeaway.outline(view.key, view.filters, words.lang, since, made_on, view, words)
        except AtlasError as fault:
            _widgets.warning(_takeaway.fault_in_words(fault, words), icon=":material/error:")
            return
        listed, picture = st.columns([54, 46], gap="medium")
        listed.html(_outline(content, words))
        with picture, st.container(key="snapshot_briefing_map"):
            png = next(b.png for s in content.sections for b in s.blocks if isinstance(b, Picture))
            st.image(png, width="stretch", output_format="PNG", alt=words("snapshot.briefing_map"))


def _outline(content: Briefing, words: Words) -> Markup:
    """Say what a briefing holds: its headings, and below each its tables and pictures by their captions."""
    sections = [
        (section.heading, [block.caption for block in section.blocks if not isinstance(block, Paragraph)])
        for section in content.sections
    ]
    texts = words("snapshot.briefing_texts", count=len(content.notes))
    return outline(content.title, content.subtitle, [*sections, (content.labels.notes, [texts])])


def _data(view: View, words: Words) -> None:
    files, shown = st.columns([28, 72], gap="medium")
    with files, st.container(key="snapshot_form"):
        for kind in _takeaway.DATA:
            _takeaway.data_button(view, words, kind)
        system = _downloads.choose_system(words, CRS)
        for kind in _takeaway.DATA_IN_SYSTEM:
            _takeaway.data_button(view, words, kind, system)
        _paragraphs([words("snapshot.data_note")])
    with shown:
        counts = {"projects": len(view.projects), "reports": len(view.reports), "features": len(view.features)}
        named = [headings.Count(count, words(f"snapshot.count.{name}", count=count)) for name, count in counts.items()]
        st.html(headings.counts_line(named, is_status=False))
        with st.container(key="snapshot_rows"):
            table = headed_table(view, words, "map")
            st.dataframe(table, hide_index=True, height="stretch", alt=words("snapshot.rows"))


def _paragraphs(texts: list[str]) -> None:
    st.html("".join(headings.line(text, "snapshot-note") for text in texts))


page()
