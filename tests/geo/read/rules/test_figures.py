"""A figure is what is printed, in a unit that can be turned into that of its indicator."""

from __future__ import annotations

import pytest

from geo.read.rules import figures

UNITS = {
    "a normal unit of another factor": (
        {"unit": "odd", "normal_unit": "odd", "factor": "2"},
        ("factor", "found 2; expected 1, because odd is its own normal unit"),
    ),
    "a factor of nothing": (
        {"unit": "odd", "normal_unit": "own-km", "factor": "0"},
        ("factor", "found 0; expected more than 0"),
    ),
    "a unit turned into one that is turned into another": (
        {"unit": "odd", "normal_unit": "own-m", "factor": "10"},
        ("normal_unit", "found own-m, which is not its own normal unit; expected own-km"),
    ),
}


@pytest.fixture
def metres(draft):
    """A unit worth a thousandth of the unit that lengths are measured in, and one of another kind."""
    draft.add("units", unit="own-m", normal_unit="own-km", factor="0.001")
    draft.add("units", unit="own-day", normal_unit="own-day")
    return draft


@pytest.mark.parametrize(("values", "fault"), UNITS.values(), ids=UNITS.keys())
def test_a_unit_that_does_not_normalise_is_named(metres, values, fault):
    line = metres.add("units", **values)
    assert metres.found(figures.unit_faults, "units", line) == [fault]


@pytest.mark.parametrize(
    ("unit", "fault"),
    [("own-m", "found own-m, which is normalised to own-km"), ("lost", "found lost, which is not in units.csv")],
)
def test_an_indicator_measured_in_no_normal_unit_is_named(metres, unit, fault):
    line = metres.add("indicators", indicator="odd_length", unit=unit)
    message = f"{fault}; expected a unit that is its own normal unit"
    assert metres.found(figures.unit_faults, "indicators", line) == [("unit", message)]


def test_a_figure_in_a_unit_of_another_kind_is_named(metres):
    line = metres.add("figures", unit="own-day")
    message = (
        "found own-day, normalised to own-day; expected a unit normalised to own-km, in which own_length is measured"
    )
    assert metres.found(figures.unit_faults, "figures", line) == [("unit", message)]


@pytest.mark.parametrize("unit", ["own-km", "own-m"])
def test_a_figure_in_a_unit_that_turns_into_that_of_its_indicator_is_right(metres, unit):
    line = metres.add("figures", unit=unit)
    assert metres.found(figures.unit_faults, "figures", line) == []


def test_sound_units_and_indicators_are_right(metres):
    for table, values in [
        ("units", {"unit": "own-dm", "normal_unit": "own-km", "factor": "0.0001"}),
        ("indicators", {"indicator": "time", "unit": "own-day"}),
    ]:
        assert metres.found(figures.unit_faults, table, metres.add(table, **values)) == []


@pytest.mark.parametrize("value_max", ["100", "99"])
def test_a_span_whose_upper_end_is_no_higher_is_named(draft, value_max):
    line = draft.add("figures", value_max=value_max, printed_name=f"100—{value_max}公里")
    message = f"found {value_max}; expected more than 100, the lower end of the span"
    assert draft.found(figures.number_faults, "figures", line) == [("value_max", message)]


@pytest.mark.parametrize(("field", "value"), [("value", "90"), ("value_max", "130")])
def test_a_number_that_is_not_printed_is_named(draft, field, value):
    line = draft.add("figures", **{"value": "100", "value_max": "120", "printed_name": "100—120公里", field: value})
    message = f"found {value}, which '100—120公里' does not print; expected a number in it"
    assert draft.found(figures.number_faults, "figures", line) == [(field, message)]


def test_a_span_of_printed_numbers_is_right(draft):
    line = draft.add("figures", value="100", value_max="120", printed_name="100—120公里")
    assert draft.found(figures.number_faults, "figures", line) == []


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (13, "13条道路"),
        (11.0, "约11千米"),
        (8.34, "8.34千米"),
        (1320, "1,320万元"),
        (1320, "1，320万元"),
        (35, "３５千伏"),  # full-width digits
        (1320, "2×660兆瓦"),
        (200, "2×100万千瓦"),
        (2, "两个5G工厂"),
        (2, "“双千兆”"),
        (156, "一五六"),
        (50, "百分之五十"),
    ],
)
def test_a_value_is_found_in_what_is_printed(value, printed):
    assert figures.is_printed(value, printed)


@pytest.mark.parametrize(
    ("value", "printed"),
    [(12, "13条道路"), (834, "8.34千米"), (660, "2×600兆瓦"), (1.5, "15公里"), (13, "若干条道路"), (13, "")],
)
def test_a_value_is_not_found_in_what_is_printed_otherwise(value, printed):
    assert not figures.is_printed(value, printed)
