from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import shapely

from geo.sheet.labels import EIGHT, Box, Space, Wish, along, inside, place, place_all, place_near
from geo.sheet.lying import place_lying

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


def test_the_name_of_a_long_line_lies_along_it_clear_of_every_line():
    slanting = shapely.LineString([(10, 10), (90, 50)])
    lie = place_lying(Space(FRAME, [slanting]), slanting, (30, 2.4), 0.9)
    assert lie is not None
    assert lie.turn_deg == pytest.approx(np.degrees(np.arctan2(40, 80)))
    assert slanting.distance(shapely.Point(lie.centre)) == pytest.approx(0.9 + 1.2)


def test_a_name_that_lies_along_a_line_leaves_free_what_is_beside_it_and_takes_what_it_covers():
    slanting = shapely.LineString([(10, 10), (90, 50)])
    space = Space(FRAME, [slanting])
    lie = place_lying(space, slanting, (30, 2.4), 0.9)
    x, y = lie.centre
    assert not space.holds(Box(x - 1, y - 1, x + 1, y + 1))
    assert space.holds(Box(x - 13, y + 3, x - 9, y + 5))  # within the upright box around the name, but beside it


def test_no_name_lies_along_a_line_that_is_steep_or_short_or_crossed_throughout():
    assert place_lying(Space(FRAME), shapely.LineString([(50, 5), (55, 75)]), (30, 2.4), 0.9) is None
    assert place_lying(Space(FRAME), shapely.LineString([(40, 40), (75, 40)]), (30, 2.4), 0.9) is None
    along_it = shapely.LineString([(10, 10), (90, 10)])
    fence = [shapely.LineString([(x, 5), (x, 15)]) for x in range(10, 91, 10)]
    assert place_lying(Space(FRAME, [along_it, *fence]), along_it, (30, 2.4), 0.9) is None
