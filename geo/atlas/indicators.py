"""Figures as a reader asks for them: by place, kind of project, words and day; and which of them one axis can carry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from geo.atlas import joins
from geo.text import folded, search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.atlas.atlas import Atlas
    from geo.atlas.filters import Filters

KINDS = ("actual", "plan", "target")
"""What a figure can be: reported as so, laid down to be done, aimed at."""
GROWTH = "growth"
"""The family of growth rates: of whatever they are, they are per cent a year and stand on one axis."""
MEASURES = ("%", "亿元", "万千瓦", "km²")
"""Normal units that measure; the others count, and come after these."""


@dataclass(frozen=True, eq=False)
class Family:
    """Two figures or more of one unit and one topic, which can be compared by length and are never summed.

    ``key`` is ``growth`` or ``topic/unit``. ``figures`` stand in order of size, the largest first.
    """

    key: str
    topic: str
    figures: pd.DataFrame


def figures_within(atlas: Atlas, filters: Filters) -> pd.DataFrame:
    """Return the figures that a choice of filters leaves, in the order of indicators.

    A place leaves what is said of it, of what lies in it, and of the projects that touch it. A group, type, stage or
    ``cross`` leaves figures of such projects alone. Words are looked for in the indicator, the subject, the unit and
    the printed name. A day leaves what had been printed by then.

    Returns
    -------
    DataFrame
        The columns of `geo.atlas.relations.figures`, and ``subject_zh``, ``subject_en``.
    """
    figures = _named(atlas)
    is_project = figures["subject_kind"] == "project"
    base = replace(filters, q="", day=filters.day if filters.status else None)
    mask = is_project & figures["subject_id"].isin(atlas.view(base).projects.index)
    if not (filters.group or filters.type or filters.status or filters.cross):
        mask |= ~is_project & figures["subject_id"].isin(_places_within(atlas, filters.place))
    if filters.day is not None:
        mask &= figures["published_on"] <= pd.Timestamp(filters.day)
    found = figures[mask]
    words = [folded(word) for word in filters.q.split()]
    if words:
        keys = _search_keys(atlas, found)
        found = found[[all(word in key for word in words) for key in keys]]
    return found


def topic_counts(atlas: Atlas, figures: pd.DataFrame) -> Mapping[str, int]:
    """Return topic → how many of the figures it has, in the order of the table of indicators, empty ones left out."""
    order = dict.fromkeys(atlas.tables["indicators"]["topic"])
    counts = figures["topic"].value_counts()
    return {topic: int(counts[topic]) for topic in order if topic in counts}


def kind_counts(figures: pd.DataFrame) -> Mapping[str, int]:
    """Return each of ``KINDS`` → how many of the figures are of it."""
    counts = figures["kind"].value_counts()
    return {kind: int(counts.get(kind, 0)) for kind in KINDS}


def families(figures: pd.DataFrame) -> tuple[Sequence[Family], pd.DataFrame]:
    """Return the figures that can stand on one axis with others, and those that stand alone.

    Measures come before counts, larger families before smaller ones.
    """
    keys = _family_keys(figures)
    sizes = keys.map(keys.value_counts())
    found = [
        Family(str(key), str(rows["topic"].iloc[0]), rows.sort_values("normal_value", ascending=False, kind="stable"))
        for key, rows in figures[sizes > 1].groupby(keys[sizes > 1], sort=False)
    ]
    return sorted(found, key=_rank), figures[sizes == 1]


def asked_for(figures: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return the figure with this id, or all figures of the indicator with this id; none for anything else."""
    return figures[(figures["figure_id"] == key) | (figures["indicator"] == key)]


def _rank(family: Family) -> tuple[int, int]:
    unit = family.figures["normal_unit"].iloc[0]
    return (0 if unit in MEASURES else 1, -len(family.figures))


def _family_keys(figures: pd.DataFrame) -> pd.Series[str]:
    keys = figures["topic"] + "/" + figures["normal_unit"]
    is_growth = figures["indicator"].str.startswith(f"{GROWTH}_") & (figures["normal_unit"] == "%")
    return keys.mask(is_growth, GROWTH)


def _named(atlas: Atlas) -> pd.DataFrame:
    """Return all figures with the names of their subjects, in the order of indicators."""
    order = {key: place for place, key in enumerate(atlas.tables["indicators"]["indicator"])}
    figures = atlas.figures.sort_values("indicator", key=lambda keys: keys.map(order), kind="stable")
    is_project = figures["subject_kind"] == "project"
    for lang in ("zh", "en"):
        name = f"name_{lang}"
        projects, places = (
            figures["subject_id"].map(atlas.projects[name]),
            figures["subject_id"].map(atlas.places[name]),
        )
        figures[f"subject_{lang}"] = projects.where(is_project, places)
    return figures


def _places_within(atlas: Atlas, place_ids: Iterable[str]) -> set[str]:
    """Return these places and all that lies in them; every place when none is given."""
    lines = joins.ancestors(atlas.tables["places"])
    wanted = set(place_ids)
    return {place for place, line in lines.items() if not wanted or wanted & set(line)}


def _search_keys(atlas: Atlas, figures: pd.DataFrame) -> list[str]:
    columns = ["label_zh", "label_en", "subject_zh", "subject_en", "unit_label_zh", "unit_label_en", "printed_name"]
    projects, places = atlas.projects["search"], atlas.places["pinyin"]
    return [
        search_key(names, str(places.get(subject, ""))) + " " + str(projects.get(subject, ""))
        for names, subject in zip(figures[columns].to_numpy().tolist(), figures["subject_id"], strict=True)
    ]
