"""What each command does: it takes what was asked for and returns the line to print."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.atlas.atlas import load_atlas
from geo.errors import AtlasError, ExportError, RecordError, together
from geo.export.series import EACH
from geo.export.systems import GCJ02, IN_ANY_SYSTEM, system_of, with_mark
from geo.read.memory import own_memory
from geo.read.upgrade import upgraded
from geo.read.words import LANGUAGES, read_words
from geo.shell import resolve
from geo.shell.saving import kind_of, require_writable, save, save_all

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from geo.atlas.atlas import Atlas, View
    from geo.export.systems import System
    from geo.read.words import Words
    from geo.sheet.paper import Paper

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
TO = (*DATA_KINDS.values(), "positions")
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
    save_all(files)
    return "\n".join([*map(str, files), f"{options.folder}: {len(files)} files written; now run: check"])


def sheet(options: argparse.Namespace) -> str:
    """Draw the filtered view as a map sheet: one PDF, or a picture a page and beside a PNG its world file.

    Parameters
    ----------
    options
        The filters, what `resolve.sheet_options` asks, ``out``, ``dpi`` and ``outlines``.

    Returns
    -------
    str
        The paths of the files, a line each.
    """
    kind = kind_of(options.out, ("png", "svg", "pdf"))
    asked = resolve.templated(options)
    drawn = [_laid_out(each) for each in asked]
    from geo.sheet.package import files_of  # noqa: PLC0415 - what draws is loaded by whom it concerns

    if kind == "pdf":
        drawn = [[paper for papers in drawn for paper in papers]]
    paths: dict[Path, bytes] = {}
    for at, papers in enumerate(drawn):
        stem = options.out.stem + (f"-{asked[at].name or at + 1}" if len(drawn) > 1 else "")
        files = files_of(papers, stem, file=kind, dpi=options.dpi, outlines=options.outlines)
        first = (
            options.out
            if len(drawn) == 1
            else options.out.with_name(next(iter(files)).removesuffix(f".{kind}") + options.out.suffix)
        )
        names = [first, *(options.out.with_name(name) for name in list(files)[1:])]
        paths |= dict(zip(names, files.values(), strict=True))
    save_all(paths)
    return "\n".join(map(str, paths))


def _laid_out(options: argparse.Namespace) -> list[Paper]:
    """Lay out one sheet that was asked for."""
    atlas, view, words = _asked(options)
    chosen = resolve.sheet_options(atlas, options)
    from geo.sheet.sheet import compose_all  # noqa: PLC0415 - as above

    return compose_all(view, words, chosen)


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
        The filters, ``since``, ``until``, ``style`` and ``out``.

    Returns
    -------
    str
        The path of the file; of slides also that of the workbook beside it, which holds every entry.
    """
    kind = kind_of(options.out, ("docx", "pptx", "pdf"))
    since, until = resolve.day_of(options.since), resolve.day_of(options.until)
    _, view, words = _asked(options)
    from geo.export.briefing import briefing  # noqa: PLC0415 - as above

    made = briefing(view, words, since=since, until=until, kind=kind, style=options.style)  # type: ignore[arg-type]
    if kind != "pptx":
        save(options.out, made)
        return str(options.out)
    from geo.export.selection import selection  # noqa: PLC0415 - as above

    beside = options.out.with_suffix(".xlsx")
    save_all({options.out: made, beside: selection(view, words, "xlsx")})
    return f"{options.out}\n{beside}"


def export(options: argparse.Namespace) -> str:
    """Write the filtered view as data.

    Parameters
    ----------
    options
        The filters, ``to`` (empty: as the ending of the file says), ``crs`` and ``out``.

    Returns
    -------
    str
        The path of the file.
    """
    options.out = options.out or options.named_out
    kind = options.to or DATA_KINDS[kind_of(options.out, DATA_KINDS)]
    _require_named_system(options.out, system_of(options.crs, kind, IN_ANY_SYSTEM))
    _, view, words = _asked(options)
    if kind == "oc4ids":
        content = _package(view, options)
    else:
        from geo.export.selection import selection  # noqa: PLC0415 - as above

        content = selection(view, words, kind, options.crs, read_words(options.data / "text"))  # type: ignore[arg-type]
    save(options.out, content)
    return str(options.out)


def _require_named_system(path: Path, system: System) -> None:
    """Refuse a file in GCJ-02 that does not say so in its name: nothing else of it that a map program reads does."""
    if system.name == GCJ02 and "gcj" not in path.name.lower():
        raise ExportError("export.system_unnamed", better=path.with_name(with_mark(path.name, system)))


def _package(view: View, options: argparse.Namespace) -> bytes:
    """Return an OC4IDS package of a view; where its ids have no registered prefix, say so on standard error."""
    from geo.export import oc4ids  # noqa: PLC0415 - as above
    from geo.export.oc4ids_prefix import OWN_PREFIX, SETTING  # noqa: PLC0415 - as above

    words = read_words(options.data / "text")
    prefix = os.environ.get(SETTING, "")
    content = oc4ids.oc4ids_file(view.atlas, words["zh"], view.projects.index, prefix=prefix)
    if not prefix:
        note = words[options.lang or "en"]("oc4ids.unregistered", prefix=OWN_PREFIX, setting=SETTING)
        sys.stderr.write(f"{note}\n")
    return content


def _asked(options: argparse.Namespace) -> tuple[Atlas, View, Words]:
    """Return the atlas, the view asked for and the language, once it is sure that the file can be written."""
    require_writable(options.out)
    resolve.day_of(options.day)
    words: Mapping[str, Words] = read_words(options.data / "text")
    atlas = load_atlas(options.data, memory=own_memory())
    return atlas, resolve.view_of(atlas, words, options), words[options.lang or LANGUAGES[0]]


def _progress() -> Callable[[int, int, str], bool]:
    """Return what writes how far a series is into one line of the terminal."""

    def told(done: int, total: int, name: str) -> bool:
        line = f"{done + 1}/{total} {name}"[: LINE_WIDTH // 2]
        sys.stderr.write("\r" + " " * LINE_WIDTH + "\r" + line)
        sys.stderr.flush()
        return True

    return told
