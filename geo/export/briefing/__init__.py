"""A briefing to take away: counts, map, changes, projects, cooperation, figures, each led back to its text.

`compose` says what is in it, once; `word`, `slides` and `pdf` write it. None of them knows the atlas.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from geo.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.atlas.atlas import View
    from geo.atlas.promises import Promise
    from geo.read.words import Words

Kind = Literal["docx", "pptx", "pdf"]
ROOM_MM = {"docx": (170.0, 150.0), "pdf": (170.0, 150.0), "pptx": (205.0, 146.0)}
"""Room for the map in each kind of file, width and height."""


def briefing(
    view: View, words: Words, *, since: dt.date | None = None, kind: Kind = "docx", made_on: dt.date | None = None
) -> bytes:
    """Return a briefing as a file: the same view, words and days give the same bytes.

    Parameters
    ----------
    view
        What it is about: the places, the day and the other filters of the view.
    words
        Its language.
    since
        An earlier day: what changed is told from there on. None: from the texts before the newest.
    kind
        ``docx`` (Word, A4), ``pptx`` (PowerPoint, 16:9) or ``pdf`` (A4, PDF/A and PDF/UA).
    made_on
        The date in the foot and in the properties of the file; today when None.

    Raises
    ------
    BriefingError
        The view is empty, ``since`` is not before its day, or there is no such kind.
    SheetError
        The map cannot be drawn.
    """
    if kind not in ROOM_MM:
        raise BriefingError("briefing.file", kind=kind, known=list(ROOM_MM))
    # What follows costs half a second to import, which only a briefing needs
    from geo.export.briefing.compose import compose  # noqa: PLC0415

    day = made_on or dt.datetime.now(tz=dt.UTC).astimezone().date()
    content = compose(view, words, since=since, made_on=day, map_mm=ROOM_MM[kind])
    if kind == "docx":
        from geo.export.briefing.word import written  # noqa: PLC0415
    elif kind == "pptx":
        from geo.export.briefing.slides import written  # noqa: PLC0415
    else:
        from geo.export.briefing.pdf import written  # noqa: PLC0415
    return written(content)


def ledger_document(view: View, promised: Sequence[Promise], words: Words, *, made_on: dt.date | None = None) -> bytes:
    """Return the ledger of promises as a Word document (A4).

    Parameters
    ----------
    view
        The projects, as known on its day.
    promised
        The promises, in their order.
    words
        The words of the language.
    made_on
        The date in the foot and in the properties of the file; today when None.
    """
    from geo.export.briefing.compose import compose_ledger  # noqa: PLC0415 - as above
    from geo.export.briefing.word import written  # noqa: PLC0415

    day = made_on or dt.datetime.now(tz=dt.UTC).astimezone().date()
    return written(compose_ledger(view, promised, words, day))
