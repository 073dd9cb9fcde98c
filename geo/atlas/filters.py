"""What a reader asks of the atlas: every filter is one entry of `FILTERS`, and whoever reads or shows filters asks it.

The address, the sidebar, the shell, the subtitle of a sheet, the facets of the register and `Atlas.view` go through
this list; none of them names a filter that it need not treat apart.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pandas as pd

from geo.atlas.drawn import drawn_in
from geo.atlas.history import BUILT, RINGS
from geo.read.shapes import PRECISIONS
from geo.text import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from geo.atlas.drawn import Drawn
    from geo.read.words import Words

Kind = Literal["choices", "switch", "search", "day", "drawn"]
"""What a filter holds: ids, yes or no, words to look for, a day, a line or an area that was drawn."""
KINDS = ("work", "service", "programme", "institution", "aim")
"""What an entry of the projects is (their field ``kind``), in the order in which they are told."""
OPEN: Mapping[Kind, Any] = {"choices": (), "switch": False, "search": "", "day": None, "drawn": None}
"""Kind → the value that leaves the choice open."""


class Catalogue(Protocol):
    """What the filters ask of an atlas: its ids and what they are called."""

    @property
    def projects(self) -> pd.DataFrame:
        """The projects, by project_id."""

    @property
    def places(self) -> pd.DataFrame:
        """The places, by place_id."""

    @property
    def statuses(self) -> pd.DataFrame:
        """The stages, by status, in their order."""

    @property
    def city_ids(self) -> tuple[str, ...]:
        """The codes of the five cities."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The ids of the groups of projects."""

    def types_within(self, groups: tuple[str, ...]) -> tuple[str, ...]:
        """Return the kinds of project of these groups.

        Parameters
        ----------
        groups
            Ids of groups; none for all.
        """

    def label(self, key: str, lang: str) -> str:
        """Return the name of a place, a kind of project or a stage.

        Parameters
        ----------
        key
            The id of it.
        lang
            ``zh`` or ``en``.
        """

    def met_by(self, drawn: Drawn) -> pd.DataFrame:
        """Return the projects that a drawing meets, by project_id.

        Parameters
        ----------
        drawn
            A line or an area.
        """

    def cities_met_by(self, drawn: Drawn) -> tuple[str, ...]:
        """Return the codes of the cities of the cluster that a drawing meets.

        Parameters
        ----------
        drawn
            A line or an area.
        """


@dataclass(frozen=True)
class Filter:
    """One filter.

    Parameters
    ----------
    name
        In the address (``?name=``), in the shell (``--name``) and of `Filters`.
    kind
        What it holds; it decides the widget, the option, and how a value is written.
    label
        The key of its words.
    help
        What the shell says of it.
    column
        Of `Atlas.projects`: where its ids stand, one a project or a set of them; for a switch, true or false.
    choices
        The ids on offer, given the filters chosen before it.
    choice_label
        A choice in words.
    title
        The key of the words for ``{choices}`` in a title, where they do not speak for themselves.
    keeps
        Which projects it leaves, where that is more than ``column`` holding what is chosen.
    is_offered
        Whether it makes sense beside the filters chosen before it.
    presets
        A name for a set of choices (its words: ``filter.preset.<name>``, ``filter.preset_help.<name>``) → the set.
    facet
        The choices that the register counts; None where it counts none.
    widget
        What shows it in the sidebar, where its kind does not say so.
    """

    name: str
    kind: Kind
    label: str
    help: str = "an id or a name; may be given more than once"
    column: str = ""
    choices: Callable[[Catalogue, Filters], Sequence[str]] = lambda _atlas, _filters: ()
    choice_label: Callable[[Catalogue, str, Words], str] = lambda atlas, key, words: atlas.label(key, words.lang)
    title: str = ""
    keeps: Callable[[Catalogue, Filters], pd.Series[bool]] | None = None
    is_offered: Callable[[Filters], bool] = lambda _filters: True
    presets: Mapping[str, Callable[[Catalogue], tuple[str, ...]]] = field(default_factory=dict)
    facet: Callable[[Catalogue], Sequence[str]] | None = None
    widget: str = ""

    def mask(self, atlas: Catalogue, filters: Filters) -> pd.Series[bool]:
        """Return which projects of an atlas it leaves.

        Parameters
        ----------
        atlas
            Whose projects are asked, as cut to the day and the ring of the choice.
        filters
            The whole choice, in which this filter is not open.
        """
        if self.keeps:
            return self.keeps(atlas, filters)
        held = atlas.projects[self.column]
        return held if self.kind == "switch" else held.isin(filters[self.name])

    def in_words(self, atlas: Catalogue, filters: Filters, words: Words) -> str:
        """Return what was chosen, as a title says it; nothing of a day, which titles have a place of its own for.

        Parameters
        ----------
        atlas
            Whose choices it names.
        filters
            The choice; this filter is not left open in it.
        words
            The words of the language.
        """
        value = filters[self.name]
        if self.kind == "choices":
            choices = words("list.mark").join(self.choice_label(atlas, key, words) for key in value)
            return words(self.title, choices=choices) if self.title else choices
        if self.kind == "search":
            return f"“{value}”"
        if self.kind == "drawn":
            return _drawn_in_words(atlas, value, words)
        return words(self.label) if self.kind == "switch" else ""


@dataclass(frozen=True, init=False)
class Filters:
    """The choice of projects: a value for each filter of `FILTERS` that is not left open.

    ``filters.place`` and ``filters["place"]`` give the value under a name. It is hashable, and equal to whatever
    chooses the same.

    Parameters
    ----------
    **values
        Name of a filter → its value; an empty one, or none, leaves it open.

    Raises
    ------
    TypeError
        There is no such filter.
    """

    chosen: tuple[tuple[str, Any], ...]

    if TYPE_CHECKING:  # what the library asks for by name; the others are Any
        place: tuple[str, ...]
        both: bool
        group: tuple[str, ...]
        type: tuple[str, ...]
        status: tuple[str, ...]
        q: str
        cross: bool
        unheard: bool
        evidence: tuple[str, ...]
        drawn: Drawn | None
        day: dt.date | None

    def __init__(self, **values: Any) -> None:
        if strange := values.keys() - FILTERS.keys():
            raise TypeError(f"there is no filter {', '.join(sorted(strange))}; known are {', '.join(FILTERS)}")
        chosen = tuple((name, values[name]) for name in FILTERS if values.get(name))
        object.__setattr__(self, "chosen", chosen)

    def __getitem__(self, name: str) -> Any:
        return dict(self.chosen).get(name, OPEN[FILTERS[name].kind])

    def __getattr__(self, name: str) -> Any:
        if name not in FILTERS:
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[tuple[Filter, Any]]:
        return iter([(FILTERS[name], value) for name, value in self.chosen])

    @property
    def names(self) -> tuple[str, ...]:
        """The filters that are not left open."""
        return tuple(name for name, _ in self.chosen)

    @property
    def is_empty(self) -> bool:
        """Whether every project is wanted."""
        return not self.chosen

    @property
    def ring(self) -> str:
        """The ring of evidence that is wanted alone, as `Atlas.by_evidence` takes it; empty for both."""
        return "".join(self.evidence)

    def with_values(self, **values: Any) -> Filters:
        """Return the same choice with some values changed.

        Parameters
        ----------
        **values
            Name of a filter → value; an empty one leaves it open.
        """
        return Filters(**dict(self.chosen) | values)

    def without(self, *names: str) -> Filters:
        """Return the same choice with some filters left open, to count what else it could be.

        Parameters
        ----------
        *names
            Names of filters.
        """
        return Filters(**{name: value for name, value in self.chosen if name not in names})


def _all(atlas: Catalogue, _filters: Filters) -> pd.Series[bool]:
    return pd.Series(data=True, index=atlas.projects.index)


def _search(atlas: Catalogue, filters: Filters) -> pd.Series[bool]:
    mask = _all(atlas, filters)
    for word in map(folded, filters.q.split()):
        mask &= atlas.projects["search"].str.contains(word, regex=False)
    return mask


def _is_met(atlas: Catalogue, filters: Filters) -> pd.Series[bool]:
    ids = atlas.projects.index
    return pd.Series(ids.isin(atlas.met_by(filters.drawn).index) if filters.drawn else True, index=ids)


def _drawn_in_words(atlas: Catalogue, drawn: Drawn, words: Words) -> str:
    """Return what was drawn, and in which cities: that tells one drawing from another."""
    name = words(f"filter.drawn_is.{drawn.kind}")
    cities = words("list.mark").join(atlas.label(city, words.lang) for city in atlas.cities_met_by(drawn))
    return words("filter.drawn_in", drawn=name, cities=cities) if cities else name


FILTERS: dict[str, Filter] = {
    entry.name: entry
    for entry in (
        Filter(
            "place",
            "choices",
            "filter.city",
            column="place_ids",
            choices=lambda atlas, _: atlas.places.index.tolist(),
            keeps=lambda atlas, filters: atlas.projects["place_ids"].map(lambda ids: not ids.isdisjoint(filters.place)),
            facet=lambda atlas: atlas.city_ids,
            widget="places",
        ),
        Filter(
            "both",
            "switch",
            "filter.both",
            help="only projects that touch every place chosen, not any of them",
            keeps=lambda atlas, filters: atlas.projects["place_ids"].map(lambda ids: ids.issuperset(filters.place)),
            is_offered=lambda filters: len(filters.place) > 1,
        ),
        Filter(
            "group",
            "choices",
            "filter.group",
            column="group",
            choices=lambda atlas, _: atlas.groups,
            choice_label=lambda _, key, words: words(f"group.{key}"),
            facet=lambda atlas: atlas.groups,
        ),
        Filter(
            "type",
            "choices",
            "filter.type",
            column="type",
            choices=lambda atlas, filters: atlas.types_within(filters.group),
        ),
        Filter(
            "kind",
            "choices",
            "filter.kind",
            column="kind",
            choices=lambda _atlas, _: KINDS,
            choice_label=lambda _, key, words: words(f"kind.{key}"),
            facet=lambda _atlas: KINDS,
        ),
        Filter(
            "status",
            "choices",
            "filter.status",
            column="status",
            choices=lambda atlas, _: atlas.statuses.index.tolist(),
            presets={"unbuilt": lambda atlas: tuple(s for s in atlas.statuses.index if s not in BUILT)},
            facet=lambda atlas: atlas.statuses.index.tolist(),
        ),
        Filter(
            "precision",
            "choices",
            "filter.precision",
            column="precision",
            choices=lambda _atlas, _: tuple(PRECISIONS),
            choice_label=lambda _, key, words: words(f"precision_short.{key}"),
            title="filter.precision_is",
        ),
        Filter(
            "cross",
            "switch",
            "filter.cross",
            help="only projects that cross a city boundary",
            column="is_crossing",
        ),
        Filter(
            "unheard",
            "switch",
            "filter.unheard",
            help="only projects that no report tells of for over twelve months",
            column="is_unheard",
        ),
        Filter("q", "search", "filter.q", help="words to search for", keeps=_search),
        Filter(
            "drawn",
            "drawn",
            "filter.drawn",
            help="only what a line or an area meets, as area:37.9,112.5;37.8,112.6;37.8,112.5 (latitude,longitude)",
            keeps=_is_met,
        ),
        # The record itself is cut, to a ring by `Atlas.by_evidence` and at a day by `Atlas.known_on`.
        Filter(
            "evidence",
            "choices",
            "filter.evidence",
            help="texts: only what the five texts say, without later public reports",
            choices=lambda _atlas, _: RINGS,
            choice_label=lambda _, key, words: words(f"filter.ring.{key}"),
            keeps=_all,
            widget="pills",
        ),
        Filter(
            "day",
            "day",
            "filter.day",
            help="as known on a day, as 2024-03-31",
            keeps=_all,
        ),
    )
}
"""Name → filter, in the order of the sidebar, the address and the words; a search box comes first in the sidebar."""


def to_query(filters: Filters) -> dict[str, list[str]]:
    """Return the filters as the query of an address, those left open left out: name → values.

    Parameters
    ----------
    filters
        The choice.

    Returns
    -------
    dict
        Ready for `urllib.parse.urlencode` with ``doseq``.
    """
    return {entry.name: _written(entry.kind, value) for entry, value in filters}


def from_query(query: Mapping[str, Sequence[str]]) -> tuple[Filters, list[str]]:
    """Return the filters that the query of an address asks for, and what in it has no meaning.

    Parameters
    ----------
    query
        Name → values; names that are no filters are passed over. Ids are not looked up: `Atlas.unknown` does that.

    Returns
    -------
    filters
        What is sound.
    strange
        Each ``name=value`` that is not.
    """
    values: dict[str, Any] = {}
    strange: list[str] = []
    for name, entry in FILTERS.items():
        sound = [text for text in query.get(name, ()) if _is_sound(entry.kind, text)]
        strange += [f"{name}={text}" for text in query.get(name, ()) if text not in sound]
        if sound:
            values[name] = _read(entry.kind, sound)
    return Filters(**values), strange


def day_in(text: str) -> dt.date | None:
    """Return a day written as 2024-03-31; None where it is no such day.

    Parameters
    ----------
    text
        As an address has it.
    """
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


def _written(kind: Kind, value: Any) -> list[str]:
    if kind == "choices":
        return list(value)
    if kind == "drawn":
        return [value.text]
    return ["1" if kind == "switch" else value.isoformat() if kind == "day" else value]


READ_ALONE: Mapping[str, Callable[[str], Any]] = {"day": day_in, "drawn": drawn_in}
"""Kind of filter → what reads its one text; None where that means nothing."""


def _is_sound(kind: Kind, text: str) -> bool:
    if kind == "switch":
        return text in ("0", "1")
    return kind not in READ_ALONE or READ_ALONE[kind](text) is not None


def _read(kind: Kind, texts: Sequence[str]) -> Any:
    if kind == "choices":
        return tuple(dict.fromkeys(texts))
    if kind == "switch":
        return "1" in texts
    return READ_ALONE[kind](texts[0]) if kind in READ_ALONE else " ".join(texts).strip()
