"""Who works with whom: cooperation with its two sides, chosen by filters, and added up between places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from geo.atlas import joins
from geo.read.tables import rows
from geo.text import folded, search_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from geo.atlas.atlas import Atlas
    from geo.atlas.filters import Filters

WHOLE, OUTSIDE, UNPLACED = "whole", "outside", "unplaced"
"""Sides that are no city: the cluster or the province as such, what lies beyond, an organisation of unstated place."""

ASKED = ("place", "both", "status", "cross", "q", "day")
"""The filters that ask something of cooperation."""

JOINT = "~"
"""Between the two ends of a pair, as in ``140100~140700``."""


def sides(atlas: Atlas) -> tuple[str, ...]:
    """Return the sides of a matrix: the five cities, then `WHOLE`, `OUTSIDE` and `UNPLACED`.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return (*atlas.city_ids, WHOLE, OUTSIDE, UNPLACED)


def pair_of(one: str, other: str) -> str:
    """Return the name of a pair, the same whichever end comes first.

    Parameters
    ----------
    one, other
        Two sides, or the ids of two places.
    """
    return JOINT.join(sorted((one, other)))


@lru_cache(maxsize=32)
def partnerships(atlas: Atlas) -> pd.DataFrame:
    """Return `Atlas.cooperation` with where its two sides lie.

    Adds ``from_side`` and ``to_side`` (of `sides`), ``from_end`` and ``to_end`` (the place that stands for each on a
    map: itself, or the nearest that has a point; `WHOLE` and `UNPLACED` for themselves), ``places`` (every place of the
    cluster or beyond on either side, with those they lie in, as a frozenset), ``pairs`` (every pair that the row counts
    for, as a frozenset of `pair_of`), ``is_crossing`` (two stated sides, not one city) and ``search``.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    table = atlas.cooperation.copy()
    homes = atlas.tables["organisations"].set_index("organisation_id")["place_id"].to_dict()
    line = joins.ancestors(atlas.tables["places"])
    standing = _standing(atlas, line)
    ends = [_ends(row.from_place_id, row.to_place_id, homes.get(row.partner, "")) for row in rows(table)]
    sided = [(_side(atlas, one, line), _side(atlas, other, line)) for one, other in ends]
    table["from_side"], table["to_side"] = [one for one, _ in sided], [other for _, other in sided]
    for name, which in (("from_end", 0), ("to_end", 1)):
        table[name] = [
            side[which] if side[which] in (WHOLE, UNPLACED) else standing[end[which]]
            for end, side in zip(ends, sided, strict=True)
        ]
    table["places"] = pd.Series([frozenset(p for end in pair if end for p in line[end]) for pair in ends])
    tokens = [
        tuple(_tokens(end, side, line) for end, side in zip(pair, both, strict=True))
        for pair, both in zip(ends, sided, strict=True)
    ]
    pairs = [frozenset({*(pair_of(a, b) for a in one for b in other), *one, *other}) for one, other in tokens]
    table["pairs"] = pd.Series(pairs)
    table["is_crossing"] = [one != other and UNPLACED not in (one, other) for one, other in sided]
    pinyin = atlas.places["pinyin"].to_dict()
    table["search"] = [
        search_key(
            [
                row.mechanism_zh,
                row.mechanism_en,
                row.from_zh,
                row.from_en,
                row.to_zh,
                row.to_en,
                row.with_zh,
                row.with_en,
            ],
            " ".join(pinyin.get(p, "") for p in (row.from_place_id, row.to_place_id)),
        )
        for row in rows(table)
    ]
    return table


@lru_cache(maxsize=32)
def known_pairs(atlas: Atlas) -> frozenset[str]:
    """Return every pair, and every single place or side, by which cooperation can be chosen.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return frozenset().union(*partnerships(atlas)["pairs"])


def topics(atlas: Atlas) -> tuple[str, ...]:
    """Return the topics of the record, the most frequent first.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return tuple(partnerships(atlas)["topic"].value_counts().index)


def chosen(atlas: Atlas, filters: Filters, of_topics: Collection[str] = ()) -> pd.DataFrame:
    """Return the cooperation that the filters leave, oldest first.

    ``place`` asks for either side, ``both`` for all places chosen, ``status`` for the stage, ``q`` for words in what is
    done, in places and in organisations, ``day`` for what a text had told by then, ``cross`` for two different sides.
    The other filters are about projects and ask nothing here: `ASKED`.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    filters
        The choice.
    of_topics
        Which topics are kept; none for all.

    Returns
    -------
    DataFrame
        Rows of `partnerships`.
    """
    table = partnerships(atlas.known_on(filters.day))
    mask = pd.Series(data=True, index=table.index)
    if filters.place:
        meets = frozenset(filters.place).issubset if filters.both else lambda ids: not ids.isdisjoint(filters.place)
        mask &= table["places"].map(meets)
    if filters.status:
        mask &= table["status"].isin(filters.status)
    if filters.cross:
        mask &= table["is_crossing"]
    if of_topics:
        mask &= table["topic"].isin(list(of_topics))
    for word in map(folded, filters.q.split()):
        mask &= table["search"].str.contains(word, regex=False)
    return table[mask]


def between(table: pd.DataFrame, pair: str) -> pd.DataFrame:
    """Return the rows that count for a pair, or for one place or side; all of them for an empty text.

    Parameters
    ----------
    table
        From `partnerships` or `chosen`.
    pair
        From `pair_of`, or one place or side.
    """
    return table[table["pairs"].map(lambda pairs: pair in pairs).astype(bool)] if pair else table


@dataclass(frozen=True)
class Bond:
    """What two places, or a place and the whole, do together: how often on each topic.

    Parameters
    ----------
    one, other
        The ends: ids of places, or `WHOLE`; in the order of their names.
    topics
        Topic → how many rows of cooperation are about it.
    """

    one: str
    other: str
    topics: Mapping[str, int]

    @property
    def pair(self) -> str:
        """The name of the pair."""
        return pair_of(self.one, self.other)

    @property
    def times(self) -> int:
        """How often in all."""
        return sum(self.topics.values())


def matrix(table: pd.DataFrame) -> Mapping[str, int]:
    """Return pair of `sides` → how many rows there are between the two; what stays within a city has it twice.

    Parameters
    ----------
    table
        From `partnerships` or `chosen`.
    """
    return Counter(map(pair_of, table["from_side"], table["to_side"]))


def bonds(table: pd.DataFrame, *, is_near: bool = False) -> list[Bond]:
    """Return which two places work together, for lines on a map, in the order of their pairs.

    From afar a city stands for all that lies in it; near, each place for itself. What stays within one place, has no
    place, or is with the whole is left out (see `rings`); only what the whole does with a place beyond the cluster has
    `WHOLE` as an end.

    Parameters
    ----------
    table
        From `partnerships` or `chosen`.
    is_near
        Whether each place stands for itself.
    """

    def is_line(one: str, other: str, is_beyond: bool) -> bool:  # noqa: FBT001 - one of the three things looked at
        return one != other and (is_beyond or WHOLE not in (one, other))

    return _bonds(table, is_line, is_near=is_near)


def rings(table: pd.DataFrame, *, is_near: bool = False) -> list[Bond]:
    """Return what places of the cluster do with the whole, in the order of their pairs.

    Parameters
    ----------
    table
        From `partnerships` or `chosen`.
    is_near
        Whether each place stands for itself, as in `bonds`.
    """

    def is_ring(one: str, other: str, is_beyond: bool) -> bool:  # noqa: FBT001 - one of the three things looked at
        return not is_beyond and (one == WHOLE) != (other == WHOLE)

    return _bonds(table, is_ring, is_near=is_near)


@lru_cache(maxsize=32)
def city_points(atlas: Atlas) -> Mapping[str, tuple[float, float]]:
    """Return the middle of each city's area (lat, lon): links are drawn between areas, not between town halls.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.

    Returns
    -------
    Mapping[str, tuple[float, float]]
        Code of the city → degrees of WGS 84.
    """
    layer = atlas.light_boundaries.prefectures.set_index("adcode")
    return {city: _middle(layer.geometry[city]) for city in atlas.city_ids if city in layer.index}


@lru_cache(maxsize=64)
def leaving_point(atlas: Atlas, place_id: str) -> tuple[float, float]:
    """Return where the straight way from the middle of the cluster to a place leaves the cluster (lat, lon).

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    place_id
        The code of a place with a point, beyond the cluster.

    Returns
    -------
    tuple
        Degrees of WGS 84.
    """
    layer = atlas.light_boundaries.prefectures
    cluster: Any = shapely.union_all(list(layer.geometry[layer["adcode"].isin(atlas.city_ids)]))
    place: Any = atlas.places.loc[place_id]
    way = shapely.LineString([(cluster.centroid.x, cluster.centroid.y), (place["lon"], place["lat"])])
    last = shapely.get_coordinates(shapely.intersection(way, cluster))[-1]
    return float(last[1]), float(last[0])


def _middle(area: Any) -> tuple[float, float]:
    """Return the centroid of an area (lat, lon), or a point well inside it where that lies outside."""
    middle = shapely.centroid(area)
    if not shapely.contains(area, middle):
        middle = shapely.maximum_inscribed_circle(area, tolerance=0.01).interpolate(0)
    return float(middle.y), float(middle.x)


def _ends(from_place: str, to_place: str, home: str) -> tuple[str, str]:
    """Return the two places of a row; an organisation of which only the province is known stands for no place."""
    return from_place, to_place or ("" if home == joins.PROVINCE else home)


def _side(atlas: Atlas, place_id: str, line: Mapping[str, tuple[str, ...]]) -> str:
    if not place_id:
        return UNPLACED
    if place_id == joins.PROVINCE or (joins.CLUSTER in line[place_id] and not atlas.city_of(place_id)):
        return WHOLE
    return atlas.city_of(place_id) or OUTSIDE


def _standing(atlas: Atlas, line: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return place → the nearest place, itself first, that has a point to stand on."""
    has_point = atlas.places["lon"].notna().to_dict()
    return {place: next((p for p in above if has_point.get(p)), place) for place, above in line.items()}


def _tokens(place_id: str, side: str, line: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return by which names a side of a row can be chosen: itself, its county, its city, or the side that it is on."""
    if side in (WHOLE, UNPLACED):
        return frozenset({side})
    if side == OUTSIDE:
        return frozenset({place_id, side})
    return frozenset(line[place_id][: line[place_id].index(side) + 1])


def _bonds(table: pd.DataFrame, is_wanted: Callable[[str, str, bool], bool], *, is_near: bool) -> list[Bond]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    columns = ("from_side", "to_side", "from_end", "to_end", "topic")
    for from_side, to_side, from_end, to_end, topic in zip(*(table[column] for column in columns), strict=True):
        one, other = sorted(
            end if is_near or side == OUTSIDE else side for side, end in ((from_side, from_end), (to_side, to_end))
        )
        if UNPLACED not in (one, other) and is_wanted(one, other, OUTSIDE in (from_side, to_side)):
            counts.setdefault((one, other), Counter())[topic] += 1
    return [Bond(*ends, counts[ends]) for ends in sorted(counts)]
