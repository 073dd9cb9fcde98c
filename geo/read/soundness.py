"""Which tables keep their contract beyond doubt, asked of whole columns at once.

Frictionless goes through a table cell by cell, which takes minutes where there are hundreds of thousands of rows. What
is asked here is no second opinion on faults: a table of which anything is doubtful, or that uses a part of the
specification that is not known here, is left to it.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

RESOURCE = {"name", "title", "title_zh", "description", "path", "profile", "format", "mediatype", "encoding", "schema"}
SCHEMA = {"fields", "missingValues", "primaryKey", "foreignKeys"}
FIELD = {"name", "type", "title", "description", "description_zh", "constraints"}
CONSTRAINTS = {"required", "unique", "enum", "pattern", "maxLength", "minimum", "maximum"}
"""What a table may use of the specification to be judged here."""
TYPES = {
    "string": "(?s:.*)",
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "number": "-?[0-9]+([.][0-9]+)?",
    "integer": "0|-?[1-9][0-9]*",
    "boolean": "true|false",
}
"""Type → what a cell of it looks like beyond doubt; others may be right too."""
COMPARED_AS_WRITTEN = ("string", "date", "integer")
"""The types of which two cells are equal where they are written alike, and only there."""
SAMPLE = 100
"""How many lines Frictionless takes to guess how a file is written."""
STRANGE = ("\r", "\0", "\ufeff")
"""Characters that readers of such files understand differently."""


def beyond_doubt(data_dir: Path, descriptor: Mapping[str, Any]) -> set[str]:
    """Return the names of the tables that keep the contract beyond doubt.

    Parameters
    ----------
    data_dir
        Where the paths of the descriptor begin.
    descriptor
        What ``datapackage.json`` says.
    """
    resources = {str(resource.get("name")): resource for resource in descriptor.get("resources", [])}
    if len(resources) != len(descriptor.get("resources", [])):
        return set()
    cells = {name: table for name, of in resources.items() if (table := _as_written(data_dir, of)) is not None}
    return {name for name, table in cells.items() if _is_sound(table, resources[name], cells, resources)}


def _as_written(data_dir: Path, resource: Mapping[str, Any]) -> pd.DataFrame | None:
    """Return the cells of a table as texts; None where it is not plainly one of the columns of its schema."""
    schema = resource.get("schema")
    is_known = (resource.get("format"), resource.get("encoding")) == ("csv", "utf-8") and set(resource) <= RESOURCE
    if not is_known or not isinstance(schema, dict) or not set(schema) <= SCHEMA:
        return None
    names = [field.get("name") for field in schema.get("fields", [])]
    try:
        content = (data_dir / resource["path"]).read_bytes()
        text = content.decode("utf-8")
        if any(character in text for character in STRANGE) or not _is_plain_csv(text):
            return None
        table = arrow_csv.read_csv(
            pa.BufferReader(content),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except (OSError, UnicodeDecodeError, pa.ArrowException):
        return None
    return table.to_pandas() if table.column_names == names and len(set(names)) == len(names) else None


def _is_plain_csv(text: str) -> bool:
    """Whether what Frictionless guesses of a file is what is read here: commas, double quotes, nothing else."""
    lines = [line for _, line in zip(range(SAMPLE), io.StringIO(text), strict=False)]
    try:
        guess = csv.Sniffer().sniff("".join(lines), ",\t;|")
    except csv.Error:
        return True
    return (guess.delimiter, guess.skipinitialspace) == (",", False) and guess.quotechar in ('"', "'")


def _is_sound(
    table: pd.DataFrame,
    resource: Mapping[str, Any],
    cells: Mapping[str, pd.DataFrame],
    resources: Mapping[str, Mapping[str, Any]],
) -> bool:
    schema = resource["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    keys = _listed(schema.get("primaryKey", []))
    return (
        schema.get("missingValues", [""]) == [""]
        and bool(keys)
        and all(_keeps_its_field(table[name], field) for name, field in fields.items())
        and all(name in fields and fields[name]["type"] in COMPARED_AS_WRITTEN for name in keys)
        and not table[keys].duplicated().any()
        and not (table[keys] == "").all(axis="columns").any()
        and all(_leads_somewhere(key, table, resource, cells, resources) for key in schema.get("foreignKeys", []))
    )


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _keeps_its_field(column: pd.Series[str], field: Mapping[str, Any]) -> bool:
    """Whether each cell of a column has its type and keeps its constraints, or is empty where it may be."""
    rules, kind = field.get("constraints", {}), field.get("type")
    if not (set(field) <= FIELD and set(rules) <= CONSTRAINTS and kind in TYPES):
        return False
    written = column[column != ""]
    values = pd.Series(written.unique(), dtype="str")
    pattern = f"^{rules['pattern']}$" if "pattern" in rules else TYPES["string"]
    return (
        not (rules.get("required") and len(written) < len(column))
        and not (rules.get("unique") and len(values) < len(written))
        and not (rules.get("unique") and kind not in COMPARED_AS_WRITTEN)
        and not (kind != "string" and {"pattern", "maxLength"} & set(rules))
        and not ("enum" in rules and not set(values) <= set(rules["enum"]))
        and _all_match(values, TYPES[kind])
        and _all_match(values, pattern)
        and not (kind == "date" and pd.to_datetime(values, format="%Y-%m-%d", errors="coerce").isna().any())
        and not (values.str.len() > rules.get("maxLength", float("inf"))).any()
        and _is_within(values, kind, rules)
    )


def _all_match(values: pd.Series[str], pattern: str) -> bool:
    is_match = re.compile(pattern).fullmatch
    return pattern == TYPES["string"] or all(is_match(value) for value in values)


def _is_within(values: pd.Series[str], kind: str, rules: Mapping[str, Any]) -> bool:
    """Whether numbers lie between their limits; limits of other things are left to Frictionless."""
    limits = [rules[name] for name in ("minimum", "maximum") if name in rules]
    if not limits:
        return True
    if kind not in ("number", "integer") or not all(type(limit) in (int, float) for limit in limits):
        return False
    numbers = pd.to_numeric(values)
    return bool(
        ((numbers >= rules.get("minimum", -float("inf"))) & (numbers <= rules.get("maximum", float("inf")))).all()
    )


def _leads_somewhere(
    key: Mapping[str, Any],
    table: pd.DataFrame,
    resource: Mapping[str, Any],
    cells: Mapping[str, pd.DataFrame],
    resources: Mapping[str, Mapping[str, Any]],
) -> bool:
    """Whether each cell of a foreign key of one column is empty or stands in the column that it names."""
    reference = key.get("reference", {})
    own, other = _listed(key.get("fields", [])), _listed(reference.get("fields", []))
    target = reference.get("resource") or resource["name"]
    if target not in cells or len(own) != 1 or len(other) != 1:
        return False
    kinds = [
        {field["name"]: field.get("type") for field in resources[name]["schema"]["fields"]}.get(column)
        for name, column in ((resource["name"], own[0]), (target, other[0]))
    ]
    known: Collection[str] = cells[target][other[0]] if kinds == ["string", "string"] else ()
    return bool(len(known)) and bool(table[own[0]].isin([*known, ""]).all())
