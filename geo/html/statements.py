"""Statements as every page on places shows them: by text, with theme, sides and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas import partnership
from geo.read.tables import records

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

Row = dict[str, Any]
"""A row of a table, column → value."""


def newest_first(table: pd.DataFrame) -> pd.DataFrame:
    """Return rows of dated texts, the newest text first, within one text in the order of lines.

    Parameters
    ----------
    table
        With ``published_on`` and ``first_line``, as `geo.atlas.history.dated` adds them.
    """
    return table.sort_values(["published_on", "first_line"], ascending=[False, True], kind="stable")


def by_text(table: pd.DataFrame) -> list[list[Row]]:
    """Return rows in a list for each text, in the order in which they come.

    Parameters
    ----------
    table
        With ``source_id``.
    """
    return [records(rows) for _, rows in table.groupby("source_id", sort=False)]


def with_sides(table: pd.DataFrame, place_id: str = "") -> pd.DataFrame:
    """Return rows of cooperation with their ``sides``: of each the field of its name, and the place (or no id).

    Parameters
    ----------
    table
        As `geo.atlas.relations.cooperation` gives it.
    place_id
        The place whose page this is: its own name is left out where it stands for itself.
    """
    columns = (("from", "from_place_id"), ("to", "to_place_id"))
    sides = [
        [(side, row[column]) for side, column in columns if row[column] not in ("", place_id)]
        + ([("with", "")] if row["partner"] else [])
        for row in records(table)
    ]
    return table.assign(sides=pd.Series(sides, index=table.index, dtype=object))


def side_name(atlas: Atlas, side: str, words: Words) -> str:
    """Return the name of a side of `geo.atlas.partnership.sides`, or of a place.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    side
        A side, or the id of a place.
    words
        The words of the language.
    """
    if side in (partnership.WHOLE, partnership.OUTSIDE, partnership.UNPLACED):
        return words(f"cooperation.side.{side}")
    name = atlas.label(side, words.lang)
    return name.removesuffix("市") if words.lang == "zh" and side in atlas.city_ids else name
