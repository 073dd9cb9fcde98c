"""Text stays text: what a reader types, an address holds or the data says reaches Streamlit as no markup."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.text import visible
from pages import _state, _widgets
from tests.conftest import IS_SWEEP
from tests.payloads import PAYLOADS, rotated

PAGES_DIR = Path(__file__).resolve().parents[2] / "pages"
PAGES = ("map", "projects", "cities", "cooperation", "strategy", "timeline", "indicators", "snapshot", "data")
READS_MARKDOWN = {
    *("write", "markdown", "title", "header", "subheader", "caption", "text", "latex", "badge", "divider", "metric"),
    *("error", "warning", "info", "success", "exception", "toast", "status", "progress", "spinner", "balloons"),
    *("button", "download_button", "link_button", "page_link", "checkbox", "toggle", "radio", "selectbox"),
    *("multiselect", "select_slider", "slider", "text_input", "text_area", "number_input", "date_input"),
    *("time_input", "file_uploader", "camera_input", "color_picker", "chat_input", "chat_message", "feedback"),
    *("pills", "segmented_control", "popover", "expander", "tabs", "dialog", "form_submit_button", "menu_button"),
}
"""What of Streamlit shows a text as Markdown, or has a label that is."""
OWN = {"_widgets", "_state", "LOG"}
"""What has functions of such names and shows nothing by itself."""


def calls(path):
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]


@pytest.mark.parametrize("path", sorted(PAGES_DIR.glob("*.py")), ids=lambda path: path.name)
def test_no_page_gives_streamlit_a_text_but_through_the_one_door(path):
    if path.name == "_widgets.py":
        return
    beside = [
        f"{path.name}:{node.lineno} {ast.unparse(node.func)}"
        for node in calls(path)
        if node.func.attr in READS_MARKDOWN
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id in OWN)
    ]
    assert beside == []


@pytest.mark.parametrize("path", sorted(PAGES_DIR.glob("*.py")), ids=lambda path: path.name)
def test_markdown_of_its_own_is_made_in_one_place_alone(path):
    made = [node.lineno for node in calls(path) if node.func.attr == "Markdown"]
    assert made == []


LIVE = re.compile(r"(?<!\\)(?:\\\\)*[\[\]`*_<>$#~|&]|:(?=[\w/+-])|www(?=\.)|@(?=\w)", re.IGNORECASE)
"""What Markdown, or Streamlit after it, would make something of."""


@pytest.mark.parametrize("name", PAYLOADS)
def test_nothing_of_a_text_is_left_that_markdown_makes_something_of(name):
    shown = _widgets.plain(PAYLOADS[name])
    assert not LIVE.search(shown)
    assert not re.match(r"\d+[.)]|[-+=]", shown)
    as_read = re.sub(r"\\(.)", r"\1", shown).replace(_widgets.JOINER, "")
    assert as_read == " ".join(visible(PAYLOADS[name]).split())


def test_what_turns_hides_or_parts_words_is_named():
    assert visible("甲\u202e乙") == "甲⟨U+202E⟩乙"
    assert visible("a\u200b\x1b\ud800\u2028b") == "a⟨U+200B⟩⟨U+001B⟩⟨U+D800⟩⟨U+2028⟩b"
    assert visible("𠮷 é 甲\u3000乙\n丙") == "𠮷 é 甲 乙\n丙"


def test_label_help_and_options_of_a_widget_are_shown_as_text():
    given = {}

    def pills(label, **named):
        given.update(named, label=label)

    _widgets._through(pills)("**甲**", format_func=lambda _: PAYLOADS["link"], help="a\n\n<b>")
    assert given["label"] == r"\*\*甲\*\*"
    assert given["help"] == "a\n\n\\<b\\>"
    assert not LIVE.search(given["format_func"]("x"))
    assert _widgets.counted("*甲*", 3) == r"\*甲\* **3**"


def opened(page, query):
    app = AppTest.from_file(str(PAGES_DIR / "main.py"), default_timeout=60)
    app.switch_page(f"{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


@pytest.mark.no_cover
@pytest.mark.parametrize("turn", range(len(PAYLOADS)) if IS_SWEEP else (0, 7))
@pytest.mark.parametrize("page", PAGES)
def test_whatever_an_address_holds_a_page_stands_and_names_it_as_text(page, turn):
    query = rotated(turn)
    app = opened(page, query)
    assert not app.exception
    named = app.warning[0].value
    assert not LIVE.search(named)
    as_read = re.sub(r"\\(.)", r"\1", named).replace(_widgets.JOINER, "")
    wanted = f"{_state.LANG}={query[_state.LANG]}"[: _state.SHOWN_TEXT]
    assert " ".join(visible(wanted).split()) in as_read


def test_full_width_digits_are_no_view_of_the_map():
    app = opened("map", {"view": PAYLOADS["digits"]})
    assert "view=" in app.warning[0].value
    assert not app.exception


def test_a_long_name_or_value_is_shown_by_its_beginning():
    app = opened("map", {"x" * 5000: "1", "lang": "y" * 5000})
    assert len(app.warning[0].value) < 400


@pytest.mark.parametrize("field", ["title", "subtitle", "note", "organisation"])
def test_a_text_over_its_limit_is_said_to_be_so_and_kept(field):
    text = "长" * 500
    app = opened("snapshot", {field: text})
    assert not app.exception
    assert app.text_input(key=field).value == text
    assert "500" in app.warning[0].value
    assert app.query_params[field] == text


@pytest.mark.parametrize("name", ["bidi", "zero_width", "control"])
def test_a_mark_of_direction_in_a_title_turns_no_warning_round_and_is_named(name):
    app = opened("snapshot", {"title": PAYLOADS[name]})
    told = app.warning[0].value
    assert "U+" in told
    assert not set(told) & set("\u202e\u2066\u200b\ufeff\x07\x1b\x85")
    assert app.text_input(key="title").value == PAYLOADS[name]


def test_a_rare_character_that_no_font_has_is_named():
    app = opened("snapshot", {"title": "𠮷林路"})
    assert "𠮷 (U+20BB7)" in app.warning[0].value
