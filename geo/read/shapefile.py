"""Whether the parts of a shapefile are whole: each begins with a header that says how long it is.

GDAL reads what is cut short as far as it goes, and takes a file by its content whatever its name: what does not begin
as a shapefile could be a list of other files and addresses to read.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from geo.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = 9994
"""The first number of each .shp and .shx."""
HEADER, RECORD = 100, 8
"""Bytes of the header of .shp and .shx, and of a record of .shx."""
DBF_HEADER = 32
DBF_VERSION = 3


def shapefile_faults(path: Path) -> Iterator[Fault]:
    """Find which part of a shapefile is none or is cut short.

    Parameters
    ----------
    path
        Of the .shp; what is not there is left to whoever opens it.

    Yields
    ------
    Fault
        At the file that is to be copied anew.

    Source
    ------
    ESRI Shapefile Technical Description, 1998; dBASE III file structure.
    """
    counts: dict[str, int] = {}
    for ending in (".shp", ".shx"):
        part = path.with_suffix(ending)
        if part.is_file():
            with part.open("rb") as opened:
                header = opened.read(HEADER)
            size = part.stat().st_size
            if len(header) < HEADER or struct.unpack(">i", header[:4])[0] != MAGIC:
                yield Fault(part.name, None, "", "boundary.unreadable", reason="no header of a shapefile")
            elif (expected := 2 * struct.unpack(">i", header[24:28])[0]) != size:
                yield Fault(part.name, None, "", "boundary.cut", size=size, expected=expected)
            elif ending == ".shx":
                counts[ending] = (size - HEADER) // RECORD
    table = path.with_suffix(".dbf")
    if table.is_file():
        with table.open("rb") as opened:
            header = opened.read(DBF_HEADER)
        size = table.stat().st_size
        if len(header) < DBF_HEADER or header[0] & 7 != DBF_VERSION:
            yield Fault(table.name, None, "", "boundary.unreadable", reason="no header of a dBASE table")
            return
        counts[".dbf"], start, length = struct.unpack("<IHH", header[4:12])
        if (expected := start + counts[".dbf"] * length) > size:
            yield Fault(table.name, None, "", "boundary.cut", size=size, expected=expected)
        elif counts[".dbf"] != counts.get(".shx", counts[".dbf"]):
            reason = f"{counts['.dbf']} ≠ {counts['.shx']} (.shx)"
            yield Fault(table.name, None, "", "boundary.unreadable", reason=reason)
