"""Numbers for the texts that a briefing cites, in the order in which they are first cited."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from geo.export.briefing.parts import Note, Piece
from geo.read.texts import span_of
from geo.words.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.atlas.atlas import Atlas
    from geo.export.briefing.parts import Line
    from geo.read.words import Words

Span = tuple[int, int]


class Citations:
    """The texts cited so far. Sections must be written in the order in which they are read."""

    def __init__(self, atlas: Atlas, words: Words) -> None:
        self._atlas, self._words = atlas, words
        self._spans: dict[str, set[Span]] = {}

    def cite(self, rows: Iterable[Any]) -> tuple[Line, ...]:
        """Return a line for each text, in the order of the rows (``source_id``, ``locator``), with its lines.

        Parameters
        ----------
        rows
            Rows that cite, with ``source_id`` and ``locator`` (empty for a public page).

        Returns
        -------
        tuple of Line
            One line for each run of rows of one text.
        """
        lines = []
        for source_id, same in groupby(rows, key=lambda row: str(row["source_id"])):
            spans = {span_of(row["locator"]) for row in same if row["locator"]}
            self._spans.setdefault(source_id, set()).update(spans)
            number = list(self._spans).index(source_id) + 1
            lines.append((Piece(self._place(spans), "cite", number),))
        return tuple(lines)

    def notes(self) -> tuple[Note, ...]:
        """Return every text that was cited, with its title, publisher, date, and the lines that were cited."""
        words, sources = self._words, self._atlas.sources
        notes = []
        for number, (source_id, spans) in enumerate(self._spans.items(), 1):
            source: Any = sources.loc[source_id]
            date = when(source["published_on"], source["date_precision"], words)
            about = [
                words.of(source, "publisher"),
                date,
                words.of(source, "date_basis"),
            ]
            stop = words("briefing.semicolon")
            title = words("briefing.title_of_text", title=words.of(source, "title"))
            known = stop.join(part for part in about if part)
            notes.append(Note(number, title, known, self._place(spans), str(source["url"] or "")))
        return tuple(notes)

    def _place(self, spans: Iterable[Span]) -> str:
        """Return the lines of a text in words; a public page has none."""
        joined = merged(spans)
        return in_words(joined, self._words) if joined else self._words("briefing.page_cited")


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch or overlap as one.

    Parameters
    ----------
    spans
        First and last line of each, in any order.
    """
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def in_words(spans: Sequence[Span], words: Words) -> str:
    """Return lines as a reader says them.

    Parameters
    ----------
    spans
        First and last line of each, from `merged`.
    words
        The words of the language.
    """
    numbers = words("list.mark").join(f"{first}" if first == last else f"{first}–{last}" for first, last in spans)
    is_one = len(spans) == 1 and spans[0][0] == spans[0][1]
    return words("briefing.line", line=numbers) if is_one else words("briefing.lines", lines=numbers)
