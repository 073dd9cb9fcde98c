"""A view knows its day: whatever is made of it names no source, and no word of a source, that appeared later."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.atlas import frameworks, partnership, profile, progress, promises
from geo.atlas.atlas import load_atlas
from geo.atlas.crossings import pair_counts
from geo.atlas.filters import Filters
from geo.atlas.indicators import figures_within
from geo.charts.stages import stage_chart
from geo.export import layers, standalone
from geo.export.briefing.compose import compose
from geo.export.columns import project_table
from geo.html import card, cooperation, crossings, portrait, side_by_side
from geo.html.comparison import comparison
from geo.html.figures import figure_list
from geo.html.frameworks import framework_html
from geo.html.history_line import history_line
from geo.html.progress import changes_html, known_html, known_in_words
from geo.html.project import project_head, project_sections
from geo.html.promises import ledger_sum, ledger_table
from geo.sheet.sheet import draw_sheet
from geo.webmap import messages
from tests.conftest import IS_SWEEP
from tests.geo.later import words_of_later_sources

pytestmark = [pytest.mark.always, pytest.mark.no_cover]  # what they run line by line, others run too

DAYS = ("2023-05-31", "2023-11-30", "2024-06-30", "2025-03-31")
"""Days on which texts appeared, and one between two of them; the newest text is always later."""


TEXTS, BOTH = "texts", "both"
"""The rings of evidence: the texts alone, and with the dated public reports beside them."""
ASKED = [
    (DAYS[1], "zh", TEXTS),
    (DAYS[3], "en", BOTH),
] + IS_SWEEP * [
    (DAYS[2], "en", TEXTS),
    (DAYS[3], "zh", TEXTS),
    (DAYS[2], "zh", BOTH),
    *((DAYS[0], lang, ring) for lang in ("zh", "en") for ring in (TEXTS, BOTH)),
    *((DAYS[1], lang, BOTH) for lang in ("zh", "en")),
    (DAYS[2], "zh", TEXTS),
    (DAYS[1], "en", TEXTS),
    (DAYS[3], "en", TEXTS),
    (DAYS[2], "en", BOTH),
    (DAYS[3], "zh", BOTH),
]


@pytest.fixture(scope="module", params=ASKED, ids=" ".join)
def asked(request):
    """A day, a language and a ring of evidence; the sweep asks for every day in both of both."""
    return request.param


@pytest.fixture(scope="module")
def record(asked, atlas, whole_atlas):
    """The record that the view is cut from: on every day, by the evidence that is asked for."""
    return atlas if asked[2] == TEXTS else whole_atlas


@pytest.fixture(scope="module")
def view(asked, record):
    return record.view(Filters(day=dt.date.fromisoformat(asked[0])))


@pytest.fixture(scope="module")
def lang(asked):
    return asked[1]


@pytest.fixture
def assert_nothing_later(record, view, lang):
    """Return a function that finds nothing later than the day in what was made of the view."""
    later = words_of_later_sources(record, view.day, lang)
    assert len(later) > 20

    def check(made):
        text = made if isinstance(made, str) else "\n".join(map(str, made))
        assert [word for word in later if word in text] == []

    return check


def looked_at(atlas):
    """Return asked → the projects looked at there: each on one of the days that know it, the next on another."""
    known = {asked: set(atlas.known_on(dt.date.fromisoformat(asked[0])).projects.index) for asked in ASKED}
    chosen = {asked: [] for asked in ASKED}
    for number, project_id in enumerate(atlas.projects.index):
        turn = number % len(ASKED)
        knowing = [asked for asked in ASKED[turn:] + ASKED[:turn] if project_id in known[asked]]
        for asked in knowing if IS_SWEEP else knowing[:1]:
            chosen[asked].append(project_id)
    return chosen


def every_page_of(view, project_ids, words):
    """Yield all that is shown of projects: the sweep asks for each on every day that knows it."""
    known = view.atlas
    for project_id in project_ids:
        yield card.project_card(known, project_id, words)
        yield project_head(known, project_id, words)
        yield project_sections(known, project_id, words)
        yield history_line(known, project_id, words)
        yield known_html(view, project_id, words)
    yield comparison(known, tuple(view.projects.index), words)


def test_no_card_page_or_comparison_of_any_project(asked, atlas, view, words, assert_nothing_later):
    assert_nothing_later(every_page_of(view, looked_at(atlas)[asked], words[asked[1]]))


def test_every_project_that_is_known_on_a_day_is_looked_at_on_one(atlas):
    known = atlas.known_on(dt.date.fromisoformat(max(day for day, *_ in ASKED))).projects.index
    assert {project_id for chosen in looked_at(atlas).values() for project_id in chosen} == set(known)


def test_no_portrait_of_any_place(view, words, lang, assert_nothing_later):
    known, held = view.atlas, words[lang]
    profiles = [profile.profile(known, place, view.filters) for place in profile.cluster_places(known)]
    made = [
        portrait.section(known, one, part, held)
        for one in profiles
        for part in ("roles", "projects", "partners", "industries", "figures")
    ]
    assert_nothing_later([*made, side_by_side.compared(known, profiles, held)])


def test_no_strategy_cooperation_or_figure(view, words, lang, assert_nothing_later):
    known, held = view.atlas, words[lang]
    made = [
        framework_html(known, frameworks.readings(known, s.strategy_id), held)
        for s in frameworks.chosen(known, view.filters)
    ]
    made.append(cooperation.cooperation_list(known, partnership.chosen(known, view.filters), held))
    made += [crossings.crossing_board(known, pair, held) for pair in pair_counts(known)]
    assert_nothing_later([*made, figure_list(figures_within(known, view.filters), held, str)])


def test_no_change_promise_or_chart_of_the_timeline(view, words, lang, assert_nothing_later):
    held, promised = words[lang], promises.promises_in(view)
    made = [
        known_in_words(view.atlas, held),
        changes_html(view, held),
        ledger_sum(view, promised, held),
        ledger_table(view, promised, held),
    ]
    assert_nothing_later([*made, stage_chart(view, held).spec])
    assert {text.day for text in progress.text_days(view.atlas) if text.source_ids} <= {
        d for d in map(dt.date.fromisoformat, DAYS) if d <= view.day
    } | {dt.date(2024, 3, 31)}


def test_no_table(view, words, lang, assert_nothing_later):
    assert_nothing_later(
        project_table(view, words[lang], name).to_csv() for name in ("map", "register", "file", "layer")
    )


def test_no_map_offline_page_or_layer(view, words, lang, assert_nothing_later):
    made = [messages.view_message(view, words[lang]), layers.project_shapes(view).drop(columns="geometry").to_csv()]
    assert_nothing_later([*made, standalone.standalone_map(view, words[lang], "").decode()])


def test_no_sheet(view, words, lang, assert_nothing_later):
    assert_nothing_later(draw_sheet(view, words[lang], file="svg").decode())


def test_no_briefing(view, words, lang, assert_nothing_later):
    content = compose(view, words[lang], since=None, made_on=dt.date(2026, 2, 1), map_mm=(170.0, 150.0))
    assert_nothing_later(str(content))


@pytest.fixture(scope="module")
def read_anew(data_dir):
    return load_atlas(data_dir)


def test_the_whole_atlas_is_left_as_it_was(atlas, whole_atlas, view, read_anew):
    assert len(view.atlas.reports) < len(whole_atlas.reports) > len(atlas.reports)
    assert whole_atlas.reports.equals(read_anew.reports)
    assert whole_atlas.day is None


def test_a_day_before_every_text_knows_nothing(atlas):
    known = atlas.known_on(dt.date(2020, 1, 1))
    assert known.projects.empty
    assert known.texts.empty
    assert known.newest_on == dt.date(2020, 1, 1)
    assert frameworks.strategies(known) == ()


def test_a_day_after_every_text_knows_all_stages(atlas):
    known = atlas.known_on(dt.date(2030, 1, 1))
    assert known.projects["status"].equals(atlas.projects["status"])
    assert known.projects["summary_zh"].equals(atlas.projects["summary_zh"])
