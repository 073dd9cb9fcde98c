"""Promised dates against what was reported later, as HTML: a chart that is a table, a line of time in each row."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas import progress, promises
from geo.html.card import stage_chip
from geo.html.citation import cite
from geo.html.links import linked, no_link
from geo.words.dates import when

if TYPE_CHECKING:
    import datetime as dt

    from geo.atlas.atlas import Atlas, View
    from geo.atlas.promises import Promise
    from geo.html.links import Link
    from geo.read.words import Words


def promise_sum(found: tuple[Promise, ...], words: Words) -> str:
    """Return how many promises there are and what became of them, as a bar and in words."""
    if not found:
        return f"<div class='promise-sum'><p>{escape(words('timeline.no_promise'))}</p></div>"
    counts = promises.outcome_counts(found)
    segments = "".join(f"<i class='is-{o}' style='flex-grow:{n}'></i>" for o, n in counts.items() if n)
    said = "".join(
        f"<span class='is-{o}'><b>{n}</b>{escape(words(f'timeline.outcome.{o}'))}</span>"
        for o, n in counts.items()
        if n or o in ("built", "silent")
    )
    heading = escape(words("timeline.promises_known", count=len(found)))
    return f"<div class='promise-sum'><h2>{heading}</h2><div aria-hidden='true'>{segments}</div><p>{said}</p></div>"


def promise_table(view: View, found: tuple[Promise, ...], words: Words, link: Link = no_link) -> str:
    """Return every promise with its line of time, its text and the later word, grouped by what it was promised for."""
    if not found:
        return f"<p class='atlas-quiet'>{escape(words('timeline.no_promise'))}</p>"
    scale = _Scale(view.atlas, found, view.day)
    names = ("project", "track", "promise", "later")
    head = "".join(
        f"<th scope='col'>{escape(words(f'timeline.column.{n}'))}{scale.axis(words) if n == 'track' else ''}</th>"
        for n in names
    )
    bodies = [
        _group(view, tuple(same), scale, words, link)
        for _, same in groupby(found, key=lambda p: (p.report["due_on"], p.report["due_precision"]))
    ]
    return f"<table class='promises'><thead><tr>{head}</tr></thead>{''.join(bodies)}</table>"


def promise_key(words: Words) -> str:
    """Return what the marks on the lines of time stand for."""
    names = ("made", "due", "heard", "silent")
    marks = {name: f"<i class='is-{name}'></i>" for name in names} | {"silent": "<em></em>"}
    items = "".join(f"<span>{marks[name]}{escape(words(f'timeline.key.{name}'))}</span>" for name in names)
    return f"<div class='promise-key'>{items}</div>"


class _Scale:
    """Where a day lies on the lines of time, in percent of their width."""

    def __init__(self, atlas: Atlas, found: tuple[Promise, ...], today: dt.date) -> None:
        first = min(promise.report["published_on"] for promise in found)
        last = max(pd.Timestamp(today), *(promise.report["due_on"] for promise in found))
        self.start, self.end = pd.Timestamp(first.year, 1, 1), last + pd.Timedelta(days=30)
        self.today = pd.Timestamp(today)
        texts = [pd.Timestamp(text.day) for text in progress.text_days(atlas)]
        self.texts = [day for day in texts if day <= self.today]

    def at(self, day: pd.Timestamp) -> float:
        return 100 * float((day - self.start) / (self.end - self.start))

    def axis(self, words: Words) -> str:
        years = [pd.Timestamp(year, 1, 1) for year in range(self.start.year, self.end.year + 1)]
        labels = "".join(
            f"<b style='left:{self.at(y):.1f}%'>{escape(when(y, 'year', words))}</b>"
            for y in years
            if self.at(y) < 88  # noqa: PLR2004 - no room for a label at the very end
        )
        return f"<div class='promise-axis' aria-hidden='true'>{labels}</div>"


def _group(view: View, same: tuple[Promise, ...], scale: _Scale, words: Words, link: Link) -> str:
    report = same[0].report
    promised = words("timeline.promised_for", when=when(report["due_on"], report["due_precision"], words))
    counts = promises.outcome_counts(same)
    said = " · ".join(f"{words(f'timeline.outcome.{o}')} {n}" for o, n in counts.items() if n)
    rows = "".join(_row(view, promise, scale, words, link) for promise in same)
    return (
        f"<tbody><tr class='promise-group'><th colspan='4' scope='rowgroup'>{escape(promised)}"
        f"<span>{escape(said)}</span></th></tr>{rows}</tbody>"
    )


def _row(view: View, promise: Promise, scale: _Scale, words: Words, link: Link) -> str:
    atlas, report = view.atlas, promise.report
    project = atlas.projects.loc[report["project_id"]]
    name = linked(words.of(project, "name"), link("project", report["project_id"]))
    said = escape(words.of(report, "milestone"))
    return (
        f"<tr class='is-{promise.outcome}'><th scope='row'>{name}</th><td>{_track(promise, scale, words)}</td>"
        f"<td>{said} {stage_chip(atlas, report['status'], words)} {cite(report, words, link)}</td>"
        f"<td>{_later(atlas, promise, words, link)}</td></tr>"
    )


def _track(promise: Promise, scale: _Scale, words: Words) -> str:
    """The promise as a circle, a line from there to the day promised, later texts as dots; a dash where none speaks."""
    made, due = promise.report["published_on"], promise.report["due_on"]
    heard = [later["published_on"] for later in promise.later]
    marks = [f"<s style='left:{scale.at(day):.1f}%'></s>" for day in scale.texts]
    marks.append(f"<u style='left:{scale.at(made):.1f}%;width:{scale.at(due) - scale.at(made):.1f}%'></u>")
    if not heard and due < scale.today:
        marks.append(f"<em style='left:{scale.at(due):.1f}%;width:{scale.at(scale.today) - scale.at(due):.1f}%'></em>")
    marks.append(f"<i class='is-made' style='left:{scale.at(made):.1f}%'></i>")
    marks.append(f"<i class='is-due' style='left:{scale.at(due):.1f}%'></i>")
    marks += [f"<i class='is-heard' style='left:{scale.at(day):.1f}%'></i>" for day in dict.fromkeys(heard)]
    told = words(
        "timeline.track",
        made=when(made, promise.report["date_precision"], words),
        due=when(due, promise.report["due_precision"], words),
        outcome=words(f"timeline.outcome.{promise.outcome}"),
    )
    said = escape(told)
    return f"<div class='promise-track' role='img' aria-label='{said}' title='{said}'>{''.join(marks)}</div>"


def _later(atlas: Atlas, promise: Promise, words: Words, link: Link) -> str:
    label = f"<b>{escape(words(f'timeline.outcome.{promise.outcome}'))}</b>"
    report: Any = promise.decided_by
    if report is None:
        return label
    chip = stage_chip(atlas, report["status"], words) if report["status"] else ""
    told = f"{label} {chip} {escape(words.of(report, 'milestone'))} {cite(report, words, link)}"
    if promise.outcome == "built":
        key = "timeline.in_time" if promise.is_known_in_time else "timeline.time_unsaid"
        return f"{told} <span class='atlas-quiet'>{escape(words(key))}</span>"
    if report["published_on"] <= promise.report["due_on"]:
        return f"{told} <span class='atlas-quiet'>{escape(words('timeline.before_due'))}</span>"
    return told
