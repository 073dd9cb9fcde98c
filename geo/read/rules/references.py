"""What a row names is there, and what is there is named by a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import Fault
from geo.read.classes import speaks_for_itself
from geo.read.rules.evidence import QUOTING
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd
    import pandas as pd

    from geo.errors import Code

SUBJECTS = {"project": ("projects", "project_id"), "place": ("places", "place_id"), "role": ("roles", "role_id")}
"""``subject_kind`` → the table and the key that ``subject_id`` is looked for in."""
DECIDING = ("government", "party", "public_body")
"""The kinds of organisation that decide on a project of others."""


def subject_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A ``subject_id`` is in the table that its ``subject_kind`` names.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are all with
        ``subject_kind`` and ``subject_id``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    known = {kind: set(tables[table][key]) for kind, (table, key) in SUBJECTS.items()}
    for name, table in tables.items():
        if not {"subject_kind", "subject_id"} <= set(table.columns):
            continue
        for row in rows(table):
            if row.subject_kind in known and row.subject_id and row.subject_id not in known[row.subject_kind]:
                expected = ".".join(SUBJECTS[row.subject_kind])
                yield Fault(
                    f"tables/{name}.csv",
                    row.line,
                    "subject_id",
                    "reference.no_subject",
                    subject=row.subject_id,
                    kind=row.subject_kind,
                    expected=expected,
                )


def source_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """What is stated with a locator comes from one of the texts, but where a quote may stand instead.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are all with ``source_id``
        and ``locator``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    kinds = tables["sources"].set_index("source_id")["kind"].to_dict()
    for name, table in tables.items():
        if name in QUOTING or not {"source_id", "locator"} <= set(table.columns):
            continue
        for row in rows(table):
            if kinds.get(row.source_id, "text") != "text":
                yield Fault(f"tables/{name}.csv", row.line, "source_id", "reference.not_text", source=row.source_id)


def unused_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Every indicator, unit, organisation and kind of project is used by a row; strategies may be unexplained codes.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are the code lists and
        what uses them.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    figures, units, cooperation = tables["figures"], tables["units"], tables["cooperation"]
    normal = units[units["normal_unit"] != units["unit"]]["normal_unit"]
    organisations = {*tables["project_organisations"]["organisation_id"], *cooperation["partner"]}
    uses: list[tuple[str, str, Code, set[str]]] = [
        ("indicators", "indicator", "reference.idle_indicator", {*figures["indicator"]}),
        ("units", "unit", "reference.idle_unit", {*figures["unit"], *tables["indicators"]["unit"], *normal}),
        ("organisations", "organisation_id", "reference.idle_organisation", organisations),
        ("project_types", "type", "reference.idle_type", {*tables["projects"]["type"]}),
    ]
    for name, key, code, used in uses:
        for row in rows(tables[name]):
            if getattr(row, key) not in used:
                yield Fault(f"tables/{name}.csv", row.line, key, code, key=getattr(row, key))


def authority_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """The authority of a project is a body that can decide on it: neither a company nor a school nor an association.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``organisations`` and
        ``project_organisations``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    kinds = tables["organisations"].set_index("organisation_id")["kind"].to_dict()
    for row in rows(tables["project_organisations"]):
        kind = kinds.get(row.organisation_id)
        if row.role == "authority" and kind is not None and kind not in DECIDING:
            yield Fault(
                "tables/project_organisations.csv",
                row.line,
                "role",
                "reference.no_authority",
                organisation=row.organisation_id,
                kind=kind,
                allowed=DECIDING,
            )


def hearsay_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A part in a project that rests on a public page rests on one that decides.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are
        ``project_organisations`` and ``sources``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    parts = tables["project_organisations"]
    decides = dict(zip(parts.index, speaks_for_itself(parts["source_id"], tables["sources"]), strict=True))
    for row in rows(parts):
        if row.quote and not decides[row.Index]:
            yield Fault(
                "tables/project_organisations.csv", row.line, "source_id", "reference.hearsay", source=row.source_id
            )


def partner_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Cooperation has another side: a place, an organisation or both, and not the place itself.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``cooperation``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    for row in rows(tables["cooperation"]):
        if not row.to_place_id and not row.partner:
            yield Fault(
                "tables/cooperation.csv", row.line, "to_place_id", "reference.no_partner", place=row.from_place_id
            )
        if row.to_place_id and row.to_place_id == row.from_place_id:
            yield Fault(
                "tables/cooperation.csv", row.line, "to_place_id", "reference.own_partner", place=row.to_place_id
            )


def completeness_faults(tables: Mapping[str, pd.DataFrame], layer: gpd.GeoDataFrame) -> Iterator[Fault]:
    """Every project has a report, a place and a shape.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``project_reports``,
        ``project_places`` and ``projects``.
    layer
        The shapes as `geo.read.shapes.read_shapes` returns them, in ``MAP_CRS``, one row a feature.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    needs: dict[Code, set[str]] = {
        "reference.no_report": set(tables["project_reports"]["project_id"]),
        "reference.no_place": set(tables["project_places"]["project_id"]),
        "reference.no_shape": set(layer["project_id"]),
    }
    for row in rows(tables["projects"]):
        for code, have in needs.items():
            if row.project_id not in have:
                yield Fault("tables/projects.csv", row.line, "project_id", code, project=row.project_id)
