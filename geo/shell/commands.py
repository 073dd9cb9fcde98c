"""What each command does: it takes what was asked for and returns the line to print."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.atlas.atlas import load_atlas
from geo.errors import AtlasError, RecordError, together
from geo.export.series import EACH
from geo.read.upgrade import upgraded
from geo.read.words import LANGUAGES, read_words
from geo.shell import resolve
from geo.shell.saving import kind_of, require_writable, save

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.read.words import Words

__all__ = ["DATA_KINDS", "EACH", "TO", "brief", "check", "export", "series", "sheet", "upgrade"]

OWN_DATA = Path(__file__).resolve().parents[2] / "data"
"""The record that comes with the program."""
DATA_KINDS = {
    "csv": "csv",
    "xlsx": "xlsx",
    "gpkg": "gpkg",
    "geojson": "geojson",
    "kml": "kml",
    "zip": "shp",
    "json": "oc4ids",
}
"""Ending → what ``export`` writes."""
TO = tuple(DATA_KINDS.values())
LINE_WIDTH = 60
"""Of the line that tells how far a series is."""


def check(options: argparse.Namespace) -> str:
    """Check ``data/`` against its contract, and with ``--texts`` each printed name against its lines.

    Parameters
    ----------
    options
        ``data`` and ``texts`` (None for none).

    Returns
    -------
    str
        How much there is of what; that nothing is wrong.

    Raises
    ------
    RecordError
        The record or its words break the contract; the faults of both are listed together.
    AtlasError
        What `geo.atlas.atlas.load_atlas` raises.
    """
    errors: list[AtlasError] = []
    try:
        read_words(options.data / "text")
    except RecordError as broken:
        errors.append(broken)
    try:
        atlas = load_atlas(options.data, options.texts)
    except AtlasError as broken:
        refused = together([*errors, broken])
        raise refused from None
    if errors:
        raise errors[0]
    counted = ", ".join(f"{len(table)} {name}" for name, table in atlas.tables.items())
    read_too = f", printed names found in {options.texts}" if options.texts else ""
    return f"{counted}, {len(atlas.features)} shapes: no fault{read_too}"


def upgrade(options: argparse.Namespace) -> str:
    """Bring a folder of an older version of the contract forward; what cannot be known is left for somebody to say.

    Parameters
    ----------
    options
        ``folder``, which is brought forward in place.

    Returns
    -------
    str
        The files that were written.
    """
    files = upgraded(options.folder, OWN_DATA)
    for path in files:
        require_writable(path)
    for path, content in files.items():
        save(path, content)
    return "\n".join([*map(str, files), f"{options.folder}: {len(files)} files written; now run: check"])


def sheet(options: argparse.Namespace) -> str:
    """Draw the filtered view as a map sheet.

    Parameters
    ----------
    options
        The filters, what `resolve.sheet_options` asks, ``out``, ``dpi`` and ``outlines``.

    Returns
    -------
    str
        The path of the file.
    """
    kind = kind_of(options.out, ("png", "svg", "pdf"))
    atlas, view, words = _asked(options)
    chosen = resolve.sheet_options(atlas, options)
    from geo.sheet.sheet import draw_sheet  # noqa: PLC0415 - what draws is loaded by whom it concerns

    picture = draw_sheet(view, words, chosen, file=kind, dpi=options.dpi, outlines=options.outlines)
    save(options.out, picture)
    return str(options.out)


def series(options: argparse.Namespace) -> str:
    """Draw a sheet for each city, county or project of the filtered view.

    Parameters
    ----------
    options
        The filters, what `resolve.sheet_options` asks, ``by``, ``files``, ``out`` and ``dpi``.

    Returns
    -------
    str
        The path of the file.
    """
    kind = kind_of(options.out, ("pdf", "zip"))
    atlas, view, words = _asked(options)
    chosen = resolve.sheet_options(atlas, options)
    from geo.export import series as sheets  # noqa: PLC0415 - as above

    with_progress = _progress() if sys.stderr.isatty() else None
    try:
        content = sheets.series(
            *(view, words, chosen),
            by=options.by,
            file=kind,
            each=options.files,
            dpi=options.dpi,
            progress=with_progress,
        )
    finally:
        if with_progress is not None:
            sys.stderr.write("\r" + " " * LINE_WIDTH + "\r")
    save(options.out, content)
    return str(options.out)


def brief(options: argparse.Namespace) -> str:
    """Write a briefing on the filtered view.

    Parameters
    ----------
    options
        The filters, ``since`` and ``out``.

    Returns
    -------
    str
        The path of the file.
    """
    kind = kind_of(options.out, ("docx", "pptx", "pdf"))
    since = resolve.day_of(options.since)
    _, view, words = _asked(options)
    from geo.export.briefing import briefing  # noqa: PLC0415 - as above

    save(options.out, briefing(view, words, since=since, kind=kind))  # type: ignore[arg-type]
    return str(options.out)


def export(options: argparse.Namespace) -> str:
    """Write the filtered view as data.

    Parameters
    ----------
    options
        The filters, ``to`` (empty: as the ending of the file says) and ``out``.

    Returns
    -------
    str
        The path of the file.
    """
    options.out = options.out or options.named_out
    kind = options.to or DATA_KINDS[kind_of(options.out, DATA_KINDS)]
    _, view, words = _asked(options)
    if kind == "oc4ids":
        content = _package(view, options)
    else:
        from geo.export.selection import selection  # noqa: PLC0415 - as above

        content = selection(view, words, kind)  # type: ignore[arg-type]
    save(options.out, content)
    return str(options.out)


def _package(view: View, options: argparse.Namespace) -> bytes:
    """Return an OC4IDS package of a view; where its ids have no registered prefix, say so on standard error."""
    from geo.export import oc4ids  # noqa: PLC0415 - as above

    words = read_words(options.data / "text")
    prefix = os.environ.get(oc4ids.SETTING, "")
    content = oc4ids.oc4ids_file(view.atlas, words["zh"], view.projects.index, prefix=prefix)
    if not prefix:
        note = words[options.lang or "en"]("oc4ids.unregistered", prefix=oc4ids.OWN_PREFIX, setting=oc4ids.SETTING)
        sys.stderr.write(f"{note}\n")
    return content


def _asked(options: argparse.Namespace) -> tuple[Atlas, View, Words]:
    """Return the atlas, the view asked for and the language, once it is sure that the file can be written."""
    require_writable(options.out)
    resolve.day_of(options.day)
    words: Mapping[str, Words] = read_words(options.data / "text")
    atlas = load_atlas(options.data)
    return atlas, resolve.view_of(atlas, words, options), words[options.lang or LANGUAGES[0]]


def _progress() -> Callable[[int, int, str], bool]:
    """Return what writes how far a series is into one line of the terminal."""

    def told(done: int, total: int, name: str) -> bool:
        line = f"{done + 1}/{total} {name}"[: LINE_WIDTH // 2]
        sys.stderr.write("\r" + " " * LINE_WIDTH + "\r" + line)
        sys.stderr.flush()
        return True

    return told
