"""A briefing as a Word document. What it looks like is in ``word_template/word/styles.xml``, and nowhere else.

Official papers take their styles and page from ``official_template`` instead. Footnotes are written into a part of the
template: python-docx has no API for them.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.oxml import parse_xml
from docx.shared import Mm

from geo.export.briefing import package, pages
from geo.export.briefing.parts import Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document

    from geo.export.briefing.pages import Entry
    from geo.export.briefing.parts import Block, Briefing, Cell, Column, Line, Note, Picture, Piece

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DXA = 20 * 72 / 25.4
"""Twentieths of a point to a millimetre."""
OVERLAYS = {"atlas": "", "official": "official_template"}
"""Style → the directory whose files stand for those of the template."""


def written(content: Briefing) -> bytes:
    """Return a .docx file.

    Parameters
    ----------
    content
        The briefing in full.

    Returns
    -------
    bytes
        The same briefing gives the same bytes.
    """
    labels = content.labels
    page = _fields(labels.page, {"{page}": "PAGE", "{pages}": "NUMPAGES"})
    told = package.values(content) | {"page": page, "links": _links(content), "footnotes": _footnotes(content)}
    document = docx.Document(package.filled("word_template", told, OVERLAYS[content.style]))
    _Body(document, content).write()
    package.describe(document.core_properties, content)
    saved = BytesIO()
    document.save(saved)
    return package.fixed(saved, content.made_on)


class _Body:
    """The body of a document, written from top to bottom."""

    def __init__(self, document: Document, content: Briefing) -> None:
        self._document, self._content = document, content
        self._count = {"table": 0, "figure": 0, "foot": 0, "mark": len(content.notes)}
        self._width = round(pages.SHEETS[content.style].width_mm * DXA)

    def write(self) -> None:
        """Write title, sections, and the texts that they cite."""
        content = self._content
        self._add(_paragraph("Title", _run(content.title)))
        for line in content.subtitle:
            self._add(_paragraph("Subtitle", _run(line)))
        laid, headings = pages.laid_out(content), content.headings()
        for at, (section, heading) in enumerate(zip(content.sections, headings[:-1], strict=True)):
            if at == 1 and laid.has_contents:
                self._contents(laid.entries)
            self._heading("Heading1", _run(heading))
            for block in section.blocks:
                self._block(block)
        self._heading("Heading1", _run(headings[-1]))
        self._add(_paragraph("BodyText", _run(content.labels.notes_hint)))
        for note in content.notes:
            self._add(_source(note, content.labels.cited))

    def _add(self, xml: str) -> None:
        """Put an element before the section's properties, which close the body."""
        spaces = f' xmlns:w="{SPACE}" xmlns:r="{LINKS}">'
        self._document.element.body.sectPr.addprevious(parse_xml(xml.replace(">", spaces, 1)))

    def _heading(self, style: str, runs: str) -> None:
        """Write a heading with the mark that the contents lead to."""
        self._count["mark"] += 1
        number, name = self._count["mark"], f"_Toc{self._count['mark'] - len(self._content.notes)}"
        mark = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
        self._add(_paragraph(style, mark))

    def _contents(self, entries: Sequence[Entry]) -> None:
        """Write the contents: a field that is filled in, with numbers of pages that count themselves."""
        self._add(_paragraph("TOCHeading", _run(self._content.labels.contents)))
        code = ' TOC \\o "1-2" \\h \\z \\u '
        begin = f'{_mark("begin")}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{_mark("separate")}'
        for number, entry in enumerate(entries, 1):
            page = _field(f"PAGEREF _Toc{number} \\h", str(entry.page))
            link = f'<w:hyperlink w:anchor="_Toc{number}">{_run(entry.text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
            self._add(_paragraph(f"TOC{entry.level}", (begin if number == 1 else "") + link))
        self._add(_paragraph("Normal", f'{_mark("end")}<w:r><w:br w:type="page"/></w:r>'))

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            is_remark = all(piece.role == "quiet" for piece in block.line)
            style = "ListBullet" if block.is_item else "Remark" if is_remark else "BodyText"
            self._add(_paragraph(style, self._runs(block.line)))
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._picture(block)

    def _table(self, table: Table) -> None:
        is_official = self._content.style == "official"
        caption = _run(self._content.label(table)) if is_official else self._caption("table", table.caption)
        self._heading("TableCaption", caption)
        widths = [round(self._width * share) for share in table.shares]
        marks = {"firstRow": 1, "lastRow": int(table.has_total), "noHBand": 1, "noVBand": 1}
        look = " ".join(f'w:{name}="{value}"' for name, value in marks.items())
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        last = len(table.rows) - 1 if table.has_total else -1
        rows = "".join(
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{self._row(row, table.columns, widths, is_total=at == last)}</w:tr>"
            for at, row in enumerate(table.rows)
        )
        self._add(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="AtlasTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{0x0620 + 0x40 * table.has_total:04X}" {look}/>'
            f"<w:tblCaption w:val={quoteattr(table.caption)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"{_head(table.columns, widths)}{rows}</w:tbl>"
        )

    def _row(self, row: tuple[Cell, ...], columns: tuple[Column, ...], widths: list[int], *, is_total: bool) -> str:
        """Return the cells of a row; rows of numbers are kept together, so that their table is not torn."""
        kept = ("TableText", "TableTotal") if is_total else ("TableLabel", "TableNumber")
        styles = kept if any(column.is_number for column in columns) else ("TableText", "TableNumber")
        cells = []
        for cell, column, width in zip(row, columns, widths, strict=True):
            style = styles[column.is_number]
            cells.append(_cell(width, "".join(self._line(line, style) for line in cell) or _paragraph(style, "")))
        return "".join(cells)

    def _line(self, line: Line, style: str) -> str:
        """Return a line of a cell; one that is quiet throughout is a remark, and needs no style of its own within."""
        if all(piece.role == "quiet" for piece in line):
            return _paragraph("TableRemark", "".join(_run(piece.text) for piece in line))
        return _paragraph(style, self._runs(line))

    def _picture(self, picture: Picture) -> None:
        run = self._document.add_paragraph(style="Figure").add_run()
        shape = run.add_picture(BytesIO(picture.png), Mm(picture.width_mm), Mm(picture.height_mm))
        shape._inline.docPr.set("descr", picture.alt)  # noqa: SLF001 - python-docx has no other door to alt texts
        shape._inline.docPr.set("name", picture.caption)  # noqa: SLF001
        self._add(_paragraph("Caption", self._caption("figure", picture.caption)))

    def _caption(self, kind: str, caption: str) -> str:
        """Return a caption behind a label with a number that Word counts on its own."""
        self._count[kind] += 1
        label = {"table": self._content.labels.table, "figure": self._content.labels.figure}[kind]
        field = _field(f"SEQ {label} \\* ARABIC", str(self._count[kind]))
        return f"{_run(f'{label} ')}{field}{_run('　')}{_run(caption)}"

    def _runs(self, line: Line) -> str:
        return "".join(self._piece(piece) for piece in line)

    def _piece(self, piece: Piece) -> str:
        if piece.role == "foot":
            self._count["foot"] += 1
            style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            return f'<w:r>{style}<w:footnoteReference w:id="{self._count["foot"]}"/></w:r>'
        if piece.note:
            return _citation(piece.note, piece.text)
        return _run(piece.text, {"strong": "Strong", "quiet": "Quiet"}.get(piece.role, ""))


def _head(columns: tuple[Column, ...], widths: list[int]) -> str:
    cells = "".join(
        _cell(width, _paragraph("TableNumberHead" if column.is_number else "TableHead", _run(column.head)))
        for column, width in zip(columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _cell(width: int, paragraphs: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, style: str = "") -> str:
    """Return a run of text; the hint lets Word set quotation marks and dashes beside Chinese as Chinese ones."""
    hint = '<w:rFonts w:hint="eastAsia"/>' if any(ord(mark) >= 0x2E80 for mark in text) else ""  # noqa: PLR2004 - CJK
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties = f"<w:rPr>{named}{hint}</w:rPr>" if named or hint else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _field(instruction: str, shown: str, style: str = "") -> str:
    """Return a field with what it shows until it is counted anew."""
    return f"<w:fldSimple w:instr={quoteattr(f' {instruction} ')}>{_run(shown, style)}</w:fldSimple>"


def _fields(text: str, fields: dict[str, str]) -> str:
    """Return a text in which each mark of ``fields`` is a field."""
    for mark, instruction in fields.items():
        if mark in text:
            before, after = text.split(mark, 1)
            return _fields(before, fields) + _field(instruction, "1") + _fields(after, fields)
    return _run(text)


def _citation(number: int, lines: str) -> str:
    """Return the number of a text, which Word counts and which leads there; and its lines."""
    return _field(f"REF _Text{number} \\r \\h", f"[{number}]", "Citation") + _run(f" {lines}", "Citation")


def _mark(kind: str) -> str:
    """Return a mark of a field that goes over several paragraphs: ``begin``, ``separate`` or ``end``."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _link(note: Note, style: str) -> str:
    """Return the title of a text, which opens it where it is known where it can be read."""
    if not note.url:
        return _run(note.title, style)
    return f'<w:hyperlink r:id="rIdText{note.number}">{_run(note.title, "Hyperlink")}</w:hyperlink>'


def _links(content: Briefing) -> str:
    """Return the addresses of the texts as relationships of a part that links to them."""
    return "".join(
        f'<Relationship Id="rIdText{note.number}" Type="{LINKS}/hyperlink" Target={quoteattr(note.url)} '
        f'TargetMode="External"/>'
        for note in content.notes
        if note.url
    )


def _footnotes(content: Briefing) -> str:
    """Return every footnote: the numbers of the texts, which lead to them, their titles and lines."""
    notes = {note.number: note for note in content.notes}
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    written = []
    for number, foot in enumerate(content.foots(), 1):
        told = [_foot_line(line, notes) for line in foot.foot]
        text = f"{mark}{_run(' ')}{_run(content.labels.apart).join(told)}"
        written.append(f'<w:footnote w:id="{number}">{_paragraph("FootnoteText", text)}</w:footnote>')
    return "".join(written)


def _foot_line(line: Line, notes: Mapping[int, Note]) -> str:
    """Return what a footnote says of one text: its number, its title, its lines."""
    piece = line[0]
    if not piece.note:
        return _run(piece.text)
    number = _field(f"REF _Text{piece.note} \\r \\h", f"[{piece.note}]", "Citation")
    return f"{number}{_run(' ')}{_link(notes[piece.note], '')}{_run(f' {piece.text}')}"


def _source(note: Note, cited: str) -> str:
    """Return a text as an item of a list that numbers itself, with the mark that citations refer to."""
    mark = (
        f'<w:bookmarkStart w:id="{note.number}" w:name="_Text{note.number}"/>',
        f'<w:bookmarkEnd w:id="{note.number}"/>',
    )
    under = "<w:r><w:br/></w:r>"
    description = (
        f"{_link(note, 'Strong')}{under}{_run(note.about)}{under}{_run(cited.format(lines=note.lines), 'Quiet')}"
    )
    return _paragraph("Source", f"{mark[0]}{description}{mark[1]}")
