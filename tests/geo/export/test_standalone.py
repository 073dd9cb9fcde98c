"""A view as one file: it opens from a disk, and holds no more than the view."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from geo.atlas.filters import Filters
from geo.export.standalone import standalone_map


@pytest.fixture(scope="module")
def rail(atlas):
    return atlas.view(Filters(group=("rail",)))


@pytest.fixture(scope="module", params=["zh", "en"])
def document(request, rail, words):
    return standalone_map(rail, words[request.param], "轨道 · Rail").decode()


def test_the_file_asks_no_host_for_anything(document):
    assert re.findall(r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=", document) == []
    assert (
        re.findall(r"url\(\s*['\"]?(?!data:|#)[^)]*\)", re.search(r"<style>(.*?)</style>", document, re.DOTALL)[1])
        == []
    )
    assert re.findall(r"@import|sourceMappingURL", document) == []


def test_the_same_view_gives_the_same_bytes(rail, words):
    assert standalone_map(rail, words["zh"]) == standalone_map(rail, words["zh"])


def test_the_file_holds_the_features_in_view_and_no_others(document, atlas, rail):
    ids = set(re.findall(r'"project_id":"([^"]+)"', document))
    assert ids == set(rail.projects.index)
    for project_id in (
        set(atlas.projects.index) - ids - set(atlas.places.index)
    ):  # a zone may be called as its project is
        assert f'"{project_id}"' not in document


def test_every_project_in_view_has_a_card(document, rail):
    cards = json.loads(re.search(r"var cards = (\{.*?\});\n", document)[1])
    assert list(cards) == list(rail.projects.index)
    assert all(card.startswith("<div class='atlas-card'>") for card in cards.values())


def test_the_file_says_what_was_chosen_and_up_to_when_it_knows(document):
    subtitle = re.search(r"<small>(.*?)</small>", document)[1]
    assert subtitle.startswith("轨道 · Rail · ")
    assert "2026" in subtitle


@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_the_file_names_its_language(rail, words, lang, tag):
    assert f'<html lang="{tag}">' in standalone_map(rail, words[lang]).decode()


def test_a_view_of_nothing_is_still_a_map(atlas, words):
    document = standalone_map(atlas.view(Filters(q="zzzz")), words["zh"]).decode()
    assert "var cards = {};" in document


def test_hostile_names_and_filters_stay_text(atlas, words):
    hostile = "</script><script>alert(1)</script>"
    spoilt = replace(atlas, projects=atlas.projects.assign(name_zh=hostile, summary_zh=hostile))
    document = standalone_map(spoilt.view(Filters(group=("rail",))), words["zh"], hostile).decode()
    assert "<script>alert(1)" not in document
