"""Dates as a reader says them, no more exact than they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from geo.read.words import Words

SEASONS = ("winter", "spring", "summer", "autumn")
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def when(day: dt.date, precision: str, words: Words) -> str:
    """Return a date in words at its precision: ``day``, ``month``, ``season``, ``half`` or ``year``."""
    key = precision
    if precision == "season":
        key = f"season_{SEASONS[day.month % 12 // 3]}"
    elif precision == "half":
        key = "half_1" if day.month <= 6 else "half_2"  # noqa: PLR2004 - a half-year has six months
    return words(f"when.{key}", year=day.year, month=day.month, day=day.day, month_name=MONTHS[day.month - 1])
