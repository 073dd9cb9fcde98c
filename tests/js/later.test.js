import assert from "node:assert/strict";
import test from "node:test";

import { afterPaint } from "#map/later.js";

test("what is to follow a frame is done once, the newest of what was asked before it, also where no frame comes", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const done = [], frames = [], state = {};
  globalThis.requestAnimationFrame = (frame) => frames.push(frame);
  afterPaint(state, () => done.push("old"));
  afterPaint(state, () => done.push("new"));
  frames.shift()();
  context.mock.timers.tick(1);
  assert.deepEqual(done, ["new"]);
  afterPaint(state, () => done.push("unseen"));
  context.mock.timers.tick(300);
  assert.deepEqual(done, ["new", "unseen"]);
});
