import assert from "node:assert/strict";
import test from "node:test";

import { isEnd } from "#map/measure.js";
import { areaText, figures, lengthText } from "#map/measure_panel.js";

const LABELS = { measure_length: "Length", measure_area: "Area" };

test("lengths are in metres below a kilometre, then in kilometres, finer where they are short", () => {
  assert.equal(lengthText(0), "0 m");
  assert.equal(lengthText(881.6), "882 m");
  assert.equal(lengthText(27136.5), "27.14 km");
  assert.equal(lengthText(1218129.6), "1,218.1 km");
  assert.equal(areaText(978752.57), "0.98 km²");
  assert.equal(areaText(8735922883.55), "8,735.9 km²");
});

test("two points have a length, three enclose an area as well", () => {
  const line = [[37.8706, 112.5489], [37.6872, 112.7526]];
  assert.deepEqual(figures(line, LABELS), ["Length 27.14 km"]);
  assert.equal(figures([...line, [37.8567, 113.5805]], LABELS).length, 2);
  assert.deepEqual(figures([], LABELS), ["Length 0 m"]);
});

test("Enter ends only where nothing was moved since the last of two corners", () => {
  assert.equal(isEnd({ corners: [], hasMoved: false }), false);
  assert.equal(isEnd({ corners: [1], hasMoved: false }), false);
  assert.equal(isEnd({ corners: [1, 2], hasMoved: true }), false);
  assert.equal(isEnd({ corners: [1, 2], hasMoved: false }), true);
});
