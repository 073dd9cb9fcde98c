"""出图: the map that goes into the monthly bulletin, one sheet or a series; a briefing; the selection as data."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from geo.atlas import progress
from geo.errors import AtlasError, SheetError
from geo.export.briefing.parts import STYLES, Paragraph, Picture
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
    from geo.export.briefing.parts import Briefing, Style
    from geo.read.words import Words
    from geo.sheet.options import SheetOptions

SECTIONS = ("sheet", "series", "briefing", "data")
SECTION, BY, SINCE, UNTIL, STYLE, CRS = "topic", _series_panel.BY, "since", "until", "style", "crs"
BRIEFINGS: tuple[Kind, ...] = ("docx", "pptx", "pdf")


@st.fragment
def page() -> None:
    """Show the page; a change of its own widgets runs no more than this."""
    words, atlas = _record.words(), _record.atlas()
    view = atlas.view(_filters.chosen())
    days = _days(view.atlas, words)
    _state.own(SECTION, SECTIONS, SECTIONS[0])
    _state.own(BY, _series_panel.KINDS, _series_panel.KINDS[0])
    at_first = {SECTION: SECTIONS[0], BY: _series_panel.KINDS[0], STYLE: STYLES[0], UNTIL: next(iter(days), "")}
    at_first[CRS] = WGS84
    _state.own(CRS, SYSTEMS, WGS84)
    _state.own(STYLE, STYLES, STYLES[0])
    _state.own(UNTIL, list(days)[:-1], at_first[UNTIL])
    at_first[SINCE] = _text_before(view.atlas, st.session_state[UNTIL])
    _state.own(SINCE, [day for day in days if day < st.session_state[UNTIL]], at_first[SINCE])
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
    own = {name: st.session_state[name] for name, first in at_first.items() if st.session_state[name] != first}
    _state.write(view.filters, **own, **_sheet_form.state())


def _days(atlas: Atlas, words: Words) -> dict[str, str]:
    """Return every day on which something appeared → the day in words, the newest first: on no other does it change."""
    days = {day.date(): "day" for day in atlas.reports["published_on"]} | {
        text.day: text.precision for text in progress.text_days(atlas)
    }
    return {day.isoformat(): capitalised(when(day, days[day], words)) for day in sorted(days, reverse=True)}


def _text_before(atlas: Atlas, until: str) -> str:
    """Return the day of the texts before the newest by a day, or an empty text."""
    earlier = [text.day.isoformat() for text in progress.text_days(atlas) if text.day.isoformat() < until]
    return earlier[-1] if earlier else ""


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
        is_drawn = _takeaway.show_preview(view, words, options)
        if is_drawn:
            with st.container(key="snapshot_files"):
                _takeaway.sheet_buttons(view, words, options)
    with form:
        _template(view, words, options if is_drawn else None)


def _template(view: View, words: Words, drawn: SheetOptions | None) -> None:
    """Offer to open the settings of another sheet, and those of this one as a template, where it can be drawn."""
    with _widgets.popover(words("snapshot.template_open"), width="stretch"):
        file = _widgets.file_uploader(
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
    if drawn is not None:
        _takeaway.offer(
            words("snapshot.template_save"),
            partial(_saved, view, words),
            _takeaway.file_name(view, words, "toml", drawn.title),
            words("snapshot.template_save_help"),
            key="template",
        )


def _saved(view: View, words: Words) -> bytes:
    return as_toml([_sheet_form.settings(view.filters, words.lang)]).encode()


def _briefing(view: View, words: Words) -> None:
    form, outline = st.columns([28, 72], gap="medium")
    with form, st.container(key="snapshot_form"):
        _paragraphs([words("snapshot.briefing_about")])
        since, until = _compared(view.atlas, words)
        _widgets.segmented_control(
            words("snapshot.style"),
            STYLES,
            key=STYLE,
            on_change=_state.note,
            required=True,
            format_func=lambda name: words(f"snapshot.style_of.{name}"),
            help=words("snapshot.style_help"),
        )
        style: Style = st.session_state[STYLE]
        made_on = dt.datetime.now(tz=dt.UTC).astimezone().date()
        for kind in BRIEFINGS:
            _takeaway.briefing_button(
                view, words, kind, "atlas" if kind == "pptx" else style, since=since, until=until, made_on=made_on
            )
        _takeaway.data_button(view, words, "xlsx")
        _paragraphs([words("snapshot.briefing_note")])
    with outline, _widgets.spinner(words("snapshot.drawing")):
        try:
            content = _takeaway.outline(view.key, view.filters, words.lang, since, until, made_on, view, words)
        except AtlasError as fault:
            _widgets.warning(_takeaway.fault_in_words(fault, words), icon=":material/error:")
            return
        listed, picture = st.columns([54, 46], gap="medium")
        listed.html(_outline(content, words))
        with picture, st.container(key="snapshot_briefing_map"):
            png = next(b.png for s in content.sections for b in s.blocks if isinstance(b, Picture))
            st.image(png, width="stretch", output_format="PNG", alt=words("snapshot.briefing_map"))


def _compared(atlas: Atlas, words: Words) -> tuple[dt.date | None, dt.date | None]:
    """Ask for the two days whose difference is told, where there are two; return them, None for what is as at first."""
    days = _days(atlas, words)
    until = st.session_state[UNTIL]
    earlier = [day for day in days if day < until]
    if not st.session_state[SINCE]:
        return None, None
    for key, allowed in ((SINCE, earlier), (UNTIL, list(days)[:-1])):
        _widgets.selectbox(
            words(f"snapshot.{key}"),
            allowed,
            key=key,
            on_change=_state.note,
            persist_state="session",
            format_func=days.__getitem__,
            help=words(f"snapshot.{key}_help"),
        )
    is_newest = st.session_state[UNTIL] == next(iter(days))
    since = dt.date.fromisoformat(st.session_state[SINCE])
    return since, None if is_newest else dt.date.fromisoformat(st.session_state[UNTIL])


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
