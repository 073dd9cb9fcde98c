from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import shapely

from geo.sheet.labels import EIGHT, Box, Space, Wish, along, inside, place, place_all, place_near

FRAME = Box(0, 0, 100, 80)


def wishes(count):
    spots = np.random.default_rng(7).uniform((5, 5), (95, 75), (count, 2))
    return [Wish(str(i), 12, 3, ((float(x), float(y)),)) for i, (x, y) in enumerate(spots)]


def test_names_never_overlap_each_other_and_stay_in_the_frame():
    boxes = place_all(Space(FRAME), wishes(120))
    assert len(boxes) > 40
    assert not any(one.overlaps(other) for one, other in combinations(boxes.values(), 2))
    assert all(FRAME.left <= b.left and b.right <= FRAME.right for b in boxes.values())
    assert all(FRAME.bottom <= b.bottom and b.top <= FRAME.top for b in boxes.values())


def test_names_stand_at_the_same_places_each_time():
    assert place_all(Space(FRAME), wishes(120)) == place_all(Space(FRAME), wishes(120))


def test_the_more_important_name_takes_the_place_to_the_right_of_its_point():
    first, second = (Wish(key, 12, 3, ((50, 40),)) for key in "ab")
    boxes = place_all(Space(FRAME), [first, second])
    assert boxes["a"] == Box(51, 38.5, 63, 41.5)
    assert boxes["b"].bottom >= boxes["a"].top or not boxes["b"].overlaps(boxes["a"])


def test_a_ninth_name_at_one_point_finds_no_room():
    boxes = place_all(Space(FRAME), [Wish(str(i), 12, 3, ((50, 40),), gap=2.0) for i in range(20)])
    assert 2 <= len(boxes) <= len(EIGHT)


def test_a_name_keeps_off_a_line_where_it_can():
    below = shapely.LineString([(50, 40), (90, 40)])
    box = place(Space(FRAME, [below]), Wish("a", 12, 3, ((50, 40),)))
    assert box is not None
    assert not shapely.box(box.left, box.bottom, box.right, box.top).intersects(below)


def test_a_name_without_a_point_in_the_frame_gets_no_place():
    assert place(Space(FRAME), Wish("a", 12, 3, ())) is None
    assert place(Space(FRAME), Wish("a", 12, 3, ((300, 40),))) is None


def test_a_grid_that_would_cover_another_steps_aside():
    space = Space(FRAME)
    first, second = (place_near(space, (50, 40), (10, 8)) for _ in range(2))
    assert first is not None
    assert first.centre == pytest.approx((50, 40))
    assert second is not None
    assert not first.overlaps(second)
    assert np.hypot(*np.subtract(second.centre, (50, 40))) < 11


def test_a_grid_stays_in_its_area_when_there_is_room():
    area = shapely.box(20, 20, 60, 40)
    box = place_near(Space(FRAME), (21, 21), (10, 8), area)
    assert box is not None
    assert area.covers(shapely.box(box.left, box.bottom, box.right, box.top))


def test_the_name_of_a_line_is_first_tried_at_its_middle():
    assert along(shapely.LineString([(0, 0), (10, 0)]))[0] == (5, 0)


def test_the_name_of_an_area_is_only_tried_inside_it():
    corner = shapely.Polygon([(0, 0), (30, 0), (30, 10), (10, 10), (10, 30), (0, 30)])
    spots = inside(corner)
    assert len(spots) > 5
    assert all(corner.contains(shapely.Point(spot)) for spot in spots)
