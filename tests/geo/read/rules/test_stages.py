"""A stage that falls back is explained, and the same words state one stage in every table."""

from __future__ import annotations

import pytest

from geo.read.rules import stages


@pytest.fixture
def reported(draft):
    """Report stages of the test's own road, each as (text, stage, note); return what is found at the last."""

    def report(*reports):
        lines = [draft.add("project_reports", source_id=s, status=status, note_zh=n) for s, status, n in reports]
        return draft.found(stages.regression_faults, "project_reports", lines[-1])

    return report


def test_a_stage_that_falls_back_without_a_note_is_named(reported):
    [(field, message)] = reported(("text-2023", "building", ""), ("text-2025", "prepared", ""))
    assert field == "status"
    assert message.startswith(
        "own-road falls back from building in text-2023 to prepared in text-2025; expected a note"
    )


@pytest.mark.parametrize("notes", [("另见", ""), ("", "另见")])
def test_a_note_in_either_text_explains_it(reported, notes):
    assert reported(("text-2023", "building", notes[0]), ("text-2025", "prepared", notes[1])) == []


@pytest.mark.parametrize(
    "reports",
    [
        [("text-2023", "prepared", ""), ("text-2025", "building", "")],
        [("text-2023", "building", ""), ("text-2025", "building", "")],
        [("text-2023", "building", ""), ("text-2025", "", "")],
    ],
    ids=["one that rises", "one that stays", "one that is not stated"],
)
def test_any_other_stage_needs_no_note(reported, reports):
    assert reported(*reports) == []


def test_a_text_is_compared_whichever_row_stands_first(draft):
    later = draft.add("project_reports", source_id="text-2025", status="prepared")
    draft.add("project_reports", source_id="text-2023", status="building")
    assert [field for field, _ in draft.found(stages.regression_faults, "project_reports", later)] == ["status"]


def test_two_stages_of_one_text_are_no_fall(reported):
    assert reported(("text-2025", "building", ""), ("text-2025", "prepared", "")) == []


def test_what_is_in_use_and_was_completed_has_not_fallen_back(reported):
    assert (
        reported(("text-2023", "operating", ""), ("text-2025", "operating", ""), ("text-2025", "completed", "")) == []
    )


def test_the_earliest_stage_of_a_text_is_the_one_compared(reported):
    [(field, _)] = reported(
        ("text-2023", "completed", ""), ("text-2025", "completed", ""), ("text-2025", "advancing", "")
    )
    assert field == "status"


def test_a_stage_without_an_order_is_left_to_the_schema(draft, reported):
    draft.add("statuses", status="odd", oc4ids_status="completion")
    assert reported(("text-2023", "building", ""), ("text-2025", "odd", "")) == []


@pytest.fixture
def beside(draft):
    """Report a stage of the test's own road; return what is found of another row with the same words."""

    def compare(table, key, **values):
        draft.add("project_reports", status="advancing", locator="L1-L3", printed_name="加快100公里道路")
        line = draft.add(
            table, **{key: "own-row", "locator": "L3", "printed_name": "100公里", "status": "building"} | values
        )
        return draft.found(stages.line_faults, table, line)

    return compare


@pytest.mark.parametrize(
    ("table", "key", "values"),
    [
        ("cooperation", "cooperation_id", {}),
        ("cooperation", "cooperation_id", {"project_id": "own-road"}),
        ("industries", "industry_id", {}),
    ],
)
def test_another_stage_by_the_same_words_is_named(beside, table, key, values):
    message = "found building; the report of own-road states advancing by the same words (text-2023, L1-L3)"
    assert beside(table, key, **values) == [("status", message)]


@pytest.mark.parametrize(
    "values",
    [
        {"status": "advancing"},
        {"status": ""},
        {"locator": "L4"},
        {"locator": "all"},
        {"printed_name": "两市"},
        {"source_id": "text-2025"},
        {"project_id": "longcheng-street"},
    ],
    ids=["same stage", "none", "other lines", "no lines", "other words", "other text", "other project"],
)
def test_a_stage_by_other_words_may_differ(beside, values):
    assert beside("cooperation", "cooperation_id", **values) == []
