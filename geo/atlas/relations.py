"""What is tied to projects and places: figures, partners, parts of strategies, cooperation.

Every table here has, beside what its function names, ``source_id``, ``locator``, ``printed_name`` and the columns that
`geo.atlas.history.dated` adds, and stands in the order in which the texts appeared. What is named here as ``name`` is
there in both languages, as ``name_zh`` and ``name_en``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.atlas.history import dated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd


def figures(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return every figure, as printed and in the unit to which its indicator is normalised.

    Adds to the table's columns ``label`` and ``topic`` of the indicator, ``unit_label`` (of the printed unit, two
    languages), ``normal_value``, ``normal_value_max``, ``normal_unit`` and ``normal_unit_label``.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``units``,
        ``indicators``, ``figures`` and ``sources``.

    Returns
    -------
    DataFrame
        Oldest first, with the columns of `geo.atlas.history.dated`.
    """
    units = tables["units"].set_index("unit")
    indicators = tables["indicators"][["indicator", "label_zh", "label_en", "topic"]]
    joined = dated(tables["figures"].merge(indicators, on="indicator", how="left"), tables["sources"])
    factor = joined["unit"].map(units["factor"]).astype(float)
    joined["normal_unit"] = joined["unit"].map(units["normal_unit"])
    for name in ("value", "value_max"):
        joined[f"normal_{name}"] = joined[name] * factor
    for lang in ("zh", "en"):
        joined[f"unit_label_{lang}"] = joined["unit"].map(units[f"label_{lang}"])
        joined[f"normal_unit_label_{lang}"] = joined["normal_unit"].map(units[f"label_{lang}"])
    return joined


def partners(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return every part of an organisation in a project, with the former's ``name``, ``kind`` and ``place_id``.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``organisations``,
        ``project_organisations`` and ``sources``.

    Returns
    -------
    DataFrame
        Oldest first, with the columns of `geo.atlas.history.dated`.
    """
    organisations = tables["organisations"][["organisation_id", "name_zh", "name_en", "kind", "place_id"]]
    return dated(
        tables["project_organisations"].merge(organisations, on="organisation_id", how="left"), tables["sources"]
    )


def parts(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return every tie between a part of a strategy and a project or a role.

    Columns: ``subject_kind``, ``subject_id``, ``basis`` (stated or inferred), ``part_id``, ``part``, ``order``,
    ``strategy_id``, ``strategy``, ``framework``, ``reading``, ``owner_place_id``; the source is that of the part.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``strategies``,
        ``strategy_parts``, ``part_links`` and ``sources``.

    Returns
    -------
    DataFrame
        Oldest first, with the columns of `geo.atlas.history.dated`.
    """
    strategies = tables["strategies"][
        ["strategy_id", "framework", "reading", "name_zh", "name_en", "owner_place_id"]
    ].rename(columns={"name_zh": "strategy_zh", "name_en": "strategy_en"})
    named = tables["strategy_parts"].drop(columns="line", errors="ignore")
    named = named.rename(columns={"name_zh": "part_zh", "name_en": "part_en"}).merge(strategies, on="strategy_id")
    return dated(tables["part_links"].merge(named, on="part_id"), tables["sources"])


def cooperation(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return everything that is done together, with the names ``from``, ``to`` and ``with`` (of the partner).

    A side that is not stated has an empty name.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``cooperation``,
        ``sources``, ``places`` and ``organisations``.

    Returns
    -------
    DataFrame
        Oldest first, with the columns of `geo.atlas.history.dated`; each name in both languages (``from_zh`` …).
    """
    joined = dated(tables["cooperation"], tables["sources"])
    places, organisations = tables["places"].set_index("place_id"), tables["organisations"].set_index("organisation_id")
    sides = (("from", "from_place_id", places), ("to", "to_place_id", places), ("with", "partner", organisations))
    for lang in ("zh", "en"):
        for side, column, names in sides:
            joined[f"{side}_{lang}"] = joined[column].map(names[f"name_{lang}"]).fillna("")
    return joined


NEARNESS = {"zone": 4, "county": 3, "prefecture": 1}
"""How much a place that two projects share ties them: the smaller the place, the more. Wider places tie nothing."""


def touched(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the places that tie projects to each other: ``project_id``, ``place_id`` and its ``nearness``.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``project_places`` and
        ``places``.

    Returns
    -------
    DataFrame
        One row a project and place; neither provinces nor the cluster tie anything.
    """
    joined = tables["project_places"].merge(tables["places"][["place_id", "level"]], on="place_id")
    joined = joined.assign(nearness=joined["level"].map(NEARNESS)).dropna(subset="nearness")
    return joined.drop_duplicates(["project_id", "place_id"])[["project_id", "place_id", "nearness"]]


def neighbours(touched: pd.DataFrame, project_id: str) -> pd.DataFrame:
    """Return the projects that touch the same places as one project, those that share most and nearest first.

    Columns, by project_id: ``shared`` (the place ids, as a tuple) and ``nearness`` (the sum of `NEARNESS` over them).

    Parameters
    ----------
    touched
        From `touched`.
    project_id
        The id of a project.
    """
    own = touched.loc[touched["project_id"] == project_id, "place_id"]
    others = touched[touched["place_id"].isin(own) & (touched["project_id"] != project_id)]
    nearby = others.groupby("project_id").agg(shared=("place_id", tuple), nearness=("nearness", "sum"))
    return nearby.sort_values("nearness", ascending=False, kind="stable")


def about(table: pd.DataFrame, kind: str, ids: Iterable[str]) -> pd.DataFrame:
    """Return the rows whose subject is of a kind (``project``, ``place``, ``role``) and among these ids.

    Parameters
    ----------
    table
        Any with ``subject_kind`` and ``subject_id``.
    kind
        ``project``, ``place``, ``role`` and so on.
    ids
        Ids of that kind.
    """
    return table[(table["subject_kind"] == kind) & table["subject_id"].isin(list(ids))]
