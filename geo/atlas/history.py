"""What was known when: reports in order of date, and the stage that stands on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

BUILT = ("completed", "operating")
"""The stages at which a project is there."""


def dated(table: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return rows that cite a text with its date and title, oldest first, within one text in the order of lines.

    Adds ``title_zh``, ``title_en``, ``published_on`` (datetime64), ``date_precision`` and ``first_line``.
    """
    columns = ["source_id", "title_zh", "title_en", "published_on", "date_precision"]
    joined = table.merge(sources[columns], on="source_id", how="left")
    joined["first_line"] = joined["locator"].str.extract(r"L(\d+)", expand=False).astype(int)
    return joined.sort_values(["published_on", "source_id", "first_line"], kind="stable").reset_index(drop=True)


def until(dated: pd.DataFrame, day: dt.date | None) -> pd.DataFrame:
    """Return what had appeared by a day; everything without one."""
    return dated if day is None else dated[dated["published_on"] <= pd.Timestamp(day)]


def tables_until(tables: Mapping[str, pd.DataFrame], day: dt.date) -> Mapping[str, pd.DataFrame]:
    """Return the tables without what appeared after a day.

    Sources dated later go, and every row that cites one; ties between parts of strategies and subjects go with either.
    """
    sources = tables["sources"]
    is_known = ~(sources["published_on"] > pd.Timestamp(day))
    known = set(sources.loc[is_known, "source_id"])
    cut = {
        name: table[table["source_id"].isin(known)] if "source_id" in table else table for name, table in tables.items()
    }
    links = cut["part_links"]
    subjects = {"project": cut["project_reports"]["project_id"], "role": cut["roles"]["role_id"]}
    has_subject = pd.Series(data=False, index=links.index)
    for kind, ids in subjects.items():
        has_subject |= (links["subject_kind"] == kind) & links["subject_id"].isin(ids)
    return cut | {"part_links": links[has_subject & links["part_id"].isin(cut["strategy_parts"]["part_id"])]}


def dated_reports(reports: pd.DataFrame, sources: pd.DataFrame, statuses: pd.DataFrame) -> pd.DataFrame:
    """Return the reports as `dated` gives them, with the stage's ``order``."""
    return dated(reports.merge(statuses[["status", "order"]], on="status", how="left"), sources)


def standing_stages(dated: pd.DataFrame, day: dt.date | None = None) -> pd.Series[str]:
    """Return project_id → the stage that stands on a day (today without one).

    The newest text that states a stage decides; where that text states two, the earlier stage stands, because the map
    must not claim more than the text does. What a text calls in use it also calls built. A project that no text has
    reported by that day is absent; one whose reports state no stage has none either.
    """
    known = until(_stated(dated), day)
    ordered = known.sort_values(["project_id", "published_on", "order"], ascending=[True, False, True], kind="stable")
    return ordered.drop_duplicates("project_id").set_index("project_id")["status"]


def contradicted(dated: pd.DataFrame) -> pd.Series[bool]:
    """Return project_id → whether one text states two stages of it."""
    stages = _stated(dated).groupby(["project_id", "source_id"])["status"].nunique()
    return (stages > 1).groupby("project_id").any()


def _stated(dated: pd.DataFrame) -> pd.DataFrame:
    """Return the reports that state a stage, without “completed” where the same text says “operating”."""
    stated = dated[dated["status"] != ""]
    text = stated["project_id"] + " " + stated["source_id"]
    is_implied = (stated["status"] == "completed") & text.isin(text[stated["status"] == "operating"])
    return stated[~is_implied]
