"""A briefing as a Word document. What it looks like is in ``word_template/word/styles.xml``, and nowhere else."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.oxml import parse_xml
from docx.shared import Mm

from geo.export.briefing import package
from geo.export.briefing.parts import Paragraph, Table

if TYPE_CHECKING:
    from docx.document import Document

    from geo.export.briefing.parts import Block, Briefing, Cell, Column, Line, Note, Picture

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WIDTH_DXA = 9638
"""Between the margins of the page, twentieths of a point: 170 mm."""


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
    document = docx.Document(package.filled("word_template", package.values(content) | {"page": page}))
    _Body(document, content).write()
    package.describe(document.core_properties, content)
    saved = BytesIO()
    document.save(saved)
    return package.fixed(saved, content.made_on)


class _Body:
    """The body of a document, written from top to bottom."""

    def __init__(self, document: Document, content: Briefing) -> None:
        self._document, self._content = document, content
        self._count = {"table": 0, "figure": 0}

    def write(self) -> None:
        """Write title, sections, and the texts that they cite."""
        content = self._content
        self._add(_paragraph("Title", _run(content.title)))
        for line in content.subtitle:
            self._add(_paragraph("Subtitle", _run(line)))
        for section in content.sections:
            self._add(_paragraph("Heading1", _run(section.heading)))
            for block in section.blocks:
                self._block(block)
        self._add(_paragraph("Heading1", _run(content.labels.notes)))
        self._add(_paragraph("BodyText", _run(content.labels.notes_hint)))
        for note in content.notes:
            self._add(_source(note, content.labels.cited))

    def _add(self, xml: str) -> None:
        """Put an element before the section's properties, which close the body."""
        self._document.element.body.sectPr.addprevious(parse_xml(xml.replace(">", f' xmlns:w="{SPACE}">', 1)))

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
        self._add(_paragraph("TableCaption", self._numbered("table", self._content.labels.table) + _run(table.caption)))
        widths = [round(WIDTH_DXA * share) for share in table.shares]
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
        number = self._numbered("figure", self._content.labels.figure)
        self._add(_paragraph("Caption", number + _run(picture.caption)))

    def _numbered(self, kind: str, label: str) -> str:
        """Return a label with a number that Word counts on its own."""
        self._count[kind] += 1
        field = _field(f"SEQ {label} \\* ARABIC", str(self._count[kind]))
        return f"{_run(f'{label} ')}{field}{_run('　')}"

    def _runs(self, line: Line) -> str:
        styles = {"strong": "Strong", "quiet": "Quiet"}
        return "".join(
            _citation(piece.note, piece.text) if piece.note else _run(piece.text, styles.get(piece.role, ""))
            for piece in line
        )


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


def _source(note: Note, cited: str) -> str:
    """Return a text as an item of a list that numbers itself, with the mark that citations refer to."""
    mark = (
        f'<w:bookmarkStart w:id="{note.number}" w:name="_Text{note.number}"/>',
        f'<w:bookmarkEnd w:id="{note.number}"/>',
    )
    under = "<w:r><w:br/></w:r>"
    description = (
        f"{_run(note.title, 'Strong')}{under}{_run(note.about)}{under}{_run(cited.format(lines=note.lines), 'Quiet')}"
    )
    return _paragraph("Source", f"{mark[0]}{description}{mark[1]}")
