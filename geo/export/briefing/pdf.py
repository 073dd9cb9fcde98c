"""A briefing as PDF, typeset by Typst without anything of the machine's. What it looks like is in ``briefing.typ``.

The file is PDF/A-2a and PDF/UA-1: it can be archived, searched and read aloud, and it carries its font.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import SheetError
from geo.export.briefing.package import COLOURS
from geo.export.briefing.pages import CONTENTS_FROM
from geo.export.briefing.parts import Paragraph, Picture, Table
from geo.export.working import working_folder
from geo.sheet.fonts import STRAIGHT, missing_glyphs
from geo.sheet.typeset import STANDARDS, typeset

if TYPE_CHECKING:
    from geo.export.briefing.parts import Block, Briefing

FONT = "Noto Sans SC"


def written(content: Briefing) -> bytes:
    """Return a .pdf file.

    Parameters
    ----------
    content
        The briefing in full.

    Raises
    ------
    SheetError
        The font lacks a character, or Typst finds fault with something.
    """
    if missing := missing_glyphs(content.texts()):
        raise SheetError("sheet.no_glyph", marks=missing)
    template = Path(__file__).with_name("briefing.typ").read_bytes()
    with working_folder() as root:
        for section in content.sections:
            for block in section.blocks:
                if isinstance(block, Picture):
                    (root / "map.png").write_bytes(block.png)
        (root / "briefing.typ").write_bytes(template)
        inputs = {"content": _as_json(content)}
        return typeset(root / "briefing.typ", inputs, format="pdf", pdf_standards=STANDARDS)


def _as_json(content: Briefing) -> str:
    """Return the content for the template. In English with straight quotation marks: those of the font are wide."""
    made_on = content.made_on
    headings = content.headings()
    told = {
        "style": content.style,
        "contents_from": CONTENTS_FROM,
        "last_heading": headings[-1],
        "title": content.title,
        "subtitle": content.subtitle,
        "lang": content.lang,
        "region": content.language.partition("-")[2].lower(),
        "font": FONT,
        "colours": COLOURS,
        "made_on": {"year": made_on.year, "month": made_on.month, "day": made_on.day},
        "labels": asdict(content.labels),
        "notes": [asdict(note) for note in content.notes],
        "sections": [
            {"heading": heading, "blocks": [_block(block, content) for block in section.blocks]}
            for section, heading in zip(content.sections, headings[:-1], strict=True)
        ],
    }
    text = json.dumps(told, ensure_ascii=False)
    return text if content.lang == "zh" else text.translate({mark: _escaped(to) for mark, to in STRAIGHT.items()})


def _escaped(mark: str) -> str:
    return '\\"' if mark == '"' else mark


def _block(block: Block, content: Briefing) -> dict[str, Any]:
    """Return a block as plain values, with its kind; a picture without its bytes."""
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", **asdict(block)}
    if isinstance(block, Table):
        return {"kind": "table", **asdict(block), "caption": content.label(block)}
    return {"kind": "picture", "width_mm": block.width_mm, "caption": content.label(block), "alt": block.alt}
