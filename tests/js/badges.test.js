import assert from "node:assert/strict";
import test from "node:test";

import { rowsBox, opensRows } from "#map/badge_rows.js";
import { badgeRadius, shiftOf } from "#map/badges.js";
import { boxAround, overlaps } from "#map/shapes.js";
import { byGroup, unitsOf } from "#map/units.js";

const SEAT = { x: 100, y: 100 };
const everywhere = () => true;
const within = ([left, top, right, bottom]) => ({ x, y }) => x >= left && x <= right && y >= top && y <= bottom;
const feature = (id, colour, ...places) => ({ project_id: id, colour, places });

test("a project that stands for several units counts in each of them, and the fullest unit comes first", () => {
  const units = unitsOf([feature("a", "red", "2"), feature("b", "red", "1", "2"), feature("c", "blue", "3")]);
  assert.deepEqual(units.map(({ id, features }) => [id, features.map((f) => f.project_id).join()]), [["2", "a,b"], ["1", "b"], ["3", "c"]]);
});

test("the groups of a badge stand in the order of the legend", () => {
  const view = { legend: [{ kind: "group", entries: [{ colour: "blue" }, { colour: "red" }] }, { kind: "status", entries: [] }] };
  const held = byGroup(view, [feature("a", "red", "1"), feature("b", "blue", "1"), feature("c", "red", "1")]);
  assert.deepEqual(held.map(([colour, { length }]) => [colour, length]), [["blue", 1], ["red", 2]]);
});

test("a badge grows with what it holds, and stays small", () => {
  assert.ok(badgeRadius(1) < badgeRadius(20));
  assert.ok(badgeRadius(5000) <= 14);
});

test("a badge stands at its seat where nothing else does", () => {
  assert.deepEqual(shiftOf(SEAT, 9, [], [], everywhere), [0, 0]);
});

test("a badge makes way for a site, for another badge and for a line", () => {
  const site = boxAround(SEAT, 18, 18), [x, y] = shiftOf(SEAT, 9, [site], [], everywhere);
  assert.ok(!overlaps(site, boxAround({ x: 100 + x, y: 100 + y }, 18, 18)));
  const road = Array.from({ length: 60 }, (_, i) => ({ x: 5 * i, y: 100 })), [, down] = shiftOf(SEAT, 9, [], road, everywhere);
  assert.ok(Math.abs(down) >= 11);
});

test("a badge never leaves its unit, however small that is and whatever stands there", () => {
  const tiny = within([97, 97, 103, 103]), site = boxAround(SEAT, 40, 40);
  const [x, y] = shiftOf(SEAT, 9, [site], [{ x: 100, y: 100 }], tiny);
  assert.ok(tiny({ x: 100 + x, y: 100 + y }));
});

test("a badge lies wholly in its unit where there is room", () => {
  const unit = within([95, 60, 160, 160]), [x] = shiftOf(SEAT, 9, [], [], unit);
  assert.ok(100 + x - 9 >= 95);
});

test("rows open from near only, beside their badge, off lines and marks, in their unit", () => {
  assert.ok(!opensRows(9) && opensRows(11));
  const unit = within([0, 0, 400, 400]), taken = [boxAround(SEAT, 20, 20), [120, 60, 300, 140]];
  const road = Array.from({ length: 80 }, (_, i) => ({ x: 100, y: 5 * i })), box = rowsBox({ x: 200, y: 200 }, 9, [120, 57], taken, road, unit);
  for (const other of taken) assert.ok(!overlaps(box, other));
  assert.ok(box[0] > 100 && box[0] >= 0 && box[2] <= 400 && box[1] >= 0 && box[3] <= 400);
});

test("rows that find no room in their unit stay shut", () => {
  assert.equal(rowsBox(SEAT, 9, [120, 57], [], [], within([80, 80, 120, 120])), null);
});
