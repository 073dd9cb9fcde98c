"""A message travels short: what the browser knows already is left out, and put together again it is what was said."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import pytest

from geo.atlas.filters import Filters
from geo.webmap import wire
from geo.webmap.features import project_features
from geo.webmap.messages import subject_message, view_message
from geo.webmap.tint import COUNTY
from geo.words.rings import stages_apart
from tests.conftest import answered_by_node, needs_node

ROOT = Path(__file__).resolve().parents[3]
MOST_BYTES = 2500


@pytest.fixture(scope="module")
def told(whole_atlas, words):
    return {lang: wire.known(whole_atlas, words[lang]) for lang in ("zh", "en")}


@pytest.fixture(scope="module")
def order(whole_atlas):
    return wire.order(whole_atlas)


def put_together(atlas, known, messages):
    asked = {"features": project_features(atlas), "known": known, "messages": messages}
    return answered_by_node("unpack.js", asked)


def as_told(message):
    """Return what a message says: the order of ids within a stage, and a sentence that is empty, say nothing."""
    whole = json.loads(json.dumps(message))
    for name in ("stages", "beyond"):
        if name in whole:
            whole[name] = {stage: sorted(ids) for stage, ids in whole[name].items()}
    if "apart" in whole:
        shown = {one for name in ("stages", "beyond") for ids in whole.get(name, {}).values() for one in ids}
        whole["apart"] = {key: text for key, text in whole["apart"].items() if text and key in shown}
    return whole


@needs_node
def test_what_the_browser_puts_together_is_what_was_said(whole_atlas, words, told, order):
    chance = random.Random(12)  # noqa: S311 - a draw of samples
    days = [None, None, dt.date(2020, 1, 1), dt.date(2023, 6, 1)]
    messages = []
    for turn in range(60):
        filters = Filters(
            place=tuple(chance.sample(whole_atlas.city_ids, chance.randint(0, 2))),
            group=tuple(chance.sample(sorted(whole_atlas.groups), chance.choice([0, 0, 2]))),
            cross=chance.random() < 0.3,
            q=chance.choice(["", "", "高速", "nothing has this name"]),
            day=chance.choice(days),
            evidence=chance.choice([(), (), ("texts",)]),
        )
        lang = chance.choice(["zh", "en"])
        tint, answered = chance.choice([None, "", COUNTY]), chance.choice([None, 7])
        messages.append(
            view_message(
                whole_atlas.view(filters),
                words[lang],
                tint=tint,
                answered=answered,
                selected="xiongxin-hsr" if turn % 3 else "",
            )
        )
    messages.append(
        subject_message(
            words["en"], "t", [{"kind": "class", "label": "l", "entries": [{"id": "x", "label": "y"}]}], notes={}
        )
    )
    arrived = put_together(whole_atlas, told, [wire.sent(one, told[one["lang"]], order) for one in messages])
    extra = {"labels": {}}
    for one, other in zip(messages, arrived, strict=True):
        expected, got = as_told(one), as_told(other)
        for name, value in (expected | extra).items():
            if name == "labels":
                assert got["labels"].items() >= expected["labels"].items()
            else:
                assert got[name] == value, name
        assert "tint" in got["labels"] or "tint" not in expected["labels"]
        assert ("tint" in got["labels"]) == ("tint" in expected["labels"])
        assert ("beyond" in got) == ("beyond" in expected)
        assert ("stages" in got) == ("stages" in expected)


def test_a_message_of_every_project_is_short(whole_atlas, words, told, order):
    message = view_message(whole_atlas.view(), words["zh"], answered=0, tint="")
    assert len(json.dumps(wire.sent(message, told["zh"], order)).encode()) < MOST_BYTES


def test_a_project_that_the_browser_does_not_know_travels_by_its_id(whole_atlas, words, told, order):
    message = view_message(whole_atlas.view(), words["zh"])
    travels = wire.sent(message, told["zh"], order[1:])
    assert "marks" not in travels
    assert travels["stages"] == message["stages"]


def test_a_project_that_a_switch_keeps_out_of_view_brings_what_is_said_of_its_stage(whole_atlas, words):
    every = stages_apart(whole_atlas.view(), words["zh"])
    message = view_message(whole_atlas.view(Filters(group=("rail",))), words["zh"], answered=0)
    assert every
    assert message["apart"] == every
