"""Cities and counties coloured by one of their measures: classes, the message to the map, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.atlas.profile import TIE, cluster_places
from geo.html.links import Link, linked, no_link
from geo.looks import style, themes
from geo.webmap import webmap

if TYPE_CHECKING:
    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

MEASURES = ("projects", "built", "roles", "industries")
"""What places can be coloured by."""
LEVELS = {"city": "prefecture", "county": "county"}
"""What is coloured → the level of `Atlas.places`."""

RAMPS = {
    "projects": ("#dfeaf0", "#b9d3df", "#8fb8cb", "#6299b3", "#3d7896"),
    "built": ("#e4efdb", "#c3dcb2", "#9cc588", "#72a860", "#4b8741"),
    "industries": ("#f5e6d3", "#ecc99d", "#dda768", "#c5833d", "#a0621f"),
}
"""From few to many: one hue each, told apart in grey print by lightness."""
NOTHING = "#ffffff"
SHARES = (1, 10, 25, 50)
"""Lower ends of the classes of a share, in percent; the last is open."""
THEME_TINT = 0.35


@dataclass(frozen=True)
class Colouring:
    """What is coloured (``level`` of `LEVELS`), by what (``by`` of `MEASURES`), and which places are outlined."""

    by: str
    level: str
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class TintClass:
    """One class of a measure: its label, colour and the places in it."""

    label: str
    colour: str
    place_ids: tuple[str, ...]


def places_at(atlas: Atlas, level: str) -> tuple[str, ...]:
    """Return the cities (``city``) or counties (``county``) of the cluster."""
    levels = atlas.places["level"]
    return tuple(p for p in cluster_places(atlas) if levels[p] == LEVELS[level])


def classes(atlas: Atlas, counts: pd.DataFrame, by: str, words: Words) -> list[TintClass]:
    """Return the classes of a measure that have a place in them, from few to many.

    ``counts`` is a part of `geo.atlas.profile.measures`.
    """
    if by == "roles":
        return _themes(atlas, counts["theme"], words)
    column = counts["built_pct"] if by == "built" else counts[by]
    edges = _share_edges() if by == "built" else _count_edges(column)
    bins = np.digitize(column.fillna(0), edges)
    ramp = _spread(RAMPS[by], len(edges))
    found = []
    if by == "built":
        found.append(TintClass(words("cities.no_project"), NOTHING, tuple(column.index[column.isna()])))
    for number in range(len(edges) + 1):
        ids = tuple(column.index[(bins == number) & column.notna().to_numpy()])
        label, colour = ("0%" if by == "built" else "0", "#f3f0e6" if by == "built" else NOTHING)
        if number:
            label = _share(number - 1, words) if by == "built" else _span(column.loc[list(ids)])
            colour = ramp[number - 1]
        found.append(TintClass(label, colour, ids))
    return [one for one in found if one.place_ids]


def place_message(
    atlas: Atlas, counts: pd.DataFrame, colouring: Colouring, words: Words, seen: str = ""
) -> dict[str, Any]:
    """Return the message that colours the map; see `geo.webmap.webmap.subject_message`.

    ``counts`` is `geo.atlas.profile.measures`, ``seen`` the part of the ground to show.
    """
    by, level = colouring.by, colouring.level
    shown = counts.loc[list(places_at(atlas, level))]
    found = classes(atlas, shown, by, words)
    zones = [p for p in cluster_places(atlas) if atlas.places.at[p, "level"] == "zone"]
    has_point = atlas.places["lon"].notna()
    spots = [p for p in zones if has_point[p]]
    legend = [
        {
            "kind": "class",
            "label": words(f"cities.legend.{by}"),
            "entries": [
                {
                    "id": one.label,
                    "label": one.label,
                    "count": len(one.place_ids) if level == "county" else 0,
                    "colour": one.colour,
                }
                for one in found
            ],
        },
        {
            "kind": "spot",
            "label": words("cities.zones"),
            "entries": [{"id": "spot", "label": words("cities.zone_points"), "count": len(spots)}],
        },
        {
            "kind": "note",
            "label": "",
            "entries": [{"id": "unplaced", "label": words("cities.unplaced", count=len(zones) - len(spots))}],
        },
    ]
    return webmap.subject_message(
        words,
        words("cities.map", by=words(f"cities.by.{by}")),
        legend,
        seen,
        tints={place: one.colour for one in found for place in one.place_ids},
        picks={str(place): value_text(counts.loc[place], by, words) for place in shown.index},
        notes={str(place): _short(counts.loc[place], by, words) for place in shown.index},
        chosen=[place for one in colouring.chosen for place in _outlined(atlas, one)],
        spots=[_spot(atlas, zone, counts, by, words) for zone in spots],
    )


def value_text(row: Any, by: str, words: Words) -> str:
    """Return what a place has, in words."""
    if by == "built":
        if not row["projects"]:
            return words("cities.no_project")
        share = f"{row['built_pct']:.0f}%"
        return words("cities.value.built", count=row["built"], total=row["projects"], share=share)
    if by == "roles" and row["theme"]:
        theme = words("cities.tie") if row["theme"] == TIE else words(f"cities.theme.{row['theme']}")
        return words("cities.value.roles_of", count=row["roles"], theme=theme)
    return words(f"cities.value.{by}", count=row[by])


def twin(atlas: Atlas, counts: pd.DataFrame, colouring: Colouring, words: Words, link: Link = no_link) -> str:
    """Return the map in words and as a table, as HTML: every place at the level, and the named zones."""
    by, level = colouring.by, colouring.level
    ids = list(places_at(atlas, level))
    zones = [p for p in cluster_places(atlas) if atlas.places.at[p, "level"] == "zone"]
    groups = "".join(
        f"<li><b>{escape(one.label)}</b>{escape(words('cities.colon'))}"
        f"{escape(words('list.mark').join(atlas.label(p, words.lang) for p in one.place_ids))}</li>"
        for one in classes(atlas, counts.loc[ids], by, words)
    )
    heads = "".join(f"<th scope='col' class='is-number'>{escape(words(f'cities.column.{c}'))}</th>" for c in COLUMNS)
    body = "".join(_row(atlas, counts.loc[p], str(p), words, link) for p in [*ids, *zones])
    said = escape(words("cities.twin", by=words(f"cities.legend.{by}")))
    return (
        f"<div class='atlas-twin'><p>{said}</p><ul>{groups}</ul>"
        f"<table class='atlas-table'><thead><tr><th scope='col'>{escape(words('cities.column.place'))}</th>{heads}"
        f"<th scope='col'>{escape(words('cities.column.theme'))}</th></tr></thead><tbody>{body}</tbody></table></div>"
    )


COLUMNS = ("projects", "built", "roles", "industries", "partners", "target", "plan", "actual")


def _row(atlas: Atlas, row: Any, place_id: str, words: Words, link: Link) -> str:
    cells = "".join(f"<td class='is-number'>{row[column] or '–'}</td>" for column in COLUMNS)
    theme = row["theme"]
    shown = words("cities.tie") if theme == TIE else words(f"cities.theme.{theme}") if theme else "–"
    name = linked(atlas.label(place_id, words.lang), link("place", place_id))
    return f"<tr><th scope='row'>{name}</th>{cells}<td>{escape(shown)}</td></tr>"


def _themes(atlas: Atlas, column: pd.Series[str], words: Words) -> list[TintClass]:
    colours = themes.theme_colours(atlas)
    found = [
        TintClass(
            words("cities.tie") if theme == TIE else words(f"cities.theme.{theme}"),
            style.tint(colour, THEME_TINT),
            tuple(column.index[column == theme]),
        )
        for theme, colour in colours.items()
    ]
    found.append(TintClass(words("cities.no_role"), NOTHING, tuple(column.index[column == ""])))
    return [one for one in found if one.place_ids]


def _count_edges(column: pd.Series[int]) -> list[int]:
    """Return the lower ends of the classes: each number its own while they are few, else steps that grow alike."""
    values = sorted({int(value) for value in column if value > 0})
    most = len(RAMPS["projects"])
    if len(values) <= most:
        return values or [1]
    return sorted({round(edge) for edge in np.geomspace(values[0], values[-1] + 1, most + 1)[:-1]})


def _share_edges() -> list[float]:
    return [0.001, *SHARES[1:]]


def _share(number: int, words: Words) -> str:
    upper = SHARES[number + 1] if number + 1 < len(SHARES) else None
    return f"{SHARES[number]}%–{upper}%" if upper else words("cities.or_more", value=f"{SHARES[number]}%")


def _span(values: pd.Series[int]) -> str:
    """Return what a class holds: its least and its greatest number."""
    if values.empty:
        return ""
    least, most = int(values.min()), int(values.max())
    return str(least) if least == most else f"{least}–{most}"


def _spread(ramp: tuple[str, ...], count: int) -> list[str]:
    """Return so many colours of a ramp, its ends among them."""
    return [ramp[round(i)] for i in np.linspace(0, len(ramp) - 1, count)] if count > 1 else [ramp[2]]


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
