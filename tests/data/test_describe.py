"""What the record's README counts is what the tables hold."""

import shutil

from data.describe import HERE, described

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
