import assert from "node:assert/strict";
import test from "node:test";

import { edgeMarks } from "#map/edge_marks.js";
import { bestBox } from "#map/link_names.js";
import { resolved } from "#map/looks.js";
import { STEPS, curve, filled, strips, total } from "#map/ribbons.js";
import { ringRadius, ringSymbol, ringText } from "#map/rings.js";
import { overlaps } from "#map/shapes.js";
import { STYLE } from "./style.js";

const FRAME = { x: 700, y: 500 };

test("a ribbon goes from end to end and bends to one side", () => {
  const points = curve({ x: 0, y: 0 }, { x: 100, y: 0 });
  assert.equal(points.length, STEPS + 1);
  assert.deepEqual([points[0].x, points[0].y, points.at(-1).x, points.at(-1).y], [0, 0, 100, 0]);
  assert.ok(points.slice(1, -1).every(({ y }) => y > 0));
});

test("the strips of a ribbon lie side by side around its middle, as wide as they are frequent", () => {
  const { width, strips: bands } = strips([["trade", 1], ["industry", 5]], [1, 0.6]);
  assert.deepEqual(bands.map((band) => band.width), [1.6, 4]);
  assert.ok(Math.abs(bands[0].offset - bands[0].width / 2 + width / 2) < 1e-9);
  assert.ok(Math.abs(bands[1].offset + bands[1].width / 2 - width / 2) < 1e-9);
  assert.equal(total([["trade", 1], ["industry", 5]]), 6);
});

test("marks at the edge lie within the frame, and neither on each other nor on controls", () => {
  const targets = Array.from({ length: 6 }, (_, i) => ({ id: String(i), at: { x: 2000, y: 240 + i * 4 }, width: 90 }));
  const controls = [[620, 0, 700, 60]], marks = edgeMarks(targets, FRAME, controls);
  for (const mark of marks) {
    const [left, top, right, bottom] = mark.box;
    assert.ok(left >= 0 && top >= 0 && right <= FRAME.x && bottom <= FRAME.y, String(mark.box));
    for (const other of [...controls, ...marks.filter((one) => one !== mark).map((one) => one.box)]) assert.ok(!overlaps(mark.box, other));
  }
});

test("a mark at the edge keeps the true direction", () => {
  const [mark] = edgeMarks([{ id: "a", at: { x: 350, y: -900 }, width: 60 }], FRAME, []);
  assert.equal(mark.angle, -Math.PI / 2);
  assert.ok(mark.box[1] < 10);
});

test("a name goes where it covers the fewest links, and nowhere when all is taken", () => {
  const below = { points: Array.from({ length: 9 }, (_, i) => ({ x: 96 + i, y: 112 })) };
  const box = bestBox({ x: 100, y: 100 }, [40, 16], 5, [], [below]);
  assert.ok(box[3] < 100, "above, as a link runs below");
  assert.equal(bestBox({ x: 100, y: 100 }, [40, 16], 5, [[0, 0, 200, 200]], []), null);
});

test("a ring grows with what it counts, and says it in words", () => {
  const ring = { count: 5, parts: [["trade", 2], ["industry", 3]] };
  const links = { topics: { trade: ["Trade"], industry: ["Industry"] }, words: { whole: "With all" } };
  assert.ok(ringRadius({ count: 30 }) > ringRadius(ring) && ringRadius(ring) > ringRadius(undefined));
  assert.equal(ringText(links, ring), "With all 5\nTrade 2 · Industry 3");
  const svg = ringSymbol(resolved(STYLE, false), ring, (topic) => (topic === "trade" ? "#111111" : "#222222"));
  assert.ok(svg.includes("#111111") && svg.includes("#222222") && svg.includes(">5</text>"));
});

test("a text is filled by name", () => assert.equal(filled("{topic}: {count} of {total}", { topic: "T", count: 1, total: 2 }), "T: 1 of 2"));
