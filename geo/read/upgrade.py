"""A folder of an older version of the contract, brought forward: what it lacks is added, nothing of it is lost."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from typing import TYPE_CHECKING, Any

from geo.errors import Fault, RecordError
from geo.read.descriptor import FILE as DESCRIPTOR
from geo.read.descriptor import OWN
from geo.read.folder import file_faults, read_text
from geo.read.schema import CONTRACT, contract_of, read_descriptor
from geo.read.words import LANGUAGES, read_language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNKNOWN_CLASS = "forum"
"""The class of a public page that nobody has classed yet: the one that decides least."""


def upgraded(data_dir: Path, own_dir: Path) -> dict[Path, bytes]:
    """Return the files that bring a folder to the present version of the contract, by path, the descriptor last.

    A public page is classed as one that decides nothing until somebody says better. A date that is known to the year
    only is by the first contract the day of reading: it becomes ``retrieved_on``. What kind of entry a project is comes
    from the program's own record where it is there too, and so does the English name of a publisher; where it is not,
    the check asks for it row by row.

    Parameters
    ----------
    data_dir
        The folder, of an older version; of the present one nothing is to be done.
    own_dir
        The program's own record, whose descriptor is the contract.

    Returns
    -------
    dict
        Path → content; empty where the folder is of the present version.

    Raises
    ------
    RecordError
        There is no descriptor or no table where it belongs, or the folder is of a newer version.
    """
    old, new = read_descriptor(data_dir), read_descriptor(own_dir)
    if contract_of(old) == CONTRACT:
        return {}
    if contract_of(old) > CONTRACT:
        raise RecordError([version_fault(data_dir, old)])
    known = {resource["name"] for resource in old.get("resources", [])}
    files = {}
    for resource in new["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        rows = _rows(data_dir, resource["path"]) if resource["name"] in known else []
        if resource["name"] == "sources":
            named = {row["publisher_zh"]: row["publisher_en"] for row in _rows(own_dir, resource["path"])}
            rows = [_named(_source(row), named) for row in rows]
        if resource["name"] == "projects":
            kinds = {row["project_id"]: row["kind"] for row in _rows(own_dir, resource["path"])}
            rows = [{"kind": kinds.get(row.get("project_id", ""), "")} | row for row in rows]
        content = _written(columns, rows)
        path = data_dir / resource["path"]
        if not path.exists() or path.read_bytes() != content:
            files[path] = content
    for lang in LANGUAGES:
        files |= _words(data_dir / "text" / f"{lang}.toml", own_dir / "text" / f"{lang}.toml", lang)
    descriptor = new | {key: old[key] for key in OWN if key in old}
    files[data_dir / DESCRIPTOR] = (json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n").encode()
    return files


def version_fault(data_dir: Path, descriptor: Mapping[str, Any]) -> Fault:
    """Return the fault of a folder whose version of the contract is not the present one, with what to do.

    Parameters
    ----------
    data_dir
        The folder of the record, named in what to do.
    descriptor
        Its descriptor, from `geo.read.schema.read_descriptor`.

    Returns
    -------
    Fault
        ``contract.newer`` or ``contract.older``, at the descriptor.
    """
    version = contract_of(descriptor)
    if version > CONTRACT:
        return Fault(DESCRIPTOR, None, "contract", "contract.newer", found=version, expected=CONTRACT)
    return Fault(DESCRIPTOR, None, "contract", "contract.older", found=version, expected=CONTRACT, directory=data_dir)


def _rows(data_dir: Path, path: str) -> list[dict[str, str]]:
    faults = file_faults(data_dir, [path])
    text = ""
    if not faults:
        text, faults = read_text(data_dir, path)
    if faults:
        raise RecordError(faults)
    csv.field_size_limit(len(text) + 1)
    try:
        return list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as broken:
        raise RecordError([Fault(path, None, "", "file.not_csv", reason=broken)]) from None


def _words(path: Path, own: Path, lang: str) -> dict[Path, bytes]:
    """Return the program's own words where those of the folder lack any, and what was there, put by beside them."""
    try:
        held = set(read_language(path.parent, lang).table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        held = set()
    if held >= set(read_language(own.parent, lang).table):
        return {}
    kept = {path.with_suffix(".toml.before"): path.read_bytes()} if path.exists() else {}
    return kept | {path: own.read_bytes()}


def _source(row: dict[str, str]) -> dict[str, str]:
    """Return a row of ``sources`` with what version 2 asks of a public page."""
    if row.get("kind") != "public" or row.get("class"):
        return row
    asked = {"class": UNKNOWN_CLASS, "is_repost": "false"}
    if row.get("date_precision") == "year":
        asked |= {"retrieved_on": row["published_on"], "published_on": "", "date_precision": ""}
    return row | asked


def _named(row: dict[str, str], named: Mapping[str, str]) -> dict[str, str]:
    """Return a row of ``sources`` with what version 3 asks: its publisher in both languages, as far as it is known.

    A Latin name is the same in English.
    """
    if "publisher" not in row:
        return row
    chinese = row.pop("publisher") or ""
    return row | {
        "publisher_zh": chinese,
        "publisher_en": named.get(chinese, chinese if chinese.isascii() else ""),
    }


def _written(columns: list[str], rows: list[dict[str, str]]) -> bytes:
    """Return rows as a table of these columns; an unknown one stays, for the check to refuse."""
    strange = [name for name in (rows[0] if rows else ()) if name not in columns and name is not None]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, [*columns, *strange], restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()
