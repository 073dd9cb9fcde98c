"""The projects of the atlas as an OC4IDS project package, for whoever compares infrastructure across countries.

OC4IDS is the Open Contracting for Infrastructure Data Standard (https://standard.open-contracting.org/infrastructure/).
It is written for projects of one public client with contracts; the atlas knows what newspapers and public pages say.
What does not fit is left out rather than bent: no ``period`` and no ``completion``, because a promise is no date of
completion; and a code of an open list only where its own definition holds. What sources say is in
`geo.export.oc4ids_evidence`.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import shapely

from geo.export.oc4ids_evidence import documents, evidence_in, milestones, moment
from geo.export.oc4ids_prefix import OWN_PREFIX, registered
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.atlas.atlas import Atlas
    from geo.export.oc4ids_evidence import Evidence
    from geo.read.words import Words

VERSION = "0.9"
"""The version as a package gives it, major and minor: written for 0.9.5."""
PUBLISHER = "山西中部城市群一体化地图 · Central Shanxi Atlas"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
GAZETTEER = "GB-T-2260"
"""The codes of admin units. The gazetteer list of OC4IDS is open and has no Chinese one, so this is a code of ours."""
KINDS = "central-shanxi-atlas-kind"
"""The scheme of what kind of entry a project is, ours too: fewer than half are works, and a reader must be able to
tell them from aims."""
ROLES = {"authority": "publicAuthority"}
"""Our roles that have a code in the partyRole list: who answers for a project is responsible for developing it. Running
a project, owning it or having settled in it is none of the other codes."""


def oc4ids(atlas: Atlas, zh: Words, project_ids: Iterable[str] | None = None, *, prefix: str = "") -> dict[str, Any]:
    """Return projects, all of them when None is given, as a project package of OC4IDS 0.9.5.

    Names and descriptions are in Chinese, as in the sources. Fields without a value are absent, as the standard wants.
    The same record gives the same package: its ``uri`` is drawn from what it holds, ``publishedDate`` is the day up to
    which the atlas knows; cut to the texts (`Atlas.by_evidence`) or at a day, it holds what that part of it says.

    Parameters
    ----------
    atlas
        The record, or a cut of it.
    zh
        The Chinese words.
    project_ids
        Which projects, in this order.
    prefix
        As `registered` takes it; without one ids begin with `OWN_PREFIX`.

    Raises
    ------
    ExportError
        See `registered`.
    """
    begins = registered(prefix) or OWN_PREFIX
    chosen = atlas.projects if project_ids is None else atlas.projects.loc[list(project_ids)]
    evidence = evidence_in(atlas)
    projects = [_project(atlas, evidence, row, begins, zh) for row in rows(chosen)]
    return {
        "uri": uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(projects, sort_keys=True)).urn,
        "publishedDate": moment(atlas.newest_on),
        "version": VERSION,
        "publisher": {"name": PUBLISHER},
        "license": LICENSE,
        "projects": projects,
    }


def oc4ids_file(atlas: Atlas, zh: Words, project_ids: Iterable[str] | None = None, *, prefix: str = "") -> bytes:
    """Return the project package as a JSON file (UTF-8), see `oc4ids`.

    Parameters
    ----------
    atlas
        The joined record, whole or as cut to a day or to a ring of evidence.
    zh
        The words of Chinese, see `oc4ids`.
    project_ids
        Which projects, in this order; None for all.
    prefix
        See `oc4ids`.
    """
    package = oc4ids(atlas, zh, project_ids, prefix=prefix)
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _project(atlas: Atlas, evidence: Evidence, project: Any, prefix: str, zh: Words) -> dict[str, Any]:
    project_id = project.Index
    fields = {
        "id": f"{prefix}-{project_id}",
        "updated": moment(max(report["published_on"] for report in evidence.reports[project_id])),
        "language": "zh",
        "title": project.name_zh,
        "description": project.summary_zh,
        "status": atlas.statuses["oc4ids_status"][project.status] if project.status else "",
        "type": project.work_type,
        "sector": _sectors(atlas.types["sector"][project.type]),
        "additionalClassifications": [
            {"scheme": KINDS, "id": project.kind, "description": zh(f"kind.{project.kind}")},
        ],
        "locations": [*_drawn(atlas, project, zh), *_units(atlas, project_id, zh)],
        "parties": _parties(atlas, project_id),
        "milestones": milestones(evidence, project_id, zh),
        "documents": documents(evidence, project_id, zh, has_works=bool(project.work_type)),
        "relatedProjects": _parents(atlas, project.parent_id, prefix),
    }
    return {name: value for name, value in fields.items() if value}


def _sectors(code: str) -> list[str]:
    """Return a projectSector code after the one that it is a part of: transport, transport.road; none without."""
    return list(dict.fromkeys([code.split(".", maxsplit=1)[0], code])) if code else []


def _drawn(atlas: Atlas, project: Any, zh: Words) -> list[dict[str, Any]]:
    """Return a location for each shape that has a geometry of its own, with how it is known."""
    layer = atlas.features[(atlas.features["project_id"] == project.Index) & (atlas.features["precision"] != "admin")]
    return [
        {
            "id": row.feature_id,
            "description": f"{row.part_zh or project.name_zh}（{_precision(row.precision, zh)}）：{row.basis_zh}",
            "geometry": json.loads(shapely.to_geojson(row.geometry)),
        }
        for row in rows(layer)
    ]


def _units(atlas: Atlas, project_id: str, zh: Words) -> list[dict[str, Any]]:
    """Return one location that names the places a project lies in, passes or connects, and those that stand for it."""
    touched = atlas.tables["project_places"]
    touched = touched[(touched["project_id"] == project_id) & (touched["relation"] != "serves")]
    layer = atlas.features[(atlas.features["project_id"] == project_id) & (atlas.features["precision"] == "admin")]
    places = list(dict.fromkeys([*touched["place_id"], *(place for ids in layer["place_ids"] for place in ids)]))
    if not places:
        return []
    names = "、".join(atlas.label(place, "zh") for place in places)
    bases = "；".join(layer["basis_zh"])
    location: dict[str, Any] = {
        "id": f"{project_id}/places",
        "description": f"{names}（{_precision('admin', zh)}）：{bases}" if bases else names,
    }
    if codes := [place for place in places if place.isdigit()]:
        location["gazetteer"] = {"scheme": GAZETTEER, "identifiers": codes}
    return [location]


def _precision(precision: str, zh: Words) -> str:
    """Return how a position is known, in the words of the map: geometry without this would pass for surveyed."""
    return zh(f"precision_short.{precision}")


def _parties(atlas: Atlas, project_id: str) -> list[dict[str, Any]]:
    """Return the organisations of a project, with the roles for which OC4IDS has a code."""
    parts = atlas.tables["project_organisations"]
    parts = parts[parts["project_id"] == project_id]
    names = atlas.tables["organisations"].set_index("organisation_id")["name_zh"]
    parties = []
    for organisation_id, own in parts.groupby("organisation_id", sort=False):
        party = {"id": organisation_id, "name": names[organisation_id]}
        roles = sorted({ROLES[role] for role in own["role"] if role in ROLES})
        parties.append(party | ({"roles": roles} if roles else {}))
    return parties


def _parents(atlas: Atlas, parent_id: str, prefix: str) -> list[dict[str, Any]]:
    """Return the project that one belongs to, where it is known on the day of the atlas.

    It bears no relationship: those of OC4IDS tell of works that follow on the same assets.
    """
    if parent_id not in atlas.projects.index:
        return []
    title = atlas.projects["name_zh"][parent_id]
    return [{"id": parent_id, "scheme": "oc4ids", "identifier": f"{prefix}-{parent_id}", "title": title}]
