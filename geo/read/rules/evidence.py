"""Public pages beside the texts: what each kind of source needs, and two readings of what decides a stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.errors import Fault
from geo.read.classes import public_reports
from geo.read.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCES, REPORTS, READINGS, SEARCHES = (
    f"tables/{name}.csv" for name in ("sources", "project_reports", "second_readings", "searches")
)
NEEDS = {"text": ("published_on", "date_precision"), "public": ("class", "is_repost", "publisher_zh", "publisher_en")}
NEEDLESS = {"text": ("class", "is_repost", "host", "retrieved_on"), "public": ("file",)}
REPORT_NEEDS = {"text": ("locator", "printed_name"), "public": ("quote",)}
REPORT_NEEDLESS = {"text": ("quote", "event_on", "event_precision", "due_quote"), "public": ("locator", "printed_name")}
"""Kind of source → the fields that it, or a report of it, must have and must not have."""
QUOTING = ("project_reports", "crossing_reports", "figures", "project_organisations")
"""The tables whose rows may rest on a public page."""
DATED = ("project_reports", "crossing_reports")
"""Those of them that say when the thing happened."""


def source_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """A text has a date; a public page a class, a publisher in both languages, a day of publication or of reading.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``sources``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    for row in rows(tables["sources"].rename(columns={"class": "class_"})):
        yield from _kind_faults(SOURCES, row, row.kind, NEEDS, NEEDLESS)
        if row.kind == "public" and pd.isna(row.published_on) and pd.isna(row.retrieved_on):
            yield Fault(SOURCES, row.line, "retrieved_on", "evidence.required", kind=row.kind)
        if row.kind == "public" and pd.isna(row.published_on) != (row.date_precision == ""):
            together = {"field": "published_on", "other": "date_precision"}
            yield Fault(SOURCES, row.line, "published_on", "date.together", **together)


def report_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """What a text says has lines and a printed name, what a public page says an address and a quote.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``sources``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    sources = {row.source_id: row for row in rows(tables["sources"])}
    for name in QUOTING:
        for row in rows(_ill_quoted(tables[name], sources)):
            source = sources[row.source_id]
            yield from _kind_faults(f"tables/{name}.csv", row, source.kind, REPORT_NEEDS, REPORT_NEEDLESS)
            if source.kind == "public" and not source.url:
                yield Fault(SOURCES, source.line, "url", "evidence.required", kind=source.kind)


def event_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """What happened has a precision and lies behind its page; a stage without any day has no place in time.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``sources``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    sources = {row.source_id: row for row in rows(tables["sources"])}
    for name in DATED:
        for row in rows(_ill_dated(tables[name], sources)):
            yield from _event_faults(f"tables/{name}.csv", row, sources[row.source_id])


def _ill_quoted(table: pd.DataFrame, sources: Mapping[str, Any]) -> pd.DataFrame:
    """Return the rows that lack what their kind of source needs, or have what it has no use for: all at once."""
    kinds = table["source_id"].map({key: source.kind for key, source in sources.items()})
    is_ill = table["source_id"].isin([key for key, source in sources.items() if _lacks_address(source)])
    for fields, is_wanted in ((REPORT_NEEDS, False), (REPORT_NEEDLESS, True)):
        for kind, names in fields.items():
            for name in names:
                is_filled = ~(table[name].isna() | (table[name] == "")) if name in table else _none_of(table)
                is_ill |= (kinds == kind) & (is_filled if is_wanted else ~is_filled)
    return table[is_ill]


def _none_of(table: pd.DataFrame) -> pd.Series[bool]:
    return pd.Series(data=False, index=table.index)


def _lacks_address(source: Any) -> bool:
    return bool(source.kind == "public" and not source.url)


def _ill_dated(table: pd.DataFrame, sources: Mapping[str, Any]) -> pd.DataFrame:
    """Return the rows that cite a public page and whose event is not dated as it should be."""
    public = {key: source for key, source in sources.items() if source.kind == "public"}
    known = {key: s.retrieved_on if pd.isna(s.published_on) else s.published_on for key, s in public.items()}
    cited, is_undated = table["source_id"], table["event_on"].isna()
    known_on = pd.to_datetime(cited.map(known))
    has_no_day = cited.isin([key for key, source in public.items() if pd.isna(source.published_on)])
    stated = table["status" if "status" in table else "state"]
    is_ill = ((table["event_precision"] == "") != is_undated) | (table["event_on"] > known_on)
    is_ill |= (stated != "") & is_undated & has_no_day
    return table[is_ill & cited.isin(list(public))]


def _event_faults(file: str, row: Any, source: Any) -> Iterator[Fault]:
    if (row.event_precision == "") != pd.isna(row.event_on):
        yield Fault(file, row.line, "event_on", "date.together", field="event_on", other="event_precision")
    known = source.retrieved_on if pd.isna(source.published_on) else source.published_on
    if row.event_on > known:
        yield Fault(file, row.line, "event_on", "evidence.ahead", source=row.source_id, day=row.event_on, known=known)
    stated = row.status if hasattr(row, "status") else row.state
    if stated and pd.isna(row.event_on) and pd.isna(source.published_on):
        yield Fault(file, row.line, "event_on", "evidence.undated", source=row.source_id, status=stated)


def reading_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """What decides a stage from a public page has been read twice, and claims no more than either reading.

    Where the second reader finds a later stage the milder stands; with a suspension nothing else agrees.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked are ``project_reports``,
        ``second_readings`` and ``statuses``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    reports, readings = tables["project_reports"], tables["second_readings"]
    public = public_reports(tables)
    order = {row.status: row.order for row in rows(tables["statuses"]) if row.status != "suspended"}
    read: dict[tuple[str, str], set[str]] = {}
    for row in rows(readings):
        read.setdefault((row.project_id, row.source_id), set()).add(row.status)
    for row in rows(public[public["decides"] & (public["status"] != "")]):
        stages = read.get((row.project_id, row.source_id), set())
        least = order.get(row.status)
        if row.status not in stages and not any(least and order.get(stage, 0) > least for stage in stages):
            yield Fault(
                REPORTS,
                row.line,
                "status",
                "evidence.second_reading",
                project=row.project_id,
                source=row.source_id,
                status=row.status,
                found=[stage or "–" for stage in sorted(stages)],
            )
    reported = set(zip(reports["project_id"], reports["source_id"], strict=True))
    for row in rows(readings):
        if (row.project_id, row.source_id) not in reported:
            found_at = {"project": row.project_id, "source": row.source_id}
            yield Fault(READINGS, row.line, "source_id", "evidence.no_report", **found_at)


def search_faults(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """The outcome of a search is what the reports on its project show.

    Parameters
    ----------
    tables
        Name → table of ``data/tables``, as `geo.read.tables.read_tables` returns them; asked is ``searches``.

    Yields
    ------
    Fault
        One for each breach of the rule, with the file, line and field where it is mended.
    """
    decided = public_reports(tables).groupby("project_id")["decides"].any().to_dict()
    for row in rows(tables["searches"]):
        shown = "nothing" if row.project_id not in decided else "found" if decided[row.project_id] else "hearsay"
        if row.outcome and row.outcome != shown:
            outcome = {"project": row.project_id, "outcome": row.outcome, "shown": shown}
            yield Fault(SEARCHES, row.line, "outcome", "evidence.outcome", **outcome)


def _kind_faults(
    file: str, row: Any, kind: str, needs: Mapping[str, tuple[str, ...]], needless: Mapping[str, tuple[str, ...]]
) -> Iterator[Fault]:
    """Yield a fault for each field that the kind of a source asks for and is empty, or forbids and is filled."""
    for name in needs.get(kind, ()):
        if _is_empty(_held(row, name)):
            yield Fault(file, row.line, name, "evidence.required", kind=kind)
    for name in needless.get(kind, ()):
        if not _is_empty(_held(row, name)):
            yield Fault(file, row.line, name, "evidence.needless", kind=kind, value=str(_held(row, name)))


def _held(row: Any, name: str) -> Any:
    return getattr(row, "class_" if name == "class" else name, "")


def _is_empty(value: Any) -> bool:
    return bool(pd.isna(value)) or value == ""
