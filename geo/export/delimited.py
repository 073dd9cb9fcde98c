"""Tables as CSV that Excel opens rightly: UTF-8 with a byte order mark, no cell that it takes for a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.read.tables import LINE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas

FORMULA_SIGNS = "=+-@＝＋－＠\t\r\n"
"""What a cell must not begin with (OWASP, “CSV injection”), the full-width signs of East Asian keyboards included."""
GUARD = "'"
"""What is put before such a text. A sign that stands alone is no formula and stays as it is: ``figures.qualifier``."""
MADE_ON = (1980, 1, 1, 0, 0, 0)
"""The date of files within an archive, the oldest that there is: the same record gives the same bytes."""


def csv_file(table: pd.DataFrame) -> bytes:
    """Return a table of the record as a CSV file, with the columns of the contract.

    Numbers stay numbers, dates are written as 2024-03-31, empty cells are empty. A text that begins with a sign of a
    formula has an apostrophe before it.

    Parameters
    ----------
    table
        As `geo.read.tables.read_tables` returns it; its column ``line`` is left out.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, lines ending in CR LF.
    """
    columns = [column for column in table.columns if column != LINE]
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    for row in table[columns].itertuples(index=False, name=None):
        writer.writerow([_cell(value) for value in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def csv_archive(atlas: Atlas) -> bytes:
    """Return every table of the record as a CSV file in one ZIP archive.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.

    Returns
    -------
    bytes
        A ZIP archive of ``<table>.csv``.
    """
    return archive({f"{name}.csv": csv_file(table) for name, table in atlas.tables.items()})


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return files by name as one ZIP archive; the same files give the same bytes.

    Parameters
    ----------
    files
        Name within the archive → content.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, MADE_ON), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Parameters
    ----------
    text
        The text of one cell.
    """
    return GUARD + text if len(text) > 1 and text[0] in FORMULA_SIGNS else text


def _cell(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:.15g}"
    if pd.api.types.is_bool(value):
        return str(value).lower()
    return guarded(value) if isinstance(value, str) else str(value)
