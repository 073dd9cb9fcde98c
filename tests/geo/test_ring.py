"""With the texts alone, nothing that is made names a public report, its stage, its words or its day; routes keep theirs."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import openpyxl
import pytest

from geo.atlas import evidence, partnership, profile, progress, promises
from geo.atlas import quality as quality_of
from geo.atlas.filters import Filters
from geo.charts.stages import stage_chart
from geo.export import delimited, layers, oc4ids, selection, standalone, workbook
from geo.export.briefing.compose import compose
from geo.export.columns import project_table
from geo.export.ledger import ledger_frame
from geo.html import card, cooperation, portrait, report, side_by_side, sources
from geo.html.comparison import comparison
from geo.html.history_line import history_line
from geo.html.progress import changes_html, known_html, known_in_words
from geo.html.project import project_head, project_sections
from geo.html.promises import ledger_sum, ledger_table
from geo.html.selection import text_alternative
from geo.read.schema import read_descriptor
from geo.sheet.sheet import draw_sheet
from geo.webmap import messages
from tests.conftest import IS_SWEEP
from tests.geo.later import LEAST

pytestmark = [pytest.mark.always, pytest.mark.no_cover]  # what they run line by line, others run too

TEXTS = Filters(evidence=("texts",))


@pytest.fixture(scope="module", params=["zh", "en"] if IS_SWEEP else ["zh"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def view(whole_atlas):
    return whole_atlas.view(TEXTS)


def words_of_pages(whole_atlas, lang):
    """Return what the public reports say in words of their own: ids, titles, quotes, milestones, days of events."""
    reports = whole_atlas.reports[whole_atlas.reports["kind"] == "public"]
    references = set(whole_atlas.features["source_id"])
    sources = whole_atlas.tables["sources"]
    gone = sources[(sources["kind"] == "public") & ~sources["source_id"].isin(references)]
    other = sources[~sources["source_id"].isin(gone["source_id"])]
    known = [table for name, table in whole_atlas.tables.items() if name in ("projects", "organisations")]
    known += [other, whole_atlas.features.drop(columns="geometry")]
    known += [
        table[table["source_id"].isin(other.loc[other["kind"] == "text", "source_id"])]
        for name, table in whole_atlas.tables.items()
        if "source_id" in table and name != "sources"
    ]
    text = "\n".join(
        "\n".join(table.select_dtypes(["object", "string"]).astype(str).to_numpy().ravel()) for table in known
    )
    phrases = {
        *gone["source_id"],
        *gone[f"title_{lang}"],
        *gone["url"],
        *reports["quote"],
        *reports[f"milestone_{lang}"],
    }
    least = {"zh": 5, "en": LEAST["en"]}[lang]
    return sorted(word for word in phrases if len(word) >= least and word not in text)


@pytest.fixture(scope="module")
def assert_no_page(whole_atlas, lang):
    """Return a function that finds no word of a public report in what was made."""
    later = words_of_pages(whole_atlas, lang)
    assert len(later) > 300

    def check(made):
        text = made if isinstance(made, str) else "\n".join(map(str, made))
        assert text
        assert [word for word in later if word in text] == []

    return check


def test_the_words_that_are_looked_for_stand_in_what_both_rings_make(whole_atlas, words, lang):
    made = "\n".join(
        card.project_card(whole_atlas, project_id, words[lang]) for project_id in whole_atlas.projects.index
    )
    words_in_both = [word for word in words_of_pages(whole_atlas, lang) if word in made]
    assert len(words_in_both) > 100


def test_no_card_page_or_comparison(view, words, lang, assert_no_page):
    known, w = view.atlas, words[lang]
    some = view.projects.index[::4]
    made = [card.project_card(known, project_id, w) for project_id in view.projects.index]
    made.append(comparison(known, tuple(some), w))
    for project_id in some:
        made.append(project_head(known, project_id, w))
        made += [project_sections(known, project_id, w), history_line(known, project_id, w)]
        made.append(known_html(view, project_id, w))
    assert_no_page(made)


def test_no_place_cooperation_change_or_promise(view, words, lang, assert_no_page):
    known, w = view.atlas, words[lang]
    profiles = [profile.profile(known, place, view.filters) for place in profile.cluster_places(known)]
    parts = ("roles", "projects", "partners", "industries", "figures")
    kept = promises.promises_in(view)
    assert_no_page(
        [
            *(portrait.section(known, one, part, w) for one in profiles for part in parts),
            side_by_side.compared(known, profiles, w),
            cooperation.cooperation_list(known, partnership.chosen(known, view.filters), w),
            *(known_in_words(known, w), changes_html(view, w), ledger_sum(view, kept, w), ledger_table(view, kept, w)),
            stage_chart(view, w).spec,
            ledger_frame(view, kept, w).to_csv(),
        ]
    )
    assert progress.text_days(known)[-1].day == known.texts["published_on"].max().date()


def test_no_table_map_layer_or_sheet(view, words, lang, assert_no_page):
    w = words[lang]
    tables = [project_table(view, w, name).to_csv() for name in ("map", "register", "file", "layer")]
    shapes = layers.project_shapes(view)
    assert_no_page(
        [
            *tables,
            messages.view_message(view, w),
            text_alternative(view, w),
            shapes.drop(columns="geometry").to_csv(),
            standalone.standalone_map(view, w, "").decode(),
            *(selection.selection(view, w, kind).decode("utf-8-sig") for kind in ("csv", "kml", "geojson")),
            draw_sheet(view, w, file="svg").decode(),
        ]
    )
    assert (shapes["status"] == shapes["texts_status"]).all()
    assert set(shapes["stage_source_id"]) <= {*view.atlas.texts.index, ""}


def test_no_briefing(view, words, lang, assert_no_page):
    assert_no_page(str(compose(view, words[lang], since=None, made_on=dt.date(2026, 2, 1), map_mm=(170.0, 150.0))))


def test_no_source_figure_of_quality_or_download_of_the_data_page(view, words, lang, assert_no_page, data_dir):
    known, w = view.atlas, words[lang]
    quality = quality_of.quality(known)
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook(known, read_descriptor(data_dir), w)))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    with zipfile.ZipFile(io.BytesIO(delimited.csv_archive(known))) as archive:
        tables = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    counts = [evidence.statement_counts(known, kind) for kind in ("text", "public")]
    assert_no_page(
        [
            *(sources.source_entry(known, source_id, w) for source_id in known.tables["sources"]["source_id"]),
            *(sources.source_list(known, one, w, lambda *_: "") for one in counts),
            *(report.contents(known, quality, w), report.findings(quality, w), report.text_matrix(known, quality, w)),
            report.silent_promises(known, quality, w),
            *(cells + tables),
            layers.layer_file(known, "projects", "geojson", w).decode(),
            oc4ids.oc4ids_file(known, words["zh"]).decode(),
        ]
    )
    assert w("data.of_ring.texts") in cells
    assert quality.rows["project_reports"] == len(known.reports) == (known.reports["kind"] == "text").sum()
    assert quality.rows["searches"] == quality.rows["second_readings"] == 0


def test_every_stage_of_the_texts_alone_is_in_the_standard_package(view, words):
    projects = json.loads(oc4ids.oc4ids_file(view.atlas, words["zh"]))["projects"]
    mapped = view.atlas.statuses["oc4ids_status"]
    expected = {p: mapped[s] for p, s in view.projects["status"].items() if s}
    assert [p.get("status") for p in projects if "status" in p] == [
        expected[p] for p in view.atlas.projects.index if p in expected
    ]
