"""Files that appear only when they are whole."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def kind_of(path: Path, known: Iterable[str]) -> str:
    """Return the kind of file that a path asks for, by its ending.

    Raises
    ------
    ExportError
        The ending is none of those known.
    """
    endings = tuple(known)
    ending = path.suffix.lower().removeprefix(".")
    if ending not in endings:
        found = f"the ending .{ending} of {path} is unknown" if ending else f"{path} has no ending"
        raise ExportError(f"{found}; this command writes {', '.join(f'.{known}' for known in endings)}")
    return ending


def require_writable(path: Path) -> None:
    """Make sure, before the work is done, that a file can be written.

    Raises
    ------
    ExportError
        It cannot.
    """
    if path.is_dir():
        raise ExportError(f"cannot write {path}: Is a directory")
    if not path.parent.is_dir():
        raise ExportError(f"cannot write {path}: No such file or directory")
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise ExportError(f"cannot write {path}: Permission denied")


def save(path: Path, content: bytes) -> None:
    """Write a file that appears only when it is whole.

    Raises
    ------
    ExportError
        The path cannot be written.
    """
    unfinished = path.parent / f"{path.name}.part"
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as refused:
        raise ExportError(f"cannot write {path}: {refused.strerror}") from refused
    finally:
        with suppress(OSError):  # it is gone when all went well, and may not even have been begun
            unfinished.unlink()
