"""Whether a data folder can be read at all: what lies in it, how large it is and in which encoding.

This is asked before anything in the folder is believed. What is no regular file of the folder, or larger than any
record needs, is not opened.
"""

from __future__ import annotations

import json
import re
import stat
from typing import TYPE_CHECKING, Any, NoReturn

from geo.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MEGABYTE = 1_000_000
MOST_MEGABYTES = {"json": 4, "toml": 2, "csv": 32, "geojson": 16, "shp": 64, "shx": 4, "dbf": 16, "prj": 1, "cpg": 1}
"""Ending of a file → how large it may be: the record of twenty provinces is smaller."""
MOST_SHAPE_FILES = 200
MOST_FEATURES = 50_000
"""Of one file of shapes."""
MOST_ROWS = 50_000
"""Of one table."""
MOST_CHARACTERS = 2_000
"""Of a cell, a property or a word: a summary of the record has 140, the longest note 293."""
UNWANTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Characters that no name or sentence needs: control, invisible, turning the direction, halves of a pair."""
NO_NUMBER = re.compile(r"\b(?:NaN|Infinity)\b")


def file_faults(data_dir: Path, names: Iterable[str], *, optional: Iterable[str] = ()) -> list[Fault]:
    """Find which files of a folder are missing, are none, lie elsewhere or are too large.

    Parameters
    ----------
    data_dir
        The folder; it may itself be a link.
    names
        The files that it must hold, as paths within it.
    optional
        The files that it may hold.

    Returns
    -------
    list of Fault
        One for each file that is not to be opened.
    """
    faults = []
    for name in names:
        faults += _place_faults(data_dir, name) or ([] if (data_dir / name).exists() else [_missing(data_dir, name)])
    for name in optional:
        faults += _place_faults(data_dir, name)
    return faults


def directory_faults(data_dir: Path, names: Iterable[str], *, optional: Iterable[str] = ()) -> list[Fault]:
    """Find which directories of a folder are missing, are none or lie elsewhere.

    Parameters
    ----------
    data_dir
        The folder.
    names
        Those that it must hold.
    optional
        Those that it may hold.

    Returns
    -------
    list of Fault
        One for each directory that is not to be looked into.
    """
    faults = []
    for name in [*names, *optional]:
        path = data_dir / name
        if not path.exists() and name in optional and not path.is_symlink():
            continue
        target = path.resolve()
        if not target.is_dir():
            faults.append(Fault(name, None, "", "file.no_directory"))
        elif not target.is_relative_to(data_dir.resolve()):
            faults.append(Fault(name, None, "", "file.outside", target=target))
    return faults


def _missing(data_dir: Path, name: str) -> Fault:
    return Fault(name, None, "", "file.missing", directory=(data_dir / name).parent)


def _place_faults(data_dir: Path, name: str) -> list[Fault]:
    """Return why a file is not to be opened; nothing where it may be or is not there."""
    path = data_dir / name
    try:
        if not path.is_symlink() and not path.exists():
            return []
        target = path.resolve()
        if not target.is_relative_to(data_dir.resolve()):
            return [Fault(name, None, "", "file.outside", target=target)]
        status = path.stat()
    except (OSError, RuntimeError, ValueError) as broken:
        is_dangling = isinstance(broken, (FileNotFoundError, RuntimeError))
        return [
            Fault(name, None, "", "file.no_file")
            if is_dangling
            else Fault(name, None, "", "file.unreadable", reason=broken)
        ]
    if not stat.S_ISREG(status.st_mode):
        return [Fault(name, None, "", "file.no_file")]
    most = MOST_MEGABYTES[path.suffix.removeprefix(".")]
    if status.st_size > most * MEGABYTE:
        return [Fault(name, None, "", "file.large", size=status.st_size / MEGABYTE, most=most)]
    return []


def read_text(data_dir: Path, name: str) -> tuple[str, list[Fault]]:
    """Read a file of a folder as text.

    Parameters
    ----------
    data_dir
        The folder.
    name
        The file, as a path within it; `file_faults` has nothing against it.

    Returns
    -------
    text
        Empty where there are faults.
    faults
        That it cannot be read, is not UTF-8, begins with a byte order mark or holds NUL bytes.
    """
    try:
        content = (data_dir / name).read_bytes()
    except OSError as broken:
        return "", [Fault(name, None, "", "file.unreadable", reason=broken.strerror or broken)]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [Fault(name, None, "", "file.encoding", reason="UTF-16")]
    if content.startswith(b"\xef\xbb\xbf"):
        return "", [Fault(name, 1, "", "file.mark")]
    if (at := content.find(b"\0")) >= 0:
        row = content.count(b"\n", 0, at) + 1
        return "", [Fault(name, row, "", "cell.character", character="U+0000")]
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as broken:
        return "", [Fault(name, None, "", "file.encoding", reason=broken)]


def read_json(data_dir: Path, name: str) -> tuple[Any, str, list[Fault]]:
    """Read a file of a folder as JSON.

    Parameters
    ----------
    data_dir
        The folder.
    name
        The file, as a path within it; `file_faults` has nothing against it.

    Returns
    -------
    content
        None where there are faults.
    text
        What was read.
    faults
        That it is no text, no JSON, or nested deeper than JSON can be read.
    """
    text, faults = read_text(data_dir, name)
    if faults:
        return None, text, faults
    try:
        return json.loads(text, parse_constant=_refuse), text, []
    except json.JSONDecodeError as broken:
        fault = Fault(name, broken.lineno, "", "file.not_json", reason=broken.msg)
    except RecursionError:
        fault = Fault(name, None, "", "file.nested")
    except ValueError as broken:  # a number that JSON has not, or of more digits than Python reads
        number = NO_NUMBER.search(text)
        row = text.count("\n", 0, number.start()) + 1 if number else None
        fault = Fault(name, row, "", "file.not_json", reason=broken)
    return None, text, [fault]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def text_faults(file: str, row: int | None, field: str, text: str) -> Iterator[Fault]:
    """Find what no text of a record may have: too many characters, unwanted ones, nothing but white space.

    Parameters
    ----------
    file
        Where it stands.
    row
        Its line, or None.
    field
        Its column, property or key.
    text
        What stands there.

    Yields
    ------
    Fault
        At that place.
    """
    if len(text) > MOST_CHARACTERS:
        yield Fault(file, row, field, "cell.long", count=len(text), most=MOST_CHARACTERS)
    if unwanted := UNWANTED.search(text):
        yield Fault(file, row, field, "cell.character", character=f"U+{ord(unwanted[0]):04X}")
    elif text and not text.strip():
        yield Fault(file, row, field, "cell.blank")


def is_plain(text: str) -> bool:
    """Whether `text_faults` has nothing against a text.

    Parameters
    ----------
    text
        What stands in a cell, a property or a word.
    """
    return len(text) <= MOST_CHARACTERS and not UNWANTED.search(text) and (not text or not text.isspace())
