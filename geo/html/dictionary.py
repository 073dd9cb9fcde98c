"""The contract in words: the fields of a table, what they mean and what they may hold, as ``datapackage.json`` says."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.read.words import Words


def table_title(resource: Mapping[str, Any], words: Words) -> str:
    """Return what one row of a table is."""
    return str(resource["title_zh" if words.lang == "zh" else "title"])


def field_table(resource: Mapping[str, Any], words: Words) -> str:
    """Return the fields of a table as HTML: name, type, meaning, constraints, and the table that a key leads to."""
    schema = resource["schema"]
    keys = schema.get("primaryKey", [])
    keys = {keys} if isinstance(keys, str) else set(keys)
    foreign = {key["fields"]: key["reference"] for key in schema.get("foreignKeys", [])}
    rows = "".join(_field(field, resource["name"], keys, foreign, words) for field in schema["fields"])
    heads = "".join(
        f"<th scope='col'>{escape(words(f'data.field.{key}'))}</th>" for key in ("name", "type", "meaning", "limits")
    )
    head, body = f"<thead><tr>{heads}</tr></thead>", f"<tbody>{rows}</tbody>"
    return f"<table class='atlas-data-table atlas-data-fields'>{head}{body}</table>"


def _field(field: Any, table: str, keys: set[str], foreign: Mapping[str, Any], words: Words) -> str:
    name = field["name"]
    meaning = field["description_zh" if words.lang == "zh" else "description"]
    kind = field["type"]
    limits = list(_limits(field.get("constraints", {}), words))
    if name in keys:
        limits.insert(0, words("data.limit.key"))
    if name in foreign:
        reference = foreign[name]
        limits.append(words("data.limit.foreign", table=reference["resource"] or table, field=reference["fields"]))
    return (
        f"<tr><th scope='row'><code>{escape(name)}</code></th><td>{escape(words(f'data.type.{kind}'))}</td>"
        f"<td>{escape(meaning)}</td><td>{'<br>'.join(escape(limit) for limit in limits)}</td></tr>"
    )


def _limits(constraints: Mapping[str, Any], words: Words) -> Iterator[str]:
    for name, value in constraints.items():
        if name in ("required", "unique"):
            if value:
                yield words(f"data.limit.{name}")
        else:
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            yield words(f"data.limit.{name}", value=shown)
