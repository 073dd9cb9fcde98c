"""The record as a whole: tables, shapes and boundaries, checked against their contract before anyone sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.errors import BoundaryError, RecordError
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


DIRECTORIES = ("tables", "shapes", "boundaries")


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


def read_record(data_dir: Path, texts_dir: Path | None = None) -> Record:
    """Read and check ``data/``.

    Parameters
    ----------
    data_dir
        Holds ``datapackage.json``, ``tables/``, ``shapes/`` and ``boundaries/``, and ``base/`` where there are
        rivers.
    texts_dir
        Where the source texts lie; given, each printed name is looked for in its lines.

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
        boundaries = read_boundaries(data_dir / "boundaries")
    except BoundaryError as broken:
        if not faults:
            raise
        raise RecordError([*faults, *(fault.within("boundaries") for fault in broken.faults)], more) from None
    if not is_tabular:
        raise RecordError(faults, more)
    tables = read_tables(data_dir, own_contract())
    refused = {(fault.file, fault.row, fault.field) for fault in faults}
    of_rules = record_faults(tables, shapes, boundaries)
    faults += [fault for fault in of_rules if (fault.file, fault.row, fault.field) not in refused]
    if texts_dir is not None:
        faults += printed_name_faults(tables, texts_dir)
    if faults:
        raise RecordError(faults, more)
    return Record(tables, shapes, boundaries, str(descriptor.get("version", "")), rivers)
