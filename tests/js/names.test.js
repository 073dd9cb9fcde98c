import assert from "node:assert/strict";
import test from "node:test";

import { multiples, stepAt } from "#map/graticule.js";
import { best, dense, lies, within } from "#map/line_names.js";
import { besideBoxes, leastCovered } from "#map/names.js";
import { overlaps } from "#map/shapes.js";

const SLANT = Array.from({ length: 21 }, (_, i) => ({ x: i * 10, y: 100 - i * 5 }));

test("a name beside a ring never covers it, and stands to the right first", () => {
  const ring = [46, 46, 54, 54], boxes = besideBoxes({ x: 50, y: 50 }, [40, 16], 4, [1, 12]);
  assert.equal(boxes.length, 16);
  for (const box of boxes) assert.ok(!overlaps(box, ring), String(box));
  assert.ok(boxes[0][0] >= 55 && boxes[0][1] === 42);
});

test("of places that are all taken in part the least covered is chosen", () => {
  const taken = [[0, 0, 10, 10], [20, 8, 30, 12]];
  assert.deepEqual(leastCovered([[0, 0, 10, 10], [20, 0, 30, 10], [0, 5, 10, 15]], taken), [20, 0, 30, 10]);
});

test("a name along a line keeps off it, turns with it and is never upside down", () => {
  for (const run of [SLANT, [...SLANT].reverse()]) {
    const [first] = lies(run, [80, 14]);
    assert.ok(Math.abs(first.turn - Math.atan2(-5, 10)) < 1e-9);
    const away = Math.min(...dense(run, 1).map(({ x, y }) => Math.hypot(x - first.at.x, y - first.at.y)));
    assert.ok(Math.abs(away - 11) < 0.5, String(away));
    assert.ok(first.at.y < 50, "above the line rather than below");
  }
});

test("a line shorter than its name, or one that turns back, has none", () => {
  assert.deepEqual(lies([{ x: 0, y: 0 }, { x: 30, y: 0 }], [80, 14]), []);
  assert.deepEqual(lies([{ x: 0, y: 0 }, { x: 45, y: 0 }, { x: 0, y: 1 }], [80, 14]), []);
});

test("what of a line lies within a frame comes in stretches", () => {
  const run = [0, 10, 20, 200, 30, 40].map((x) => ({ x, y: 5 }));
  assert.deepEqual(within(run, [0, 0, 100, 10]).map((one) => one.length), [3, 2]);
});

test("the graticule has round degrees, closer the nearer one is, and none from afar", () => {
  assert.deepEqual([8, 10, 11, 12, 14].map(stepAt), [0, 0.25, 0.1, 0.1, 0.05]);
  assert.deepEqual(multiples(112.04, 112.36, 0.1), [112.1, 112.2, 112.3]);
  assert.deepEqual(multiples(37.5, 37.5, 0.25), [37.5]);
});

test("a name goes where it covers least of the lines around it, and nowhere that is taken", () => {
  const run = Array.from({ length: 41 }, (_, i) => ({ x: i * 10, y: 100 })), below = { x: 200, y: 111 };
  const around = Array.from({ length: 41 }, (_, i) => ({ x: i * 10, y: 89 }));
  assert.ok(best([run], [80, 14], [], [below]).at.y < 100);
  assert.ok(best([run], [80, 14], [], around).at.y > 100);
  assert.equal(best([run], [80, 14], [[0, 0, 400, 200]], []), null);
});
