"""Strategies as HTML: the list to choose from, and one with its readings side by side and what serves each part."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from geo.atlas import frameworks
from geo.html.card import stage_chip
from geo.html.citation import cite, lines_in_words
from geo.html.links import linked, no_link
from geo.words.case import capitalised
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.atlas.atlas import Atlas
    from geo.atlas.frameworks import Part, Row, Strategy, Tie
    from geo.html.links import Link
    from geo.read.words import Words

WIDEST = 12
"""So many parts and more make a reading's column as wide as it gets."""


def framework_list(
    atlas: Atlas, chosen: tuple[Strategy, ...], selected: str, words: Words, link: Link = no_link
) -> str:
    """Return the strategies as a list of links, grouped by owner, a framework's readings in one line.

    Beside each stand its parts as small squares: full where the text names what serves the part, half where that is
    inferred, empty where the record has nothing.
    """
    owners: dict[str, dict[str, list[Strategy]]] = {}
    for strategy in chosen:
        owners.setdefault(strategy.owner, {}).setdefault(strategy.row["framework"], []).append(strategy)
    shown = next((s.row["framework"] for s in frameworks.strategies(atlas) if s.strategy_id == selected), "")
    groups = []
    for owner, held in owners.items():
        items = "".join(_item(same, words, link, is_shown=name == shown) for name, same in held.items())
        groups.append(f"<h2>{escape(atlas.label(owner, words.lang))}<span>{len(held)}</span></h2><ul>{items}</ul>")
    return f"<nav class='strategy-list' aria-label='{escape(words('strategy.list'))}'>{''.join(groups)}</nav>"


def _item(same: list[Strategy], words: Words, link: Link, *, is_shown: bool) -> str:
    newest, fullest = same[-1], max(same, key=lambda s: len(s.leaves))
    years = "–".join(dict.fromkeys(str(s.published_on.year) for s in (same[0], newest)))
    current = " aria-current='true'" if is_shown else ""
    name = linked(_plain(words.of(newest.row, "name")), link("strategy", newest.strategy_id))
    return f"<li{current}>{name}<span>{years}</span>{_squares(fullest, words)}</li>"


def _squares(strategy: Strategy, words: Words) -> str:
    leaves, gaps = strategy.leaves, strategy.gaps
    if not leaves:
        return f"<em>{escape(words('strategy.unexplained_short'))}</em>"
    said = escape(words("strategy.squares", parts=len(leaves), gaps=len(gaps)))
    marks = "".join(f"<i class='is-{_basis(leaf.ties)}'></i>" for leaf in leaves)
    return f"<span class='strategy-squares' role='img' aria-label='{said}' title='{said}'>{marks}</span>"


def counts_html(chosen: Iterable[Strategy], words: Words) -> str:
    """Return how many strategies there are, how many parts they have, how many of these are served and how many not.

    Parts that are divided further are not among these; a note says how many there are.
    """
    held = tuple(chosen)
    leaves, gaps = sum(len(s.leaves) for s in held), sum(len(s.gaps) for s in held)
    found = (
        (len(held), "strategy.count"),
        (leaves, "strategy.count_parts"),
        (leaves - gaps, "strategy.count_served"),
        (gaps, "strategy.count_gaps"),
        (sum(not s.parts for s in held), "strategy.count_unexplained"),
    )
    items = "".join(f"<span><b>{number}</b>{escape(words(key, count=number))}</span>" for number, key in found)
    divided = sum(len(s.divided) for s in held)
    note = f"<span>{escape(words('strategy.count_note', count=divided))}</span>" if divided else ""
    return f"<div class='atlas-counts' role='status'>{items}{note}</div>"


def framework_html(atlas: Atlas, readings: tuple[Strategy, ...], words: Words, link: Link = no_link) -> str:
    """Return every reading of a strategy side by side, what stayed and what changed, and what serves each part."""
    sheet = _Sheet(atlas, readings, words, link)
    return f"<article class='strategy'>{sheet.head()}{sheet.body()}</article>"


class _Sheet:
    """One framework being written: what all its pieces need to know."""

    def __init__(self, atlas: Atlas, readings: tuple[Strategy, ...], words: Words, link: Link) -> None:
        self.atlas, self.readings, self.words, self.link = atlas, readings, words, link
        self.rows = frameworks.aligned(readings)
        roles = atlas.tables["roles"]
        self.roles = roles.merge(atlas.texts.reset_index(), on="source_id", how="left").set_index("role_id")

    def head(self) -> str:
        """The name, whose it is, the key to what follows, and how the readings differ."""
        words, newest = self.words, self.readings[-1]
        owners = dict.fromkeys(s.owner for s in self.readings)
        named = words("list.mark").join(linked(self.atlas.label(o, words.lang), self.link("place", o)) for o in owners)
        leaves, gaps = sum(len(s.leaves) for s in self.readings), sum(len(s.gaps) for s in self.readings)
        counted = words("strategy.squares", parts=leaves, gaps=gaps) if leaves else ""
        title = _plain(words.of(newest.row, "name")) if len(self.readings) > 1 else words.of(newest.row, "name")
        return (
            f"<header><h2>{escape(title)}</h2><span>{named}</span><span>{escape(counted)}</span>{self._key()}</header>"
            f"{self._comparison()}"
        )

    def _key(self) -> str:
        if not any(s.parts for s in self.readings):
            return ""
        names = ("stated", "inferred", "gap")
        items = "".join(f"<span class='is-{n}'>{escape(self.words(f'strategy.key_{n}'))}</span>" for n in names)
        return f"<div class='strategy-key'>{items}</div>"

    def _comparison(self) -> str:
        """What stayed, what is worded otherwise, and what a later reading does not list."""
        if len(self.readings) < 2:  # noqa: PLR2004 - one reading has nothing to be compared with
            return ""
        said: dict[str, list[str]] = {"same": [], "renamed": [], "new": [], "absent": []}
        for row in self.rows:
            for verdict, text in self._verdicts(row):
                said[verdict].append(text)
        lines = {self.words(f"strategy.verdict_{verdict}"): texts for verdict, texts in said.items()}
        lines[self.words("strategy.gaps")] = self._gaps()
        items = "".join(
            f"<li><b>{escape(label)}</b>{escape(self.words('strategy.semicolon').join(texts))}</li>"
            for label, texts in lines.items()
            if texts
        )
        return f"<ul class='strategy-compared'>{items}</ul>"

    def _gaps(self) -> list[str]:
        """The parts with nothing on record, reading by reading."""
        mark = self.words("list.mark")
        return [
            self.words(
                "strategy.in_year",
                name=mark.join(self.words.of(gap.row, "name") for gap in reading.gaps),
                year=reading.published_on.year,
            )
            for reading in self.readings
            if reading.gaps
        ]

    def _verdicts(self, row: Row) -> Iterable[tuple[str, str]]:
        before = ""
        for reading, cell, verdict in zip(self.readings, row.cells, row.verdicts, strict=True):
            name = self.words.of(cell.row, "name") if cell else before
            year = reading.published_on.year
            if verdict == "renamed":
                yield verdict, self.words("strategy.renamed", before=before, after=name, year=year)
            elif verdict == "absent" and (not before or not reading.parts):
                continue
            elif verdict in ("same", "new", "absent"):
                yield verdict, self.words("strategy.in_year", name=name, year=year)
            before = name

    def body(self) -> str:
        """The readings as columns, a row to each part that means the same; a single reading as cards."""
        columns = "".join(f"<div class='strategy-reading'>{self._reading(s)}</div>" for s in self.readings)
        if len(self.readings) == 1:
            cards = "".join(self._part(part, self.readings[0]) for part in self.readings[0].parts)
            return f"{columns}<div class='strategy-cards'>{cards}</div>"
        cells = "".join(
            f"<div class='strategy-cell is-{verdict}'>{self._cell(cell, verdict, reading)}</div>"
            for row in self.rows
            for reading, cell, verdict in zip(self.readings, row.cells, row.verdicts, strict=True)
        )
        widths = " ".join(f"minmax(0, {1 + min(len(s.leaves), WIDEST) / 7:.2f}fr)" for s in self.readings)
        return f"<div class='strategy-grid' style='grid-template-columns:{widths}'>{columns}{cells}</div>"

    def _reading(self, strategy: Strategy) -> str:
        words, row = self.words, strategy.row
        name = f"<small>{escape(words.of(row, 'name'))}</small>" if len(self.readings) > 1 else ""
        unexplained = "" if strategy.parts else f"<p class='strategy-gap'>{escape(words('strategy.unexplained'))}</p>"
        return (
            f"<h3>{self._when(strategy)}{name}</h3>"
            f"<p>{escape(words.of(row, 'summary'))}</p><p>{cite(row, words, self.link)}</p>{unexplained}"
        )

    def _when(self, strategy: Strategy) -> str:
        date = capitalised(when(strategy.row["published_on"], strategy.row["date_precision"], self.words))
        owners = {s.owner for s in self.readings}
        owner = f" · {self.atlas.label(strategy.owner, self.words.lang)}" if len(owners) > 1 else ""
        return escape(f"{date}{owner}")

    def _cell(self, cell: Part | None, verdict: str, reading: Strategy) -> str:
        when_read = f"<p class='strategy-when'>{self._when(reading)}</p>"
        if cell is None:
            return f"{when_read}<p class='strategy-absent'>{escape(self.words('strategy.absent'))}</p>"
        mark = f"<mark>{escape(self.words(f'strategy.verdict_{verdict}'))}</mark>" if verdict != "first" else ""
        return f"{when_read}{self._part(cell, reading, mark)}"

    def _part(self, part: Part, reading: Strategy, mark: str = "", level: int = 4) -> str:
        words = self.words
        ties = "".join(self._tie(tie, reading) for tie in part.ties)
        below = "".join(self._part(below, reading, level=min(level + 1, 6)) for below in part.parts)
        gap = "" if part.ties or part.parts else f"<p class='strategy-gap'>{escape(words('strategy.gap'))}</p>"
        return (
            f"<section class='strategy-part'><h{level}>{escape(words.of(part.row, 'name'))}{mark}</h{level}>"
            f"<p>{self._cited(part.row, reading)}</p>{gap}{f'<ul>{ties}</ul>' if ties else ''}"
            f"{f'<div>{below}</div>' if below else ''}</section>"
        )

    def _cited(self, row: Any, reading: Strategy) -> str:
        """Where it stands: the lines, with the text and its date only where these are not those of the reading."""
        if row["source_id"] != reading.row["source_id"]:
            return cite(row, self.words, self.link)
        lines = lines_in_words(row["locator"], self.words)
        printed = f"{self.words('detail.printed')}{self.words('register.colon')}{row['printed_name']}"
        where = linked(lines, self.link("source", row["source_id"]))
        return f"<span class='atlas-cite' title='{escape(printed)}'>{where}</span>"

    def _tie(self, tie: Tie, reading: Strategy) -> str:
        basis = f"<small>{escape(self.words(f'strategy.{tie.basis}'))}</small>"
        told = self._project(tie.id) if tie.kind == "project" else self._role(tie.id, reading)
        return f"<li class='is-{tie.basis}'>{told} {basis}</li>"

    def _project(self, project_id: str) -> str:
        name = self.words.of(self.atlas.projects.loc[project_id], "name")
        chip = stage_chip(self.atlas, str(self.atlas.projects.at[project_id, "status"]), self.words)
        return f"{linked(name, self.link('project', project_id))} {chip}"

    def _role(self, role_id: str, reading: Strategy) -> str:
        role: Any = self.roles.loc[role_id]
        place = linked(self.atlas.label(role["place_id"], self.words.lang), self.link("place", role["place_id"]))
        said = escape(self.words.of(role, "role"))
        kind = escape(self.words("strategy.role"))
        return f"<span class='strategy-role'>{kind}</span>{place} {said} {self._cited(role, reading)}"


def _basis(ties: Iterable[Tie]) -> str:
    """Return ``stated`` where the text names something that serves a part, else ``inferred``, or ``gap`` for none."""
    found = {tie.basis for tie in ties}
    return "stated" if "stated" in found else "inferred" if found else "gap"


def _plain(name: str) -> str:
    """Return a strategy's name without the brackets that tell its readings apart."""
    return re.sub(r"\s*[（(][^（）()]*[）)]$", "", name)
