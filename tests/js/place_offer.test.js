import assert from "node:assert/strict";
import test from "node:test";

import { countWithin, placesAfter } from "#map/place_offer.js";
import { Acts } from "#map/switches.js";
import { parentsOf } from "#map/units.js";

test("a place alone takes the place of those that were filtered by, and one that is cancelled leaves the others", () => {
  assert.deepEqual(placesAfter(["a", "b"], [[1, "place", "c", true]]), ["c"]);
  assert.deepEqual(placesAfter(["a", "b"], [[1, "place", "a", false], [2, "group", "b", false]]), ["b"]);
});

test("of what is done with places every act is kept until it is answered", () => {
  const acts = new Acts(() => 1);
  acts.add("place", "a", true);
  acts.add("place", "a", false);
  acts.add("search", "x", true);
  acts.add("search", "y", true);
  assert.deepEqual(acts.open.map(([, name, id]) => [name, id]), [["place", "a"], ["place", "a"], ["search", "y"]]);
});

test("a project of several features counts once in each place that it touches, and only while it is in view", () => {
  const features = [["p", ["1", "2"]], ["p", ["1", "2"]], ["q", ["2"]], ["r", ["2"]]].map(([project_id, within]) => ({ project_id, within }));
  const stages = { building: ["p"], planned: ["q"] };
  assert.deepEqual(["1", "2", "3"].map((id) => countWithin(features, stages, id)), [1, 2, 0]);
});

test("a zone lies in its county, a county in its city, a city in nothing that is filtered by", () => {
  const unit = (city) => ({ properties: { city } });
  const state = { zones: [{ id: "z", parent: "140725" }], units: { 140725: unit("140700"), 140700: unit("") } };
  assert.deepEqual([parentsOf(state, "z"), parentsOf(state, "140725"), parentsOf(state, "140700")], [["140725", "140700"], ["140700"], []]);
});
