"""A folder of the first version of the contract, brought forward."""

from __future__ import annotations

import csv
import json

import pytest

from geo.__main__ import main
from geo.atlas import crossings
from geo.atlas.atlas import load_atlas
from geo.errors import RecordError
from geo.read.record import read_record
from geo.read.schema import CONTRACT, DESCRIPTOR
from geo.words.faults import sentence

NEW = {
    "sources": ("class", "is_repost", "host", "retrieved_on"),
    "project_reports": ("quote", "event_on", "event_precision"),
    "projects": ("kind",),
    "figures": ("quote", "ends_zh", "ends_en"),
    "project_organisations": ("quote",),
}
"""Table → the columns that versions 2 and 3 added."""
ADDED = ("searches", "second_readings", "crossings", "crossing_reports", "crossing_second_readings")
"""The tables that they added."""


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def written(path, rows, without=()):
    with path.open("w", encoding="utf-8", newline="") as handle:
        names = [name for name in rows[0] if name not in without]
        writer = csv.DictWriter(handle, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def old_data(broken_data):
    """The record as a folder of version 1 would hold it: the texts' reports, and references with a year of reading."""
    descriptor = json.loads((broken_data / DESCRIPTOR).read_text(encoding="utf-8"))
    del descriptor["contract"]
    descriptor["title"] = "Our own record"
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] not in ADDED]
    for resource in descriptor["resources"]:
        columns = NEW.get(resource["name"], ())
        fields = resource["schema"]["fields"]
        resource["schema"]["fields"] = [field for field in fields if field["name"] not in columns]
    (broken_data / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    for name in ADDED:
        (broken_data / "tables" / f"{name}.csv").unlink()
    for table, columns in NEW.items():
        path = broken_data / "tables" / f"{table}.csv"
        rows = [row for row in rows_of(path) if not row.get("quote")]
        for row in rows:
            if table == "sources" and not row["published_on"]:
                row |= {"published_on": row["retrieved_on"], "date_precision": "year"}
            if table == "figures" and row["kind"] == "claim":
                row["kind"] = "actual"
        written(path, rows, columns)
    used = {row["indicator"] for row in rows_of(broken_data / "tables" / "figures.csv")}
    path = broken_data / "tables" / "indicators.csv"
    written(path, [row for row in rows_of(path) if row["indicator"] in used])
    measures = [row["unit"] for name in ("figures", "indicators") for row in rows_of(path.with_stem(name))]
    named = [row["organisation_id"] for row in rows_of(path.with_stem("project_organisations"))]
    named += [row["partner"] for row in rows_of(path.with_stem("cooperation"))]
    path = path.with_stem("organisations")
    written(path, [row for row in rows_of(path) if row["organisation_id"] in named])
    path = path.with_stem("units")
    normal = [row["normal_unit"] for row in rows_of(path) if row["unit"] in measures]
    written(path, [row for row in rows_of(path) if row["unit"] in {*measures, *normal}])
    return broken_data


def test_an_older_folder_is_refused_with_one_sentence_that_says_what_to_do(old_data):
    with pytest.raises(RecordError) as caught:
        read_record(old_data)
    [fault] = caught.value.faults
    assert f"python -m geo upgrade {old_data}" in sentence(fault, "en")
    assert f"python -m geo upgrade {old_data}" in sentence(fault, "zh")


def test_a_newer_folder_is_refused_too(broken_data):
    path = broken_data / DESCRIPTOR
    path.write_text(path.read_text("utf-8").replace(f'"contract": {CONTRACT}', f'"contract": {CONTRACT + 1}'), "utf-8")
    with pytest.raises(RecordError, match="take a newer version of the program"):
        read_record(broken_data)
    assert main(["upgrade", str(broken_data)]) == 2


def test_upgrade_brings_it_forward_and_loses_nothing(old_data, capsys):
    before = {name: rows_of(old_data / "tables" / f"{name}.csv") for name in NEW}
    (old_data / "text" / "zh.toml").write_text('[page]\nmap = "我们的图"\n', "utf-8")
    assert main(["upgrade", str(old_data)]) == 0
    assert str(old_data / DESCRIPTOR) in capsys.readouterr().out
    record = read_record(old_data)
    assert json.loads((old_data / DESCRIPTOR).read_text("utf-8"))["title"] == "Our own record"
    assert "我们的图" in (old_data / "text" / "zh.toml.before").read_text("utf-8")
    after = {name: rows_of(old_data / "tables" / f"{name}.csv") for name in NEW}
    assert [row | {"quote": "", "event_on": "", "event_precision": ""} for row in before["project_reports"]] == after[
        "project_reports"
    ]
    undated = record.tables["sources"][record.tables["sources"]["published_on"].isna()]
    assert len(undated) == sum(row["date_precision"] == "year" for row in before["sources"])
    assert [row | {"quote": ""} for row in before["project_organisations"]] == after["project_organisations"]
    assert set(record.tables["sources"].query("kind == 'public'")["class"]) == {"forum"}
    assert record.tables["searches"].empty
    assert record.tables["crossings"].empty


def test_a_folder_of_version_2_gains_the_roads_at_city_lines_and_opens(broken_data):
    descriptor = json.loads((broken_data / DESCRIPTOR).read_text(encoding="utf-8")) | {"contract": 2}
    new = ("crossings", "crossing_reports", "crossing_second_readings")
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] not in new]
    (broken_data / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    for name in new:
        (broken_data / "tables" / f"{name}.csv").unlink()
    with pytest.raises(RecordError, match="upgrade"):
        read_record(broken_data)
    assert main(["upgrade", str(broken_data)]) == 0
    atlas = load_atlas(broken_data)
    assert crossings.crossings(atlas) == ()
    assert crossings.reckoning(atlas, "three-vertical-ten-horizontal").named == ()


@pytest.fixture
def second_data(broken_data):
    """The record as a folder of version 2 would hold it: a publisher in one language, with one that we do not know."""
    descriptor = json.loads((broken_data / DESCRIPTOR).read_text(encoding="utf-8")) | {"contract": 2}
    for field in next(r for r in descriptor["resources"] if r["name"] == "sources")["schema"]["fields"]:
        field["name"] = {"publisher_zh": "publisher"}.get(field["name"], field["name"])
    (broken_data / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False), "utf-8")
    path = broken_data / "tables" / "sources.csv"
    rows = [row | {"publisher": row["publisher_zh"]} for row in rows_of(path)]
    with path.open("w", encoding="utf-8", newline="") as handle:
        names = [name for name in rows[0] if name not in ("publisher_zh", "publisher_en")]
        writer = csv.DictWriter(handle, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return broken_data


def test_upgrade_gives_every_publisher_that_it_knows_an_english_name(second_data):
    assert main(["upgrade", str(second_data)]) == 0
    sources = read_record(second_data).tables["sources"].set_index("source_id")
    assert (sources.loc["pub-13-roads", "publisher_zh"], sources.loc["pub-13-roads", "publisher_en"]) == (
        "黄河新闻网晋中频道",
        "Yellow River News Jinzhong",
    )
    assert "publisher" not in sources


def test_a_publisher_that_upgrade_does_not_know_is_asked_for_by_the_check(second_data):
    path = second_data / "tables" / "sources.csv"
    path.write_text(path.read_text("utf-8").replace("黄河新闻网晋中频道", "无名小报"), "utf-8")
    assert main(["upgrade", str(second_data)]) == 0
    with pytest.raises(RecordError) as caught:
        read_record(second_data)
    assert {fault.field for fault in caught.value.faults} == {"publisher_en"}


def test_upgrade_leaves_a_present_folder_alone(broken_data, capsys):
    assert main(["upgrade", str(broken_data)]) == 0
    assert "0 files written" in capsys.readouterr().out
