"""The five source texts, and whether the printed names stand in the lines that the record gives."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import Fault, LocatorError
from geo.read.tables import rows
from geo.text import squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

QUOTATION = re.compile("“([^”]+)”")
TERM = re.compile("[今明当全]年|年[内底前]|[上下]半年|[0-9]{4}年|月底|季度")
"""What lines that state a term have in them."""
LOCATOR = re.compile(r"L(\d+)(?:-L(\d+))?")


def span_of(locator: str) -> tuple[int, int]:
    """Return the first and the last line that a locator (``L31`` or ``L31-L33``) names.

    Parameters
    ----------
    locator
        As the record writes it, without white space.

    Returns
    -------
    tuple
        Counted from 1, equal where one line is named.

    Raises
    ------
    LocatorError
        It is not of that form.
    """
    match = LOCATOR.fullmatch(locator)
    if not match:
        raise LocatorError("text.no_locator", locator=locator)
    return int(match[1]), int(match[2] or match[1])


def lines_at(text: str, locator: str) -> str:
    """Return the lines of a text that a locator names.

    Parameters
    ----------
    text
        All of it.
    locator
        ``L31`` or ``L31-L33``, counted from 1.

    Returns
    -------
    str
        The lines run together, white space removed.

    Raises
    ------
    LocatorError
        The locator is not of that form, runs backwards, or leaves the text.
    """
    first, last = span_of(locator)
    lines = text.splitlines()
    if not 1 <= first <= last <= len(lines):
        raise LocatorError("text.beyond", locator=locator, count=len(lines))
    return squeezed("".join(lines[first - 1 : last]))


def printed_name_faults(tables: Mapping[str, pd.DataFrame], texts_dir: Path) -> list[Fault]:
    """Check that each ``printed_name`` stands within the lines of its locator, and that what is quoted is in the text.

    The lines of a promise state a term.

    Parameters
    ----------
    tables
        The record's; those with the columns ``source_id``, ``locator`` and ``printed_name`` are checked.
    texts_dir
        Holds the files that ``sources.file`` names.

    Returns
    -------
    list of Fault
        One for each printed name, locator or quotation that does not hold, and for each text that is missing.
    """
    sources = tables["sources"]
    files = {row.source_id: row.file for row in rows(sources[sources["kind"] == "text"])}
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for key, file in files.items():
        if Path(file).name != file or not (texts_dir / file).is_file():
            faults.append(Fault("tables/sources.csv", None, "file", "text.missing", name=file, directory=texts_dir))
            continue
        try:
            texts[key] = (texts_dir / file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as broken:
            faults.append(Fault(file, None, "", "file.encoding", reason=broken))
    for name, table in tables.items():
        if {"source_id", "locator", "printed_name"} <= set(table.columns):
            for row in rows(table[table["source_id"].isin(texts)]):
                faults += _row_faults(row, texts[row.source_id], f"tables/{name}.csv")
    return faults


def _row_faults(row: object, text: str, file: str) -> list[Fault]:
    line, locator, printed = row.line, row.locator, row.printed_name  # type: ignore[attr-defined]
    faults = _invented(row, text, file)
    try:
        lines = lines_at(text, locator)
    except LocatorError as broken:
        return [*faults, Fault(file, line, "locator", broken.code, **broken.params)]
    if getattr(row, "due_precision", "") and not TERM.search(lines):
        faults.append(Fault(file, line, "due_on", "date.no_time_in_lines", locator=locator))
    if squeezed(printed) in lines:
        return faults
    return [*faults, Fault(file, line, "printed_name", "text.not_printed", printed=printed, locator=locator)]


def _invented(row: object, text: str, file: str) -> list[Fault]:
    """Return a fault for each quotation in a name or role that its text does not hold: a slogan of our own making."""
    whole = squeezed(text)
    return [
        Fault(file, row.line, name, "text.not_quoted", quoted=quoted)  # type: ignore[attr-defined]
        for name in ("name_zh", "role_zh")
        for quoted in QUOTATION.findall(getattr(row, name, ""))
        if squeezed(quoted) not in whole
    ]
