"""Colours of a light and a dark scheme: every group stands out from every ground, and from every other group."""

from __future__ import annotations

import re

import pytest

from geo.looks import style
from geo.looks.schemes import DARK_GROUNDS, HUES_ON_DARK, contrast, in_both, mix, on_dark, pair

LIGHT_GROUNDS = ("#ffffff", style.PAPER, style.PROVINCE_FILL, *style.CITY_TINTS.values())


@pytest.fixture(scope="module")
def hues(atlas):
    return atlas.types.drop_duplicates("group").set_index("group")["colour"].to_dict()


def pairs_of(value):
    """Return every pair of colours of nested values."""
    if isinstance(value, dict):
        return [one for inner in value.values() for one in pairs_of(inner)]
    return re.findall(r"light-dark\((#\w{6}), (#\w{6})\)", value) if isinstance(value, str) else []


def test_every_group_has_a_hue_of_its_own_in_a_dark_scheme(hues):
    assert set(hues.values()) == set(HUES_ON_DARK)
    assert len(set(HUES_ON_DARK.values())) == len(HUES_ON_DARK)


def test_every_group_stands_out_from_every_dark_ground(hues):
    for group, hue in hues.items():
        for ground in DARK_GROUNDS:
            assert contrast(HUES_ON_DARK[hue], ground) >= 3, f"{group} on {ground}"


def test_every_group_or_the_edge_of_a_pale_one_stands_out_from_every_light_ground(hues):
    """The script gives a hue that is too pale an edge: the hue moved towards ink."""
    for group, hue in hues.items():
        edge = mix(hue, style.INK, style.RIM_SHARE)
        for ground in LIGHT_GROUNDS:
            assert max(contrast(hue, ground), contrast(edge, ground)) >= 3, f"{group} on {ground}"


def test_the_dark_grounds_are_those_that_the_map_draws():
    drawn = style.as_json()
    shown = [drawn["paper"], drawn["panel"], drawn["casing"], drawn["provinceFill"], *drawn["tints"].values()]
    assert {dark for value in shown for _, dark in pairs_of(value)} == set(DARK_GROUNDS)


def test_ink_and_quiet_text_are_read_on_every_ground_of_their_scheme():
    drawn = style.as_json()
    for name in ("ink", "quiet"):
        ((light, dark),) = pairs_of(drawn[name])
        assert min(contrast(dark, ground) for ground in ("#181c20", "#23292e")) >= 4.5, name
        assert min(contrast(light, ground) for ground in ("#ffffff", style.PAPER)) >= 4.5, name


def test_a_hue_that_a_reader_brings_is_lightened_until_it_stands_out():
    assert in_both("#101010") == pair("#101010", on_dark("#101010"))
    assert min(contrast(on_dark("#101010"), ground) for ground in DARK_GROUNDS) >= 3
    assert on_dark("#ffffff") == "#ffffff"
