"""What lies in what, and what follows on what: parents, parts and readings."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from geo.errors import Fault
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEYS = {"places": "place_id", "projects": "project_id", "strategy_parts": "part_id"}
"""The tables whose rows lie in one another by ``parent_id``, with their keys."""


def cycle_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """No place, project or part lies within itself, however far up.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; those of `KEYS` are asked.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    for name, key in KEYS.items():
        parents = tables[name].set_index(key)["parent_id"].to_dict()
        for row in tables[name][tables[name]["parent_id"] != ""].to_dict("records"):
            above, seen = row["parent_id"], set[str]()
            while above and above not in seen:
                seen.add(above)
                above = parents.get(above, "")
            if row[key] in seen:
                yield Fault(f"tables/{name}.csv", row["line"], "parent_id", "lineage.cycle", key=row[key])


def part_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A part lies in a part of the same strategy, and no two parts beside each other have one place in the order.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``strategy_parts``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    file = "tables/strategy_parts.csv"
    strategies = {row.part_id: row.strategy_id for row in rows(tables["strategy_parts"])}
    taken: dict[tuple[str, str, int], str] = {}
    for row in rows(tables["strategy_parts"]):
        if strategies.get(row.parent_id, row.strategy_id) != row.strategy_id:
            yield Fault(
                file,
                row.line,
                "parent_id",
                "lineage.other_strategy",
                part=row.parent_id,
                strategy=strategies[row.parent_id],
                expected=row.strategy_id,
            )
        if pd.isna(row.order):
            continue
        other = taken.setdefault((row.strategy_id, row.parent_id, int(row.order)), row.part_id)
        if other != row.part_id:
            yield Fault(file, row.line, "order", "lineage.taken", number=row.order, other=other)


def reading_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """The readings of a framework are numbered from 1 without a gap, in the order in which their texts appeared.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``strategies`` and
        ``sources``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    file = "tables/strategies.csv"
    dated = tables["strategies"].merge(tables["sources"][["source_id", "published_on"]], on="source_id")
    dated = dated.dropna(subset=["reading", "published_on"]).sort_values(["framework", "reading"], kind="stable")
    for framework, of_framework in dated.groupby("framework"):
        readings = list(rows(of_framework))
        for expected, row in enumerate(readings, start=1):
            if row.reading != expected:
                yield Fault(
                    file,
                    row.line,
                    "reading",
                    "lineage.numbering",
                    framework=framework,
                    number=row.reading,
                    expected=expected,
                )
        for older, newer in pairwise(readings):
            if newer.published_on < older.published_on:
                yield Fault(
                    file,
                    newer.line,
                    "reading",
                    "lineage.order",
                    framework=framework,
                    number=newer.reading,
                    other=older.reading,
                    day=newer.published_on,
                    other_day=older.published_on,
                )
