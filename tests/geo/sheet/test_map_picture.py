from __future__ import annotations

import io
from dataclasses import replace

import pytest
import shapely
import shapely.affinity
from PIL import Image

from geo.atlas.filters import Filters
from geo.errors import SheetError
from geo.sheet.picture import map_picture, picture_of


def test_a_map_for_a_document_has_the_size_that_was_asked_for(zuoquan, words):
    png = map_picture(zuoquan, words["zh"], 160, 110, 150)
    assert Image.open(io.BytesIO(png)).size == (945, 650)


def covered(mark):
    """Return what a text covers: an upright box, or that box turned with the text."""
    straight = replace(mark, turn_deg=0.0).bounds.grown(-0.12)
    return shapely.affinity.rotate(shapely.box(*straight.corners), mark.turn_deg, origin=mark.lines[0][:2])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("width", "height"), [(160, 120), (100, 90), (240, 130)])
def test_its_texts_overlap_nothing_and_stay_in_it(atlas, words, lang, width, height):
    paper = picture_of(atlas.view(), words[lang], width, height)
    placed = [mark for mark in paper.marks() if hasattr(mark, "text") and mark.text]
    boxes = [mark.bounds.grown(-0.12) for mark in placed]
    assert len(boxes) > 30
    shapes = [covered(mark) for mark in placed]
    assert not [(a, b) for i, a in enumerate(shapes) for b in shapes[i + 1 :] if a.intersection(b).area > 0]
    assert all(b.left > 0 and b.bottom > 0 and b.right < paper.width and b.top < paper.height for b in boxes)


def test_it_asks_for_no_list_to_be_looked_up_in(atlas, words):
    paper = picture_of(atlas.view(), words["zh"], 160, 120)
    assert list(paper.marks("key")) == []
    assert list(paper.marks("badge")) == []
    assert not [mark for mark in paper.marks("beside") if mark.text.isdigit()]


def test_its_legend_holds_the_kinds_and_stages_that_are_on_it(atlas, words):
    view = atlas.view(Filters(group=("water", "rail")))
    paper = picture_of(view, words["zh"], 160, 120)
    ids = {mark.gid for mark in paper.marks("legend/")}
    assert ids == {
        "legend/group/water",
        "legend/group/rail",
        *(f"legend/status/{s}" for s in set(view.projects["status"])),
    }


def test_a_map_too_small_to_read_is_refused(zuoquan, words):
    with pytest.raises(SheetError, match="a map of 40 x 30 mm is too small; 70 x 60 mm is the least"):
        map_picture(zuoquan, words["zh"], 40, 30)


def test_an_empty_view_is_refused(atlas, words):
    with pytest.raises(SheetError, match="no projects match"):
        map_picture(atlas.view(Filters(q="没有这个项目")), words["zh"], 160, 120)


def test_an_unknown_theme_is_refused(zuoquan, words):
    with pytest.raises(SheetError, match="no theme 'sepia'"):
        map_picture(zuoquan, words["zh"], 160, 120, theme="sepia")
