"""Cities and counties as the subject of the map: the message that colours them by a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.atlas.profile import TIE, cluster_places
from geo.webmap.choropleth import TintClass, classes, places_at
from geo.webmap.messages import subject_message

if TYPE_CHECKING:
    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words
    from geo.webmap.choropleth import Colouring


def place_message(
    atlas: Atlas, counts: pd.DataFrame, colouring: Colouring, words: Words, seen: str = ""
) -> dict[str, Any]:
    """Return the message that colours the map by a measure of its places.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    counts
        `geo.atlas.profile.measures`.
    colouring
        By what the map is coloured, at which level, and which places are outlined.
    words
        The words of the language.
    seen
        The part of the ground to show; see `geo.webmap.messages.view_message`.

    Returns
    -------
    dict
        See `geo.webmap.messages.subject_message`.
    """
    by, level = colouring.by, colouring.level
    shown = counts.loc[list(places_at(atlas, level))]
    tinted = classes(atlas, shown, by, words)
    zones, has_point = _zones(atlas), atlas.places["lon"].notna()
    spots = [p for p in zones if has_point[p]]
    return subject_message(
        words,
        words("cities.map", by=words(f"cities.by.{by}")),
        _legend(colouring, tinted, len(spots), len(zones) - len(spots), words),
        seen,
        tints={place: one.colour for one in tinted for place in one.place_ids},
        picks={str(place): value_text(counts.loc[place], by, words) for place in shown.index},
        notes={str(place): _short(counts.loc[place], by, words) for place in shown.index},
        chosen=[place for one in colouring.chosen for place in _outlined(atlas, one)],
        spots=[_spot(atlas, zone, counts, by, words) for zone in spots],
    )


def _zones(atlas: Atlas) -> list[str]:
    return [p for p in cluster_places(atlas) if atlas.places.at[p, "level"] == "zone"]


def _legend(
    colouring: Colouring, tinted: list[TintClass], placed: int, unplaced: int, words: Words
) -> list[dict[str, Any]]:
    """Return the sections of the legend: the classes, the zones with a point, and how many have none."""
    has_counts = colouring.level == "county"
    entries = [
        {"id": one.label, "label": one.label, "count": len(one.place_ids) if has_counts else 0, "colour": one.colour}
        for one in tinted
    ]
    spot = {"id": "spot", "label": words("cities.zone_points"), "count": placed}
    note = {"id": "unplaced", "label": words("cities.unplaced", count=unplaced)}
    return [
        {"kind": "class", "label": words(f"cities.legend.{colouring.by}"), "entries": entries},
        {"kind": "spot", "label": words("cities.zones"), "entries": [spot]},
        {"kind": "note", "label": "", "entries": [note]},
    ]


def value_text(row: Any, by: str, words: Words) -> str:
    """Return what a place has, in words.

    Parameters
    ----------
    row
        What one place has, with the columns of `geo.atlas.profile.measures`.
    by
        The measure, one of `geo.webmap.choropleth.MEASURES`.
    words
        The words of the language.
    """
    if by == "built":
        if not row["projects"]:
            return words("cities.no_project")
        share = f"{row['built_pct']:.0f}%"
        return words("cities.value.built", count=row["built"], total=row["projects"], share=share)
    if by == "roles" and row["theme"]:
        theme = words("cities.tie") if row["theme"] == TIE else words(f"cities.theme.{row['theme']}")
        return words("cities.value.roles_of", count=row["roles"], theme=theme)
    return words(f"cities.value.{by}", count=row[by])


def _short(row: Any, by: str, words: Words) -> str:
    if by == "built":
        return f"{row['built_pct']:.0f}%" if row["projects"] else ""
    if by == "roles" and row["theme"] not in ("", TIE):
        return words(f"cities.theme.{row['theme']}")
    return str(row[by]) if row[by] else ""


def _outlined(atlas: Atlas, place_id: str) -> list[str]:
    """Return what is outlined for a place: itself, and for a zone also the unit that it lies in."""
    place: Any = atlas.places.loc[place_id]
    return [place_id, str(place["parent_id"])] if place["level"] == "zone" else [place_id]


def _spot(atlas: Atlas, place_id: str, counts: pd.DataFrame, by: str, words: Words) -> dict[str, Any]:
    place: Any = atlas.places.loc[place_id]
    return {
        "id": place_id,
        "lat": place["lat"],
        "lon": place["lon"],
        "name": atlas.label(place_id, words.lang),
        "text": value_text(counts.loc[place_id], by, words),
    }
