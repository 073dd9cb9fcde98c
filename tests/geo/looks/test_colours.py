"""The hues of the groups hold for colour-blind readers; stages do not rest on hue at all."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from geo.looks import style
from geo.looks.schemes import HUES_ON_DARK

# Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB.
SEEN_BY = {
    "everyone": np.eye(3),
    "protanopes": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deuteranopes": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritanopes": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
LEAST = 14.0
"""CIE 1976 colour difference; 2.3 is just noticeable side by side, a symbol of 15 px needs several times that."""


def lab(colour, matrix):
    srgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(matrix @ linear, 0, 1) / np.array([0.9505, 1, 1.089])
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def closest(colours, matrix):
    seen = {colour: lab(colour, matrix) for colour in colours}
    return min((float(np.linalg.norm(seen[a] - seen[b])), a, b) for a, b in combinations(colours, 2))


@pytest.mark.parametrize("reader", SEEN_BY)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_two_groups_are_told_apart_by(atlas, reader, scheme):
    hues = atlas.types.drop_duplicates("group")["colour"].tolist()
    colours = hues if scheme == "light" else [HUES_ON_DARK[hue] for hue in hues]
    distance, one, other = closest(colours, SEEN_BY[reader])
    assert distance >= LEAST, f"{one} and {other} are {distance:.1f} apart for {reader}"


def test_the_measure_finds_a_pair_that_deuteranopes_confuse():
    assert closest(["#c0462b", "#8c6d1f"], SEEN_BY["deuteranopes"])[0] < LEAST


def test_no_two_stages_look_the_same_without_their_hue():
    built = style.STAGES["completed"], style.STAGES["operating"]
    assert built[0].line == built[1].line, "what is in use is also built: one look, told apart in words"
    looks = {stage.line for stage in style.STAGES.values()}
    assert len(looks) == len(style.STAGES) - 1
