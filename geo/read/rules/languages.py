"""What stands in one language stands in the other, and each column is in its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd
    import pandas as pd

CHINESE = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
"""One Chinese character."""
QUOTING = ("note_en", "summary_en", "doubt_en")
"""The English columns that may quote a Chinese term."""

NAMES = ("publisher_zh",)
"""The Chinese columns of names that may be Latin, such as that of a site: then it stands alike on both sides."""


def language_faults(tables: Mapping[str, pd.DataFrame], layer: gpd.GeoDataFrame) -> Iterator[Fault]:
    """Every pair of columns ``*_zh`` and ``*_en`` is filled on both sides or on neither, each in its language.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; all are asked.
    layer
        The shapes as `geo.read.shapes.read_shapes` returns them, in ``MAP_CRS``, one row a feature.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    for name, table in tables.items():
        yield from _pair_faults(table.assign(file=f"tables/{name}.csv"))
    yield from _pair_faults(layer)


def _pair_faults(table: pd.DataFrame) -> Iterator[Fault]:
    """Check the pairs of a table that says by ``file`` and ``line`` where its rows stand."""
    for zh in [str(column) for column in table.columns if str(column).endswith("_zh")]:
        en = f"{zh.removesuffix('_zh')}_en"
        if en not in table.columns:
            continue
        for file, line, chinese, english in zip(
            *(table[name].tolist() for name in ("file", "line", zh, en)), strict=True
        ):
            if bool(chinese) != bool(english):
                empty, filled = (en, zh) if chinese else (zh, en)
                yield Fault(file, line, empty, "language.one_only", other=filled)
            is_same_name = zh in NAMES and chinese == english
            # The first character tells of nearly all, so it is asked before the letters one by one.
            if not CHINESE.search(chinese) and not is_same_name and any(map(str.isalpha, chinese)):
                yield Fault(file, line, zh, "language.not_chinese", text=chinese)
            if en not in QUOTING and not english.isascii() and (character := CHINESE.search(english)):
                yield Fault(file, line, en, "language.not_english", character=character[0])
