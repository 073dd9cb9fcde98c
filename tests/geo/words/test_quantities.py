"""Amounts as each language counts, no more exact than they are printed."""

from __future__ import annotations

import pytest

from geo.words import quantities


def figure(value, unit, normal=None, qualifier="=", most=float("nan")):
    """Return a figure in a unit, a pair of labels, normalised to another (factor, labels) where one is given."""
    factor, labels = normal or (1, unit)
    return {
        "value": value,
        "value_max": most,
        "qualifier": qualifier,
        "unit_label_zh": unit[0],
        "unit_label_en": unit[1],
        "normal_value": value * factor,
        "normal_value_max": most * factor,
        "normal_unit_label_zh": labels[0],
        "normal_unit_label_en": labels[1],
    }


YUAN = ("亿元", "100 million yuan")
POWER = ("万千瓦", "10,000 kW")
MEGAWATT = ("兆瓦", "MW")
PEOPLE = ("人", "people")
MU, AREA = ("万亩", "10,000 mu"), ("平方公里", "km²")


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (figure(5.5, ("%", "%"), qualifier="≥"), "≥5.5%", "≥5.5%"),
        (figure(358.4, YUAN), "358.4亿元", "35.84 billion yuan"),
        (figure(10000, YUAN, qualifier="≈"), "≈1万亿元", "≈1 trillion yuan"),
        (figure(2, YUAN), "2亿元", "200 million yuan"),
        (figure(140, POWER), "140万千瓦", "1,400 MW"),
        (figure(1300, ("个", "number"), qualifier="≥"), "≥1300个", "≥1,300"),
        (figure(339, ("万人", "10,000 people")), "339万人", "3.39 million people"),
        (figure(1, ("县", "counties")), "1县", "1 county"),
        (figure(1, PEOPLE), "1人", "1 person"),
        (figure(5, YUAN, most=8), "5–8亿元", "500 million–800 million yuan"),
    ],
)
def test_an_amount_is_written_as_its_language_counts(words, row, zh, en):
    assert quantities.printed(row, words["zh"]) == zh
    assert quantities.printed(row, words["en"]) == en


def test_another_unit_is_told_beside_the_printed_one_where_the_number_changes(words):
    assert quantities.normalised(figure(1320, MEGAWATT, (0.1, POWER)), words["zh"]) == "132万千瓦"
    assert quantities.normalised(figure(10, MU, (6.666666667, AREA), "≈"), words["en"]) == "≈66.67 km²"


@pytest.mark.parametrize(
    "row",
    [
        figure(1320, MEGAWATT, (0.1, POWER)),  # in English both are 1,320 MW
        figure(30, ("万名", "10,000 people"), (10000, PEOPLE)),
        figure(10, ("家", "firms"), (1, ("户", "firms"))),
    ],
)
def test_nothing_is_told_twice(words, row):
    assert quantities.normalised(row, words["en"]) == ""


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2024", "2024年", "2024"),
        ("2023-05", "2023年5月", "May 2023"),
        ("2024-H2", "2024年下半年", "second half of 2024"),
        ("", "", ""),
    ],
)
def test_a_period_is_said_no_more_exactly_than_it_is_given(words, text, zh, en):
    assert quantities.period(text, words["zh"]) == zh
    assert quantities.period(text, words["en"]) == en


def test_a_span_of_years_names_both_ends(words):
    sentence = quantities.period("2023/2025", words["zh"])
    assert "2023年" in sentence
    assert "2025年" in sentence


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_of_the_record_shows_its_qualifier_and_a_number(atlas, words, lang):
    for _, row in atlas.figures.iterrows():
        shown = quantities.printed(row, words[lang])
        assert shown.startswith(row["qualifier"] if row["qualifier"] != "=" else tuple("0123456789"))
