"""Where the map of a page lies on the ground, written into the PDF that Typst made: ISO 32000-2, 12.10 (GeoPDF).

Each map of a page, and each that is set into it, is a viewport with a geospatial measure: its corners in degrees of
``MAP_CRS`` and the projection that it is drawn in. A reader of PDF shows the coordinates under the pointer, a GIS lays
the page over other maps. PDF 1.7, on which PDF/A-2 stands, leaves these keys to be passed over by who does not know
them; they are declared as the extension that they were then. Nothing that is drawn, read aloud or claimed is touched.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyproj import CRS

from geo.crs import MEASURE_CRS
from geo.sheet.options import MM_PER_INCH
from geo.sheet.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.sheet.frame import Frame

PT_PER_MM = 72 / MM_PER_INCH
PRJ: str = CRS(MEASURE_CRS).to_wkt("WKT1_ESRI")
"""The projection of the maps as GIS programs read it in a PDF and beside a world file."""
CORNERS = ((0, 0), (0, 1), (1, 1), (1, 0))
"""Of a viewport, in shares of its width and height: lower left, upper left, upper right, lower right."""
DEGREE_DECIMALS, PT_DECIMALS = 9, 4
EXTENSION = {"/BaseVersion": Name("/1.7"), "/ExtensionLevel": 3}


def georeferenced(pdf: bytes, papers: Sequence[Paper]) -> bytes:
    """Return a PDF with what its maps show of the ground; one without a map as it is.

    Parameters
    ----------
    pdf
        A page a paper.
    papers
        The pages, in their order.
    """
    if not any(paper.frames for paper in papers):
        return pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        for page, paper in zip(document.pages, papers, strict=True):
            ports = [_viewport(part, frame) for part in (paper, *_insets(paper)) for frame in part.frames[:1]]
            if ports:
                page.obj.VP = Array([document.make_indirect(port) for port in ports])
        document.Root.Extensions = Dictionary(ADBE=Dictionary(EXTENSION))
        made = BytesIO()
        document.save(
            made,
            deterministic_id=True,  # no clock, no chance: the same bytes
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return made.getvalue()


def _insets(paper: Paper) -> list[Paper]:
    return [part for part in paper.layers["insets"] if isinstance(part, Paper)]


def _viewport(paper: Paper, frame: Frame) -> Dictionary:
    """Return the viewport of a map; of two that overlap the later counts, so an inset follows its map."""
    box, per_mm = frame.box, paper.scale * PT_PER_MM
    degrees = [
        value
        for right, up in CORNERS
        for value in reversed(frame.lonlat(box.left + right * box.width, box.bottom + up * box.height))
    ]
    corners = [value for corner in CORNERS for value in corner]
    measure = Dictionary(
        Type=Name.Measure,
        Subtype=Name.GEO,
        Bounds=Array(corners),
        LPTS=Array(corners),
        GPTS=_numbers(degrees, DEGREE_DECIMALS),
        GCS=Dictionary(Type=Name.PROJCS, WKT=String(PRJ)),
        PDU=Array([Name.KM, Name.SQKM, Name.DEG]),
    )
    bounds = _numbers([edge * per_mm for edge in box.corners], PT_DECIMALS)
    return Dictionary(Type=Name.Viewport, BBox=bounds, Name=String(paper.title or "map"), Measure=measure)


def _numbers(values: Sequence[float], decimals: int) -> Any:
    """Return numbers as PDF has them: without an exponent, the same on every machine."""
    return pikepdf.Object.parse(f"[{' '.join(f'{value:.{decimals}f}' for value in values)}]".encode())
