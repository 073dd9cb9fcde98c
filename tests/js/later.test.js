import assert from "node:assert/strict";
import test from "node:test";

import { afterPaint } from "#map/later.js";

test("what is to follow a frame is done once, the newest of what was asked before it, also where no frame comes", () => {
  const done = [], frames = [], timers = [], state = {};
  const run = (queue) => queue.splice(0).forEach((one) => one());
  const own = globalThis.setTimeout;
  globalThis.setTimeout = (task) => timers.push(task);
  globalThis.requestAnimationFrame = (frame) => frames.push(frame);
  afterPaint(state, () => done.push("old"));
  afterPaint(state, () => done.push("new"));
  assert.deepEqual(done, []);
  run(frames);
  run(timers);
  assert.deepEqual(done, ["new"]);
  afterPaint(state, () => done.push("unseen"));
  run(timers);
  globalThis.setTimeout = own;
  assert.deepEqual(done, ["new", "unseen"]);
});
