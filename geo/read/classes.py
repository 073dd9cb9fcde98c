"""Which reports decide a stage: those of the texts, and of public pages those of some classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

CLASSES = ("official", "party_press", "company", "trade_press", "encyclopaedia", "forum")
"""What the first publisher of a public page can be, from what decides most to what decides least."""
DECIDING = ("official", "party_press")
"""The classes whose word decides a stage, whatever it is of."""


def public_reports(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of ``project_reports`` that cite a public page, with ``decides`` by `is_deciding`.

    Parameters
    ----------
    tables
        Name → table, as `geo.read.tables.read_tables` returns them; what `is_deciding` asks is asked.

    Returns
    -------
    DataFrame
        A part of ``project_reports`` on its index, with the column ``decides`` (bool).
    """
    reports = tables["project_reports"]
    kinds = tables["sources"].drop_duplicates("source_id").set_index("source_id")["kind"]
    return reports.assign(decides=is_deciding(tables))[reports["source_id"].map(kinds) == "public"]


def is_deciding(tables: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
    """Return which rows of ``project_reports`` may decide a stage, by their index; all others are hearsay.

    A text may, an official page and the party press, also as a repost that names them, and a company on a project that
    ``project_organisations`` ties it to, by its Chinese name.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``project_reports``,
        ``sources``, ``organisations`` and ``project_organisations``.

    Returns
    -------
    Series
        True or false for each row of ``project_reports``, on its index.
    """
    reports, sources = tables["project_reports"], tables["sources"].drop_duplicates("source_id").set_index("source_id")
    of_class, publisher = (reports["source_id"].map(sources[name]).fillna("") for name in ("class", "publisher_zh"))
    names = tables["organisations"].drop_duplicates("organisation_id").set_index("organisation_id")["name_zh"]
    tied = tables["project_organisations"]
    ties = set(zip(tied["project_id"], tied["organisation_id"].map(names), strict=True))
    pairs = zip(reports["project_id"], publisher, strict=True)
    is_own = pd.Series([pair in ties for pair in pairs], index=reports.index, dtype=bool)
    return speaks_for_itself(reports["source_id"], tables["sources"]) | ((of_class == "company") & is_own)


def speaks_for_itself(source_ids: pd.Series[str], sources: pd.DataFrame) -> pd.Series[bool]:
    """Return which of these sources decide whatever they speak of: the texts, official pages and the party press.

    Parameters
    ----------
    source_ids
        Ids of sources, each once or oftener.
    sources
        The table ``sources``.

    Returns
    -------
    Series
        On the index of ``source_ids``; false for what is no source.
    """
    known = sources.drop_duplicates("source_id").set_index("source_id")
    kind, of_class = (source_ids.map(known[name]).fillna("") for name in ("kind", "class"))
    return (kind == "text") | of_class.isin(DECIDING)
