"""The ledger of promises as HTML: a chart that is a table, a line of time in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo.atlas import progress, promises
from geo.html.headings import line
from geo.html.links import no_link
from geo.html.rendering import render
from geo.words.promises import due_in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from markupsafe import Markup

    from geo.atlas.atlas import Atlas, View
    from geo.atlas.promises import Promise
    from geo.html.links import Link
    from geo.read.words import Words

LAST_LABEL_PCT = 88
"""Where on the line of time the last year can begin and still have room for its label."""
MOST_YEARS = 4
"""Of so many years a line of time has room for every label."""


def ledger_sum(view: View, ledger: Sequence[Promise], words: Words) -> Markup:
    """Return how many promises there are, how many have fallen due, and what became of them, as a bar and in words.

    Parameters
    ----------
    view
        Gives the day by which they have fallen due.
    ledger
        The promises that are counted.
    words
        The words of the language.
    """
    counts = promises.outcome_counts(ledger) if ledger else {}
    return render("ledger_sum", words, counts=counts, sentence=due_in_words(view.day, ledger, words))


def ledger_table(view: View, ledger: Sequence[Promise], words: Words, link: Link = no_link) -> Markup:
    """Return the ledger: each promise with who made it and where, its term, its line of time, and what came of it.

    Parameters
    ----------
    view
        Gives the day of today on the lines of time.
    ledger
        The promises, in their order.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).
    """
    if not ledger:
        return line(words("ledger.none_of_outcome"))
    return render("ledger", words, link, atlas=view.atlas, promises=ledger, scale=_Scale(view.atlas, ledger, view.day))


def ledger_key(words: Words) -> Markup:
    """Return what the marks on the lines of time stand for.

    Parameters
    ----------
    words
        The words of the language.
    """
    return render("ledger_key", words)


class _Scale:
    """Where a day lies on the lines of time, in percent of their width."""

    def __init__(self, atlas: Atlas, ledger: Sequence[Promise], today: dt.date) -> None:
        first = min(promise.report["published_on"] for promise in ledger)
        last = max(pd.Timestamp(today), *(promise.report["due_on"] for promise in ledger))
        self.start, self.end = pd.Timestamp(first.year, 1, 1), last + pd.Timedelta(days=30)
        self.today = pd.Timestamp(today)
        self.texts = [
            day for day in (pd.Timestamp(text.day) for text in progress.text_days(atlas)) if day <= self.today
        ]
        step = 1 + (self.end.year - self.start.year) // MOST_YEARS
        years = [pd.Timestamp(year, 1, 1) for year in range(self.start.year, self.end.year + 1, step)]
        self.years = [year for year in years if self._share(year - self.start) < LAST_LABEL_PCT]

    def at(self, day: pd.Timestamp) -> str:
        return f"{self._share(day - self.start):.1f}%"

    def between(self, day: pd.Timestamp, later: pd.Timestamp) -> str:
        return f"{self._share(later - day):.1f}%"

    def _share(self, span: pd.Timedelta) -> float:
        return 100 * float(span / (self.end - self.start))
