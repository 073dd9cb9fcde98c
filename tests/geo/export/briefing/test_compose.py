"""What a briefing says: counts that add up, every project once, nothing without its text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from geo.atlas import history, promises
from geo.atlas.filters import Filters
from geo.errors import BriefingError
from geo.export.briefing import briefing
from geo.export.briefing.citations import in_words, merged
from geo.export.briefing.parts import Paragraph, Picture, Table
from geo.read.texts import span_of

VIEWS = ["cluster", "jinzhong", "yangquan", "one"]


def shown(cell):
    return [" ".join(piece.shown for piece in line) for line in cell]


def section(content, heading):
    return next((s for s in content.sections if s.heading == heading), None)


def tables(part):
    return [block for block in part.blocks if isinstance(block, Table)]


def text_of(part):
    return " ".join(piece.text for b in part.blocks if isinstance(b, Paragraph) for piece in b.line)


def every_piece(content):
    for part in content.sections:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                for piece in block.line:
                    yield from (cited for line in piece.foot for cited in line)
                    yield piece
            elif isinstance(block, Table):
                yield from (piece for row in block.rows for cell in row for line in cell for piece in line)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_every_project_of_the_view_stands_once_in_the_list_with_its_stage(composed, views, words, name, lang):
    view, w = views[name], words[lang]
    rows = [row for table in tables(section(composed(view, w), w("briefing.register"))) for row in table.rows]
    listed = sorted((shown(row[0])[0], shown(row[1])[0]) for row in rows)
    labels = view.atlas.statuses[f"label_{lang}"].to_dict() | {"": w("detail.no_status")}
    assert listed == sorted(zip(view.projects[f"name_{lang}"], view.projects["status"].map(labels), strict=True))


@pytest.mark.parametrize("name", VIEWS)
def test_every_row_about_a_project_cites_a_text_and_every_citation_leads_to_a_note(composed, views, words, name):
    content = composed(views[name], words["zh"])
    numbers = {note.number for note in content.notes}
    assert numbers == set(range(1, len(content.notes) + 1))
    assert {piece.note for piece in every_piece(content) if piece.note} == numbers
    for part in content.sections[2:]:
        for table in tables(part):
            assert all(row[-1] and row[-1][-1][0].role == "cite" for row in table.rows), table.caption


def test_texts_are_numbered_in_the_order_in_which_they_are_first_cited(composed, views, words):
    cited = [piece.note for piece in every_piece(composed(views["jinzhong"], words["zh"])) if piece.note]
    assert list(dict.fromkeys(cited)) == sorted(set(cited))


def test_a_note_has_title_date_and_every_line_that_is_cited(composed, atlas, words):
    content = composed(atlas.view_of(["binhe-east-south"]), words["zh"])
    note = next(n for n in content.notes if "山西中部城市群：相向而行" in n.title)
    assert "2023年5月" in note.about
    assert note.lines == "第31–33、39行"


def test_the_table_of_counts_adds_up_to_the_view(composed, views, words):
    view = views["jinzhong"]
    content = composed(view, words["zh"])
    (table,) = tables(section(content, "总体情况"))
    numbers = [[int(shown(cell)[0]) if cell else 0 for cell in row[1:]] for row in table.rows]
    *groups, total = numbers
    assert [sum(column) for column in zip(*groups, strict=True)] == total
    assert total[-2:] == [len(view.projects), view.crossing_count]
    assert sum(total[:-2]) == len(view.projects)
    headline = text_of(section(content, "总体情况"))
    assert f"共有条目{len(view.projects)}条（工程 {view.kinds['work']} · " in headline
    assert f"，其中跨市{view.crossing_count}条" in headline


def test_a_few_projects_are_told_report_by_report_instead_of_counted(composed, views, words):
    content = composed(views["one"], words["en"])
    assert tables(section(content, "Overview")) == []
    (table,) = tables(section(content, "What the texts say"))
    assert len(table.rows) == len(views["one"].atlas.history("binhe-east-south"))
    assert content.title == "Binhe East Road Southern Extension: project briefing"


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ((), "Central Shanxi City Cluster: project briefing"),
        (("140300",), "Yangquan: project briefing"),
        (("140300", "140900"), "Yangquan, Xinzhou: project briefing"),
        (("140300", "140900", "140100", "141100"), "Yangquan and 3 more: project briefing"),
    ],
)
def test_the_title_names_the_places(composed, atlas, words, place, title):
    content = composed(atlas.view(Filters(place=place)), words["en"])
    assert content.title == title
    assert (len(content.subtitle) == 2) == (len(place) > 3), "the filters are told where the title does not name them"


def test_what_was_typed_into_the_search_does_not_break_the_file(composed, atlas, words):
    view = replace(atlas.view(Filters(place=("140300",))), filters=Filters(place=("140300",), q="a\x00<b>\x07"))
    assert composed(view, words["zh"]).subtitle[1] == "筛选：“a<b>”"


def test_without_an_earlier_day_the_newest_text_is_held_against_those_before_it(composed, views, words):
    content = composed(views["cluster"], words["zh"])
    assert content.subtitle[0].endswith("与2025年3月相比")
    fresh = section(content, "变化情况")
    cites = {piece.note for table in tables(fresh)[:-1] for row in table.rows for line in row[-1] for piece in line} - {
        0
    }
    assert len(cites) == 1
    assert "2026年1月" in content.notes[cites.pop() - 1].about


def test_since_an_earlier_day_each_change_is_told_with_both_stages(composed, atlas, words):
    view = atlas.view(Filters(day=dt.date(2026, 1, 31)))
    content = composed(view, words["zh"], dt.date(2023, 5, 31))
    captions = [table.caption.partition("（")[0] for table in tables(section(content, "变化情况"))]
    assert captions == [c for c in ("建成", "推进", "回退", "首次报道", "承诺时间已过、无后续报道") if c in captions]
    assert {"推进", "首次报道"} <= set(captions)
    was, now = (history.standing_stages(atlas.reports, day) for day in (dt.date(2023, 5, 31), view.filters.day))
    for table in tables(section(content, "变化情况"))[: captions.index("首次报道")]:
        for row in table.rows:
            project_id = atlas.projects.index[atlas.projects["name_zh"] == shown(row[0])[0]][0]
            before, after = (atlas.label(s[project_id], "zh") for s in (was, now))
            assert shown(row[1]) == [f"{before} → {after}"]
    known = set(history.until(atlas.reports, dt.date(2023, 5, 31))["project_id"])
    fresh = {shown(row[0])[0] for row in tables(section(content, "变化情况"))[captions.index("首次报道")].rows}
    assert fresh == set(view.projects.loc[~view.projects.index.isin(known), "name_zh"])


def test_on_the_day_of_the_first_text_nothing_is_called_new(composed, atlas, words):
    content = composed(atlas.view(Filters(day=dt.date(2023, 5, 31))), words["en"])
    assert text_of(section(content, "Reported changes")) == words["en"]("briefing.first_text")
    assert "compared" not in content.subtitle[0]


def test_every_promise_is_listed_by_its_term_with_what_came_of_it(composed, views, words):
    view = views["cluster"]
    content = composed(view, words["zh"], dt.date(2024, 6, 30))
    (table,) = tables(section(content, "承诺台账"))
    entries = promises.promises_in(view)
    assert [shown(row[0])[0] for row in table.rows] == [
        view.projects["name_zh"][p.report["project_id"]] for p in entries
    ]
    assert [shown(row[3])[0] for row in table.rows] == [words["zh"](f"ledger.outcome.{p.outcome}") for p in entries]
    flagged = [shown(row[2])[1:] == ["对比期内到期"] for row in table.rows]
    due = (pd.Timestamp("2024-06-30"), pd.Timestamp(view.day))
    assert flagged == [due[0] < p.report["due_on"] <= due[1] for p in entries]
    assert f"其中 {sum(flagged)} 项的期限在" in text_of(section(content, "承诺台账"))


def test_nothing_that_appeared_after_the_day_is_told(composed, atlas, words):
    content = composed(atlas.view(Filters(day=dt.date(2024, 6, 1))), words["en"])
    assert [note.title for note in content.notes if "2025" in note.about or "2026" in note.about] == []
    assert content.subtitle[0].startswith("as reported by 1 June 2024")


def test_cooperation_and_figures_follow_the_choice_of_projects(composed, atlas, words):
    whole = composed(atlas.view(Filters(place=("140700",))), words["en"])
    roads = composed(atlas.view(Filters(place=("140700",), group=("road",))), words["en"])
    one = composed(atlas.view_of(["binhe-east-south"]), words["en"])
    counts = [len(tables(section(c, "Cooperation"))[0].rows) for c in (whole, roads, one)]
    assert counts[0] > counts[1] >= counts[2] > 0
    subjects = {shown(row[0])[1] for table in tables(section(one, "Figures")) for row in table.rows}
    assert subjects == {"Binhe East Road Southern Extension"}


def test_figures_that_are_so_planned_and_aimed_at_stand_in_tables_of_their_own(composed, views, words):
    captions = [table.caption for table in tables(section(composed(views["jinzhong"], words["en"]), "Figures"))]
    assert [caption.partition(":")[0] for caption in captions] == ["Actual", "Plan", "Target"]


def test_the_limits_name_precision_last_words_and_contradictions(composed, views, words):
    view = views["jinzhong"]
    part = section(composed(view, words["zh"]), "记录的限度")
    counts = view.projects["precision"].value_counts()
    assert f"以行政单元代表{counts['admin']}项" in text_of(part)
    assert "最近一次见于文章的时间" in text_of(part)
    (table,) = tables(part)
    disputed = view.projects.index[view.projects["is_contradicted"]]
    assert sorted(shown(row[0])[0] for row in table.rows) == sorted(view.projects.loc[disputed, "name_zh"])
    assert all(len(row[1]) > 1 for row in table.rows), "both readings are told"


def test_the_picture_is_told_in_words(composed, views, words):
    overview = section(composed(views["yangquan"], words["zh"]), "总体情况")
    (picture,) = [b for b in overview.blocks if isinstance(b, Picture)]
    assert f"条目 {len(views['yangquan'].projects)} 条（工程 " in picture.alt


@pytest.mark.parametrize("kind", ["docx", "pptx", "pdf"])
def test_an_empty_selection_is_refused_in_one_line(atlas, words, kind):
    view = atlas.view(Filters(q="no project is called this"))
    with pytest.raises(BriefingError, match=r"^no projects match, so no briefing can be made$"):
        briefing(view, words["en"], kind=kind)


def test_an_earlier_day_that_is_not_earlier_is_refused(atlas, words):
    view = atlas.view(Filters(day=dt.date(2025, 6, 1)))
    with pytest.raises(BriefingError, match=r"date \(2025-06-01\) must be earlier than .*\(2025-06-01\)"):
        briefing(view, words["en"], since=dt.date(2025, 6, 1))


def test_a_kind_that_is_not_made_is_refused_by_name(atlas, words):
    with pytest.raises(BriefingError, match="docx, pdf, pptx; 'odt' is none of these"):
        briefing(atlas.view(), words["en"], kind="odt")


@pytest.mark.parametrize(
    ("locators", "sentence"),
    [
        (["L7"], "line 7"),
        (["L7-L9"], "lines 7–9"),
        (["L12", "L7-L9", "L10", "L8"], "lines 7–10, 12"),
        (["L31-L33", "L39"], "lines 31–33, 39"),
    ],
)
def test_lines_are_joined_where_they_touch(words, locators, sentence):
    assert in_words(merged(span_of(locator) for locator in locators), words["en"]) == sentence
