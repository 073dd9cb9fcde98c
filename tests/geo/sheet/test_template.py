"""Settings of sheets as TOML: what goes in comes out, and what means nothing is refused by name."""

from __future__ import annotations

import pypdf
import pytest

from geo.__main__ import main
from geo.errors import SheetError
from geo.sheet.template import as_toml, from_toml, kinds

TWO = """
[[sheet]]
name = "rail"
group = ["rail"]
[[sheet]]
name = "yuci"
place = "榆次区"
extent = "榆次区"
scale = 500000
grid = true
day = 2025-03-31
"""


def test_settings_come_back_as_they_were_saved():
    sheets = [
        {"name": "甲“乙”\n丙\\", "place": ["140700", "140100"], "cross": True, "scale": 250_000, "grid": True},
        {"title": 'a "b" # c', "day": "2025-03-31"},
    ]
    assert from_toml(as_toml(sheets)) == sheets


def test_what_is_as_usual_is_left_out():
    assert as_toml([{"title": "", "scale": 0, "grid": False, "place": []}]) == "[[sheet]]\n"


def test_a_single_choice_and_a_day_may_be_written_plainly():
    assert from_toml(TWO)[1] == {
        "name": "yuci",
        "place": ["榆次区"],
        "extent": "榆次区",
        "scale": 500_000,
        "grid": True,
        "day": "2025-03-31",
    }


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ("[[sheet", "the template is not TOML"),
        ("", "the template has no"),
        ("sheet = 3", "the template has no"),
        ("[[sheet]]\ncolour = 1", "there is no setting colour"),
        ("title = 'x'\n[[sheet]]", "there is no setting title"),
        ("[[sheet]]\nscale = 'large'", "in a template scale cannot be 'large'"),
        ("[[sheet]]\nscale = true", "in a template scale cannot be True"),
        ("[[sheet]]\nplace = [1]", r"in a template place cannot be \[1\]"),
        ("[[sheet]]\n" * 61, "the template has 61 sheets; 60 are the most"),
    ],
)
def test_what_means_nothing_is_refused_by_name(text, said_of_it):
    with pytest.raises(SheetError, match=said_of_it):
        from_toml(text)


def test_every_setting_of_a_sheet_and_every_filter_may_stand_in_a_template():
    assert {"place", "status", "day", "evidence", "layout", "theme", "scale", "grid", "approval", "lang"} <= set(
        kinds()
    )


def test_the_shell_draws_every_sheet_of_a_template(tmp_path, capsys):
    (tmp_path / "two.toml").write_text(TWO, encoding="utf-8")
    out = tmp_path / "made.pdf"
    assert main(["sheet", "--template", str(tmp_path / "two.toml"), "--out", str(out)]) == 0
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(out).pages]
    assert "铁路" in pages[0]
    assert any("1:500000" in page and "公里网" in page for page in pages)
    assert capsys.readouterr().out.splitlines() == [str(out)]


def test_as_pictures_each_sheet_has_files_of_its_own_name(tmp_path):
    (tmp_path / "two.toml").write_text(TWO, encoding="utf-8")
    made = tmp_path / "made"
    made.mkdir()
    assert main(["sheet", "--template", str(tmp_path / "two.toml"), "--dpi", "150", "--out", str(made / "a.png")]) == 0
    assert {"a-rail.png", "a-rail.pgw", "a-rail.prj", "a-yuci.png", "a-yuci.pgw"} <= {
        path.name for path in made.iterdir()
    }


def test_what_is_typed_goes_before_what_the_template_says(tmp_path):
    (tmp_path / "one.toml").write_text("[[sheet]]\nlayout = 'a3-across'\ntitle = '甲'\n", encoding="utf-8")
    out = tmp_path / "made.pdf"
    asked = [
        "sheet",
        "--template",
        str(tmp_path / "one.toml"),
        "--size",
        "240x160",
        "--group",
        "rail",
        "--out",
        str(out),
    ]
    assert main(asked) == 0
    page = pypdf.PdfReader(out).pages[0]
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [240, 160]
    assert "甲" in page.extract_text()


def test_a_template_that_cannot_be_read_is_one_line_and_leaves_nothing(tmp_path, capsys):
    assert main(["sheet", "--template", str(tmp_path / "none.toml"), "--out", str(tmp_path / "a.pdf")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
