"""Pages → a file: which writer makes which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import SheetError
from geo.sheet.options import FILES
from geo.sheet.svg import svg_bytes
from geo.sheet.typeset import pdf_bytes, png_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.sheet.paper import Paper


def bytes_of(papers: Sequence[Paper], *, file: str, dpi: float = 300, outlines: bool = False) -> bytes:
    """Return pages as one file: PNG and SVG hold one page, PDF any number.

    Parameters
    ----------
    papers
        In their order.
    file
        ``pdf``, ``svg`` or ``png``.
    dpi
        Of a PNG, dots an inch of the printed page.
    outlines
        Of SVG and PDF: whether text is drawn as shapes.

    Raises
    ------
    SheetError
        The file is of no known kind, or of one that holds a single page and there are several.
    """
    if file not in FILES:
        raise SheetError("sheet.file", file=file, known=FILES)
    if file == "pdf":
        return pdf_bytes(papers, outlines=outlines)
    if len(papers) != 1:
        raise SheetError("sheet.one_file", count=len(papers), file=file.upper())
    return svg_bytes(papers[0], outlines=outlines) if file == "svg" else png_bytes(papers[0], dpi)
