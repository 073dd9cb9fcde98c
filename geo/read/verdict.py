"""Whether a data folder was found sound or faulty before: the verdict, and on what it depends."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import shapely

from geo.errors import AtlasError, BoundaryError, Code, Fault, RecordError
from geo.read.descriptor import FILE as DESCRIPTOR
from geo.read.folder import MOST_MEGABYTES, directory_faults, file_faults
from geo.read.schema import OWN_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.read.memory import Memory

HERE = Path(__file__).resolve().parent
DECIDING = (*(HERE.parent / name for name in ("crs.py", "errors.py", "text.py")), HERE)
"""What a verdict is made with: this package and what it imports of ours."""
LIBRARIES = ("geopandas", "numpy", "opencc", "pandas", "pyogrio", "pyproj")
SOUND = "sound"
KINDS = {kind.__name__: kind for kind in (RecordError, BoundaryError)}
MOST_FILES = 1_000
MOST_BYTES = 4_000_000
"""Of a verdict: one of more faults is found anew."""


def folder_key(data_dir: Path, directories: Sequence[str]) -> str | None:
    """Return a digest of all that a verdict on a folder depends on; None where something in it is not to be opened.

    That is its files with their names, the program's own contract, the code that checks, and the libraries that decide.

    Parameters
    ----------
    data_dir
        Holds ``datapackage.json``.
    directories
        Those of the folder that are read; one that is not there counts as such.
    """
    try:
        if directory_faults(data_dir, [], optional=directories):
            return None
        names = [DESCRIPTOR, *_names(data_dir, directories)]
        if len(names) > MOST_FILES or file_faults(data_dir, [], optional=names):
            return None
        digest = hashlib.sha256(f"{data_dir}\0{_program()}".encode(errors="surrogatepass"))
        for name in names:
            path = data_dir / name
            content = path.read_bytes() if path.exists() else b""
            digest.update(f"\0{name}\0{path.exists()}\0{len(content)}\0".encode(errors="surrogatepass") + content)
    except OSError:
        return None
    return digest.hexdigest()


def _names(data_dir: Path, directories: Sequence[str]) -> Iterator[str]:
    for directory in directories:
        for path in sorted((data_dir / directory).glob("*")):
            if path.suffix.removeprefix(".") in MOST_MEGABYTES:
                yield f"{directory}/{path.name}"


@cache
def _program() -> str:
    """Return a digest of the code that checks, of the contract that it reads, and of what it is run with."""
    files = [OWN_DATA / DESCRIPTOR]
    for place in DECIDING:
        files += sorted(place.rglob("*.py")) if place.is_dir() else [place]
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name}\0{len(content)}\0".encode() + content)
    versions = [sys.version, shapely.__version__, shapely.geos_version_string, *map(version, LIBRARIES)]
    return digest.hexdigest() + "\0".join(versions)


def file_name(what: str, data_dir: Path) -> str:
    """Return the name under which something about a folder is kept: one for each folder.

    Parameters
    ----------
    what
        In one word.
    data_dir
        The folder.
    """
    return f"{what}-{hashlib.sha256(str(data_dir.absolute()).encode(errors='surrogatepass')).hexdigest()[:16]}"


def recalled(memory: Memory, data_dir: Path, key: str) -> AtlasError | str | None:
    """Return the verdict on a folder that was kept: an error, `SOUND`, or None for none.

    Parameters
    ----------
    memory
        Where it was kept.
    data_dir
        The folder.
    key
        From `folder_key`.
    """
    content = memory.recalled(file_name("verdict", data_dir), key)
    try:
        return None if content is None or len(content) > MOST_BYTES else _error(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def keep(memory: Memory, data_dir: Path, key: str, error: AtlasError | None) -> None:
    """Keep the verdict on a folder; one that JSON cannot hold is not kept.

    Parameters
    ----------
    memory
        Where to.
    data_dir
        The folder.
    key
        From `folder_key`, and the same before the check and after it.
    error
        What the folder was refused for; None where it is sound.
    """
    try:
        content = json.dumps(SOUND if error is None else _plain(error)).encode()
    except TypeError:
        return
    if len(content) <= MOST_BYTES:
        memory.keep(file_name("verdict", data_dir), key, content)


def _plain(error: AtlasError) -> dict[str, Any]:
    return {
        "kind": type(error).__name__,
        "code": error.code,
        "params": {name: _value(value) for name, value in error.params.items()},
        "faults": [
            [fault.file, fault.row, fault.field, fault.code, {name: _value(one) for name, one in fault.params.items()}]
            for fault in error.faults
        ],
        "more": dict(error.more),
    }


def _value(value: object) -> object:
    """Return a parameter as JSON has it; what a sentence tells as text is text."""
    if isinstance(value, (list, tuple)):
        return [_value(one) for one in value]
    if isinstance(value, np.generic):
        return value.item()
    return str(value) if isinstance(value, (Path, Exception, dt.date)) else value


def _error(plain: Any) -> AtlasError | str:
    """Return what `_plain` was made from.

    Raises
    ------
    ValueError, KeyError, TypeError, AttributeError
        It was made from no verdict.
    """
    if plain == SOUND:
        return SOUND
    faults = [
        Fault(str(file), None if row is None else int(row), str(field), _code(code), **params)
        for file, row, field, code, params in plain["faults"]
    ]
    if KINDS[plain["kind"]] is RecordError:
        return RecordError(faults, {str(file): int(count) for file, count in plain["more"].items()})
    return BoundaryError(_code(plain["code"]), faults=faults, **plain["params"])


def _code(code: str) -> Any:
    if code not in get_args(Code):
        raise ValueError(code)
    return code
