"""What a row names is there, and what is there is named by a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import Fault
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd
    import pandas as pd

SUBJECTS = {"project": ("projects", "project_id"), "place": ("places", "place_id"), "role": ("roles", "role_id")}
"""``subject_kind`` → the table and the key that ``subject_id`` is looked for in."""


def subject_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A ``subject_id`` is in the table that its ``subject_kind`` names."""
    known = {kind: set(tables[table][key]) for kind, (table, key) in SUBJECTS.items()}
    for name, table in tables.items():
        if not {"subject_kind", "subject_id"} <= set(table.columns):
            continue
        for row in rows(table):
            if row.subject_kind in known and row.subject_id and row.subject_id not in known[row.subject_kind]:
                expected = ".".join(SUBJECTS[row.subject_kind])
                message = f"found {row.subject_id}, which is no {row.subject_kind}; expected one of {expected}"
                yield Fault(f"tables/{name}.csv", row.line, "subject_id", message)


def source_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """What is stated with a locator comes from one of the texts."""
    kinds = tables["sources"].set_index("source_id")["kind"].to_dict()
    for name, table in tables.items():
        if not {"source_id", "locator"} <= set(table.columns):
            continue
        for row in rows(table):
            if kinds.get(row.source_id, "text") != "text":
                message = f"found {row.source_id}, which is not one of the texts; statements come from texts only"
                yield Fault(f"tables/{name}.csv", row.line, "source_id", message)


def unused_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Every indicator, unit, organisation and kind of project is used by a row; strategies may be unexplained codes."""
    figures, units, cooperation = tables["figures"], tables["units"], tables["cooperation"]
    normal = units[units["normal_unit"] != units["unit"]]["normal_unit"]
    uses = [
        ("indicators", "indicator", {*figures["indicator"]}, "figures.csv measures it"),
        (
            "units",
            "unit",
            {*figures["unit"], *tables["indicators"]["unit"], *normal},
            "figures.csv prints it, and no indicator or other unit is normalised to it",
        ),
        (
            "organisations",
            "organisation_id",
            {*tables["project_organisations"]["organisation_id"], *cooperation["partner"]},
            "project_organisations.csv or cooperation.csv names it",
        ),
        ("project_types", "type", {*tables["projects"]["type"]}, "projects.csv is of it"),
    ]
    for name, key, used, use in uses:
        for row in rows(tables[name]):
            found = getattr(row, key)
            if found not in used:
                message = f"{found} is not used: no row of {use}; use it or take the row out"
                yield Fault(f"tables/{name}.csv", row.line, key, message)


def partner_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Cooperation has another side: a place, an organisation or both, and not the place itself."""
    for row in rows(tables["cooperation"]):
        if not row.to_place_id and not row.partner:
            message = f"{row.from_place_id} works with nobody; expected a to_place_id, a partner or both"
            yield Fault("tables/cooperation.csv", row.line, "to_place_id", message)
        if row.to_place_id and row.to_place_id == row.from_place_id:
            message = f"found {row.to_place_id}, which is from_place_id too; expected another place"
            yield Fault("tables/cooperation.csv", row.line, "to_place_id", message)


def completeness_faults(tables: Mapping[str, pd.DataFrame], layer: gpd.GeoDataFrame) -> Iterator[Fault]:
    """Every project has a report, a place and a shape."""
    needs = {
        "report in project_reports.csv": set(tables["project_reports"]["project_id"]),
        "place in project_places.csv": set(tables["project_places"]["project_id"]),
        "shape in shapes/": set(layer["project_id"]),
    }
    for row in rows(tables["projects"]):
        for need, have in needs.items():
            if row.project_id not in have:
                yield Fault("tables/projects.csv", row.line, "project_id", f"{row.project_id} has no {need}")
