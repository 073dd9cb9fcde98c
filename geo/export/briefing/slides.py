"""A briefing as PowerPoint slides: fonts, colours and layouts in ``slides_template``, sizes of tables in `paging`."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pptx
from pptx.oxml import parse_xml
from pptx.util import Mm

from geo.export.briefing import package, paging
from geo.export.briefing.parts import Column, Paragraph, Section, Table, cell, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pptx.presentation import Presentation
    from pptx.slide import Slide

    from geo.export.briefing.paging import Chunk, Page
    from geo.export.briefing.parts import Briefing, Cell, Line, Picture, Piece

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
EMU = 36000
"""To a millimetre."""
STYLE = "{6A2F4C1E-0D3B-4B57-9C1D-5A7E14010001}"
"""Of ``slides_template/ppt/tableStyles.xml``."""
TITLE, CONTENT, PICTURE = 0, 1, 2
"""The layouts."""
NUMBER_FIELD = "{8D1F3C52-7B6A-4E0E-9F52-5A7E14010002}"


def written(content: Briefing) -> bytes:
    """Return a .pptx file.

    Parameters
    ----------
    content
        The briefing in full.

    Returns
    -------
    bytes
        The same briefing gives the same bytes.
    """
    presentation = pptx.Presentation(package.filled("slides_template", package.values(content)))
    _Deck(presentation, content).write()
    package.describe(presentation.core_properties, content)
    saved = BytesIO()
    presentation.save(saved)
    return package.fixed(saved, content.made_on)


class _Deck:
    """The slides, written from first to last."""

    def __init__(self, presentation: Presentation, content: Briefing) -> None:
        self._presentation, self._content = presentation, content

    def write(self) -> None:
        """Write the title, the sections, and the texts that they cite."""
        slide = self._slide(TITLE, self._content.title)
        subtitle = (*self._content.subtitle, self._content.labels.made)
        self._fill(slide.placeholders[1], [self._paragraph(plain(line)) for line in subtitle])
        for headings, laid in paging.deck([*self._content.sections, _sources(self._content)]):
            heading = " · ".join(headings)
            for at, page in enumerate(laid, 1):
                marks = {"heading": heading, "at": at, "total": len(laid)}
                self._page(page, self._content.labels.part.format(**marks) if len(laid) > 1 else heading)

    def _page(self, page: Page, heading: str) -> None:
        if page.picture:
            slide = self._slide(PICTURE, heading)
            self._picture(slide, page.picture)
            caption = plain(self._content.label(page.picture), "strong")
            beside = [self._paragraph(text.line, paging.beside_pt(text.line)) for text in page.text]
            self._fill(slide.placeholders[14], [self._paragraph(caption), *beside])
        else:
            slide = self._slide(CONTENT, heading)
            body = slide.placeholders[13]
            if page.text:
                self._fill(body, [self._paragraph(text.line, level=int(text.is_item)) for text in page.text])
                body.left, body.top, body.width = Mm(paging.LEFT_MM), Mm(paging.TOP_MM - 1), Mm(paging.WIDTH_MM)
                body.height = Mm(page.text_mm if page.chunks else paging.BOTTOM_MM - paging.TOP_MM)
            else:
                body.element.getparent().remove(body.element)
            for chunk in page.chunks:
                self._table(slide, chunk)
        self._furnish(slide)

    def _slide(self, layout: int, title: str) -> Slide:
        slide: Slide = self._presentation.slides.add_slide(self._presentation.slide_layouts[layout])
        self._fill(slide.shapes.title, [self._paragraph(plain(title))])
        return slide

    def _furnish(self, slide: Slide) -> None:
        """Add the foot and the number of the slide, which python-pptx leaves out."""
        running = f"{self._content.labels.running} · {self._content.title}"
        field = f'<a:p><a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld></a:p>'
        shown = (("Footer", 'type="ftr" sz="quarter" idx="3"', self._paragraph(plain(running))),)
        for name, kind, body in (*shown, ("Slide number", 'type="sldNum" sz="quarter" idx="4"', field)):
            number = max(shape.shape_id for shape in slide.shapes) + 1
            xml = (
                f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
                f"</p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr/>"
                f"<p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>"
            )
            slide.shapes.element.append(parse_xml(xml))

    def _picture(self, slide: Slide, picture: Picture) -> None:
        holder: Any = slide.placeholders[13]
        shape = holder.insert_picture(BytesIO(picture.png))
        shape.element.nvPicPr.cNvPr.set("descr", picture.alt)

    def _table(self, slide: Slide, chunk: Chunk) -> None:
        """Write a part of a table under its caption; the caption of a later part says that it goes on."""
        again = "" if chunk.is_first else self._content.labels.continued
        caption = self._content.label(chunk.table) + again
        place = (Mm(paging.LEFT_MM), Mm(chunk.top_mm), Mm(paging.WIDTH_MM))
        box = slide.shapes.add_textbox(*place, Mm(paging.CAPTION_MM))
        box.name = "Caption"
        self._fill(box, [self._paragraph(plain(caption, "strong"), paging.CAPTION_PT)])
        frame = box.text_frame
        frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = Mm(0)
        frame.word_wrap = True
        tall = Mm(sum(chunk.heights_mm))
        shape = slide.shapes.add_table(1, 1, place[0], Mm(chunk.top_mm + paging.CAPTION_MM), place[2], tall)
        shape.name = chunk.table.caption
        shape.element.nvGraphicFramePr.cNvPr.set("descr", caption)
        data: Any = shape.element.graphic.graphicData
        data.replace(data.tbl, parse_xml(self._tbl(chunk)))

    def _tbl(self, chunk: Chunk) -> str:
        table, heights = chunk.table, [round(height * EMU) for height in chunk.heights_mm]
        grid = "".join(f'<a:gridCol w="{round(width * EMU)}"/>' for width in paging.widths(table))
        head = tuple(cell(column.head) for column in table.columns)
        body = "".join(
            f'<a:tr h="{height}">{self._cells(row, table.columns)}</a:tr>'
            for row, height in zip((head, *chunk.rows), heights, strict=True)
        )
        last = int(table.has_total and chunk.is_last)
        return (
            f'<a:tbl {SPACES}><a:tblPr firstRow="1" lastRow="{last}"><a:tableStyleId>{STYLE}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>"
        )

    def _cells(self, row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
        return "".join(self._tc(lines, column) for lines, column in zip(row, columns, strict=True))

    def _tc(self, lines: tuple[Line, ...], column: Column) -> str:
        align = "r" if column.is_number else "l"
        body = "".join(self._paragraph(line, paging.size_pt(line), align=align) for line in lines)
        empty = f'<a:p><a:pPr algn="{align}"/><a:endParaRPr sz="{round(paging.CELL_PT * 100)}"/></a:p>'
        x, y = (round(value * EMU) for value in (paging.CELL_X_MM, paging.CELL_Y_MM))
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{body or empty}</a:txBody>"
            f'<a:tcPr marL="{x}" marR="{x}" marT="{y}" marB="{y}"/></a:tc>'
        )

    def _paragraph(self, line: Line, size_pt: float = 0, *, align: str = "", level: int = 0) -> str:
        """Return a paragraph; without a size it has that of its place in the layout."""
        size = f' sz="{round(size_pt * 100)}"' if size_pt else ""
        runs = "".join(self._run(piece, size) for piece in line)
        named = (f' algn="{align}"' if align else "") + (f' lvl="{level}"' if level else "")
        exact = paging.LINE_PT.get(size_pt)
        spacing = f'<a:lnSpc><a:spcPts val="{round(exact * 100)}"/></a:lnSpc>' if exact else ""
        return f"<a:p><a:pPr{named}>{spacing}</a:pPr>{runs}</a:p>"

    def _run(self, piece: Piece, size: str) -> str:
        bold = ' b="1"' if piece.role == "strong" else ""
        colour = {"quiet": "accent6", "cite": "accent1"}.get(piece.role)
        fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>' if colour else ""
        properties = f'<a:rPr lang="{self._content.language}" altLang="en-GB"{size}{bold}>{fill}</a:rPr>'
        return f"<a:r>{properties}<a:t>{escape(piece.shown)}</a:t></a:r>"

    def _fill(self, shape: Any, paragraphs: Iterable[str]) -> None:
        """Put paragraphs in place of those that a shape has."""
        body = shape.text_frame._txBody  # noqa: SLF001 - the API sets no language
        for old in list(body.p_lst):
            body.remove(old)
        for xml in paragraphs:
            body.append(parse_xml(xml.replace("<a:p>", f"<a:p {SPACES}>", 1)))


def _sources(content: Briefing) -> Section:
    """Return the texts as a table, which is cut where it needs more than a slide."""
    labels = content.labels
    columns = (Column(labels.number, 0.7), Column(labels.text, 6.5), Column(labels.lines, 3.5))
    rows = tuple(
        (cell(f"[{note.number}]"), cell(plain(note.title, "strong"), plain(note.about, "quiet")), cell(note.lines))
        for note in content.notes
    )
    return Section(labels.notes, (Paragraph(plain(labels.notes_hint)), Table(labels.notes, columns, rows)))
