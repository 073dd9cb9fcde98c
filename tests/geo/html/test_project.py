"""One project's page and several side by side: all that the record ties to them, each with its lines."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from markupsafe import escape

from geo.html.citation import SHORT, lines_in_words, short_title
from geo.html.comparison import comparison
from geo.html.history_line import history_line, stops
from geo.html.project import project_head, project_sections
from geo.webmap.messages import view_message
from geo.words.dates import in_column

HOSTILE = "<img src=x onerror=alert(1)>'\"&"
EARLY = dt.date(2023, 6, 1)


def link(kind, key):
    return f"/{kind}/{key}"


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_project_has_a_page_with_all_that_is_tied_to_it(atlas, words, lang):
    tied = {
        "figures": atlas.figures[atlas.figures["subject_kind"] == "project"].rename(
            columns={"subject_id": "project_id"}
        ),
        "partners": atlas.partners,
        "parts": atlas.parts[atlas.parts["subject_kind"] == "project"].rename(columns={"subject_id": "project_id"}),
        "cooperation": atlas.cooperation,
    }
    for project_id, project in atlas.projects.iloc[::7].iterrows():
        page = project_head(atlas, project_id, words[lang], link) + project_sections(
            atlas, project_id, words[lang], link
        )
        assert escape(project[f"summary_{lang}"]) in page
        assert page.count("class='atlas-report'") == len(atlas.history(project_id))
        rows = {name: table[table["project_id"] == project_id] for name, table in tied.items()}
        assert page.count("class='atlas-cite'") == sum(map(len, rows.values()))
        for name, table in rows.items():
            heading = escape(words[lang](f"register.section.{name}"))
            assert (f"<h2>{heading}</h2>" in page) == (not table.empty)
            assert all(escape(lines_in_words(locator, words[lang])) in page for locator in table["locator"])


def test_a_partner_that_a_page_names_is_cited_by_its_words_and_goes_with_the_pages(whole_atlas, words):
    quote = "“施工图设计获省交通运输厅批复”"
    page = project_sections(whole_atlas, "qingyin-erguang-link", words["zh"], link)
    [part] = [item for item in page.split("<li>") if "山西省交通运输厅" in item]
    assert quote in part
    of_texts = project_sections(whole_atlas.by_evidence("texts"), "qingyin-erguang-link", words["zh"], link)
    assert "山西省交通运输厅" not in of_texts


def test_what_no_text_states_is_named(atlas, words):
    page = project_sections(atlas, "gujiao-loufan-fangshan", words["en"])
    assert "Not in the texts: Figures, Partners, Component projects." in page


def test_stated_and_inferred_are_told_apart_in_words(atlas, words):
    bases = set(atlas.parts_of("project", ["urban-core"])["basis"])
    page = project_sections(atlas, "urban-core", words["en"])
    assert bases == {"stated", "inferred"}
    assert "is-stated'>stated<" in page
    assert "is-inferred'>inferred<" in page


def test_a_page_links_places_projects_sources_and_strategies(atlas, words):
    page = project_head(atlas, "urban-core", words["zh"], link) + project_sections(
        atlas, "urban-core", words["zh"], link
    )
    for address in (
        "/place/140702",
        "/source/cluster-2023",
        "/project/longcheng-street",
        "/strategy/jinzhong-156-2023",
    ):
        assert f"href='{address}'" in page, address


def test_nothing_later_than_the_day_is_on_the_page(atlas, words):
    known = atlas.known_on(EARLY)
    page = project_head(known, "urban-core", words["en"], link) + project_sections(
        known, "urban-core", words["en"], link
    )
    assert "May 2023" in page
    assert "March 2025" not in page
    assert "/source/jinzhong-2025" not in page
    assert "href='/project/bare-land'" not in page


def test_a_figure_is_shown_as_printed_with_its_normal_unit_beside(atlas, words):
    page = project_sections(atlas, "longcheng-street-area-project", words["zh"])
    table = page[page.index("<table") : page.index("</table>")]
    assert "≈" in table
    assert "万亩" in table
    assert "合 ≈66.67平方公里" in table
    assert "计划" in table


def test_html_in_the_record_is_shown_and_not_obeyed(atlas, words):
    projects = atlas.projects.copy()
    for field in ("name_zh", "summary_zh"):
        projects.loc["urban-core", field] = HOSTILE
    tables = dict(atlas.tables)
    tables["organisations"] = tables["organisations"].assign(name_zh=HOSTILE)
    tables["cooperation"] = tables["cooperation"].assign(mechanism_zh=HOSTILE, printed_name=HOSTILE)
    tables["strategy_parts"] = tables["strategy_parts"].assign(name_zh=HOSTILE)
    reports = atlas.reports.assign(milestone_zh=HOSTILE, title_zh=HOSTILE, printed_name=HOSTILE)
    bad = replace(atlas, projects=projects, tables=tables, reports=reports)
    page = (
        project_head(bad, "urban-core", words["zh"], link)
        + project_sections(bad, "urban-core", words["zh"], link)
        + history_line(bad, "urban-core", words["zh"], link)
        + comparison(bad, ("urban-core", "longcheng-street"), words["zh"], link)
    )
    assert "<img" not in page
    assert escape(HOSTILE) in page


def test_the_line_has_every_text_and_every_promise_in_order_of_time(atlas):
    line = stops(atlas, "gujiao-loufan-fangshan")
    assert [stop.kind for stop in line] == ["reported", "silent", "due", "silent", "silent", "silent"]
    assert [stop.on for stop in line] == sorted(stop.on for stop in line)


def test_the_line_ends_on_the_day(atlas):
    assert [stop.kind for stop in stops(atlas.known_on(dt.date(2023, 12, 1)), "urban-core")] == ["reported", "reported"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_stop_of_a_line_names_its_text_and_its_lines(atlas, words, lang):
    for project_id in atlas.projects.index[::9]:
        line = history_line(atlas, project_id, words[lang], link)
        stops_on_it = stops(atlas, project_id)
        assert line.count("<li ") == len(stops_on_it)
        for stop in stops_on_it:
            assert f"href='/source/{stop.source_id}'" in line
        for _, report in atlas.history(project_id).iterrows():
            assert escape(lines_in_words(report["locator"], words[lang])) in line


def test_a_silent_text_claims_no_stage(atlas, words):
    line = history_line(atlas, "gujiao-loufan-fangshan", words["en"])
    silent = re.findall(r"<li class='is-silent'>.*?</li>", line)
    assert len(silent) == 4
    assert all("Not mentioned" in stop and "atlas-stage" not in stop for stop in silent)


def test_a_text_that_states_a_stage_once_is_not_shown_as_stating_none(atlas, words):
    reports = atlas.history("pingtou-zone")
    assert "" in set(reports["status"])
    assert "No stage stated" not in history_line(atlas, "pingtou-zone", words["en"])


def test_a_comparison_has_a_column_a_project_and_says_where_nothing_is_known(atlas, words):
    ids = ("urban-core", "longcheng-street", "gujiao-loufan-fangshan")
    table = comparison(atlas, ids, words["en"], link)
    assert re.findall(r"<th scope='col'><a class='atlas-link' href='/project/([^']+)'", table) == list(ids)
    rows = dict(re.findall(r"<tr><th scope='row'>([^<]+)</th>(.*?)</tr>", table))
    assert list(rows) == [
        "Type",
        "Stage",
        "Summary",
        "Places",
        "What each text says",
        "Figures",
        "Partners",
        "Strategies",
        "Sources",
    ]
    assert all(row.count("<td>") == len(ids) for row in rows.values())
    assert [">—<" in cell for cell in rows["Figures"].split("</td>")[:3]] == [True, False, True]


def test_a_comparison_keeps_to_the_day(atlas, words):
    assert "March 2025" in comparison(atlas, ("urban-core",), words["en"])
    assert "March 2025" not in comparison(atlas.known_on(EARLY), ("urban-core",), words["en"])


@pytest.mark.parametrize(
    ("title", "lang", "shown"),
    [
        ("山西中部城市群：相向而行 聚力发展", "zh", "山西中部城市群"),
        ("榆次太谷灵石左权和顺综改区晋中开发区传达学习", "zh", "榆次太谷灵石左…"),
        ("Growing together: Jinzhong joins town and country", "en", "Growing together"),
        ("Jinzhong’s people study the sixth plenum", "en", "Jinzhong’s people study…"),
    ],
)
def test_a_title_is_shortened_at_its_colon_or_at_a_word(title, lang, shown):
    assert short_title(title, lang) == shown
    assert len(shown) <= SHORT[lang] + 1


def test_a_citation_gives_title_date_and_lines_and_the_printed_words_on_hovering(atlas, words):
    row = atlas.figures_of("project", ["longcheng-street"]).iloc[0]
    page = project_sections(atlas, "longcheng-street", words["zh"], link)
    shown = re.search(r"<span class='atlas-cite'.*?</span>", page)[0]
    assert "href='/source/cluster-2023'" in shown
    assert "2023年5月 · 第33行" in shown
    assert row["printed_name"] in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_dates_in_a_column_sort_as_text(atlas, words, lang):
    texts = atlas.texts.sort_values("published_on")
    shown = [in_column(row.published_on, row.date_precision, words[lang]) for row in texts.itertuples()]
    assert shown == sorted(shown)
    assert len(set(shown)) == len(texts)


def test_the_small_map_is_fitted_to_the_project_and_the_large_one_is_not(atlas, words):
    alone = atlas.view_of(["xiongxin-hsr"])
    message = view_message(alone, words["zh"], "xiongxin-hsr", is_fitted=True)
    assert (message["is_fitted"], message["stages"]) == (True, {"building": ["xiongxin-hsr"]})
    assert view_message(atlas.view(), words["zh"])["is_fitted"] is False
