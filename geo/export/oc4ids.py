"""The projects of the atlas as an OC4IDS project package, for whoever compares infrastructure across countries.

OC4IDS is the Open Contracting for Infrastructure Data Standard (https://standard.open-contracting.org/infrastructure/).
It is written for projects of one public client with contracts; the atlas knows what newspapers say. What does not fit
is left out rather than bent: no ``period`` and no ``completion``, because a promise is no date of completion; no
``milestones``; and a code of an open list only where its own definition holds.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

import shapely

from geo.read.tables import rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from geo.atlas.atlas import Atlas

VERSION = "0.9"
"""The version as a package gives it, major and minor: written for 0.9.5."""
PREFIX = "central-shanxi-atlas-"
"""What every project id begins with. OC4IDS wants a registered prefix; the atlas has none, and this one says so."""
PUBLISHER = "山西中部城市群一体化地图 · Central Shanxi Atlas"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
GAZETTEER = "GB-T-2260"
"""The codes of admin units. The gazetteer list of OC4IDS is open and has no Chinese one, so this is a code of ours."""
ROLES = {"authority": "publicAuthority"}
"""Our roles that have a code in the partyRole list: who answers for a project is responsible for developing it. Running
a project, owning it or having settled in it is none of the other codes."""
PRECISIONS = {"precise": "精确", "approximate": "大致", "schematic": "示意", "admin": "行政单元"}
"""How a position is known, in the words of the map: geometry without this would pass for surveyed."""


def oc4ids(atlas: Atlas, project_ids: Iterable[str] | None = None) -> dict[str, Any]:
    """Return projects, all of them when None is given, as a project package of OC4IDS 0.9.5.

    Names and descriptions are in Chinese, as in the sources. Fields without a value are absent, as the standard wants.
    The same record gives the same package: its ``uri`` is drawn from what it holds, ``publishedDate`` is the day of the
    newest text. A day stands for its first second in China; texts dated to a month or season bear its last day.
    """
    chosen = atlas.projects if project_ids is None else atlas.projects.loc[list(project_ids)]
    projects = [_project(atlas, row) for row in rows(chosen)]
    return {
        "uri": uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(projects, sort_keys=True)).urn,
        "publishedDate": _moment(atlas.newest_on),
        "version": VERSION,
        "publisher": {"name": PUBLISHER},
        "license": LICENSE,
        "projects": projects,
    }


def oc4ids_file(atlas: Atlas, project_ids: Iterable[str] | None = None) -> bytes:
    """Return the project package as a JSON file (UTF-8)."""
    return (json.dumps(oc4ids(atlas, project_ids), ensure_ascii=False, indent=1) + "\n").encode()


def _project(atlas: Atlas, project: Any) -> dict[str, Any]:
    project_id = project.Index
    fields = {
        "id": PREFIX + project_id,
        "updated": _moment(atlas.history(project_id)["published_on"].max()),
        "language": "zh",
        "title": project.name_zh,
        "description": project.summary_zh,
        "status": atlas.statuses["oc4ids_status"][project.status] if project.status else "",
        "type": project.work_type,
        "sector": _sectors(atlas.types["sector"][project.type]),
        "locations": [*_drawn(atlas, project), *_units(atlas, project_id)],
        "parties": _parties(atlas, project_id),
        "documents": _documents(atlas, project_id),
        "relatedProjects": _parents(atlas, project.parent_id),
    }
    return {name: value for name, value in fields.items() if value}


def _sectors(code: str) -> list[str]:
    """Return a projectSector code after the one that it is a part of: transport, transport.road."""
    return list(dict.fromkeys([code.split(".", maxsplit=1)[0], code]))


def _drawn(atlas: Atlas, project: Any) -> list[dict[str, Any]]:
    """Return a location for each shape that has a geometry of its own, with how it is known."""
    layer = atlas.features[(atlas.features["project_id"] == project.Index) & (atlas.features["precision"] != "admin")]
    return [
        {
            "id": row.feature_id,
            "description": f"{row.part_zh or project.name_zh}（{PRECISIONS[row.precision]}）：{row.basis_zh}",
            "geometry": json.loads(shapely.to_geojson(row.geometry)),
        }
        for row in rows(layer)
    ]


def _units(atlas: Atlas, project_id: str) -> list[dict[str, Any]]:
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
        "description": f"{names}（{PRECISIONS['admin']}）：{bases}" if bases else names,
    }
    if codes := [place for place in places if place.isdigit()]:
        location["gazetteer"] = {"scheme": GAZETTEER, "identifiers": codes}
    return [location]


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


def _documents(atlas: Atlas, project_id: str) -> list[dict[str, Any]]:
    """Return the sources that report on a project, oldest first, with the lines and how the date is known."""
    bases = atlas.tables["sources"].set_index("source_id")["date_basis_zh"]
    documents = []
    for source_id, reports in atlas.history(project_id).groupby("source_id", sort=False):
        lines = "；".join(
            dict.fromkeys(
                f"{row.printed_name or row.quote}（{row.locator or row.publisher_zh}）" for row in rows(reports)
            )
        )
        documents.append(
            {
                "id": source_id,
                "title": reports["title_zh"].iloc[0],
                "description": f"{lines}。{bases[source_id]}",
                "datePublished": _moment(reports["published_on"].iloc[0]),
                "language": "zh",
            }
        )
    return documents


def _parents(atlas: Atlas, parent_id: str) -> list[dict[str, Any]]:
    """Return the project that one belongs to, without a relationship: those of OC4IDS tell of works that follow."""
    if not parent_id:
        return []
    title = atlas.projects["name_zh"][parent_id]
    return [{"id": parent_id, "scheme": "oc4ids", "identifier": PREFIX + parent_id, "title": title}]


def _moment(day: dt.date) -> str:
    """Return the first second of a day in China, as OC4IDS writes dates."""
    return f"{day:%Y-%m-%d}T00:00:00+08:00"
