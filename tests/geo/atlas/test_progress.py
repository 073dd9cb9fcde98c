"""What each text changed, on small texts and on the record."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geo.atlas import history, progress
from geo.atlas.filters import Filters
from tests.geo.atlas.reported import dated_tables

SOURCES = pd.DataFrame([("old", "2023-05-31"), ("new", "2024-03-31")], columns=["source_id", "published_on"]).assign(
    title_zh="文", title_en="Text", date_precision="month"
)
SOURCES["published_on"] = pd.to_datetime(SOURCES["published_on"])
ORDER = {"proposed": 1, "prepared": 2, "advancing": 3, "suspended": 4, "building": 5, "completed": 6, "operating": 7}
STATUSES = pd.DataFrame({"status": list(ORDER), "order": list(ORDER.values())})


def told(*reports, day="2024-03-31"):
    """Return what a day's texts changed: project → kind, stage before, stage after, lines."""
    table = pd.DataFrame(reports, columns=["project_id", "source_id", "locator", "status"])
    changes = progress.told(
        history.dated_reports(dated_tables(table, SOURCES, STATUSES)), ORDER, dt.date.fromisoformat(day)
    )
    return [(c.kind, c.before, c.after, [report["locator"] for report in c.reports]) for c in changes]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("proposed", "building", "advanced"),
        ("building", "completed", "completed"),
        ("advancing", "operating", "completed"),
        ("completed", "operating", "advanced"),
        ("building", "prepared", "fell_back"),
        ("operating", "building", "fell_back"),
        ("advancing", "suspended", "fell_back"),
        ("suspended", "building", "advanced"),
        ("advancing", "advancing", "again"),
        ("operating", "completed", "again"),
        ("", "proposed", "advanced"),
    ],
)
def test_a_later_text_changes_a_stage(before, after, kind):
    assert told(("road", "old", "L1", before), ("road", "new", "L2", after)) == [(kind, before, after, ["L2"])]


def test_a_project_without_an_earlier_report_is_new():
    assert told(("road", "new", "L2", "building")) == [("new", "", "building", ["L2"])]


def test_a_project_that_no_text_of_the_day_names_is_not_told_of():
    assert told(("road", "old", "L1", "building")) == []


def test_later_texts_do_not_change_what_an_earlier_day_told():
    reports = [("road", "old", "L1", "proposed"), ("road", "new", "L2", "building")]
    assert told(*reports, day="2023-05-31") == [("new", "", "proposed", ["L1"])]


def test_two_stages_in_one_text_are_told_with_both_their_lines():
    changes = told(
        ("road", "old", "L1", "proposed"), ("road", "new", "L2", "building"), ("road", "new", "L9", "prepared")
    )
    assert changes == [
        ("advanced", "proposed", "prepared", ["L9"]),
        ("contradicted", "proposed", "prepared", ["L2", "L9"]),
    ]


def test_a_later_text_that_states_no_stage_only_names_the_project_again():
    changes = told(("road", "old", "L1", "building"), ("road", "new", "L2", ""))
    assert changes == [("again", "building", "building", ["L2"])]


def test_the_texts_appeared_on_five_days(atlas):
    days = progress.text_days(atlas)
    assert [text.day.year for text in days] == [2023, 2023, 2024, 2025, 2026]
    assert days[1].precision == "season"
    assert [s for text in days for s in text.source_ids] == list(atlas.texts.index)


@pytest.mark.parametrize(
    ("day", "known"),
    [("2023-05-30", None), ("2023-05-31", "2023-05-31"), ("2024-03-30", "2023-11-30"), (None, "2026-01-31")],
)
def test_the_newest_text_by_a_day(atlas, day, known):
    newest = progress.latest_text(atlas.known_on(dt.date.fromisoformat(day) if day else None))
    assert (newest.day.isoformat() if newest else None) == known


def test_playing_goes_from_text_to_text_and_ends_at_the_newest(atlas):
    day, seen = dt.date(2023, 1, 1), []
    while day is not None:
        day = progress.next_day(atlas, day)
        seen.append(day)
    assert seen == [*[text.day for text in progress.text_days(atlas)][:-1], None]
    assert progress.next_day(atlas, None) is None


def test_the_counts_of_each_day_are_those_of_the_view_of_that_day(atlas):
    for chosen in (Filters(), Filters(place=("140100",), status=("building", "completed"))):
        counts = progress.stage_counts(atlas.view(chosen))
        for text in progress.text_days(atlas):
            of_day = counts[counts["day"] == text.day].set_index("status")["count"].to_dict()
            day_view = atlas.view(chosen.with_values(day=text.day))
            assert of_day == dict(day_view.counts)


def test_changes_are_told_for_the_projects_of_the_view_only(atlas):
    view = atlas.view(Filters(place=("140300",), day=dt.date(2023, 5, 31)))
    assert {change.project_id for change in progress.changes(view)} == set(view.projects.index)
    assert progress.changes(atlas.view(Filters(day=dt.date(2023, 1, 1)))) == ()


def test_the_autumn_text_completes_two_projects_and_opens_longcheng_street(atlas):
    changes = progress.changes(atlas.view(Filters(day=dt.date(2023, 11, 30))))
    kinds = {kind: {c.project_id for c in changes if c.kind == kind} for kind in progress.CHANGES}
    assert kinds["completed"] == {"binhe-east-south", "pingtou-zone"}
    assert kinds["advanced"] == {"longcheng-street"}
    assert [c.kind for c in changes] == sorted((c.kind for c in changes), key=progress.CHANGES.index)
