"""The one door: read a data directory into an atlas, ask it for a view."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.atlas import drawn as drawings
from geo.atlas import history, joins, relations
from geo.atlas.filters import KINDS, Filters
from geo.errors import FilterError
from geo.read.base import no_rivers
from geo.read.record import read_record
from geo.read.tables import rows
from geo.text import search_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import geopandas as gpd

    from geo.atlas.drawn import Drawn
    from geo.read.boundaries import Boundaries
    from geo.read.memory import Memory


@dataclass(frozen=True, eq=False)
class View:
    """What a choice of filters leaves of the atlas.

    ``atlas`` is the atlas as known on the day of the filters: whatever is asked of it, nothing later answers.
    ``projects`` is the part of `Atlas.projects` that was chosen, sorted by group, type and name.
    """

    atlas: Atlas
    filters: Filters
    projects: pd.DataFrame

    @property
    def day(self) -> dt.date:
        """The day up to which the view knows: that of the filters, else that of the newest evidence."""
        return self.filters.day or self.atlas.newest_on

    @cached_property
    def reports(self) -> pd.DataFrame:
        """The reports on the projects in view that had appeared by its day, as `Atlas.reports`, oldest first."""
        return self.atlas.reports[self.atlas.reports["project_id"].isin(self.projects.index)]

    @cached_property
    def latest_reports(self) -> pd.DataFrame:
        """The newest report of each project in view by its day, by project_id: an undated page only without others."""
        is_dated = self.reports["date_precision"] != history.RETRIEVED
        ordered = pd.concat([self.reports[~is_dated], self.reports[is_dated]])
        return ordered.drop_duplicates("project_id", keep="last").set_index("project_id")

    @property
    def features(self) -> gpd.GeoDataFrame:
        """The features of the chosen projects, with ``status``, ``group``, ``colour`` and the names joined on."""
        columns = ["status", "group", "type", "colour", "name_zh", "name_en"]
        chosen = self.atlas.features[self.atlas.features["project_id"].isin(self.projects.index)]
        return chosen.join(self.projects[columns], on="project_id")

    @property
    def counts(self) -> Mapping[str, int]:
        """How many projects there are at each stage, in the order of stages; stages without one are left out."""
        counts = self.projects["status"].value_counts()
        return {status: int(counts[status]) for status in self.atlas.statuses.index if status in counts}

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many projects are works, services and so on; kinds without one are left out."""
        counts = self.projects["kind"].value_counts()
        return {kind: int(counts[kind]) for kind in KINDS if kind in counts}

    @property
    def key(self) -> str:
        """A short name for what is in view: the same projects give the same key, in any process."""
        return hashlib.sha256(" ".join(self.projects.index).encode()).hexdigest()[:10]

    def project_at(self, row: int) -> str:
        """Return the project in a row of `projects`, counted from 0.

        Parameters
        ----------
        row
            Counted from 0.
        """
        return str(self.projects.index[row])

    def row_of(self, project_id: str) -> int:
        """Return the row of a project, counted from 0.

        Parameters
        ----------
        project_id
            The id of a project.

        Returns
        -------
        int
            Counted from 0, as in `project_at`.

        Raises
        ------
        ValueError
            The view does not hold it.
        """
        return self.projects.index.tolist().index(project_id)

    @property
    def crossing_count(self) -> int:
        """How many projects cross a city boundary."""
        return int(self.projects["is_crossing"].sum())


@dataclass(frozen=True, eq=False)
class Atlas:
    """The joined record, immutable and shared.

    ``projects`` (by project_id) has the columns of the table and ``group``, ``colour``, ``type_zh``, ``type_en``,
    ``place_ids``, ``city_ids``, ``is_crossing``, ``precision``, ``search`` and what `_staged` adds of its stage.
    ``features`` is `geo.atlas.joins.features`. ``reports`` is `geo.atlas.history.dated_reports`. ``version`` is that of
    the data. ``day`` is the day at which `known_on` cut it, None for the whole record; ``evidence`` the ring to which
    `by_evidence` cut it, empty for both. ``rivers`` is `geo.read.base.read_rivers`: base, never measured.
    """

    tables: Mapping[str, pd.DataFrame]
    boundaries: Boundaries
    projects: pd.DataFrame
    features: gpd.GeoDataFrame
    reports: pd.DataFrame
    version: str = ""
    day: dt.date | None = None
    evidence: str = ""
    rivers: gpd.GeoDataFrame = field(default_factory=no_rivers)

    def by_evidence(self, evidence: str) -> Atlas:
        """Return the atlas as one ring of evidence alone has it (`geo.atlas.history.RINGS`), itself without a name.

        It and `known_on` are the two places where the record is cut.

        Parameters
        ----------
        evidence
            One of `geo.atlas.history.RINGS`; empty for both.
        """
        return self if evidence in ("", self.evidence) else _by_evidence(self, evidence)

    def known_on(self, day: dt.date | None) -> Atlas:
        """Return the atlas as it was known on a day (itself without one).

        Texts, what they state, and references that appeared later are gone, and with them the projects that no text
        had reported; stages are those that stood. A summary is kept only where nothing later was to be said. What a
        project is called, which places it touches and what is drawn for it are no statement of a day and stay.

        Parameters
        ----------
        day
            None for the whole record.
        """
        return self if day is None or day == self.day else _known_on(self, day)

    @property
    def newest_on(self) -> dt.date:
        """The day of the newest text or report in it: the day up to which it knows. That of the cut without any."""
        newest: pd.Timestamp = pd.concat([self.texts["published_on"], self.reports["published_on"]]).max()
        return self.day if pd.isna(newest) and self.day else newest.date()

    @cached_property
    def statuses(self) -> pd.DataFrame:
        """The stages by id, in order."""
        return self.tables["statuses"].sort_values("order").set_index("status")

    @cached_property
    def types(self) -> pd.DataFrame:
        """The kinds of project by id, in the order of the table."""
        return self.tables["project_types"].set_index("type")

    @cached_property
    def places(self) -> pd.DataFrame:
        """The places by id."""
        return self.tables["places"].set_index("place_id")

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        tables = ((self.places, "name"), (self.types, "label"), (self.statuses, "label"))
        return {
            lang: {str(key): text for table, field in tables for key, text in table[f"{field}_{lang}"].items()}
            for lang in ("zh", "en")
        }

    def label(self, key: str, lang: str) -> str:
        """Return the name of a place, a kind of project or a stage in a language (``zh`` or ``en``).

        Parameters
        ----------
        key
            The id of a place, a type or a stage.
        lang
            ``zh`` or ``en``.

        Raises
        ------
        KeyError
            The atlas has nothing of that id.
        """
        return self._labels[lang][key]

    @cached_property
    def city_ids(self) -> tuple[str, ...]:
        """The five cities of the cluster."""
        places = self.tables["places"]
        chosen = places[(places["parent_id"] == joins.CLUSTER) & (places["level"] == "prefecture")]
        return tuple(chosen["place_id"])

    @property
    def light_boundaries(self) -> Boundaries:
        """The boundaries as the screen needs them, neighbours still glued; the same on every day."""
        return self.boundaries.light

    @cached_property
    def _lines(self) -> dict[str, tuple[str, ...]]:
        return joins.ancestors(self.tables["places"])

    def places_within(self, city_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the counties and zones of these cities, or of the whole cluster when none is given.

        Parameters
        ----------
        city_ids
            Codes of cities; none for the whole cluster.

        Returns
        -------
        tuple of str
            In the order of the table.
        """
        wanted = set(city_ids or (joins.CLUSTER,))
        below = self.places.index[self.places["level"].isin(["county", "zone"])]
        return tuple(p for p in below if wanted & set(self._lines[p][1:]))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups of kinds of project, in the order of the table."""
        return tuple(dict.fromkeys(self.types["group"]))

    def types_within(self, groups: tuple[str, ...]) -> tuple[str, ...]:
        """Return the kinds of project of these groups, or all when none is given.

        Parameters
        ----------
        groups
            Ids of groups; none for all.
        """
        return tuple(str(kind) for kind, group in self.types["group"].items() if not groups or group in groups)

    def city_of(self, place_id: str) -> str:
        """Return the city that a place lies in, or an empty text.

        Parameters
        ----------
        place_id
            The code of a place: GB/T 2260, or the id of a zone.
        """
        return next((p for p in self._lines[place_id] if p in self.city_ids), "")

    def unknown(self, filters: Filters) -> list[str]:
        """Return what the filters name and the atlas does not have, each as ``name=id``.

        Parameters
        ----------
        filters
            The choice.
        """
        return [
            f"{entry.name}={key}"
            for entry, keys in filters
            if entry.kind == "choices"
            for key in keys
            if key not in set(entry.choices(self, Filters()))
        ]

    def view(self, filters: Filters | None = None) -> View:
        """Return what the filters leave.

        Parameters
        ----------
        filters
            The choice; None leaves all open.

        Raises
        ------
        FilterError
            A filter names something that the atlas does not have; every such name is listed.
        """
        chosen = filters or Filters()
        if unknown := self.unknown(chosen):
            raise FilterError("filter.unknown", names=unknown)
        known = self.by_evidence(chosen.ring).known_on(chosen.day)
        projects = known.projects
        mask = pd.Series(data=True, index=projects.index)
        for entry, _ in chosen:
            mask &= entry.mask(known, chosen)
        return View(known, chosen, projects[mask])

    def met_by(self, drawn: Drawn) -> pd.DataFrame:
        """Return the projects that a drawing meets, and how: `geo.atlas.drawn.ways` but for what it cannot decide.

        Parameters
        ----------
        drawn
            A line or an area.
        """
        ways = _ways(self, drawn)
        return ways[ways["how"] != drawings.CITY]

    def by_city_alone(self, drawn: Drawn) -> pd.Series[Any]:
        """Return project_id → the cities by which alone it is known, where a drawing meets them and encloses none.

        These projects are not met, nor can it be said that they are not: whoever lists what is met says how many.

        Parameters
        ----------
        drawn
            A line or an area.
        """
        ways = _ways(self, drawn)
        return ways.loc[ways["how"] == drawings.CITY, "unit_ids"]

    def cities_met_by(self, drawn: Drawn) -> tuple[str, ...]:
        """Return the codes of the cities of the cluster that a drawing meets, in the order of the table.

        Parameters
        ----------
        drawn
            A line or an area.
        """
        touched = drawings.units_met(self.boundaries, drawn)
        return tuple(city for city in self.city_ids if city in touched)

    def view_of(self, project_ids: Iterable[str]) -> View:
        """Return a view of these projects, in this order, and no others; those not known by its day are left out.

        Parameters
        ----------
        project_ids
            In the order in which they are to stand.
        """
        known = [project_id for project_id in project_ids if project_id in self.projects.index]
        evidence = (self.evidence,) if self.evidence else ()
        return View(self, Filters(day=self.day, evidence=evidence), self.projects.loc[known])

    def history(self, project_id: str) -> pd.DataFrame:
        """Return every report of one project, oldest first.

        Parameters
        ----------
        project_id
            The id of a project.

        Returns
        -------
        DataFrame
            Rows of ``reports``; none for a project that there is not.
        """
        return self.reports[self.reports["project_id"] == project_id]

    def roles(self, place_ids: tuple[str, ...]) -> pd.DataFrame:
        """Return the roles that the texts give to these places, oldest first.

        Parameters
        ----------
        place_ids
            Of these places alone, not of what lies in them.
        """
        return self._roles[self._roles["place_id"].isin(place_ids)]

    @cached_property
    def _roles(self) -> pd.DataFrame:
        roles = self.tables["roles"].merge(self.tables["sources"][["source_id", "published_on"]], on="source_id")
        return roles.sort_values("published_on", kind="stable")

    @cached_property
    def texts(self) -> pd.DataFrame:
        """The source texts by id, oldest first."""
        sources = self.tables["sources"]
        return sources[sources["kind"] == "text"].sort_values("published_on", kind="stable").set_index("source_id")

    @cached_property
    def deciding(self) -> pd.DataFrame:
        """The report that decides the stage of each project: `geo.atlas.history.deciding`."""
        return history.deciding(self.reports)

    @cached_property
    def deciding_texts(self) -> pd.DataFrame:
        """The report that decides it among the texts alone, as in `deciding`."""
        return history.deciding(self.reports[self.reports["kind"] == "text"])

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Every source by id, with a day for each: `geo.atlas.history.with_days`."""
        return history.with_days(self.tables["sources"]).set_index("source_id", drop=False).rename_axis(None)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Every figure, as printed and normalised: `geo.atlas.relations.figures`."""
        return relations.figures(self.tables)

    @cached_property
    def partners(self) -> pd.DataFrame:
        """Every organisation's part in a project: `geo.atlas.relations.partners`."""
        return relations.partners(self.tables)

    @cached_property
    def parts(self) -> pd.DataFrame:
        """Every tie between a part of a strategy and a project or a role: `geo.atlas.relations.parts`."""
        return relations.parts(self.tables)

    @cached_property
    def cooperation(self) -> pd.DataFrame:
        """Everything that is done together: `geo.atlas.relations.cooperation`."""
        return relations.cooperation(self.tables)

    def figures_of(self, kind: str, ids: Iterable[str]) -> pd.DataFrame:
        """Return the figures of these projects or places (``kind``), oldest first.

        Parameters
        ----------
        kind
            ``project`` or ``place``.
        ids
            Ids of that kind.

        Returns
        -------
        DataFrame
            Rows of `geo.atlas.relations.figures`.
        """
        return relations.about(self.figures, kind, ids)

    def partners_of(self, project_id: str) -> pd.DataFrame:
        """Return the organisations' parts in one project, oldest first.

        Parameters
        ----------
        project_id
            The id of a project.

        Returns
        -------
        DataFrame
            Rows of `geo.atlas.relations.partners`.
        """
        return self.partners[self.partners["project_id"] == project_id]

    def parts_of(self, kind: str, ids: Iterable[str]) -> pd.DataFrame:
        """Return the parts of strategies that these projects or roles (``kind``) serve, oldest first.

        Parameters
        ----------
        kind
            ``project`` or ``role``.
        ids
            Ids of that kind.

        Returns
        -------
        DataFrame
            Rows of `geo.atlas.relations.parts`.
        """
        return relations.about(self.parts, kind, ids)

    def cooperation_of(self, *, project_id: str = "", place_ids: Iterable[str] = ()) -> pd.DataFrame:
        """Return the cooperation that a project is part of, or that one of these places is a side of, oldest first.

        Parameters
        ----------
        project_id
            Empty for none.
        place_ids
            Of these places alone, not of what lies in them.

        Returns
        -------
        DataFrame
            Rows of `geo.atlas.relations.cooperation`.
        """
        ids = list(place_ids)
        table = self.cooperation
        is_side = table["from_place_id"].isin(ids) | table["to_place_id"].isin(ids)
        return table[is_side | ((table["project_id"] == project_id) & bool(project_id))]

    def neighbours(self, project_id: str) -> pd.DataFrame:
        """Return the projects that touch the same places: `geo.atlas.relations.neighbours`.

        Parameters
        ----------
        project_id
            The id of a project.
        """
        return relations.neighbours(self._touched, project_id)

    @cached_property
    def _touched(self) -> pd.DataFrame:
        return relations.touched(self.tables)


def load_atlas(data_dir: Path, texts_dir: Path | None = None, memory: Memory | None = None) -> Atlas:
    """Read, check and join a data directory.

    Parameters
    ----------
    data_dir
        Holds ``datapackage.json``, ``tables/``, ``shapes/`` and ``boundaries/``.
    texts_dir
        Where the source texts lie; given, each printed name is looked for in its lines.
    memory
        What was found out before; without one, and with ``texts_dir``, all is checked.

    Raises
    ------
    RecordError, BoundaryError
        See `geo.read.record.read_record`.
    """
    record = read_record(data_dir, texts_dir, memory)
    tables = record.tables
    reports = history.dated_reports(tables)
    features = joins.features(record.shapes, record.boundaries)
    projects = _projects(tables, features)
    return _staged(Atlas(tables, record.boundaries, projects, features, reports, record.version, rivers=record.rivers))


@lru_cache(maxsize=4)
def _by_evidence(atlas: Atlas, evidence: str) -> Atlas:
    if evidence not in history.RINGS:
        raise FilterError("filter.unknown", names=[f"evidence={evidence}"])
    reports = atlas.reports[atlas.reports["kind"] == "text"]
    tables = history.tables_of_texts(atlas.tables, set(atlas.features["source_id"]))
    return _cut(atlas, tables, reports, atlas.day, evidence)


@lru_cache(maxsize=32)
def _known_on(atlas: Atlas, day: dt.date) -> Atlas:
    return _cut(atlas, history.tables_until(atlas.tables, day), history.until(atlas.reports, day), day, atlas.evidence)


@lru_cache(maxsize=64)
def _ways(atlas: Atlas, drawn: Drawn) -> pd.DataFrame:
    return drawings.ways(atlas.features, atlas.tables, atlas.boundaries, drawn)


def _cut(
    atlas: Atlas, tables: Mapping[str, pd.DataFrame], reports: pd.DataFrame, day: dt.date | None, evidence: str
) -> Atlas:
    """Return an atlas of these tables and reports, a part of its own, with the stages that stand by them."""
    projects = atlas.projects[atlas.projects.index.isin(reports["project_id"])]
    of_texts = atlas.reports[atlas.reports["kind"] == "text"]
    is_outdated = projects.index.isin(of_texts.loc[~of_texts.index.isin(reports.index), "project_id"])
    summaries = {name: projects[name].mask(is_outdated, "") for name in ("summary_zh", "summary_en")}
    features = atlas.features[atlas.features["project_id"].isin(projects.index)]
    cut = replace(
        atlas,
        tables=tables,
        projects=projects.assign(**summaries),
        features=features,
        reports=reports,
        day=day,
        evidence=evidence,
    )
    return _staged(cut)


def _staged(atlas: Atlas) -> Atlas:
    """Return an atlas whose projects have what its reports say of their stage.

    ``status``; ``status_on`` and ``status_precision``, when the report that decides it appeared; ``texts_status``, the
    stage by the texts alone; ``is_contradicted``; ``is_unheard``, whether no report tells of the last twelve months.
    """
    projects, reports = atlas.projects, atlas.reports
    decided = atlas.deciding.reindex(projects.index)
    heard = history.last_heard(reports).reindex(projects.index)
    staged = projects.assign(
        status=decided["status"].fillna(""),
        status_on=decided["published_on"],
        status_precision=decided["date_precision"].fillna(""),
        texts_status=atlas.deciding_texts["status"].reindex(projects.index).fillna(""),
        is_contradicted=history.contradicted(reports).reindex(projects.index, fill_value=False),
        is_unheard=heard < pd.Timestamp(atlas.newest_on) - pd.DateOffset(years=1),
    )
    return replace(atlas, projects=staged)


def _projects(tables: Mapping[str, pd.DataFrame], features: gpd.GeoDataFrame) -> pd.DataFrame:
    """Join what the register, the filters and the map need to know of each project."""
    types = tables["project_types"].rename(columns={"label_zh": "type_zh", "label_en": "type_en"})
    types = types.assign(type_order=range(len(types)))
    projects = tables["projects"].merge(
        types[["type", "type_zh", "type_en", "group", "colour", "type_order"]], on="type", how="left"
    )
    projects = projects.set_index("project_id").sort_values(["type_order", "pinyin"])
    projects = projects.join(joins.project_reach(tables["project_places"], tables["places"]))
    projects["precision"] = features.groupby("project_id")["precision"].first()
    place_keys = {
        row.place_id: search_key([row.name_zh, row.name_en], row.pinyin)
        for row in rows(tables["places"])
        if row.place_id not in (joins.CLUSTER, joins.PROVINCE)
    }
    projects["search"] = [
        " ".join(
            [
                search_key([row.name_zh, row.name_en, row.type_zh, row.type_en], row.pinyin),
                *(place_keys[p] for p in sorted(row.place_ids) if p in place_keys),
            ]
        )
        for row in rows(projects)
    ]
    return projects.drop(columns=["type_order"])
