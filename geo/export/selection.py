"""The projects of a view as data to take away: a table to read and to reckon with, or a layer for other map programs.

Tables are in the reader's language; layers have the field names of the record, and labels in both languages. Where no
text says more of a place than the admin unit, a layer has one point within that unit, not its outline: the field
``precision`` says ``admin``, and ``position_*`` say in words that the point stands in. Stations and interchanges that a
source names on a line are points of a layer of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import geopandas as gpd
import numpy as np

from geo.crs import MAP_CRS
from geo.errors import ExportError
from geo.export.about import about_selection, known_by, ring_in_words
from geo.export.columns import headed_table, layer_table
from geo.export.delimited import csv_file
from geo.export.field_meanings import meaning_of
from geo.export.layers import POSITIONS, Told, project_shapes, short_names, stops, written
from geo.export.positions import positions
from geo.export.project_kml import project_kml
from geo.export.selection_book import selection_book
from geo.export.systems import IN_ANY_SYSTEM, WGS84, System, system_of
from geo.words.faults import languages_with

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.atlas.atlas import View
    from geo.read.words import Words

Kind = Literal["csv", "xlsx", "positions", "gpkg", "geojson", "kml", "shp"]
KINDS = ("csv", "xlsx", "positions", "gpkg", "geojson", "kml", "shp")
SUFFIX = {kind: kind for kind in KINDS} | {"shp": "zip", "positions": "csv"}


def selection(
    view: View, words: Words, kind: Kind, system: str = WGS84, languages: Mapping[str, Words] | None = None
) -> bytes:
    """Return the projects of a view as a file: stage, places, latest report, sources with lines, precision.

    Parameters
    ----------
    view
        What to take; stages and reports are those known on its day.
    words
        The language of the tables, and of what files say of themselves.
    kind
        ``csv`` (for Excel too), ``xlsx``, ``positions`` (CSV with coordinates), ``gpkg``, ``geojson``, ``kml``, or
        ``shp`` (a ZIP archive).
    system
        One of `geo.export.systems.SYSTEMS`, for the kinds of `geo.export.systems.IN_ANY_SYSTEM`.
    languages
        Language → its words, for labels in both; the program's own where they are not given.

    Raises
    ------
    ExportError
        Nothing is in view, there is no such kind or reference system, or the kind is in WGS 84 alone.
    """
    if kind not in KINDS:
        raise ExportError("export.file", kind=kind, known=list(KINDS))
    chosen = system_of(system, kind, IN_ANY_SYSTEM)
    if view.projects.empty:
        raise ExportError("view.empty")
    if kind == "csv":
        return csv_file(signed(headed_table(view, words, "file"), view, words))
    if kind == "xlsx":
        return selection_book(view, words)
    if kind == "positions":
        return csv_file(signed(positions(view, words, chosen), view, words, chosen))
    known = languages_with(words, languages)
    shapes = layer(view, known)
    if kind == "kml":
        return project_kml(shapes, stops(view), view.atlas, words, about_selection(view, words, chosen, shapes))
    about = {lang: about_selection(view, each, chosen, shapes) for lang, each in known.items()}
    held = {"projects": shapes, "projects_stops": stops(view)}
    return written(held, "projects", kind, Told(lambda field: meaning_of(field, words), about, words), chosen)


def layer(view: View, languages: Mapping[str, Words]) -> gpd.GeoDataFrame:
    """Return one row a shape of the projects in view, in ``MAP_CRS``, with fields of `geo.export.layers.short_names`.

    An admin unit that stands for a project is a point within it.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    languages
        Language → its words.
    """
    shapes = project_shapes(view)
    stands_in = (shapes["precision"] == "admin").to_numpy()
    anchors = view.atlas.features.loc[shapes.index]
    points = gpd.points_from_xy(anchors["anchor_lon"], anchors["anchor_lat"], crs=MAP_CRS)
    geometry = np.where(stands_in, points, shapes.geometry.to_numpy())
    joined = shapes.drop(columns="geometry").join(layer_table(view, languages), on="project_id")
    for field, words in zip(POSITIONS, languages.values(), strict=True):
        joined[field] = [position_in_words(precision, words) for precision in shapes["precision"]]
    fields = [field for field in short_names() if field in joined]
    return gpd.GeoDataFrame(joined[fields], geometry=gpd.GeoSeries(geometry, index=shapes.index, crs=MAP_CRS))


def position_in_words(precision: str, words: Words) -> str:
    """Return what the geometry of a project stands for.

    Parameters
    ----------
    precision
        Of its shape.
    words
        The words of the language.
    """
    if precision == "admin":
        return words("selection.stand_in")
    return words("selection.placed", precision=words(f"precision_short.{precision}"))


def signed(table: pd.DataFrame, view: View, words: Words, system: System | None = None) -> pd.DataFrame:
    """Return a table with what a file says of itself in its last columns, each row alike: CSV knows no other place.

    Parameters
    ----------
    table
        With headings in the language.
    view
        What it is of.
    words
        The words of the language.
    system
        The reference system of its coordinates; None where it has none.
    """
    terms = [words("data.licence.tables"), words("data.about.cite")]
    marks = {
        "known_by": known_by(view.atlas, words),
        "ring": ring_in_words(view.atlas, words),
        **({"system": system.remark(words)} if system else {}),
        "terms": " ".join([*terms, words("data.licence.approval")] if system else terms),
    }
    return table.assign(**{words(f"selection.column.{name}"): text for name, text in marks.items()})
