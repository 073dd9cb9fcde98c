"""The same view, words and days give the same bytes."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.export.briefing import briefing


@pytest.mark.parametrize("kind", ["docx", "pptx", "pdf"])
def test_the_same_briefing_has_the_same_bytes_and_another_day_others(made, without_map, views, words, kind):
    with without_map():
        again, later = (
            briefing(views["yangquan"], words["zh"], kind=kind, made_on=dt.date(2026, 2, day)) for day in (3, 4)
        )
    assert again == made("yangquan", "zh", kind)
    assert later != again
