"""The contract of ``data/``, as ``datapackage.json`` states it, and whether it is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.errors import Fault, RecordError

if TYPE_CHECKING:
    from pathlib import Path

DESCRIPTOR = "datapackage.json"
MISSHAPEN = ("extra-cell", "missing-cell", "blank-row")
"""What Frictionless calls a row that does not fit the columns of its table."""


def read_descriptor(data_dir: Path) -> dict[str, Any]:
    """Return the Frictionless Data Package descriptor of a data directory.

    Raises
    ------
    RecordError
        The descriptor is missing or not JSON.
    """
    try:
        descriptor: dict[str, Any] = json.loads((data_dir / DESCRIPTOR).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecordError([Fault(DESCRIPTOR, None, "", f"is missing in {data_dir}")]) from None
    except json.JSONDecodeError as broken:
        raise RecordError([Fault(DESCRIPTOR, broken.lineno, "", f"is not JSON: {broken.msg}")]) from None
    return descriptor


def contract_faults(data_dir: Path) -> tuple[list[Fault], bool]:
    """Check types, required fields, patterns, unique keys and foreign keys.

    Frictionless does the checking, so that any other Frictionless tool comes to the same result.

    Returns
    -------
    faults
        Every breach of the contract.
    is_tabular
        Whether each table is there with the columns of its schema, so that it can be read as one.
    """
    from frictionless import Package, system  # noqa: PLC0415 - 0.3 s that only the check needs

    with system.use_context(trusted=False):
        report = Package(str(data_dir / DESCRIPTOR)).validate()
    faults = [Fault(DESCRIPTOR, None, "", error.message) for error in report.errors]
    is_tabular = not report.errors
    for task in report.tasks:
        faults += [_fault(error, task.place) for error in task.errors]
        is_tabular &= not any(error.type in MISSHAPEN or "#row" not in error.tags for error in task.errors)
    return faults, is_tabular


def _fault(error: Any, file: str) -> Fault:
    """Return what Frictionless found, in a sentence that names the cell."""
    row = getattr(error, "row_number", None)
    field = getattr(error, "field_name", "") or ""
    found = getattr(error, "cell", None)
    note = error.note or error.message
    note = note[:1].lower() + note[1:]
    if error.type == "foreign-key":
        field = field or ", ".join(getattr(error, "field_names", []) or [])
        note = f"names what is not there: {note}"
    elif error.type == "primary-key":
        note = f"repeats a key: {note}"
    elif found not in (None, ""):
        note = f"{note}, found {found!r}"
    return Fault(file, row, str(field), note)
