"""A map for a page that others write: the map and a slim legend below it, no title, no foot, no numbers to look up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import SheetError
from geo.looks import style
from geo.sheet import symbols
from geo.sheet.fonts import for_print, text_width_mm
from geo.sheet.frame import frame_for
from geo.sheet.labels import Box
from geo.sheet.options import FILTERED, MapView
from geo.sheet.paper import Paper
from geo.sheet.samples import draw_swatch, entries_of
from geo.sheet.scene import Manner, Scene
from geo.sheet.theme import THEMES
from geo.sheet.writers import bytes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.atlas.atlas import View
    from geo.looks.legend import LegendEntry
    from geo.read.words import Words
    from geo.sheet.samples import Shown

LEAST_MM = (70.0, 60.0)
ROW_MM, TEXT_PT = 4.0, 6.4
SAMPLE_MM, APART_MM = 6.0, 3.2
LOCATOR_FROM_MM = 130.0
"""A picture narrower than this has no locator."""


def map_picture(  # noqa: PLR0913 - each is a choice of who lays out the page, by name
    view: View,
    words: Words,
    width_mm: float,
    height_mm: float,
    dpi: int = 200,
    *,
    extent: str | MapView = FILTERED,
    theme: str = "colour",
    scale: float = 1.0,
    file: str = "png",
) -> bytes:
    """Draw the map of a view with a slim legend below it, to be set into a document or a slide.

    Names stand where there is room, and badges say how many a unit stands for: nothing asks for a list beside the map.

    Parameters
    ----------
    view, words
        What to show, in which language.
    width_mm, height_mm
        The size of the picture.
    dpi
        Dots per inch of a PNG.
    extent, theme
        As of `SheetOptions`.
    scale
        How much larger than on A4 letters and symbols are; about 1.3 for a slide.
    file
        ``png``, ``svg`` or ``pdf``.

    Raises
    ------
    SheetError
        The view is empty, the picture too small, the theme or the extent unknown.
    """
    return bytes_of([picture_of(view, words, width_mm, height_mm, extent, theme, scale)], file=file, dpi=dpi)


def picture_of(  # noqa: PLR0913, PLR0917 - as above
    view: View,
    words: Words,
    width_mm: float,
    height_mm: float,
    extent: str | MapView = FILTERED,
    theme: str = "colour",
    scale: float = 1.0,
) -> Paper:
    """Lay out the map of a view with its slim legend; see `map_picture`.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    width_mm, height_mm
        Of the picture as it is printed.
    extent
        The ground that it shows, as of a sheet.
    theme
        One of `THEMES`.
    scale
        How many times larger than on a sheet letters and symbols are.

    Returns
    -------
    Paper
        The page, not yet written as a file.

    Raises
    ------
    SheetError
        Nothing is in view, there is no such theme, or the picture is too small for a map with its legend.
    """
    if view.projects.empty:
        raise SheetError("view.empty")
    if theme not in THEMES:
        raise SheetError("sheet.no_theme", theme=theme, known=list(THEMES))
    if width_mm / scale < LEAST_MM[0] or height_mm / scale < LEAST_MM[1]:
        width, height = (side * scale for side in LEAST_MM)
        raise SheetError("sheet.map_small", width=width_mm, height=height_mm, least_width=width, least_height=height)
    words = for_print(words)
    paper = Paper(width_mm / scale, height_mm / scale, scale, THEMES[theme])
    paper.title, paper.lang = words("title"), words.lang
    paper.made_on = view.day
    _draw(Scene(paper, view, words, extent))
    paper.check()
    return paper


def _draw(scene: Scene) -> None:
    paper = scene.paper
    entries = [entry for entry in entries_of(scene.view, scene.words) if entry.kind != "precision"]
    rows = _rows(entries, paper.width)  # at most what the map will show, so the map gets what is left for sure
    top = len(rows) * ROW_MM + 1.5
    box = Box(0.4, top, paper.width - 0.4, paper.height - 0.4)
    frame = frame_for(scene.ground, box, enlarged=paper.scale)
    manner = Manner(has_numbers=False, has_ratio=False, has_locator=paper.width >= LOCATOR_FROM_MM)
    drawn = scene.draw(frame, (), manner)
    paper.box("frame", box, edge=style.INK, width_pt=0.6)
    seen = entries_of(scene.seen(drawn.project_ids), scene.words)
    _slim_legend(paper, _rows([entry for entry in seen if entry.kind != "precision"], paper.width), top, drawn.shown)


def _rows(entries: Sequence[LegendEntry], width_mm: float) -> list[list[tuple[float, LegendEntry]]]:
    """Return the entries in rows, each with where it begins; kinds and stages do not share a row if both are long."""
    lines: list[list[tuple[float, LegendEntry]]] = [[]]
    x = 0.0
    for entry in entries:
        width = SAMPLE_MM + 1.2 + text_width_mm(entry.label, TEXT_PT)
        if lines[-1] and x + width > width_mm:
            lines.append([])
            x = 0.0
        lines[-1].append((x, entry))
        x += width + APART_MM
    return lines


def _slim_legend(paper: Paper, lines: Sequence[Sequence[tuple[float, LegendEntry]]], top: float, shown: Shown) -> None:
    for at, line in enumerate(lines):
        y = top - 1.2 - (at + 0.5) * ROW_MM
        for x, entry in line:
            if entry.kind == "group":
                draw_swatch(paper, x, y, entry, shown, SAMPLE_MM)
            else:
                look = symbols.Look(style.INK, entry.id)
                symbols.draw_symbol(paper, "panel", (x + SAMPLE_MM / 2, y), look, size=2.6)
            label = x + SAMPLE_MM + 1.2
            paper.text("panel", label, y, entry.label, TEXT_PT, gid=f"legend/{entry.kind}/{entry.id}")
