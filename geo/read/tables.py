"""Curated tables in, typed frames out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LARGEST = 1e15
"""Whole numbers below it are exact as floats."""
LINE = "line"
"""Column that every table gains: the line of the file that a row stands on (the header is line 1)."""


def read_tables(data_dir: Path, descriptor: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Read every table that the descriptor names.

    Parameters
    ----------
    data_dir
        Where the paths of the descriptor begin.
    descriptor
        From `geo.read.schema.own_contract`.

    Returns
    -------
    dict
        Table name → frame with the columns of its schema, in that order, and ``line``. Text columns hold ``str``, with
        an empty cell as ``""``; ``date`` columns hold ``datetime64`` or NaT, ``number`` floats or NaN, ``integer``
        ``Int64``, ``boolean`` columns true, false or NA; what is none of these is NaN, NaT or NA. The frames are as
        read: `geo.read.schema.contract_faults` says whether they may be trusted.
    """
    return {
        resource["name"]: _typed(_read(data_dir / resource["path"]), resource["schema"]["fields"])
        for resource in descriptor["resources"]
    }


def rows(table: pd.DataFrame) -> Iterator[Any]:
    """Return the rows of a frame as named tuples, whose fields have the types of their columns.

    Parameters
    ----------
    table
        Any columns whose names are names in Python; the index becomes ``Index``.
    """
    return iter(table.itertuples())


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as mappings, column → value (None for an integer that is missing).

    They are those of `DataFrame.to_dict("records")`, which takes four times as long for the few rows of one project.

    Parameters
    ----------
    table
        Any columns.
    """
    names = [str(name) for name in table.columns]
    values = table.to_numpy(dtype=object).tolist()
    return [{name: None if value is pd.NA else value for name, value in zip(names, row, strict=True)} for row in values]


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")


def _finite(column: pd.Series[str]) -> pd.Series[float]:
    """Return a column as numbers; NaN for what is none or infinite."""
    numbers = pd.to_numeric(column, errors="coerce").astype(float)
    return numbers.where(numbers.abs() < float("inf"))


def _typed(table: pd.DataFrame, fields: list[dict[str, Any]]) -> pd.DataFrame:
    for field in fields:
        name = field["name"]
        if field["type"] == "date":
            table[name] = pd.to_datetime(table[name], format="%Y-%m-%d", errors="coerce")
        elif field["type"] == "number":
            table[name] = _finite(table[name])
        elif field["type"] == "integer":
            numbers = _finite(table[name])
            table[name] = numbers.where((numbers % 1 == 0) & (numbers.abs() < LARGEST)).astype("Int64")
        elif field["type"] == "boolean":
            table[name] = table[name].map({"true": True, "false": False}).astype("boolean")
    table[LINE] = range(2, len(table) + 2)
    return table
