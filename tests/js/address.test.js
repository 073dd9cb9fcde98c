import assert from "node:assert/strict";
import test from "node:test";

import { parseView, viewText } from "#map/address.js";

test("a view is written as latitude, longitude and zoom, and read as it was written", () => {
  const text = viewText({ lat: 37.87001, lng: 112.55 }, 9.25);
  assert.equal(text, "37.8700,112.5500,9.25");
  assert.deepEqual(parseView(text), { centre: [37.87, 112.55], zoom: 9.25 });
});

test("what is no view is none", () => {
  for (const text of ["", "37,112", "a,b,c", "1,2,3,4", "1,2,Infinity"]) assert.equal(parseView(text), null, text);
});
