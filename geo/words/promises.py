"""What became of a promise, in words: when its stage was reached, and by how many days it slipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.words.dates import when

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geo.atlas.promises import Promise
    from geo.read.words import Words


def due_in_words(day: dt.date, ledger: Sequence[Promise], words: Words) -> str:
    """Return how many promises there are, and how many of them have fallen due by a day.

    Parameters
    ----------
    day
        The day by which they have fallen due.
    ledger
        The promises that are counted.
    words
        The words of the language.
    """
    due = sum(promise.report["due_on"].date() <= day for promise in ledger)
    return words("ledger.due", total=len(ledger), due=due)


def reached_in_words(promise: Promise, words: Words) -> str:
    """Return when the promised stage was reached: a day, or between which days; empty where it is not known to be.

    Parameters
    ----------
    promise
        One entry of the ledger.
    words
        The words of the language.
    """
    if not promise.reached:
        return ""
    first, last = (when(day, "day", words) for day in promise.reached)
    return words("ledger.on", day=last) if first == last else words("ledger.between", first=first, last=last)


def slip_in_words(promise: Promise, words: Words) -> str:
    """Return how many days early or late the stage came, as far as that is known; empty where it is not.

    Parameters
    ----------
    promise
        One entry of the ledger.
    words
        The words of the language.
    """
    if promise.slip is None:
        return ""
    least, most = promise.slip
    if promise.outcome == "changed":
        return words("ledger.moved_by", days=least)
    if most is None:
        return words("ledger.at_least", days=least)
    early, late = abs(least), abs(most)
    if least == most:
        key = "late_by" if least > 0 else "early_by" if least else "to_the_day"
        return words(f"ledger.{key}", days=early)
    key = "late_between" if least >= 0 else "early_between" if most <= 0 else "either"
    return words(
        f"ledger.{key}", least=early if least >= 0 else late, most=late if least >= 0 else early, early=early, late=late
    )
