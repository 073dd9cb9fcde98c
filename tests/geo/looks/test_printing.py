"""What printing inks reach, and that the sheet asks for nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.looks.printing import TOLERANCE, beyond_print
from geo.sheet.marks import Shape
from geo.sheet.options import SheetOptions
from geo.sheet.sheet import compose_all
from geo.sheet.theme import THEMES


@pytest.mark.parametrize("colour", ["#ffffff", "#808080", "#000000", "#a33b2c", "#2f7d5b"])
def test_greys_and_calm_hues_can_be_printed(colour):
    assert beyond_print(colour) < 1e-6


@pytest.mark.parametrize("colour", ["#0000ff", "#00ff00", "#ff00ff", "#105de9"])
def test_the_hues_of_a_screen_alone_cannot(colour):
    assert beyond_print(colour) > TOLERANCE


@pytest.mark.parametrize("theme", THEMES)
def test_whatever_is_drawn_or_written_on_a_sheet_can_be_printed(whole_atlas, words, theme):
    options = SheetOptions(theme=theme, extent="cluster", graticule=True, grid=True, made_on=dt.date(2026, 2, 1))
    marks = [mark for paper in compose_all(whole_atlas.view(), words["zh"], options) for mark in paper.marks()]
    colours = {mark.fill for mark in marks if isinstance(mark, Shape)}
    colours |= {mark.edge if isinstance(mark, Shape) else mark.ink for mark in marks}
    assert len(colours) > 15
    assert {colour: beyond_print(colour) for colour in colours - {""} if beyond_print(colour) > TOLERANCE} == {}
