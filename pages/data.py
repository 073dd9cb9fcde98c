"""数据: what is in the record, how good it is, and how to take it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.atlas.evidence import statement_counts
from geo.atlas.quality import Quality, quality
from geo.export import layers, workbook
from geo.export.systems import SYSTEMS, WGS84
from geo.html import dictionary, headings, report, sources
from pages import _downloads, _filters, _frame, _record, _state, _widgets

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from geo.atlas.filters import Filters
    from geo.read.words import Words

SECTIONS = ("overview", "sources", "tables", "quality", "doubts", "downloads")
SECTION, SOURCE, TABLE, CRS = "topic", "source", "by", "crs"
DATE = st.column_config.DateColumn(format="YYYY-MM-DD")


@st.cache_resource(show_spinner=False, max_entries=16)
def _quality_of(evidence: str, day: dt.date | None) -> Quality:
    return quality(_record.whole_atlas().by_evidence(evidence).known_on(day))


def _quality() -> Quality:
    """Return how good the record is by the evidence and on the day of the address, counted once for each."""
    atlas = _record.atlas()
    return _quality_of(atlas.evidence, atlas.day)


def page() -> None:
    """Show the page."""
    words, atlas, filters = _record.words(), _record.atlas(), _filters.chosen()
    resources = {resource["name"]: resource for resource in _downloads.contract()["resources"]}
    _state.own(SOURCE, atlas.tables["sources"]["source_id"], "")
    at_first = "sources" if st.session_state[SOURCE] else "overview"
    _state.own(SECTION, SECTIONS, at_first)
    _state.own(TABLE, resources, "projects")
    _state.own(CRS, SYSTEMS, WGS84)
    _frame.head(words)
    with st.container(horizontal=True, vertical_alignment="center", key="data_head"):
        st.html(headings.heading(words("page.data")), width="content")
        section = _widgets.segmented_control(
            words("data.sections"),
            SECTIONS,
            key=SECTION,
            on_change=_state.note,
            required=True,
            label_visibility="collapsed",
            format_func=lambda name: words(f"data.section.{name}"),
        )
        _paragraphs(_cut_in_words(filters, words), "terms")
    shows: dict[str, Callable[[Words], None]] = {
        "overview": _overview,
        "sources": _sources,
        "tables": partial(_tables, resources),
        "quality": _report,
        "doubts": _doubts,
        "downloads": _show_downloads,
    }
    shows[section or at_first](words)
    _state.write(
        filters,
        topic=None if section == at_first else section,
        source=st.session_state[SOURCE],
        by=st.session_state[TABLE] if section == "tables" else None,
        crs=st.session_state[CRS] if section == "downloads" and st.session_state[CRS] != WGS84 else None,
    )


def _cut_in_words(filters: Filters, words: Words) -> list[str]:
    """Return what of the record is shown and taken away here, and that the other filters do not matter."""
    cut = workbook.cut_in_words(_record.atlas(), words)
    if filters.without("evidence", "day").is_empty:
        return cut
    return [*cut, words("data.unfiltered_rest" if cut else "data.unfiltered")]


def _overview(words: Words) -> None:
    atlas, counts = _record.atlas(), _quality()
    what, good, take = st.columns([36, 34, 30], gap="small")
    with what, st.container(border=True, key="data_one"):
        _heading(words("data.what"))
        st.html(report.contents(atlas, counts, words, _frame.link))
    with good, st.container(border=True, key="data_two"):
        _heading(words("data.good"))
        _passed(words)
        st.html(report.findings(counts, words))
        _heading(words("data.placed"))
        st.html(report.precision_bars(counts, words))
        st.html(report.doubts_ahead(counts, words, _state.href("data", topic="doubts")))
    with take, st.container(border=True, key="data_three"):
        _heading(words("data.take"))
        _downloads.whole_record(words)
        _downloads.layer("projects", "gpkg", words, words("data.take_projects"))
        _downloads.layer("counties", "gpkg", words, words("data.take_counties"))
        _terms(words)


def _sources(words: Words) -> None:
    atlas = _record.atlas()
    known = atlas.tables["sources"]["source_id"]
    source_id = st.session_state[SOURCE] or next(iter([*atlas.texts.index, *known]), "")
    listed, entry = st.columns([38, 62], gap="small")
    with listed, st.container(border=True, key="data_one"):
        for kind in ("text", "public"):
            counts = statement_counts(atlas, kind)
            if not counts.empty:
                _heading(words(f"data.kind.{kind}"))
                st.html(sources.source_list(atlas, counts, words, _frame.link, source_id))
    with entry, st.container(border=True, key="data_two"):
        if source_id:
            st.html(sources.source_entry(atlas, source_id, words, _frame.link))


def _tables(resources: dict[str, Any], words: Words) -> None:
    atlas = _record.atlas()

    def option(name: str) -> str:
        title, count = dictionary.table_title(resources[name], words), len(atlas.tables[name])
        return words("data.table_option", name=words(f"data.table.{name}"), title=title, count=count)

    choice, as_csv, as_workbook = st.columns([6, 2, 2], gap="small", vertical_alignment="bottom")
    with choice:
        label = words("data.choose_table")
        name = _widgets.selectbox(
            label, list(resources), key=TABLE, on_change=_state.note, label_visibility="collapsed", format_func=option
        )
    with as_csv:
        _downloads.table_as_csv(name, words)
    with as_workbook:
        _downloads.table_as_workbook(name, words)
    fields, rows = st.columns(2, gap="small")
    with fields, st.container(border=True, key="data_fields"):
        st.html(dictionary.field_table(resources[name], words))
    columns = resources[name]["schema"]["fields"]
    with rows, st.container(key="data_rows"):
        st.dataframe(
            atlas.tables[name],
            column_order=[field["name"] for field in columns],
            column_config={field["name"]: DATE for field in columns if field["type"] == "date"},
            hide_index=True,
            height="stretch",
            alt=words("data.preview", name=name),
        )


def _report(words: Words) -> None:
    atlas, counts = _record.atlas(), _quality()
    counted, listed = st.columns(2, gap="small")
    with counted, st.container(border=True, key="data_one"):
        _passed(words)
        _heading(words("data.by_text"))
        st.html(report.text_matrix(atlas, counts, words, _frame.link))
    with listed, st.container(border=True, key="data_two"):
        _heading(words("data.placed"))
        st.html(report.precision_bars(counts, words))
        _heading(words("data.stand_ins"))
        st.html(report.stand_in_bars(counts, words))
        _heading(words("data.findings"))
        st.html(report.findings(counts, words))
        for name in ("contradicted", "unstaged"):
            _heading(words(f"data.named.{name}"))
            st.html(report.project_names(atlas, getattr(counts, name), words, _frame.link))
        _heading(words("data.silent"))
        st.html(report.silent_promises(atlas, counts, words, _frame.link))


def _doubts(words: Words) -> None:
    with st.container(border=True, key="data_one"):
        st.html(report.doubt_list(_record.atlas(), _quality().doubts, words, _frame.link))


def _show_downloads(words: Words) -> None:
    whole, parts = st.columns([36, 64], gap="small")
    with whole, st.container(border=True, key="data_one"):
        _heading(words("data.whole"))
        _downloads.whole_record(words)
        _paragraphs([words("data.single_tables")], "terms")
        _terms(words)
    with parts, st.container(border=True, key="data_two"):
        _heading(words("data.layers"))
        system = _downloads.choose_system(words, CRS)
        for name in layers.LAYERS:
            label, *buttons = st.columns([22, 26, 26, 26], gap="small", vertical_alignment="center")
            label.html(headings.line(words(f"data.layer.{name}"), "atlas-data-layer"))
            for column, file_format in zip(buttons, layers.FORMATS, strict=True):
                with column:
                    _downloads.layer(name, file_format, words, system=system)
        _paragraphs([words("data.layers_note")], "terms")
        _heading(words("data.boundaries"))
        _paragraphs([words(f"data.boundary.{key}") for key in ("made", "areas", "use", "replace")], "note")


def _heading(text: str) -> None:
    st.html(headings.line(text, "atlas-data-head", "h3"))


def _paragraphs(texts: list[str], kind: str) -> None:
    st.html(headings.lines(texts, f"atlas-data-{kind}"))


def _passed(words: Words) -> None:
    """The atlas opens only when the record has passed its check: that is said, and what was checked."""
    schemas = [resource["schema"] for resource in _downloads.contract()["resources"]]
    fields = sum(len(schema["fields"]) for schema in schemas)
    keys = sum(len(schema.get("foreignKeys", ())) for schema in schemas)
    _paragraphs([words("data.passed", tables=len(schemas), fields=fields, keys=keys)], "passed")


def _terms(words: Words) -> None:
    _paragraphs([words(f"data.licence.{key}") for key in ("tables", "boundaries", "approval")], "terms")


page()
