"""The hues of the groups and the looks of the stages hold for colour-blind readers and for a printer without colours."""

from __future__ import annotations

import re

import pytest

from geo.looks import __main__ as printed
from geo.looks import difference, style
from geo.looks.schemes import HUES_FOR_ALL, HUES_IN_GREY, HUES_ON_DARK
from geo.looks.stages import STAGES, StageLook, stage_look
from geo.sheet.theme import THEMES

IN_COLOUR = ("normal", "deuteranopia", "protanopia")
LEAST = 14.0
"""CIE 1976 colour difference; 2.3 is just noticeable side by side, a symbol of 15 px needs several times that."""


@pytest.fixture(scope="module")
def hues(atlas):
    return atlas.types.drop_duplicates("group").set_index("group")["colour"].to_dict()


@pytest.mark.parametrize("sight", IN_COLOUR)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_two_groups_are_told_apart_by(hues, sight, scheme):
    shown = hues if scheme == "light" else {group: HUES_ON_DARK[hue] for group, hue in hues.items()}
    distance, one, other = difference.closest_groups(shown, sight)
    assert distance >= LEAST, f"{one} and {other} are {distance:.1f} apart for {sight}"


@pytest.mark.parametrize("sight", IN_COLOUR)
def test_the_theme_for_every_reader_tells_groups_apart_by_hue_better_than_the_usual_one(hues, sight):
    theirs = {group: THEMES["colour_blind"].hue(group, hue) for group, hue in hues.items()}
    assert set(theirs) == set(HUES_FOR_ALL)
    assert difference.closest_groups(theirs, sight)[0] >= difference.closest_groups(hues, sight)[0] + 10


def test_the_theme_for_every_reader_differs_in_every_colour_not_in_letters_alone(hues):
    theme, usual = THEMES["colour_blind"], THEMES["colour"]
    assert all(theme.hue(group, hue) != hue for group, hue in hues.items())
    assert not set(theme.tints.values()) & set(usual.tints.values())


def test_greys_are_even_steps(hues):
    assert set(HUES_IN_GREY) == set(hues)
    assert difference.closest_groups(HUES_IN_GREY, "grey")[0] > 6


def test_the_measure_finds_a_pair_that_deuteranopes_confuse():
    assert (
        difference.of_hues("#c0462b", "#8c6d1f", "deuteranopia")
        < LEAST
        < difference.of_hues("#c0462b", "#8c6d1f", "normal")
    )


def test_the_measure_sees_no_difference_where_there_is_none_and_the_whole_one_of_black_and_white():
    one = difference.symbol_picture(STAGES["completed"], style.INK)
    assert difference.of_pictures(one, one, "normal") == 0
    assert difference.of_hues("#000000", "#ffffff", "grey") == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("sight", difference.SIGHTS)
@pytest.mark.parametrize("draw", [difference.symbol_picture, difference.line_picture])
def test_no_two_stages_look_the_same_to(sight, draw):
    distance, one, other = difference.closest_stages(draw, style.INK, sight)
    assert distance >= printed.LEAST_STAGES, f"{one} and {other} are {distance:.1f} apart for {sight}"


@pytest.mark.parametrize("precision", ["approximate", "schematic"])
@pytest.mark.parametrize("draw", [difference.symbol_picture, difference.line_picture])
def test_stages_stay_apart_where_the_place_is_less_than_precise(draw, precision):
    pictures = {status: draw(look, style.INK, precision) for status, look in STAGES.items()}
    distance, one, other = difference.closest(
        list(pictures), lambda a, b: difference.of_pictures(pictures[a], pictures[b], "grey")
    )
    assert distance >= 3.5, f"{one} and {other} are {distance:.1f} apart"


def test_what_make_check_prints_has_a_figure_for_every_sight_and_names_the_closest_two(capsys):
    assert printed.main() == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(sight in lines[0] for sight in difference.SIGHTS)
    assert len(lines) == 16  # nine comparisons below a heading, then what inks reach, five kinds of colour
    for line in lines[1:3]:
        assert len(re.findall(r"\d+\.\d", line)) == 4
        assert re.search(r"\w+ / \w+$", line)


def test_make_check_fails_where_two_stages_look_alike(monkeypatch, capsys):
    monkeypatch.setitem(STAGES, "operating", StageLook("solid"))
    assert printed.main() == 1
    assert "completed / operating  TOO CLOSE" in capsys.readouterr().out


def test_what_is_not_built_is_never_as_dark_as_what_is():
    def dark(status, draw):
        seen = difference.lab(draw(stage_look(status), "#000000"), "grey")[..., 0]
        return float(100 - seen.mean())

    for draw in (difference.symbol_picture, difference.line_picture):
        built = min(dark(status, draw) for status in ("completed", "operating"))
        planned = {status: dark(status, draw) for status in STAGES if status not in {"completed", "operating"}}
        assert max(planned.values()) < built, planned
