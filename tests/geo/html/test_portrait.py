"""One place in words: every statement with its lines, what is stated apart from what is not."""

from __future__ import annotations

import re

import pytest

from geo.atlas.filters import Filters
from geo.atlas.profile import profile
from geo.html import portrait, side_by_side

PARTS = ("roles", "projects", "partners", "industries", "figures")


def link(kind, key):
    return f"/{kind}/{key}"


@pytest.fixture(scope="module")
def jinzhong(atlas):
    return profile(atlas, "140700", Filters())


def section(atlas, words, known, part, lang="en"):
    return portrait.section(atlas, known, part, words[lang], link)


def test_the_head_leads_to_counties_zones_and_back(atlas, jinzhong, words):
    html = portrait.profile_head(atlas, jinzhong, words["en"], link, "/cities")
    assert "<h2>Jinzhong</h2>" in html
    assert "/place/140702'" in html
    assert "/place/longcheng-street-area'" in html
    assert "href='/cities'" in html


def test_the_head_of_a_zone_leads_to_its_county_and_city(atlas, words):
    html = portrait.profile_head(atlas, profile(atlas, "shouyang-pingtou", Filters()), words["en"], link)
    assert "/place/140725'" in html
    assert "/place/140700'" in html


def test_roles_stand_text_by_text_oldest_first_with_theme_and_lines(atlas, jinzhong, words):
    html = section(atlas, words, jinzhong, "roles")
    own = html.split("<details")[0]
    years = [int(year) for year in re.findall(r"<h3>[^<]*(\d{4})", own)]
    assert years == sorted(years)
    assert len(set(years)) > 2
    assert own.count("<li>") == own.count("atlas-cite") == len(jinzhong.roles)
    assert html.count("<li>") == len(jinzhong.roles) + len(jinzhong.roles_below)


def test_projects_are_counted_by_stage_and_each_is_a_link(atlas, jinzhong, words):
    html = section(atlas, words, jinzhong, "projects")
    assert html.count("/project/") == len(jinzhong.projects)
    assert html.count("atlas-cite") == len(jinzhong.projects)
    counts = [int(count) for count in re.findall(r"<b>(\d+)</b></summary>", html)]
    assert sum(counts) == len(jinzhong.projects)
    assert "No stage stated" in html


def test_partners_leave_out_the_place_itself(atlas, jinzhong, words):
    html = section(atlas, words, jinzhong, "partners")
    assert html.count("<li>") == html.count("atlas-cite") == len(jinzhong.partners) + len(jinzhong.organisations)
    assert "/place/140700'" not in html


def test_organisations_stand_with_their_part_and_project(atlas, jinzhong, words):
    html = section(atlas, words, jinzhong, "partners").split("<details")[1]
    assert "Operator" in html
    assert html.count("/project/") == len(jinzhong.organisations) > 0


def test_targets_plans_and_actuals_stand_apart(atlas, jinzhong, words):
    html = section(atlas, words, jinzhong, "figures")
    heads = re.findall(r"</i>(Target|Plan|Actual) (\d+)</h3>", html)
    counts = jinzhong.figures["kind"].value_counts()
    assert heads == [("Target", str(counts["target"])), ("Actual", str(counts["actual"]))]


def test_industries_tell_form_rank_and_stage(atlas, words):
    html = section(atlas, words, profile(atlas, "140900", Filters()), "industries")
    assert "Speciality towns" in html
    assert "provincial" in html
    assert "atlas-stage-operating" in html


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("place", ["140700", "140107", "qikou", "taixin-economic-zone"])
def test_every_part_of_every_kind_of_place_says_something_in_both_languages(atlas, words, part, place):
    known = profile(atlas, place, Filters())
    chinese, english = (re.sub(r"<[^>]*>", "", section(atlas, words, known, part, lang)) for lang in ("zh", "en"))
    assert chinese.strip()
    assert english.strip()
    assert not re.search(r"[\u4e00-\u9fff]", english)


def test_a_place_of_which_nothing_is_said_says_so(atlas, words):
    silent = profile(atlas, "140303", Filters())
    sentences = [re.sub(r"<[^>]*>", "", section(atlas, words, silent, part)) for part in PARTS]
    assert sentences == [
        "No roles stated",
        "No projects match",
        "No cooperation stated",
        "No industry stated",
        "No figures stated",
    ]


def test_the_comparison_has_a_block_for_each_city_with_the_same_lines(atlas, words):
    html = side_by_side.compared(atlas, [profile(atlas, city, Filters()) for city in atlas.city_ids], words["en"], link)
    blocks = html.split("<section>")[1:]
    assert len(blocks) == 5
    for city, block in zip(atlas.city_ids, blocks, strict=True):
        assert f"/place/{city}'" in block
        assert "atlas-stack" in block
        assert block.count("atlas-cite") == 2
        assert "Industries" in block


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_before_the_counts_it_says_how_many_texts_speak_of_each_city_and_how_often(whole_atlas, words, lang):
    profiles = [profile(whole_atlas, city, Filters()) for city in whole_atlas.city_ids]
    html = side_by_side.compared(whole_atlas, profiles, words[lang], link)
    before, blocks = html.split("<div class='atlas-cities", 1)
    assert "atlas-stack" in blocks
    w, texts = words[lang], whole_atlas.texts.index
    for known, row in zip(profiles, before.split("<tbody>")[1].split("</tr>"), strict=False):
        reports = whole_atlas.reports[whole_atlas.reports["project_id"].isin(known.projects.index)]
        by_text = [int((reports["source_id"] == text).sum()) for text in texts]
        pages = int(((reports["kind"] == "public") & ~reports["is_hearsay"]).sum())
        assert w("cities.of_texts", count=sum(n > 0 for n in by_text), total=len(texts)) in row
        cells = re.findall(r"<td class='is-number'>([^<]*)</td>", row)
        assert cells[1:] == [*(str(n or "–") for n in by_text), str(sum(by_text)), str(pages)]
    shares = {"zh": "阳泉市 20/20", "en": "Yangquan 20 of 20"}[lang]
    assert shares in before


def test_without_public_reports_the_comparison_counts_none(atlas, words):
    html = side_by_side.compared(atlas, [profile(atlas, "140700", Filters())], words["en"], link)
    assert words["en"]("cities.pages") not in html
    assert "Nearly all" not in html


def test_the_parts_of_a_bar_add_up_and_are_said_in_words(atlas, jinzhong, words):
    html = side_by_side.compared(atlas, [jinzhong], words["en"], link)
    flexes = [int(count) for count in re.findall(r"flex:(\d+)", html)]
    assert sum(flexes) == len(jinzhong.projects)
    label = re.search(r"aria-label='([^']*)'", html)[1]
    assert sum(int(n) for n in re.findall(r"\d+", label)) == len(jinzhong.projects)


def test_a_comparison_without_projects_still_compares(atlas, words):
    known = profile(atlas, "140700", Filters(q="zzzz"))
    assert "0 projects" in side_by_side.compared(atlas, [known], words["en"], link)
