"""The lead: claims that hold in the record, the same in both languages, each with what bears it out."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from geo.atlas import history, promises
from geo.atlas.filters import Filters
from geo.errors import BriefingError
from geo.export.briefing.citations import Citations
from geo.export.briefing.claims import claims, unheard_of
from geo.export.briefing.lead import lead, sentence
from geo.export.briefing.scope import Scope, compared_days

NAMES = ["cluster", "whole", "jinzhong-whole", "yangquan", "one", "yuci", "day", "texts"]


@pytest.fixture(scope="module")
def scope_of(words):
    def of(view, lang="zh", since=None, until=None):
        citations = Citations(view.atlas, words[lang])
        return Scope(view, words[lang], citations, *compared_days(view, since, until))

    return of


def told(scope):
    return {claim.id: claim for paragraph in claims(scope) for claim in paragraph}


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_make_the_same_claims_of_the_same_figures(scope_of, views, name):
    claims_by_lang = [
        [
            (claim.id, dict(claim.values), [row["source_id"] for row in claim.rows])
            for p in claims(scope_of(view, lang))
            for claim in p
        ]
        for view, lang in ((views[name], "zh"), (views[name], "en"))
    ]
    assert claims_by_lang[0] == claims_by_lang[1]
    assert claims_by_lang[0]


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_a_claim_stands_in_its_sentence_in_both_languages(scope_of, views, name):
    for lang in ("zh", "en"):
        scope = scope_of(views[name], lang)
        for claim in told(scope).values():
            numbers = re.findall(r"\d+", sentence(scope, claim))
            counts = [v for v in claim.values.values() if isinstance(v, int)] + [
                *claim.values.get("counts", {}).values()
            ]
            assert {str(count) for count in counts} <= set(numbers), claim.id


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_each_sentence_of_the_lead_has_a_footnote_that_cites_or_names_a_section_that_is_there(
    composed, views, words, name, lang
):
    content = composed(views[name], words[lang])
    headings = {section.heading for section in content.sections}
    part = content.sections[0]
    assert part.heading == words[lang]("briefing.lead")
    for block in part.blocks:
        sentences, feet = block.line[::2], block.line[1::2]
        assert len(sentences) == len(feet)
        assert all(piece.text and not piece.foot for piece in sentences)
        for foot in feet:
            cited = [piece for line in foot.foot for piece in line if piece.note]
            sections = [h for h in headings for line in foot.foot for piece in line if f"“{h}”" in piece.text]
            assert cited or sections


def test_what_stands_is_counted_from_the_record(scope_of, views):
    view = views["whole"]
    claim = told(scope_of(view))["stands"]
    works = view.projects[view.projects["kind"] == "work"]
    assert (claim.values["entries"], claim.values["works"]) == (len(view.projects), len(works))
    assert claim.values["built"] == works["status"].isin(history.BUILT).sum()
    assert told(scope_of(view))["rings"].values["built"] == works["texts_status"].isin(history.BUILT).sum()


def test_the_texts_alone_are_not_held_against_themselves(scope_of, views):
    assert "rings" not in told(scope_of(views["texts"]))


def test_promises_are_told_by_the_outcomes_of_the_ledger(scope_of, views):
    view = views["whole"]
    counts = promises.outcome_counts(promises.promises_in(view))
    claimed = told(scope_of(view))
    for name, outcome in (("due", "open"), ("not_yet", "not_yet"), ("silent", "silent")):
        assert claimed[name].values["count"] == counts[outcome]
    assert claimed["kept"].values["counts"]["late"] == counts["late"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_heard_is_called_neither_late_nor_undone(scope_of, views, lang):
    scope = scope_of(views["whole"], lang)
    shown = sentence(scope, told(scope)["silent"])
    assert ("既不等于未完成，也不等于逾期" if lang == "zh" else "neither late nor undone") in shown
    unheard = sentence(scope, told(scope)["unheard"])
    assert ("没有述及不等于没有进展" if lang == "zh" else "does not mean that there has been no progress") in unheard


def test_what_is_built_is_not_among_the_entries_of_which_nothing_was_heard(scope_of, views):
    silent = unheard_of(scope_of(views["whole"]))
    assert not silent["status"].isin(history.BUILT).any()
    assert silent["is_unheard"].all()


def test_a_county_has_its_own_roles_and_strategies(scope_of, views, atlas):
    claimed = told(scope_of(views["yuci"]))
    roles = atlas.tables["roles"].set_index("role_id")
    assert set(roles.loc[list(claimed["roles"].values["named"]), "place_id"]) == {"140702"}
    assert claimed["roles"].values["count"] == (roles["place_id"] == "140702").sum()


def test_projects_picked_one_by_one_are_of_no_place(scope_of, views):
    claimed = told(scope_of(views["one"]))
    assert not {"roles", "strategies", "stands"} & set(claimed)
    assert claimed["stage"].rows


def test_any_two_days_can_be_compared(composed, atlas, words):
    view, days = atlas.view(), (dt.date(2023, 6, 1), dt.date(2025, 4, 1))
    content = composed(view, words["zh"], *days)
    assert content.subtitle[0].endswith("比较2023年6月1日与2025年4月1日")
    was, now = (history.standing_stages(atlas.reports, day) for day in days)
    part = next(s for s in content.sections if s.heading == "变化情况")
    for table in part.blocks[1:]:
        for row in table.rows:
            project_id = view.projects.index[view.projects["name_zh"] == row[0][0][0].text][0]
            after = atlas.label(now[project_id], "zh") if project_id in now else words["zh"]("detail.no_status")
            assert row[1][0][0].text.endswith(after)
            assert project_id not in was or was[project_id] != now[project_id]
    later = [block for block in content.sections[0].blocks if "2025年4月1日" in block.line[0].text + block.line[2].text]
    assert later


def test_days_that_are_not_in_their_order_are_refused(atlas):
    view = atlas.view(Filters(day=dt.date(2025, 6, 1)))
    with pytest.raises(BriefingError, match=r"must not be after the date of the briefing \(2025-06-01\)"):
        compared_days(view, None, dt.date(2025, 6, 2))
    with pytest.raises(BriefingError, match="must be earlier"):
        compared_days(view, dt.date(2025, 1, 1), dt.date(2025, 1, 1))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_lead_knows_nothing_later_than_its_day(scope_of, views, lang):
    text = str(lead(scope_of(views["day"], lang)))
    assert "2025" not in re.sub(r"2025年?(?= ?\)|\）)", "", text)
