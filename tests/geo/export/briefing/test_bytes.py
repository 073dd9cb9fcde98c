"""The same view, words and days give the same bytes."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.export.briefing import briefing


@pytest.mark.parametrize(
    ("kind", "style"), [(k, "atlas") for k in ("docx", "pptx", "pdf")] + [("docx", "official"), ("pdf", "official")]
)
def test_the_same_briefing_has_the_same_bytes_and_another_day_others(  # noqa: PLR0913, PLR0917 - fixtures
    made, without_map, views, words, kind, style
):
    with without_map():
        again, later = (
            briefing(views["yangquan"], words["zh"], kind=kind, style=style, made_on=dt.date(2026, 2, day))
            for day in (3, 4)
        )
    assert again == made("yangquan", "zh", kind, style)
    assert later != again
