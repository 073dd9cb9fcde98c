"""What can go wrong, one sentence each.

AtlasError
├── RecordError       the curated record breaks its own contract (all faults listed)
├── BoundaryError     a boundary file is missing, unreadable or inconsistent
├── CrsError          a layer is not in the reference system that a step needs
├── FilterError       a filter names something that the atlas does not have
├── BriefingError     a briefing cannot be made as asked (nothing in view, days in the wrong order)
├── ExportError       a file cannot be made or written as asked (nothing in view, an unknown kind, a closed folder)
├── SeriesCancelled   whoever asked for a series of sheets wants it no more
└── SheetError        a map sheet cannot be drawn as asked (a missing glyph, an unknown size)

Pages catch ``AtlasError`` only and show its message; nothing else is expected to reach them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class AtlasError(Exception):
    """Something the reader can mend: the message says what was found, where, and what would be right."""


@dataclass(frozen=True, order=True)
class Fault:
    """One breach of the contract of ``data/``, at the place where it can be mended.

    ``row`` is the line of the file as a text editor counts it (the header is line 1), or None where the fault concerns
    the whole file.
    """

    file: str
    row: int | None
    field: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.row is None else f"{self.file}:{self.row}"
        return f"{place} [{self.field}] {self.message}" if self.field else f"{place} {self.message}"


class RecordError(AtlasError):
    """The record breaks its contract; ``faults`` holds every breach, sorted by file and row."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: Sequence[Fault] = sorted(faults, key=lambda f: (f.file, f.row or 0, f.field, f.message))
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{len(self.faults)} fault(s) in the record:\n{lines}")


class BoundaryError(AtlasError):
    """A boundary file is missing, unreadable or disagrees with the others."""


class CrsError(AtlasError):
    """A layer is not in the reference system that the step needs."""


class FilterError(AtlasError):
    """A filter names something that the atlas does not have."""


class BriefingError(AtlasError):
    """A briefing cannot be made as asked."""


class ExportError(AtlasError):
    """A file cannot be made or written as asked."""


class SeriesCancelled(AtlasError):  # noqa: N818 - nothing went wrong
    """Whoever asked for a series of sheets wants it no more."""


class SheetError(AtlasError):
    """A map sheet cannot be drawn as asked."""
