"""The contract of ``data/``, as ``datapackage.json`` states it, and whether it is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geo.errors import Fault, RecordError
from geo.read.soundness import beyond_doubt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.errors import Code

DESCRIPTOR = "datapackage.json"
CONTRACT = 3
"""The version of the contract that this program reads: ``contract`` of the descriptor, 1 where it has none."""
MISSHAPEN = ("extra-cell", "missing-cell", "blank-row")
"""What Frictionless calls a row that does not fit the columns of its table."""


PLAIN: Mapping[str, Code] = {
    "extra-cell": "contract.extra_cell",
    "missing-cell": "contract.missing_cell",
    "blank-row": "contract.blank_row",
    "missing-label": "contract.missing_label",
    "extra-label": "contract.extra_label",
    "incorrect-label": "contract.other_label",
    "blank-label": "contract.blank_label",
    "duplicate-label": "contract.repeated_label",
    "scheme-error": "contract.unopened",
    "encoding-error": "file.encoding",
}
"""What Frictionless calls an error → our code, where the cell or the label that it names says enough."""


def read_descriptor(data_dir: Path) -> dict[str, Any]:
    """Read the Frictionless Data Package descriptor of a data directory.

    Parameters
    ----------
    data_dir
        Holds ``datapackage.json``.

    Returns
    -------
    dict
        The descriptor, as JSON has it.

    Raises
    ------
    RecordError
        The descriptor is missing or not JSON.
    """
    try:
        descriptor: dict[str, Any] = json.loads((data_dir / DESCRIPTOR).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecordError([Fault(DESCRIPTOR, None, "", "file.missing", directory=data_dir)]) from None
    except json.JSONDecodeError as broken:
        raise RecordError([Fault(DESCRIPTOR, broken.lineno, "", "file.not_json", reason=broken.msg)]) from None
    except UnicodeDecodeError as broken:
        raise RecordError([Fault(DESCRIPTOR, None, "", "file.encoding", reason=broken)]) from None
    return descriptor


def contract_of(descriptor: Mapping[str, Any]) -> int:
    """Return the version of the contract that a descriptor is of; the first had no field for it.

    Parameters
    ----------
    descriptor
        From `read_descriptor`; ``contract`` is asked.

    Returns
    -------
    int
        1 also where the field holds no whole number.
    """
    version = descriptor.get("contract", 1)
    return version if isinstance(version, int) else 1


def contract_faults(data_dir: Path, descriptor: Mapping[str, Any]) -> tuple[list[Fault], bool]:
    """Check types, required fields, patterns, unique keys and foreign keys.

    Frictionless does the checking, so that any other Frictionless tool comes to the same result; only what is sound
    beyond doubt (`geo.read.soundness`) it need not go through.

    Parameters
    ----------
    data_dir
        Holds ``datapackage.json`` and the tables that it names.
    descriptor
        What ``datapackage.json`` says.

    Returns
    -------
    faults
        Every breach of the contract, each once.
    is_tabular
        Whether each table is there with the columns of its schema, so that it can be read as one.

    Source
    ------
    The Data Package and Table Schema specifications, https://specs.frictionlessdata.io; types of errors as in
    ``frictionless.errors``.
    """
    report = _report(data_dir, descriptor)
    faults = [Fault(DESCRIPTOR, None, "", "contract.descriptor", reason=error.message) for error in report.errors]
    is_tabular = not report.errors
    schemas = {resource["name"]: resource["schema"] for resource in descriptor.get("resources", [])}
    for task in report.tasks:
        schema = schemas[task.name]
        faults += [_fault(error, task.place, schema) for error in task.errors]
        is_tabular &= not any(error.type in MISSHAPEN or "#row" not in error.tags for error in task.errors)
    return list({repr(fault): fault for fault in faults}.values()), is_tabular


def _report(data_dir: Path, descriptor: Mapping[str, Any]) -> Any:
    """Return what Frictionless reports of a data package; through tables beyond doubt it does not go."""
    from frictionless import FrictionlessException, Package, Report, system  # noqa: PLC0415 - 0.3 s that only the check needs

    sound = beyond_doubt(data_dir, descriptor)
    with system.use_context(trusted=False):
        package = Package(str(data_dir / DESCRIPTOR))
        if not sound:
            return package.validate()
        try:
            package.to_descriptor(validate=True)
        except FrictionlessException as broken:
            return Report.from_validation(time=0, errors=broken.to_errors())
        doubtful = [
            resource for resource in package.resources if resource.name not in sound or not _is_described(resource)
        ]
        reports = [resource.validate() for resource in doubtful]
        return Report.from_validation_reports(time=0, reports=reports)


def _is_described(resource: Any) -> bool:
    """Whether Frictionless takes what the descriptor says of a table."""
    from frictionless import FrictionlessException  # noqa: PLC0415 - as above

    try:
        resource.to_descriptor(validate=True)
    except FrictionlessException:
        return False
    return True


def _fault(error: Any, file: str, schema: dict[str, Any]) -> Fault:
    """Return what Frictionless finds in a table, coded by its type of error; its own words where no code fits."""
    row, field = getattr(error, "row_number", None), getattr(error, "field_name", "")
    value = getattr(error, "cell", None) or getattr(error, "label", None) or ""
    if error.type in PLAIN:
        return Fault(file, row, field, PLAIN[error.type], value=value, reason=error.note)
    if error.type in ("type-error", "constraint-error"):
        return _cell_fault(file, row, next(known for known in schema["fields"] if known["name"] == field), error)
    if error.type in ("primary-key", "unique-error"):
        cells = dict(zip((known["name"] for known in schema["fields"]), error.cells, strict=False))
        names = [field] if field else schema["primaryKey"]
        return Fault(file, row, ", ".join(names), "contract.repeated", keys=[cells.get(name) or "" for name in names])
    if error.type == "foreign-key":
        target = f"{error.reference_name}.{', '.join(error.reference_field_names)}"
        return Fault(
            file, row, ", ".join(error.field_names), "contract.reference", keys=error.field_cells, target=target
        )
    return Fault(file, row, field, "contract.other", reason=error.message)


def _cell_fault(file: str, row: int | None, field: dict[str, Any], error: Any) -> Fault:
    """Return what is wrong with a cell, held against what the contract says of its column."""
    rules = {name: rule for name, rule in field.get("constraints", {}).items() if name not in ("required", "unique")}
    if error.type == "type-error":
        return Fault(file, row, field["name"], "contract.type", value=error.cell, expected=field["type"])
    if not error.cell or not rules:
        return Fault(file, row, field["name"], "contract.required")
    allowed = rules.get("enum") or [f"{name} {rule}" for name, rule in rules.items()]
    return Fault(file, row, field["name"], "contract.constraint", value=error.cell, allowed=allowed)
