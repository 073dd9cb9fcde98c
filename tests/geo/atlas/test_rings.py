"""Two rings of evidence: the five texts, and dated public reports beside them."""

from __future__ import annotations

import csv
import datetime as dt

import pandas as pd
import pytest

from geo.atlas import crossings, history, progress, promises
from geo.atlas.atlas import load_atlas
from geo.atlas.filters import Filters, from_query, to_query
from tests.geo.atlas.reported import dated_tables

COLUMNS = ["source_id", "kind", "class", "publisher_zh", "published_on", "retrieved_on"]
SOURCES = pd.DataFrame(
    [
        ("text", "text", "", "", "2023-05-31", None),
        ("press", "public", "party_press", "报", "2024-12-11", "2026-11-28"),
        ("old-press", "public", "official", "局", "2024-12-20", "2026-11-28"),
        ("undated", "public", "party_press", "报", None, "2026-11-28"),
        ("forum", "public", "forum", "坛", "2025-01-01", "2026-11-28"),
        ("plant", "public", "company", "厂", "2025-01-01", "2026-11-28"),
        ("other-plant", "public", "company", "别厂", "2025-01-01", "2026-11-28"),
    ],
    columns=COLUMNS,
).assign(date_precision="day")
STATUSES = pd.DataFrame({"status": ["prepared", "building", "completed", "operating"], "order": [1, 2, 3, 4]})
OF_TEXTS = (
    "longcheng-street",
    "binhe-east-south",
    "northwest-ring2-xinzhou",
    "northwest-ring2-lvliang",
    "gujiao-loufan-fangshan",
)
"""The roads at city lines of which a text speaks."""
OF_PAGES = (
    "travel_time",
    "travel_time_before",
    "travel_time_saved",
    "route_length",
    "total_investment",
    "floor_area",
    "annual_diversion",
)
"""The indicators of which pages alone speak."""
BODIES_OF_PAGES = (
    "xinzhou-transport-bureau",
    "shanxi-transport-department",
    "huayang-yangquan-chp",
    "shanxi-construction-road-bridge",
)
"""The organisations that pages alone name."""
UNITS_OF_PAGES = ("公里", "万元", "万立方米")
"""The units that pages alone print."""
BEGUN = ("text", "building", None)


def dated(*reports):
    table = pd.DataFrame(reports, columns=["source_id", "status", "event_on"]).assign(project_id="road")
    return history.dated_reports(dated_tables(table, SOURCES, STATUSES))


def states(atlas):
    """Return what an atlas says of each road at a city line and of its sides."""
    return {
        road.row["crossing_id"]: (road.whole.shown, *(side.standing.shown for side in road.sides))
        for road in crossings.crossings(atlas)
    }


def stage(*reports, day=None):
    return history.standing_stages(dated(*reports), day and dt.date.fromisoformat(day)).get("road", "")


def test_a_page_enters_on_the_day_on_which_it_was_published_not_when_it_happened():
    reports = BEGUN, ("press", "operating", "2024-12-09")
    assert stage(*reports, day="2024-12-10") == "building"
    assert stage(*reports, day="2024-12-11") == "operating"


def test_an_undated_page_enters_on_the_day_on_which_it_was_read():
    reports = BEGUN, ("undated", "operating", "2024-12-09")
    assert stage(*reports, day="2026-11-27") == "building"
    assert stage(*reports, day="2026-11-28") == "operating"


def test_the_latest_event_decides_not_the_latest_page():
    assert stage(("press", "operating", "2024-12-09"), ("old-press", "building", "2020-03-01")) == "operating"


def test_of_one_day_the_page_published_last_decides():
    assert stage(("press", "operating", "2024-12-09"), ("old-press", "completed", "2024-12-09")) == "completed"


@pytest.mark.parametrize(
    ("source", "stands"), [("forum", "building"), ("other-plant", "building"), ("plant", "operating")]
)
def test_hearsay_decides_nothing_and_a_company_speaks_for_its_own_plant(source, stands):
    reports = dated(BEGUN, (source, "operating", "2024-12-09"))
    assert stage(BEGUN, (source, "operating", "2024-12-09")) == stands
    assert reports["hearsay_status"].tolist()[-1] == ("operating" if stands == "building" else "")


def test_a_page_that_tells_of_two_days_contradicts_nothing():
    contradicted = history.contradicted(
        dated(("press", "building", "2020-03-01"), ("press", "operating", "2024-12-09"))
    )
    assert not contradicted["road"]


def test_a_promise_is_kept_on_the_day_of_the_event():
    table = pd.DataFrame([("text", "building", None), ("press", "operating", "2024-12-09")])
    table.columns = ["source_id", "status", "event_on"]
    table = table.assign(project_id="road", event_precision=["", "day"], due_status=["completed", ""])
    table = table.assign(due_on=pd.to_datetime(["2024-12-10", None]))
    reports = history.dated_reports(dated_tables(table, SOURCES, STATUSES))
    [promise] = promises.promises(reports, STATUSES.set_index("status")["order"], dt.date(2026, 11, 28))
    assert (promise.outcome, promise.slip) == ("in_time", (-1, -1))


@pytest.mark.no_cover
def test_the_texts_alone_say_exactly_what_a_record_of_the_texts_alone_says(whole_atlas, broken_data):
    for name, is_kept in {
        "project_reports": lambda row: not row["quote"],
        "crossing_reports": lambda row: not row["quote"],
        "crossings": lambda row: row["crossing_id"] in OF_TEXTS,
        "figures": lambda row: not row["quote"],
        "project_organisations": lambda row: not row["quote"],
        "organisations": lambda row: row["organisation_id"] not in BODIES_OF_PAGES,
        "indicators": lambda row: row["indicator"] not in OF_PAGES,
        "units": lambda row: row["unit"] not in UNITS_OF_PAGES,
        "searches": lambda _: False,
        "second_readings": lambda _: False,
        "crossing_second_readings": lambda _: False,
    }.items():
        path = broken_data / "tables" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.DictReader(handle)
            rows = [row for row in reader if is_kept(row)]
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, reader.fieldnames or [], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    alone, of_texts = load_atlas(broken_data), whole_atlas.by_evidence("texts")
    for day in (None, dt.date(2024, 3, 31), dt.date(2024, 12, 31), dt.date(2026, 11, 28)):
        expected, known = alone.known_on(day), of_texts.known_on(day)
        pd.testing.assert_frame_equal(known.projects, expected.projects, check_dtype=False)
        columns = [name for name in expected.reports if name != "line"]
        pd.testing.assert_frame_equal(
            known.reports[columns].reset_index(drop=True),
            expected.reports[columns].reset_index(drop=True),
            check_dtype=False,
        )
        assert known.newest_on == expected.newest_on
        assert states(known) == states(expected)
        assert set(known.figures["figure_id"]) == set(expected.figures["figure_id"])
        parts = ["project_id", "organisation_id", "role", "source_id", "locator"]
        assert known.partners[parts].to_numpy().tolist() == expected.partners[parts].to_numpy().tolist()
        assert progress.text_days(known) == progress.text_days(expected)
        assert promises.promises_in(known.view()) == promises.promises_in(expected.view())
    kept = of_texts.tables["sources"].set_index("source_id")["kind"]
    assert set(kept.index[kept == "text"]) == set(whole_atlas.texts.index)
    assert set(kept.index[kept == "public"]) == set(whole_atlas.features["source_id"]) - {""}
    sources = whole_atlas.tables["sources"].set_index("source_id")["kind"]
    for name, table in of_texts.tables.items():
        if name != "sources" and "source_id" in table:
            assert set(table["source_id"].map(sources)) <= {"text"}, name


def test_the_switch_stands_in_the_address():
    filters, strange = from_query({"evidence": ["texts"]})
    assert (filters, strange) == (Filters(evidence=("texts",)), [])
    assert to_query(filters) == {"evidence": ["texts"]}


def test_an_unknown_ring_is_named(whole_atlas):
    assert whole_atlas.unknown(Filters(evidence=("rumours",))) == ["evidence=rumours"]


def test_the_days_run_on_to_the_newest_evidence(whole_atlas):
    days = progress.text_days(whole_atlas)
    assert [bool(day.source_ids) for day in days] == [True] * 5 + [False]
    assert days[-1].day == whole_atlas.newest_on == whole_atlas.reports["published_on"].max().date()


def test_what_was_not_heard_of_for_a_year_can_be_asked_for(whole_atlas):
    view = whole_atlas.view(Filters(unheard=True))
    heard = history.last_heard(whole_atlas.reports)
    year_ago = pd.Timestamp(whole_atlas.newest_on) - pd.DateOffset(years=1)
    assert 0 < len(view.projects) < len(whole_atlas.projects)
    assert (heard[view.projects.index] < year_ago).all()


def test_the_day_on_which_an_undated_page_was_read_is_no_news(whole_atlas):
    view = whole_atlas.view()
    reports, latest = view.reports, view.latest_reports
    is_read = reports["date_precision"] == history.RETRIEVED
    told = reports[~is_read].groupby("project_id")["published_on"].max()
    assert (latest["published_on"] == told.reindex(latest.index)).all()
    assert (latest["date_precision"] != history.RETRIEVED).all()
    undated = reports[is_read & reports["event_on"].isna()]
    alone = undated[~undated["project_id"].isin(told[told > "2025-11-28"].index)]
    assert len(alone)
    heard = history.last_heard(reports)
    events = reports[~is_read | reports["event_on"].notna()].groupby("project_id")["happened_on"].max()
    assert heard.equals(events)
