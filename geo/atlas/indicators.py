"""Figures as a reader asks for them: by place, kind of project, words and day; and which of them one axis can carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from geo.atlas import joins
from geo.text import folded, search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from geo.atlas.atlas import Atlas
    from geo.atlas.filters import Filters

KINDS = ("actual", "plan", "target", "claim")
"""What a figure can be: reported as so, laid down to be done, aimed at; or a travel time that somebody published."""
GROWTH = "growth"
"""The family of growth rates: of whatever they are, they are per cent a year and stand on one axis."""
MEASURES = ("%", "亿元", "万千瓦", "km²")
"""Normal units that measure; the others count, and come after these."""


Figure = Mapping[str, Any]
"""One row of `figures_within`."""


@dataclass(frozen=True)
class Family:
    """Two figures or more of one unit and one topic, which can be compared by length and are never summed.

    ``key`` is ``growth`` or ``topic/unit``. ``figures`` stand in order of size, the largest first.
    """

    key: str
    topic: str
    figures: Sequence[Figure]


def figures_within(atlas: Atlas, filters: Filters) -> Sequence[Figure]:
    """Return the figures that a choice of filters leaves, in the order of indicators.

    A place leaves what is said of it, of what lies in it, and of the projects that touch it. A group, type, stage or
    ``cross`` leaves figures of such projects alone. Words are looked for in the indicator, the subject, the unit and
    the printed name. A day leaves what had been printed by then.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    filters
        The choice.

    Returns
    -------
    sequence of mappings
        With the columns of `geo.atlas.relations.figures`, and ``subject_zh``, ``subject_en``.
    """
    atlas = atlas.known_on(filters.day)
    figures = _named(atlas)
    is_project = figures["subject_kind"] == "project"
    mask = is_project & figures["subject_id"].isin(atlas.view(filters.without("q")).projects.index)
    if filters.without("place", "q", "day").is_empty:
        mask |= ~is_project & figures["subject_id"].isin(_places_within(atlas, filters.place))
    left = figures[mask]
    words = [folded(word) for word in filters.q.split()]
    if words:
        keys = _search_keys(atlas, left)
        left = left[[all(word in key for word in words) for key in keys]]
    return cast("Sequence[Figure]", left.to_dict("records"))


def topic_counts(atlas: Atlas, figures: Iterable[Figure]) -> Mapping[str, int]:
    """Return topic → how many of the figures it has, in the order of the table of indicators, empty ones left out.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    figures
        From `figures_within`.
    """
    counts = Counter(figure["topic"] for figure in figures)
    return {topic: counts[topic] for topic in dict.fromkeys(atlas.tables["indicators"]["topic"]) if counts[topic]}


def kind_counts(figures: Iterable[Figure]) -> Mapping[str, int]:
    """Return each of ``KINDS`` → how many of the figures are of it.

    Parameters
    ----------
    figures
        From `figures_within`.
    """
    counts = Counter(figure["kind"] for figure in figures)
    return {kind: counts[kind] for kind in KINDS}


def families(figures: Iterable[Figure]) -> tuple[Sequence[Family], Sequence[Figure]]:
    """Return the figures that can stand on one axis with others, and those that stand alone.

    Measures come before counts, larger families before smaller ones.

    Parameters
    ----------
    figures
        From `figures_within`.
    """
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(_family_key(figure), []).append(figure)
    comparable = [
        Family(key, rows[0]["topic"], sorted(rows, key=lambda figure: -figure["normal_value"]))
        for key, rows in groups.items()
        if len(rows) > 1
    ]
    return sorted(comparable, key=_rank), [rows[0] for rows in groups.values() if len(rows) == 1]


def asked_for(figures: Iterable[Figure], key: str) -> Sequence[Figure]:
    """Return the figure with this id, or all figures of the indicator with this id; none for anything else.

    Parameters
    ----------
    figures
        From `figures_within`.
    key
        The id of a figure or of an indicator, as an address has it.
    """
    return [figure for figure in figures if key in (figure["figure_id"], figure["indicator"])]


def _rank(family: Family) -> tuple[bool, int]:
    return family.figures[0]["normal_unit"] not in MEASURES, -len(family.figures)


def _family_key(figure: Figure) -> str:
    if figure["normal_unit"] == "%" and figure["indicator"].startswith(f"{GROWTH}_"):
        return GROWTH
    return f"{figure['topic']}/{figure['normal_unit']}"


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
    columns = [
        "label_zh",
        "label_en",
        "subject_zh",
        "subject_en",
        "unit_label_zh",
        "unit_label_en",
        "printed_name",
        "quote",
    ]
    columns += ["ends_zh", "ends_en"]
    projects, places = atlas.projects["search"], atlas.places["pinyin"]
    return [
        search_key(names, str(places.get(subject, ""))) + " " + str(projects.get(subject, ""))
        for names, subject in zip(figures[columns].to_numpy().tolist(), figures["subject_id"], strict=True)
    ]
