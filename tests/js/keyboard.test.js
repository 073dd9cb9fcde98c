import assert from "node:assert/strict";
import test from "node:test";

import { nextIn } from "#map/keyboard.js";

const FROM = { x: 0, y: 0 };
const RIGHT = [1, 0], UP = [0, -1];

test("an arrow goes to the nearest mark in its direction", () => {
  assert.equal(nextIn(FROM, [{ x: -5, y: 0 }, { x: 30, y: 0 }, { x: 12, y: 2 }], RIGHT), 2);
  assert.equal(nextIn(FROM, [{ x: 0, y: 9 }, { x: 3, y: -20 }], UP), 1);
});

test("what lies aside counts more than what lies ahead", () => {
  assert.equal(nextIn(FROM, [{ x: 10, y: 18 }, { x: 24, y: 1 }], RIGHT), 1);
});

test("with nothing in that direction there is nowhere to go", () => {
  assert.equal(nextIn(FROM, [{ x: -5, y: 0 }, { x: 1, y: 40 }, { x: 0, y: 0 }], RIGHT), -1);
});
