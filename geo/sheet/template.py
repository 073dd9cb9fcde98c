"""The settings of sheets as a small TOML: a table ``[[sheet]]`` each, its keys those of the address and the shell.

Nothing here looks an id up: that is done by whoever takes the settings, with the same words as for what is typed.
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from typing import TYPE_CHECKING, Any

from geo.atlas.filters import FILTERS
from geo.errors import SheetError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Settings = dict[str, Any]
    """Name of a setting → its text, list of texts, number or truth; what is as usual is left out."""

TEXTS = ("name", "lang", "layout", "size", "extent", "theme")
TYPED = ("title", "subtitle", "note", "organisation", "approval", "address")
NUMBERS, SWITCHES = ("scale",), ("graticule", "grid")
TABLE = "sheet"
MOST_SHEETS = 60
"""More sheets than this are a series, not a template."""


def kinds() -> Mapping[str, type]:
    """Return what each setting is: a text, a list of texts, a number, or on and off."""
    filters = {entry.name: {"choices": list, "switch": bool}.get(entry.kind, str) for entry in FILTERS.values()}
    own = dict.fromkeys(TEXTS, str) | filters | dict.fromkeys(TYPED, str)
    return own | dict.fromkeys(NUMBERS, int) | dict.fromkeys(SWITCHES, bool)


def as_toml(sheets: Sequence[Mapping[str, Any]]) -> str:
    """Return the settings of sheets as TOML; what is empty is left out.

    Parameters
    ----------
    sheets
        Their settings, by the names of `kinds`.

    Returns
    -------
    str
        Ends with a line break.
    """
    tables = []
    for settings in sheets:
        lines = [f"{name} = {_written(settings[name])}" for name in kinds() if settings.get(name)]
        tables.append("\n".join([f"[[{TABLE}]]", *lines]))
    return "\n\n".join(tables) + "\n"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return "[" + ", ".join(_written(str(part)) for part in value) + "]"


def from_toml(text: str) -> list[Settings]:
    """Return the settings of the sheets of a template.

    Parameters
    ----------
    text
        TOML.

    Returns
    -------
    list of dict
        In the order of the file; each with the settings that it names.

    Raises
    ------
    SheetError
        It is no TOML, has no table ``[[sheet]]`` or too many, or a setting is unknown or of another kind.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise SheetError("sheet.template", reason=str(fault)) from fault
    sheets = content.get(TABLE)
    if not isinstance(sheets, list) or not sheets or not all(isinstance(table, dict) for table in sheets):
        raise SheetError("sheet.template_empty")
    if len(sheets) > MOST_SHEETS:
        raise SheetError("sheet.template_long", count=len(sheets), most=MOST_SHEETS)
    known = kinds()
    if strange := sorted((set(content) - {TABLE}).union(*(set(table) - set(known) for table in sheets))):
        raise SheetError("sheet.template_key", name=strange[0], known=list(known))
    return [{name: _read(name, value, known[name]) for name, value in table.items()} for table in sheets]


def _read(name: str, value: Any, kind: type) -> Any:
    """Return a value as its kind has it: a day may be written as such, one choice without brackets."""
    if isinstance(value, dt.date) and kind is str:
        return value.isoformat()
    if kind is list and isinstance(value, str):
        return [value]
    is_sound = isinstance(value, kind) and (kind is not int or not isinstance(value, bool))
    if not is_sound or (kind is list and not all(isinstance(part, str) for part in value)):
        raise SheetError("sheet.template_value", name=name, value=value)
    return value
