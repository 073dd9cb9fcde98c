"""A folder for a while, for the formats that a library writes to disk alone."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def working_folder(*faults: type[Exception]) -> Iterator[Path]:
    """Give a folder of one's own; with everything in it it is gone afterwards.

    Parameters
    ----------
    *faults
        What a library raises, beside OSError, where it cannot write.

    Yields
    ------
    Path
        An empty folder that nobody else may enter.

    Raises
    ------
    ExportError
        There is no place for temporary files, or no room.
    """
    refusals: tuple[type[Exception], ...] = (OSError, *faults)
    try:
        with TemporaryDirectory(prefix="atlas-") as place:
            yield Path(place)
    except refusals as refused:
        reason = getattr(refused, "strerror", None) or str(refused)
        raise ExportError("export.no_room", reason=reason.splitlines()[0]) from refused
