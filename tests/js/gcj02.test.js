import assert from "node:assert/strict";
import test from "node:test";

import { fromGcj, toGcj } from "#map/gcj02.js";

const TAIYUAN = [37.87, 112.55];

test("the shift at Taiyuan is about 650 m to the east and 60 m to the north", () => {
  const [lat, lng] = toGcj(TAIYUAN);
  assert.ok(lng - TAIYUAN[1] > 0.005 && lng - TAIYUAN[1] < 0.008, String(lng));
  assert.ok(Math.abs(lat - TAIYUAN[0]) < 0.002, String(lat));
});

test("what is shifted and turned back is the same place", () => {
  for (const at of [TAIYUAN, [39.1, 113.9], [36.6, 110.4]]) {
    fromGcj(toGcj(at)).forEach((degrees, i) => assert.ok(Math.abs(degrees - at[i]) < 1e-9));
  }
});
