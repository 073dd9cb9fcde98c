"""Buttons that make a file when they are pressed, not before: tables, layers and the whole record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.export import delimited, layers, oc4ids, workbook
from geo.export.oc4ids_prefix import OWN_PREFIX, SETTING
from geo.export.systems import SYSTEMS, WGS84, with_mark
from geo.html import headings
from geo.read.schema import read_descriptor
from pages import _record, _settings, _state, _widgets

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.read.words import Words

MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "json": "application/json",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
}
ICONS = {
    "csv": "csv",
    "xlsx": "table_view",
    "zip": "folder_zip",
    "json": "data_object",
    "gpkg": "layers",
    "geojson": "layers",
}


@st.cache_resource(show_spinner=False)
def contract() -> dict[str, Any]:
    """Return the descriptor of the record, which names its tables and fields."""
    return read_descriptor(_settings.DATA)


def _named(name: str, suffix: str, words: Words) -> str:
    """Return the name of a file, with the ring of evidence and the day to which the record in it is cut, if any."""
    atlas = _record.atlas()
    ring = [words(f"data.ring_in_name.{atlas.evidence}")] if atlas.evidence else []
    day = [f"{atlas.day:%Y-%m-%d}"] if atlas.day else []
    return f"{'-'.join([name, *ring, *day])}.{suffix}"


def table_as_csv(name: str, words: Words) -> None:
    """Offer one table as CSV.

    Parameters
    ----------
    name
        A table of the record.
    words
        The words of the language.
    """
    make = partial(delimited.csv_file, _record.atlas().tables[name])
    _button(words("data.csv"), make, _named(name, "csv", words), words("data.csv_help"))


def table_as_workbook(name: str, words: Words) -> None:
    """Offer one table as an Excel workbook.

    Parameters
    ----------
    name
        A table of the record.
    words
        The words of the language.
    """
    make = partial(workbook.workbook, _record.atlas(), contract(), words, (name,))
    _button(words("data.xlsx"), make, _named(name, "xlsx", words), words("data.xlsx_help"))


def whole_record(words: Words) -> None:
    """Offer all tables as a workbook and as CSV, and the projects as OC4IDS.

    Parameters
    ----------
    words
        The words of the language.
    """
    atlas, title = _record.atlas(), words("title")
    book = partial(workbook.workbook, atlas, contract(), words)
    _button(words("data.take_xlsx"), book, _named(title, "xlsx", words), words("data.xlsx_help"))
    archive = partial(delimited.csv_archive, atlas)
    _button(words("data.take_csv"), archive, _named(f"{title}-csv", "zip", words), words("data.csv_help"))
    prefix, zh = _settings.OC4IDS_PREFIX, _record.every_language()["zh"]
    package = partial(oc4ids.oc4ids_file, atlas, zh, prefix=prefix)
    note = "" if prefix else words("oc4ids.unregistered", prefix=OWN_PREFIX, setting=SETTING)
    help_text = f"{words('data.oc4ids_help')}\n\n{note}".strip()
    _button(words("data.take_oc4ids"), package, _named(f"{title}-oc4ids", "json", words), help_text)


def choose_system(words: Words, key: str) -> str:
    """Let the reader choose a reference system for the files that can be in any, and say what it is; return its name.

    Parameters
    ----------
    words
        The words of the language.
    key
        That of the widget, whose state the page holds.
    """
    chosen: str = _widgets.selectbox(
        words("system.choose"),
        list(SYSTEMS),
        key=key,
        on_change=_state.note,
        persist_state="session",
        format_func=lambda name: words(f"system.short.{name}"),
        help=words("system.choose_help"),
    )
    st.html(headings.line(SYSTEMS[chosen].remark(words), "snapshot-note"))
    return chosen


def layer(name: str, file_format: str, words: Words, label: str = "", system: str = WGS84) -> None:
    """Offer one layer in one format; the format stands on the button where there is no other label.

    Parameters
    ----------
    name
        One of `geo.export.layers.LAYERS`.
    file_format
        One of `geo.export.layers.SUFFIX`.
    words
        The words of the language.
    label
        What stands on the button; empty for the name of the format.
    system
        One of `geo.export.systems.SYSTEMS`, for the formats that can be in any; the others are in WGS 84.
    """
    chosen = system if file_format in layers.IN_ANY_SYSTEM else WGS84
    make = partial(layers.layer_file, _record.atlas(), name, file_format, words, chosen)
    label = label or words(f"data.format.{file_format}")
    file_name = with_mark(_named(name, layers.SUFFIX[file_format], words), SYSTEMS[chosen])
    _button(label, make, file_name, words(f"data.format_help.{file_format}"))


def _button(label: str, make: Callable[[], bytes], file_name: str, note: str) -> None:
    suffix = file_name.rsplit(".", 1)[-1]
    _widgets.download_button(
        label,
        data=make,
        file_name=file_name,
        mime=MIME[suffix],
        on_click="ignore",
        help=note,
        icon=f":material/{ICONS[suffix]}:",
        width="stretch",
        key=f"get-{file_name}",
    )
