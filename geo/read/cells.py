"""The cells of the tables, held against the schemas of the contract: each breach named by row and field.

The types, constraints and keys are those of the Table Schema specification, and what passes here passes any
Frictionless tool; where the specification leaves a choice, one writing is asked: numbers that are finite, ``true`` and
``false``, days of this time. A column is asked value by value, each different one once, so that a hundred thousand
faulty rows cost no more than a hundred thousand sound ones.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, Any

from geo.errors import MOST_KEPT, Fault
from geo.read.folder import MEGABYTE, MOST_MEGABYTES, MOST_ROWS, is_plain, read_text, text_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?")
INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2199
DELIMITERS = {";": ";", "\t": "Tab"}
"""What parts the columns where it is not a comma → how it is called."""


@dataclass
class Cells:
    """The rows of one table that fit its columns.

    Parameters
    ----------
    file
        Within the folder.
    columns
        Column → its cells, an empty one as an empty text.
    lines
        The line that each row stands on.
    """

    file: str
    columns: dict[str, list[str]]
    lines: list[int]


def cell_faults(data_dir: Path, resources: Iterable[Mapping[str, Any]]) -> tuple[list[Fault], dict[str, int], bool]:
    """Hold every table against its schema.

    Parameters
    ----------
    data_dir
        Where the paths of the resources begin.
    resources
        Those of the contract, whose files may be opened (`geo.read.folder.file_faults`).

    Returns
    -------
    faults
        Every breach, of a column and kind at most the first `MOST_KEPT`.
    more
        File → how many more there are.
    is_tabular
        Whether each table has the columns of its schema in each row, and no more rows than are read.
    """
    faults: list[Fault] = []
    more: dict[str, int] = {}
    is_tabular = True
    tables: dict[str, Cells] = {}
    for resource in resources:
        file, schema = resource["path"], resource["schema"]
        text, of_file = read_text(data_dir, file)
        cells = None
        if not of_file:
            cells, of_file = _cells(file, text, [field["name"] for field in schema["fields"]])
        is_tabular &= not of_file
        faults += of_file
        if cells is not None and not of_file:
            tables[resource["name"]] = cells
    for resource in resources:
        if resource["name"] not in tables:
            continue
        cells, schema = tables[resource["name"]], resource["schema"]
        for positions, told in _breaches(cells, resource["name"], schema, tables):
            faults += [told(position) for position in positions[:MOST_KEPT]]
            more[cells.file] = more.get(cells.file, 0) + max(0, len(positions) - MOST_KEPT)
    return faults, {file: count for file, count in more.items() if count}, is_tabular


def _cells(file: str, text: str, names: list[str]) -> tuple[Cells | None, list[Fault]]:
    """Return the rows of a table, and what does not fit its columns; None where its header does not."""
    csv.field_size_limit(MOST_MEGABYTES["csv"] * MEGABYTE)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    faults: list[Fault] = []
    columns: list[list[str]] = []
    lines: list[int] = []
    line = 1
    try:
        header = next(reader, [])
        if faults := list(islice(_header_faults(file, header, names), MOST_KEPT)):
            return None, faults
        line = reader.line_num + 1
        for row in reader:
            if len(row) == len(names):
                columns.append(row)
                lines.append(line)
            else:
                faults.append(_misshapen(file, line, row, names))
            line = reader.line_num + 1
    except csv.Error as broken:
        faults.append(Fault(file, line, "", "file.not_csv", reason=broken))
    if line - 2 > MOST_ROWS:
        faults.append(Fault(file, None, "", "file.rows", count=line - 2, most=MOST_ROWS))
    turned = [list(column) for column in zip(*columns, strict=True)] or [[] for _ in names]
    return Cells(file, dict(zip(names, turned, strict=True)), lines), faults


def _header_faults(file: str, header: list[str], names: list[str]) -> Iterator[Fault]:
    """Find what is wrong with the first line of a table."""
    if header == names:
        return
    for delimiter, called in DELIMITERS.items():
        if len(header) == 1 and header[0].split(delimiter)[:2] == names[:2]:
            yield Fault(file, 1, "", "contract.delimiter", value=called)
            return
    if sorted(header) == sorted(names):
        pairs = zip(names, header, strict=True)
        yield from (Fault(file, 1, own, "contract.other_label", value=label) for own, label in pairs if own != label)
        return
    yield from (Fault(file, 1, name, "contract.missing_label") for name in names if name not in header)
    yield from _label_faults(file, header, names)


def _label_faults(file: str, header: list[str], names: list[str]) -> Iterator[Fault]:
    """Find the labels of a header that are no column's."""
    for label, count in Counter(header).items():
        if not label.strip():
            yield Fault(file, 1, "", "contract.blank_label")
        elif count > 1:
            yield Fault(file, 1, label, "contract.repeated_label", value=label)
        elif label not in names:
            yield Fault(file, 1, "", "contract.extra_label", value=label)


def _misshapen(file: str, line: int, row: list[str], names: list[str]) -> Fault:
    """Return what is wrong with a row of more or fewer cells than there are columns."""
    if not any(row):
        return Fault(file, line, "", "contract.blank_row")
    if len(row) > len(names):
        return Fault(file, line, "", "contract.extra_cell", value=row[len(names)])
    return Fault(file, line, names[len(row)], "contract.missing_cell")


def _breaches(
    cells: Cells, table: str, schema: Mapping[str, Any], tables: Mapping[str, Cells]
) -> Iterator[tuple[list[int], Callable[[int], Fault]]]:
    """Yield each kind of breach of a table: the positions of its rows, and what tells one of them."""
    file, lines = cells.file, cells.lines
    for field in schema["fields"]:
        yield from _field_breaches(cells, field)
    unique = [[field["name"]] for field in schema["fields"] if field.get("constraints", {}).get("unique")]
    primary = _listed(schema.get("primaryKey", []))
    for names in [*unique, *([primary] if primary and primary not in unique else [])]:
        rows = list(zip(*(cells.columns[name] for name in names), strict=True))

        def repeated(at: int, names: list[str] = names, rows: list[tuple[str, ...]] = rows) -> Fault:
            return Fault(file, lines[at], ", ".join(names), "contract.repeated", keys=list(rows[at]))

        yield _repeats(rows), repeated
    for key in schema.get("foreignKeys", []):
        names, reference = _listed(key["fields"]), key["reference"]
        target = reference["resource"] or table
        if target not in tables:
            continue
        there = set(zip(*(tables[target].columns[name] for name in _listed(reference["fields"])), strict=True))
        rows = list(zip(*(cells.columns[name] for name in names), strict=True))
        where = f"{target}.{', '.join(_listed(reference['fields']))}"

        def astray(at: int, names: list[str] = names, rows: list[tuple[str, ...]] = rows, where: str = where) -> Fault:
            keys = list(rows[at])
            return Fault(file, lines[at], ", ".join(names), "contract.reference", keys=keys, target=where)

        yield [at for at, row in enumerate(rows) if row not in there and any(row)], astray


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _repeats(rows: list[tuple[str, ...]]) -> list[int]:
    """Return the positions of the rows that an earlier one equals; an empty key is no key."""
    seen: set[tuple[str, ...]] = set()
    repeats = []
    for at, row in enumerate(rows):
        if row in seen and any(row):
            repeats.append(at)
        seen.add(row)
    return repeats


def _field_breaches(cells: Cells, field: Mapping[str, Any]) -> Iterator[tuple[list[int], Callable[[int], Fault]]]:
    """Yield each kind of breach of one column."""
    file, lines, name = cells.file, cells.lines, field["name"]
    column = cells.columns[name]
    values = set(column)
    rules = {key: rule for key, rule in field.get("constraints", {}).items() if key not in ("required", "unique")}
    allowed = rules.get("enum") or [f"{key} {rule}" for key, rule in rules.items()]
    if field.get("constraints", {}).get("required") and "" in values:
        yield _where(column, {""}), lambda at: Fault(file, lines[at], name, "contract.required")
    if rough := {value for value in values if not is_plain(value)}:
        yield _where(column, rough), lambda at: next(text_faults(file, lines[at], name, column[at]))
    values -= {"", *rough}
    if untyped := {value for value in values if not TYPES[field["type"]](value)}:
        yield (
            _where(column, untyped),
            lambda at: Fault(file, lines[at], name, "contract.type", value=column[at], expected=field["type"]),
        )
    values -= untyped
    if field["type"] == "date":
        far = {value for value in values if not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR}
        span = [f"{FIRST_YEAR}–{LAST_YEAR}"]
        yield (
            _where(column, far),
            lambda at: Fault(file, lines[at], name, "contract.constraint", value=column[at], allowed=span),
        )
    if astray := {value for value in values if not _keeps(value, rules)}:
        yield (
            _where(column, astray),
            lambda at: Fault(file, lines[at], name, "contract.constraint", value=column[at], allowed=allowed),
        )


def _where(column: list[str], wrong: Collection[str]) -> list[int]:
    """Return the positions at which a column has one of these values."""
    return [at for at, value in enumerate(column) if value in wrong] if wrong else []


def _keeps(value: str, rules: Mapping[str, Any]) -> bool:
    """Whether a value keeps the constraints of its field. The patterns are the program's own."""
    return (
        ("enum" not in rules or value in rules["enum"])
        and ("pattern" not in rules or re.fullmatch(rules["pattern"], value) is not None)
        and len(value) <= rules.get("maxLength", len(value))
        and ("minimum" not in rules or float(value) >= rules["minimum"])
        and ("maximum" not in rules or float(value) <= rules["maximum"])
    )


def _is_number(value: str) -> bool:
    return NUMBER.fullmatch(value) is not None and isfinite(float(value))


def _is_day(value: str) -> bool:
    try:
        return DAY.fullmatch(value) is not None and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


TYPES: dict[str, Callable[[str], bool]] = {
    "string": lambda _: True,
    "number": _is_number,
    "integer": lambda value: INTEGER.fullmatch(value) is not None,
    "boolean": lambda value: value in ("true", "false"),
    "date": _is_day,
}
"""Type of the contract → whether a cell is of it."""
