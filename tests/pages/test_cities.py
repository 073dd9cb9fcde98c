"""The page of places: what colours the map, what is chosen, and what an address brings."""

from __future__ import annotations

from functools import partial

import pytest

from tests.conftest import the_list


@pytest.fixture
def opened(open_page):
    """Return a function: query → the page after its first run there."""
    return partial(open_page, "cities")


def shown(app):
    return " ".join(element.proto.body for element in app.get("html"))


def asked(app, name):
    values = app.query_params.get(name, [])
    return [values] if isinstance(values, str) else values


def sound(app):
    return not app.exception and not app.error


def test_the_page_opens_with_the_five_cities_beside_the_map(opened):
    app = opened()
    assert sound(app)
    assert not app.warning
    assert shown(app).count("<section>") == 5


def test_a_place_of_the_filter_opens_its_profile(opened):
    app = opened()
    the_list(app, "city").set_value(["140700"]).run()
    assert sound(app)
    assert "<h2>晋中市</h2>" in shown(app)
    assert asked(app, "place") == ["140700"]


def test_an_address_opens_the_same_profile_part_colour_and_level(opened):
    app = opened(place="140702", part="projects", by="roles", level="county", lang="en")
    assert sound(app)
    assert "<h2>Yuci District</h2>" in shown(app)
    assert "atlas-stagebar" in shown(app)
    assert "leading theme of roles" in shown(app)
    assert [asked(app, name) for name in ("part", "by", "level")] == [["projects"], ["roles"], ["county"]]


@pytest.mark.parametrize("part", ["roles", "projects", "partners", "industries", "figures"])
def test_each_part_of_a_profile_opens(opened, part):
    app = opened(place="140900", part=part)
    assert sound(app)


@pytest.mark.parametrize("by", ["projects", "built", "roles", "industries"])
@pytest.mark.parametrize("level", ["city", "county"])
def test_each_colouring_opens_and_stands_in_the_address_unless_it_is_the_first(opened, by, level):
    app = opened(by=by, level=level)
    assert sound(app)
    assert asked(app, "by") == ([] if by == "projects" else [by])
    assert asked(app, "level") == ([] if level == "city" else [level])


@pytest.mark.parametrize("name", ["by", "level", "part"])
def test_nonsense_in_the_address_is_named_and_left_out(opened, name):
    app = opened(**{name: "nonsense"})
    assert sound(app)
    assert [f"{name}=nonsense" in warning.value for warning in app.warning] == [True]


def test_a_zone_that_lies_in_no_city_has_a_profile(opened):
    app = opened(place="taixin-economic-zone")
    assert sound(app)
    assert not app.warning
    assert "<h2>太忻一体化经济区</h2>" in shown(app)


def test_several_places_are_set_side_by_side(opened):
    app = opened(place=["140100", "140900"])
    assert sound(app)
    assert shown(app).count("<section>") == 2


def test_a_day_leaves_out_what_came_later(opened):
    app = opened(place="140702", day="2023-06-30", lang="en")
    assert sound(app)
    assert "January 2026" not in shown(app)


def test_an_empty_choice_says_so_and_one_button_brings_all_back(opened):
    app = opened(q="zzzz", lang="en")
    assert sound(app)
    assert "No projects match these filters" in shown(app)
    app.button(key="clear_empty").click().run()
    assert sound(app)
    assert app.session_state["q"] == ""
    assert "No projects match these filters" not in shown(app)


def test_the_map_has_a_text_alternative_with_every_city(opened):
    text = shown(opened(lang="en"))
    assert "The map is coloured by number of projects" in text
    for city in ("Taiyuan", "Jinzhong", "Xinzhou", "Lüliang", "Yangquan"):
        assert text.count(f">{city}</a>") >= 2
