"""What is wrong has a sentence in each language, and what raises it gives the sentence all that it names."""

from __future__ import annotations

import ast
import datetime as dt
import re
import shutil
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from geo import errors
from geo.errors import AtlasError, BoundaryError, Code, Fault, RecordError, SheetError
from geo.read.words import read_words
from geo.words import faults

ROOT = Path(__file__).resolve().parents[3]
CODES = get_args(Code)
RAISING = {name for name, known in vars(errors).items() if isinstance(known, type) and issubclass(known, AtlasError)}
SOURCE = [
    node for path in sorted((ROOT / "geo").rglob("*.py")) for node in ast.walk(ast.parse(path.read_text("utf-8")))
]


def named(sentence):
    """Return the parameters that a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def called(node):
    """Return the name of what a node calls, if it is a call."""
    return getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""


def raised():
    """Return each place in the source that raises a code or notes it as a fault: the code and what it is given."""
    sites = []
    for node in SOURCE:
        is_error = called(node) in RAISING or called(node).endswith("Error")
        if is_error or called(node) == "Fault":
            codes = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and arg.value in CODES]
            arms = [arm for arg in node.args if isinstance(arg, ast.IfExp) for arm in (arg.body, arg.orelse)]
            codes += [arm.value for arm in arms if isinstance(arm, ast.Constant)]
            given = {keyword.arg for keyword in node.keywords}
            sites += [(code, given - {"faults"}, node.lineno) for code in codes]
    return sites


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_has_a_sentence_and_every_sentence_a_code(words, lang):
    told = {key.removeprefix("fault.") for key in words[lang].table if key.startswith("fault.")}
    assert told == set(CODES)


def test_every_code_is_raised_somewhere():
    quoted = Counter(node.value for node in SOURCE if isinstance(node, ast.Constant))
    assert [code for code in CODES if quoted[code] < 2] == [], "once in the registry, once where it is raised"


def test_what_raises_a_code_gives_what_its_sentence_names(words):
    sites = raised()
    assert len(sites) > 130
    lacking = [
        (code, line, named(words[lang](f"fault.{code}")) - given)
        for code, given, line in sites
        for lang in words
        if None not in given and not named(words[lang](f"fault.{code}")) <= given
    ]
    assert lacking == []


@pytest.mark.parametrize("code", CODES)
def test_both_languages_name_the_same(words, code):
    assert named(words["zh"](f"fault.{code}")) == named(words["en"](f"fault.{code}"))


def test_a_fault_says_where_it_is_mended():
    fault = Fault("tables/roles.csv", 7, "locator", "text.beyond", locator="L31", count=30)
    assert str(fault) == "tables/roles.csv:7 [locator] L31 is not within the text's 30 lines"
    assert faults.placed(fault, "zh") == "tables/roles.csv:7 [locator] L31 超出原文的 30 行"
    assert str(Fault("text/zh.toml", None, "", "file.no_word")) == "text/zh.toml is missing"


def test_an_error_is_told_in_english_unless_a_language_is_asked_for():
    error = SheetError("sheet.small", width=10.0, height=12.5, least_width=160.0, least_height=120.0)
    assert str(error) == "a sheet of 10 x 12.5 mm is too small; 160 x 120 mm is the least"
    assert faults.told(error, "zh") == "10 × 12.5 毫米的图幅太小；长边至少 160 毫米，短边至少 120 毫米"


@pytest.mark.parametrize(
    ("code", "params", "zh", "en"),
    [
        ("sheet.no_theme", {"theme": "sepia", "known": ["a", "b"]}, "没有配色“sepia”；可选：a、b", "known are a, b"),
        ("boundary.no_crs", {"known": ("A", "B")}, "写明 A 或 B", "saying A or B is expected"),
        ("boundary.no_field", {"known": []}, "现有字段：无", "found are none"),
        ("boundary.code", {"codes": list("abcdefg")}, "a、b、c、d、e 等（另有 2 个）", "a, b, c, d, e and 2 more"),
        ("boundary.code", {"codes": list("abcde")}, "a、b、c、d、e", "digits: a, b, c, d, e"),
        (
            "sheet.long_text",
            {"name": "title", "count": 90, "most": 80},
            "标题有 90 个字",
            "the title has 90 characters",
        ),
        ("date.no_promise", {"status": "{0}"}, "{0} 不是承诺", "{0} is no promise"),
        (
            "briefing.since_late",
            {"since": dt.date(2025, 6, 1), "day": dt.date(2025, 5, 1)},
            "2025-06-01",
            "(2025-06-01) must be earlier than the date of the briefing (2025-05-01)",
        ),
    ],
)
def test_parameters_are_told_as_the_words_of_a_language_ask(code, params, zh, en):
    assert zh in faults.sentence(AtlasError(code, **params), "zh")
    assert en in faults.sentence(AtlasError(code, **params), "en")


def broken_record(*counts):
    return RecordError(
        [
            Fault(f"tables/{i}.csv", row, "x", "shape.empty")
            for i, count in enumerate(counts)
            for row in range(2, count + 2)
        ]
    )


def test_of_each_file_a_hundred_faults_are_listed_and_the_rest_is_counted():
    error = broken_record(250, 2)
    lines = str(error).splitlines()
    assert lines[0] == "252 fault(s) in the record:"
    assert len(lines) == 1 + 100 + 1 + 2
    assert lines[100:102] == ["  tables/0.csv:101 [x] is empty", "  tables/0.csv: and 150 more"]
    assert faults.told(error, "zh").splitlines()[101] == "  tables/0.csv：另有 150 处"
    assert len(error.faults) == 252


def test_a_broken_record_in_one_line_is_its_first_fault_and_their_number():
    line = faults.in_one_line(broken_record(1, 1), "en")
    assert line == "the record has 2 fault(s), the first: tables/0.csv:2 [x] is empty (see python -m geo check)"
    assert faults.in_one_line(broken_record(1), "zh").startswith("数据有 1 处错误，第一处：tables/0.csv:2 [x]")


def test_other_errors_are_in_one_line_with_all_their_faults():
    units = [Fault("counties.shp", None, "", "boundary.no_unit"), Fault("province.shp", None, "", "boundary.no_unit")]
    error = BoundaryError("boundary.faulty", faults=units, count=2, directory="here")
    assert faults.in_one_line(error, "en") == (
        "2 fault(s) in the boundary files of here: counties.shp holds no unit province.shp holds no unit"
    )


@pytest.fixture
def own_text(data_dir, tmp_path, monkeypatch):
    """A copy of the program's own words, to be broken."""
    copied = Path(shutil.copytree(data_dir / "text", tmp_path / "text"))
    monkeypatch.setattr(faults, "OWN_TEXT", copied)
    faults._read.cache_clear()
    yield copied
    faults._read.cache_clear()


@pytest.mark.parametrize("broken", [b"=", "标题".encode("gb18030"), None])
def test_where_the_words_of_a_language_are_broken_those_of_the_other_say_so(own_text, broken):
    (own_text / "en.toml").write_bytes(broken) if broken else (own_text / "en.toml").unlink()
    with pytest.raises(RecordError) as caught:
        read_words(own_text)
    assert re.search(r"数据有 1 处错误：\n  text/en\.toml .*(TOML|UTF-8|缺少)", str(caught.value))
    shutil.copy(ROOT / "data" / "text" / "en.toml", own_text)
    assert str(caught.value).startswith("1 fault(s) in the record:"), "mended words are read again"


def test_where_no_words_are_left_the_code_is_named(own_text):
    for file in own_text.iterdir():
        file.write_text("=", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_words(own_text)
    assert str(caught.value).startswith("record.faulty {'count': 2}\n  text/en.toml file.not_toml {'reason':")
