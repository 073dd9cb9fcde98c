"""The base of the map on screen: seats with their names, names along lines, and what tells where one is."""

from __future__ import annotations

import pytest
from reading import Reader

BOXES = """selector => [...document.querySelectorAll(selector)].map(node => {
  const {left, top, right, bottom} = node.getBoundingClientRect();
  return {text: node.textContent, left, top, right, bottom};
})"""
PLACES = ".atlas-label-prefecture span, .atlas-label-county span"


def overlapping(boxes, by=3.0):
    """Return the pairs of texts that lie over each other by more than some pixels both ways."""
    return [
        (one["text"], other["text"])
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > by
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > by
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("zoom", [8, 9, 10])
def test_no_name_of_a_place_lies_over_another(app, browser, lang, zoom):
    reader = Reader(browser, app).open(f"/?lang={lang}&group=rail&view=37.7,112.5,{zoom}")
    boxes = reader.frame.evaluate(BOXES, PLACES)
    assert len(boxes) > 5
    assert overlapping(boxes) == []
    reader.close()


def test_each_of_the_five_cities_is_named_near_the_ring_of_its_seat(reader):
    reader.open("/?group=rail")
    rings, names = (reader.frame.evaluate(BOXES, s) for s in (".atlas-seat.is-city", ".atlas-label-prefecture span"))
    for name in ("太原市", "晋中市", "忻州市", "吕梁市", "阳泉市"):
        box = next(box for box in names if box["text"] == name)
        away = [
            max(
                box["left"] - ring["right"],
                ring["left"] - box["right"],
                box["top"] - ring["bottom"],
                ring["top"] - box["bottom"],
            )
            for ring in rings
        ]
        assert min(away) < 15, name


def test_from_near_the_map_tells_the_degrees_and_the_unit_in_its_middle(reader):
    reader.open("/?view=37.25,113.0,12")
    assert reader.map.locator(".atlas-whereabouts").text_content() == "晋中市 · 榆社县"
    assert "113°E" in {text.replace(".0°", "°") for text in reader.map.locator(".atlas-degrees").all_text_contents()}
    reader.frame.evaluate("void map_div.setView([37.7, 112.7], 8, {animate: false})")
    assert reader.map.locator(".atlas-degrees").count() == 0
    assert reader.map.locator(".atlas-whereabouts").is_hidden()


def test_names_stand_along_rivers_and_lines_from_a_middle_zoom(reader):
    reader.open("/?group=road&view=37.7,112.4,8")
    assert reader.map.locator(".atlas-river, .atlas-line-name").count() == 0
    reader.frame.evaluate("void map_div.setView([37.8, 112.3], 10, {animate: false})")
    assert "汾河" in reader.map.locator(".atlas-river").all_text_contents()
    assert reader.map.locator(".atlas-line-name").count() > 1
    boxes = reader.frame.evaluate(BOXES, ".atlas-river span, .atlas-line-name span, .atlas-shield span")
    assert overlapping(boxes) == []


def test_a_road_with_a_number_bears_it(reader):
    reader.open("/?group=road&view=37.6,112.3,8")
    assert {"G59", "G108", "G307"} == set(reader.map.locator(".atlas-shield").all_text_contents())
