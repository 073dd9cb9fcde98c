"""Cities and counties coloured by one of their measures: the classes, from few to many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.atlas.profile import TIE, cluster_places
from geo.looks import style, themes
from geo.looks.schemes import HUES_ON_DARK, mix, pair

if TYPE_CHECKING:
    from collections.abc import Sequence

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
NOTHING, NONE_BUILT = pair("#ffffff", "#24282c"), pair("#f3f0e6", "#33352f")
DARK_PAPER, DARK_SHARE = "#181c20", 0.25
"""In a dark scheme a ramp runs from dim to bright: its colours the other way round, and this far towards the paper."""
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
    """One class of a measure: its label, colour and the places in it.

    Parameters
    ----------
    label
        The measures in it, in words.
    colour
        For both schemes, see `geo.looks.schemes.pair`.
    place_ids
        The places in it.
    """

    label: str
    colour: str
    place_ids: tuple[str, ...]


def places_at(atlas: Atlas, level: str) -> tuple[str, ...]:
    """Return the cities (``city``) or counties (``county``) of the cluster.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    level
        One of `LEVELS`.

    Returns
    -------
    tuple of str
        Their ids, in the order of `geo.atlas.profile.cluster_places`.
    """
    levels = atlas.places["level"]
    return tuple(p for p in cluster_places(atlas) if levels[p] == LEVELS[level])


def classes(atlas: Atlas, counts: pd.DataFrame, by: str, words: Words) -> list[TintClass]:
    """Return the classes of a measure that have a place in them, from few to many.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    counts
        A part of `geo.atlas.profile.measures`.
    by
        One of `MEASURES`.
    words
        The words of the language.
    """
    if by == "roles":
        return _themes(atlas, counts["theme"], words)
    ramp = _in_both(RAMPS[by])
    if by != "built":
        return count_classes(counts[by], ramp)
    column = counts["built_pct"]
    bins = np.digitize(column.fillna(0), _share_edges())
    colours = _spread(ramp, len(SHARES))
    held = [TintClass(words("cities.no_project"), NOTHING, tuple(column.index[column.isna()]))]
    for number in range(len(SHARES) + 1):
        ids = tuple(column.index[(bins == number) & column.notna().to_numpy()])
        label, colour = (_share(number - 1, words), colours[number - 1]) if number else ("0%", NONE_BUILT)
        held.append(TintClass(label, colour, ids))
    return [one for one in held if one.place_ids]


def count_classes(
    column: pd.Series[int], ramp: Sequence[str], none: str = "0", colour_of_none: str = NOTHING
) -> list[TintClass]:
    """Return the classes of a number that have a place in them, from none and few to many.

    Parameters
    ----------
    column
        How many each place has, by place_id.
    ramp
        Colours from few to many, for both schemes.
    none
        What the class is called whose places have none.
    colour_of_none
        Its colour, for both schemes.
    """
    edges = _count_edges(column)
    bins = np.digitize(column, edges)
    ids = [tuple(column.index[bins == number]) for number in range(len(edges) + 1)]
    held = [TintClass(none, colour_of_none, ids[0])]
    colours = _spread(ramp, len(edges))
    held += [TintClass(_span(column.loc[list(own)]), hue, own) for hue, own in zip(colours, ids[1:], strict=True)]
    return [one for one in held if one.place_ids]


def _themes(atlas: Atlas, column: pd.Series[str], words: Words) -> list[TintClass]:
    held = [
        TintClass(
            words("cities.tie") if theme == TIE else words(f"cities.theme.{theme}"),
            pair(style.tint(colour, THEME_TINT), mix(HUES_ON_DARK.get(colour, colour), DARK_PAPER, THEME_TINT)),
            tuple(column.index[column == theme]),
        )
        for theme, colour in themes.theme_hues(atlas).items()
    ]
    held.append(TintClass(words("cities.no_role"), NOTHING, tuple(column.index[column == ""])))
    return [one for one in held if one.place_ids]


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


def _in_both(ramp: Sequence[str]) -> list[str]:
    """Return a ramp with, for each colour, the one that stands for it in a dark scheme."""
    dark = [mix(colour, DARK_PAPER, DARK_SHARE) for colour in reversed(ramp)]
    return [pair(*colours) for colours in zip(ramp, dark, strict=True)]


def _spread(ramp: Sequence[str], count: int) -> list[str]:
    """Return so many colours of a ramp, its ends among them."""
    steps = [round(i) for i in np.linspace(0, len(ramp) - 1, count)] if count > 1 else [len(ramp) // 2]
    return [ramp[i] for i in steps]
