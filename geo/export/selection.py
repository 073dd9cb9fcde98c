"""The projects of a view as data to take away: a table to read and to reckon with, or a layer for other map programs.

Tables are in the reader's language; layers have the field names of the record. Where no text says more of a place than
the admin unit, a layer has one point within that unit, not its outline: the field ``precision`` says ``admin``, and
``position`` says in words that the point stands in. Dates in layers are text, because GeoJSON and KML know no dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.atlas.register import said
from geo.crs import MAP_CRS
from geo.errors import ExportError
from geo.export.delimited import csv_file
from geo.export.kml import kml
from geo.export.layers import FIELDS, project_shapes, written
from geo.export.listing import text_label
from geo.export.workbook import book_of, sources_table
from geo.read.tables import rows
from geo.words.dates import when
from geo.words.filters import filters_in_words

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words

Kind = Literal["csv", "xlsx", "gpkg", "geojson", "kml", "shp"]
KINDS = ("csv", "xlsx", "gpkg", "geojson", "kml", "shp")
SUFFIX = {kind: kind for kind in KINDS} | {"shp": "zip"}
COLUMNS = (
    *("project_id", "name_zh", "name_en", "type", "group", "status", "cities", "places", "is_crossing", "precision"),
    *("latest_on", "latest_precision", "latest", "due_on", "due_precision", "reports", "sources", "lines", "summary"),
)
OWN_FIELDS = (
    *("stage", "is_crossing", "places_zh", "places_en", "latest_zh", "latest_en", "due_on", "reports"),
    *("sources", "lines", "position"),
)
"""Fields of the layer beside those that the layer of all projects has too."""
APART = "; "
"""Between ids of sources."""


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
        return csv_file(_headed(table(view, words), words))
    if kind == "xlsx":
        return _workbook(view, words)
    found = layer(view, words)
    if kind == "kml":
        labels = {field: _said_of(field, words) for field in found.columns.drop("geometry")}
        types = view.atlas.types.drop_duplicates("group")
        colours = dict(zip(types["group"], types["colour"], strict=True))
        return kml(found, words("title"), name=f"name_{words.lang}", colours=colours, labels=labels)
    return written(found, "projects", kind, lambda field: _said_of(field, words), words)


def table(view: View, words: Words) -> pd.DataFrame:
    """Return one row a project with ``COLUMNS``, in the order of the view, in the reader's language.

    ``latest_on`` and ``due_on`` are datetime64, each with how exactly it is known beside it; ``is_crossing`` is
    boolean, ``reports`` a number, all else text. ``lines`` has the ids of the texts with their lines.
    """
    atlas, projects, mark = view.atlas, view.projects, words("list.mark")
    names = atlas.places[f"name_{words.lang}"]
    told, news = said(view), _latest(view)
    texts = {source_id: text_label(atlas, source_id, words) for source_id in atlas.texts.index}
    spans = {"": ""} | {span: words(f"selection.span.{span}") for span in ("day", "month", "season", "half", "year")}
    columns = {
        "project_id": projects.index,
        "name_zh": projects["name_zh"],
        "name_en": projects["name_en"],
        "type": projects[f"type_{words.lang}"],
        "group": projects["group"].map(lambda group: words(f"group.{group}")),
        "status": _stages(view, words),
        "cities": projects["city_ids"].map(lambda ids: mark.join(names[i] for i in ids)),
        "places": _places(view, words.lang, mark),
        "is_crossing": projects["is_crossing"],
        "precision": projects["precision"].map(lambda precision: words(f"precision_short.{precision}")),
        "latest_on": told["latest_on"],
        "latest_precision": told["latest_precision"].map(spans),
        "latest": news[f"milestone_{words.lang}"],
        "due_on": told["due_on"],
        "due_precision": told["due_precision"].map(spans),
        "reports": told["reports"],
        "sources": told["source_ids"].map(
            lambda ids: ("；" if words.lang == "zh" else "; ").join(texts[i] for i in ids)
        ),
        "lines": _lines(view),
        "summary": projects[f"summary_{words.lang}"],
    }
    return pd.DataFrame({name: columns[name] for name in COLUMNS}, index=projects.index).reset_index(drop=True)


def layer(view: View, words: Words) -> gpd.GeoDataFrame:
    """Return one row a shape of the projects in view, in ``MAP_CRS``, with fields of `geo.export.layers.FIELDS`.

    An admin unit that stands for a project is a point within it.
    """
    projects, told, news = view.projects, said(view), _latest(view)
    own = pd.DataFrame(
        {
            "stage": _stages(view, words),
            "is_crossing": projects["is_crossing"].astype("int32"),
            "places_zh": _places(view, "zh", "、"),
            "places_en": _places(view, "en", ", "),
            "latest_zh": news["milestone_zh"],
            "latest_en": news["milestone_en"],
            "due_on": told["due_on"].dt.strftime("%Y-%m-%d").fillna(""),
            "reports": told["reports"].astype("int32"),
            "sources": told["source_ids"].map(APART.join),
            "lines": _lines(view),
        }
    )
    found = project_shapes(view)
    stands_in = (found["precision"] == "admin").to_numpy()
    anchors = view.atlas.features.loc[found.index]
    points = gpd.points_from_xy(anchors["anchor_lon"], anchors["anchor_lat"], crs=MAP_CRS)
    geometry = np.where(stands_in, points, found.geometry.to_numpy())
    position = [
        words("selection.stand_in")
        if precision == "admin"
        else words("selection.placed", precision=words(f"precision_short.{precision}"))
        for precision in found["precision"]
    ]
    joined = found.drop(columns="geometry").join(own, on="project_id").assign(position=position)
    fields = [field for field in FIELDS if field in joined]
    return gpd.GeoDataFrame(joined[fields], geometry=gpd.GeoSeries(geometry, index=found.index, crs=MAP_CRS))


def _workbook(view: View, words: Words) -> bytes:
    atlas = view.atlas
    known = words("sheet.known", when=when(view.day, "day" if view.filters.day else "month", words))
    about = [words("selection.about", title=words("title"), count=len(view.projects), known=known)]
    chosen = filters_in_words(view, words)
    about += [words("selection.filters", filters=chosen)] if chosen else []
    about += [words("data.licence.tables"), words("data.about.cite")]
    shapes = atlas.features.loc[atlas.features["project_id"].isin(view.projects.index), "source_id"]
    cited = {source for ids in said(view)["source_ids"] for source in ids} | set(shapes)
    sheets = {
        words("selection.sheet"): _headed(table(view, words), words),
        words("data.sheet.sources"): sources_table(atlas, cited, words),
    }
    return book_of(sheets, atlas, about, words)


def _headed(found: pd.DataFrame, words: Words) -> pd.DataFrame:
    return found.rename(columns={column: words(f"selection.column.{column}") for column in COLUMNS})


def _said_of(field: str, words: Words) -> str:
    """Return what a field of the layer means, or what the layer is."""
    if field in OWN_FIELDS:
        return words(f"selection.field.{field}")
    return words(f"data.layer_field.{field}") if field else words("selection.sheet")


def _stages(view: View, words: Words) -> pd.Series[str]:
    return view.projects["status"].map(view.atlas.statuses[f"label_{words.lang}"]).fillna("")


def _latest(view: View) -> pd.DataFrame:
    """Return the latest report of each project by the day of the view."""
    return view.latest_reports.reindex(view.projects.index)


def _places(view: View, lang: str, mark: str) -> pd.Series[str]:
    """Return project_id → the names of the places that a project touches."""
    touched = view.atlas.tables["project_places"]
    names = touched["place_id"].map(view.atlas.places[f"name_{lang}"])
    joined = names.groupby(touched["project_id"]).agg(lambda found: mark.join(dict.fromkeys(found)))
    return joined.reindex(view.projects.index).fillna("")


def _lines(view: View) -> pd.Series[str]:
    """Return project_id → each text that tells of it by the day of the view, with its lines: ``text-2023 L3 L5-L7``."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows(view.reports):
        found.setdefault(row.project_id, {}).setdefault(row.source_id, []).append(row.locator)
    joined = {
        project_id: APART.join(f"{source} {' '.join(dict.fromkeys(lines))}" for source, lines in texts.items())
        for project_id, texts in found.items()
    }
    return pd.Series(joined, dtype="str").reindex(view.projects.index)
