"""系列: one sheet a city, county or project in one go; the page looks at the thread that draws them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import AtlasError
from geo.export.series import series, sheet_options
from geo.export.series_parts import Part, parts
from geo.html.headings import line
from geo.html.selection import sheet_names
from pages import _series, _sheet_form, _state, _takeaway, _widgets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from geo.atlas.atlas import View
    from geo.export.series_parts import By
    from geo.read.words import Words
    from geo.sheet.options import SheetOptions

BY = "by"
KINDS: tuple[By, ...] = ("city", "county", "project")
FILES = ("book", "png_150", "png_300", "svg", "pdf")
"""One PDF with contents, or an archive of sheets of a kind."""
FILE, RUN = "snapshot_series_file", "_snapshot_series"
LOOK_SECONDS = 0.7


def show(view: View, words: Words) -> None:
    """Show the form, what sheets there will be, one of them, and the series at work or done.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    form, work = st.columns([28, 72], gap="medium")
    with form, st.container(key="snapshot_form"):
        _sheet_form.show(view.atlas, words, is_series=True)
    with work:
        choices = st.container(horizontal=True, vertical_alignment="bottom", key="snapshot_series")
        with choices:
            by, file = _choices(words)
        try:
            options = _sheet_form.options(is_series=True)
            chosen, left_out = parts(view, words, by)
        except AtlasError as fault:
            _widgets.warning(_takeaway.fault_in_words(fault, words), icon=":material/error:")
            return
        run: _series.Run | None = st.session_state.get(RUN)
        is_running = run is not None and run.is_running
        with choices:
            _widgets.button(
                words("snapshot.start", count=len(chosen)),
                icon=":material/play_arrow:",
                type="primary",
                key="series_start",
                disabled=is_running,
                on_click=_state.then(_start, view, words, options, by, file, len(chosen)),
            )
        if is_running:
            _watched(words)
        else:
            _ended(words, _asked(view, words, options, by, file))
        picture, listed = st.columns([64, 36], gap="medium")
        with listed, st.container(key="snapshot_parts"):
            at = _widgets.selectbox(
                words("snapshot.preview"),
                range(len(chosen)),
                format_func=lambda at: chosen[at].name,
                key=f"snapshot_part_{by}_{view.key}",
                on_change=_state.note,
                persist_state="session",
            )
            st.html(_listed(chosen, left_out, by, words))
        part = chosen[at or 0]
        with picture:
            _takeaway.show_preview(part.view, words, sheet_options(part, words, options, by), part.name)


def _listed(chosen: Sequence[Part], left_out: Sequence[str], by: By, words: Words) -> Markup:
    """Say what the sheets are, and of what there will be none."""
    counts = ["" if by == "project" else words("sheet.count", count=len(part.view.projects)) for part in chosen]
    return sheet_names([(part.name, count) for part, count in zip(chosen, counts, strict=True)], left_out, words)


def _choices(words: Words) -> tuple[By, str]:
    """Show what there is a sheet of, and in what file; return both."""
    st.session_state.setdefault(FILE, FILES[0])
    kind = _widgets.segmented_control(
        words("snapshot.by"),
        KINDS,
        key=BY,
        on_change=_state.note,
        persist_state="page",
        required=True,
        format_func=lambda name: words(f"snapshot.by_kind.{name}"),
    )
    ending = _widgets.selectbox(
        words("snapshot.series_file"),
        FILES,
        key=FILE,
        on_change=_state.note,
        persist_state="session",
        width=230,
        format_func=lambda name: words(f"snapshot.series_files.{name}"),
    )
    return kind or KINDS[0], ending or FILES[0]


def _asked(view: View, words: Words, options: SheetOptions, by: str, file: str) -> tuple[object, ...]:
    """Return all that tells one series from another."""
    return (view.key, view.filters, words.lang, options, by, file)


def _start(  # noqa: PLR0913, PLR0917 - all that a series is made from
    view: View, words: Words, options: SheetOptions, by: By, file: str, count: int
) -> None:
    """Begin to draw, in the background; a series that is still at work is left alone."""
    held: _series.Run | None = st.session_state.get(RUN)
    if held is not None and held.is_running:
        return
    kind, _, dpi = file.partition("_")
    is_book = kind == "book"
    make = partial(
        series,
        view,
        words,
        options,
        by=by,
        file="pdf" if is_book else "zip",
        each="png" if is_book else kind,
        dpi=int(dpi or 300),
    )
    ending = "pdf" if is_book else "zip"
    name = _takeaway.file_name(view, words, ending, words(f"snapshot.series_name.{by}"))
    asked = _asked(view, words, options, by, file)
    st.session_state[RUN] = _series.Run(make, asked, name, count).start()


@st.fragment(run_every=LOOK_SECONDS)
def _watched(words: Words) -> None:
    """Look again and again how far the series has come; when it has ended, the page is shown anew."""
    run: _series.Run = st.session_state[RUN]
    if not run.is_running:
        st.rerun()
    sentence = words("snapshot.progress", done=run.done, total=run.total, name=run.at)
    with st.container(horizontal=True, vertical_alignment="center", key="snapshot_run"):
        _widgets.progress(
            min(run.done / max(run.total, 1), 1.0), text=words("snapshot.waiting") if run.is_waiting else sentence
        )
        _widgets.button(
            words("snapshot.cancelling") if run.is_cancelled else words("snapshot.cancel"),
            icon=":material/stop:",
            key="series_cancel",
            on_click=_state.then(run.cancel),
            disabled=run.is_cancelled,
        )


def _ended(words: Words, asked: object) -> None:
    """Say how the last series ended, and offer its file."""
    run: _series.Run | None = st.session_state.get(RUN)
    if run is None:
        return
    if run.is_cancelled:
        _widgets.info(words("snapshot.cancelled", done=run.done, total=run.total), icon=":material/cancel:")
    elif run.fault is not None:
        _widgets.warning(_takeaway.fault_in_words(run.fault, words), icon=":material/error:")
    elif run.is_lost:
        _widgets.error(words("snapshot.lost"), icon=":material/error:")
    else:
        sentence = words("snapshot.done", total=run.total, size=f"{len(run.result) / 1e6:.1f}")
        older = "" if run.asked == asked else words("snapshot.older")
        with st.container(horizontal=True, vertical_alignment="center", key="snapshot_run"):
            _takeaway.offer(words("snapshot.take"), run.result, run.name, "", key="series", is_wide=False)
            st.html(line(sentence + older, "snapshot-note", is_status=True), width="content")
