"""The record as a whole: tables, shapes and boundaries, checked against their contract before anyone sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shapely.errors import ShapelyError

from geo.errors import AtlasError, BoundaryError, RecordError
from geo.read import boundaries, verdict
from geo.read.base import no_rivers, read_rivers
from geo.read.boundaries import Boundaries, read_boundaries
from geo.read.folder import directory_faults
from geo.read.rules import record_faults
from geo.read.schema import CONTRACT, contract_faults, contract_of, own_contract, read_descriptor
from geo.read.shapes import read_shapes
from geo.read.tables import read_tables
from geo.read.texts import printed_name_faults
from geo.read.upgrade import version_fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geo.read.memory import Memory

DIRECTORIES = ("tables", "shapes", "boundaries")
FOLDERS = (*DIRECTORIES, "base")
OUTLINES = "outlines"


@dataclass(frozen=True, eq=False)
class Record:
    """Everything that ``data/`` holds, as read: ``tables`` by name, ``shapes`` and ``boundaries`` in ``MAP_CRS``.

    ``rivers`` is the layer of `geo.read.base.read_rivers`. ``version`` is that of the data, as
    ``datapackage.json`` has it.
    """

    tables: Mapping[str, pd.DataFrame]
    shapes: gpd.GeoDataFrame
    boundaries: Boundaries
    version: str = ""
    rivers: gpd.GeoDataFrame = field(default_factory=no_rivers)


def read_record(data_dir: Path, texts_dir: Path | None = None, memory: Memory | None = None) -> Record:
    """Read and check ``data/``; one that a memory knows as sound or faulty is not checked again.

    Parameters
    ----------
    data_dir
        Holds ``datapackage.json``, ``tables/``, ``shapes/`` and ``boundaries/``, and ``base/`` where there are
        rivers.
    texts_dir
        Where the source texts lie; given, each printed name is looked for in its lines, and no memory is asked.
    memory
        What was found out before, about the same files with the same program; None for nothing.

    Returns
    -------
    Record
        The record as it stands, without a fault.

    Raises
    ------
    RecordError
        The folder is of another version of the contract, or breaks it; every fault is listed by file, row and field.
    BoundaryError
        The boundary files are.
    """
    key = verdict.folder_key(data_dir, FOLDERS) if memory and texts_dir is None else None
    if memory is None or key is None:
        return _checked(data_dir, texts_dir)
    known = verdict.recalled(memory, data_dir, key)
    if isinstance(known, AtlasError):
        raise known
    believed = _believed(data_dir, memory, key) if known else None
    if believed is not None and verdict.folder_key(data_dir, FOLDERS) == key:
        return believed
    try:
        record = _checked(data_dir)
    except (RecordError, BoundaryError) as refused:
        _keep(memory, data_dir, key, refused)
        raise
    _keep(memory, data_dir, key, record)
    return record


def _keep(memory: Memory, data_dir: Path, key: str, outcome: Record | AtlasError) -> None:
    """Keep what a check came to, if the folder is still the one that the key is of."""
    if verdict.folder_key(data_dir, FOLDERS) != key:
        return
    if isinstance(outcome, Record):
        verdict.keep(memory, data_dir, key, None)
        memory.keep(verdict.file_name(OUTLINES, data_dir), key, boundaries.as_bytes(outcome.boundaries))
    else:
        verdict.keep(memory, data_dir, key, outcome)


def _believed(data_dir: Path, memory: Memory, key: str) -> Record | None:
    """Read a folder that was found sound; None where it is not quite as it was then."""
    descriptor = read_descriptor(data_dir)
    shapes, shape_faults = read_shapes(data_dir / "shapes")
    rivers, river_faults = read_rivers(data_dir / "base")
    if shape_faults or river_faults:
        return None
    outlines = _kept_outlines(data_dir, memory, key) or read_boundaries(data_dir / "boundaries")
    tables = read_tables(data_dir, own_contract())
    return Record(tables, shapes, outlines, str(descriptor.get("version", "")), rivers)


def _kept_outlines(data_dir: Path, memory: Memory, key: str) -> Boundaries | None:
    content = memory.recalled(verdict.file_name(OUTLINES, data_dir), key)
    try:
        return None if content is None else boundaries.from_bytes(content)
    except (ValueError, KeyError, TypeError, ShapelyError):
        return None


def _checked(data_dir: Path, texts_dir: Path | None = None) -> Record:
    """Read and check a folder, whatever was found before."""
    descriptor = read_descriptor(data_dir)
    if contract_of(descriptor) != CONTRACT:
        raise RecordError([version_fault(data_dir, descriptor)])
    faults, more, is_tabular = contract_faults(data_dir, descriptor)
    if elsewhere := directory_faults(data_dir, DIRECTORIES, optional=["base"]):
        raise RecordError([*faults, *elsewhere], more)
    shapes, shape_faults = read_shapes(data_dir / "shapes")
    rivers, river_faults = read_rivers(data_dir / "base")
    faults += shape_faults + river_faults
    try:
        outlines = read_boundaries(data_dir / "boundaries")
    except BoundaryError as broken:
        if not faults:
            raise
        raise RecordError([*faults, *(fault.within("boundaries") for fault in broken.faults)], more) from None
    if not is_tabular:
        raise RecordError(faults, more)
    tables = read_tables(data_dir, own_contract())
    refused = {(fault.file, fault.row, fault.field) for fault in faults}
    of_rules = record_faults(tables, shapes, outlines)
    faults += [fault for fault in of_rules if (fault.file, fault.row, fault.field) not in refused]
    if texts_dir is not None:
        faults += printed_name_faults(tables, texts_dir)
    if faults:
        raise RecordError(faults, more)
    return Record(tables, shapes, outlines, str(descriptor.get("version", "")), rivers)
