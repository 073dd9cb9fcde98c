"""Several projects side by side, as an HTML table: a column a project, a row a question."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.html import card
from geo.html.citation import cite
from geo.html.links import linked, no_link
from geo.html.project import basis_label, role_label
from geo.words import quantities
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.atlas.atlas import Atlas
    from geo.html.links import Link
    from geo.read.words import Words


def comparison(atlas: Atlas, project_ids: tuple[str, ...], words: Words, link: Link = no_link) -> str:
    """Return the table of those projects that the atlas knows; a cell of which no text says anything holds a dash.

    Raises
    ------
    KeyError
        One of them is no project.
    """
    shown = atlas.view_of(project_ids).projects
    project_ids = tuple(shown.index)
    rows: dict[str, Callable[[str], str]] = {
        "type": lambda p: card.type_chip(words.of(shown.loc[p], "type"), str(shown.at[p, "colour"])),
        "stage": lambda p: card.stage_chip(atlas, str(shown.at[p, "status"]), words),
        "summary": lambda p: escape(words.of(shown.loc[p], "summary")),
        "places": lambda p: _places(atlas, p, words, link),
        "history": lambda p: _history(atlas, p, words, link),
        "figures": lambda p: _figures(atlas, p, words, link),
        "partners": lambda p: _partners(atlas, p, words, link),
        "parts": lambda p: _parts(atlas, p, words, link),
        "sources": lambda p: _sources(atlas, p, words, link),
    }
    heads = "".join(
        f"<th scope='col'>{linked(words.of(shown.loc[p], 'name'), link('project', p))}</th>" for p in project_ids
    )
    body = "".join(
        f"<tr><th scope='row'>{escape(words(f'register.row.{name}'))}</th>"
        + "".join(f"<td>{cell(p) or '<span class=atlas-quiet>—</span>'}</td>" for p in project_ids)
        + "</tr>"
        for name, cell in rows.items()
    )
    corner = f"<td>{escape(words('register.row.project'))}</td>"
    return (
        f"<div class='atlas-compare'><table class='atlas-table'><thead><tr>{corner}{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _list(items: list[str]) -> str:
    return "".join(f"<p>{item}</p>" for item in items)


def _places(atlas: Atlas, project_id: str, words: Words, link: Link) -> str:
    touched = atlas.tables["project_places"]
    touched = touched[touched["project_id"] == project_id]
    lines = []
    for relation, rows in touched.groupby("relation", sort=False):
        names = [linked(atlas.label(p, words.lang), link("place", p)) for p in rows["place_id"]]
        label = escape(words(f"relation.{relation}"))
        lines.append(f"<span class='atlas-quiet'>{label}</span> {escape(words('list.mark')).join(names)}")
    known: Any = atlas.projects.at[project_id, "precision"]
    precision = words(f"precision_short.{known}")
    lines.append(f"<span class='atlas-quiet'>{escape(words('table.precision'))}</span> {escape(precision)}")
    return _list(lines)


def _history(atlas: Atlas, project_id: str, words: Words, link: Link) -> str:
    return _list([_report(atlas, row, words, link) for _, row in atlas.history(project_id).iterrows()])


def _report(atlas: Atlas, row: Any, words: Words, link: Link) -> str:
    due = ""
    if row["due_precision"]:
        promised = words("detail.due", when=when(row["due_on"], row["due_precision"], words))
        due = f" <span class='atlas-due'>{escape(promised)}</span>"
    return (
        f"{card.stage_chip(atlas, row['status'], words)} {escape(words.of(row, 'milestone'))}{due} "
        f"{cite(row, words, link)}"
    )


def _figures(atlas: Atlas, project_id: str, words: Words, link: Link) -> str:
    lines = []
    for _, row in atlas.figures_of("project", [project_id]).iterrows():
        normal = quantities.normalised(row, words)
        beside = f" ({escape(words('register.equals', value=normal))})" if normal else ""
        about = " · ".join(
            filter(None, [words(f"register.kind.{row['kind']}"), quantities.period(row["period"], words)])
        )
        lines.append(
            f"{escape(words.of(row, 'label'))} <b>{escape(quantities.printed(row, words))}</b>{beside} "
            f"<span class='atlas-quiet'>{escape(about)}</span> {cite(row, words, link)}"
        )
    return _list(lines)


def _partners(atlas: Atlas, project_id: str, words: Words, link: Link) -> str:
    return _list(
        [
            f"{escape(words.of(row, 'name'))} {role_label(row['role'], words)} {cite(row, words, link)}"
            for _, row in atlas.partners_of(project_id).iterrows()
        ]
    )


def _parts(atlas: Atlas, project_id: str, words: Words, link: Link) -> str:
    return _list(
        [
            f"{linked(words.of(row, 'strategy'), link('strategy', row['strategy_id']))} › "
            f"{escape(words.of(row, 'part'))} {basis_label(row['basis'], words)}"
            for _, row in atlas.parts_of("project", [project_id]).iterrows()
        ]
    )


def _sources(atlas: Atlas, project_id: str, words: Words, link: Link) -> str:
    texts = atlas.history(project_id).drop_duplicates("source_id")
    return _list(
        [
            f"{linked(words.of(row, 'title'), link('source', row['source_id']))} <span class='atlas-quiet'>"
            f"{escape(when(row['published_on'], row['date_precision'], words))}</span>"
            for _, row in texts.iterrows()
        ]
    )
