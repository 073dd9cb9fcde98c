"""One project in full, as a piece of HTML: what each text says of it, when, in which lines, and how its place is known."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from geo.draw import style
from geo.draw.dates import when

if TYPE_CHECKING:
    from geo.atlas.atlas import Atlas
    from geo.read.words import Words

ROLES_SHOWN = 8
"""Roles of the places that a project touches; the rest are counted."""


def project_card(atlas: Atlas, project_id: str, words: Words, *, has_roles: bool = True) -> str:
    """Return a project as HTML; every text in it is escaped.

    Raises
    ------
    KeyError
        There is no such project.
    """
    project: Any = atlas.projects.loc[project_id]
    other = project["name_en"] if words.lang == "zh" else project["name_zh"]
    parts = [
        f"<h3>{escape(words.of(project, 'name'))}</h3><p class='atlas-other'>{escape(other)}</p>",
        (
            f"<p class='atlas-chips'>{_chip(words.of(project, 'type'), project['colour'])}"
            f"{_stage(atlas, project['status'], words)}</p>"
        ),
        f"<p>{escape(words.of(project, 'summary'))}</p>",
        _history(atlas, project_id, words),
        _places(atlas, project_id, words),
        _basis(atlas, project_id, words),
    ]
    if has_roles:
        parts.append(_roles(atlas, project_id, words))
    return f"<div class='atlas-card'>{''.join(parts)}</div>"


def lines_in_words(locator: str, words: Words) -> str:
    """Return ``L31-L33`` as a reader says it."""
    first, *last = re.findall(r"\d+", locator)
    return words("detail.line_span", first=first, last=last[0]) if last else words("detail.lines", first=first)


def _chip(label: str, colour: str) -> str:
    return f"<span class='atlas-chip' style='border-color:{colour};color:{colour}'>{escape(label)}</span>"


def _stage(atlas: Atlas, status: str, words: Words) -> str:
    if not status:
        return f"<span class='atlas-stage'>{escape(words('detail.no_status'))}</span>"
    label = words.of(atlas.statuses.loc[status], "label")
    return f"<span class='atlas-stage atlas-stage-{escape(status)}'>{escape(label)}</span>"


def _history(atlas: Atlas, project_id: str, words: Words) -> str:
    rows = [_report(atlas, row, words) for _, row in atlas.history(project_id).iterrows()]
    note = ""
    if atlas.projects.at[project_id, "is_contradicted"]:
        note = f"<p class='atlas-warning'>{escape(words('detail.contradiction'))}</p>"
    return f"<h4>{escape(words('detail.history'))}</h4>{note}{''.join(rows)}"


def _report(atlas: Atlas, report: Any, words: Words) -> str:
    date = when(report["published_on"], report["date_precision"], words)
    due = ""
    if report["due_precision"]:
        promised = when(report["due_on"], report["due_precision"], words)
        due = f"<p class='atlas-due'>{escape(words('detail.due', when=promised))}</p>"
    note = words.of(report, "note")
    return (
        f"<div class='atlas-report'><p><b>{escape(date)}</b> {_stage(atlas, report['status'], words)} "
        f"{escape(words.of(report, 'milestone'))}</p>{due}"
        + (f"<p class='atlas-note'>{escape(note)}</p>" if note else "")
        + f"<p class='atlas-source'>{escape(words.of(report, 'title'))} · {escape(lines_in_words(report['locator'], words))}"
        f"<br>{escape(words('detail.printed'))}：{escape(report['printed_name'])}</p></div>"
    )


def _places(atlas: Atlas, project_id: str, words: Words) -> str:
    touched = atlas.tables["project_places"]
    touched = touched[touched["project_id"] == project_id]
    parts = []
    for relation, rows in touched.groupby("relation", sort=False):
        names = [words.of(atlas.places.loc[place_id], "name") for place_id in rows["place_id"]]
        joined = ("、" if words.lang == "zh" else ", ").join(names)
        parts.append(
            f"<p><span class='atlas-quiet'>{escape(words(f'relation.{relation}'))}</span> {escape(joined)}</p>"
        )
    parent: Any = atlas.projects.at[project_id, "parent_id"]
    if parent:
        name = words.of(atlas.projects.loc[parent], "name")
        parts.append(f"<p><span class='atlas-quiet'>{escape(words('detail.parent'))}</span> {escape(name)}</p>")
    return f"<h4>{escape(words('detail.places'))}</h4>{''.join(parts)}"


def _basis(atlas: Atlas, project_id: str, words: Words) -> str:
    shapes = atlas.features[atlas.features["project_id"] == project_id]
    sources = atlas.tables["sources"].set_index("source_id")
    parts = []
    for _, row in shapes.iterrows():
        label = words(f"precision_short.{row['precision']}")
        part = f" · {escape(words.of(row, 'part'))}" if words.of(row, "part") else ""
        parts.append(f"<p><b>{escape(label)}</b>{part}　{escape(words.of(row, 'basis'))}</p>")
        if row["source_id"]:
            source = sources.loc[row["source_id"]]
            title = f"{words.of(source, 'title')} · {source['publisher']}"
            link = f"<a href='{escape(source['url'])}' target='_blank' rel='noopener noreferrer'>{escape(title)}</a>"
            shown = link if source["url"].startswith(("https://", "http://")) else escape(title)
            parts.append(f"<p class='atlas-source'>{escape(words('detail.reference'))}：{shown}</p>")
    return f"<h4>{escape(words('detail.basis'))}</h4>{''.join(parts)}"


def _roles(atlas: Atlas, project_id: str, words: Words) -> str:
    touched = atlas.tables["project_places"]
    ids = tuple(touched.loc[touched["project_id"] == project_id, "place_id"])
    roles = atlas.roles(ids)
    if roles.empty:
        return ""
    items = [
        f"<li><span class='atlas-quiet'>{escape(words.of(atlas.places.loc[row['place_id']], 'name'))}</span> "
        f"{escape(words.of(row, 'role'))} <span class='atlas-quiet'>{row['published_on'].year} · "
        f"{escape(lines_in_words(row['locator'], words))}</span></li>"
        for _, row in roles.head(ROLES_SHOWN).iterrows()
    ]
    rest = len(roles) - ROLES_SHOWN
    more = f"<p class='atlas-quiet'>{escape(words('detail.more_roles', count=rest))}</p>" if rest > 0 else ""
    return f"<h4>{escape(words('detail.roles'))}</h4><ul>{''.join(items)}</ul>{more}"


CARD_CSS = f"""
.atlas-card {{ font-size: 14px; line-height: 1.55; color: {style.INK}; }}
.atlas-card h3 {{ font-size: 18px; line-height: 1.3; margin: 0; padding: 0; font-weight: 600; }}
.atlas-card h4 {{ font-size: 13px; margin: 14px 0 4px; padding: 0; font-weight: 600; color: {style.QUIET}; }}
.atlas-card p {{ margin: 3px 0; }}
.atlas-card ul {{ margin: 0; padding-left: 1.1em; }}
.atlas-card li {{ font-size: 13px; margin: 2px 0; }}
.atlas-other, .atlas-quiet, .atlas-source {{ color: {style.QUIET}; font-size: 12.5px; }}
.atlas-chips {{ display: flex; gap: 6px; flex-wrap: wrap; padding: 4px 0; }}
.atlas-chip, .atlas-stage {{ border: 1px solid #b5aca0; border-radius: 3px; padding: 0 6px; font-size: 12px; line-height: 19px; display: inline-block; white-space: nowrap; }}
.atlas-stage-operating, .atlas-stage-completed {{ background: {style.INK}; border-color: {style.INK}; color: #fff; }}
.atlas-stage-building, .atlas-stage-suspended {{ background: #d9dee2; border: 2px solid {style.INK}; line-height: 17px; }}
.atlas-stage-advancing {{ background: #e9ecee; border-color: {style.INK}; }}
.atlas-stage-proposed {{ border-style: dashed; }}
.atlas-report {{ border-left: 3px solid #d9d4c7; padding: 1px 0 1px 10px; margin: 8px 0; }}
.atlas-due {{ color: #8a4b00; }}
.atlas-note {{ color: #4b5158; font-size: 13px; }}
.atlas-warning {{ background: #fff4d6; border-left: 3px solid {style.SELECTED}; padding: 3px 8px; font-size: 13px; }}
"""
