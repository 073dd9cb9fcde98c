"""What stands around the map of a sheet: title, scale, north, locator and foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.atlas.atlas import stage_day
from geo.draw import style
from geo.draw.choice import filters_in_words
from geo.draw.dates import when
from geo.draw.sheet.fonts import STRAIGHT, text_width_mm, wrapped
from geo.draw.sheet.frame import cluster_ground, frame_for
from geo.draw.sheet.labels import Box
from geo.draw.sheet.map import draw_boundaries, draw_ground

if TYPE_CHECKING:
    from geo.atlas.atlas import View
    from geo.draw.sheet.frame import Frame
    from geo.draw.sheet.paper import Paper
    from geo.read.words import Words

TITLE_PT, SUBTITLE_PT, LOCATOR_PT, FOOT_PT = 19.0, 8.0, 7.5, 5.6
NOTES_MM = 60.0
"""Room for the date to the right of the last lines of the foot."""
SCALE_SHARE = 0.3
"""The scale bar is at most this share of the frame's width."""


def subtitle(view: View, words: Words) -> str:
    """Return the filters in words, the count and the day of the newest report."""
    atlas, chosen = view.atlas, view.filters
    filters = filters_in_words(view, words)
    filters = words("sheet.filters", filters=filters) if filters else words("sheet.filters_none")
    newest = atlas.reports.sort_values("published_on", kind="stable").iloc[-1]
    day, precision = (chosen.day, "day") if chosen.day else (stage_day(atlas), str(newest["date_precision"]))
    parts = [
        filters,
        words("sheet.count", count=len(view.projects)),
        words("sheet.known", when=when(day, precision, words)),
    ]
    return "　·　".join(parts) if words.lang == "zh" else "   ·   ".join(parts).translate(STRAIGHT)


def foot_lines(view: View, words: Words, width_mm: float) -> list[str]:
    """Return the sources, the precision note and where the boundaries come from, broken into lines."""
    reports, sources = view.atlas.reports, view.atlas.tables["sources"].set_index("source_id")
    used = reports[reports["project_id"].isin(view.projects.index)]
    if view.filters.day is not None:
        used = used[used["published_on"].dt.date <= view.filters.day]
    named = []
    for _, row in sources.loc[used.sort_values("published_on", kind="stable")["source_id"].unique()].iterrows():
        day = when(row["published_on"].date(), row["date_precision"], words)
        about = words("sheet.mark").join(
            [*([row["publisher"]] if row["publisher"] and words.lang == "zh" else []), day]
        )
        named.append(words("sheet.source", title=shortened(words.of(row, "title")), about=about))
    text = words("sheet.sources", sources=("；" if words.lang == "zh" else "; ").join(named))
    references = set(view.features["source_id"]) & set(sources.index[sources["kind"] == "public"])
    end = "。" if words.lang == "zh" else ". "
    text += end + words("sheet.references", count=len(references)) if references else end.rstrip()
    notes = [words("sheet.precision_note"), words("sheet.boundaries")]
    short = [line for note in notes for line in wrapped(note, width_mm - NOTES_MM, FOOT_PT)]
    return [*wrapped(text, width_mm, FOOT_PT), *short]


def shortened(title: str, most: int = 60) -> str:
    """Return a title without the remark in brackets at its end, cut at a mark or a word where it is still too long."""
    for bracket in ("（", " ("):
        title = title.partition(bracket)[0] or title
    wide = 2 if any(ord(mark) > 0x2E80 for mark in title) else 1  # noqa: PLR2004 - where the CJK blocks begin
    if len(title) * wide <= most:
        return title
    head = title[: most // wide]
    cut = max(head.rfind(mark) for mark in "，：、—— ,:;")
    return head[: cut if cut > len(head) // 2 else len(head)].rstrip("，：、— ,:;") + "…"


def scale_km(frame: Frame) -> float:
    """Return the round length, in km, that the scale bar of a frame stands for."""
    most = frame.box.width * SCALE_SHARE * frame.metres_per_mm / 1000
    return max(step * 10.0**power for power in range(-2, 4) for step in (1, 2, 4, 5) if step * 10.0**power <= most)


def draw_scale(paper: Paper, frame: Frame, plate: Box, words: Words) -> None:
    """Draw the scale bar in four parts, light and dark, with its figures over the ends and the middle."""
    length_km = scale_km(frame)
    length = length_km * 1000 / frame.metres_per_mm
    left, y = plate.left + 3.5, plate.bottom + 2.2
    paper.box(plate, facecolor=style.PAPER, alpha=0.86, zorder=9)
    for part in range(4):
        piece = Box(left + part * length / 4, y, left + (part + 1) * length / 4, y + 1.1)
        face = style.INK if part % 2 == 0 else "#ffffff"
        paper.box(piece, facecolor=face, edgecolor=style.INK, linewidth=0.5, zorder=9.1, gid="scale")
    for share in (0, 0.5, 1):
        figure = f"{length_km * share:g}"
        mark = paper.text(left + length * share, y + 2.8, figure, 6, ha="center", zorder=9.1, gid="scale/figure")
        mark.set_gid(f"scale/{figure}")
    paper.text(left + length + text_width_mm(f"{length_km:g}", 6) / 2 + 0.8, y + 2.8, words("sheet.km"), 6, zorder=9.1)


def scale_plate(frame: Frame, words: Words) -> tuple[float, float]:
    """Return width and height of what `draw_scale` covers, mm."""
    length = scale_km(frame) * 1000 / frame.metres_per_mm
    return length + 9 + text_width_mm(words("sheet.km"), 6), 7.2


def draw_north(paper: Paper, frame: Frame, plate: Box, words: Words) -> None:
    """Draw an arrow to true north at its own place; the page leans from it by a degree at most."""
    x, y = plate.centre
    lean = frame.north_deg(x, y)
    turn = np.radians(lean)
    wheel = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    for half, face in ((-1, style.INK), (1, "#ffffff")):
        outline = np.array([(0, 4.4), (half * 2.5, -4.4), (0, -2.7), (0, 4.4)]) @ wheel + (x, y - 1.6)
        paper.area(shapely.Polygon(outline), facecolor=face, edgecolor=style.INK, linewidth=0.6, zorder=9.1)
    top = np.array([(0.0, 6.2)]) @ wheel + (x, y - 1.6)
    paper.text(top[0, 0], top[0, 1], words("sheet.north"), 8, ha="center", halo=1.8, rotation=-lean, zorder=9.1)


def draw_locator(paper: Paper, box: Box, frame: Frame, view: View, words: Words) -> None:
    """Draw the cluster in a small box, with the ground of the sheet marked in it."""
    paper.text(box.left, box.top - 1.6, words("sheet.locator"), LOCATOR_PT, color=style.QUIET)
    inner = Box(box.left, box.bottom, box.right, box.top - 4)
    small = frame_for(cluster_ground(view), inner, 0.04)
    boundaries = view.atlas.light_boundaries
    draw_ground(paper, small, boundaries)
    light = type(boundaries)(boundaries.province, boundaries.prefectures, boundaries.counties.iloc[:0])
    draw_boundaries(paper, small, light, 0.4)
    west, south, east, north = frame.ground
    corner = np.array(
        [inner.left - small.west_m / small.metres_per_mm, inner.bottom - small.south_m / small.metres_per_mm]
    )
    left, bottom, right, top = np.array([west, south, east, north]) / small.metres_per_mm + np.tile(corner, 2)
    mark = Box(float(left), float(bottom), float(right), float(top))
    paper.box(mark, facecolor=style.SELECTED, alpha=0.25, clip=inner, zorder=6)
    paper.box(mark, edgecolor="#b03a2e", linewidth=1.0, clip=inner, zorder=6, gid="locator")
    paper.box(inner, edgecolor=style.QUIET, linewidth=0.5, zorder=7)
