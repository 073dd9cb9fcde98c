"""Pages as PDF: vectors, embedded parts of the fonts, text that can be selected, searched and copied.

Halos are strokes of outlines, not text, so that a name is found once and not twice. Streams are packed without a
search for repetitions (``Z_RLE``): that gives the same bytes whatever zlib a machine has.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from geo.sheet.fonts import MM_PER_PT
from geo.sheet.marks import Writing
from geo.sheet.pdf_font import FontPart
from geo.sheet.pdf_page import Content, Halos, face_name, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.sheet.labels import Box
    from geo.sheet.paper import Paper

HEADER = b"%PDF-1.7\n%\xe5\xb1\xb1\xe8\xa5\xbf\n"
"""The second line tells transfer programs that the file is not text."""


def pdf_bytes(papers: Sequence[Paper], *, outlines: bool = False) -> bytes:
    """Return pages as one PDF that shares its fonts, without dates; several pages get a bookmark each.

    Parameters
    ----------
    papers
        One at least; title, author and language of the file are those of the first.
    outlines
        Whether letters are outlines instead of text.
    """
    file = _File()
    fonts = {} if outlines else _fonts(papers)
    font_objects = {part.face: _embed(file, part) for part in fonts.values()}
    halos = Halos(file.add_stream)
    pages_object = file.reserve()
    pages = []
    for paper in papers:
        content = Content(paper, fonts, halos).stream()
        resources = _resources(content, font_objects, halos)
        stream = file.add_stream("", content.data())
        links = [file.add(_link(box, address, paper.scale)) for box, address in paper.links]
        box = " ".join(number(side / MM_PER_PT) for side in paper.size_mm)
        annotations = f" /Annots [{' '.join(f'{link} 0 R' for link in links)}]" if links else ""
        pages.append(
            file.add(
                f"<</Type /Page /Parent {pages_object} 0 R /MediaBox [0 0 {box}] /Contents {stream} 0 R "
                f"/Resources {resources}{annotations}>>"
            )
        )
    kids = " ".join(f"{page} 0 R" for page in pages)
    file.put(pages_object, f"<</Type /Pages /Count {len(pages)} /Kids [{kids}]>>")
    bookmarks = _bookmarks(file, papers, pages) if len(papers) > 1 else ""
    first = papers[0]
    lang = f" /Lang ({'zh-CN' if first.lang == 'zh' else 'en-GB'})" if first.lang else ""
    root = file.add(
        f"<</Type /Catalog /Pages {pages_object} 0 R{bookmarks}{lang} /ViewerPreferences <</DisplayDocTitle true>>>>"
    )
    author = f" /Author {_text(first.author)}" if first.author else ""
    info = file.add(f"<</Title {_text(first.title)}{author}>>")
    return file.written(root, info)


class _File:
    """The objects of a file, numbered from 1."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def reserve(self) -> int:
        self.objects.append(b"")
        return len(self.objects)

    def put(self, at: int, said: str) -> None:
        self.objects[at - 1] = said.encode("latin-1")

    def add(self, said: str) -> int:
        self.objects.append(said.encode("latin-1"))
        return len(self.objects)

    def add_stream(self, entries: str, content: bytes) -> int:
        packer = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_RLE)
        packed = packer.compress(content) + packer.flush()
        head = f"<<{entries} /Filter /FlateDecode /Length {len(packed)}>>\nstream\n".encode("latin-1")
        self.objects.append(head + packed + b"\nendstream")
        return len(self.objects)

    def written(self, root: int, info: int) -> bytes:
        """Return the file; its id is a digest of what it holds."""
        out = bytearray(HEADER)
        starts = []
        for at, content in enumerate(self.objects, start=1):
            starts.append(len(out))
            out += f"{at} 0 obj\n".encode() + content + b"\nendobj\n"
        table = len(out)
        out += f"xref\n0 {len(starts) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{start:010d} 00000 n \n".encode() for start in starts)
        digest = hashlib.sha256(out).hexdigest()[:32]
        out += (
            f"trailer\n<</Size {len(starts) + 1} /Root {root} 0 R /Info {info} 0 R /ID [<{digest}> <{digest}>]>>\n"
            f"startxref\n{table}\n%%EOF\n"
        ).encode()
        return bytes(out)


def _fonts(papers: Sequence[Paper]) -> dict[str, FontPart]:
    """Return the part of each font that the pages use."""
    used: dict[str, set[str]] = {}
    for paper in papers:
        for mark in paper.marks():
            if isinstance(mark, Writing):
                used.setdefault(mark.face, set()).update(mark.text.replace("\n", ""))
    return {face: FontPart(face, tuple(sorted(found))) for face, found in sorted(used.items())}


def _embed(file: _File, part: FontPart) -> int:
    """Put a part of a font into the file; return the number of its object."""
    outlines = file.add_stream("/Subtype /CIDFontType0C", part.cff())
    flags = 4 + 2 * part.is_serif
    descriptor = file.add(
        f"<</Type /FontDescriptor /FontName /{part.name} /Flags {flags} /FontBBox [-1000 -1000 3000 2000] "
        f"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 733 /StemV 80 /FontFile3 {outlines} 0 R>>"
    )
    widths = " ".join(str(width) for width in part.widths())
    below = file.add(
        f"<</Type /Font /Subtype /CIDFontType0 /BaseFont /{part.name} /FontDescriptor {descriptor} 0 R "
        f"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /DW 1000 /W [1 [{widths}]]>>"
    )
    meaning = file.add_stream("", part.to_unicode())
    return file.add(
        f"<</Type /Font /Subtype /Type0 /BaseFont /{part.name} /Encoding /Identity-H "
        f"/DescendantFonts [{below} 0 R] /ToUnicode {meaning} 0 R>>"
    )


def _resources(content: Content, fonts: dict[str, int], halos: Halos) -> str:
    """Return what a page draws with."""
    faces = " ".join(f"/{face_name(face)} {fonts[face]} 0 R" for face in sorted(content.faces))
    alphas = " ".join(f"/{name} <</ca {alpha} /CA {alpha}>>" for alpha, name in content.alphas.items())
    forms = " ".join(f"/H{n} {n} 0 R" for n in sorted(halos.numbers.values()) if f"H{n}" in content.halo_names)
    return f"<</Font <<{faces}>> /ExtGState <<{alphas}>> /XObject <<{forms}>>>>"


def _link(box: Box, address: str, scale: float) -> str:
    """Return the area of the QR code as a link."""
    corners = " ".join(number(v * scale / MM_PER_PT) for v in box.corners)
    escaped = address.encode("ascii", "ignore").decode()
    escaped = escaped.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"<</Type /Annot /Subtype /Link /Rect [{corners}] /Border [0 0 0] /A <</S /URI /URI ({escaped})>>>>"


def _bookmarks(file: _File, papers: Sequence[Paper], pages: Sequence[int]) -> str:
    """Add a bookmark a page; return the entry of the catalogue that shows them."""
    root = file.reserve()
    numbers = [file.reserve() for _ in papers]
    for at, (paper, page) in enumerate(zip(papers, pages, strict=True)):
        before = f" /Prev {numbers[at - 1]} 0 R" if at else ""
        after = f" /Next {numbers[at + 1]} 0 R" if at + 1 < len(numbers) else ""
        said = f"<</Title {_text(paper.title)} /Parent {root} 0 R /Dest [{page} 0 R /Fit]{before}{after}>>"
        file.put(numbers[at], said)
    file.put(root, f"<</Type /Outlines /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R /Count {len(numbers)}>>")
    return f" /Outlines {root} 0 R /PageMode /UseOutlines"


def _text(text: str) -> str:
    """Return a text of the file's own, in UTF-16 with its mark."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
