"""Strategies as the texts state them: their parts, what serves each part, and how one reading differs from the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.atlas import history, joins
from geo.read.tables import records, rows
from geo.text import folded, search_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from geo.atlas.atlas import Atlas
    from geo.atlas.filters import Filters

NUMERALS = dict(zip("一二三四五六七八九", "123456789", strict=True))
ASKED = ("place", "q", "day")
"""The filters that ask something of strategies; the others choose projects."""


@dataclass(frozen=True)
class Tie:
    """What serves a part: a ``project`` or a ``role``, and whether the text says so (``stated``, ``inferred``).

    Parameters
    ----------
    kind
        ``project`` or ``role``.
    id
        Of the project or the role.
    basis
        ``stated`` or ``inferred``.
    """

    kind: str
    id: str
    basis: str


@dataclass(frozen=True)
class Part:
    """A part of a strategy with what serves it and the parts below it, in order.

    ``row`` has the columns of ``strategy_parts`` and those that `geo.atlas.history.dated` adds.
    """

    row: Mapping[str, Any]
    ties: tuple[Tie, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def leaves(self) -> tuple[Part, ...]:
        """The parts below it that are not divided any further; itself, when it is not."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) or (self,)


@dataclass(frozen=True)
class Strategy:
    """A strategy as one text reads it. Strategies of one ``framework`` are readings of the same.

    ``row`` has the columns of ``strategies`` and those that `geo.atlas.history.dated` adds; ``search`` is what words
    are looked for in.
    """

    row: Mapping[str, Any]
    parts: tuple[Part, ...]
    search: str = ""

    @property
    def strategy_id(self) -> str:
        """The id of this reading."""
        return str(self.row["strategy_id"])

    @property
    def owner(self) -> str:
        """The place whose strategy it is."""
        return str(self.row["owner_place_id"])

    @property
    def published_on(self) -> dt.date:
        """The day of its text."""
        day: dt.date = self.row["published_on"].date()
        return day

    @property
    def leaves(self) -> tuple[Part, ...]:
        """Its parts that are not divided any further."""
        return tuple(leaf for part in self.parts for leaf in part.leaves)

    @property
    def divided(self) -> tuple[Part, ...]:
        """Its parts that are divided further: with its `leaves` they are all its rows in ``strategy_parts``."""
        return tuple(part for part in _all(self.parts) if part.parts)

    @property
    def gaps(self) -> tuple[Part, ...]:
        """Those of its `leaves` for which the record has neither a project nor a role."""
        return tuple(leaf for leaf in self.leaves if not leaf.ties)


@dataclass(frozen=True)
class Row:
    """A part through the readings of a strategy: in each its wording (or None), and how that stands to those before.

    ``verdicts``: ``first`` (the first reading), ``same`` or ``renamed`` (against the newest earlier wording), ``new``
    (no earlier reading lists it), ``absent`` (this reading does not list it).
    """

    cells: tuple[Part | None, ...]
    verdicts: tuple[str, ...]


@lru_cache(maxsize=32)
def strategies(atlas: Atlas) -> tuple[Strategy, ...]:
    """Return every strategy by owner (province, cluster, each city and what lies in it) and date.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    parts = _parts(atlas)
    rank = {place: number for number, place in enumerate(_owners(atlas))}
    unordered = []
    for row in _records(atlas, "strategies"):
        own = parts.get(row["strategy_id"], ())
        unordered.append(Strategy(row, own, _search(atlas, row, own)))
    return tuple(sorted(unordered, key=lambda s: (rank.get(s.owner, len(rank)), s.published_on)))


def strategy(atlas: Atlas, strategy_id: str) -> Strategy:
    """Return one strategy.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    strategy_id
        The id of a strategy: of one reading.

    Raises
    ------
    KeyError
        There is no such strategy.
    """
    by_id = {s.strategy_id: s for s in strategies(atlas)}
    return by_id[strategy_id]


def chosen(atlas: Atlas, filters: Filters) -> tuple[Strategy, ...]:
    """Return the strategies that place, words and day leave, with what was known of their parts on that day.

    A place stands for itself and all that lies in it; the place that counts is the owner's.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    filters
        The choice; ``place``, ``q`` and ``day`` are asked.
    """
    atlas = atlas.known_on(filters.day)
    lines = joins.ancestors(atlas.tables["places"]) if filters.place else {}
    words = [folded(word) for word in filters.q.split()]
    return tuple(
        s
        for s in strategies(atlas)
        if (not filters.place or set(filters.place) & set(lines[s.owner])) and all(word in s.search for word in words)
    )


def readings(atlas: Atlas, strategy_id: str) -> tuple[Strategy, ...]:
    """Return every reading of the framework that a strategy belongs to, oldest first.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    strategy_id
        The id of any of them.

    Raises
    ------
    KeyError
        There is no such strategy.
    """
    asked_for = strategy(atlas, strategy_id)
    of_framework = [s for s in strategies(atlas) if s.row["framework"] == asked_for.row["framework"]]
    return tuple(sorted(of_framework, key=lambda s: s.row["reading"]))


def aligned(compared: tuple[Strategy, ...]) -> tuple[Row, ...]:
    """Return the main parts of the readings of a strategy, those that mean the same in one row.

    Parts are the same when they are worded alike, quotation marks and the way of writing numbers aside; else they are
    taken for each other when both are the only ones in their readings to begin with a number (6大工程, “六件大事”).

    Parameters
    ----------
    compared
        Readings of one framework, oldest first.

    Returns
    -------
    tuple of Row
        A row a part, with a cell for each reading; what only a later reading lists comes after the rest.
    """
    held: list[dict[int, Part]] = []
    for number, reading in enumerate(compared):
        left = list(reading.parts)
        for alike in (wording, _lone_number(compared)):
            for part in tuple(left):
                free = (row for row in held if number not in row and alike(part))
                if (match := next((row for row in free if alike(_newest(row)) == alike(part)), None)) is not None:
                    match[number] = part
                    left.remove(part)
        held += [{number: part} for part in left]
    return tuple(_row(row, compared) for row in held)


def wording(part: Part) -> str:
    """Return a part's Chinese name as names are compared: no quotation marks, the number in front in figures.

    Parameters
    ----------
    part
        A part of a strategy.
    """
    name = folded(part.row["name_zh"])
    return NUMERALS.get(name[:1], name[:1]) + name[1:]


def _lone_number(compared: tuple[Strategy, ...]) -> Any:
    counts: dict[str, int] = {}
    for reading in compared:
        numbers = [_number(part) for part in reading.parts]
        for number in numbers:
            counts[number] = max(counts.get(number, 0), numbers.count(number))
    return lambda part: _number(part) if counts[_number(part)] == 1 else ""


def _number(part: Part) -> str:
    digits = re.match(r"\d+", wording(part))
    return digits[0] if digits else ""


def _newest(row: Mapping[int, Part]) -> Part:
    return row[max(row)]


def _row(row: Mapping[int, Part], compared: tuple[Strategy, ...]) -> Row:
    verdicts = []
    for number in range(len(compared)):
        before = [row[n] for n in sorted(row) if n < number]
        listed = any(reading.parts for reading in compared[:number])
        if number not in row:
            verdicts.append("absent")
        elif not before:
            verdicts.append("new" if listed else "first")
        else:
            verdicts.append("same" if wording(row[number]) == wording(before[-1]) else "renamed")
    return Row(tuple(row.get(number) for number in range(len(compared))), tuple(verdicts))


def _parts(atlas: Atlas) -> Mapping[str, tuple[Part, ...]]:
    """Return strategy_id → its main parts, each with those below it."""
    ties = _ties(atlas)
    below: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in sorted(_records(atlas, "strategy_parts"), key=lambda row: int(row["order"])):
        below.setdefault((row["strategy_id"], row["parent_id"]), []).append(row)

    def under(strategy_id: str, parent_id: str) -> tuple[Part, ...]:
        return tuple(
            Part(row, ties.get(row["part_id"], ()), under(strategy_id, row["part_id"]))
            for row in below.get((strategy_id, parent_id), ())
        )

    return {strategy_id: under(strategy_id, "") for strategy_id, parent_id in below if not parent_id}


def _records(atlas: Atlas, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table that cites texts, with their dates and titles, oldest first."""
    return records(history.dated(atlas.tables[table], atlas.tables["sources"]))


def _ties(atlas: Atlas) -> Mapping[str, tuple[Tie, ...]]:
    """Return part_id → what serves it, what the text states first."""
    by_part: dict[str, list[Tie]] = {}
    for row in rows(atlas.tables["part_links"].sort_values("basis", ascending=False, kind="stable")):
        by_part.setdefault(row.part_id, []).append(Tie(row.subject_kind, row.subject_id, row.basis))
    return {part_id: tuple(ties) for part_id, ties in by_part.items()}


def _owners(atlas: Atlas) -> Iterable[str]:
    yield from (joins.PROVINCE, joins.CLUSTER)
    for city in atlas.city_ids:
        yield from (city, *atlas.places_within((city,)))


def _search(atlas: Atlas, row: Mapping[str, Any], parts: Iterable[Part]) -> str:
    """Return what words are looked for in: the strategy, its owner, its parts and the projects that serve them."""
    owner: Any = atlas.places.loc[row["owner_place_id"]]
    every = list(_all(parts))
    names = [row[name] for name in ("name_zh", "name_en", "framework", "summary_zh", "summary_en")]
    names += [part.row[name] for part in every for name in ("name_zh", "name_en")]
    keys = [search_key(names, ""), search_key([owner["name_zh"], owner["name_en"]], owner["pinyin"])]
    served_by = {tie.id for part in every for tie in part.ties if tie.kind == "project"}
    keys += [search_key([p.name_zh, p.name_en], p.pinyin) for p in rows(atlas.projects.loc[sorted(served_by)])]
    return " ".join(keys)


def _all(parts: Iterable[Part]) -> Iterable[Part]:
    for part in parts:
        yield part
        yield from _all(part.parts)
