"""The program's own check of the tables comes to the result of Frictionless, so that other tools open what it accepts."""

from __future__ import annotations

import pytest
from frictionless import Package, system

from tests.geo.read.broken_folders import CASES

AGREED = (
    "row with a cell too many",
    "row with a cell too few",
    "blank row",
    "column that is unknown",
    "order 1.5",
    "order below 1",
    "day that is none",
    "colour that is markup",
    "id that runs up a folder",
    "table in GBK",
    "table missing",
)
"""Cases of which Frictionless says the same; it accepts more than the program does."""


def is_valid(folder):
    with system.use_context(trusted=False):
        return Package(str(folder / "datapackage.json")).validate().valid


def test_what_the_program_accepts_frictionless_accepts(data_dir):
    assert is_valid(data_dir)


@pytest.mark.parametrize("name", AGREED)
def test_what_frictionless_refuses_the_program_refuses(broken_data, name):
    CASES[name].change(broken_data)
    assert not is_valid(broken_data)
    assert CASES[name].codes, "the program refuses it: test_broken_folders"
