"""The indicators page as Streamlit runs it: topics, charts, the list, and one figure in full."""

from __future__ import annotations

import re
from functools import partial

import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df


@pytest.fixture
def opened(open_page):
    """Return a function: query → the page after its first run there."""
    return partial(open_page, "indicators")


def shown(app):
    """Return what the page wrote as HTML, its style and script aside."""
    bodies = (element.proto.body for element in app.get("html"))
    return " ".join(body for body in bodies if not body.startswith(("<style", "<script")))


def sound(app):
    return not app.exception and not app.error


def listed(app):
    """Return the figures that the list leads to, in its order."""
    parts = shown(app).split("class='atlas-figure-list'")
    return re.findall(r"[?&;]indicator=([\w-]+)", parts[1]) if len(parts) > 1 else []


def charted(app):
    """Return the figures on the charts, whose bars Streamlit sends as Arrow."""
    charts = app.get("vega_lite_chart")
    return [key for chart in charts for key in convert_arrow_bytes_to_pandas_df(chart.proto.data.data)["figure_id"]]


def test_the_page_opens_with_every_figure_and_its_charts(opened, whole_atlas):
    app = opened()
    assert sound(app)
    assert not app.warning
    assert sorted(listed(app)) == sorted(whole_atlas.figures["figure_id"])
    assert "140700-growth-gdp-2024" in charted(app)
    assert "140700-population-2024" not in charted(app)  # it stands alone: a line, no bar
    assert "339万人" in shown(app)


def test_topics_are_counted_and_narrow_list_and_charts(opened, whole_atlas):
    app = opened(topic="energy")
    assert sound(app)
    energy = whole_atlas.figures[whole_atlas.figures["topic"] == "energy"]
    assert sorted(listed(app)) == sorted(energy["figure_id"])
    assert set(charted(app)) == set(energy[energy["indicator"] == "power_capacity"]["figure_id"])
    assert app.query_params["topic"] in ("energy", ["energy"])


def test_the_filters_of_the_sidebar_narrow_the_figures(opened, whole_atlas):
    app = opened(place="140300")
    assert sound(app)
    assert 0 < len(listed(app)) < len(whole_atlas.figures)
    assert "yangguang-power-power-capacity-2023" in listed(app)
    assert "140700-growth-gdp-2024" not in listed(app)


@pytest.mark.parametrize(
    ("lang", "lines", "note"), [("zh", "第85行", "按两台合计记"), ("en", "line 85", "the sum of the")]
)
def test_a_figure_in_the_address_is_shown_with_its_lines(opened, lang, lines, note):
    app = opened(indicator="yangguang-power-power-capacity-2023", lang=lang)
    assert sound(app)
    assert lines in shown(app)
    assert note in shown(app)
    assert "阳光发电2×100万千瓦" in shown(app)
    assert "source=cluster-2023" in shown(app)
    app.button(key="close_figure").click().run()
    assert sound(app)
    assert lines not in shown(app)
    assert "indicator" not in app.query_params


def test_an_indicator_in_the_address_shows_all_of_its_figures(opened, whole_atlas):
    app = opened(indicator="power_capacity")
    assert sound(app)
    count = (whole_atlas.figures["indicator"] == "power_capacity").sum()
    assert shown(app).count("atlas-figure-amount") == count


@pytest.mark.parametrize("name", ["topic", "indicator"])
def test_nonsense_is_named_and_left_out(opened, whole_atlas, name):
    app = opened(**{name: "nonsense"})
    assert sound(app)
    assert [f"{name}=nonsense" in warning.value for warning in app.warning] == [True]
    assert len(listed(app)) == len(whole_atlas.figures)


def test_an_empty_choice_says_so_and_one_button_brings_all_back(opened, whole_atlas):
    app = opened(q="zzzz", lang="en")
    assert sound(app)
    assert "No figures match these filters" in shown(app)
    app.button(key="clear_empty").click().run()
    assert sound(app)
    assert len(listed(app)) == len(whole_atlas.figures)


def test_a_topic_that_the_filters_leave_empty_gives_way(opened):
    app = opened(topic="population", place="140300")
    assert sound(app)
    assert listed(app)
    assert "topic" not in app.query_params


def test_what_another_page_left_under_the_same_name_does_no_harm(opened, whole_atlas):
    app = opened()
    app.session_state["topic"] = "transport-of-another-page"
    app.run()
    assert sound(app)
    assert len(listed(app)) == len(whole_atlas.figures)
