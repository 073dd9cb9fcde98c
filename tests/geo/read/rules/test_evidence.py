"""Public pages beside the texts: what a source and a report of each kind need, and two readings of a stage."""

from __future__ import annotations

import pytest

from geo.read.rules import evidence

PAGE = {
    "kind": "public",
    "class": "party_press",
    "is_repost": "false",
    "url": "https://example.cn/1",
    "publisher_zh": "晋中日报",
    "publisher_en": "Jinzhong Daily",
    "retrieved_on": "2026-11-28",
    "published_on": "2024-12-10",
    "date_precision": "day",
}
QUOTED = {
    "source_id": "pub-own",
    "locator": "",
    "printed_name": "",
    "quote": "主线正式通车",
    "status": "operating",
    "event_on": "2024-12-09",
    "event_precision": "day",
}
READ = {"project_id": "own-road", "source_id": "pub-own", "status": "operating", "quote": "正式通车"}


@pytest.fixture
def page(draft):
    """A public page of the test's own, with what it says otherwise than a sound one; and what a rule finds of it."""

    def add(**values):
        return draft.add("sources", **{"source_id": "pub-own"} | PAGE | values)

    draft.page = add
    return draft


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"class": ""}, "class"),
        ({"is_repost": ""}, "is_repost"),
        ({"publisher_zh": ""}, "publisher_zh"),
        ({"publisher_en": ""}, "publisher_en"),
        ({"published_on": "", "date_precision": "", "retrieved_on": ""}, "retrieved_on"),
        ({"published_on": ""}, "published_on"),
        ({"file": "a.txt"}, "file"),
    ],
)
def test_a_public_page_has_a_class_a_publisher_in_both_languages_and_a_day(page, values, field):
    assert [name for name, _ in page.found(evidence.source_faults, "sources", page.page(**values))] == [field]


@pytest.mark.parametrize(("values", "field"), [({"published_on": ""}, "published_on"), ({"class": "forum"}, "class")])
def test_a_text_has_a_date_and_no_class(page, values, field):
    line = page.add("sources", source_id="text-own", **values)
    assert [name for name, _ in page.found(evidence.source_faults, "sources", line)] == [field]


def test_an_undated_page_needs_only_the_day_of_reading(page):
    line = page.page(published_on="", date_precision="")
    assert page.found(evidence.source_faults, "sources", line) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [({"quote": ""}, "quote"), ({"locator": "L3"}, "locator"), ({"printed_name": "路"}, "printed_name")],
)
def test_a_report_of_a_page_has_a_quote_and_no_lines(page, values, field):
    page.page()
    line = page.add("project_reports", **QUOTED | values)
    assert [name for name, _ in page.found(evidence.report_faults, "project_reports", line)] == [field]


@pytest.mark.parametrize(("values", "field"), [({"locator": ""}, "locator"), ({"quote": "通车"}, "quote")])
def test_a_report_of_a_text_has_lines_and_no_quote(page, values, field):
    line = page.add("project_reports", **values)
    assert [name for name, _ in page.found(evidence.report_faults, "project_reports", line)] == [field]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"quote": ""}, "quote"), ({"locator": "L3"}, "locator"), ({"printed_name": "局"}, "printed_name")],
)
def test_an_organisation_that_a_page_names_has_a_quote_and_no_lines(page, values, field):
    page.page()
    page.add("organisations", organisation_id="own-office")
    quoted = {"source_id": "pub-own", "locator": "", "printed_name": "", "quote": "由该局批复"}
    line = page.add("project_organisations", organisation_id="own-office", **quoted | values)
    assert [name for name, _ in page.found(evidence.report_faults, "project_organisations", line)] == [field]


def test_a_page_that_reports_has_an_address(page):
    line = page.page(url="")
    page.add("project_reports", **QUOTED)
    assert [name for name, _ in page.found(evidence.report_faults, "sources", line)] == ["url"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"event_precision": ""}, "event_on and event_precision must stand together"),
        ({"event_on": "2025-01-01"}, "found 2025-01-01, after pub-own was published or read; expected 2024-12-10"),
    ],
)
def test_an_event_has_a_precision_and_lies_behind_its_page(page, values, message):
    page.page()
    line = page.add("project_reports", **QUOTED | values)
    [(field, sentence)] = page.found(evidence.event_faults, "project_reports", line)
    assert field == "event_on"
    assert sentence.startswith(message)


def test_a_stage_without_any_day_is_refused(page):
    page.page(published_on="", date_precision="")
    line = page.add("project_reports", **QUOTED | {"event_on": "", "event_precision": ""})
    [(field, message)] = page.found(evidence.event_faults, "project_reports", line)
    assert (field, message[:32]) == ("event_on", "operating from pub-own has no da")


def test_a_stage_needs_a_second_reading_that_agrees(page):
    page.page()
    line = page.add("project_reports", **QUOTED)
    [(field, message)] = page.found(evidence.reading_faults, "project_reports", line)
    assert field == "status"
    assert "no second reading agrees (found: none)" in message
    page.add("second_readings", **READ | {"status": "building"})
    assert "(found: building)" in page.found(evidence.reading_faults, "project_reports", line)[0][1]
    page.add("second_readings", **READ)
    assert page.found(evidence.reading_faults, "project_reports", line) == []


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [("completed", "operating", True), ("operating", "completed", False), ("suspended", "building", False)],
)
def test_of_two_readings_the_milder_stands(page, first, second, agrees):
    page.page()
    line = page.add("project_reports", **QUOTED | {"status": first})
    page.add("second_readings", **READ | {"status": second})
    assert (page.found(evidence.reading_faults, "project_reports", line) == []) is agrees


@pytest.mark.parametrize("of_class", ["trade_press", "encyclopaedia", "forum", "company"])
def test_hearsay_needs_none(page, of_class):
    page.page(**{"class": of_class})
    line = page.add("project_reports", **QUOTED)
    assert page.found(evidence.reading_faults, "project_reports", line) == []


def test_the_company_of_a_project_is_no_hearsay(page):
    page.page(**{"class": "company", "publisher_zh": "局", "publisher_en": "Bureau"})
    page.add("organisations", organisation_id="own-office")
    page.add("project_organisations", organisation_id="own-office")
    line = page.add("project_reports", **QUOTED)
    assert [field for field, _ in page.found(evidence.reading_faults, "project_reports", line)] == ["status"]


def test_a_second_reading_is_of_a_report(page):
    page.page()
    line = page.add("second_readings", **READ)
    [(field, message)] = page.found(evidence.reading_faults, "second_readings", line)
    assert (field, message) == ("source_id", "pub-own was read a second time, but reports nothing on own-road")


@pytest.mark.parametrize(
    ("of_class", "outcome", "is_fault"),
    [
        ("party_press", "found", False),
        ("party_press", "nothing", True),
        ("forum", "hearsay", False),
        ("forum", "found", True),
        ("", "nothing", False),
        ("", "found", True),
    ],
)
def test_a_search_says_what_was_found(page, of_class, outcome, is_fault):
    if of_class:
        page.page(**{"class": of_class})
        page.add("project_reports", **QUOTED)
    search = {"project_id": "own-road", "searched_on": "2026-11-28", "ways": "3", "outcome": outcome}
    line = page.add("searches", **search)
    fields = [field for field, _ in page.found(evidence.search_faults, "searches", line)]
    assert fields == (["outcome"] if is_fault else [])
