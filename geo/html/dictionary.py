"""The data dictionary as HTML: the fields of a table, their meaning and constraints, from ``datapackage.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.html.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from geo.read.words import Words


def table_title(resource: Mapping[str, Any], words: Words) -> str:
    """Return what one row of a table is.

    Parameters
    ----------
    resource
        A resource of ``datapackage.json``.
    words
        The words of the language.
    """
    return str(resource["title_zh" if words.lang == "zh" else "title"])


def field_table(resource: Mapping[str, Any], words: Words) -> Markup:
    """Return the fields of a table as HTML: name, type, meaning, constraints, and the table that a key leads to.

    Parameters
    ----------
    resource
        The table as ``datapackage.json`` describes it.
    words
        The words of the language.
    """
    schema = resource["schema"]
    keys = schema.get("primaryKey", [])
    keys = {keys} if isinstance(keys, str) else set(keys)
    foreign = {key["fields"]: key["reference"] for key in schema.get("foreignKeys", [])}

    def limits(field: Mapping[str, Any]) -> Iterator[str]:
        if field["name"] in keys:
            yield words("data.limit.key")
        yield from _limits(field.get("constraints", {}), words)
        if reference := foreign.get(field["name"]):
            table = reference["resource"] or resource["name"]
            yield words("data.limit.foreign", table=table, field=reference["fields"])

    return render("field_table", words, fields=[(field, list(limits(field))) for field in schema["fields"]])


def _limits(constraints: Mapping[str, Any], words: Words) -> Iterator[str]:
    for name, value in constraints.items():
        if name in ("required", "unique"):
            if value:
                yield words(f"data.limit.{name}")
        else:
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            yield words(f"data.limit.{name}", value=shown)
