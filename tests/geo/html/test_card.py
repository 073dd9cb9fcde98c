"""One project in full: everything the record knows, nothing that a browser would obey."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from markupsafe import escape

from geo.atlas.filters import Filters
from geo.html.card import project_card
from geo.html.citation import lines_in_words
from geo.looks.style import tint
from geo.words.case import capitalised
from geo.words.dates import when
from geo.words.filters import filters_in_words

HOSTILE = "<img src=x onerror=alert(1)>'\"&"


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_project_has_a_card_with_all_its_reports_and_their_lines(atlas, words, lang):
    for project_id, project in atlas.projects.iterrows():
        card = project_card(atlas, project_id, words[lang])
        reports = atlas.history(project_id)
        assert card.count("class='atlas-report'") == len(reports)
        assert escape(project[f"name_{lang}"]) in card
        for report in reports.itertuples():
            assert escape(lines_in_words(report.locator, words[lang])) in card
            assert escape(report.printed_name) in card
            assert escape(capitalised(when(report.published_on, report.date_precision, words[lang]))) in card


def test_reports_stand_oldest_first_with_dates_in_words(atlas, words):
    card = project_card(atlas, "longcheng-street", words["en"])
    assert card.index("May 2023") < card.index("Autumn 2023")
    assert "lines 31–33" in card
    assert "2023-05-31" not in card


def test_a_promise_is_shown_with_its_date(atlas, words):
    assert "Promised for 2023" in project_card(atlas, "gujiao-loufan-fangshan", words["en"])


@pytest.mark.parametrize(("project_id", "is_flagged"), [("binhe-east-south", True), ("qili-expressway", False)])
def test_a_contradiction_is_told(atlas, words, project_id, is_flagged):
    card = project_card(atlas, project_id, words["en"])
    assert (escape(words["en"]("detail.contradiction")) in card) == is_flagged


def test_a_report_without_a_stage_says_so(atlas, words):
    assert "No stage stated" in project_card(atlas, "green-wave-signals", words["en"])


def test_the_misprint_stands_in_the_card_as_printed(atlas, words):
    card = project_card(atlas, "gujiao-loufan-fangshan", words["zh"])
    assert "古交一类烦一方山高速" in card
    assert "古交—娄烦—方山高速公路" in card


def test_hostile_text_is_escaped_wherever_it_stands(atlas, words):
    def spoilt(table, *columns):
        return table.assign(**dict.fromkeys(columns, HOSTILE))

    tables = {
        **atlas.tables,
        "sources": spoilt(atlas.tables["sources"], "title_zh", "publisher_zh", "url"),
        "places": spoilt(atlas.tables["places"], "name_zh"),
        "roles": spoilt(atlas.tables["roles"], "role_zh"),
        "statuses": spoilt(atlas.tables["statuses"], "label_zh"),
    }
    hostile = replace(
        atlas,
        tables=tables,
        projects=spoilt(atlas.projects, "name_zh", "name_en", "type_zh", "summary_zh"),
        reports=spoilt(atlas.reports, "milestone_zh", "note_zh", "title_zh", "printed_name"),
        features=spoilt(atlas.features, "part_zh", "basis_zh"),
    )
    card = project_card(hostile, "longcheng-street", words["zh"])
    assert card.count(escape(HOSTILE)) > 20
    assert "<img" not in card
    assert "onerror=alert(1)>" not in card


def test_hostile_words_of_the_interface_are_escaped(atlas, words):
    hostile = replace(words["zh"], table=dict.fromkeys(words["zh"].table, HOSTILE))
    assert "<img" not in project_card(atlas, "longcheng-street", hostile)


def test_a_reference_that_is_no_web_address_is_no_link(atlas, words):
    sources = atlas.tables["sources"].assign(url="javascript:alert(1)")
    hostile = replace(atlas, tables={**atlas.tables, "sources": sources})
    card = project_card(hostile, "longcheng-street", words["zh"])
    assert "<a " not in card
    assert "javascript" not in card


def test_a_web_address_cannot_break_out_of_its_link(atlas, words):
    sources = atlas.tables["sources"].assign(url=f"https://example.org/{HOSTILE}")
    card = project_card(replace(atlas, tables={**atlas.tables, "sources": sources}), "longcheng-street", words["zh"])
    assert f"<a href='https://example.org/{escape(HOSTILE)}' target=" in card
    assert "<img" not in card


def test_links_open_apart_and_tell_nobody_where_from(atlas, words):
    links = re.findall(r"<a [^>]*>", project_card(atlas, "longcheng-street", words["zh"]))
    assert links
    assert all("target='_blank' rel='noopener noreferrer'" in link for link in links)


def test_roles_can_be_left_out(atlas, words):
    heading = escape(words["en"]("detail.roles"))
    assert heading in project_card(atlas, "longcheng-street", words["en"])
    assert heading not in project_card(atlas, "longcheng-street", words["en"], has_roles=False)


def test_a_project_that_is_not_there_has_no_card(atlas, words):
    with pytest.raises(KeyError, match="nowhere"):
        project_card(atlas, "nowhere", words["zh"])


@pytest.mark.parametrize(
    ("day", "precision", "sentence"),
    [
        (dt.date(2026, 1, 8), "day", "8 January 2026"),
        (dt.date(2024, 3, 31), "month", "March 2024"),
        (dt.date(2023, 11, 30), "season", "autumn 2023"),
        (dt.date(2024, 2, 29), "season", "winter 2024"),
        (dt.date(2024, 6, 30), "half", "first half of 2024"),
        (dt.date(2024, 7, 1), "half", "second half of 2024"),
        (dt.date(2023, 12, 31), "year", "2023"),
    ],
)
def test_a_date_is_said_no_more_exactly_than_it_is_known(day, precision, sentence, words):
    assert when(day, precision, words["en"]) == sentence


def test_dates_are_said_in_chinese_too(words):
    assert when(dt.date(2023, 11, 30), "season", words["zh"]) == "2023年秋"
    assert when(dt.date(2024, 3, 31), "month", words["zh"]) == "2024年3月"


@pytest.mark.parametrize(("locator", "sentence"), [("L31", "line 31"), ("L31-L33", "lines 31–33")])
def test_a_locator_is_said_in_words(locator, sentence, words):
    assert lines_in_words(locator, words["en"]) == sentence


def test_a_choice_of_filters_is_said_in_words(atlas, words):
    view = atlas.view(Filters(place=("140100", "140700"), group=("road",), status=("building",), q="高速", cross=True))
    assert filters_in_words(view, words["en"]) == (
        "Taiyuan, Jinzhong · Roads · Under construction · Cross-city projects only · “高速”"
    )
    assert filters_in_words(atlas.view(), words["en"]) == ""


@pytest.mark.parametrize(("share", "colour"), [(0, "#c0462b"), (1, "#ffffff"), (0.5, "#e0a295")])
def test_a_tint_moves_a_colour_towards_white(share, colour):
    assert tint("#c0462b", share) == colour


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_card_names_every_unit_that_stands_for_the_project(atlas, words, lang):
    stand_ins = atlas.features[atlas.features["precision"] == "admin"]
    for row in stand_ins.itertuples():
        card = project_card(atlas, row.project_id, words[lang])
        units = words[lang]("list.mark").join(atlas.label(unit, lang) for unit in row.place_ids)
        key = "detail.stands_for_each" if len(row.place_ids) > 1 else "detail.stands_for"
        assert str(escape(words[lang](key, units=units))) in card
