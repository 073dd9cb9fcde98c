"""Maps of something else than projects: places and links as the subject, on the same ground."""

from __future__ import annotations

import shapely

from geo.webmap import webmap


def test_a_message_about_something_else_has_no_stages_but_a_legend_with_boundaries(words):
    section = {"kind": "note", "label": "", "entries": [{"id": "n", "label": "N"}]}
    message = webmap.subject_message(words["en"], "Map of x", [section], "38,112,9", notes={"140100": "7"})
    assert "stages" not in message
    assert [part["kind"] for part in message["legend"]] == ["note", "boundary"]
    assert (message["labels"]["map"], message["view"], message["notes"]) == ("Map of x", "38,112,9", {"140100": "7"})


def test_each_label_of_the_ground_has_its_id_and_each_city_the_middle_of_its_area(atlas):
    labels = {label["id"]: label for label in webmap.ground(atlas)["labels"]}
    assert set(labels) <= set(atlas.places.index)
    assert {key for key, label in labels.items() if "middle" in label} == set(atlas.city_ids)
    outlines = atlas.boundaries.prefectures.set_index("adcode").geometry
    for city in atlas.city_ids:
        lat, lon = labels[city]["middle"]
        assert outlines[city].contains(shapely.Point(lon, lat))


def test_the_script_draws_projects_places_and_links(atlas, tmp_path):
    names = webmap.publish(atlas, tmp_path)
    script = (tmp_path / names["script"]).read_text(encoding="utf-8")
    assert script == webmap.script()
    assert script.index("window.AtlasMap = ") < script.index("atlas.extend(")
    assert script.count("atlas.extend(") == 3, "places, links and backgrounds"
