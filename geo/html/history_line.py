"""The stages of a project as a line of dated reports: every text a stop, promised dates as open marks."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geo.html.card import lines_in_words, stage_chip
from geo.html.citation import short_title
from geo.html.links import linked, no_link
from geo.looks.schemes import in_both
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.html.links import Link
    from geo.read.words import Words


LEAST = {"told": 124, "silent": 104, "due": 124}
"""Width in px below which the words of a stop would have no place."""


@dataclass(frozen=True)
class Stop:
    """A place on the line: a text with what it says of the project (perhaps nothing), or a date that it promises."""

    on: pd.Timestamp
    precision: str
    kind: str
    source_id: str
    reports: pd.DataFrame


def stops(atlas: Atlas, project_id: str) -> list[Stop]:
    """Return what stands on the line of a project in order of time.

    ``kind`` is ``told`` (a text that speaks of it), ``silent`` (one that does not) or ``due`` (a promised date; the
    ``source_id`` is that of the text that promises it).
    """
    known, texts = atlas.history(project_id), atlas.texts.reset_index()
    found = []
    for _, text in texts.iterrows():
        told = known[known["source_id"] == text["source_id"]]
        kind = "silent" if told.empty else "told"
        found.append(Stop(text["published_on"], text["date_precision"], kind, text["source_id"], told))
    promised = known[known["due_precision"] != ""]
    for _, said in promised.groupby(["due_on", "due_precision", "source_id"]):
        first: Any = said.iloc[0]
        found.append(Stop(first["due_on"], first["due_precision"], "due", first["source_id"], said))
    return sorted(found, key=lambda stop: (stop.on, stop.kind == "due"))


def history_line(atlas: Atlas, project_id: str, words: Words, link: Link = no_link) -> str:
    """Return the line as HTML: a list that lies across a wide screen and stands upright on a narrow one.

    The room between two stops grows with the time between them; none is so narrow that its words have no place.
    """
    found = stops(atlas, project_id)
    if not found:
        return ""
    gaps = [(after.on - stop.on).days for stop, after in pairwise(found)]
    shares = [100 * gap / max(sum(gaps), 1) for gap in gaps]
    columns = " ".join(
        f"minmax({LEAST[stop.kind]}px,{share + 1:.0f}fr)" for stop, share in zip(found, [*shares, 0], strict=True)
    )
    items = "".join(
        f"<li class='is-{stop.kind}'><div>{_above(atlas, stop, words)}</div><i aria-hidden='true'></i>"
        f"<div>{_below(atlas, stop, words, link)}</div></li>"
        for stop in found
    )
    colour: Any = atlas.projects.at[project_id, "colour"]
    style = f"--hue:{in_both(colour)};grid-template-columns:{columns}"
    return f"<ol class='atlas-line' style='{style}' aria-label='{escape(words('register.line'))}'>{items}</ol>"


def _above(atlas: Atlas, stop: Stop, words: Words) -> str:
    if stop.kind == "due":
        return f"<span class='atlas-due'>{escape(words('register.promised'))}</span>"
    if stop.kind == "silent":
        return f"<span class='atlas-quiet'>{escape(words('register.silent'))}</span>"
    stages = dict.fromkeys(status for status in stop.reports["status"] if status) or ("",)
    chips = "".join(stage_chip(atlas, status, words) for status in stages)
    said = words("register.semicolon").join(dict.fromkeys(words.of(row, "milestone") for _, row in _rows(stop)))
    return f"{chips}<p title='{escape(said)}'>{escape(said)}</p>"


def _below(atlas: Atlas, stop: Stop, words: Words, link: Link) -> str:
    date = f"<b>{escape(capitalised(when(stop.on, stop.precision, words)))}</b>"
    title = words.of(atlas.texts.loc[stop.source_id], "title")
    named = words("register.cite", title=short_title(title, words.lang))
    text = f"<span title='{escape(title)}'>{linked(named, link('source', stop.source_id))}</span>"
    if stop.kind == "silent":
        return f"{date}{text}"
    lines = words("list.mark").join(dict.fromkeys(lines_in_words(row["locator"], words) for _, row in _rows(stop)))
    where = f"<span>{escape(lines)}</span>"
    if stop.kind == "due":
        said = stop.reports.iloc[0]
        said_on = when(said["published_on"], said["date_precision"], words)
        return f"{date}<span>{escape(words('register.promised_on', when=said_on))}</span>{text}{where}"
    return f"{date}{text}{where}"


def _rows(stop: Stop) -> Any:
    return stop.reports.iterrows()
