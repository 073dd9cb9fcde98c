"""Projects as KML: a folder a group, in it stations and what an admin unit stands for apart; a balloon a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from geo.export.field_meanings import meaning_of
from geo.export.kml import Folder, Mark, Style, kml, paragraphs
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd

    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

BALLOON = ("type", "stage", "by_texts", "stage_source", "kind", "places", "latest", "position", "part", "basis")
"""The fields with a language that a balloon shows, in order; empty ones are left out."""
PLAIN = ("sources", "lines")
"""Those without."""
LOOKS = {"precise": ("ff", 3, 1), "approximate": ("ff", 3, 1), "schematic": ("99", 3, 1), "admin": ("99", 1, 0.6)}
"""Precision → alpha, width, scale: KML knows no dashes, so what is schematic is pale, and a stand-in is small."""
STOP = "stop"


def project_kml(
    shapes: gpd.GeoDataFrame, stops: gpd.GeoDataFrame, atlas: Atlas, words: Words, about: Sequence[str]
) -> bytes:
    """Return projects as a KML document.

    Parameters
    ----------
    shapes
        As `geo.export.selection.layer` returns them.
    stops
        As `geo.export.layers.stops` returns them.
    atlas
        Its groups give folders and colours.
    words
        The words of the language.
    about
        What the file says of itself, a line each.
    """
    types = atlas.types.drop_duplicates("group")
    colours = dict(zip(types["group"], types["colour"], strict=True))
    styles = {
        f"{group}-{name}": Style(colour, alpha, width, scale)
        for group, colour in colours.items()
        for name, (alpha, width, scale) in (LOOKS | {STOP: ("ff", 1, 0.6)}).items()
    }
    of_line = dict(zip(shapes["feature_id"], shapes["group"], strict=True))
    folders = [
        Folder(
            words(f"group.{group}"),
            _marks(own[own["precision"] != "admin"], words),
            [
                Folder(words("selection.folder.stops"), _stop_marks(stops, group, of_line, words)),
                Folder(words("selection.folder.stand_ins"), _marks(own[own["precision"] == "admin"], words)),
            ],
        )
        for group in colours
        for own in [shapes[shapes["group"] == group]]
    ]
    return kml(words("title"), about, styles, folders)


def _marks(shapes: gpd.GeoDataFrame, words: Words) -> list[Mark]:
    fields = shapes.columns.drop("geometry")
    told = [f"{name}_{words.lang}" for name in BALLOON] + [*PLAIN]
    return [
        Mark(
            words.of(row, "name"),
            f"{row.group}-{row.precision}",
            row.geometry,
            _balloon([(field, getattr(row, field)) for field in told], words),
            {field: (meaning_of(field, words), _value(getattr(row, field))) for field in fields},
        )
        for row in rows(shapes)
    ]


def _stop_marks(stops: gpd.GeoDataFrame, group: str, of_line: dict[str, str], words: Words) -> list[Mark]:
    own = stops[stops["feature_id"].map(of_line) == group]
    fields = own.columns.drop("geometry")
    told = (f"basis_{words.lang}", "source_id", "project_id")
    return [
        Mark(
            words.of(row, "name"),
            f"{group}-{STOP}",
            row.geometry,
            _balloon(
                [("precision", words(f"precision.{row.precision}")), *((f, getattr(row, f)) for f in told)], words
            ),
            {field: (meaning_of(field, words), _value(getattr(row, field))) for field in fields},
        )
        for row in rows(own)
    ]


def _balloon(values: Iterable[tuple[str, Any]], words: Words) -> Markup:
    return paragraphs(
        Markup("<b>{}</b><br>{}").format(meaning_of(field, words), value) for field, value in values if _value(value)
    )


def _value(value: Any) -> str:
    if pd.isna(value):
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
