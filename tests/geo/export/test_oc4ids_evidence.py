"""What sources say becomes milestones and documents of OC4IDS, no more exact and no surer than they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from geo.atlas.promises import promises_in
from geo.export import oc4ids, oc4ids_prefix
from geo.export.oc4ids_evidence import AHEAD, PROGRESS, end_of, moment


@pytest.fixture(scope="module")
def zh(words):
    return words["zh"]


@pytest.fixture(scope="module")
def projects(whole_atlas, zh):
    return by_id(oc4ids.oc4ids(whole_atlas, zh))


def by_id(package):
    return {project["id"].removeprefix(f"{oc4ids_prefix.OWN_PREFIX}-"): project for project in package["projects"]}


def milestones(projects):
    return {(key, row["id"]): row for key, project in projects.items() for row in project.get("milestones", [])}


def documents(projects):
    return {(key, row["id"]): row for key, project in projects.items() for row in project["documents"]}


def test_every_event_that_a_deciding_page_reports_is_a_milestone(whole_atlas, projects):
    told = whole_atlas.reports[whole_atlas.reports["event_on"].notna() & ~whole_atlas.reports["is_hearsay"]]
    assert len(told)
    events = [row for row in milestones(projects).values() if "dueDate" not in row]
    assert sorted(row["title"] for row in events) == sorted(told["milestone_zh"])


def test_every_promise_of_the_ledger_is_a_milestone_with_the_last_second_of_its_term(whole_atlas, projects):
    wanted = [
        (promise.report["project_id"], f"{promise.report['due_on']:%Y-%m-%d}T23:59:59+08:00")
        for promise in promises_in(whole_atlas.view())
    ]
    terms = [(key, row["dueDate"]) for (key, _), row in milestones(projects).items() if "dueDate" in row]
    assert wanted
    assert sorted(terms) == sorted(wanted)


def test_hearsay_makes_no_milestone_and_its_document_begins_by_saying_so(whole_atlas, projects):
    hearsay = whole_atlas.reports[whole_atlas.reports["is_hearsay"]]
    assert len(hearsay)
    pairs = set(zip(hearsay["project_id"], hearsay["source_id"], strict=True))
    assert not pairs & {(key, number.split("/")[0]) for key, number in milestones(projects)}
    for pair, document in documents(projects).items():
        assert document["description"].startswith("旁证，不作依据。") == (pair in pairs)
        assert pair not in pairs or "documentType" not in document


def test_a_day_stands_only_where_the_source_gives_the_day(whole_atlas, projects):
    dates = dict.fromkeys(("dateMet", "dateModified", "datePublished"), 0)
    exact = whole_atlas.reports[whole_atlas.reports["date_precision"] == "day"]
    days = {(row.project_id, moment(row.published_on)) for row in exact.itertuples()}
    known = whole_atlas.reports[whole_atlas.reports["event_precision"] == "day"]
    events = {(row.project_id, moment(row.event_on)) for row in known.itertuples()}
    for (key, _), row in {**milestones(projects), **documents(projects)}.items():
        for name in dates.keys() & row.keys():
            dates[name] += 1
            assert (key, row[name]) in (events if name == "dateMet" else days)
    assert all(dates.values())


def test_what_is_known_to_a_month_says_so_in_words_and_bears_no_day(projects):
    month = projects["taijiu-expressway"]["milestones"]
    [begun] = [row for row in month if row["title"] == "改扩建工程开工"]
    assert begun["status"] == "met"
    assert "dateMet" not in begun
    assert begun["description"].startswith("发生于2024年9月。")
    [text] = [row for row in projects["xiongxin-hsr"]["documents"] if row["id"] == "cluster-2023"]
    assert "datePublished" not in text
    assert "发表于2023年5月（" in text["description"]


def test_a_road_that_opened_is_met_on_its_day_and_the_promise_with_it(projects):
    road = projects["taiyuan-northwest-ring2"]
    [opened] = [row for row in road["milestones"] if row["title"] == "主线建成通车"]
    assert (opened["status"], opened["dateMet"]) == ("met", "2024-12-09T00:00:00+08:00")
    [promised] = [row for row in road["milestones"] if row["title"] == "年底前竣工"]
    assert (promised["status"], promised["dueDate"]) == ("met", "2023-12-31T23:59:59+08:00")
    assert promised["dateMet"] == opened["dateMet"]
    assert "后来：主线建成通车（文件 pub-taiyuan-northwest-ring2-2024）" in promised["description"]


STATUS_OF = {
    **dict.fromkeys(("in_time", "late", "kept"), "met"),
    "part": "partiallyMet",
    "not_yet": "notMet",
    **dict.fromkeys(("changed", "open", "silent"), "scheduled"),
}


def test_what_became_of_a_term_is_what_the_ledger_says_and_silence_is_scheduled(whole_atlas, projects):
    ledger = {
        (promise.report["project_id"], end_of(promise.report["due_on"]), STATUS_OF[promise.outcome])
        for promise in promises_in(whole_atlas.view())
    }
    terms = {(key, row["dueDate"], row["status"]) for (key, _), row in milestones(projects).items() if "dueDate" in row}
    assert terms == ledger
    assert {status for *_, status in terms} == {"met", "partiallyMet", "notMet", "scheduled"}


def test_a_term_that_was_met_some_time_within_a_span_has_no_day(projects):
    [promised] = [row for row in projects["longcheng-street"]["milestones"] if "dueDate" in row]
    assert promised["status"] == "met"
    assert "dateMet" not in promised


def test_what_a_title_calls_still_to_come_is_not_met(projects):
    ahead = [row for row in milestones(projects).values() if AHEAD.search(row["title"]) and "dueDate" not in row]
    assert {"六个小游园将完工", "将强化示范引领", "列入2023年建成", "T3定于2027年投运"} <= {
        row["title"] for row in ahead
    }
    assert not [row for row in ahead if row.keys() & {"status", "dateMet", "dateModified"}]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({}, "met"),
        ({"milestone_zh": "将通车"}, None),
        ({"published_on": "2024-05-10"}, None),
        ({"published_on": "2024-05-10", "status": "completed"}, "met"),
        ({"date_precision": "retrieved"}, None),
        ({"date_precision": "retrieved", "status": "operating"}, "met"),
    ],
    ids=["reported later", "to come", "reported on its day", "built on its day", "on an undated page", "in use there"],
)
def test_an_event_is_met_where_it_is_past_beyond_doubt(whole_atlas, zh, change, status):
    reports = whole_atlas.reports
    row = reports[(reports["kind"] == "public") & ~reports["is_hearsay"] & (reports["date_precision"] == "day")].iloc[0]
    plain = {
        "event_on": "2024-05-10",
        "published_on": "2024-05-12",
        "status": "",
        "due_on": None,
        "milestone_zh": "通车",
    }
    for name, value in {**plain, "event_precision": "day", **change}.items():
        row[name] = pd.Timestamp(value) if name.endswith("_on") else value
    drafted = pd.DataFrame([row]).astype(reports.dtypes)
    cut = replace(whole_atlas, reports=drafted)
    [milestone] = oc4ids.oc4ids(cut, zh, [row["project_id"]])["projects"][0]["milestones"]
    assert milestone.get("status") == status
    assert milestone.get("dateMet") == ("2024-05-10T00:00:00+08:00" if status else None)


def test_documents_are_the_sources_with_their_words(whole_atlas, projects):
    for project_id, project in projects.items():
        history = whole_atlas.history(project_id)
        own = {document["id"]: document for document in project["documents"]}
        assert list(own) == list(dict.fromkeys(history["source_id"]))
        for row in history.itertuples():
            document = own[row.source_id]
            assert (document["title"], document.get("url", "")) == (row.title_zh, row.url)
            quote = f"“{row.quote}”" if row.kind == "public" else f"{row.printed_name}（{row.locator}）"
            assert quote in document["description"]
        assert project["updated"] == moment(history["published_on"].max())


def test_a_document_says_who_published_it_and_where_a_repost_was_read(whole_atlas, projects, zh):
    sources = whole_atlas.sources
    for (_, source_id), document in documents(projects).items():
        source = sources.loc[source_id]
        assert (f"读自{source['host']}的转载" in document["description"]) == (
            source["kind"] == "public" and bool(source["is_repost"])
        )
        if source["kind"] == "public":
            assert f"{zh('data.class.' + source['class'])}：{source['publisher_zh']}。" in document["description"]


def test_an_undated_page_has_the_day_on_which_it_was_read_in_words_only(whole_atlas, projects):
    undated = whole_atlas.sources[whole_atlas.sources["date_precision"] == "retrieved"].index
    told = [document for (_, source_id), document in documents(projects).items() if source_id in undated]
    assert told
    assert all("未载日期，2026年" in document["description"] for document in told)
    assert not [document for document in told if "datePublished" in document]


def test_only_a_report_of_works_that_states_how_far_they_are_is_called_a_progress_report(whole_atlas, projects):
    reports = whole_atlas.reports.set_index(["project_id", "source_id"])
    called = [pair for pair, document in documents(projects).items() if document.get("documentType") == PROGRESS]
    assert called
    for pair in called:
        assert whole_atlas.projects.at[pair[0], "work_type"]
        own = reports.loc[[pair]]
        assert set(own[own["due_on"].isna()]["status"]) & {"suspended", "building", "completed"}


def test_by_the_texts_alone_there_are_their_promises_and_no_page(whole_atlas, zh):
    texts = by_id(oc4ids.oc4ids(whole_atlas.by_evidence("texts"), zh))
    assert milestones(texts)
    assert all(row["id"].endswith("/due") and row["status"] == "scheduled" for row in milestones(texts).values())
    assert not [document for document in documents(texts).values() if "url" in document]
    assert {source_id for _, source_id in documents(texts)} == set(whole_atlas.texts.index)


def test_a_day_in_china_begins_and_ends_there():
    day = dt.date(2024, 12, 9)
    assert (moment(day), end_of(day)) == ("2024-12-09T00:00:00+08:00", "2024-12-09T23:59:59+08:00")
