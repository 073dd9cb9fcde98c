import assert from "node:assert/strict";
import test from "node:test";

import { clip, moved, viewBeside } from "#map/swipe.js";

test("keys move the bar by steps and leaps, to either end and never beyond", () => {
  assert.equal(moved(50, "ArrowLeft"), 48);
  assert.equal(moved(50, "PageUp"), 60);
  assert.equal(moved(99, "ArrowRight"), 100);
  assert.equal(moved(30, "Home"), 0);
  assert.equal(moved(30, "End"), 100);
  assert.equal(moved(30, "Enter"), undefined);
});

test("the other day ends at the bar, on the side on which it lies", () => {
  assert.equal(clip(30, "left"), "inset(0 70% 0 0)");
  assert.equal(clip(30, "right"), "inset(0 0 0 30%)");
});

test("the other map has the stages of its own day, the same words, and nothing to switch", () => {
  const beside = { stages: { proposed: ["a"] }, apart: {}, title: "Other" };
  const view = { lang: "en", stages: { building: ["a"] }, choice: {}, labels: { map: "Map", all: "All" }, beside };
  const other = viewBeside(view);
  assert.deepEqual(other.stages, { proposed: ["a"] });
  assert.deepEqual(other.labels, { map: "Other", all: "All" });
  assert.equal(other.choice, undefined);
  assert.equal(other.beside, undefined);
  assert.deepEqual(view.stages, { building: ["a"] });
});
