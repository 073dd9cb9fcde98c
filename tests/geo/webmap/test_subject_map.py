"""Maps of something else than projects: places and links as the subject, on the same ground."""

from __future__ import annotations

import shapely

from geo.webmap.ground import ground
from geo.webmap.messages import subject_message


def test_a_message_about_something_else_has_no_stages_but_a_legend_with_boundaries(words):
    section = {"kind": "note", "label": "", "entries": [{"id": "n", "label": "N"}]}
    message = subject_message(words["en"], "Map of x", [section], "38,112,9", notes={"140100": "7"})
    assert "stages" not in message
    assert [part["kind"] for part in message["legend"]] == ["note", "boundary", "base"]
    assert (message["labels"]["map"], message["view"], message["notes"]) == ("Map of x", "38,112,9", {"140100": "7"})


def test_each_label_of_the_ground_has_its_id_and_each_city_the_middle_of_its_area(atlas):
    labels = {label["id"]: label for label in ground(atlas)["labels"]}
    assert set(labels) <= set(atlas.places.index)
    assert {key for key, label in labels.items() if "middle" in label} == set(atlas.city_ids)
    outlines = atlas.boundaries.prefectures.set_index("adcode").geometry
    for city in atlas.city_ids:
        lat, lon = labels[city]["middle"]
        assert outlines[city].contains(shapely.Point(lon, lat))
