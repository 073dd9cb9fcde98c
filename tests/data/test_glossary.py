"""The glossary names things as the code and the data do."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and "`" in line
]
SOURCES = [ROOT / "data" / "datapackage.json"]
SOURCES += [path for room in ("geo", "pages") for path in sorted((ROOT / room).rglob("*.py"))]
WORDS = {
    word for path in SOURCES for word in re.findall(r"[A-Za-z_]+", f"{path.stem} {path.name} {path.read_text('utf-8')}")
}


def test_every_name_is_one_that_the_code_or_the_data_uses():
    named = {name for row in ROWS for cell in row[2:] for name in re.findall(r"`([A-Za-z_.]+)`", cell)}
    assert len(named) > len(ROWS) / 2
    parts = {part for name in named for part in name.split(".")}
    assert parts - WORDS == set()


def test_every_word_is_in_both_languages():
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []
    assert all(re.search(r"[\u4e00-\u9fff]", row[0]) and row[1].isascii() for row in ROWS)


def test_no_chinese_or_english_word_stands_for_two_things():
    for column in (0, 1):
        words = [row[column] for row in ROWS]
        assert sorted(words) == sorted(set(words))
