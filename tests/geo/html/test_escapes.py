"""Hostile text in every column of every table, and in every word of the interface: no function of geo.html obeys it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markupsafe import escape

import geo.html
from geo.atlas import evidence, frameworks, indicators, partnership, promises, quality
from geo.atlas.filters import Filters
from geo.atlas.profile import profile
from geo.html import (
    card,
    comparison,
    cooperation,
    crossings,
    dictionary,
    figures,
    headings,
    history_line,
    portrait,
    progress,
    project,
    qr_code,
    report,
    selection,
    side_by_side,
    sources,
)
from geo.html import frameworks as strategies
from geo.html import promises as promised
from geo.html.links import href
from geo.html.rendering import environment
from geo.read.schema import read_descriptor

pytestmark = [pytest.mark.always, pytest.mark.no_cover]

HOSTILE = "<img src=x onerror=alert(1)>'\"&{{ 7 * 7 }}</style></script><script>alert(2)</script>"
IDS = ("urban-core", "longcheng-street", "gujiao-loufan-fangshan")
WITHOUT_TEXT = {"topic_style", "qr_image"}
"""They show nothing of the record and no word of the interface as text."""


def link(kind, key):
    return f"./{kind}?id={key}&q={HOSTILE}"


def select(key):
    return f"?indicator={key}&q={HOSTILE}"


def is_free(field, foreign):
    """Whether any text may stand in a field: it names nothing else, and the contract does not list or shape it."""
    shaped = {"enum", "pattern"} & set(field.get("constraints", {}))
    is_key = field["name"] in foreign or field["name"].endswith("_id")
    return field["type"] == "string" and not shaped and not is_key


def spoilt(table, columns):
    return table.assign(**{name: HOSTILE for name in columns if name in table})


@pytest.fixture(scope="module")
def resources(data_dir):
    return read_descriptor(data_dir)["resources"]


@pytest.fixture(scope="module")
def hostile(atlas, resources):
    """The atlas with hostile text in every column that holds text of its own."""
    tables, every = dict(atlas.tables), set()
    for resource in resources:
        schema = resource["schema"]
        foreign = {key["fields"] for key in schema.get("foreignKeys", [])} | {"locator", "period", "framework"}
        keys = schema.get("primaryKey", [])
        foreign |= {keys} if isinstance(keys, str) else set(keys)
        free = [field["name"] for field in schema["fields"] if is_free(field, foreign)]
        tables[resource["name"]] = spoilt(tables[resource["name"]], free)
        every |= set(free)
    assert {
        "name_zh",
        "title_en",
        "printed_name",
        "publisher_zh",
        "publisher_en",
        "url",
        "summary_en",
        "note_zh",
    } <= every
    every |= {"type_zh", "type_en", "title_zh", "title_en"}
    return replace(
        atlas,
        tables=tables,
        projects=spoilt(atlas.projects, every),
        reports=spoilt(atlas.reports, every),
        features=spoilt(atlas.features, every),
    )


def shown_by(atlas, words, resources):
    """Return function → what it shows of an atlas, for every function of geo.html that returns HTML."""
    view, choice = atlas.view(), cooperation.Choice("140100~140700", select)
    table, made = partnership.partnerships(atlas), promises.promises_in(view)
    places = [profile(atlas, city, Filters()) for city in atlas.city_ids]
    state, numbers = quality.quality(atlas), indicators.figures_within(atlas, Filters())
    every, counts = frameworks.strategies(atlas), evidence.statement_counts(atlas)
    fields = [field | {"description": HOSTILE, "description_zh": HOSTILE} for field in resources[0]["schema"]["fields"]]
    count = headings.Count(1, HOSTILE)
    html = {
        "project_card": [card.project_card(atlas, p, words, link=link) for p in IDS],
        "comparison": [comparison.comparison(atlas, IDS, words, link)],
        "matrix_table": [cooperation.matrix_table(atlas, table, choice, words)],
        "cooperation_list": [cooperation.cooperation_list(atlas, table, words, link)],
        "list_heading": [cooperation.list_heading(atlas, table, choice, words)],
        "text_alternative": [
            cooperation.text_alternative(atlas, table, choice, words),
            selection.text_alternative(view, words),
        ],
        "crossing_board": [crossings.crossing_board(atlas, "140100~140700", words, link)],
        "pair_choice": [crossings.pair_choice(atlas, choice, words)],
        "pair_line": [crossings.pair_line(atlas, "140100~140700", words)],
        "topic_style": [cooperation.topic_style(atlas, "topic")],
        "field_table": [dictionary.field_table(resources[0] | {"schema": {"fields": fields}}, words)],
        "kinds_key": [figures.kinds_key(indicators.kind_counts(numbers), words)],
        "figure_list": [figures.figure_list(numbers, words, select, link)],
        "stat_lines": [figures.stat_lines(numbers, words, select)],
        "figure_card": [figures.figure_card(row, words, link) for row in numbers],
        "framework_list": [strategies.framework_list(atlas, every, every[0].strategy_id, words, link)],
        "counts_html": [strategies.counts_html(every, words)],
        "framework_html": [
            strategies.framework_html(atlas, frameworks.readings(atlas, s.strategy_id), words, link) for s in every
        ],
        "counts_line": [headings.counts_line([count])],
        "heading": [headings.heading(HOSTILE, HOSTILE)],
        "line": [headings.line(HOSTILE)],
        "lines": [headings.lines([HOSTILE, HOSTILE], "terms")],
        "prompt": [headings.prompt(HOSTILE, title=HOSTILE), headings.prompt(HOSTILE, HOSTILE)],
        "navigation": [headings.navigation({"map": "", "projects": "projects"}, "", select, words)],
        "history_line": [history_line.history_line(atlas, p, words, link) for p in IDS],
        "profile_head": [portrait.profile_head(atlas, place, words, link, select("")) for place in places],
        "section": [
            portrait.section(atlas, place, part, words, link)
            for part in ("roles", "projects", "partners", "industries", "figures")
            for place in places
        ],
        "changes_html": [progress.changes_html(view, words, link)],
        "known_html": [progress.known_html(view, p, words, link) for p in IDS],
        "project_head": [project.project_head(atlas, p, words, link) for p in IDS],
        "project_sections": [project.project_sections(atlas, p, words, link) for p in IDS],
        "ledger_sum": [promised.ledger_sum(view, made, words)],
        "ledger_table": [promised.ledger_table(view, made, words, link)],
        "ledger_key": [promised.ledger_key(words)],
        "qr_image": [qr_code.qr_image(HOSTILE, words)],
        "contents": [report.contents(atlas, state, words, link)],
        "precision_bars": [report.precision_bars(state, words)],
        "stand_in_bars": [report.stand_in_bars(state, words)],
        "findings": [report.findings(state, words)],
        "text_matrix": [report.text_matrix(atlas, state, words, link)],
        "project_names": [report.project_names(atlas, state.contradicted, words, link)],
        "silent_promises": [report.silent_promises(atlas, state, words, link)],
        "doubt_list": [report.doubt_list(atlas, state.doubts, words, link)],
        "doubts_ahead": [report.doubts_ahead(state, words, select(""))],
        "strategies_named": [selection.strategies_named(every, words, link)],
        "sheet_links": [selection.sheet_links([(HOSTILE, HOSTILE)])],
        "sheet_names": [selection.sheet_names([(HOSTILE, HOSTILE)], [HOSTILE], words)],
        "outline": [selection.outline(HOSTILE, [HOSTILE], [(HOSTILE, [HOSTILE])])],
        "compared": [side_by_side.compared(atlas, places, words, link)],
        "compared_heading": [side_by_side.compared_heading(atlas, HOSTILE, words)],
        "source_list": [sources.source_list(atlas, counts, words, link)],
        "source_entry": [sources.source_entry(atlas, s, words, link) for s in atlas.tables["sources"]["source_id"]],
    }
    return {name: "".join(pieces) for name, pieces in html.items()}


class Markers(HTMLParser):
    """What a browser would obey: the elements, the attributes that run scripts, and the addresses."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value for name, value in attrs if name == "href"}


def assert_harmless(html):
    markers = Markers(html)
    allowed = {"img"} if "atlas-qr" in html else set()
    assert not markers.tags & ({"img", "script"} - allowed), markers.tags
    assert not {name for name in markers.attributes if name.startswith("on")}, markers.attributes
    assert all(href(address) == address for address in markers.addresses)


@pytest.fixture(scope="module", params=["zh", "en"])
def shown(request, hostile, words, resources):
    """What every function shows of the hostile atlas, in each language."""
    return shown_by(hostile, words[request.param], resources)


def test_every_function_that_returns_html_is_tried(shown):
    modules = [importlib.import_module(f"geo.html.{module.name}") for module in pkgutil.iter_modules(geo.html.__path__)]
    functions = {
        name
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and function.__annotations__.get("return") == "Markup"
        and not name.startswith("_")
    }
    assert functions - {"render"} == set(shown)


def test_hostile_text_in_every_column_is_shown_and_not_obeyed(shown):
    for html in shown.values():
        assert_harmless(html)
    assert sum(str(escape(HOSTILE)) in html for html in shown.values()) > 30


def test_hostile_words_of_the_interface_are_shown_and_not_obeyed(atlas, words, resources):
    hostile = replace(words["zh"], table=dict.fromkeys(words["zh"].table, HOSTILE.replace("{{ 7 * 7 }}", "")))
    for name, html in shown_by(atlas, hostile, resources).items():
        assert_harmless(html)
        assert name in WITHOUT_TEXT or "&lt;img" in html, name


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JavaScript:x",
        "java\tscript:x",
        "data:text/html,x",
        "//host",
        "/\\host",
    ],
)
def test_an_address_that_leads_astray_is_none(atlas, words, address):
    assert href(address) == ""
    card_html = card.project_card(atlas, "urban-core", words["zh"], link=lambda _kind, _key: address)
    assert "atlas-link" not in card_html


@pytest.mark.parametrize(
    "address", ["./?day=2024-06-30", "projects?project=x", "/data", "?pair=", "data", "https://example.org"]
)
def test_addresses_of_the_atlas_and_of_the_web_are_kept(address):
    assert href(address) == address


def test_every_template_escapes():
    assert environment().autoescape is True
    templates = environment().list_templates()
    assert templates
    for name in templates:
        source, _, _ = environment().loader.get_source(environment(), name)
        assert "safe" not in source.replace("unsafe", ""), name
        assert "autoescape" not in source, name
