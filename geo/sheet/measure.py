"""How good the sample sheets are, in figures: ``python -m geo.sheet.measure [data]``.

Leaves with 1 where a figure is worse than it may be.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.atlas.atlas import load_atlas
from geo.read.words import read_words
from geo.sheet.fonts import STRAIGHT
from geo.sheet.ground import ground_of
from geo.sheet.marks import Shape, Writing
from geo.sheet.names import short
from geo.sheet.options import SLIDE
from geo.sheet.paper import Paper
from geo.sheet.showcase import SAMPLES, papers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words
    from geo.sheet.showcase import Sample

LEAST_PT, LEAST_SLIDE_PT = 6.0, 14.0
MOST_CROSSINGS = 5
LEAST_MAP = 0.65
MOST_COVERED = 0.25
"""What summarises may hide no more than this share of any line."""
LONG_MM = 10.0
"""Of a line that is shorter nobody says how much is covered."""
LABELS = ("name", "place", "river-name/", "cluster", "station")
"""What names something on the map; a number or a shield on a line is meant to lie on it."""
TOUCH_MM = 0.15
"""A letter may come so near to the middle of a line."""


@dataclass(frozen=True)
class Figures:
    """What is measured of a sheet.

    Parameters
    ----------
    least_pt
        The smallest letters, as printed, pt.
    crossings
        How many times a name on the map lies on a project's line.
    covered
        The largest share of a line that marks of several projects hide.
    strays
        Marks of a unit that stand outside it.
    unnamed
        Entries that neither the map nor a list names.
    map_share
        The share of the paper that is map, what lies on it taken off.
    pages
        How many pages there are.
    """

    least_pt: float
    crossings: int
    covered: float
    strays: int
    unnamed: int
    map_share: float
    pages: int

    def faults(self, layout: str) -> list[str]:
        """Return the names of the figures that are worse than they may be.

        Parameters
        ----------
        layout
            The name of the layout: a slide is read from farther away.
        """
        least = LEAST_SLIDE_PT if layout == SLIDE else LEAST_PT
        bad = {
            "type": self.least_pt < least - 0.01,
            "crossings": self.crossings > MOST_CROSSINGS,
            "covered": self.covered > MOST_COVERED,
            "strays": self.strays > 0,
            "unnamed": self.unnamed > 0,
            "map": self.map_share < LEAST_MAP,
        }
        return [name for name, is_bad in bad.items() if is_bad]


def figures_of(papers: Sequence[Paper], view: View) -> Figures:
    """Measure a sheet.

    Parameters
    ----------
    papers
        Its pages, that of the map first.
    view
        What it shows.
    """
    first = papers[0]
    sizes = [mark.size_pt * paper.scale for paper in papers for mark in paper.marks() if isinstance(mark, Writing)]
    covered = max((share for _, share in covered_lines(first)), default=0.0)
    return Figures(
        *(min(sizes), sum(len(crossings(part)) for part in maps_of(first)), covered, len(strays(first, view))),
        *(len(unnamed(papers, view)), map_share(first), len(papers)),
    )


def unnamed(papers: Sequence[Paper], view: View) -> list[str]:
    """Return the projects whose name no page writes, in either language.

    Parameters
    ----------
    papers
        The pages of a sheet.
    view
        What it shows.
    """
    written = "".join(mark.text for paper in papers for mark in paper.marks() if isinstance(mark, Writing))
    text = re.sub(r"[\s†]", "", written)
    lang = papers[0].lang
    names = view.projects[f"name_{lang}"].map(
        lambda name: re.sub(r"\s", "", short(str(name).translate(STRAIGHT if lang == "en" else {})))
    )
    return [str(held) for held, name in names.items() if name not in text]


def lines_of(paper: Paper) -> Mapping[str, shapely.Geometry]:
    """Return the lines of projects on a map as they are seen, mm, by their feature.

    Parameters
    ----------
    paper
        The page of the map.
    """
    seen: dict[str, list[shapely.Geometry]] = {}
    for mark in _own(paper):
        if mark.gid.startswith("line/") and isinstance(mark, Shape) and len(mark.xy) > 1:
            seen.setdefault(mark.gid.removeprefix("line/"), []).append(shapely.LineString(mark.xy))
    window = paper.frames[0].box.corners
    return {name: shapely.clip_by_rect(shapely.union_all(parts), *window) for name, parts in seen.items()}


def crossings(paper: Paper) -> list[tuple[str, str]]:
    """Return which names lie on which lines of projects.

    Parameters
    ----------
    paper
        The page of the map.
    """
    lines = lines_of(paper)
    return [
        (mark.text, name)
        for mark in _labels(paper)
        for hull in [shapely.buffer(shapely.MultiPoint(mark.outlines[0]).convex_hull, -TOUCH_MM)]
        for name, line in lines.items()
        if shapely.intersects(hull, line)
    ]


def _own(paper: Paper) -> Iterator[Shape | Writing]:
    """Yield the marks of a map without those of the maps that are set into it."""
    return (mark for layer in paper.layers.values() for mark in layer if not isinstance(mark, Paper))


def maps_of(paper: Paper) -> list[Paper]:
    """Return the map of a page, and those set into it that show projects.

    Parameters
    ----------
    paper
        The page of the map.
    """
    return [paper, *(part for part in paper.layers["insets"] if isinstance(part, Paper) and part.frames)]


def _labels(paper: Paper) -> Iterator[Writing]:
    for mark in _own(paper):
        if isinstance(mark, Writing) and mark.gid.startswith(LABELS) and mark.text.strip():
            yield mark


def covered_lines(paper: Paper) -> list[tuple[str, float]]:
    """Return of each line of a project which share marks of several projects hide; what an inset shows is not hidden.

    Parameters
    ----------
    paper
        The page of the map.
    """
    hiding = [shapely.box(*mark.bounds.corners) for mark in paper.summaries if mark.fill]
    shown = [shapely.box(*mark.bounds.corners) for mark in _own(paper) if mark.gid == "inset/extent"]
    hidden = shapely.difference(shapely.union_all(hiding), shapely.union_all(shown))
    return [
        (name, float(shapely.length(shapely.intersection(line, hidden)) / shapely.length(line)))
        for name, line in lines_of(paper).items()
        if shapely.length(line) >= LONG_MM
    ]


def strays(paper: Paper, view: View) -> list[str]:
    """Return the badges whose middle does not lie in the unit that they stand for.

    Parameters
    ----------
    paper
        The page of the map.
    view
        What it shows.
    """
    ground, frame = ground_of(view.atlas), paper.frames[0]
    units = {f"unit-badge/{code}": ground.unit(code) for code in ground.units}
    outside = []
    for mark in paper.layers["sites"]:
        if isinstance(mark, Shape) and mark.gid in units:
            shape = shapely.transform(units[mark.gid], frame.to_page)
            if not shapely.covers(shape, shapely.Point(*mark.bounds.centre)):
                outside.append(mark.gid)
    return outside


def map_share(paper: Paper) -> float:
    """Return the share of a page that is map: its frame without what lies on it.

    Parameters
    ----------
    paper
        The page of the map.
    """
    free = shapely.difference(shapely.box(*paper.frames[0].box.corners), _boxes(paper))
    return float(free.area / (paper.width * paper.height))


def _boxes(paper: Paper) -> shapely.Geometry:
    corners = np.array([box.corners for box in paper.plates]).reshape(-1, 4)
    return shapely.union_all(shapely.box(*corners.T))


def measured(atlas: Atlas, words: Mapping[str, Words], sample: Sample) -> Figures:
    """Lay out a sample and measure it.

    Parameters
    ----------
    atlas
        The record.
    words
        Of each language.
    sample
        Which sheet.
    """
    return figures_of(papers_of(atlas, words, sample), atlas.view(sample.filters))


def main(data: str = "data") -> int:
    """Print a line for each sample; return 1 where a figure is worse than it may be.

    Parameters
    ----------
    data
        The folder of the record.
    """
    atlas, words = load_atlas(Path(data)), read_words(Path(data) / "text")
    print(
        f"{'sheet':<26}{'least pt':>9}{'crossings':>10}{'covered':>8}{'strays':>7}{'unnamed':>8}{'map':>6}{'pages':>6}"
    )
    is_good = True
    for sample in SAMPLES:
        figures = measured(atlas, words, sample)
        faults = figures.faults(sample.layout)
        is_good &= not faults
        print(
            f"{sample.file:<26}{figures.least_pt:9.1f}{figures.crossings:10}{figures.covered:8.0%}"
            f"{figures.strays:7}{figures.unnamed:8}{figures.map_share:6.0%}{figures.pages:6}"
            f"{'  ' + ', '.join(faults) if faults else ''}"
        )
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
