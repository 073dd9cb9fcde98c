import assert from "node:assert/strict";
import test from "node:test";

import { fullscreenLabel, isFull } from "#map/fullscreen.js";

test("the button says what it would do next", () => {
  const labels = { fullscreen: "Full screen", fullscreen_leave: "Leave full screen" };
  assert.equal(fullscreenLabel(labels, false), "Full screen");
  assert.equal(fullscreenLabel(labels, true), "Leave full screen");
});

test("the map fills the screen only where its own container does", () => {
  const box = {}, map = { getContainer: () => box };
  globalThis.document = { fullscreenElement: null };
  assert.equal(isFull(map), false);
  globalThis.document.fullscreenElement = {};
  assert.equal(isFull(map), false);
  globalThis.document.fullscreenElement = box;
  assert.equal(isFull(map), true);
});
