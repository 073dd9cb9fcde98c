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
    from geo.export.briefing.parts import Style
    from geo.read.words import Words

Kind = Literal["docx", "pptx", "pdf"]
ROOM_MM = {"atlas": (170.0, 150.0), "official": (156.0, 138.0)}
"""Room for the map in a document of each style, width and height."""
KINDS = ("docx", "pdf", "pptx")


def briefing(  # noqa: PLR0913 - each is a choice of who asks, by name
    view: View,
    words: Words,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    kind: Kind = "docx",
    style: Style = "atlas",
    made_on: dt.date | None = None,
) -> bytes:
    """Return a briefing as a file: the same view, words and days give the same bytes.

    Parameters
    ----------
    view
        What it is about: the places, the day and the other filters of the view.
    words
        Its language.
    since
        The earlier of two days whose difference is told. None: that of the texts before the newest.
    until
        The later of the two days. None: the day of the view.
    kind
        ``docx`` (Word, A4), ``pptx`` (PowerPoint, 16:9, at most twelve slides) or ``pdf`` (A4, PDF/A and PDF/UA).
    style
        What a document looks like: ``atlas``, or ``official`` as official papers by GB/T 9704. Slides have one look.
    made_on
        The date in the foot and in the properties of the file; today when None.

    Raises
    ------
    BriefingError
        The view is empty, the two days are not in their order, or there is no such kind or style.
    SheetError
        The map cannot be drawn.
    """
    if kind not in KINDS:
        raise BriefingError("briefing.file", kind=kind, known=list(KINDS))
    if style not in ROOM_MM or (kind == "pptx" and style != "atlas"):
        raise BriefingError("briefing.style", style=style, kind=kind)
    # What follows costs half a second to import, which only a briefing needs
    day = made_on or dt.datetime.now(tz=dt.UTC).astimezone().date()
    if kind == "pptx":
        from geo.export.briefing import deck, slides  # noqa: PLC0415

        return slides.written(deck.compose_deck(view, words, since=since, until=until, made_on=day))
    from geo.export.briefing.compose import compose  # noqa: PLC0415

    content = compose(view, words, since=since, until=until, made_on=day, map_mm=ROOM_MM[style], style=style)
    if kind == "docx":
        from geo.export.briefing.word import written  # noqa: PLC0415
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
