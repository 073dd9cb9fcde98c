"""The projects page as Streamlit runs it: the register, one project, several side by side."""

from __future__ import annotations

import re
from functools import partial

import pytest

from tests.conftest import the_list


@pytest.fixture
def opened(open_page):
    """Return a function: query → the page after its first run there."""
    return partial(open_page, "projects")


def shown(app):
    return " ".join(element.proto.body for element in app.get("html"))


def count(app):
    return int(re.search(r"class='atlas-counts'><span><b>(\d+)</b>", shown(app))[1])


def sound(app):
    return not app.exception and not app.error


def asked_for(app, name):
    """Return what the address holds under a name; a test app gives a single value as text."""
    values = app.query_params.get(name, [])
    return [values] if isinstance(values, str) else list(values)


def heading(app):
    return re.findall(r"<h1>(.*?)</h1>", shown(app))


@pytest.fixture(scope="module")
def total(atlas):
    return len(atlas.projects)


def test_the_register_opens_with_every_project(opened, total):
    app = opened()
    assert sound(app)
    assert not app.warning
    assert count(app) == total == len(app.dataframe[0].value)


@pytest.mark.parametrize(
    ("facet", "value", "widget"),
    [("group", "rail", "group"), ("status", "building", "status"), ("place", "140300", "city")],
)
def test_a_facet_sets_the_filter_of_the_sidebar_and_leaves_what_it_promised(opened, facet, value, widget):
    app = opened(lang="en")
    chips = app.get("button_group")
    chip = next(c for c in chips if c.key == f"facet_{facet}")
    label = next(o.content for o in chip.proto.options if _is(o.content, value))
    promised = int(re.search(r"\*\*(\d+)\*\*", label)[1])
    chip.set_value([value]).run()
    assert sound(app)
    assert the_list(app, widget).value == [value]
    assert count(app) == promised == len(app.dataframe[0].value)
    assert asked_for(app, facet) == [value]


def _is(label, value):
    return label.startswith({"rail": "Rail ", "building": "Under construction ", "140300": "Yangquan "}[value])


def test_a_text_narrows_the_list_and_stands_in_the_address(opened, atlas):
    app = opened(source="jinzhong-2024")
    assert sound(app)
    assert count(app) == atlas.reports.query("source_id == 'jinzhong-2024'")["project_id"].nunique()
    assert asked_for(app, "source") == ["jinzhong-2024"]


@pytest.mark.parametrize("q", ["龙城大街", "longcheng dajie", "lcdj", "Longcheng Street"])
def test_the_search_finds_a_project_however_its_name_is_typed(opened, q):
    app = opened(q=q)
    assert sound(app)
    assert "龙城大街" in set(app.dataframe[0].value["项目"])


def test_the_order_is_kept_in_the_address_and_by_the_next_project(opened):
    app = opened(group="rail", by="name", lang="en")
    assert sound(app)
    names = app.dataframe[0].value["Project"].tolist()
    assert names == sorted(names, key=str.casefold)
    assert asked_for(app, "by") == ["name"]
    first = app.dataframe[0].value.index[0]
    app = opened(group="rail", by="name", lang="en", project=first)
    app.button(key="to_next").click().run()
    assert sound(app)
    assert heading(app) == [names[1]]


def test_columns_can_be_left_out_and_the_choice_outlives_a_project(opened):
    app = opened(lang="en")
    columns = next(c for c in app.get("button_group") if c.key == "register_columns")
    columns.set_value(["type", "due"]).run()
    assert list(app.dataframe[0].proto.column_order) == ["No.", "Project", "Type", "Promised for"]
    app.session_state["project"] = "urban-core"
    app.run()
    app.button(key="to_list").click().run()
    assert sound(app)
    assert list(app.dataframe[0].proto.column_order) == ["No.", "Project", "Type", "Promised for"]


def test_a_project_in_the_address_is_shown_with_its_history_and_a_way_back(opened, total):
    app = opened(project="urban-core", lang="en")
    assert sound(app)
    assert heading(app) == ["Taiyuan–Yuci–Taigu Urban Core"]
    assert "class='atlas-line'" in shown(app)
    assert "lines 113–115" in shown(app)
    app.button(key="to_list").click().run()
    assert sound(app)
    assert count(app) == total
    assert not asked_for(app, "project")


def test_the_first_project_of_a_list_has_none_before_it(opened, atlas):
    app = opened(project=atlas.projects.index[0])
    assert app.button(key="to_previous").disabled
    assert not app.button(key="to_next").disabled


def test_a_project_that_the_filters_leave_out_is_shown_and_said_to_be_outside(opened):
    app = opened(project="urban-core", group="rail", lang="en")
    assert sound(app)
    assert heading(app) == ["Taiyuan–Yuci–Taigu Urban Core"]
    assert "outside the current filters" in shown(app)
    assert app.button(key="to_next").disabled


def test_a_day_leaves_out_what_came_later_and_says_so(opened):
    app = opened(project="urban-core", day="2023-06-01", lang="en", evidence="texts")
    assert sound(app)
    assert "Shows only what had appeared by 1 June 2023; 2 later statements are left out." in shown(app)
    early = opened(project="bare-land", day="2023-06-01", lang="en", evidence="texts")
    assert sound(early)
    assert "No text had mentioned this project by 1 June 2023." in shown(early)


def test_an_unknown_project_is_named_and_the_register_opens(opened, total):
    app = opened(project="nonsense")
    assert sound(app)
    assert ["project=nonsense" in warning.value for warning in app.warning] == [True]
    assert count(app) == total


@pytest.mark.parametrize("name", ["source", "by", "compare"])
def test_nonsense_of_this_page_is_named_and_dropped(opened, name, total):
    app = opened(**{name: "nonsense"})
    assert sound(app)
    assert ["nonsense" in warning.value for warning in app.warning] == [True]
    assert count(app) == total
    assert not asked_for(app, name)


def test_projects_in_the_address_stand_side_by_side(opened, total):
    app = opened(compare=["urban-core", "longcheng-street"], lang="en")
    assert sound(app)
    assert "class='atlas-compare'" in shown(app)
    assert asked_for(app, "compare") == ["urban-core", "longcheng-street"]
    app.button(key="compare_close").click().run()
    assert sound(app)
    assert count(app) == total
    assert not asked_for(app, "compare")


def test_no_more_than_four_projects_stand_side_by_side(opened, atlas):
    app = opened(compare=list(atlas.projects.index[:6]))
    assert sound(app)
    assert asked_for(app, "compare") == list(atlas.projects.index[:4])


def test_a_project_can_be_taken_into_a_comparison(opened):
    app = opened(project="urban-core", lang="en")
    app.button(key="to_compare").click().run()
    assert sound(app)
    assert asked_for(app, "compare") == ["urban-core"]
    assert "Choose one more" in " ".join(c.value for c in app.caption)
    app.multiselect(key="compare").set_value(["urban-core", "longcheng-street"]).run()
    assert sound(app)
    assert asked_for(app, "compare") == ["urban-core", "longcheng-street"]


def test_an_empty_choice_says_so_and_one_button_brings_all_back(opened, total):
    app = opened(q="zzzz", source="jinzhong-2024", lang="en")
    assert sound(app)
    assert count(app) == 0
    assert "No projects match these filters" in shown(app)
    app.button(key="clear_empty").click().run()
    assert sound(app)
    assert count(app) == total
    assert not asked_for(app, "source")


def test_the_page_speaks_the_language_of_the_address_and_keeps_its_state_when_it_changes(opened):
    app = opened(group="rail", source="cluster-2023")
    before = count(app)
    assert "序号" in app.dataframe[0].value.columns
    app.session_state["lang"] = "en"
    app.run()
    assert sound(app)
    assert count(app) == before
    assert "No." in app.dataframe[0].value.columns
