"""What a click on a place offers, and the search on the map: the browser decides as the server does, from what it holds."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from opencc import OpenCC

from geo.atlas.filters import Filters
from geo.read.tables import rows
from geo.text import folded, search_key, traditional_forms
from geo.webmap.features import project_features
from geo.webmap.ground import ground
from geo.webmap.messages import view_message
from tests.conftest import answered_by_node, needs_node

ROOT = Path(__file__).resolve().parents[3]


def within(atlas):
    return {feature["project_id"]: feature["within"] for feature in project_features(atlas)}


def test_the_browser_counts_in_each_place_what_the_filter_would_leave(whole_atlas):
    held = within(whole_atlas)
    for place in (*whole_atlas.city_ids, *whole_atlas.places_within(())):
        left = set(whole_atlas.view(Filters(place=(place,))).projects.index)
        assert {project for project, ids in held.items() if place in ids} == left


def test_no_day_and_no_evidence_changes_where_a_project_lies(whole_atlas):
    held = within(whole_atlas)
    for filters in (Filters(day=dt.date(2024, 3, 31)), Filters(evidence=("texts",))):
        view = whole_atlas.view(filters)
        assert all(sorted(held[p]) == sorted(within(view.atlas)[p]) for p in view.projects.index)


def test_a_message_says_which_places_are_filtered_by_where_the_map_can_switch_them(whole_atlas, words):
    view = whole_atlas.view(Filters(place=("140723",)))
    assert view_message(view, words["zh"], answered=3)["only"] == ["140723"]
    assert "only" not in view_message(view, words["zh"])


def test_zones_can_be_found_though_they_stand_on_no_map(atlas):
    told = ground(atlas)
    zones = {zone["id"]: zone for zone in told["zones"]}
    assert set(zones) == {p for p in atlas.places_within(()) if atlas.places.at[p, "level"] == "zone"}
    assert all(zone["name_zh"] and zone["name_en"] and zone["pinyin"] for zone in zones.values())
    assert not {*zones} & {label["id"] for label in told["labels"]}
    assert {"lon", "lat"} <= set(zones["jinzhong-dev-zone"])
    assert "lon" not in zones["taixin-economic-zone"]


def test_only_traditional_forms_of_characters_that_names_have_travel():
    pairs = traditional_forms(["晋阳"])
    assert dict(zip(pairs[::2], pairs[1::2], strict=True)) == {"晉": "晋", "陽": "阳"}


def queries_of(atlas, chance):
    """Return queries as readers type them: parts of names in both scripts, pinyin, initials, other widths, two words."""
    traditional = OpenCC("s2t").convert
    queries = []
    for row in rows(atlas.projects.sample(60, random_state=2026)):
        start = chance.randrange(len(row.name_zh))
        part = row.name_zh[start : start + chance.randint(1, 4)]
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in row.name_en[:9])
        initials = "".join(syllable[0] for syllable in row.pinyin.split())
        queries += [
            part,
            traditional(part),
            wide.upper(),
            row.pinyin[:12],
            initials,
            f"{row.name_en[-7:]} {part}",
            part + "q",
        ]
    return queries


@needs_node
def test_the_browser_finds_by_name_what_the_server_would(whole_atlas):
    queries = queries_of(whole_atlas, random.Random(2026))  # noqa: S311 - a draw of samples
    items = [{"id": r.Index, "names": [r.name_zh, r.name_en], "pinyin": r.pinyin} for r in rows(whole_atlas.projects)]
    asked = {"traditional": ground(whole_atlas)["traditional"], "items": items, "queries": queries}
    answer = answered_by_node("answer_searches.js", asked)
    keys = {item["id"]: search_key(item["names"], item["pinyin"]) for item in items}
    met = 0
    for query, told in zip(queries, answer, strict=True):
        words = [word for word in map(folded, query.split()) if word]
        expected = [p for p, key in keys.items() if words and all(word in key for word in words)]
        assert sorted(told["ids"]) == sorted(expected), query
        met += bool(expected)
    assert met > len(queries) / 2
