"""What was known when, from which ring of evidence: reports in order of date, and the stage that stands on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.read.classes import is_deciding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

BUILT = ("completed", "operating")
"""The stages at which a project is there."""


RETRIEVED = "retrieved"
"""The precision of a day on which an undated page was read: it stands for the day of publication."""
RINGS = ("texts",)
"""The rings of evidence that can be had alone; without a choice, the dated public reports stand beside the texts."""
EVIDENCE_TABLES = ("searches", "second_readings", "crossing_second_readings")
"""Tables that tell of public pages alone."""
SOURCE_COLUMNS = [
    "source_id",
    "title_zh",
    "title_en",
    "published_on",
    "date_precision",
    "kind",
    "publisher_zh",
    "publisher_en",
    "url",
    "class",
]


def with_days(sources: pd.DataFrame) -> pd.DataFrame:
    """Return sources with a day for each: an undated page has that on which it was read, at a precision of its own.

    Parameters
    ----------
    sources
        The table ``sources``.
    """
    is_undated = sources["published_on"].isna()
    return sources.assign(
        published_on=sources["published_on"].fillna(sources["retrieved_on"]),
        date_precision=sources["date_precision"].mask(is_undated, RETRIEVED),
    )


def dated(table: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return rows that cite a source with its date and title, oldest first, within one text in the order of lines.

    Adds ``title_zh``, ``title_en``, ``published_on`` (datetime64; of an undated page the day on which it was read),
    ``date_precision``, ``kind``, ``publisher_zh``, ``publisher_en``, ``url``, ``class`` and ``first_line`` (0 for what
    has no lines).

    Parameters
    ----------
    table
        Any with ``source_id`` and ``locator``.
    sources
        The table ``sources``.
    """
    columns = [name for name in SOURCE_COLUMNS if name == "source_id" or name not in table]
    joined = table.merge(with_days(sources)[columns], on="source_id", how="left")
    joined["first_line"] = first_lines(joined["locator"])
    return joined.sort_values(["published_on", "source_id", "first_line"], kind="stable").reset_index(drop=True)


def first_lines(locators: pd.Series[str]) -> pd.Series[int]:
    """Return the first line that each locator names; 0 for what has no lines.

    Parameters
    ----------
    locators
        ``L31``, ``L31-L33`` or empty.
    """
    return locators.str.extract(r"L(\d+)", expand=False).fillna("0").astype(int)


def until(dated: pd.DataFrame, day: dt.date | None) -> pd.DataFrame:
    """Return what had appeared by a day; everything without one.

    Parameters
    ----------
    dated
        Rows with ``published_on``, from `dated`.
    day
        The last day that counts; None for no end.
    """
    return dated if day is None else dated[dated["published_on"] <= pd.Timestamp(day)]


def tables_until(tables: Mapping[str, pd.DataFrame], day: dt.date) -> Mapping[str, pd.DataFrame]:
    """Return the tables without what appeared after a day.

    Sources dated later go, and every row that cites one; ties between parts of strategies and subjects go with either.
    Searches made later go too.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them.
    day
        The last day that counts.

    Returns
    -------
    Mapping[str, DataFrame]
        The same names, each table with the columns that it has.
    """
    sources = tables["sources"]
    is_known = ~(with_days(sources)["published_on"] > pd.Timestamp(day))
    known = set(sources.loc[is_known, "source_id"])
    cut = {
        name: table[table["source_id"].isin(known)] if "source_id" in table else table for name, table in tables.items()
    }
    cut["searches"] = cut["searches"][cut["searches"]["searched_on"] <= pd.Timestamp(day)]
    return _tied(cut)


def tables_of_texts(tables: Mapping[str, pd.DataFrame], references: Collection[str]) -> Mapping[str, pd.DataFrame]:
    """Return the tables without what public pages state; those that say where a project lies stay as ``references``.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them.
    references
        Ids of public pages that are kept among the sources.

    Returns
    -------
    Mapping[str, DataFrame]
        The same names.
    """
    sources = tables["sources"]
    of_texts = set(sources.loc[sources["kind"] == "text", "source_id"])
    cut = {
        name: table[table["source_id"].isin(of_texts)] if "source_id" in table else table
        for name, table in tables.items()
    }
    cut |= {name: cut[name].iloc[:0] for name in EVIDENCE_TABLES}
    return _tied(cut | {"sources": sources[sources["source_id"].isin(of_texts.union(references))]})


def _tied(cut: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """Return cut tables with the ties between parts of strategies and subjects that are both still there."""
    links = cut["part_links"]
    subjects = {"project": cut["project_reports"]["project_id"], "role": cut["roles"]["role_id"]}
    has_subject = pd.Series(data=False, index=links.index)
    for kind, ids in subjects.items():
        has_subject |= (links["subject_kind"] == kind) & links["subject_id"].isin(ids)
    return {**cut, "part_links": links[has_subject & links["part_id"].isin(cut["strategy_parts"]["part_id"])]}


def dated_reports(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the reports as `dated` gives them, with ``order`` of the stage, ``happened_on`` and whose word it is.

    ``happened_on`` is the day of the event, or else that of publication; ``is_hearsay`` says that the report decides
    nothing (`geo.read.classes`). What hearsay says of a stage is in ``hearsay_status``, and its ``status`` is empty.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are the reports, their
        sources and stages, and what `geo.read.classes.is_deciding` asks.
    """
    reports, orders = tables["project_reports"], tables["statuses"].set_index("status")["order"]
    is_hearsay = ~is_deciding(tables)
    told = reports.assign(
        is_hearsay=is_hearsay,
        hearsay_status=reports["status"].where(is_hearsay, ""),
        status=reports["status"].mask(is_hearsay, ""),
    )
    told = told.assign(order=told["status"].map(orders))
    ordered = dated(told, tables["sources"])
    return ordered.assign(happened_on=ordered["event_on"].fillna(ordered["published_on"]))


def deciding(dated: pd.DataFrame, day: dt.date | None = None) -> pd.DataFrame:
    """Return, by project_id, the report that decides its stage on a day (today without one), as in `dated_reports`.

    The newest decides: the latest event, where two are of one day the one published last, an undated page after all
    others; of a source that has no other day, that of publication. Where one source states two stages of a day, the
    earlier stands, because the map must not claim more than the source does; but what it calls in use it also calls
    built. A project that nothing has reported by that day is absent, and so is one whose reports state no stage.

    Parameters
    ----------
    dated
        From `dated_reports`.
    day
        The last day that counts; None for no end.
    """
    known = newest_first(until(_stated(dated), day))
    return known.drop_duplicates("project_id").set_index("project_id").sort_index()


def newest_first(reports: pd.DataFrame) -> pd.DataFrame:
    """Return reports in the order in which they decide: the newest first.

    That is the latest event; of one day an undated page after all others, then the page published last; of what one
    source says of one day the milder.

    Parameters
    ----------
    reports
        With ``happened_on``, ``published_on``, ``date_precision``, and ``order``: the milder a statement, the less.
    """
    ordered = reports.assign(is_undated=reports["date_precision"] == RETRIEVED).sort_values(
        ["happened_on", "is_undated", "published_on", "order"], ascending=[False, True, False, True], kind="stable"
    )
    return ordered.drop(columns="is_undated")


def standing_stages(dated: pd.DataFrame, day: dt.date | None = None) -> pd.Series[str]:
    """Return project_id → the stage that stands on a day: that of `deciding`.

    Parameters
    ----------
    dated
        From `dated_reports`.
    day
        The last day that counts; None for no end.
    """
    return deciding(dated, day)["status"]


def contradicted(dated: pd.DataFrame) -> pd.Series[bool]:
    """Return project_id → whether one source states two stages of it for one day.

    Parameters
    ----------
    dated
        From `dated_reports`.

    Returns
    -------
    Series
        Projects of which no stage is stated are absent.
    """
    stages = _stated(dated).groupby(["project_id", "source_id", "happened_on"])["status"].nunique()
    return (stages > 1).groupby("project_id").any()


def last_heard(dated: pd.DataFrame) -> pd.Series[Any]:
    """Return project_id → the latest day of which any report tells, hearsay too; when a page was read is none.

    Parameters
    ----------
    dated
        From `dated_reports`.

    Returns
    -------
    Series
        Timestamps; projects without such a day are absent.
    """
    has_day = (dated["date_precision"] != RETRIEVED) | dated["event_on"].notna()
    return dated[has_day].groupby("project_id")["happened_on"].max()


def _stated(dated: pd.DataFrame) -> pd.DataFrame:
    """Return the reports that state a stage, without “completed” where the same source says “operating” of that day."""
    stated = dated[dated["status"] != ""]
    claims = stated["project_id"] + " " + stated["source_id"] + " " + stated["happened_on"].astype(str)
    is_implied = (stated["status"] == "completed") & claims.isin(claims[stated["status"] == "operating"])
    return stated[~is_implied]
