"""Roads at a city line as HTML: a strip along the line, the same as a table with sources, and what a count can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.atlas import crossings
from geo.atlas.crossings import OF_ROADS, UNKNOWN
from geo.html.links import Link, no_link
from geo.html.rendering import render
from geo.html.statements import side_name
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from geo.atlas.atlas import Atlas
    from geo.atlas.crossings import Crossing, Reckoning
    from geo.html.cooperation import Choice
    from geo.html.statements import Row
    from geo.read.words import Words

ANCHOR = "crossings"
"""The id of the strip, to which the panel of a pair leads."""


@dataclass(frozen=True)
class _Group:
    """The roads that one network counts in, or those that none does (an empty ``network_id``)."""

    network_id: str
    heading: str
    crossings: Sequence[Crossing]


def crossing_board(atlas: Atlas, pair: str, words: Words, link: Link = no_link) -> Markup:
    """Return the roads at the line of a pair of cities, as HTML: a strip along the line and a table; empty without any.

    A road stands in the order of its state: the strip is no map, and says so.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    pair
        From `geo.atlas.partnership.pair_of`.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    roads = crossings.crossings_between(atlas, pair)
    groups = _groups(atlas, roads, words)
    return render(
        "crossing_board",
        words,
        link,
        atlas=atlas,
        anchor=ANCHOR,
        groups=groups,
        cities=[side_name(atlas, city, words) for city in crossings.cities_of(pair)] if roads else [],
        between=pair_name(atlas, pair, words) if roads else "",
        states=_shown(roads),
        has_hearsay=any(road.whole.claimed for road in roads),
        reckonings=[
            _reckoned(made, words) for group in groups if (made := crossings.reckoning(atlas, group.network_id))
        ],
    )


def pair_choice(atlas: Atlas, choice: Choice, words: Words) -> Markup:
    """Return the pairs of cities with roads on record, as HTML, each a link that chooses it; empty without any.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    choice
        Which pair is chosen, and how another is.
    words
        The words of the language.
    """
    pairs = {pair: (pair_name(atlas, pair, words), count) for pair, count in crossings.pair_counts(atlas).items()}
    return render("crossing_pairs", words, choice=choice, pairs=pairs)


def pair_line(atlas: Atlas, pair: str, words: Words) -> Markup:
    """Return how many roads meet the line of a pair, as a line that leads to the strip; empty without any.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    pair
        From `geo.atlas.partnership.pair_of`.
    words
        The words of the language.
    """
    roads = crossings.crossings_between(atlas, pair)
    joined = sum(road.whole.state == "joined" for road in roads)
    summary = words("crossing.summary", total=len(roads), joined=joined)
    return render("crossing_line", words, anchor=ANCHOR, summary=summary if roads else "")


def pair_name(atlas: Atlas, pair: str, words: Words) -> str:
    """Return a pair of cities as a reader says it.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    pair
        From `geo.atlas.partnership.pair_of`.
    words
        The words of the language.
    """
    return " — ".join(side_name(atlas, city, words) for city in crossings.cities_of(pair))


def _groups(atlas: Atlas, on_line: Sequence[Crossing], words: Words) -> list[_Group]:
    """Return the roads by network, those of none last, each with how many there are in which state."""
    by_network: dict[str, list[Crossing]] = {}
    for road in sorted(on_line, key=lambda road: not road.row["network_id"]):
        by_network.setdefault(road.row["network_id"], []).append(road)
    made = []
    for network_id, roads in by_network.items():
        if network_id:
            title = words("crossing.network", network=_network(atlas, network_id, words), count=len(roads))
        else:
            title = words("crossing.besides" if len(by_network) > 1 else "crossing.only", count=len(roads))
        made.append(_Group(network_id, f"{title} · {_counts(roads, words)}", roads))
    return made


def _network(atlas: Atlas, network_id: str, words: Words) -> str:
    """Return the name of a network, or what it is quoted as within that."""
    name = str(atlas.tables["projects"].set_index("project_id").at[network_id, f"name_{words.lang}"])
    return name.partition("“")[2].partition("”")[0] or name


def _counts(roads: Sequence[Crossing], words: Words) -> str:
    decided, claimed = crossings.state_counts(roads)
    parts = [_counted(state, count, words) for state, count in decided.items()]
    if claimed:
        counts = words("list.mark").join(_counted(state, count, words) for state, count in claimed.items())
        parts.append(words("crossing.by_hearsay", counts=counts))
    return " · ".join(parts)


def _counted(state: str, count: int, words: Words) -> str:
    return words("crossing.known", state=words(f"crossing.state.{state}"), count=count)


def _shown(roads: Sequence[Crossing]) -> list[str]:
    """Return the states that the strip draws, for the key."""
    drawn = {standing.shown for road in roads for standing in (road.whole, *(side.standing for side in road.sides))}
    return [state for state in (*OF_ROADS, "built", UNKNOWN) if state in drawn]


def _reckoned(made: Reckoning, words: Words) -> Mapping[str, str | list[Row]]:
    """Return in words how a text's count goes with the roads that are named, and the sources that name them."""
    claim = made.claim
    values = {
        "nine": f"{claim['value']:g}",
        "total": f"{made.total:g}",
        "when": when(claim["published_on"], claim["date_precision"], words),
    }
    named = words("crossing.then").join(_named(row, count, words) for row, count in made.named)
    key = "crossing.reckoning" if named else "crossing.reckoning_alone"
    return {"sentence": words(key, named=named, **values), "sources": [claim, *(row for row, _ in made.named)]}


def _named(row: Row, count: int, words: Words) -> str:
    by = words(f"data.class.{row['class']}") if row["class"] else words("crossing.by_text")
    who = words("crossing.hearsay_of", **{"class": by}) if row["is_hearsay"] else by
    told_on = when(row["happened_on"], row["event_precision"] or row["date_precision"], words)
    return words("crossing.named", when=told_on, who=who, count=count)
