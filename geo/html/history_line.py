"""The stages of a project as a line of dated reports: every text a stop, promised dates as open marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo.html.citation import place_in_source
from geo.html.links import no_link
from geo.html.rendering import render
from geo.read.tables import records

if TYPE_CHECKING:
    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.html.links import Link
    from geo.html.statements import Row
    from geo.read.words import Words


LEAST = {"reported": 124, "silent": 104, "due": 124}
"""Width in px below which the words of a stop would have no place."""


@dataclass(frozen=True)
class Stop:
    """A place on the line: a text with what it reports of the project (perhaps nothing), or a date that it promises.

    ``kind`` is ``reported`` (a text that reports on it), ``silent`` (one that does not) or ``due`` (a promised date).
    ``text`` is the row of the text, for a promised date of the one that promises it.
    """

    on: pd.Timestamp
    precision: str
    kind: str
    text: Row
    reports: tuple[Row, ...]

    @property
    def source_id(self) -> str:
        """The text."""
        return str(self.text["source_id"])

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that the text states, each once; an empty text alone where it states none."""
        return tuple(dict.fromkeys(row["status"] for row in self.reports if row["status"])) or ("",)

    def milestones(self, words: Words) -> str:
        """Return what the text reports, in words.

        Parameters
        ----------
        words
            The words of the language.

        Returns
        -------
        str
            Each once; empty where the text reports nothing.
        """
        return words("register.semicolon").join(dict.fromkeys(words.of(row, "milestone") for row in self.reports))

    def lines(self, words: Words) -> str:
        """Return in which lines it does so.

        Parameters
        ----------
        words
            The words of the language.

        Returns
        -------
        str
            Each once; of a public page the quote.
        """
        return words("list.mark").join(dict.fromkeys(place_in_source(row, words) for row in self.reports))


def stops(atlas: Atlas, project_id: str) -> list[Stop]:
    """Return what stands on the line of a project, in order of time.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    project_id
        The id of a project.
    """
    told = atlas.history(project_id)
    reports = records(told[~told["is_hearsay"]])
    pages = atlas.sources[atlas.sources.index.isin(told.loc[told["kind"] == "public", "source_id"])]
    texts = {text["source_id"]: text for text in (*_texts(atlas), *records(pages))}
    line = []
    for text in texts.values():
        own = tuple(report for report in reports if report["source_id"] == text["source_id"])
        if text["kind"] == "text":
            line.append(Stop(text["published_on"], text["date_precision"], "reported" if own else "silent", text, own))
        line += [_event(text, report) for report in own if text["kind"] == "public"]

    def promise(report: Row) -> tuple[Any, ...]:
        return report["due_on"], report["due_precision"], report["source_id"]

    promised = sorted((report for report in reports if report["due_precision"]), key=promise)
    for (on, precision, source_id), same in groupby(promised, promise):
        line.append(Stop(on, precision, "due", texts[source_id], tuple(same)))
    return sorted(line, key=lambda stop: (stop.on, stop.kind == "due"))


def history_line(atlas: Atlas, project_id: str, words: Words, link: Link = no_link) -> Markup:
    """Return the line as HTML: a list that lies across a wide screen and stands upright on a narrow one.

    The room between two stops grows with the time between them; none is so narrow that its words have no place.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    project_id
        The id of a project.
    words
        The words of the language.
    link
        Turns a kind and an id into an address (`geo.html.links.Link`).

    Returns
    -------
    Markup
        Empty where nothing stands on it.
    """
    line = stops(atlas, project_id)
    if not line:
        return Markup()
    gaps = [(after.on - stop.on).days for stop, after in pairwise(line)]
    shares = [100 * gap / max(sum(gaps), 1) for gap in gaps]
    columns = " ".join(
        f"minmax({LEAST[stop.kind]}px,{share + 1:.0f}fr)" for stop, share in zip(line, [*shares, 0], strict=True)
    )
    colour: Any = atlas.projects.at[project_id, "colour"]
    return render("history_line", words, link, atlas=atlas, stops=line, columns=columns, colour=colour)


def _event(page: Row, report: Row) -> Stop:
    """Return the stop of what a public page reports: the day on which it happened."""
    precision = report["event_precision"] or page["date_precision"]
    return Stop(report["happened_on"], precision, "reported", page, (report,))


def _texts(atlas: Atlas) -> list[Row]:
    return records(atlas.texts.reset_index())
