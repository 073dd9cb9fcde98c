import assert from "node:assert/strict";
import test from "node:test";

import { gridOffset, spiral } from "#map/grid.js";
import { boxAround, boxCentre, covered, grown, isFree, isInUnit, overlaps } from "#map/shapes.js";

const SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]];
const HOLE = [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]];

test("boxes that only touch do not overlap", () => {
  assert.ok(overlaps([0, 0, 2, 2], [1, 1, 3, 3]));
  assert.ok(!overlaps([0, 0, 2, 2], [2, 0, 4, 2]));
  assert.ok(isFree([0, 0, 1, 1], [[1, 0, 2, 1], [0, 1, 1, 2]]));
});

test("what others cover of a box is what they share with it", () => {
  assert.equal(covered([0, 0, 4, 4], [[2, 2, 6, 6], [3, -1, 5, 1], [9, 9, 10, 10]]), 5);
});

test("a box around a point has the point as its centre, grown or not", () => {
  const box = boxAround({ x: 10, y: 20 }, 6, 4);
  assert.deepEqual(box, [7, 18, 13, 22]);
  assert.deepEqual(boxCentre(grown(box, 3)), { x: 10, y: 20 });
});

test("a point in a hole or beside a unit is not in it", () => {
  const unit = { type: "Polygon", coordinates: [SQUARE, HOLE] };
  assert.ok(isInUnit({ lng: 3, lat: 3 }, unit));
  assert.ok(!isInUnit({ lng: 1.5, lat: 1.5 }, unit));
  assert.ok(!isInUnit({ lng: 5, lat: 3 }, unit));
  assert.ok(isInUnit({ lng: 3, lat: 3 }, { type: "MultiPolygon", coordinates: [[HOLE], [SQUARE]] }));
});

test("the symbols of a grid stand apart by a step and around its middle", () => {
  for (const count of [1, 2, 7, 9, 30]) {
    const offsets = Array.from({ length: count }, (_, i) => gridOffset(i, count, 17)), reach = 17 * Math.sqrt(count);
    assert.equal(new Set(offsets.map(String)).size, count);
    for (const [x, y] of offsets) assert.ok(Math.abs(x) <= reach && Math.abs(y) <= reach, `${count}: ${x}, ${y}`);
  }
});

test("a spiral begins at its middle and goes outwards", () => {
  const reach = Array.from({ length: 50 }, (_, i) => Math.hypot(...spiral(i)));
  assert.equal(reach[0], 0);
  assert.deepEqual(reach, [...reach].sort((a, b) => a - b));
});
