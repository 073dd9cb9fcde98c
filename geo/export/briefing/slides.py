"""A briefing as PowerPoint slides: fonts, colours and layouts in ``slides_template``, sizes of tables in `paging`."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pptx
from pptx.oxml import parse_xml
from pptx.util import Mm

from geo.export.briefing import package, paging
from geo.export.briefing.parts import Paragraph, Picture, Table, cell, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pptx.presentation import Presentation
    from pptx.slide import Slide

    from geo.export.briefing.deck import Deck
    from geo.export.briefing.deck import Slide as Message
    from geo.export.briefing.parts import Cell, Column, Line, Note, Piece

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
EMU = 36000
"""To a millimetre."""
STYLE = "{6A2F4C1E-0D3B-4B57-9C1D-5A7E14010001}"
"""Of ``slides_template/ppt/tableStyles.xml``."""
TITLE, CONTENT, PICTURE = 0, 1, 2
"""The layouts."""
NUMBER_FIELD = "{8D1F3C52-7B6A-4E0E-9F52-5A7E14010002}"


def written(deck: Deck) -> bytes:
    """Return a .pptx file.

    Parameters
    ----------
    deck
        The slides in full.

    Returns
    -------
    bytes
        The same slides give the same bytes.
    """
    presentation = pptx.Presentation(package.filled("slides_template", package.values(deck)))
    _Writer(presentation, deck).write()
    package.describe(presentation.core_properties, deck)
    saved = BytesIO()
    presentation.save(saved)
    return package.fixed(saved, deck.made_on)


class _Writer:
    """The slides, written from first to last."""

    def __init__(self, presentation: Presentation, deck: Deck) -> None:
        self._presentation, self._deck = presentation, deck

    def write(self) -> None:
        """Write the title and every message."""
        deck = self._deck
        slide = self._slide(TITLE, deck.title)
        under = (*deck.subtitle, deck.labels.made)
        self._fill(slide.placeholders[1], [self._paragraph(plain(line)) for line in under])
        self._notes(slide, [*under, *(message.title for message in deck.slides)])
        for message in deck.slides:
            self._message(message)

    def _message(self, message: Message) -> None:
        texts = tuple(block for block in message.blocks if isinstance(block, Paragraph))
        shown = next((block for block in message.blocks if isinstance(block, Picture)), None)
        table = next((block for block in message.blocks if isinstance(block, Table)), None)
        slide = self._slide(PICTURE if shown else CONTENT, message.title)
        if shown:
            self._picture(slide, shown)
            kept = paging.paragraphs_within(texts, paging.BESIDE_MM, paging.LEAST_PT)
            lines = [self._paragraph(text.line, level=int(text.is_item)) for text in texts[:kept]]
            if kept < len(texts):
                lines.append(self._paragraph(plain(self._more(sum(text.is_item for text in texts[kept:])))))
            self._fill(slide.placeholders[14], lines)
        else:
            self._body(slide, texts, table)
        self._furnish(slide)
        self._notes(slide, [message.title, f"{self._deck.sources}:", *map(_in_line, message.notes)])

    def _body(self, slide: Slide, texts: tuple[Paragraph, ...], table: Table | None) -> None:
        """Write text, and below it as much of a table as there is room for."""
        body, top = slide.placeholders[13], paging.TOP_MM
        if texts:
            self._fill(body, [self._paragraph(text.line, level=int(text.is_item)) for text in texts])
            tall = paging.text_mm(texts) if table else paging.BOTTOM_MM - paging.TOP_MM
            body.left, body.top, body.width = Mm(paging.LEFT_MM), Mm(top), Mm(paging.WIDTH_MM)
            body.height = Mm(tall)
            top += tall + paging.BETWEEN_MM
        else:
            body.element.getparent().remove(body.element)
        if table:
            self._table(slide, table, top)

    def _more(self, count: int) -> str:
        return self._deck.more.format(count=count)

    def _notes(self, slide: Slide, lines: Iterable[str]) -> None:
        """Write the notes of a slide: what it says, and the texts that say so."""
        notes: Any = slide.notes_slide
        size = paging.LEAST_PT
        self._fill(notes.notes_placeholder, [self._paragraph(plain(line), size) for line in lines])
        for style in notes.part.notes_master.element.iter(f"{{{DRAWING}}}defRPr"):
            style.set("sz", str(round(size * 100)))

    def _slide(self, layout: int, title: str) -> Slide:
        slide: Slide = self._presentation.slides.add_slide(self._presentation.slide_layouts[layout])
        self._fill(slide.shapes.title, [self._paragraph(plain(title))])
        return slide

    def _furnish(self, slide: Slide) -> None:
        """Add the foot and the number of the slide, which python-pptx leaves out."""
        running = f"{self._deck.labels.running} · {self._deck.title}"
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

    def _table(self, slide: Slide, table: Table, top_mm: float) -> None:
        """Write as many rows of a table as there is room for, and below them how many there are besides."""
        room = paging.BOTTOM_MM - top_mm
        size = paging.size_within(table, room)
        heights = paging.heights_mm(table, size)
        count = paging.rows_within(heights, room)
        if count < len(table.rows):
            count = paging.rows_within(heights, room - paging.MORE_MM)
        left = len(table.rows) - count
        heights = heights[: count + 1]
        place = (Mm(paging.LEFT_MM), Mm(top_mm), Mm(paging.WIDTH_MM))
        shape = slide.shapes.add_table(1, 1, *place, Mm(sum(heights)))
        shape.name = table.caption
        shape.element.nvGraphicFramePr.cNvPr.set("descr", table.caption)
        data: Any = shape.element.graphic.graphicData
        data.replace(data.tbl, parse_xml(self._tbl(table, table.rows[:count], heights, size)))
        if left:
            box = slide.shapes.add_textbox(place[0], Mm(top_mm + sum(heights) + 1), place[2], Mm(paging.MORE_MM - 1))
            box.name = "More"
            self._fill(box, [self._paragraph(plain(self._more(left), "quiet"), paging.LEAST_PT)])
            frame = box.text_frame
            frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = Mm(0)
            frame.word_wrap = True

    def _tbl(self, table: Table, rows: tuple[tuple[Cell, ...], ...], heights: list[float], size_pt: float) -> str:
        grid = "".join(f'<a:gridCol w="{round(width * EMU)}"/>' for width in paging.widths(table))
        head = tuple(cell(column.head) for column in table.columns)
        body = "".join(
            f'<a:tr h="{round(height * EMU)}">{self._cells(row, table.columns, size_pt)}</a:tr>'
            for row, height in zip((head, *rows), heights, strict=True)
        )
        last = int(table.has_total and len(rows) == len(table.rows))
        return (
            f'<a:tbl {SPACES}><a:tblPr firstRow="1" lastRow="{last}"><a:tableStyleId>{STYLE}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>"
        )

    def _cells(self, row: tuple[Cell, ...], columns: tuple[Column, ...], size_pt: float) -> str:
        return "".join(self._tc(lines, column, size_pt) for lines, column in zip(row, columns, strict=True))

    def _tc(self, lines: tuple[Line, ...], column: Column, size_pt: float) -> str:
        align = "r" if column.is_number else "l"
        body = "".join(self._paragraph(line, size_pt, align=align) for line in lines)
        empty = f'<a:p><a:pPr algn="{align}"/><a:endParaRPr sz="{round(size_pt * 100)}"/></a:p>'
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
        properties = f'<a:rPr lang="{self._deck.language}" altLang="en-GB"{size}{bold}>{fill}</a:rPr>'
        return f"<a:r>{properties}<a:t>{escape(piece.shown)}</a:t></a:r>"

    def _fill(self, shape: Any, paragraphs: Iterable[str]) -> None:
        """Put paragraphs in place of those that a shape has."""
        body = shape.text_frame._txBody  # noqa: SLF001 - the API sets no language
        for old in list(body.p_lst):
            body.remove(old)
        for xml in paragraphs:
            body.append(parse_xml(xml.replace("<a:p>", f"<a:p {SPACES}>", 1)))


def _in_line(note: Note) -> str:
    """Return a text as a line of the notes: its number, title, publisher and date, lines, and where it can be read."""
    parts = (f"[{note.number}] {note.title}", note.about, note.lines, note.url)
    return " · ".join(part for part in parts if part)
