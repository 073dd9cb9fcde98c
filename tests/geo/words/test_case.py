"""Capitals at the beginning, and none within a sentence."""

import datetime as dt

from geo.words.case import capitalised, uncapitalised
from geo.words.dates import when


def test_a_season_begins_with_a_capital_only_where_a_text_begins_with_it(words):
    season = when(dt.date(2023, 11, 30), "season", words["en"])
    assert season == "autumn 2023"
    assert capitalised(season) == "Autumn 2023"
    assert uncapitalised(capitalised(season)) == season


def test_chinese_and_no_text_at_all_stay_as_they_are():
    assert [capitalised(text) for text in ("2023年秋", "")] == ["2023年秋", ""]
