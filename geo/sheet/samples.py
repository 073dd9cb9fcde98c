"""What the entries of a legend look like: each sample is drawn as the map draws what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.looks import base, style
from geo.looks.legend import LegendEntry, legend_entries
from geo.sheet import symbols
from geo.sheet.base import draw_ring
from geo.sheet.labels import Box
from geo.sheet.map import AREA_OPACITY, DRAWN_DASH_PT, DRAWN_PT, LINE_SHARE
from geo.sheet.stations import SCHEMATIC, STATION, draw_station
from geo.sheet.theme import ink_over

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.paper import Paper

SAMPLE_MM, LINE_MM, BESIDE_MM = 9.0, 5.4, 7.7
"""How wide a sample is, and of one with both, how long its line is and where the middle of its symbol is."""
TEXT_AT_MM = 10.4
"""Where the words of the legend begin, to the right of their samples."""


@dataclass(frozen=True)
class Shown:
    """What is on the map beside groups, stages and precisions: boundary ``levels``, and kinds of mark.

    ``marks`` holds some of ``line``, ``site``, ``unit`` (a badge), ``area`` (a tinted unit).
    """

    levels: tuple[str, ...]
    marks: frozenset[str]
    letters: tuple[tuple[str, str], ...]
    base: tuple[str, ...] = ()
    """What the map has of ``river``, ``city_seat``, ``county_seat`` or ``seats`` for both, ``station``, ``drawn_line``,
    ``drawn_area``."""

    def letter(self, group: str) -> str:
        """Return the letter of a group where the sheet uses letters, or nothing.

        Parameters
        ----------
        group
            The id of a group.
        """
        return dict(self.letters).get(group, "")


def entries_of(view: View, words: Words) -> list[LegendEntry]:
    """Return what the legend of a view explains; also that of some projects no text states a stage.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    """
    entries = legend_entries(view, words)
    unstated = int((view.projects["status"] == "").sum())
    if unstated:
        last = max((at for at, entry in enumerate(entries) if entry.kind in ("group", "status")), default=-1)
        entries.insert(last + 1, LegendEntry("status", "", words("sheet.unstated"), unstated))
    return entries


def draw_sample(paper: Paper, x: float, y: float, entry: LegendEntry, shown: Shown) -> None:
    """Draw what an entry looks like on the map: groups as a swatch, the rest in the colour of ink.

    Parameters
    ----------
    paper
        The page that is drawn on.
    x, y
        The left end and the middle of the sample, mm of the page.
    entry
        What is explained.
    shown
        What is on the map beside groups, stages and precisions.
    """
    if entry.kind == "boundary":
        _boundary_sample(paper, x, y, entry.id)
    elif entry.kind == "base":
        _base_sample(paper, x, y, entry.id)
    elif entry.kind == "group":
        draw_swatch(paper, x, y, entry, shown)
    elif entry.kind == "status":
        _stage_sample(paper, x, y, entry.id, shown)
    else:
        _precision_sample(paper, x, y, entry.id, shown)


def draw_swatch(  # noqa: PLR0913, PLR0917 - as a sample, and how wide it is
    paper: Paper, x: float, y: float, entry: LegendEntry, shown: Shown, width_mm: float = SAMPLE_MM
) -> None:
    """Draw the hue of a group, with its letter where the map uses letters.

    Parameters
    ----------
    paper
        The page that is drawn on.
    x, y
        The left end and the middle of the swatch, mm of the page.
    entry
        One of a group.
    shown
        What is on the map beside groups, stages and precisions.
    width_mm
        How wide the swatch is, mm.
    """
    colour, letter = paper.theme.hue(entry.id, entry.colour), shown.letter(entry.id)
    paper.box("panel", Box(x, y - 1.3, x + width_mm, y + 1.3), fill=colour)
    if letter:
        ink = ink_over(colour)
        paper.text("panel", x + width_mm / 2, y, letter, 6.0, anchor="middle", ink=ink, gid="letter")


def _stage_sample(paper: Paper, x: float, y: float, status: str, shown: Shown) -> None:
    """Draw a line and a symbol in a stage, those of the two that the map has."""
    has_line, has_mark = "line" in shown.marks, bool({"site", "unit"} & shown.marks)
    look = symbols.Look(style.INK, status, "precise" if "site" in shown.marks else "admin")
    if has_line or not has_mark:
        ends = np.array([(x, y), (x + (LINE_MM if has_mark else SAMPLE_MM), y)])
        symbols.draw_stroke(paper, "panel", ends, look)
    if has_mark:
        symbols.draw_symbol(paper, "panel", (x + (BESIDE_MM if has_line else SAMPLE_MM / 2), y), look, size=2.6)


def _precision_sample(paper: Paper, x: float, y: float, precision: str, shown: Shown) -> None:
    """Draw a line and a site of a precision, or a badge."""
    middle, has_line = (x + SAMPLE_MM / 2, y), "line" in shown.marks
    if precision == "admin":
        if "area" in shown.marks:
            paper.box("panel", Box(x, y - 1.6, x + SAMPLE_MM, y + 1.6), fill=style.INK, alpha=AREA_OPACITY)
        symbols.draw_badge(paper, "panel", middle, [(style.QUIET, 1)], radius=1.6, text="n")
    else:
        look = symbols.Look(style.INK, precision=precision)
        if has_line:
            width = LINE_MM if "site" in shown.marks else SAMPLE_MM
            symbols.draw_stroke(paper, "panel", np.array([(x, y), (x + width, y)]), look)
        if "site" in shown.marks:
            symbols.draw_symbol(paper, "panel", (x + BESIDE_MM, y) if has_line else middle, look, size=2.0)


def _base_sample(paper: Paper, x: float, y: float, name: str) -> None:
    if name == "river":
        ends = np.array([(x, y), (x + SAMPLE_MM, y)])
        paper.line("panel", ends, symbols.points(base.RIVER.width), base.RIVER.colour)
    elif name.startswith("drawn"):
        ends = np.array([(x, y), (x + SAMPLE_MM, y)])
        paper.line("panel", ends, DRAWN_PT, style.ACCENT, dash=DRAWN_DASH_PT)
    elif name in (STATION, SCHEMATIC):
        draw_station(paper, "panel", (x + SAMPLE_MM / 2, y), style.INK)
    else:
        rings = {"seats": ((0.3, True), (0.7, False))}.get(name, ((0.5, name == "city_seat"),))
        for share, is_city in rings:
            draw_ring(paper, "panel", (x + SAMPLE_MM * share, y), is_city=is_city)


def _boundary_sample(paper: Paper, x: float, y: float, level: str) -> None:
    stroke = style.BOUNDARY_LINES[level]
    dash = tuple(px * symbols.PT_PER_PX * LINE_SHARE for px in stroke.dash)
    ends = np.array([(x, y), (x + SAMPLE_MM, y)])
    paper.line("panel", ends, stroke.width * symbols.PT_PER_PX * LINE_SHARE, stroke.colour, dash=dash)
