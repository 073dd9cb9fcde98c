"""One project's page as HTML: what it is, and everything the record ties to it, each with its source."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas import register
from geo.html import card
from geo.html.citation import cite
from geo.html.links import linked, no_link
from geo.words import quantities
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.atlas.atlas import Atlas, View
    from geo.html.links import Link
    from geo.read.words import Words

NEIGHBOURS_SHOWN = 8
"""Projects at the same places; the rest are counted."""


def project_head(atlas: Atlas, project_id: str, words: Words, link: Link = no_link) -> str:
    """Return names, chips, summary, places and what it belongs to.

    Raises
    ------
    KeyError
        There is no such project.
    """
    alone = atlas.view_of([project_id])
    project: Any = alone.projects.loc[project_id]
    other = project["name_en"] if words.lang == "zh" else project["name_zh"]
    crossing = f"<span class='atlas-chip'>{escape(words('table.cross'))}</span>" if project["is_crossing"] else ""
    return (
        f"<div class='atlas-card atlas-project'><h1>{escape(words.of(project, 'name'))}</h1>"
        f"<p class='atlas-other'>{escape(other)}</p>"
        f"<p class='atlas-chips'>{card.type_chip(words.of(project, 'type'), project['colour'])}"
        f"{card.stage_chip(atlas, project['status'], words)}{crossing}</p>"
        f"<p class='atlas-lead'>{escape(words.of(project, 'summary'))}</p>"
        f"{_facts(alone, words)}{card.places_html(atlas, project_id, words, link)}</div>"
    )


def _facts(alone: View, words: Words) -> str:
    """Return when the texts first and last spoke of the one project of a view, what they promise, how often they do."""
    told: Any = register.report_summary(alone).iloc[0]
    if not told["reports"] > 0:
        return ""
    facts = {
        name: capitalised(when(told[f"{name}_on"], told[f"{name}_precision"], words)) for name in ("first", "latest")
    }
    if told["due_precision"]:
        due = capitalised(when(told["due_on"], told["due_precision"], words))
        facts["due"] = words("register.past", when=due) if told["is_past"] else due
    facts["reports"] = words("register.told", reports=int(told["reports"]), texts=len(told["source_ids"]))
    pairs = "".join(
        f"<div><dt>{escape(words(f'register.column.{name}'))}</dt><dd>{escape(fact)}</dd></div>"
        for name, fact in facts.items()
    )
    return f"<dl class='atlas-facts'>{pairs}</dl>"


def project_sections(atlas: Atlas, project_id: str, words: Words, link: Link = no_link) -> str:
    """Return everything below the head, in columns as wide as the screen has room for; what no text states is named."""
    others = atlas.projects
    reports = "".join(card.report_html(atlas, row, words, link) for _, row in atlas.history(project_id).iterrows())
    if atlas.projects.at[project_id, "is_contradicted"]:
        reports = f"<p class='atlas-warning'>{escape(words('detail.contradiction'))}</p>{reports}"
    sections = {
        "history": reports,
        "figures": figures_table(atlas.figures_of("project", [project_id]), words, link),
        "partners": _partners(atlas.partners_of(project_id), words, link),
        "parts": _parts(atlas.parts_of("project", [project_id]), words, link),
        "cooperation": _cooperation(atlas, atlas.cooperation_of(project_id=project_id), words, link),
        "children": _children(atlas, others[others["parent_id"] == project_id], words, link),
    }
    stated = "".join(
        f"<section><h4>{escape(words(f'register.section.{name}'))}</h4>{body}</section>"
        for name, body in sections.items()
        if body
    )
    missing = [words(f"register.section.{name}") for name, body in sections.items() if not body]
    said = words("register.missing", names=words("list.mark").join(missing))
    unstated = f"<p class='atlas-quiet'>{escape(said)}</p>" if missing else ""
    near = _neighbours(atlas, project_id, others, words, link)
    rest = f"{card.basis_html(atlas, project_id, words)}{unstated}"
    roles = card.roles_html(atlas, project_id, words, link)
    return (
        f"<div class='atlas-card atlas-sections'>{stated}{near}<section>{rest}</section>"
        f"<section>{roles}</section></div>"
    )


def figures_table(figures: pd.DataFrame, words: Words, link: Link = no_link) -> str:
    """Return figures (`geo.atlas.relations.figures`) as a table: as printed, normalised, period, kind, source."""
    if figures.empty:
        return ""
    body = "".join(
        f"<tr><td>{escape(words.of(row, 'label'))}{_note(row, words)}</td>"
        f"<td class='is-number'><b>{escape(quantities.printed(row, words))}</b>{_normal(row, words)}</td>"
        f"<td>{escape(capitalised(quantities.period(row['period'], words)))}</td><td>{_kind(row['kind'], words)}</td>"
        f"<td>{cite(row, words, link)}</td></tr>"
        for _, row in figures.iterrows()
    )
    names = ("indicator", "value", "period", "kind", "source")
    heads = "".join(f"<th scope='col'>{escape(words(f'register.figure.{name}'))}</th>" for name in names)
    return f"<table class='atlas-table'><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def role_label(role: str, words: Words) -> str:
    """Return an organisation's part in a project as a small label."""
    return f"<span class='atlas-tag'>{escape(words(f'register.role.{role}'))}</span>"


def basis_label(basis: str, words: Words) -> str:
    """Return whether a text ties a project to a part of a strategy, or only our reading does."""
    return f"<span class='atlas-tag is-{basis}'>{escape(words(f'register.basis.{basis}'))}</span>"


def _normal(row: Any, words: Words) -> str:
    normal = quantities.normalised(row, words)
    return f"<br><span class='atlas-quiet'>{escape(words('register.equals', value=normal))}</span>" if normal else ""


def _note(row: Any, words: Words) -> str:
    note = words.of(row, "note")
    return f"<br><span class='atlas-quiet'>{escape(note)}</span>" if note else ""


def _kind(kind: str, words: Words) -> str:
    return f"<span class='atlas-tag is-{kind}'>{escape(words(f'register.kind.{kind}'))}</span>"


def _items(items: Iterable[str]) -> str:
    joined = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul class='atlas-items'>{joined}</ul>" if joined else ""


def _partners(partners: pd.DataFrame, words: Words, link: Link) -> str:
    return _items(
        f"<b>{escape(words.of(row, 'name'))}</b> {role_label(row['role'], words)} {cite(row, words, link)}"
        for _, row in partners.iterrows()
    )


def _parts(parts: pd.DataFrame, words: Words, link: Link) -> str:
    return _items(
        f"{linked(words.of(row, 'strategy'), link('strategy', row['strategy_id']))} › {escape(words.of(row, 'part'))} "
        f"{basis_label(row['basis'], words)} "
        f"{cite(row, words, link)}"
        for _, row in parts.iterrows()
    )


def _cooperation(atlas: Atlas, cooperation: pd.DataFrame, words: Words, link: Link) -> str:
    return _items(
        f"{_sides(row, words, link)} {escape(words.of(row, 'mechanism'))} "
        f"{card.stage_chip(atlas, row['status'], words) if row['status'] else ''} {cite(row, words, link)}"
        for _, row in cooperation.iterrows()
    )


def _sides(row: Any, words: Words, link: Link) -> str:
    sides = [
        linked(words.of(row, side), link("place", row[f"{side}_place_id"]))
        for side in ("from", "to")
        if words.of(row, side)
    ]
    if words.of(row, "with"):
        sides.append(escape(words.of(row, "with")))
    return f"<b>{' — '.join(sides)}</b>"


def _children(atlas: Atlas, children: pd.DataFrame, words: Words, link: Link) -> str:
    return _items(_named(atlas, child, words, link) for _, child in children.iterrows())


def _named(atlas: Atlas, project: Any, words: Words, link: Link) -> str:
    name = linked(words.of(project, "name"), link("project", project.name))
    return f"{name} {card.stage_chip(atlas, project['status'], words)}"


def _neighbours(atlas: Atlas, project_id: str, others: pd.DataFrame, words: Words, link: Link) -> str:
    near = atlas.neighbours(project_id)
    near = near[near.index.isin(others.index)]
    if near.empty:
        return ""
    items = [
        f"{_named(atlas, others.loc[str(other)], words, link)} <span class='atlas-quiet'>"
        f"{escape(words('list.mark').join(atlas.label(p, words.lang) for p in row['shared']))}</span>"
        for other, row in near.head(NEIGHBOURS_SHOWN).iterrows()
    ]
    rest = len(near) - NEIGHBOURS_SHOWN
    more = f"<p class='atlas-quiet'>{escape(words('register.more', count=rest))}</p>" if rest > 0 else ""
    return f"<section><h4>{escape(words('register.section.neighbours'))}</h4>{_items(items)}{more}</section>"
