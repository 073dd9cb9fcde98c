"""Office packages: a template of plain XML files, filled in and zipped; and bytes that depend on the content alone."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from geo.looks import style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.export.briefing.deck import Deck
    from geo.export.briefing.parts import Briefing

FONTS = {"east": "微软雅黑", "latin": "Arial"}
"""Chinese and Latin letters. Every Windows and macOS office has both; Word, WPS and LibreOffice replace what they lack
by what ``fontTable.xml`` says of it."""
COLOURS = {
    "ink": style.INK,
    "quiet": style.QUIET,
    "accent": style.ACCENT,
    "line": "#d8d3c8",
    "wash": "#edf2f4",
    "paper": "#ffffff",
}
LEVEL = 6
"""Of compression: stated, so that it cannot change with a version."""


def values(content: Briefing | Deck) -> dict[str, str]:
    """Return what the templates of every format ask for: fonts, colours (``rrggbb``), language, titles.

    Parameters
    ----------
    content
        The briefing in full.
    """
    colours = {name: colour.removeprefix("#") for name, colour in COLOURS.items()}
    shown = {"title": content.title, "running": content.labels.running, "made": content.labels.made}
    return {**FONTS, **colours, "lang": "en-GB", **{name: escape(text) for name, text in shown.items()}}


def filled(directory: str, texts: Mapping[str, str], instead: str = "") -> BytesIO:
    """Return a template directory beside this file as a zip, with each ``{{name}}`` in it replaced.

    Parameters
    ----------
    directory
        The name of the template.
    texts
        Name → what stands for ``{{name}}``, escaped for XML where it must be.
    instead
        A directory whose files stand for those of the same name in the template, and beside them.

    Raises
    ------
    KeyError
        The template asks for something that is not given.
    """
    roots = [Path(__file__).with_name(name) for name in (directory, instead) if name]
    files = {path.relative_to(root).as_posix(): path for root in roots for path in root.rglob("*") if path.is_file()}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, path in sorted(files.items()):
            text = re.sub(r"\{\{(\w+)\}\}", lambda match: texts[match[1]], path.read_text(encoding="utf-8"))
            package.writestr(name, text)
    packed.seek(0)
    return packed


def describe(properties: object, content: Briefing | Deck) -> None:
    """Fill in the core properties of a document of python-docx or python-pptx; their dates are that of the content.

    Parameters
    ----------
    properties
        ``core_properties`` of a document or a presentation; changed in place.
    content
        The briefing in full.
    """
    moment = dt.datetime.combine(content.made_on, dt.time())
    known = {
        "title": content.title,
        "subject": content.subtitle[0],
        "author": content.labels.running,
        "last_modified_by": content.labels.running,
        "language": content.language,
        "created": moment,
        "modified": moment,
        "revision": 1,
    }
    for name, value in known.items():
        setattr(properties, name, value)


def fixed(package: BytesIO, day: dt.date) -> bytes:
    """Return a zip anew, with every entry dated by a day, so that the same content gives the same bytes.

    Parameters
    ----------
    package
        A ZIP archive.
    day
        The day that every entry bears, at midnight.
    """
    out = BytesIO()
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            dated = zipfile.ZipInfo(entry.filename, (day.year, day.month, day.day, 0, 0, 0))
            dated.compress_type, dated.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(dated, source.read(entry.filename), compresslevel=LEVEL)
    return out.getvalue()
