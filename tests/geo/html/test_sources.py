"""Sources in words: each has its entry, each statement its lines and its subject."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.atlas import evidence
from geo.html import sources


def link(kind, key):
    return f"/{kind}/{key}"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_source_has_an_entry_with_all_that_rests_on_it(atlas, words, lang):
    for row in atlas.tables["sources"].itertuples():
        entry = sources.source_entry(atlas, row.source_id, words[lang], link)
        resting = sum(len(rows) for rows in evidence.statements(atlas, row.source_id).values())
        assert entry.count("<li>") == resting


def test_an_entry_says_the_date_and_how_it_is_known(atlas, words):
    entry = sources.source_entry(atlas, "jinzhong-2024", words["zh"], link)
    for sentence in (
        "晋中：在推动高质量发展中奋勇争先",
        "山西日报",
        "2024年3月",
        "文中最晚日期为2024年3月14日",
        "002_5498074346c0eaa9.txt",
    ):
        assert sentence in entry


def test_a_statement_has_its_lines_its_subject_its_stage_and_its_number(atlas, words):
    entry = sources.source_entry(atlas, "cluster-2023", words["zh"], link)
    assert "第31–33行" in entry
    assert "href='/project/longcheng-street'" in entry
    assert "href='/place/140900'" in entry
    assert "href='/strategy/one-core-2023'" in entry
    assert "atlas-stage-completed" in entry
    assert "<b>≥500亿元</b>" in entry
    assert "原文：阳光发电2×100万千瓦" in entry


def test_a_statement_of_a_page_has_its_words(whole_atlas, words):
    entry = sources.source_entry(whole_atlas, "pub-qingyin-link", words["zh"], link)
    assert "山西省交通运输厅" in entry
    assert "原文：施工图设计获省交通运输厅批复" in entry
    assert "原文：路线全长33.877公里" in entry


def test_a_reference_leads_out_only_to_an_address_of_the_web(atlas, words):
    entry = sources.source_entry(atlas, "pub-13-roads", words["zh"], link)
    assert "href='https://jz.sxgov.cn/" in entry
    spoilt = atlas.tables["sources"].assign(url="javascript:alert(1)")
    entry = sources.source_entry(
        replace(atlas, tables={**atlas.tables, "sources": spoilt}), "pub-13-roads", words["zh"], link
    )
    assert "javascript" not in entry


def test_the_list_marks_the_source_that_is_open_and_counts_what_rests_on_it(atlas, words):
    counts = evidence.statement_counts(atlas, "text")
    listed = sources.source_list(atlas, counts, words["zh"], link, "jinzhong-2025")
    assert listed.count("is-selected") == 1
    assert listed.count("<li") == len(atlas.texts)
    assert f"项目记载 {counts.at['jinzhong-2025', 'project_reports']}" in listed


def test_texts_stand_oldest_first(atlas, words):
    listed = sources.source_list(atlas, evidence.statement_counts(atlas, "text"), words["zh"], link)
    places = [listed.index(f"/source/{source_id}") for source_id in atlas.texts.index]
    assert places == sorted(places)


def test_a_reference_that_nothing_rests_on_says_so(atlas, words):
    counts = evidence.statement_counts(atlas, "public")
    unused = counts[counts.sum(axis=1) == 0]
    assert sources.source_list(atlas, counts, words["zh"], link).count("仅作参考") == len(unused)


def test_an_unknown_source_is_an_error_of_the_program(atlas, words):
    with pytest.raises(KeyError, match="nonsense"):
        sources.source_entry(atlas, "nonsense", words["zh"])


def test_hostile_text_stays_text(atlas, words):
    hostile = "<img src=x onerror=alert(1)>"
    tables = {
        **atlas.tables,
        "sources": atlas.tables["sources"].assign(title_zh=hostile, date_basis_zh=hostile, publisher_zh=hostile),
        "roles": atlas.tables["roles"].assign(role_zh=hostile, printed_name=hostile),
    }
    spoilt = replace(atlas, tables=tables)
    entry = sources.source_entry(spoilt, "cluster-2023", words["zh"])
    assert "<img" not in entry + sources.source_list(
        spoilt, evidence.statement_counts(spoilt, "text"), words["zh"], link
    )
