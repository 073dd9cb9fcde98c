"""Cooperation as links on the map: what the script needs to draw ribbons, rings and marks at the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas import partnership
from geo.looks import style, themes
from geo.looks.schemes import in_both
from geo.webmap.messages import subject_message

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

THINNEST, STEP = 1.0, 0.6
"""Width of a strip, px: of none, and for each cooperation more."""
WIDTHS = (1, 5, 15)
"""Numbers shown in the legend."""
BEYOND = ">"
"""Before a place: the point at which the way to it leaves the cluster."""
PART = {"wide": False, "near": True}
"""From afar a city stands for its counties and zones; near, each place for itself."""


def link_message(atlas: Atlas, table: pd.DataFrame, words: Words, selected: str = "", seen: str = "") -> dict[str, Any]:
    """Return the message that draws cooperation; see `geo.webmap.messages.subject_message`.

    ``links`` has ``topics`` (id → label and colour), ``ends`` (id → name, kind, point), ``arcs`` (ribbons from one end
    to another, with how often for each topic) and ``rings`` (the same for what a place does with the whole); ``at``
    says whether they are for a map of the whole cluster (``wide``) or of a part (``near``).

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    table
        Rows of `geo.atlas.partnership.partnerships`.
    words
        The words of the language.
    selected
        A pair; the others are faded.
    seen
        The part of the ground to show.
    """
    arcs = [arc for at in PART for arc in _arcs(table, at)]
    rings = [ring for at in PART for ring in _rings(table, at)]
    if selected:
        _fade(arcs, rings, partnership.between(table, selected))
    colours = themes.topic_colours(atlas)
    links = {
        "topics": {topic: [words(f"cooperation.topic.{topic}"), colours[topic]] for topic in themes.TOPICS},
        "width": [THINNEST, STEP],
        "words": {"strip": words("cooperation.strip"), "whole": words("cooperation.with_whole")},
        "ends": _ends(atlas, arcs, rings, words),
        "arcs": arcs,
        "rings": rings,
    }
    notice = "" if arcs or rings else words("cooperation.empty_map")
    return subject_message(words, words("cooperation.map"), _legend(words), seen, links=links, notice=notice)


def _arcs(table: pd.DataFrame, at: str) -> list[dict[str, Any]]:
    """Return the ribbons; a place beyond the cluster is the second end of its own."""
    sides = (("from_side", "from_end"), ("to_side", "to_end"))
    beyond = {end for side, name in sides for end in table.loc[table[side] == partnership.OUTSIDE, name]}
    arcs = []
    for bond in partnership.bonds(table, is_near=PART[at]):
        one, other = (bond.other, bond.one) if bond.one in beyond else (bond.one, bond.other)
        start = f"{BEYOND}{other}" if one == partnership.WHOLE else one
        arcs.append({"id": bond.pair, "at": at, "from": start, "to": other, "parts": _parts(bond)})
    return arcs


def _rings(table: pd.DataFrame, at: str) -> list[dict[str, Any]]:
    return [
        {
            "id": bond.one if bond.other == partnership.WHOLE else bond.other,
            "at": at,
            "link": bond.pair,
            "parts": _parts(bond),
        }
        for bond in partnership.rings(table, is_near=PART[at])
    ]


def _fade(arcs: list[dict[str, Any]], rings: list[dict[str, Any]], kept: pd.DataFrame) -> None:
    """Mark the links in which nothing is left of what was chosen."""
    for at, is_near in PART.items():
        bonds = (*partnership.bonds(kept, is_near=is_near), *partnership.rings(kept, is_near=is_near))
        pairs = {bond.pair for bond in bonds}
        for link in (*arcs, *rings):
            if link["at"] == at and link.get("link", link["id"]) not in pairs:
                link["faded"] = True


def _parts(bond: partnership.Bond) -> list[tuple[str, int]]:
    """Return topic and number, in the order of topics."""
    return [(topic, bond.topics[topic]) for topic in themes.TOPICS if topic in bond.topics]


def _ends(
    atlas: Atlas, arcs: Iterable[dict[str, Any]], rings: Iterable[dict[str, Any]], words: Words
) -> dict[str, dict[str, Any]]:
    """Return every end by its id; the five cities always."""
    ids = [*atlas.city_ids, *(arc[side] for arc in arcs for side in ("from", "to")), *(ring["id"] for ring in rings)]
    return {place: _end(atlas, place, words) for place in dict.fromkeys(ids)}


def _end(atlas: Atlas, place_id: str, words: Words) -> dict[str, Any]:
    if place_id.startswith(BEYOND):
        lat, lon = partnership.leaving_point(atlas, place_id.removeprefix(BEYOND))
        return {"name": words("cooperation.side.whole"), "kind": "border", "lat": round(lat, 4), "lon": round(lon, 4)}
    name = atlas.label(place_id, words.lang)
    if place_id in atlas.city_ids:
        lat, lon = partnership.city_points(atlas)[place_id]
        return {"name": name, "kind": "city", "lat": round(lat, 4), "lon": round(lon, 4)}
    place: Any = atlas.places.loc[place_id]
    point = {"name": name, "lat": float(place["lat"]), "lon": float(place["lon"])}
    if atlas.city_of(place_id):
        return point | {"kind": "place"}
    return point | {"kind": "outside", "link": place_id, "text": words("cooperation.outside_hint")}


def _legend(words: Words) -> list[dict[str, Any]]:
    widths = [
        {"id": str(n), "label": words("cooperation.times", count=n), "width": round(THINNEST + STEP * n, 1)}
        for n in WIDTHS
    ]
    return [
        {"kind": "width", "label": words("cooperation.legend.width"), "entries": widths},
        {
            "kind": "ring",
            "label": "",
            "entries": [{"id": "ring", "label": words("cooperation.legend.ring"), "colour": in_both(style.ACCENT)}],
        },
        {
            "kind": "edge",
            "label": "",
            "entries": [{"id": "edge", "label": words("cooperation.legend.edge"), "colour": in_both(style.QUIET)}],
        },
        {"kind": "note", "label": "", "entries": [{"id": "note", "label": words("cooperation.legend.note")}]},
    ]
