"""A series of map sheets, one a city, a county or a project: a PDF with its contents, or a ZIP archive."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from geo.errors import ExportError, SeriesCancelled
from geo.export.delimited import archive
from geo.export.series_parts import parts
from geo.sheet.options import LONGEST, SheetOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.atlas.atlas import View
    from geo.export.series_parts import By, Part
    from geo.read.words import Words
    from geo.sheet.paper import Paper

FILES = ("pdf", "zip")
EACH = ("png", "svg", "pdf")
"""What the sheets in an archive can be."""
FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
"""What no file name of Windows may hold."""


def series(  # noqa: PLR0913 - each is a choice of the reader, by name
    view: View,
    words: Words,
    options: SheetOptions | None = None,
    *,
    by: By,
    file: str = "pdf",
    each: str = "png",
    dpi: int = 300,
    progress: Callable[[int, int, str], bool] | None = None,
) -> bytes:
    """Draw a sheet a city, county or project: the same view, words, options and day give the same bytes.

    Parameters
    ----------
    view
        What to show; places without any project in it have no sheet, and the contents say which.
    words
        The language of the sheets.
    options
        What every sheet has in common. A title of one's own has the name of the place or project added; the extent is
        the place, or the ground of the project; an address is changed into one that opens that place or project.
    by
        ``city``, ``county`` or ``project``.
    file
        ``pdf``, with a page of contents, links and bookmarks, or ``zip``, with a list of contents as text.
    each
        What the sheets in an archive are: ``png``, ``svg`` or ``pdf``.
    dpi
        Dots per inch of a PNG.
    progress
        Asked before each sheet with how many are done, of how many, and the name of the next; when it returns false,
        the series stops.

    Raises
    ------
    ExportError
        Nothing is in view, or there is no such series or kind of file.
    SheetError
        A sheet cannot be drawn.
    SeriesCancelled
        ``progress`` returned false.
    """
    chosen, left_out = parts(view, words, by)
    return bound(chosen, left_out, view, words, options, by=by, file=file, each=each, dpi=dpi, progress=progress)


def bound(  # noqa: PLR0913 - as `series`
    chosen: Sequence[Part],
    left_out: Sequence[str],
    view: View,
    words: Words,
    options: SheetOptions | None = None,
    *,
    by: By,
    file: str = "pdf",
    each: str = "png",
    dpi: int = 300,
    progress: Callable[[int, int, str], bool] | None = None,
) -> bytes:
    """Draw the sheets of a series and bind them; see `series`.

    Parameters
    ----------
    chosen
        The sheets, in order.
    left_out
        The names of those that there will be none of.
    view
        The view as a whole.
    words
        The words of the language.
    options
        What the sheets have in common; the usual where None.
    by
        Of what there is a sheet each.
    file
        ``pdf``, or ``zip`` for a file a sheet.
    each
        What a ZIP archive holds, one of `EACH`.
    dpi
        Of PNG, dots an inch of the printed page.
    progress
        Told before each sheet how many are done, of how many, and its name; returns whether to go on.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    ExportError
        There is no such kind of file.
    SeriesCancelled
        ``progress`` returned false.
    """
    if file not in FILES or each not in EACH:
        raise ExportError("series.file", file=file, each=each, files=FILES, kinds=EACH)
    from geo.export import series_book  # noqa: PLC0415 - it loads what draws, which a page of choices does not need

    options = options or SheetOptions()
    options = replace(options, made_on=options.made_on or dt.datetime.now(tz=dt.UTC).astimezone().date())
    papers: list[list[Paper]] = []
    names: list[str] = []
    pictures: dict[str, bytes] = {}
    for at, part in enumerate(chosen):
        if progress is not None and not progress(at, len(chosen), part.name):
            raise SeriesCancelled("series.cancelled", done=at, total=len(chosen))
        pages = series_book.sheet_of(part.view, words, sheet_options(part, words, options, by), part.name)
        if file == "pdf":
            papers.append(pages)
        else:
            name = f"{at + 1:0{len(str(len(chosen)))}}-{FORBIDDEN.sub('_', part.name)}"
            files = series_book.written(pages, name, each, dpi)
            names.append(next(iter(files)))
            pictures |= files
    contents = series_book.Contents(chosen, left_out, view, words, options, by)
    if file == "pdf":
        return series_book.book(papers, contents)
    return archive({"contents.txt": series_book.listed(contents, names), **pictures})


def sheet_options(part: Part, words: Words, options: SheetOptions, by: By) -> SheetOptions:
    """Return the options of one sheet of a series.

    Parameters
    ----------
    part
        Whose sheet it is.
    words
        The words of the language.
    options
        What the sheets have in common.
    by
        Of what there is a sheet each.
    """
    named = part.name if by == "project" else ""
    title = words("series.titled", title=options.title, name=part.name) if options.title else named
    room = LONGEST["title"]
    title = title if len(title) <= room else title[: room - 1] + "…"
    extent = "filtered" if by == "project" else part.key
    address = options.address and readdressed(options.address, "project" if by == "project" else "place", part.key)
    return replace(options, title=title, extent=extent, address=address)


def readdressed(address: str, name: str, key: str) -> str:
    """Return the address of a view with one place or project instead of those it has, and the map where that lies.

    Parameters
    ----------
    address
        The address of a view; nothing of it is asked for but the query.
    name
        ``place`` or ``project``.
    key
        The id of the place or project.
    """
    parted = urlsplit(address)
    kept = [(n, v) for n, v in parse_qsl(parted.query, keep_blank_values=True) if n not in ("view", "project", name)]
    return urlunsplit(parted._replace(query=urlencode([*kept, (name, key)])))
