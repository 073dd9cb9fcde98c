"""The projects of a view as a table to read: names instead of ids, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo.read.tables import rows
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words


def register(view: View, words: Words) -> pd.DataFrame:
    """Return one row a project, in the order of ``view.projects``, with columns named in the reader's language.

    Columns: the words for project, type, stage, cities, whether it crosses a city boundary, precision, latest report.
    """
    atlas, projects = view.atlas, view.projects
    name = f"name_{words.lang}"
    stages = atlas.statuses[f"label_{words.lang}"].to_dict()
    places = atlas.places[name].str.removesuffix("市") if words.lang == "zh" else atlas.places[name]
    latest = atlas.reports.drop_duplicates("project_id", keep="last").set_index("project_id").reindex(projects.index)
    separator = "、" if words.lang == "zh" else ", "
    table = pd.DataFrame(
        {
            "name": projects[name],
            "type": projects[f"type_{words.lang}"],
            "status": projects["status"].map(stages),
            "places": projects["city_ids"].map(lambda ids: separator.join(places[i] for i in ids)),
            "cross": projects["is_crossing"],
            "precision": projects["precision"].map(lambda p: words(f"precision_short.{p}")),
            "latest": [capitalised(when(row.published_on, row.date_precision, words)) for row in rows(latest)],
        }
    )
    return table.rename(columns={key: words(f"table.{key}") for key in table.columns})
