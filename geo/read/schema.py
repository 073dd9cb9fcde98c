"""The contract of ``data/``, as ``datapackage.json`` states it, and whether it is kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import Fault, RecordError
from geo.read.cells import cell_faults
from geo.read.descriptor import FILE as DESCRIPTOR
from geo.read.descriptor import descriptor_faults
from geo.read.folder import file_faults, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

OWN_DATA = Path(__file__).resolve().parents[2] / "data"
"""The record that comes with the program: its descriptor is the contract."""
CONTRACT = 3
"""The version of the contract that this program reads: ``contract`` of the descriptor, 1 where it has none."""


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
        The descriptor is missing, no JSON, or names no tables.
    """
    if faults := file_faults(data_dir, [DESCRIPTOR]):
        raise RecordError(faults)
    descriptor, _, faults = read_json(data_dir, DESCRIPTOR)
    if not faults and not _is_descriptor(descriptor):
        faults = [Fault(DESCRIPTOR, None, "resources", "contract.no_tables")]
    if faults:
        raise RecordError(faults)
    return dict(descriptor)


def _is_descriptor(descriptor: object) -> bool:
    """Whether this is an object with a list of tables, each with a name, a path and fields."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    return isinstance(resources, list) and all(
        isinstance(resource, dict)
        and isinstance(resource.get("name"), str)
        and isinstance(resource.get("path"), str)
        and isinstance(resource.get("schema"), dict)
        and isinstance(resource["schema"].get("fields"), list)
        for resource in resources
    )


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
    return version if isinstance(version, int) and not isinstance(version, bool) else 1


@cache
def own_contract() -> Mapping[str, Any]:
    """Return the contract that this program reads: the descriptor of its own record.

    Raises
    ------
    RecordError
        See `read_descriptor`.
    """
    return read_descriptor(OWN_DATA)


def contract_faults(data_dir: Path, descriptor: Mapping[str, Any]) -> tuple[list[Fault], dict[str, int], bool]:
    """Check the descriptor, then types, required fields, patterns, unique keys and foreign keys of each table.

    The check is the program's own (`geo.read.cells`): a descriptor of somebody else's may name patterns and addresses
    that no check should follow. ``tests/geo/read/test_frictionless.py`` holds it against Frictionless.

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
    more
        File → how many breaches there are beside these, where they are too many to list.
    is_tabular
        Whether each table is there with the columns of its schema, so that it can be read as one.

    Source
    ------
    The Data Package and Table Schema specifications, https://specs.frictionlessdata.io.
    """
    try:
        faults = descriptor_faults(descriptor, own_contract())
    except RecursionError:
        faults = [Fault(DESCRIPTOR, None, "", "file.nested")]
    resources = own_contract()["resources"]
    missing = file_faults(data_dir, [resource["path"] for resource in resources])
    absent = {fault.file for fault in missing}
    readable = [resource for resource in resources if resource["path"] not in absent]
    of_cells, more, is_tabular = cell_faults(data_dir, readable)
    return [*faults, *missing, *of_cells], more, is_tabular and not faults and not missing
