"""What every section of a briefing asks from: the view, the span of days, the words, the numbers of the texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from geo.atlas import progress
from geo.errors import BriefingError
from geo.export.briefing.citations import Citations
from geo.export.briefing.parts import cell, plain
from geo.read.tables import records
from geo.words.case import capitalised, uncapitalised
from geo.words.dates import when
from geo.words.rings import stages_apart

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from geo.atlas.atlas import Atlas, View
    from geo.export.briefing.parts import Cell
    from geo.read.words import Words


@dataclass(frozen=True)
class Scope:
    """A view with the days whose difference is told: ``since`` is None where nothing had appeared earlier."""

    view: View
    words: Words
    citations: Citations
    since: dt.date | None
    until: dt.date

    @property
    def atlas(self) -> Atlas:
        """The atlas of the view."""
        return self.view.atlas

    @property
    def day(self) -> dt.date:
        """The day up to which the briefing knows: that of the view, or that of the newest text."""
        return self.view.day

    @property
    def reports(self) -> pd.DataFrame:
        """What the texts had said of the projects of the view by the day, oldest first."""
        return self.view.reports

    @cached_property
    def is_picked(self) -> bool:
        """Whether the projects were picked one by one, so that the filters do not tell what else belongs to them."""
        return not self.view.projects.index.equals(self.atlas.view(self.view.filters).projects.index)

    @cached_property
    def stages_apart(self) -> Mapping[str, str]:
        """Where the later evidence says otherwise of a stage than the texts: `geo.words.rings.stages_apart`."""
        return stages_apart(self.view, self.words)

    def by_project(self) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
        """Yield each project with its reports, oldest first, in the order of the view."""
        told: dict[str, list[Mapping[str, Any]]] = {str(project_id): [] for project_id in self.view.projects.index}
        for row in records(self.reports):
            told[row["project_id"]].append(row)
        yield from told.items()

    def project(self, project_id: str) -> Any:
        """Return the row of a project in the view.

        Parameters
        ----------
        project_id
            The id of a project.
        """
        return self.view.projects.loc[project_id]

    def stage(self, status: str) -> str:
        """Return a stage in words; without one, that none is stated.

        Parameters
        ----------
        status
            The id of a stage; empty for none.
        """
        return self.atlas.label(status, self.words.lang) if status else self.words("detail.no_status")

    def counted(self, name: str, count: int) -> str:
        """Return how many there are of something, as a part of a sentence.

        Parameters
        ----------
        name
            What is counted, in the language.
        count
            How many there are.
        """
        return self.words("briefing.counted", name=uncapitalised(name), count=count)

    def date(self, row: Mapping[str, Any]) -> str:
        """Return when the text of a report appeared, as exactly as it is known.

        Parameters
        ----------
        row
            A row of `Atlas.reports`.
        """
        return capitalised(when(row["published_on"], row["date_precision"], self.words))

    def source(self, row: Mapping[str, Any]) -> Cell:
        """Return when the text of a report appeared, and below it its number and lines.

        Parameters
        ----------
        row
            A row of `Atlas.reports`; it is cited by that.
        """
        return cell(plain(self.date(row), "quiet"), *self.citations.cite([row]))

    def day_in_words(self, day: dt.date) -> str:
        """Return a day; the month or season of a text whose date stands for that.

        Parameters
        ----------
        day
            Any day.
        """
        text = progress.latest_text(self.atlas.known_on(day))
        return when(day, text.precision if text and text.day == day else "day", self.words)


def scope_of(view: View, words: Words, since: dt.date | None = None, until: dt.date | None = None) -> Scope:
    """Return what a briefing or slides of a view ask from.

    Parameters
    ----------
    view
        The projects, with the place and the day of its filters.
    words
        The words of the language.
    since, until
        See `compared_days`.

    Raises
    ------
    BriefingError
        The view is empty, or the two days are not in their order.
    """
    if view.projects.empty:
        raise BriefingError("briefing.empty")
    return Scope(view, words, Citations(view.atlas, words), *compared_days(view, since, until))


def compared_days(
    view: View, since: dt.date | None = None, until: dt.date | None = None
) -> tuple[dt.date | None, dt.date]:
    """Return the two days whose difference is told.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    since
        The earlier day asked for; None for that of the texts before the newest by the later day.
    until
        The later day asked for; None for that of the view.

    Returns
    -------
    tuple of date
        The earlier is None where no text had appeared before the newest.

    Raises
    ------
    BriefingError
        The later day lies after that of the view, or the earlier does not lie before the later.
    """
    if until is not None and until > view.day:
        raise BriefingError("briefing.until_late", until=until, day=view.day)
    end = until or view.day
    if since is not None:
        if since >= end:
            raise BriefingError("briefing.since_late", since=since, day=end)
        return since, end
    known = view.atlas.known_on(until)
    newest = progress.latest_text(known)
    before = progress.text_before(known, newest) if newest else None
    return before.day if before else None, end
