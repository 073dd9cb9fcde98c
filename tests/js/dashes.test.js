import assert from "node:assert/strict";
import test from "node:test";

import { placeDashes } from "#map/dashes.js";

test("dashes on a canvas begin where a line has them begin", () => {
  const drawn = [], ctx = {}, renderer = {};
  globalThis.L = { Canvas: { prototype: { _fillStroke(context, layer) { drawn.push([context.lineDashOffset, layer.name]); } } } };
  placeDashes(renderer);
  renderer._fillStroke(ctx, { name: "row", options: { dashOffset: "-1.5" } });
  renderer._fillStroke(ctx, { name: "whole", options: { dashOffset: null } });
  assert.deepEqual(drawn, [[-1.5, "row"], [0, "whole"]]);
});
