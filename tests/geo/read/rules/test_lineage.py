"""What lies in what, and what follows on what: parents, parts and readings."""

from __future__ import annotations

import pytest

from geo.read.rules import lineage


@pytest.mark.parametrize(("table", "key"), lineage.KEYS.items())
def test_what_lies_within_itself_is_named(draft, table, key):
    first = draft.add(table, **{key: "one", "parent_id": "two"})
    draft.add(table, **{key: "two", "parent_id": "one"})
    assert draft.found(lineage.cycle_faults, table, first) == [("parent_id", "one lies within itself")]


@pytest.mark.parametrize(("table", "key"), lineage.KEYS.items())
def test_what_lies_in_a_chain_is_right(draft, table, key):
    first = draft.add(table, **{key: "one", "parent_id": "two"})
    draft.add(table, **{key: "two", "parent_id": "three"})
    draft.add(table, **{key: "three", "parent_id": ""})
    assert draft.found(lineage.cycle_faults, table, first) == []


def test_a_part_of_a_part_of_another_strategy_is_named(draft):
    draft.add("strategy_parts", part_id="elsewhere", strategy_id="other-strategy")
    line = draft.add("strategy_parts", part_id="own-part", parent_id="elsewhere")
    message = "found elsewhere, a part of other-strategy; expected one of own-strategy"
    assert draft.found(lineage.part_faults, "strategy_parts", line) == [("parent_id", message)]


@pytest.mark.parametrize("parent_id", ["", "above"])
def test_two_parts_in_one_place_of_the_order_are_named(draft, parent_id):
    draft.add("strategy_parts", part_id="above", order="7")
    draft.add("strategy_parts", part_id="first", parent_id=parent_id, order="2")
    line = draft.add("strategy_parts", part_id="second", parent_id=parent_id, order="2")
    message = "found 2, which first has; expected a number of its own beside it"
    assert draft.found(lineage.part_faults, "strategy_parts", line) == [("order", message)]


@pytest.mark.parametrize(
    "values",
    [{"parent_id": "first", "order": "1"}, {"order": "2"}, {"strategy_id": "other-strategy", "order": "1"}],
    ids=["below it", "after it", "in another strategy"],
)
def test_a_part_below_or_after_another_is_right(draft, values):
    draft.add("strategy_parts", part_id="first", order="1")
    line = draft.add("strategy_parts", part_id="second", **values)
    assert draft.found(lineage.part_faults, "strategy_parts", line) == []


def readings(draft, *numbered):
    """Add readings of one framework, each as (number, text); return the faults of each."""
    lines = [
        draft.add("strategies", strategy_id=f"own-{i}", reading=str(reading), source_id=text)
        for i, (reading, text) in enumerate(numbered)
    ]
    return [draft.found(lineage.reading_faults, "strategies", line) for line in lines]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((1, 1), (None, 2)), ((1, 3), (None, 2)), ((2, 2), (1, None))],
    ids=["a number twice", "a gap", "none from 1"],
)
def test_readings_that_are_not_numbered_from_1_are_named(draft, numbers, expected):
    by_reading = readings(draft, *zip(numbers, ("text-2023", "text-2025"), strict=True))
    for faults, number, right in zip(by_reading, numbers, expected, strict=True):
        message = f"found {number}; expected {right}: readings of own are numbered from 1"
        assert faults == ([("reading", message)] if right else [])


def test_readings_against_the_order_of_their_texts_are_named(draft):
    first, second = readings(draft, (1, "text-2025"), (2, "text-2023"))
    assert first == []
    assert second == [
        (
            "reading",
            "found 2 of own, in a text of 2023-06-30; reading 1 is of 2025-06-30: expected the order of the texts",
        )
    ]


@pytest.mark.parametrize("texts", [("text-2023", "text-2025"), ("text-2023", "text-2023")])
def test_readings_in_the_order_of_their_texts_are_right(draft, texts):
    assert readings(draft, *enumerate(texts, start=1)) == [[], []]
