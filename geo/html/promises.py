"""Promised dates against what was reported later, as HTML: a chart that is a table, a line of time in each row."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from geo.atlas import progress, promises
from geo.html.headings import line
from geo.html.links import no_link
from geo.html.rendering import render

if TYPE_CHECKING:
    import datetime as dt

    from markupsafe import Markup

    from geo.atlas.atlas import Atlas, View
    from geo.atlas.promises import Promise
    from geo.html.links import Link
    from geo.read.words import Words

LAST_LABEL_PCT = 88
"""Where on the line of time the last year can begin and still have room for its label."""


def promise_sum(promised: tuple[Promise, ...], words: Words) -> Markup:
    """Return how many promises there are and what became of them, as a bar and in words."""
    return render("promise_sum", words, counts=promises.outcome_counts(promised) if promised else {})


def promise_table(view: View, promised: tuple[Promise, ...], words: Words, link: Link = no_link) -> Markup:
    """Return every promise with its line of time, its text and the later report, grouped by the date promised."""
    if not promised:
        return line(words("timeline.no_promise"))
    by_date = groupby(promised, key=lambda p: (p.report["due_on"], p.report["due_precision"]))
    groups = [(same, promises.outcome_counts(same)) for same in (tuple(group) for _, group in by_date)]
    scale = _Scale(view.atlas, promised, view.day)
    return render("promise_table", words, link, atlas=view.atlas, groups=groups, scale=scale)


def promise_key(words: Words) -> Markup:
    """Return what the marks on the lines of time stand for."""
    return render("promise_key", words)


class _Scale:
    """Where a day lies on the lines of time, in percent of their width."""

    def __init__(self, atlas: Atlas, promised: tuple[Promise, ...], today: dt.date) -> None:
        first = min(promise.report["published_on"] for promise in promised)
        last = max(pd.Timestamp(today), *(promise.report["due_on"] for promise in promised))
        self.start, self.end = pd.Timestamp(first.year, 1, 1), last + pd.Timedelta(days=30)
        self.today = pd.Timestamp(today)
        self.texts = [
            day for day in (pd.Timestamp(text.day) for text in progress.text_days(atlas)) if day <= self.today
        ]
        years = [pd.Timestamp(year, 1, 1) for year in range(self.start.year, self.end.year + 1)]
        self.years = [year for year in years if self._share(year - self.start) < LAST_LABEL_PCT]

    def at(self, day: pd.Timestamp) -> str:
        return f"{self._share(day - self.start):.1f}%"

    def between(self, day: pd.Timestamp, later: pd.Timestamp) -> str:
        return f"{self._share(later - day):.1f}%"

    def _share(self, span: pd.Timedelta) -> float:
        return 100 * float(span / (self.end - self.start))
