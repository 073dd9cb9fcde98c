"""Entries are counted by their kind: “221 projects” is said nowhere without it."""

from __future__ import annotations

import pytest

from geo.atlas.filters import KINDS, Filters
from geo.words.kinds import kinds_in_words


def test_every_entry_is_of_one_kind_and_every_kind_has_entries(atlas):
    counts = atlas.view().kinds
    assert tuple(counts) == KINDS
    assert sum(counts.values()) == len(atlas.projects)


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_leaves_one_kind(atlas, kind):
    view = atlas.view(Filters(kind=(kind,)))
    assert view.kinds == {kind: atlas.view().kinds[kind]}


def test_kinds_are_told_with_their_numbers_and_those_without_one_left_out(atlas, words):
    view = atlas.view(Filters(kind=("work", "aim")))
    works, aims = view.kinds["work"], view.kinds["aim"]
    assert kinds_in_words(view, words["zh"]) == f"工程 {works} · 目标 {aims}"
    assert kinds_in_words(view, words["en"]) == f"works {works} · aims {aims}"
