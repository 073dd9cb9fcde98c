"""Dates as a reader says them, no more exact than they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from geo.read.words import Words

SEASONS = ("winter", "spring", "summer", "autumn")
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def when(day: dt.date, precision: str, words: Words) -> str:
    """Return a date in words at its precision: ``day``, ``month``, ``season``, ``half`` or ``year``.

    Parameters
    ----------
    day
        Any day in the time that is meant: at a lower precision the rest of it is not said.
    precision
        ``day``, ``month``, ``season``, ``half`` or ``year``.
    words
        The words of the language.
    """
    key = _span(day, precision)
    return words(f"when.{key}", year=day.year, month=day.month, day=day.day, month_name=MONTHS[day.month - 1])


def in_column(day: dt.date, precision: str, words: Words) -> str:
    """Return a date as a column shows it: as exact as in `when`, and in order of time when sorted as text.

    Parameters
    ----------
    day
        Any day in the time that is meant.
    precision
        As in `when`.
    words
        The words of the language.
    """
    return words(f"register.when.{_span(day, precision)}", year=day.year, month=day.month, day=day.day)


def _span(day: dt.date, precision: str) -> str:
    """Return the key of the words for a date at its precision."""
    if precision == "season":
        return f"season_{SEASONS[day.month % 12 // 3]}"
    if precision == "half":
        return "half_1" if day.month <= 6 else "half_2"  # noqa: PLR2004 - a half-year has six months
    return precision
