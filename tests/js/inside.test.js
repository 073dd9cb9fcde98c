import assert from "node:assert/strict";
import test from "node:test";

import { insideTest } from "#map/inside.js";
import { isInUnit } from "#map/shapes.js";

const OUTLINE = [[0, 0], [40, 5], [60, 30], [35, 70], [20, 30], [-10, 55], [0, 0]], HOLE = [[20, 15], [30, 15], [30, 25], [20, 25], [20, 15]];
const ISLAND = [[80, 10], [90, 10], [85, 20], [80, 10]];

test("what is asked by rows of pixels lies inside where the outline says so, holes and parts alike", () => {
  const isInside = insideTest([OUTLINE, HOLE, ISLAND]);
  const unit = { type: "MultiPolygon", coordinates: [[OUTLINE, HOLE], [ISLAND]] };
  let inside = 0;
  for (let x = -20.25; x < 100; x += 1.5) {
    for (let y = -10.25; y < 80; y += 1.5) {
      const expected = isInUnit({ lng: x, lat: y }, unit);
      assert.equal(isInside({ x, y }), expected, `${x} ${y}`);
      inside += expected;
    }
  }
  assert.ok(inside > 100);
});
