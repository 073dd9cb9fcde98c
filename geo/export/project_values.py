"""What the columns of projects hold: the values of a view's projects in the reader's language, by project_id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas.register import report_summary
from geo.html.citation import short_title
from geo.read.tables import records, rows
from geo.words.case import capitalised
from geo.words.dates import in_column, when
from geo.words.rings import page_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words

APART = "; "
"""Between ids of sources."""


@dataclass(frozen=True)
class ProjectValues:
    """The projects of a view, and what columns ask of them more than once; whatever it gives is by project_id."""

    view: View
    words: Words

    def __getitem__(self, name: str) -> pd.Series[Any]:
        """Return a column of `Atlas.projects`."""
        return self.view.projects[name]

    def in_language(self, name: str) -> pd.Series[Any]:
        """Return the column of `Atlas.projects` that is in the reader's language.

        Parameters
        ----------
        name
            The column without its language, such as ``name``.
        """
        return self[f"{name}_{self.words.lang}"]

    @cached_property
    def reports(self) -> pd.DataFrame:
        """When the texts tell of each project, and what they promise: `geo.atlas.register.report_summary`."""
        return report_summary(self.view)

    @cached_property
    def latest(self) -> pd.DataFrame:
        """The latest report of each project by the day of the view."""
        return self.view.latest_reports.reindex(self.view.projects.index)

    @cached_property
    def stages(self) -> pd.Series[Any]:
        """The stage in words; an empty text where no text states one."""
        return self["status"].map(self.view.atlas.statuses[f"label_{self.words.lang}"]).fillna("")

    @cached_property
    def stages_by_texts(self) -> pd.Series[Any]:
        """The stage by the texts alone, where newer evidence says otherwise; else an empty text."""
        labels = self.view.atlas.statuses[f"label_{self.words.lang}"]
        by_texts = self["texts_status"].map(labels).fillna(self.words("detail.no_status"))
        return by_texts.where(self["status"] != self["texts_status"], "")

    @cached_property
    def stage_sources(self) -> pd.Series[Any]:
        """The text or the public page on which the stage rests; an empty text where nothing states one."""
        atlas = self.view.atlas
        deciding = atlas.deciding[atlas.deciding.index.isin(self.view.projects.index)]
        told = {
            row.Index: text_label(atlas, row.source_id, self.words)
            if row.kind == "text"
            else page_in_words(row._asdict(), self.words)
            for row in rows(deciding)
        }
        return pd.Series(told, dtype="str").reindex(self.view.projects.index).fillna("")

    @cached_property
    def drawn(self) -> list[str]:
        """How what was drawn meets each, in words; an empty text where nothing was drawn."""
        drawn = self.view.filters.drawn
        if drawn is None:
            return [""] * len(self.view.projects)
        held = self.view.atlas.met_by(drawn).reindex(self.view.projects.index)
        return [self._met(row) for row in rows(held)]

    def _met(self, row: Any) -> str:
        units = (self.view.atlas.label(unit, self.words.lang) for unit in row.unit_ids)
        return self.words(f"drawn.{row.how}", units=self.words("list.mark").join(units))

    def dates(self, name: str) -> list[str]:
        """Return the first or the latest report as a date that sorts as text.

        Parameters
        ----------
        name
            ``first`` or ``latest``.

        Returns
        -------
        list of str
            In the order of the view; as exact as it is known.
        """
        told = zip(self.reports[f"{name}_on"], self.reports[f"{name}_precision"], strict=True)
        return [in_column(day, precision, self.words) for day, precision in told]

    @cached_property
    def promises(self) -> list[str]:
        """When each is promised for; of a promise that had passed by the day of the view it says so."""
        return [_promise(row, self.words) for row in rows(self.reports)]

    def cities(self, *, is_short: bool) -> pd.Series[Any]:
        """Return the names of the cities that each touches.

        Parameters
        ----------
        is_short
            Whether 市 is left off.
        """
        names = self.view.atlas.places[f"name_{self.words.lang}"]
        shown = (names.str.removesuffix("市") if is_short else names).to_dict()
        return self["city_ids"].map(lambda ids: self.words("list.mark").join(shown[i] for i in ids))

    def places(self, lang: str) -> pd.Series[Any]:
        """Return the names of the places that each touches.

        Parameters
        ----------
        lang
            ``zh`` or ``en``.

        Returns
        -------
        Series
            Empty where it touches none.
        """
        mark, touched = "、" if lang == "zh" else ", ", self.view.atlas.tables["project_places"]
        names = touched["place_id"].map(self.view.atlas.places[f"name_{lang}"])
        joined = names.groupby(touched["project_id"]).agg(lambda held: mark.join(dict.fromkeys(held)))
        return joined.reindex(self.view.projects.index).fillna("")

    def spans(self, name: str) -> pd.Series[Any]:
        """Return how exactly a date of `reports` is known, in words.

        Parameters
        ----------
        name
            A column of precisions.
        """
        known = ("day", "month", "season", "half", "year", "retrieved")
        return self.reports[name].map({"": ""} | {span: self.words(f"selection.span.{span}") for span in known})

    @cached_property
    def sources(self) -> pd.Series[Any]:
        """The texts that tell of each, in short, oldest first."""
        sources = self.view.atlas.sources
        cited = records(sources[sources["source_id"].isin(self.view.reports["source_id"])])
        texts = {source["source_id"]: _in_short(source, self.words) for source in cited}
        mark = self.words("register.semicolon")
        return self.reports["source_ids"].map(lambda ids: mark.join(texts[i] for i in ids))

    @cached_property
    def lines(self) -> pd.Series[Any]:
        """Each text that tells of it by the day of the view, with its lines: ``text-2023 L3 L5-L7``."""
        cited: dict[str, dict[str, list[str]]] = {}
        for row in rows(self.view.reports):
            cited.setdefault(row.project_id, {}).setdefault(row.source_id, []).append(row.locator or f"“{row.quote}”")
        joined = {
            project_id: APART.join(f"{source} {' '.join(dict.fromkeys(lines))}" for source, lines in texts.items())
            for project_id, texts in cited.items()
        }
        return pd.Series(joined, dtype="str").reindex(self.view.projects.index)


def text_label(atlas: Atlas, source_id: str, words: Words) -> str:
    """Return a source text in short: its date and the beginning of its title.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    source_id
        The id of a text.
    words
        The words of the language.
    """
    return _in_short(dict(atlas.sources.loc[source_id]), words)


def _in_short(text: Mapping[Any, Any], words: Words) -> str:
    date = capitalised(when(text["published_on"], text["date_precision"], words))
    return f"{date} {short_title(words.of(text, 'title'), words.lang)}"


def _promise(row: Any, words: Words) -> str:
    if not row.due_precision:
        return ""
    shown = in_column(row.due_on, row.due_precision, words)
    return words("register.past", when=shown) if row.is_past else shown
