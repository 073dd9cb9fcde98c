"""One project in full, as a piece of HTML: what each text says of it, when, in which lines, and how its place is known."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geo.html.links import Link, linked, no_link
from geo.looks import style
from geo.looks.schemes import in_both
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

ROLES_SHOWN = 8
"""Roles of the places that a project touches; the rest are counted."""


def style_sheet() -> str:
    """Return the CSS that everything of `geo.html` is shown with."""
    return files("geo.html").joinpath("card.css").read_text(encoding="utf-8") + style.chip_css()


def project_card(atlas: Atlas, project_id: str, words: Words, *, has_roles: bool = True, link: Link = no_link) -> str:
    """Return a project as HTML; every text in it is escaped, and what ``link`` has an address for is a link.

    Raises
    ------
    KeyError
        There is no such project.
    """
    project: Any = atlas.projects.loc[project_id]
    other = project["name_en"] if words.lang == "zh" else project["name_zh"]
    parts = [
        f"<h3>{linked(words.of(project, 'name'), link('project', project_id))}</h3><p class='atlas-other'>{escape(other)}</p>",
        (
            f"<p class='atlas-chips'>{type_chip(words.of(project, 'type'), project['colour'])}"
            f"{stage_chip(atlas, project['status'], words)}</p>"
        ),
        f"<p>{escape(words.of(project, 'summary'))}</p>",
        _history(atlas, project_id, words, link),
        places_html(atlas, project_id, words, link),
        basis_html(atlas, project_id, words),
    ]
    if has_roles:
        parts.append(roles_html(atlas, project_id, words, link))
    return f"<div class='atlas-card'>{''.join(parts)}</div>"


def lines_in_words(locator: str, words: Words) -> str:
    """Return ``L31-L33`` as a reader says it."""
    first, *last = re.findall(r"\d+", locator)
    return words("detail.line_span", first=first, last=last[0]) if last else words("detail.lines", first=first)


def type_chip(label: str, colour: str) -> str:
    """Return a kind of project as a small label in the colour of its group."""
    return f"<span class='atlas-chip'><i style='background:{in_both(colour)}'></i>{escape(label)}</span>"


def stage_chip(atlas: Atlas, status: str, words: Words) -> str:
    """Return a stage as a small label; without one it says that no stage is stated."""
    if not status:
        return f"<span class='atlas-stage'>{escape(words('detail.no_status'))}</span>"
    label = words.of(atlas.statuses.loc[status], "label")
    return f"<span class='atlas-stage atlas-stage-{escape(status)}'>{escape(label)}</span>"


def _history(atlas: Atlas, project_id: str, words: Words, link: Link) -> str:
    rows = [report_html(atlas, row, words, link) for _, row in atlas.history(project_id).iterrows()]
    note = ""
    if atlas.projects.at[project_id, "is_contradicted"]:
        note = f"<p class='atlas-warning'>{escape(words('detail.contradiction'))}</p>"
    return f"<h4>{escape(words('detail.history'))}</h4>{note}{''.join(rows)}"


def report_html(atlas: Atlas, report: Any, words: Words, link: Link = no_link) -> str:
    """Return one dated report: when, which stage, what was promised, in which lines of which text."""
    date = capitalised(when(report["published_on"], report["date_precision"], words))
    due = ""
    if report["due_precision"]:
        promised = when(report["due_on"], report["due_precision"], words)
        due = f"<p class='atlas-due'>{escape(words('detail.due', when=promised))}</p>"
    note = words.of(report, "note")
    return (
        f"<div class='atlas-report'><p><b>{escape(date)}</b> {stage_chip(atlas, report['status'], words)} "
        f"{escape(words.of(report, 'milestone'))}</p>{due}"
        + (f"<p class='atlas-note'>{escape(note)}</p>" if note else "")
        + f"<p class='atlas-source'>{linked(words.of(report, 'title'), link('source', report['source_id']))} · {escape(lines_in_words(report['locator'], words))}"
        f"<br>{escape(words('detail.printed'))}：{escape(report['printed_name'])}</p></div>"
    )


def places_html(atlas: Atlas, project_id: str, words: Words, link: Link) -> str:
    """Return the places of a project by its relation to them, and what it belongs to."""
    touched = atlas.tables["project_places"]
    touched = touched[touched["project_id"] == project_id]
    parts = []
    for relation, rows in touched.groupby("relation", sort=False):
        names = [linked(words.of(atlas.places.loc[p], "name"), link("place", p)) for p in rows["place_id"]]
        joined = ("、" if words.lang == "zh" else ", ").join(names)
        parts.append(f"<p><span class='atlas-quiet'>{escape(words(f'relation.{relation}'))}</span> {joined}</p>")
    parent: Any = atlas.projects.at[project_id, "parent_id"]
    if parent in atlas.projects.index:
        name = linked(words.of(atlas.projects.loc[parent], "name"), link("project", parent))
        parts.append(f"<p><span class='atlas-quiet'>{escape(words('detail.parent'))}</span> {name}</p>")
    return f"<h4>{escape(words('detail.places'))}</h4>{''.join(parts)}"


def basis_html(atlas: Atlas, project_id: str, words: Words) -> str:
    """Return how exactly the place of a project is known, and from what."""
    shapes = atlas.features[atlas.features["project_id"] == project_id]
    sources = atlas.tables["sources"].set_index("source_id")
    parts = []
    for _, row in shapes.iterrows():
        label = words(f"precision_short.{row['precision']}")
        part = f" · {escape(words.of(row, 'part'))}" if words.of(row, "part") else ""
        parts.append(f"<p><b>{escape(label)}</b>{part}　{escape(words.of(row, 'basis'))}</p>")
        if row["source_id"] in sources.index:
            source = sources.loc[row["source_id"]]
            title = f"{words.of(source, 'title')} · {source['publisher']}"
            link = f"<a href='{escape(source['url'])}' target='_blank' rel='noopener noreferrer'>{escape(title)}</a>"
            shown = link if source["url"].startswith(("https://", "http://")) else escape(title)
            parts.append(f"<p class='atlas-source'>{escape(words('detail.reference'))}：{shown}</p>")
        elif row["source_id"]:
            parts.append(f"<p class='atlas-source'>{escape(words('detail.reference_later'))}</p>")
    return f"<h4>{escape(words('detail.basis'))}</h4>{''.join(parts)}"


def roles_html(atlas: Atlas, project_id: str, words: Words, link: Link) -> str:
    """Return the roles that the texts give to the places of a project, the first few of them."""
    touched = atlas.tables["project_places"]
    ids = tuple(touched.loc[touched["project_id"] == project_id, "place_id"])
    roles = atlas.roles(ids)
    if roles.empty:
        return ""
    items = [
        f"<li>{linked(words.of(atlas.places.loc[row['place_id']], 'name'), link('place', row['place_id']))} "
        f"{escape(words.of(row, 'role'))} <span class='atlas-quiet'>{row['published_on'].year} · "
        f"{escape(lines_in_words(row['locator'], words))}</span></li>"
        for _, row in roles.head(ROLES_SHOWN).iterrows()
    ]
    rest = len(roles) - ROLES_SHOWN
    more = f"<p class='atlas-quiet'>{escape(words('detail.more_roles', count=rest))}</p>" if rest > 0 else ""
    return f"<h4>{escape(words('detail.roles'))}</h4><ul>{''.join(items)}</ul>{more}"
