"""The projects of a view as data to take away: a table to read and to reckon with, or a layer for other map programs.

Tables are in the reader's language; layers have the field names of the record. Where no text says more of a place than
the admin unit, a layer has one point within that unit, not its outline: the field ``precision`` says ``admin``, and
``position`` says in words that the point stands in. Dates in layers are text, because GeoJSON and KML know no dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import geopandas as gpd
import numpy as np

from geo.atlas.register import report_summary
from geo.crs import MAP_CRS
from geo.errors import ExportError
from geo.export.columns import columns_of, headed_table, project_table
from geo.export.delimited import csv_file
from geo.export.kml import kml
from geo.export.layers import POSITION, project_shapes, short_names, written
from geo.export.workbook import about_view, book_of, sources_table

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

Kind = Literal["csv", "xlsx", "gpkg", "geojson", "kml", "shp"]
KINDS = ("csv", "xlsx", "gpkg", "geojson", "kml", "shp")
SUFFIX = {kind: kind for kind in KINDS} | {"shp": "zip"}


def selection(view: View, words: Words, kind: Kind) -> bytes:
    """Return the projects of a view as a file: stage, places, latest report, sources with lines, precision.

    Parameters
    ----------
    view
        What to take; stages and reports are those known on its day.
    words
        The language of the tables, and of what layers say in words.
    kind
        ``csv`` (for Excel too), ``xlsx``, ``gpkg``, ``geojson``, ``kml``, or ``shp`` (a ZIP archive).

    Raises
    ------
    ExportError
        Nothing is in view, or there is no such kind.
    """
    if kind not in KINDS:
        raise ExportError("export.file", kind=kind, known=list(KINDS))
    if view.projects.empty:
        raise ExportError("view.empty")
    if kind == "csv":
        return csv_file(headed_table(view, words, "file"))
    if kind == "xlsx":
        return _workbook(view, words)
    shapes = layer(view, words)
    if kind == "kml":
        labels = {field: _meaning_of(field, words) for field in shapes.columns.drop("geometry")}
        types = view.atlas.types.drop_duplicates("group")
        colours = dict(zip(types["group"], types["colour"], strict=True))
        return kml(shapes, words("title"), name=f"name_{words.lang}", colours=colours, labels=labels)
    return written(shapes, "projects", kind, lambda field: _meaning_of(field, words), words)


def layer(view: View, words: Words) -> gpd.GeoDataFrame:
    """Return one row a shape of the projects in view, in ``MAP_CRS``, with fields of `geo.export.layers.short_names`.

    An admin unit that stands for a project is a point within it.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    shapes = project_shapes(view)
    stands_in = (shapes["precision"] == "admin").to_numpy()
    anchors = view.atlas.features.loc[shapes.index]
    points = gpd.points_from_xy(anchors["anchor_lon"], anchors["anchor_lat"], crs=MAP_CRS)
    geometry = np.where(stands_in, points, shapes.geometry.to_numpy())
    position = [
        words("selection.stand_in")
        if precision == "admin"
        else words("selection.placed", precision=words(f"precision_short.{precision}"))
        for precision in shapes["precision"]
    ]
    joined = shapes.drop(columns="geometry").join(project_table(view, words, "layer"), on="project_id")
    joined[POSITION] = position
    fields = [field for field in short_names() if field in joined]
    return gpd.GeoDataFrame(joined[fields], geometry=gpd.GeoSeries(geometry, index=shapes.index, crs=MAP_CRS))


def _workbook(view: View, words: Words) -> bytes:
    atlas = view.atlas
    about = about_view(view, "selection.about", len(view.projects), words)
    shape_sources = atlas.features.loc[atlas.features["project_id"].isin(view.projects.index), "source_id"]
    cited = {source for ids in report_summary(view)["source_ids"] for source in ids} | set(shape_sources)
    sheets = {
        words("selection.sheet"): headed_table(view, words, "file"),
        words("data.sheet.sources"): sources_table(atlas, cited, words),
    }
    return book_of(sheets, atlas, about, words)


def _meaning_of(field: str, words: Words) -> str:
    """Return what a field of the layer means, or what the layer is."""
    if field == POSITION or field in columns_of("layer"):
        return words(f"selection.field.{field}")
    return words(f"data.layer_field.{field}") if field else words("selection.sheet")
