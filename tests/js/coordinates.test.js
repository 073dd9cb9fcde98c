import assert from "node:assert/strict";
import test from "node:test";

import { written } from "#map/coordinates.js";

test("a point is written with its degrees and the sides of the equator and of Greenwich", () => {
  assert.equal(written([37.87, 112.55], "WGS 84"), "37.8700°N 112.5500°E");
  assert.equal(written([-0.5, -3.25], "WGS 84"), "0.5000°S 3.2500°W");
});

test("CGCS2000 is WGS 84 as finely as it is written, GCJ-02 lies some hundred metres to the east", () => {
  assert.equal(written([37.87, 112.55], "CGCS2000"), written([37.87, 112.55], "WGS 84"));
  const [, lng] = /°N (\d+\.\d+)/.exec(written([37.87, 112.55], "GCJ-02"));
  assert.ok(Number(lng) - 112.55 > 0.005 && Number(lng) - 112.55 < 0.008, lng);
});
