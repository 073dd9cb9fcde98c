"""What a reader at an earlier day must not see: titles of later texts, and words that only they use."""

from __future__ import annotations

import pandas as pd

from geo.atlas.history import with_days

STATED = {
    "project_reports": "milestone",
    "roles": "role",
    "cooperation": "mechanism",
    "strategies": "name",
    "strategy_parts": "name",
    "industries": "name",
    "doubts": "doubt",
}
LEAST = {"zh": 8, "en": 16}
"""Shorter words can stand in an earlier text, or among the atlas's own words, by chance."""


def words_of_later_sources(atlas, day, lang):
    """Return the ids and titles of the sources after a day, and all that they state in words of their own.

    Of an atlas cut to the texts alone these are texts, else public pages too; an undated page appeared when it was read.
    """
    sources = with_days(atlas.tables["sources"])
    kinds = ["text"] if atlas.evidence else ["text", "public"]
    is_later = sources["kind"].isin(kinds) & (sources["published_on"] > pd.Timestamp(day))
    later = sources[is_later]
    phrases = {*later["source_id"], *later[f"title_{lang}"]}
    earlier = sources.loc[~is_later, ["title_zh", "title_en", "source_id"]].to_numpy().ravel().tolist()
    for table in atlas.tables.values():
        if {"source_id", "quote"} <= set(table):
            is_told_later = table["source_id"].isin(later["source_id"])
            phrases |= set(table.loc[is_told_later, "quote"])
            earlier += table.loc[~is_told_later, "quote"].tolist()
    earlier += atlas.features[["basis_zh", "basis_en"]].to_numpy().ravel().tolist()
    for name, field in STATED.items():
        table = atlas.tables[name]
        is_later = table["source_id"].isin(later["source_id"])
        phrases |= set(table.loc[is_later, f"{field}_{lang}"])
        earlier += table.loc[~is_later].select_dtypes(["object", "string"]).astype(str).to_numpy().ravel().tolist()
    for name in ("projects", "organisations"):
        earlier += atlas.tables[name].select_dtypes(["object", "string"]).astype(str).to_numpy().ravel().tolist()
    known = "\n".join(earlier).casefold()
    least = LEAST[lang]
    return sorted(word for word in phrases if len(word) >= least and word.casefold() not in known)
