"""What stands around the map of a sheet: title and subtitle above it, sources, date and who issues it below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.atlas import joins
from geo.looks import style
from geo.sheet.fonts import MM_PER_PT, STRAIGHT, text_width_mm, wrapped
from geo.sheet.labels import Box
from geo.sheet.options import SLIDE
from geo.sheet.qr_code import code_mm, draw_code
from geo.words.dates import when
from geo.words.drawn import drawn_note
from geo.words.filters import filters_in_words
from geo.words.kinds import kinds_in_words
from geo.words.rings import changes_in_short

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geo.atlas.atlas import View
    from geo.read.words import Words
    from geo.sheet.options import SheetOptions
    from geo.sheet.paper import Paper

TITLE_PT, LEAST_TITLE_PT, SUBTITLE_PT = 18.0, 13.0, 7.6
SLIDE_TITLE_PT = 8.5
FOOT_PT, ISSUER_PT = 6.0, 7.0
ROW_MM = FOOT_PT * MM_PER_PT * 1.34
ISSUER_ROW_MM = ISSUER_PT * MM_PER_PT * 1.45
GAP_MM = 5.0
TOP_MM = (2.2, 1.0)
"""From the frame to the foot, to that of a slide."""
SIDE_SHARE = 0.36
"""Of the foot, the right side takes this share at most."""


@dataclass(frozen=True)
class Head:
    """The lines above the map, and how high they stand together, mm."""

    title: tuple[str, ...]
    title_pt: float
    subtitle: tuple[str, ...]
    subtitle_pt: float = SUBTITLE_PT
    is_one_line: bool = False

    @property
    def height(self) -> float:
        """From the top edge of the page's type area to the frame."""
        title = len(self.title) * _title_row(self.title_pt)
        if self.is_one_line:
            return title + 0.6
        return title + len(self.subtitle) * self.subtitle_pt * MM_PER_PT * 1.4 + 3.2


@dataclass(frozen=True)
class Foot:
    """The lines below the map: sources on the left, notes and who issues the sheet on the right."""

    lines: tuple[str, ...]
    issuers: tuple[str, ...]
    notes: tuple[str, ...]
    address: str
    is_short: bool = False

    @property
    def height(self) -> float:
        """From the frame to the lower edge of the type area, mm."""
        if self.is_short:
            return max(len(self.lines) * ROW_MM, code_mm(self.address)) + TOP_MM[1]
        side = len(self.issuers) * ISSUER_ROW_MM + (len(self.notes) + MOST_COUNTS) * ROW_MM
        return max(len(self.lines) * ROW_MM, side, code_mm(self.address)) + TOP_MM[0]


MOST_NAMED = 16
"""Of so many projects the foot says what the texts and what a later page says of their stage; of more how many."""
MOST_COUNTS = 2
"""Rows kept free for what is only known when the map is drawn: what found no room, what lies outside."""


def head_of(view: View, words: Words, options: SheetOptions, width_mm: float, shown: int) -> Head:
    """Return title and subtitle: the title smaller where it is long, on several lines where it is longer still.

    ``shown`` is how many projects are on the map.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    options
        What the sheet is asked to be: layout, theme, extent, words of its own.
    width_mm
        The width that there is, mm.
    shown
        How many projects are on the map.
    """
    title = options.title or title_of(view, words, options)
    if options.layout.name == SLIDE:
        return _short_head(title, options.subtitle or _count_and_day(view, words, shown), width_mm)
    size = min(TITLE_PT, TITLE_PT * width_mm / max(text_width_mm(title, TITLE_PT), 1))
    size = max(size, LEAST_TITLE_PT)
    below = options.subtitle or subtitle(view, words, shown)
    return Head(tuple(wrapped(title, width_mm, size)), size, tuple(wrapped(below, width_mm, SUBTITLE_PT)))


def _short_head(title: str, below: str, width_mm: float) -> Head:
    """Return the head of a slide: one line, the subtitle at its right end; lines below each other where it is long."""
    title_mm, below_mm = text_width_mm(title, SLIDE_TITLE_PT), text_width_mm(below, FOOT_PT)
    if title_mm + GAP_MM + below_mm <= width_mm:
        return Head((title,), SLIDE_TITLE_PT, (below,), is_one_line=True)
    size = max(FOOT_PT, min(SLIDE_TITLE_PT, SLIDE_TITLE_PT * width_mm / title_mm))
    return Head(tuple(wrapped(title, width_mm, size)), size, tuple(wrapped(below, width_mm, FOOT_PT)), FOOT_PT)


def _count_and_day(view: View, words: Words, shown: int) -> str:
    """Return the filters in words, how many projects a slide shows and the day known."""
    filters, total = filters_in_words(view, words), len(view.projects)
    count = words("sheet.count_in", count=shown, total=total) if shown < total else counted(total, words)
    parts = [words("sheet.filters", filters=filters) if filters else "", count, _known(view, words)]
    parts = [part for part in parts if part]
    return "　·　".join(parts) if words.lang == "zh" else "   ·   ".join(parts).translate(STRAIGHT)


def _known(view: View, words: Words) -> str:
    precision = "day" if view.filters.day else str(view.atlas.texts.iloc[-1]["date_precision"])
    return words("sheet.known", when=when(view.day, precision, words))


def title_of(view: View, words: Words, options: SheetOptions) -> str:
    """Return what a sheet is called without a title of its own: after its place, where it is about one.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    options
        What the sheet is asked to be: layout, theme, extent, words of its own.
    """
    atlas, chosen = view.atlas, view.filters.place
    place = options.extent if options.extent in atlas.places.index else chosen[0] if len(chosen) == 1 else ""
    if not isinstance(place, str) or not place or place in (joins.CLUSTER, joins.PROVINCE):
        return words("title")
    return words("sheet.title_of", place=atlas.label(place, words.lang))


def draw_head(paper: Paper, head: Head, top: float) -> None:
    """Write title and subtitle in the middle, below a height of the page.

    Parameters
    ----------
    paper
        The page that is drawn on.
    head
        From `head_of`.
    top
        The upper edge of the head above the lower left of the page, mm.
    """
    y = top
    if head.is_one_line:
        _draw_line(paper, head, top - _title_row(head.title_pt) / 2)
        return
    for line in head.title:
        row = _title_row(head.title_pt)
        paper.text(
            *("margin", paper.width / 2, y - row / 2, line, head.title_pt),
            anchor="middle",
            weight_pt=head.title_pt / 36,
            gid="title",
        )
        y -= row
    for line in head.subtitle:
        row = head.subtitle_pt * MM_PER_PT * 1.4
        y -= row
        paper.text(
            *("margin", paper.width / 2, y + row / 2, line, head.subtitle_pt),
            anchor="middle",
            ink=style.QUIET,
            gid="subtitle",
        )


def _draw_line(paper: Paper, head: Head, y: float) -> None:
    """Write title and subtitle in one line that is as wide as the map."""
    edge = paper.frames[0].box
    paper.text("margin", edge.left, y, head.title[0], head.title_pt, weight_pt=head.title_pt / 36, gid="title")
    below = head.subtitle[0]
    paper.text("margin", edge.right, y, below, FOOT_PT, anchor="end", ink=style.QUIET, gid="subtitle")


def _title_row(size_pt: float) -> float:
    return size_pt * MM_PER_PT * 1.34


def subtitle(view: View, words: Words, shown: int | None = None) -> str:
    """Return the filters in words, the count (of those ``shown``, where these are fewer) and the day known.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    shown
        How many projects are on the map; None where all of the view are.
    """
    filters = filters_in_words(view, words)
    if filters:
        filters = words("sheet.filters", filters=filters)
    elif len(view.projects) == len(view.atlas.projects):
        filters = words("sheet.filters_none")
    total = len(view.projects)
    is_part = shown is not None and shown < total
    parts = [
        filters,
        words("sheet.count_in", count=shown, total=total) if is_part else counted(total, words),
        kinds_in_words(view, words),
        _known(view, words),
    ]
    parts = [part for part in parts if part]
    return "　·　".join(parts) if words.lang == "zh" else "   ·   ".join(parts).translate(STRAIGHT)


def counted(count: int, words: Words) -> str:
    """Return a number of projects in words.

    Parameters
    ----------
    count
        How many projects.
    words
        The words of the language.
    """
    return words("sheet.count", count=count)


def foot_of(  # noqa: PLR0913 - what is said, where, and what the page leaves to others
    view: View, words: Words, options: SheetOptions, width_mm: float, day: dt.date, *, has_list: bool = True
) -> Foot:
    """Return what stands below the map of a page whose type area has a width.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    options
        What the sheet is asked to be: layout, theme, extent, words of its own.
    width_mm
        The width that there is, mm.
    day
        The day on which the sheet is made.
    has_list
        Whether this page lists its projects; else those that follow do, and say of each how its stage is known.
    """
    issuers = [words("sheet.organisation", name=options.organisation)] if options.organisation else []
    issuers += [words("sheet.approval", number=options.approval)] if options.approval else []
    version = [words("sheet.version", version=view.atlas.version)] if view.atlas.version else []
    notes = [words("sheet.mark_wide").join([words("sheet.made", date=when(day, "day", words)), *version])]
    side = max(
        [text_width_mm(line, ISSUER_PT) for line in issuers]
        + [text_width_mm(line, FOOT_PT) for line in [*notes, words("sheet.outside", count=100)]]
    )
    room = width_mm - min(side, SIDE_SHARE * width_mm) - GAP_MM
    room -= code_mm(options.address) + 2.0 if options.address else 0.0
    typed = [words("sheet.note", note=options.note)] if options.note else []
    typed += [note] if (note := drawn_note(view, words)) else []
    if options.layout.name == SLIDE:
        return _short_foot(view, words, options, width_mm, (*typed, *issuers))
    typed += [subtitle(view, words)] if options.subtitle else []
    listed = _stages_apart(view, words) if has_list else [words("sheet.register_note") + _mark_in_short(view, words)]
    sources = source_lines(view, words, is_approved=bool(options.approval))
    sources += [words("sheet.grid")] if options.grid else []
    texts = (
        [*typed, *listed, *sources]
        if has_list
        else [*typed, ("" if words.lang == "zh" else " ").join([*listed, *sources])]
    )
    lines = tuple(line for text in texts for line in wrapped(text, room, FOOT_PT))
    wide = SIDE_SHARE * width_mm
    issuers = [line for text in issuers for line in wrapped(text, wide, ISSUER_PT)]
    return Foot(lines, tuple(issuers), tuple(notes), options.address)


def _short_foot(view: View, words: Words, options: SheetOptions, width_mm: float, typed: Sequence[str]) -> Foot:
    """Return the foot of a slide: the state of its boundaries and its mark; sources and date follow with the list."""
    approved = "sheet.boundaries_approved" if options.approval else "sheet.boundaries_short"
    notes = [words(approved), words("rings.mark_short") if changes_in_short(view, words) else "", *typed]
    room = width_mm - (code_mm(options.address) + 2.0 if options.address else 0.0)
    text = ("" if words.lang == "zh" else " ").join(part for part in notes if part)
    return Foot(tuple(wrapped(text, room, FOOT_PT)), (), (), options.address, is_short=True)


def _mark_in_short(view: View, words: Words) -> str:
    """Return what the mark at a name stands for, where any bears it."""
    if not changes_in_short(view, words):
        return ""
    return ("" if words.lang == "zh" else " ") + words("rings.mark") + ("。" if words.lang == "zh" else ".")


def _stages_apart(view: View, words: Words) -> list[str]:
    """Return what the mark at a name stands for, and of each project that has it both stages and the page."""
    entries, mark = changes_in_short(view, words), words("rings.mark")
    if len(entries) > MOST_NAMED:
        return [words("rings.counted", mark=mark, count=len(entries))]
    between = "；" if words.lang == "zh" else "; "
    return [words("rings.listed", mark=mark, entries=between.join(entries))] if entries else []


def source_lines(view: View, words: Words, *, is_approved: bool = False) -> list[str]:
    """Return the sources, what the marks claim, and where the boundaries come from.

    Parameters
    ----------
    view
        The projects in view, with their filters and their day.
    words
        The words of the language.
    is_approved
        Whether the sheet bears an approval number, so that no remark on its boundaries is due.
    """
    used, sources = view.reports, view.atlas.sources
    of_texts = used[used["kind"] == "text"]
    named = []
    for _, row in sources.loc[of_texts.sort_values("published_on", kind="stable")["source_id"].unique()].iterrows():
        day = when(row["published_on"].date(), row["date_precision"], words)
        about = words("sheet.mark").join(part for part in (words.of(row, "publisher"), day) if part)
        named.append(words("sheet.source", title=shortened(words.of(row, "title")), about=about))
    if pages := used.loc[used["kind"] == "public", "source_id"].nunique():
        named.append(words("sheet.pages", count=pages))
    text = words("sheet.sources", sources=("；" if words.lang == "zh" else "; ").join(named))
    references = set(view.features["source_id"]) & set(sources.index[sources["kind"] == "public"])
    end = "。" if words.lang == "zh" else ". "
    text += end + words("sheet.references", count=len(references)) if references else end.rstrip()
    ground = [words("sheet.precision_note"), words("sheet.boundaries_approved" if is_approved else "sheet.boundaries")]
    ground += [] if view.atlas.rivers.empty else [words("sheet.rivers")]
    return [text, ("" if words.lang == "zh" else " ").join([*ground, words("sheet.seats")])]


def shortened(title: str, most: int = 60) -> str:
    """Return a title without the remark in brackets at its end, cut at a mark or a word where it is still too long.

    Parameters
    ----------
    title
        In either language.
    most
        Half-width characters at most; a Chinese one counts as two.
    """
    for bracket in ("（", " ("):
        title = title.partition(bracket)[0] or title
    wide = 2 if any(ord(mark) > 0x2E80 for mark in title) else 1  # noqa: PLR2004 - where the CJK blocks begin
    if len(title) * wide <= most:
        return title
    head = title[: most // wide]
    cut = max(head.rfind(mark) for mark in "，：、—— ,:;")
    return head[: cut if cut > len(head) // 2 else len(head)].rstrip("，：、— ,:;") + "…"


def draw_foot(paper: Paper, foot: Foot, box: Box, counts: Sequence[str]) -> None:
    """Write the foot into a box; ``counts`` say what the map left out.

    Parameters
    ----------
    paper
        The page that is drawn on.
    foot
        From `foot_of`.
    box
        From whose top the lines go down, mm.
    counts
        Sentences on what the map left out; none where it shows all.
    """
    top = box.top - TOP_MM[foot.is_short]
    for at, line in enumerate(foot.lines):
        paper.text("margin", box.left, top - (at + 0.5) * ROW_MM, line, FOOT_PT, ink=style.QUIET, gid="foot")
    right = box.right
    if foot.address:
        side = code_mm(foot.address)
        draw_code(paper, Box(right - side, top - side, right, top), foot.address)
        right -= side + 2.0
    y = top
    for line in foot.issuers:
        paper.text("margin", right, y - ISSUER_ROW_MM / 2, line, ISSUER_PT, anchor="end", gid="issuer")
        y -= ISSUER_ROW_MM
    for line in [*foot.notes, *counts]:
        paper.text("margin", right, y - ROW_MM / 2, line, FOOT_PT, anchor="end", ink=style.QUIET, gid="notes")
        y -= ROW_MM
