import assert from "node:assert/strict";
import test from "node:test";

import { passOver, show } from "#map/hidden_lines.js";

test("a line out of view is not drawn and meets no pointer until it is in view again", () => {
  const drawn = [], renderer = {}, layer = { options: { interactive: true }, redrawn: 0, redraw() { this.redrawn += 1; } };
  globalThis.L = { Canvas: { prototype: { _updatePoly(one) { drawn.push(one); }, _updateCircle() {} } } };
  passOver(renderer);
  show(layer, false);
  renderer._updatePoly(layer);
  assert.deepEqual([drawn, layer.options.interactive, layer.redrawn], [[], false, 1]);
  show(layer, true);
  show(layer, true);
  renderer._updatePoly(layer);
  assert.deepEqual([drawn, layer.options.interactive, layer.redrawn], [[layer], true, 2]);
});
