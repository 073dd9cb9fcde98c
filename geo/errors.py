"""What can go wrong: a code and its parameters, which `geo.words.faults` puts into the reader's language.

AtlasError
├── RecordError       the curated record breaks its own contract (all faults held)
├── BoundaryError     a boundary file is missing, unreadable or inconsistent
├── LocatorError      a locator names no lines of its text
├── CrsError          a layer is not in the reference system that a step needs
├── FilterError       a filter names something that the atlas does not have
├── BriefingError     a briefing cannot be made as asked (nothing in view, days in the wrong order)
├── ExportError       a file cannot be made or written as asked (nothing in view, an unknown kind, a closed folder)
├── SeriesCancelled   whoever asked for a series of sheets wants it no more
└── SheetError        a map sheet cannot be drawn as asked (a missing glyph, an unknown size)

Pages catch ``AtlasError`` only and show its sentence; nothing else is expected to reach them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

# fmt: off
Code = Literal[
    "record.faulty",
    "file.missing", "file.not_json", "file.encoding", "file.not_toml", "file.no_word",
    "file.no_file", "file.no_directory", "file.outside", "file.unreadable", "file.large", "file.many", "file.mark",
    "file.nested", "file.not_csv", "file.rows",
    "cell.long", "cell.character", "cell.blank",
    "word.no_text", "word.unclosed", "word.other_value",
    "contract.type", "contract.required", "contract.constraint", "contract.repeated",
    "contract.reference", "contract.extra_cell", "contract.missing_cell", "contract.blank_row",
    "contract.missing_label", "contract.extra_label", "contract.other_label", "contract.blank_label",
    "contract.repeated_label", "contract.delimiter", "contract.no_tables", "contract.differs", "contract.twice",
    "contract.older", "contract.newer",
    "boundary.faulty", "boundary.unglued", "boundary.missing", "boundary.unreadable", "boundary.garbled",
    "boundary.no_field", "boundary.no_encoding", "boundary.no_crs", "boundary.other_crs", "boundary.no_unit",
    "boundary.code", "boundary.repeated", "boundary.no_name", "boundary.level", "boundary.no_area", "boundary.orphan",
    "boundary.childless", "boundary.cut", "boundary.many", "boundary.provinces", "boundary.uncovered",
    "boundary.outside_china",
    "shape.no_features", "shape.property", "shape.empty", "shape.length", "shape.precision", "shape.no_unit",
    "shape.no_geometry", "shape.unreadable", "shape.admin_geometry", "shape.invalid", "shape.outside_china",
    "shape.road_number", "shape.parts", "shape.kind", "shape.many", "shape.no_properties",
    "shape.no_project", "shape.no_source", "shape.no_place", "shape.no_outline", "shape.apart", "shape.astray",
    "shape.ends", "shape.length_off", "shape.crosses", "shape.stop_off",
    "text.missing", "text.no_locator", "text.beyond", "text.not_printed", "text.not_quoted",
    "date.together", "date.no_promise", "date.no_term", "date.not_ahead", "date.no_time", "date.no_time_in_lines",
    "date.promise_past", "date.meeting_ahead",
    "date.backwards", "date.not_begun",
    "figure.own_factor", "figure.low_factor", "figure.chained_unit", "figure.derived_unit", "figure.no_unit",
    "figure.other_unit", "figure.span", "figure.not_printed", "figure.ends", "figure.hearsay",
    "crossing.one_city", "crossing.no_city", "crossing.no_report", "crossing.other_side", "crossing.both_sides",
    "crossing.no_side", "crossing.empty", "crossing.second_reading", "crossing.no_reading",
    "language.one_only", "language.not_chinese", "language.not_english",
    "lineage.cycle", "lineage.other_strategy", "lineage.taken", "lineage.numbering", "lineage.order",
    "place.not_in_boundaries", "place.other_unit", "place.other_parent", "place.no_parent", "place.parent_level",
    "place.parent_code", "place.half_position", "place.outside",
    "reference.no_subject", "reference.not_text", "reference.idle_indicator", "reference.idle_unit",
    "reference.idle_organisation", "reference.idle_type", "reference.no_partner", "reference.own_partner",
    "reference.no_authority", "reference.hearsay", "reference.no_report", "reference.no_place", "reference.no_shape",
    "stage.falls_back", "stage.other_in_report",
    "evidence.required", "evidence.needless", "evidence.ahead", "evidence.undated", "evidence.second_reading",
    "evidence.no_report", "evidence.outcome",
    "crs.gcj02", "crs.undeclared", "crs.other", "crs.outside_china",
    "filter.unknown", "filter.near", "filter.none_of", "filter.not_found", "filter.ambiguous", "filter.no_day",
    "filter.no_view", "filter.no_drawn",
    "view.empty", "view.nothing_left",
    "sheet.file", "sheet.one_file", "sheet.no_font", "sheet.no_theme", "sheet.map_small", "sheet.no_extent",
    "sheet.outside", "sheet.no_project", "sheet.legend_room", "sheet.no_room", "sheet.long_address", "sheet.pixels",
    "sheet.no_glyph", "sheet.small", "sheet.large", "sheet.no_layout", "sheet.long_text", "sheet.no_approval",
    "sheet.not_set", "sheet.no_scale", "sheet.template", "sheet.template_empty", "sheet.template_long",
    "sheet.template_key", "sheet.template_value", "sheet.template_file",
    "series.no_kind", "series.no_city", "series.no_county", "series.file", "series.cancelled",
    "briefing.file", "briefing.empty", "briefing.since_late", "briefing.until_late",
    "briefing.style",
    "export.file", "export.ending", "export.no_ending", "export.directory", "export.no_directory", "export.refused",
    "export.link", "export.no_file", "export.no_room",
    "export.not_written", "export.oc4ids_prefix", "export.system", "export.system_fixed", "export.system_unnamed",
]
# fmt: on
"""Every fault that there is; each has a sentence of that name under ``fault`` in ``data/text/``, in each language."""


class AtlasError(Exception):
    """Something the reader can mend.

    ``code`` and ``params`` say what was found, where, and what would be right; ``faults`` are the single breaches,
    where there are several, and ``more`` counts by file those that are too many to hold.

    Parameters
    ----------
    code
        What is wrong, one of `Code`.
    faults
        The breaches that it is made up of.
    **params
        What the sentence names: texts, numbers, dates, or lists of texts.
    """

    def __init__(self, code: Code, /, *, faults: Iterable[Fault] = (), **params: object) -> None:
        super().__init__(code)
        self.code, self.params, self.faults = code, params, tuple(faults)
        self.more: Mapping[str, int] = {}

    def __str__(self) -> str:
        return in_english(self)


@dataclass(frozen=True, init=False)
class Fault:
    """One breach of the contract of ``data/``, at the place where it can be mended.

    Parameters
    ----------
    file
        Within ``data/``.
    row
        The line of the file as a text editor counts it (the header is line 1), or None where the fault concerns the
        whole file.
    field
        The column, property or key; an empty text where it is none in particular.
    code
        What is wrong, one of `Code`.
    **params
        As in `AtlasError`.
    """

    file: str
    row: int | None
    field: str
    code: Code
    params: Mapping[str, object]

    def __init__(self, file: str, row: int | None, field: str, code: Code, /, **params: object) -> None:
        self.__dict__.update(file=file, row=row, field=field, code=code, params=params)

    def within(self, directory: str) -> Fault:
        """Return the same fault of a file that lies in a directory.

        Parameters
        ----------
        directory
            Within ``data/``.
        """
        return Fault(f"{directory}/{self.file}", self.row, self.field, self.code, **self.params)

    def __str__(self) -> str:
        return in_english(self)


in_english: Callable[[AtlasError | Fault], str] = repr
"""What `str` calls. The package sets it to `geo.words.faults`, which this lowest layer may not know."""


MOST_KEPT = 1_000
"""How many faults of one file are held; the rest is counted."""


class RecordError(AtlasError):
    """The record breaks its contract; ``faults`` holds its breaches, sorted by file and row.

    Of each file the first `MOST_KEPT` are held, ``more`` counts the others by file.

    Parameters
    ----------
    faults
        Every breach, in any order.
    more
        File → how many breaches there are beside these.
    """

    def __init__(self, faults: Iterable[Fault], more: Mapping[str, int] | None = None) -> None:
        ordered = sorted(faults, key=lambda fault: (fault.file, fault.row or 0, fault.field, fault.code))
        counts = Counter(fault.file for fault in ordered)
        counts.update(more or {})
        held: list[Fault] = []
        for _, of_file in groupby(ordered, key=lambda fault: fault.file):
            held += islice(of_file, MOST_KEPT)
        super().__init__("record.faulty", faults=held, count=counts.total())
        counts.subtract(fault.file for fault in held)
        self.more = {file: count for file, count in counts.items() if count}


class BoundaryError(AtlasError):
    """A boundary file is missing, unreadable or disagrees with the others."""


def together(errors: Sequence[AtlasError]) -> AtlasError:
    """Return one error with the faults of several, so that all are told at once; a single one as it is.

    Parameters
    ----------
    errors
        What the record, its boundaries and its words are refused for; at least one.
    """
    if len(errors) == 1:
        return errors[0]
    faults: list[Fault] = []
    more: Counter[str] = Counter()
    for error in errors:
        is_boundary = isinstance(error, BoundaryError)
        faults += [fault.within("boundaries") if is_boundary else fault for fault in error.faults]
        more.update(error.more)
    return RecordError(faults, more)


class LocatorError(AtlasError):
    """A locator names no lines of its text."""


class CrsError(AtlasError):
    """A layer is not in the reference system that the step needs."""


class FilterError(AtlasError):
    """A filter names something that the atlas does not have."""


class BriefingError(AtlasError):
    """A briefing cannot be made as asked."""


class ExportError(AtlasError):
    """A file cannot be made or written as asked."""


class SeriesCancelled(AtlasError):  # noqa: N818 - nothing went wrong
    """Whoever asked for a series of sheets wants it no more."""


class SheetError(AtlasError):
    """A map sheet cannot be drawn as asked."""
