"""The registry of filters: each of its entries, and one made up here, is held to everything that reads or shows filters."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from geo.atlas.drawn import drawn_in
from geo.atlas.filters import FILTERS, Filter, Filters, from_query, to_query
from geo.atlas.history import BUILT
from geo.atlas.register import facets
from geo.errors import FilterError
from geo.sheet.margin import subtitle
from geo.shell.parser import parser
from geo.shell.resolve import view_of
from geo.words.filters import filters_in_words
from pages._takeaway import file_name

MADE_UP = Filter(
    "work_type",
    "choices",
    "table.type",
    column="work_type",
    choices=lambda atlas, _: sorted(atlas.projects["work_type"].unique()),
    choice_label=lambda _, key, words: f"{words.lang} {key}",
    facet=lambda atlas: sorted(atlas.projects["work_type"].unique()),
)
AREA = drawn_in("area:37.9,112.4;37.9,112.7;37.6,112.7;37.6,112.4")
SAMPLE = {"switch": True, "search": "高速 汾", "day": dt.date(2023, 12, 31), "drawn": AREA}
NAMES = (*FILTERS, MADE_UP.name)
CHOICES = [name for name in NAMES if FILTERS.get(name, MADE_UP).kind == "choices"]


@pytest.fixture(autouse=True)
def _one_filter_more(monkeypatch):
    monkeypatch.setitem(FILTERS, MADE_UP.name, MADE_UP)


@pytest.fixture
def chosen(atlas):
    """Return a function: the name of a filter → filters that ask for something under it alone."""

    def of(name):
        entry = FILTERS[name]
        ids = atlas.city_ids[1:3] if name == "place" else tuple(entry.choices(atlas, Filters()))[:2]
        return Filters(**{name: ids if entry.kind == "choices" else SAMPLE[entry.kind]})

    return of


def values_in_words(entry, atlas, filters, words):
    """Return what a reader must find wherever a choice is told in words."""
    if entry.kind == "choices":
        return [entry.choice_label(atlas, key, words) for key in filters[entry.name]]
    if entry.kind == "drawn":
        return [words(f"filter.drawn_is.{filters[entry.name].kind}")]
    return [filters[entry.name]] if entry.kind == "search" else [words(entry.label)]


@pytest.mark.parametrize("name", NAMES)
def test_a_filter_comes_back_from_its_address(chosen, name):
    filters = chosen(name)
    query = to_query(filters)
    assert list(query) == [name]
    assert from_query(query) == (filters, [])


def test_all_filters_together_come_back_from_one_address(chosen):
    filters = Filters(**{name: chosen(name)[name] for name in NAMES})
    assert from_query(to_query(filters)) == (filters, [])
    assert hash(from_query(to_query(filters))[0]) == hash(filters)


@pytest.mark.parametrize(
    ("query", "strange"),
    [
        ({"both": ["yes"]}, "both=yes"),
        ({"day": ["2023-02-30"]}, "day=2023-02-30"),
        ({"day": ["spring"]}, "day=spring"),
        ({"drawn": ["area:37.9,112.4;37.6,112.7"]}, "drawn=area:37.9,112.4;37.6,112.7"),
    ],
)
def test_a_value_that_means_nothing_is_named_and_left_open(query, strange):
    assert from_query(query) == (Filters(), [strange])


@pytest.mark.parametrize("name", NAMES)
def test_a_filter_can_be_left_open_again(chosen, name):
    filters = chosen(name).with_values(q="桥") if name != "q" else chosen(name).with_values(cross=True)
    assert filters.without(name) == (Filters(q="桥") if name != "q" else Filters(cross=True))
    assert chosen(name).without(name).is_empty


def test_a_filter_that_is_not_there_is_refused_by_name():
    with pytest.raises(TypeError, match=r"there is no filter colour; known are place, both"):
        Filters(colour="red")
    with pytest.raises(AttributeError, match="colour"):
        _ = Filters().colour


@pytest.mark.parametrize("name", NAMES)
def test_a_filter_narrows_the_view_to_what_it_keeps(atlas, chosen, name):
    filters = chosen(name) if name != "both" else Filters(place=("140100", "140700"), both=True)
    left, entry = atlas.view(filters).projects, FILTERS[name]
    assert 0 < len(left) <= len(atlas.projects)
    assert (len(left) < len(atlas.projects)) is (name != "evidence")
    if entry.column and entry.kind == "choices":
        held = left[entry.column].map(lambda ids: set(ids) if isinstance(ids, frozenset) else {ids})
        assert held.map(lambda ids: bool(ids & set(filters[name]))).all()


@pytest.mark.parametrize("name", CHOICES)
def test_an_id_that_the_atlas_does_not_have_is_named(atlas, name):
    filters = Filters(**{name: ("nonsense",)})
    assert atlas.unknown(filters) == [f"{name}=nonsense"]
    with pytest.raises(FilterError, match=rf"^the atlas has no {name}=nonsense$"):
        atlas.view(filters)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name in NAMES if name != "day"])
def test_a_filter_is_named_in_titles_and_in_the_names_of_files(atlas, words, chosen, name, lang):
    filters = chosen(name)
    view = atlas.view(filters)
    for value in values_in_words(FILTERS[name], atlas, filters, words[lang]):
        assert value in filters_in_words(view, words[lang])
        assert value in subtitle(view, words[lang])
        assert re.sub(r"[^\w]+", "-", value)[:10] in file_name(view, words[lang], "png")


@pytest.mark.parametrize(("lang", "told"), [("zh", "2023年12月31日"), ("en", "31 December 2023")])
def test_a_day_stands_where_a_title_says_up_to_when_it_knows(atlas, words, chosen, lang, told):
    view = atlas.view(chosen("day"))
    assert told in subtitle(view, words[lang])
    assert "2023-12-31" in file_name(view, words[lang], "png")


@pytest.mark.parametrize("command", ["sheet", "series", "briefing", "export"])
@pytest.mark.parametrize("name", NAMES)
def test_a_filter_is_an_option_of_the_shell_named_as_in_the_address(atlas, words, chosen, name, command):
    filters = chosen(name)
    asked = [text for value in to_query(filters)[name] for text in (f"--{name}", value)]
    asked = [f"--{name}"] if FILTERS[name].kind == "switch" else asked
    options = parser().parse_args([command, *(["--by", "city"] if command == "series" else []), "--out", "x", *asked])
    assert view_of(atlas, words, options).filters == filters


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHOICES)
def test_the_shell_takes_the_words_of_a_choice_for_its_id(atlas, words, chosen, name, lang):
    filters = chosen(name)
    asked = [
        text for key in filters[name] for text in (f"--{name}", FILTERS[name].choice_label(atlas, key, words[lang]))
    ]
    assert view_of(atlas, words, parser().parse_args(["export", "x", *asked])).filters == filters


def test_the_facets_are_those_of_the_registry(atlas):
    counted = facets(atlas, Filters())
    assert list(counted) == [name for name, entry in FILTERS.items() if entry.facet] + ["source"]
    for name in counted.keys() - {"source"}:
        assert list(counted[name]) == list(FILTERS[name].facet(atlas))
    assert sum(counted[MADE_UP.name].values()) == len(atlas.projects)


def test_both_places_are_touched_by_what_is_left(atlas):
    places = ("140100", "140700")
    any_of, both = (atlas.view(Filters(place=places, both=both)).projects for both in (False, True))
    assert 0 < len(both) < len(any_of)
    assert both["place_ids"].map(frozenset(places).issubset).all()
    assert len(both) == any_of["place_ids"].map(frozenset(places).issubset).sum()
    assert len(atlas.view(Filters(place=places[:1], both=True)).projects) == len(
        atlas.view(Filters(place=places[:1])).projects
    )


def test_both_is_offered_from_two_places_on():
    offered = FILTERS["both"].is_offered
    assert [offered(Filters(place=places)) for places in ((), ("140100",), ("140100", "140700"))] == [
        False,
        False,
        True,
    ]


def test_a_facet_of_places_counts_what_a_further_place_would_leave_where_all_must_be_touched(atlas):
    filters = Filters(place=("140100",), both=True)
    for city, count in facets(atlas, filters)["place"].items():
        assert count == len(atlas.view(filters.with_values(place=("140100", city))).projects)


def test_not_yet_built_is_every_stage_before_and_says_nothing_of_unstated_ones(atlas):
    stages = FILTERS["status"].presets["unbuilt"](atlas)
    assert set(stages) == set(atlas.statuses.index) - set(BUILT)
    left = atlas.view(Filters(status=stages)).projects
    assert not left["status"].isin(["", *BUILT]).any()
    unstated = (atlas.projects["status"] == "").sum()
    assert unstated > 0
    assert len(left) == len(atlas.projects) - unstated - atlas.projects["status"].isin(BUILT).sum()
