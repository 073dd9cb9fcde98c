"""The legend as filters: the browser and the server decide alike, and what a browser reports is done once."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from geo.atlas.filters import Filters
from geo.webmap.features import project_features
from geo.webmap.messages import view_message
from geo.webmap.switches import SWITCHES, acts_after, by_stage, switched
from tests.conftest import IS_SWEEP, answered_by_node, needs_node

ROOT = Path(__file__).resolve().parents[3]
CHOICES, VIEWS = (1000, 20) if IS_SWEEP else (100, 10)


def random_choice(chance, atlas):
    offered = {name: sorted(set(atlas.projects[name]) - {""}) for name in SWITCHES}
    return {name: chance.sample(ids, chance.choice([0, 0, 1, 2, len(ids) // 2])) for name, ids in offered.items()}


def random_filters(chance, atlas):
    """Return filters that the legend does not switch."""
    values = {
        "place": chance.sample(atlas.city_ids, chance.randint(0, 2)),
        "kind": chance.choice([(), ("work",), ("service", "aim")]),
        "cross": chance.random() < 0.3,
        "unheard": chance.random() < 0.2,
        "q": chance.choice(["", "", "高速", "rail"]),
    }
    return Filters(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})


def answers_of_the_browser(atlas, message, choices):
    asked = {"features": project_features(atlas), "view": message, "choices": choices}
    return answered_by_node("answer_choices.js", asked)


@pytest.mark.no_cover
@needs_node
def test_whatever_is_chosen_leaves_the_same_in_the_browser_as_on_the_server(whole_atlas, words):
    chance, widths = random.Random(2026), set()  # noqa: S311 - a draw of samples
    for _ in range(VIEWS):
        rest, shown = random_filters(chance, whole_atlas), random_choice(chance, whole_atlas)
        message = view_message(whole_atlas.view(rest.with_values(**shown)), words["zh"], answered=0)
        choices = [random_choice(chance, whole_atlas) for _ in range(CHOICES // VIEWS)]
        for choice, answer in zip(choices, answers_of_the_browser(whole_atlas, message, choices), strict=True):
            view = whole_atlas.view(rest.with_values(**choice))
            expected = by_stage(view.projects)
            assert {stage: sorted(ids) for stage, ids in answer["stages"].items()} == {
                stage: sorted(ids) for stage, ids in expected.items()
            }
            for name in SWITCHES:
                counts = whole_atlas.view(rest.with_values(**choice).without(name)).projects[name].value_counts()
                assert answer["counts"][name] == counts.to_dict()
            widths.add(len(view.projects))
    assert len(widths) > VIEWS


def test_what_only_a_switch_keeps_out_of_view_is_told_beside_what_is_in_view(atlas, words):
    message = view_message(atlas.view(Filters(group=("rail",), q="高铁")), words["zh"], answered=7)
    opened = by_stage(atlas.view(Filters(q="高铁")).projects)
    told = {
        stage: sorted(message["stages"].get(stage, []) + message["beyond"].get(stage, []))
        for stage in {*message["stages"], *message["beyond"]}
    }
    assert told == {stage: sorted(ids) for stage, ids in opened.items()}
    assert message["choice"] == {"group": ["rail"], "status": [], "precision": []}
    assert message["answered"] == 7


def test_a_legend_that_switches_keeps_the_rows_of_what_is_switched_off(atlas, words):
    message = view_message(atlas.view(Filters(group=("rail",))), words["en"], answered=0)
    rows = next(section for section in message["legend"] if section["kind"] == "group")["entries"]
    assert [entry["id"] for entry in rows] == list(atlas.groups)


def test_a_map_that_only_explains_has_nothing_to_switch(atlas, words):
    assert {"choice", "beyond"}.isdisjoint(view_message(atlas.view(), words["zh"]))


def test_acts_are_done_once_and_in_their_order():
    reported = {"acts": [[3, "group", "rail", False], [1, "group", "rail", True], [2, "project", "a", True]]}
    assert acts_after(reported, 1) == [(2, "project", "a", True), (3, "group", "rail", False)]
    assert acts_after(reported, 3) == []


@pytest.mark.parametrize(
    "acts",
    [
        None,
        "x",
        [1],
        [[1, "q", "x", True]],
        [["1", "group", "x", True]],
        [[1, "group", 2, True]],
        [[True, "group", "x", 1]],
    ],
)
def test_a_malformed_report_does_nothing(acts):
    assert acts_after({"acts": acts}, 0) == []


def test_an_id_is_switched_on_once_and_off_whether_it_was_on_or_not():
    assert switched(["a"], "b", is_on=True) == ["a", "b"]
    assert switched(["a"], "a", is_on=True) == ["a"]
    assert switched(["a"], "b", is_on=False) == ["a"]
