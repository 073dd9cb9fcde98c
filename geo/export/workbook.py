"""Tables as an Excel workbook: typed columns, a header that stays and filters, the meaning of fields, the sources."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import pandas as pd
import xlsxwriter

from geo.read.tables import LINE, rows
from geo.text import display_width
from geo.words.case import capitalised
from geo.words.dates import when
from geo.words.filters import filters_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words

WIDEST, NARROWEST = 60, 8
"""Columns are as wide as what is in them, within these bounds, in characters."""
HEADER = {"bold": True, "bg_color": "#E1EBEF", "bottom": 1, "bottom_color": "#1F5F7A", "valign": "vcenter"}
DATE = {"num_format": "yyyy-mm-dd", "align": "left"}
TEXT = {"num_format": "@"}
"""A cell of text stays text when it is edited, as codes of units must."""


def workbook(atlas: Atlas, descriptor: Mapping[str, Any], words: Words, tables: Iterable[str] = ()) -> bytes:
    """Return tables of the record as one workbook (XLSX), with sheets on the fields and the sources.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    descriptor
        The contract, as `geo.read.schema.read_descriptor` returns it: it gives the order and meaning of the fields.
    words
        The words of the language.
    tables
        Names of tables; all of them when none is given. With a choice, the sheet of sources holds those that it cites.

    Raises
    ------
    KeyError
        There is no such table.
    """
    chosen = tuple(tables) or tuple(atlas.tables)
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    known = words("data.about.known", when=when(atlas.newest_on, "month", words), version=descriptor["version"])
    about = [words("data.about.what"), *cut_in_words(atlas, words), known]
    about += [words("data.licence.tables"), words("data.about.cite"), words("data.about.columns")]
    sheets = {name: atlas.tables[name].drop(columns=LINE) for name in chosen}
    sheets[words("data.sheet.fields")] = _fields([resources[name] for name in chosen], words)
    sheets[words("data.sheet.sources")] = sources_table(atlas, _cited(atlas, chosen), words)
    return book_of(sheets, atlas, about, words, comments=descriptor["description"])


def cut_in_words(atlas: Atlas, words: Words) -> list[str]:
    """Return which ring of evidence an atlas holds alone, and as known on which day; nothing of the whole record.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    words
        The words of the language.

    Returns
    -------
    list of str
        A line each.
    """
    ring = [words(f"data.of_ring.{atlas.evidence}")] if atlas.evidence else []
    return ring + ([words("data.of_day", day=when(atlas.day, "day", words))] if atlas.day else [])


def book_of(
    sheets: Mapping[str, pd.DataFrame], atlas: Atlas, about: Sequence[str], words: Words, *, comments: str = ""
) -> bytes:
    """Return tables by name as one workbook, after a sheet that says what they are; the first column stays.

    Parameters
    ----------
    sheets
        Name of the sheet, 31 characters at most → table.
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    about
        Lines of the first sheet.
    words
        The words of the language.
    comments
        What the properties of the file say.

    Returns
    -------
    bytes
        The same tables give the same bytes: it is dated by the newest evidence.
    """
    written = io.BytesIO()
    made = dt.datetime.combine(atlas.newest_on, dt.time(), dt.UTC)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": words("title"), "comments": comments, "created": made})
        _about(book, about, words)
        aside = (words("data.sheet.fields"), words("data.sheet.sources"))
        for name, table in sheets.items():
            _sheet(book, name, table, freeze_columns=int(name not in aside))
    return written.getvalue()


def about_view(view: View, first: str, count: int, words: Words, *notes: str) -> list[str]:
    """Return what a workbook of a view says of itself: what it holds, known when, by which filters, on which terms.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    first
        The key of the sentence on what it holds, with ``title``, ``count`` and ``known``.
    count
        How many there are of it.
    words
        The words of the language.
    *notes
        What is to be known of them, after that sentence.
    """
    known = words("sheet.known", when=when(view.day, "day" if view.filters.day else "month", words))
    chosen = filters_in_words(view, words)
    by_filters = [words("selection.filters", filters=chosen)] if chosen else []
    holds = words(first, title=words("title"), count=count, known=known)
    return [holds, *notes, *by_filters, words("data.licence.tables"), words("data.about.cite")]


def _sheet(book: Workbook, name: str, table: pd.DataFrame, *, freeze_columns: int = 0) -> None:
    """Write one table: a header that stays and filters, then a row a row, each cell in the type of its column."""
    sheet = book.add_worksheet(name)
    formats = {"text": book.add_format(TEXT), "date": book.add_format(DATE)}
    sheet.write_row(0, 0, list(table.columns), book.add_format(HEADER))
    for column, field in enumerate(table.columns):
        values = table[field].tolist()
        for row, value in enumerate(values, start=1):
            _write(sheet, row, column, value, formats)
        widest = max(map(display_width, [str(field) + "  ", *map(_shown, values)]))
        sheet.set_column(column, column, min(max(widest + 1, NARROWEST), WIDEST))
    sheet.set_row(0, 20)
    sheet.freeze_panes(1, freeze_columns)
    sheet.autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))


def _write(sheet: Worksheet, row: int, column: int, value: Any, formats: Mapping[str, Format]) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, value, formats["text"])
    elif pd.isna(value):
        return
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, pd.Timestamp):
        sheet.write_datetime(row, column, value.to_pydatetime(), formats["date"])
    else:
        sheet.write_number(row, column, value)


def _shown(value: Any) -> str:
    return "0000-00-00" if isinstance(value, pd.Timestamp) else "" if pd.isna(value) else str(value)


def _about(book: Workbook, lines: Sequence[str], words: Words) -> None:
    """Write what the workbook is, up to when it knows, and on which terms it may be used."""
    sheet = book.add_worksheet(words("data.sheet.about"))
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
    sheet.write_string(0, 0, words("title"), book.add_format({"bold": True, "font_size": 14}))
    for row, line in enumerate(lines, start=2):
        sheet.write_string(row, 0, line)


def _fields(resources: Sequence[Mapping[str, Any]], words: Words) -> pd.DataFrame:
    """Return the fields of tables, a row each, in the words of the contract."""
    described = "description_zh" if words.lang == "zh" else "description"
    return pd.DataFrame(
        [
            [resource["name"], field["name"], field["type"], field[described]]
            for resource in resources
            for field in resource["schema"]["fields"]
        ],
        columns=[words(f"data.field.{key}") for key in ("table", "name", "type", "meaning")],
    )


def _cited(atlas: Atlas, tables: Sequence[str]) -> set[str]:
    """Return the ids of the sources that tables cite; of all sources where they are among the tables."""
    return {
        source for name in tables if "source_id" in atlas.tables[name] for source in atlas.tables[name]["source_id"]
    }


def sources_table(atlas: Atlas, cited: Iterable[str], words: Words) -> pd.DataFrame:
    """Return sources, a row each, in the order of their table.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    cited
        Ids of sources, each once or oftener.
    words
        The words of the language.

    Returns
    -------
    DataFrame
        With headings in the language: id, title, publisher, date, its basis, file or address.
    """
    sources = atlas.sources
    table = [
        [
            row.source_id,
            row.title_zh if words.lang == "zh" else row.title_en,
            row.publisher_zh if words.lang == "zh" else row.publisher_en,
            capitalised(when(row.published_on, row.date_precision, words)),
            row.date_basis_zh if words.lang == "zh" else row.date_basis_en,
            row.file or row.url,
        ]
        for row in rows(sources[sources["source_id"].isin(set(cited))])
    ]
    keys = ("id", "title", "publisher", "date", "basis", "where")
    return pd.DataFrame(table, columns=[words(f"data.source.{key}") for key in keys])
