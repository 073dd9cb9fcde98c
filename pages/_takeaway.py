"""What the page 出图 gives away: buttons that draw when pressed, names of files, faults in the reader's words."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from geo.errors import SheetError
from geo.export.briefing import briefing
from geo.export.systems import SYSTEMS, WGS84, with_mark
from geo.sheet.options import MM_PER_INCH, MOST_PX
from geo.words.faults import sentence
from geo.words.filters import filters_in_words
from pages import _record, _widgets

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from geo.atlas.atlas import View
    from geo.atlas.filters import Filters
    from geo.errors import AtlasError
    from geo.export.briefing import Kind
    from geo.export.briefing.parts import Briefing, Style
    from geo.export.selection import Kind as SelectionKind
    from geo.read.words import Words
    from geo.sheet.options import SheetOptions

MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "toml": "application/toml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
}
SHEETS = ("png_150", "png_300", "png_600", "svg_text", "svg_outlines", "pdf", "zip_300")
DATA: tuple[SelectionKind, ...] = ("xlsx", "csv", "geojson", "kml")
"""What has no coordinates, or has them in WGS 84."""
DATA_IN_SYSTEM: tuple[SelectionKind, ...] = ("gpkg", "shp", "positions")
"""What can be had in any reference system."""
MOST_NAME = 60
PREVIEW_PX, INCH_MM = 1400, 25.4
"""How long the longer side of a preview is; Streamlit sends pictures up to 1460 px across as they are."""
MAP_MM = (170.0, 150.0)


def fault_in_words(fault: AtlasError, words: Words) -> str:
    """Return why something cannot be made, in the reader's language.

    Parameters
    ----------
    fault
        What was raised.
    words
        The words of the language.
    """
    return words("snapshot.fault", reason=sentence(fault, words.lang))


def file_name(view: View, words: Words, ending: str, title: str = "") -> str:
    """Return a name for a file: its title (or the atlas), the filters, and the day of the view where there is one.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    ending
        Without the dot.
    title
        Empty for the name of the atlas.
    """
    parts = [
        title or words("title"),
        filters_in_words(view, words),
        view.filters.day.isoformat() if view.filters.day else "",
    ]
    name = "_".join(re.sub(r"[^\w-]+", "-", part).strip("-")[:MOST_NAME] for part in parts if part)
    return f"{name or 'atlas'}.{ending}"


def sheet_buttons(view: View, words: Words, options: SheetOptions) -> None:
    """Offer a sheet in each kind of file; none of them is drawn before its button is pressed.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    options
        What the sheet is asked to be: layout, theme, extent, words of its own.
    """
    for column, kind in zip(st.columns(len(SHEETS), gap="small"), SHEETS, strict=True):
        file = kind.partition("_")[0]
        with column:
            offer(
                words(f"snapshot.file.{kind}"),
                partial(sheet_file, view, words, options, kind),
                file_name(view, words, file, options.title),
                words(f"snapshot.file_help.{kind}"),
                key=kind,
                is_first=kind == "png_300",
                is_off=not _has_pixels_for(options, kind),
            )


@st.cache_data(max_entries=24, show_spinner=False)
def preview(
    view_key: str,  # noqa: ARG001 - these three tell Streamlit's cache what the view and the words are
    filters: Filters,  # noqa: ARG001
    lang: str,  # noqa: ARG001
    options: SheetOptions,
    _view: View,
    _words: Words,
) -> bytes:
    """Return a sheet as a small PNG.

    Parameters
    ----------
    view_key
        `View.key`.
    filters
        Those of the view.
    lang
        The language of the words.
    options
        What the sheet is asked to be: layout, theme, extent, words of its own.
    _view
        What is drawn.
    _words
        The words on it.
    """
    from geo.sheet.sheet import draw_sheet  # noqa: PLC0415 - as above

    dpi = PREVIEW_PX * INCH_MM / max(options.layout.width_mm, options.layout.height_mm)
    return draw_sheet(_view, _words, options, dpi=round(dpi))


def show_preview(view: View, words: Words, options: SheetOptions, name: str = "") -> bool:
    """Show a sheet as a small picture, or why it cannot be drawn; return whether it could be.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    options
        What the sheet is asked to be: layout, theme, extent, words of its own.
    name
        What the sheet is of, for the alternative text; empty for the atlas.
    """
    title = options.title or name or words("title")
    width, height = f"{options.layout.width_mm:g}", f"{options.layout.height_mm:g}"
    alt = words("snapshot.alt", title=title, width=width, height=height, count=len(view.projects))
    try:
        with st.container(key="snapshot_preview"), _widgets.spinner(words("snapshot.drawing")):
            drawn = preview(view.key, view.filters, words.lang, options, view, words)
            st.image(drawn, width="content", output_format="PNG", alt=alt)
    except SheetError as fault:
        _widgets.warning(fault_in_words(fault, words), icon=":material/error:")
        return False
    return True


@st.cache_data(max_entries=8, show_spinner=False)
def outline(  # noqa: PLR0913, PLR0917 - as in `preview`, they tell the cache what it holds
    view_key: str,  # noqa: ARG001 - as above
    filters: Filters,  # noqa: ARG001
    lang: str,  # noqa: ARG001
    since: dt.date | None,
    until: dt.date | None,
    made_on: dt.date,
    _view: View,
    _words: Words,
) -> Briefing:
    """Return what a briefing will hold, to be said in words before it is written.

    Parameters
    ----------
    view_key
        `View.key`.
    filters
        Those of the view.
    lang
        The language of the words.
    since, until
        The two days whose difference is told; None for the text before, and for the day of the view.
    made_on
        The day that the briefing bears.
    _view
        What it is of.
    _words
        The words in it.
    """
    from geo.export.briefing.compose import compose  # noqa: PLC0415 - as above

    return compose(_view, _words, since=since, until=until, made_on=made_on, map_mm=MAP_MM)


def briefing_button(  # noqa: PLR0913 - each is a choice of the reader, by name
    view: View,
    words: Words,
    kind: Kind,
    style: Style,
    *,
    since: dt.date | None,
    until: dt.date | None,
    made_on: dt.date,
) -> None:
    """Offer a briefing in one kind of file.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    kind
        Of file.
    style
        What a document looks like.
    since, until
        The two days whose difference is told; None for the text before, and for the day of the view.
    made_on
        The day that the briefing bears.
    """
    offer(
        words(f"snapshot.briefing_file.{kind}"),
        partial(briefing, view, words, since=since, until=until, kind=kind, style=style, made_on=made_on),
        file_name(view, words, kind, words("snapshot.briefing_name")),
        words(f"snapshot.briefing_help.{kind}"),
        key=f"briefing_{kind}",
        is_first=kind == "docx",
    )


def data_button(view: View, words: Words, kind: SelectionKind, system: str = WGS84) -> None:
    """Offer the selection in one kind of file.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    kind
        Of file.
    system
        One of `geo.export.systems.SYSTEMS`; the name of the file says which, unless it is that of the atlas.
    """
    title = f"{words('title')}-{words('position.file')}" if kind == "positions" else ""
    ending = {"shp": "zip", "positions": "csv"}.get(kind, kind)
    name = with_mark(file_name(view, words, ending, title), SYSTEMS[system])
    make = partial(_selection, view, words, kind, system)
    offer(words(f"snapshot.data.{kind}"), make, name, words(f"snapshot.data_about.{kind}"), key=kind)


def offer(  # noqa: PLR0913 - each is a part of one button, by name
    label: str,
    make: Callable[[], bytes] | bytes,
    name: str,
    note: str,
    *,
    key: str,
    is_first: bool = False,
    is_wide: bool = True,
    is_off: bool = False,
) -> None:
    """Show a button that gives a file, made when it is pressed.

    Parameters
    ----------
    label
        What stands on the button.
    make
        The file, or what makes it.
    name
        That of the file, with its ending.
    note
        What is shown beside the button when it is pointed at; empty for nothing.
    key
        That of the widget.
    is_first
        Whether it is the one that stands out.
    is_wide
        Whether it is as wide as there is room.
    is_off
        Whether it cannot be pressed.
    """
    _widgets.download_button(
        label,
        data=make,
        file_name=name,
        mime=MIME[name.rsplit(".", 1)[-1]],
        on_click="ignore",
        help=note or None,
        icon=":material/download:",
        type="primary" if is_first else "secondary",
        disabled=is_off,
        width="stretch" if is_wide else "content",
        key=f"get-{key}",
    )


def sheet_file(view: View, words: Words, options: SheetOptions, kind: str) -> bytes:
    """Return a sheet in one of the kinds of `SHEETS`.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    options
        What the sheet is asked to be: layout, theme, extent, words of its own.
    kind
        One of `SHEETS`.
    """
    from geo.export.delimited import archive  # noqa: PLC0415 - as below
    from geo.sheet.package import files_of  # noqa: PLC0415 - as below
    from geo.sheet.sheet import compose_all, draw_sheet  # noqa: PLC0415 - what it imports costs a second

    file, _, way = kind.partition("_")
    if file == "zip":
        return archive(files_of(compose_all(view, words, options), "map", file="png", dpi=int(way)))
    dpi = int(way) if file == "png" else 300
    return draw_sheet(view, words, options, file=file, dpi=dpi, outlines=way == "outlines")


def _has_pixels_for(options: SheetOptions, kind: str) -> bool:
    """Whether a picture of so many dots an inch is not too large to be made."""
    file, _, way = kind.partition("_")
    if file not in ("png", "zip"):
        return True
    return options.layout.width_mm * options.layout.height_mm * (int(way) / MM_PER_INCH) ** 2 <= MOST_PX


def _selection(view: View, words: Words, kind: SelectionKind, system: str) -> bytes:
    from geo.export.selection import selection  # noqa: PLC0415 - as above

    return selection(view, words, kind, system, _record.every_language())
