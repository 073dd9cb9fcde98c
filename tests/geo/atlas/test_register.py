"""The register: facets, order, and what was said when."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geo.atlas.filters import Filters
from geo.atlas.register import ORDERS, facets, neighbours_in, ordered, report_summary, told_in

AUTUMN_2023 = "jinzhong-plenum-2023"


def test_texts_narrow_a_view_to_what_they_tell_of(atlas):
    view = told_in(atlas.view(), [AUTUMN_2023])
    told = atlas.reports.loc[atlas.reports["source_id"] == AUTUMN_2023, "project_id"]
    assert set(view.projects.index) == set(told)
    assert len(told_in(atlas.view(), []).projects) == len(atlas.projects)


def test_no_text_later_than_the_day_tells_of_anything(atlas):
    view = atlas.view(Filters(day=dt.date(2023, 6, 1)))
    assert told_in(view, [AUTUMN_2023]).projects.empty


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(group=("road",), place=("140100",)),
        Filters(status=("building",)),
        Filters(day=dt.date(2023, 12, 1)),
    ],
)
@pytest.mark.parametrize("source_ids", [(), (AUTUMN_2023,)])
def test_each_facet_counts_what_its_choice_would_leave_with_the_others_kept(atlas, filters, source_ids):
    counts = facets(atlas, filters, source_ids)
    assert list(counts) == ["place", "group", "kind", "status", "source"]
    for name in ("group", "kind", "status", "place"):
        for key, count in counts[name].items():
            chosen = filters.with_values(**{name: (key,)})
            assert count == len(told_in(atlas.view(chosen), source_ids).projects), (name, key)
    for key, count in counts["source"].items():
        assert count == len(told_in(atlas.view(filters), [key]).projects), key


def test_what_was_said_gives_the_first_and_the_latest_report(atlas):
    row = report_summary(atlas.view()).loc["urban-core"]
    assert row["first_on"] == pd.Timestamp("2023-05-31")
    assert row["latest_on"] == pd.Timestamp("2025-03-31")
    assert row["reports"] == len(atlas.history("urban-core"))
    assert row["source_ids"] == ("cluster-2023", AUTUMN_2023, "jinzhong-2025")


def test_what_was_said_ends_on_the_day(atlas):
    row = report_summary(atlas.view(Filters(day=dt.date(2023, 6, 1)))).loc["urban-core"]
    assert row["latest_on"] == pd.Timestamp("2023-05-31")
    assert row["source_ids"] == ("cluster-2023",)


def test_a_promise_is_ahead_until_its_day_and_past_after_it(atlas):
    ahead = report_summary(atlas.view(Filters(day=dt.date(2023, 6, 1)))).loc["gujiao-loufan-fangshan"]
    past = report_summary(atlas.view()).loc["gujiao-loufan-fangshan"]
    assert (ahead["due_precision"], ahead["is_past"]) == ("year", False)
    assert (past["due_precision"], past["is_past"]) == ("year", True)


def test_a_project_without_a_promise_has_none(atlas):
    row = report_summary(atlas.view()).loc["urban-core"]
    assert (row["due_precision"], row["is_past"]) == ("", False)
    assert pd.isna(row["due_on"])


@pytest.mark.parametrize("by", ORDERS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_order_changes_nothing_but_the_order(atlas, by, lang):
    view = atlas.view(Filters(group=("road",)))
    sorted_view = ordered(view, by, lang)
    assert sorted(sorted_view.projects.index) == sorted(view.projects.index)
    assert list(ordered(sorted_view, by, lang).projects.index) == list(sorted_view.projects.index)


def test_the_orders_are_those_that_they_are_named_for(atlas):
    view = atlas.view()
    reported = report_summary(view)
    assert ordered(view, "name", "zh").projects["pinyin"].is_monotonic_increasing
    assert ordered(view, "name", "en").projects["name_en"].str.casefold().is_monotonic_increasing
    stages = ordered(view, "status", "zh").projects["status"]
    assert stages.iloc[0] == "operating"
    assert stages.iloc[-1] == ""
    assert reported.loc[ordered(view, "latest", "zh").projects.index, "latest_on"].is_monotonic_decreasing
    assert reported.loc[ordered(view, "reports", "zh").projects.index, "reports"].is_monotonic_decreasing
    due = reported.loc[ordered(view, "due", "zh").projects.index, "due_on"]
    assert due.dropna().is_monotonic_increasing
    assert due.isna().to_numpy()[due.notna().sum() :].all()


def test_the_projects_beside_one_are_those_before_and_after_it(atlas):
    view = atlas.view(Filters(group=("rail",)))
    first, second, third = view.projects.index[:3]
    assert neighbours_in(view, second) == (first, 2, third)
    assert neighbours_in(view, first) == ("", 1, second)
    assert neighbours_in(view, view.projects.index[-1])[2] == ""


def test_a_project_that_the_filters_leave_out_has_no_place_in_the_list(atlas):
    assert neighbours_in(atlas.view(Filters(group=("rail",))), "urban-core") == ("", 0, "")


def test_a_view_of_given_projects_has_the_stage_of_its_day(atlas):
    ids = ["urban-core", "longcheng-street"]
    assert list(atlas.view_of(ids).projects.index) == ids
    assert atlas.view_of(ids).projects.at["longcheng-street", "status"] == "operating"
    early = atlas.known_on(dt.date(2023, 6, 1)).view_of(ids).projects
    assert early.at["longcheng-street", "status"] == "completed"
    assert atlas.known_on(dt.date(2020, 1, 1)).view_of(ids).projects.empty
