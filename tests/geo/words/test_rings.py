"""Wherever the later evidence says otherwise of a stage than the texts, every form of the atlas says both."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.atlas.filters import Filters
from geo.export.briefing.compose import compose as compose_briefing
from geo.export.columns import headed_table
from geo.export.layers import project_shapes
from geo.export.selection import layer, selection
from geo.export.standalone import standalone_map
from geo.html.selection import text_alternative
from geo.sheet.marks import Writing
from geo.sheet.sheet import SheetOptions, compose, compose_all
from geo.webmap.literals import script_literal
from geo.webmap.messages import view_message
from geo.words.rings import MARK, stages_apart

pytestmark = [pytest.mark.always, pytest.mark.no_cover]

RING = "taiyuan-northwest-ring2"
"""Under construction by the text of May 2023, in use by a paper of December 2024."""
SENTENCE = {
    "zh": "2023年5月文本：在建 · 后来：在用，2024年12月9日，山西日报",
    "en": "Text of May 2023: under construction · later: in use, 9 December 2024, Shanxi Daily",
}


@pytest.fixture(scope="module")
def ring(whole_atlas):
    view = whole_atlas.view(Filters(q="西北二环"))
    assert RING in view.projects.index
    return view


def written(view, words):
    """Everything that is written on a sheet, line breaks aside."""
    paper = compose(view, words, SheetOptions(made_on=dt.date(2026, 2, 1)))
    return [mark.text.replace("\n", "") for mark in paper.marks("") if isinstance(mark, Writing)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_stage_that_is_not_that_of_the_texts_is_said_with_both_and_the_page(whole_atlas, words, lang):
    view = whole_atlas.view()
    changed = view.projects.index[view.projects["status"] != view.projects["texts_status"]]
    apart = stages_apart(view, words[lang])
    assert list(apart) == list(changed)
    assert apart[RING] == SENTENCE[lang]


@pytest.mark.parametrize("day", [None, dt.date(2024, 12, 31)])
def test_nothing_is_said_where_the_texts_alone_are_asked_or_the_later_page_had_not_appeared(whole_atlas, words, day):
    assert stages_apart(whole_atlas.view(Filters(evidence=("texts",), day=day)), words["zh"]) == {}
    assert RING not in stages_apart(whole_atlas.view(Filters(day=dt.date(2024, 12, 1))), words["zh"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_is_told_it_and_stays_small(whole_atlas, words, lang):
    message = view_message(whole_atlas.view(), words[lang])
    assert message["apart"][RING] == SENTENCE[lang]
    assert len(script_literal(message).encode()) < 10240
    assert SENTENCE[lang] in standalone_map(whole_atlas.view(Filters(q="西北二环")), words[lang]).decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_in_words_lists_it(whole_atlas, atlas, words, lang):
    assert f"</b> {SENTENCE[lang]}</li>" in text_alternative(whole_atlas.view(), words[lang])
    assert SENTENCE[lang] not in text_alternative(atlas.view(), words[lang])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_marks_the_name_says_in_its_foot_what_the_mark_is_and_lists_both_stages(whole_atlas, words, lang):
    view, w = whole_atlas.view(), words[lang]
    marks = written(view, w)
    register = compose_all(view, w, SheetOptions(made_on=dt.date(2026, 2, 1)))[1:]
    listed = "".join(mark.text for paper in register for mark in paper.marks("") if isinstance(mark, Writing))
    changed = view.projects["status"] != view.projects["texts_status"]
    names = [text for text in marks if text.rstrip("、,").endswith(MARK)]
    assert names
    assert w("rings.mark") in "".join(marks)
    assert listed.count("→") >= int(changed.sum())


def test_a_sheet_of_the_texts_alone_has_no_such_mark(atlas, words):
    assert not any(MARK in text for text in written(atlas.view(), words["zh"]))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_and_layers_hold_both_stages_and_what_the_later_rests_on(ring, words, lang):
    w = words[lang]
    row = headed_table(ring, w, "file").loc[RING]
    in_layer = layer(ring, words).set_index("project_id").loc[[RING]].iloc[0]
    shape = project_shapes(ring).set_index("project_id").loc[[RING]].iloc[0]
    by_texts, stage = ring.atlas.label("building", lang), ring.atlas.label("operating", lang)
    page = {"zh": "2024年12月9日，山西日报", "en": "9 December 2024, Shanxi Daily"}[lang]
    assert (row[w("table.status")], row[w("table.by_texts")], row[w("table.stage_source")]) == (stage, by_texts, page)
    assert tuple(in_layer[f"{name}_{lang}"] for name in ("stage", "by_texts", "stage_source")) == (
        stage,
        by_texts,
        page,
    )
    assert (shape["status"], shape["texts_status"]) == ("operating", "building")
    assert ring.atlas.sources.loc[shape["stage_source_id"], "publisher_zh"] == "山西日报"


@pytest.mark.parametrize("kind", ["kml", "geojson", "csv"])
def test_every_file_of_a_selection_holds_the_stage_by_the_texts(ring, words, kind):
    made = selection(ring, words["zh"], kind).decode("utf-8-sig")
    assert "2024年12月9日，山西日报" in made
    assert "在建" in made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_register_of_a_briefing_says_it(ring, words, lang):
    content = compose_briefing(ring, words[lang], since=None, made_on=dt.date(2026, 2, 1), map_mm=(170.0, 150.0))
    assert SENTENCE[lang] in str(content)
