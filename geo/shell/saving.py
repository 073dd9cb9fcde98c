"""Files that appear only when they are whole."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from geo.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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

    Only a regular file is replaced: a device, a pipe or what a link points to is somebody else's.

    Parameters
    ----------
    path
        Of that file; it may exist.

    Raises
    ------
    ExportError
        It cannot.
    """
    try:
        mode = path.lstat().st_mode if path.parent.is_dir() else None
    except FileNotFoundError:
        mode = stat.S_IFREG
    except PermissionError as refused:
        raise ExportError("export.refused", path=path) from refused
    if mode is None:
        raise ExportError("export.no_directory", path=path)
    if stat.S_ISLNK(mode):
        raise ExportError("export.link", path=path, target=path.readlink())
    if stat.S_ISDIR(mode):
        raise ExportError("export.directory", path=path)
    if not stat.S_ISREG(mode):
        raise ExportError("export.no_file", path=path)
    if not _may_write(path.parent) or (path.exists() and not _may_write(path)):
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
    save_all({path: content})


def save_all(files: Mapping[Path, bytes]) -> None:
    """Write files that appear only when all of them are whole.

    Parameters
    ----------
    files
        Path → content; what is there is replaced, with its permissions kept.

    Raises
    ------
    ExportError
        One of them cannot be written; then none is.
    """
    unfinished: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in files.items():
            require_writable(path)
            unfinished[path] = path.with_name(f".{token_hex(8)}.part")
            _write_new(unfinished[path], content, path)
        for path, part in unfinished.items():
            part.replace(path)
    except OSError as refused:
        raise ExportError("export.not_written", path=path, reason=refused.strerror) from refused
    finally:
        for part in unfinished.values():
            with suppress(OSError):  # it is gone when all went well, and may not even have been begun
                part.unlink()


def _write_new(part: Path, content: bytes, path: Path) -> None:
    """Write a file that was not there, with the permissions of the one that it will replace."""
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as written:
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        written.write(content)
        written.flush()
        os.fsync(written.fileno())


def _may_write(path: Path) -> bool:
    """Whether the user that the process acts as may write there."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
