"""What the record's README counts is what the tables hold."""

import shutil

from data.describe import HERE, NETWORKS, described
from geo.read.schema import read_descriptor
from geo.read.tables import read_tables

README = HERE / "README.md"


def test_the_readme_counts_the_record_as_it_is():
    readme = README.read_text("utf-8")
    assert described(readme) == readme, "run make describe"


def test_a_row_more_changes_the_counts(tmp_path):
    shutil.copytree(HERE, tmp_path / "data")
    doubts = tmp_path / "data" / "tables" / "doubts.csv"
    doubts.write_text(doubts.read_text("utf-8") + "new,lost,缺,Lost words,cluster-2023,L1,缺\n", "utf-8")
    readme = README.read_text("utf-8")
    anew = described(readme, tmp_path / "data")
    assert anew != readme
    assert "Lost words" in anew


def test_what_counts_as_a_network_is_a_work():
    projects = read_tables(HERE, read_descriptor(HERE))["projects"]
    assert set(NETWORKS) <= set(projects.loc[projects["kind"] == "work", "project_id"])


def test_a_work_that_loses_its_shape_is_counted_out(tmp_path):
    shutil.copytree(HERE, tmp_path / "data")
    rail = tmp_path / "data" / "shapes" / "rail.geojson"
    rail.write_text(rail.read_text("utf-8").replace('"schematic"', '"admin"'), "utf-8")
    readme = README.read_text("utf-8")
    own = [line for line in readme.splitlines() if line.endswith("have a shape of their own.")]
    anew = [
        line
        for line in described(readme, tmp_path / "data").splitlines()
        if line.endswith("have a shape of their own.")
    ]
    assert own
    assert anew != own
