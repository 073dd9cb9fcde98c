"""A road at a city line lies between two cities, and what is said of it is of one of its sides or of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import Fault
from geo.read.classes import speaks_for_itself
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

CROSSINGS, REPORTS, READINGS = (
    f"tables/{name}.csv" for name in ("crossings", "crossing_reports", "crossing_second_readings")
)
OF_BOTH, OF_ONE = ("joined", "not_aligned"), ("built", "at_line")
"""The states that two sides are in together, and those that one side is in; the others can be either."""
MILDEST_FIRST = ("planned", "not_aligned", "building", "at_line", "built", "joined")
"""Of two readings the one further left claims less."""


def side_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A crossing has two different sides, both are cities, and some source speaks of it.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``places``,
        ``crossing_reports`` and ``crossings``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    levels = tables["places"].set_index("place_id")["level"].to_dict()
    reported = set(tables["crossing_reports"]["crossing_id"])
    for row in rows(tables["crossings"]):
        if row.from_place_id and row.from_place_id == row.to_place_id:
            yield Fault(CROSSINGS, row.line, "to_place_id", "crossing.one_city", place=row.to_place_id)
        for field in ("from_place_id", "to_place_id"):
            level = levels.get(getattr(row, field), "prefecture")
            if level != "prefecture":
                yield Fault(CROSSINGS, row.line, field, "crossing.no_city", place=getattr(row, field), level=level)
        if row.crossing_id not in reported:
            yield Fault(CROSSINGS, row.line, "crossing_id", "crossing.no_report", crossing=row.crossing_id)


def report_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A report says something; of both sides what only two can be, and of one of the two what only one can be.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``crossings`` and
        ``crossing_reports``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    sides = {row.crossing_id: (row.from_place_id, row.to_place_id) for row in rows(tables["crossings"])}
    for row in rows(tables["crossing_reports"]):
        own = sides.get(row.crossing_id)
        if row.place_id and own and row.place_id not in own:
            expected = {"crossing": row.crossing_id, "place": row.place_id, "sides": own}
            yield Fault(REPORTS, row.line, "place_id", "crossing.other_side", **expected)
        if row.place_id and row.state in OF_BOTH:
            yield Fault(REPORTS, row.line, "place_id", "crossing.both_sides", state=row.state, place=row.place_id)
        if not row.place_id and (row.state in OF_ONE or row.road_zh):
            yield Fault(REPORTS, row.line, "place_id", "crossing.no_side", said=row.state or row.road_zh)
        if not row.state and not row.road_zh:
            yield Fault(REPORTS, row.line, "state", "crossing.empty", crossing=row.crossing_id)


def reading_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """What decides a state from a public page has been read twice, and claims no more than the second reading.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``crossing_reports``,
        ``crossing_second_readings`` and ``sources``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    reports, readings, sources = (tables[name] for name in ("crossing_reports", "crossing_second_readings", "sources"))
    public = set(sources.loc[sources["kind"] == "public", "source_id"])
    read: dict[tuple[str, str, str], set[str]] = {}
    for row in rows(readings):
        read.setdefault(_side(row), set()).add(row.state)
    for row in rows(reports[speaks_for_itself(reports["source_id"], sources) & (reports["state"] != "")]):
        states = read.get(_side(row), set())
        if row.source_id in public and not any(_claims(row.state) <= _claims(state) for state in states):
            yield Fault(
                REPORTS,
                row.line,
                "state",
                "crossing.second_reading",
                crossing=row.crossing_id,
                source=row.source_id,
                state=row.state,
                found=[state or "–" for state in sorted(states)],
            )
    reported = {_side(row) for row in rows(reports)}
    for row in rows(readings):
        if _side(row) not in reported:
            known = {"crossing": row.crossing_id, "source": row.source_id}
            yield Fault(READINGS, row.line, "source_id", "crossing.no_reading", **known)


def _side(row: Any) -> tuple[str, str, str]:
    return row.crossing_id, row.place_id, row.source_id


def _claims(state: str) -> int:
    """Return how much a state claims; none claims nothing, and one unknown to the contract is a fault of its own."""
    return MILDEST_FIRST.index(state) if state in MILDEST_FIRST else -1
