"""Files that appear only when they are whole."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.errors import Code


def kind_of(path: Path, known: Iterable[str]) -> str:
    """Return the kind of file that a path asks for.

    Parameters
    ----------
    path
        Of the file to write.
    known
        The endings that the command writes, without a dot.

    Returns
    -------
    str
        The ending, in lower case.

    Raises
    ------
    ExportError
        The ending is none of those known.
    """
    endings = tuple(known)
    ending = path.suffix.lower().removeprefix(".")
    if ending not in endings:
        code: Code = "export.ending" if ending else "export.no_ending"
        raise ExportError(code, path=path, ending=ending, known=[f".{known}" for known in endings])
    return ending


def require_writable(path: Path) -> None:
    """Make sure, before the work is done, that a file can be written.

    Parameters
    ----------
    path
        Of that file; it may exist.

    Raises
    ------
    ExportError
        It cannot.
    """
    if path.is_dir():
        raise ExportError("export.directory", path=path)
    if not path.parent.is_dir():
        raise ExportError("export.no_directory", path=path)
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise ExportError("export.refused", path=path)


def save(path: Path, content: bytes) -> None:
    """Write a file that appears only when it is whole.

    Parameters
    ----------
    path
        Of the file; one that is there is replaced.
    content
        All of it.

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
        raise ExportError("export.not_written", path=path, reason=refused.strerror) from refused
    finally:
        with suppress(OSError):  # it is gone when all went well, and may not even have been begun
            unfinished.unlink()
