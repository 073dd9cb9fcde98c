"""What rests on which source: every statement of the record, told alike, by the source that it is taken from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geo.atlas.crossings import reports
from geo.atlas.history import first_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.atlas.atlas import Atlas

NEARLY_ALL = 0.9
"""More than this share of the reports on a place from one text is said before places are compared."""
SHAPES = "shapes"
"""What stands for the shapes among the tables: they too may rest on a source."""
STATED = {
    "project_reports": ("project", "project_id", "milestone"),
    "figures": ("", "subject_id", "label"),
    "roles": ("place", "place_id", "role"),
    "industries": ("place", "place_id", "name"),
    "cooperation": ("place", "from_place_id", "mechanism"),
    "crossing_reports": ("", "", "name"),
    "strategies": ("strategy", "strategy_id", "summary"),
    "strategy_parts": ("strategy", "strategy_id", "name"),
    "project_organisations": ("project", "project_id", "name"),
    "doubts": ("", "", "doubt"),
    SHAPES: ("project", "project_id", "basis"),
}
"""Table → what kind of thing its rows speak of, the column with its id, and the field with what is said (zh, en)."""


@dataclass(frozen=True)
class Coverage:
    """How many reports each text has on some projects, every text of the atlas in order, and how many public pages.

    ``pages`` are reports of pages that may decide a stage, ``hearsay`` those of others.
    """

    by_text: Mapping[str, int]
    pages: int
    hearsay: int

    @property
    def reports(self) -> int:
        """The reports of all texts."""
        return sum(self.by_text.values())

    @property
    def texts(self) -> int:
        """How many texts speak of these projects at all."""
        return sum(count > 0 for count in self.by_text.values())

    @property
    def leading(self) -> str:
        """The text from which nearly all reports of texts come (`NEARLY_ALL`); an empty text where none has so many."""
        most = max(self.by_text, key=lambda text: self.by_text[text], default="")
        return most if most and self.by_text[most] > NEARLY_ALL * self.reports else ""


def coverage(atlas: Atlas, project_ids: Iterable[str]) -> Coverage:
    """Return which texts speak of some projects and how often, public reports counted apart.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    project_ids
        Which projects.
    """
    reports = atlas.reports[atlas.reports["project_id"].isin(list(project_ids))]
    is_page = reports["kind"] == "public"
    by_text = reports.loc[~is_page, "source_id"].value_counts().reindex(atlas.texts.index, fill_value=0)
    hearsay = int(reports["is_hearsay"].sum())
    return Coverage({str(text): int(n) for text, n in by_text.items()}, int(is_page.sum()) - hearsay, hearsay)


def statement_counts(atlas: Atlas, kind: str = "text") -> pd.DataFrame:
    """Return how many rows of each table rest on each source of a kind (``text``, ``public``).

    Indexed by ``source_id``, in the order of the table, with a column for each key of ``STATED``.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    kind
        ``text`` or ``public``.
    """
    sources = atlas.tables["sources"]
    chosen = sources.loc[sources["kind"] == kind, "source_id"]
    counts = {name: table["source_id"].value_counts() for name, table in _tables(atlas).items()}
    return pd.DataFrame(
        {name: by_source.reindex(chosen, fill_value=0) for name, by_source in counts.items()}, dtype=int
    )


def statements(atlas: Atlas, source_id: str) -> Mapping[str, pd.DataFrame]:
    """Return table → its rows that rest on a source, in the order of lines; tables without any are left out.

    Each frame has ``subject_kind`` (project, place, strategy or nothing), ``subject_id``, ``said_zh``, ``said_en``,
    ``locator``, ``printed_name`` (both empty for shapes) and the columns of its table.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    source_id
        The id of a source.
    """
    by_table = {}
    for name, table in _tables(atlas).items():
        rests_on_it = table["source_id"] == source_id
        if rests_on_it.any():  # asked first: to take no row out of a wide frame costs as much as to take a few
            by_table[name] = _alike(name, table[rests_on_it])
    return by_table


def _tables(atlas: Atlas) -> Mapping[str, pd.DataFrame]:
    """Return the tables of ``STATED``, with names joined where a row says something by an id only."""
    own = {
        "figures": atlas.figures,
        "project_organisations": atlas.partners,
        "crossing_reports": reports(atlas),
        SHAPES: atlas.features,
    }
    return {name: own.get(name, atlas.tables.get(name, pd.DataFrame())) for name in STATED}


def _alike(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    kind, key, field = STATED[name]
    rows = rows.assign(said_zh=rows[f"{field}_zh"], said_en=rows[f"{field}_en"])
    rows["subject_id"] = rows[key] if key else ""
    if kind or "subject_kind" not in rows:
        rows["subject_kind"] = kind
    if "locator" not in rows:
        return rows.assign(locator="", printed_name="")
    return rows.assign(first_line=first_lines(rows["locator"])).sort_values("first_line", kind="stable")
