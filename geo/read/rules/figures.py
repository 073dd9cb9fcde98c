"""A figure is what is printed, in a unit that can be turned into that of its indicator."""

from __future__ import annotations

import math
import re
import unicodedata
from itertools import combinations
from typing import TYPE_CHECKING

from geo.errors import Fault
from geo.read.classes import speaks_for_itself
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

ARABIC = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
CLOCK = re.compile(r"([0-9]+)小[时時]([0-9]+)分")
"""Hours and minutes that are printed together."""
NUMERALS = dict(zip("一二三四五六七八九十两双百千万亿", (*range(1, 11), 2, 2, 100, 1000, 10**4, 10**8), strict=True))
MOST_FACTORS = 3
"""How many printed numbers may be multiplied to give a value: 2×660 is 1320."""


def unit_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A unit is normalised in one step, an indicator is measured in a normal unit, and its figures turn into that.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``units``,
        ``indicators`` and ``figures``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    units = {row.unit: row for row in rows(tables["units"])}
    normal = {unit: row.normal_unit for unit, row in units.items()}
    for row in units.values():
        if row.normal_unit == row.unit and row.factor != 1:
            yield Fault("tables/units.csv", row.line, "factor", "figure.own_factor", factor=row.factor, unit=row.unit)
        elif row.factor <= 0:
            yield Fault("tables/units.csv", row.line, "factor", "figure.low_factor", factor=row.factor)
        if row.normal_unit in normal and normal[row.normal_unit] != row.normal_unit:
            yield Fault(
                "tables/units.csv",
                row.line,
                "normal_unit",
                "figure.chained_unit",
                unit=row.normal_unit,
                expected=normal[row.normal_unit],
            )
    measured = {row.indicator: row.unit for row in rows(tables["indicators"])}
    for row in rows(tables["indicators"]):
        if row.unit and row.unit not in normal:
            yield Fault("tables/indicators.csv", row.line, "unit", "figure.no_unit", unit=row.unit)
        elif row.unit and normal[row.unit] != row.unit:
            yield Fault(
                "tables/indicators.csv", row.line, "unit", "figure.derived_unit", unit=row.unit, normal=normal[row.unit]
            )
    for row in rows(tables["figures"]):
        expected = measured.get(row.indicator, "")
        if row.unit in normal and normal.get(expected) == expected != normal[row.unit]:
            yield Fault(
                "tables/figures.csv",
                row.line,
                "unit",
                "figure.other_unit",
                indicator=row.indicator,
                unit=row.unit,
                normal=normal[row.unit],
                expected=expected,
            )


def number_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A span has two ends, and each number stands in the words that are cited.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``figures``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    for row in rows(tables["figures"]):
        if row.value_max <= row.value:
            yield Fault(
                "tables/figures.csv", row.line, "value_max", "figure.span", upper=row.value_max, lower=row.value
            )
        for field in ("value", "value_max"):
            value, cited = getattr(row, field), row.printed_name or row.quote
            if cited and not math.isnan(value) and not is_printed(value, cited):
                yield Fault("tables/figures.csv", row.line, field, "figure.not_printed", value=value, printed=cited)


def claim_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A claim names its two ends, and nothing else does; a figure of a public page is of one that decides.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``figures`` and
        ``sources``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    figures = tables["figures"]
    decides = dict(zip(figures.index, speaks_for_itself(figures["source_id"], tables["sources"]), strict=True))
    for row in rows(figures):
        if (row.kind == "claim") != bool(row.ends_zh):
            yield Fault("tables/figures.csv", row.line, "ends_zh", "figure.ends", kind=row.kind)
        if row.quote and not decides[row.Index]:
            yield Fault("tables/figures.csv", row.line, "source_id", "figure.hearsay", source=row.source_id)


def is_printed(value: float, printed: str) -> bool:
    """Return whether a value may be what is printed.

    Parameters
    ----------
    value
        As the record has it, in the unit that is printed.
    printed
        The words of the text.

    Returns
    -------
    bool
        False where the text cannot mean it.

    Notes
    -----
    Where Arabic digits are printed, a number or a product of up to three of them must be the value, Chinese numerals
    counted in (``两个5G工厂`` is 2, ``2×660`` is 1320, ``2小时30分`` is 150, in minutes). Where none are, a Chinese
    numeral must be there; its value is not asked for.
    """
    text = unicodedata.normalize("NFKC", printed)
    arabic = [float(number.replace(",", "")) for number in ARABIC.findall(text)]
    chinese = [NUMERALS[character] for character in text if character in NUMERALS]
    if not arabic:
        return bool(chinese)
    arabic += [60 * float(hours) + float(minutes) for hours, minutes in CLOCK.findall(text)]
    sizes = range(1, MOST_FACTORS + 1)
    products = (math.prod(factors) for size in sizes for factors in combinations([*arabic, *chinese], size))
    return any(math.isclose(value, product) for product in products)
