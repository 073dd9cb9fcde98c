"""Roads that meet the line between two cities: how far each side is, whether they are joined, and who says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.atlas import history
from geo.atlas.partnership import JOINT, pair_of
from geo.read.classes import speaks_for_itself
from geo.read.tables import records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from geo.atlas.atlas import Atlas

STATES = ("joined", "at_line", "built", "building", "planned", "not_aligned")
"""What a source says of a road or of one of its sides, from the most to the least that is there."""
UNKNOWN = "unknown"
"""The state of what no source decides."""
OF_ROADS = tuple(state for state in STATES if state != "built")
"""The states of a road as a whole: that one side is built does not say whether the two meet."""
IN_NETWORK, CLAIMED_JOINED = "roads_in_network", "roads_joined_up"
"""The indicators by which a text counts the roads of a network, and those of them joined up or about to be."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """What is known of a side, or of a road as a whole.

    ``decided`` is the report that decides, ``hearsay`` the newest that decides nothing: rows of `reports`, or None.
    """

    decided: Row | None
    hearsay: Row | None

    @property
    def state(self) -> str:
        """The state that stands, or `UNKNOWN`."""
        return str(self.decided["state"]) if self.decided else UNKNOWN

    @property
    def claimed(self) -> str:
        """What hearsay says where nothing decides; an empty text elsewhere."""
        return str(self.hearsay["state"]) if self.hearsay and not self.decided else ""

    @property
    def shown(self) -> str:
        """The state to draw: the one that stands, or else what hearsay says, or `UNKNOWN`."""
        return self.claimed or self.state

    @property
    def shown_by(self) -> Row | None:
        """The report that says so."""
        return self.decided or self.hearsay


@dataclass(frozen=True)
class Side:
    """One side of a road: the city, its standing, and the report that names the road there (None where none does)."""

    place_id: str
    standing: Standing
    road: Row | None


@dataclass(frozen=True)
class Crossing:
    """A road that meets the line between two cities.

    ``row`` is that of the table; ``sides`` are in the order of `pair_of`; ``reports`` the newest first.
    """

    row: Row
    sides: tuple[Side, Side]
    whole: Standing
    reports: tuple[Row, ...]

    @property
    def pair(self) -> str:
        """The two cities, as `geo.atlas.partnership.pair_of` writes them."""
        return pair_of(*(side.place_id for side in self.sides))


@dataclass(frozen=True)
class Reckoning:
    """How many roads of a network a text counts as joined or about to be, and how many are named as joined.

    ``claim`` is the text's figure, ``total`` the number of roads in the network; ``named`` has, for each source that
    names as many roads as any does, a report of it and the number.
    """

    claim: Row
    total: float
    named: tuple[tuple[Row, int], ...]


@lru_cache(maxsize=32)
def reports(atlas: Atlas) -> pd.DataFrame:
    """Return what sources say of roads at city lines, as `geo.atlas.history.dated` has it, oldest first.

    Adds ``name`` of the road (two languages), ``happened_on`` (the day of the event, or else of publication),
    ``is_hearsay`` and ``order`` (of the state, the least that is there first).

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    names = atlas.tables["crossings"][["crossing_id", "name_zh", "name_en"]]
    told = history.dated(atlas.tables["crossing_reports"].merge(names, on="crossing_id"), atlas.tables["sources"])
    told = told.assign(
        happened_on=told["event_on"].fillna(told["published_on"]),
        is_hearsay=~speaks_for_itself(told["source_id"], atlas.tables["sources"]),
        order=told["state"].map({state: order for order, state in enumerate(reversed(STATES))}),
    )
    return told.sort_values(["happened_on", "published_on"], kind="stable").reset_index(drop=True)


@lru_cache(maxsize=32)
def crossings(atlas: Atlas) -> tuple[Crossing, ...]:
    """Return the roads that any source speaks of by the day and in the evidence of an atlas, in order of state.

    Roads in one state stand in the order of the table.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    told = {str(key): rows for key, rows in reports(atlas).groupby("crossing_id", sort=False)}
    known = [_crossing(row, told[row["crossing_id"]]) for row in _known(atlas) if row["crossing_id"] in told]
    return tuple(sorted(known, key=lambda crossing: _rank(crossing.whole)))


def crossings_between(atlas: Atlas, pair: str) -> tuple[Crossing, ...]:
    """Return the roads at the line of a pair of cities; none for anything else.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    pair
        From `geo.atlas.partnership.pair_of`.
    """
    return tuple(crossing for crossing in crossings(atlas) if crossing.pair == pair)


def pair_counts(atlas: Atlas) -> Mapping[str, int]:
    """Return the pairs of cities with roads on record → how many, the most first.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    """
    return dict(Counter(crossing.pair for crossing in crossings(atlas)).most_common())


def state_counts(reported: Iterable[Crossing]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return state → number of roads by what decides, and of those that are unknown, by what hearsay says.

    Parameters
    ----------
    reported
        From `crossings` or `crossings_between`.

    Returns
    -------
    tuple
        In the order of `OF_ROADS`; those without a road are left out.
    """
    roads = list(reported)
    decided = Counter(road.whole.state for road in roads)
    claimed = Counter(road.whole.claimed for road in roads if road.whole.claimed)
    return (
        {state: decided[state] for state in (*OF_ROADS, UNKNOWN) if decided[state]},
        {state: claimed[state] for state in OF_ROADS if claimed[state]},
    )


def reckoning(atlas: Atlas, network_id: str) -> Reckoning | None:
    """Return how a text's count of the roads of a network goes with those named as joined; None without a count.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    network_id
        The id of a project that is a network of roads.
    """
    figures = atlas.figures_of("project", [network_id])
    claims, totals = (figures[figures["indicator"] == name] for name in (CLAIMED_JOINED, IN_NETWORK))
    if claims.empty or totals.empty:
        return None
    roads = {row["crossing_id"] for row in _known(atlas) if row["network_id"] == network_id}
    told = reports(atlas)
    joined = told[(told["state"] == "joined") & told["crossing_id"].isin(roads)]
    counts = joined.groupby("source_id")["crossing_id"].nunique()
    most = counts[counts == counts.max()].index
    first = joined[joined["source_id"].isin(most)].drop_duplicates("source_id").sort_values("published_on")
    named = tuple((row, int(counts[row["source_id"]])) for row in records(first))
    return Reckoning(records(claims)[-1], float(totals["value"].iloc[-1]), named)


def cities_of(pair: str) -> tuple[str, str]:
    """Return the two ends of a pair.

    Parameters
    ----------
    pair
        From `geo.atlas.partnership.pair_of`.
    """
    one, _, other = pair.partition(JOINT)
    return one, other


def _rank(whole: Standing) -> tuple[bool, bool, int]:
    """Return what sorts roads: by what decides, then by what hearsay says, then those of which nothing is known."""
    order = (*OF_ROADS, UNKNOWN)
    return whole.decided is None, whole.hearsay is None, order.index(whole.shown)


def _known(atlas: Atlas) -> list[Row]:
    return records(atlas.tables["crossings"])


def _crossing(row: Row, told: pd.DataFrame) -> Crossing:
    ends = cities_of(pair_of(row["from_place_id"], row["to_place_id"]))
    one, other = (_side(place_id, told) for place_id in ends)
    of_road = told[((told["place_id"] == "") | (told["state"] == "at_line")) & told["state"].isin(OF_ROADS)]
    newest = told.sort_values(["happened_on", "published_on"], ascending=False, kind="stable")
    return Crossing(row, (one, other), _standing(of_road), tuple(records(newest)))


def _side(place_id: str, told: pd.DataFrame) -> Side:
    own = told[told["place_id"] == place_id]
    named = own[own["road_zh"] != ""].sort_values("is_hearsay", ascending=False, kind="stable")
    return Side(
        place_id,
        _standing(told[told["place_id"].isin(("", place_id)) & (told["state"] != "")]),
        records(named)[-1] if len(named) else None,
    )


def _standing(told: pd.DataFrame) -> Standing:
    """Return what stands by these reports: the newest event decides, of two from one source the milder."""
    ordered = history.newest_first(told)
    is_hearsay = ordered["is_hearsay"]
    decided, hearsay = (records(rows.head(1)) for rows in (ordered[~is_hearsay], ordered[is_hearsay]))
    return Standing(decided[0] if decided else None, hearsay[0] if hearsay else None)
