"""The files of a sheet that is one picture a page: the map with its world file, and the pages of its register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.sheet.georeference import PRJ
from geo.sheet.options import MM_PER_INCH
from geo.sheet.writers import bytes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.sheet.paper import Paper

PAGED = "pdf"
"""The kind of file that holds any number of pages."""


def files_of(
    papers: Sequence[Paper], name: str, *, file: str, dpi: int = 300, outlines: bool = False
) -> dict[str, bytes]:
    """Return the files of a sheet by their names: one PDF; or a picture a page, a PNG with its world file.

    Parameters
    ----------
    papers
        The pages, that of the map first.
    name
        What the files are called, without an ending; the pages after the first have a number added.
    file
        One of `geo.sheet.options.FILES`.
    dpi
        Of PNG, dots an inch of the printed page.
    outlines
        Of SVG and PDF: whether text is drawn as shapes.

    Returns
    -------
    dict
        The file that was asked for first.
    """
    if file == PAGED:
        return {f"{name}.{file}": bytes_of(papers, file=file, outlines=outlines)}
    files = {
        f"{name}.{file}" if at == 0 else f"{name}-{at + 1}.{file}": bytes_of(
            [paper], file=file, dpi=dpi, outlines=outlines
        )
        for at, paper in enumerate(papers)
    }
    if file == "png":
        files |= {f"{name}.pgw": world_file(papers[0], dpi), f"{name}.prj": PRJ.encode()}
    return files


def world_file(paper: Paper, dpi: float) -> bytes:
    """Return the world file of a page as PNG: six numbers that turn its pixels into metres of ``MEASURE_CRS``.

    They hold for the map itself; an inset has a scale of its own.

    Parameters
    ----------
    paper
        The page of a map.
    dpi
        Dots an inch of the printed page.

    Returns
    -------
    bytes
        A line a number: width of a pixel, two of turning, height of a pixel, the middle of the upper left pixel.
    """
    frame = paper.frames[0]
    pixel_m = frame.metres_per_mm / paper.scale * MM_PER_INCH / dpi
    west = frame.west_m - frame.box.left * frame.metres_per_mm
    north = frame.south_m + (paper.height - frame.box.bottom) * frame.metres_per_mm
    numbers = (pixel_m, 0.0, 0.0, -pixel_m, west + pixel_m / 2, north - pixel_m / 2)
    return "".join(f"{number:.6f}\n" for number in numbers).encode()
