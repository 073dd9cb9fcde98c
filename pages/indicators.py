"""指标: what is aimed at, planned and reported in numbers, by place and topic, and in which lines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from geo.atlas import indicators
from geo.charts import figures as charts
from geo.html import figures, headings
from pages import _filters, _frame, _record, _state, _widgets

if TYPE_CHECKING:
    from geo.read.words import Words

TOPIC, INDICATOR = "topic", "indicator"


def page() -> None:
    """Show the page."""
    words, atlas, filters = _record.words(), _record.atlas(), _filters.chosen()
    _state.own(TOPIC, atlas.tables["indicators"]["topic"], None)
    every = _record.whole_atlas().figures
    _state.own(INDICATOR, [*every["figure_id"], *every["indicator"]], "")
    _frame.head(words)
    in_view = indicators.figures_within(atlas, filters)
    topics = indicators.topic_counts(atlas, in_view)
    with st.container(horizontal=True, vertical_alignment="center", key="indicators_head"):
        kinds = len({figure["indicator"] for figure in in_view})
        summary = words("indicators.summary", count=len(in_view), indicators=kinds)
        st.html(headings.heading(words("page.indicators"), summary, is_status=True))
        st.html(figures.kinds_key(indicators.kind_counts(in_view), words), width="content")
    if not in_view:
        _filters.offer_to_clear(words, words("indicators.empty"))
    else:
        if st.session_state[TOPIC] not in topics:
            st.session_state[TOPIC] = None
        with st.container(key="indicators_topics"):
            topic = _widgets.pills(
                words("indicators.topics"),
                list(topics),
                key=TOPIC,
                on_change=_state.note,
                label_visibility="collapsed",
                format_func=lambda t: f"{words(f'indicators.topic.{t}')} {topics[t]}",
            )
        _board([figure for figure in in_view if figure["topic"] == topic] if topic else in_view, topic or "", words)
    _state.write(filters, topic=st.session_state[TOPIC], indicator=st.session_state[INDICATOR])


def _board(in_view: Any, topic: str, words: Words) -> None:
    """Charts on the left; on the right the chosen figure in full, and the list of all."""
    asked = st.session_state[INDICATOR]
    chosen = indicators.asked_for(in_view, asked)
    left, right = st.columns([64, 36], gap="small")
    with left, st.container(border=True, key="charts"):
        _charts(in_view, chosen, topic, words)
    with right, st.container(border=True, key="figures"):
        if not chosen:
            st.html(headings.prompt(words("indicators.hint")))
        else:
            _widgets.button(
                words("detail.close"),
                icon=":material/close:",
                on_click=_state.then(_choose, ""),
                type="tertiary",
                key="close_figure",
            )
            st.html("".join(figures.figure_card(row, words, _frame.link) for row in chosen))
        st.html(figures.figure_list(in_view, words, partial(_address_of, topic), _frame.link, asked))


def _charts(in_view: Any, chosen: Any, topic: str, words: Words) -> None:
    """A chart for each family of figures, in two columns of like height, and a line for each that stands alone."""
    families, alone = indicators.families(in_view)
    columns, heights = st.columns(2, gap="medium"), [0, 0]
    for family in families:
        shown = {figure["figure_id"] for figure in family.figures} & {figure["figure_id"] for figure in chosen}
        chart = charts.bar_chart(family, words, shown if len(shown) < len(family.figures) else ())
        place = heights.index(min(heights))
        heights[place] += chart.height
        # Its selection can only be emptied when it is made: the chart that holds the chosen bar is one of its own.
        key = f"bars-{chart.key}-{'-'.join(sorted(shown))}"
        with columns[place]:
            st.vega_lite_chart(
                chart.spec,
                key=key,
                width="stretch",
                height=chart.height,
                alt=chart.alt,
                on_select=_state.then(_take_bar, key),
            )
    if alone:
        title = words("indicators.singles") if families else words("indicators.alone")
        lines = figures.stat_lines(alone, words, partial(_address_of, topic))
        with columns[1] if len(families) == 1 else st.container():
            st.html(headings.line(title, "atlas-figure-head", "h3") + lines)


def _address_of(topic: str, figure_id: str) -> str:
    return _state.href("indicators", topic=topic, indicator=figure_id)


def _take_bar(key: str) -> None:
    picked = st.session_state[key]["selection"].get(charts.PICK) or [{}]
    figure_id = picked[0].get("figure_id", "")
    _choose("" if figure_id == st.session_state[INDICATOR] else figure_id)


def _choose(key: str) -> None:
    st.session_state[INDICATOR] = key


page()
