from __future__ import annotations

import pytest

from geo.text import folded, search_key, squeezed


def test_a_name_broken_by_a_scan_is_squeezed_together():
    assert squeezed(" 龙城\n大\u3000街\t") == "龙城大街"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Lüliang", "luliang"),
        ("ＬＣＤＪ", "lcdj"),
        ("Xi’an–Taiyuan (new)", "xiantaiyuannew"),
        ("龙城 大街", "龙城大街"),
        ("５G", "5g"),
        ("—·“”", ""),
    ],
)
def test_text_is_folded_for_search(text, plain):
    assert folded(text) == plain


@pytest.mark.parametrize("query", ["龙城大街", "大街", "longcheng", "lcdj", "Longcheng street", "cheng da"])
def test_a_name_is_found_by_its_characters_its_pinyin_and_its_initials(query):
    assert folded(query) in search_key(["龙城大街", "Longcheng Street"], "long cheng da jie")


@pytest.mark.parametrize("query", ["streetlong", "街longcheng", "jielcdj"])
def test_no_match_runs_from_one_name_into_the_next(query):
    assert folded(query) not in search_key(["龙城大街", "Longcheng Street"], "long cheng da jie")
