import assert from "node:assert/strict";
import test from "node:test";

import { Acts, after, countsIn, rowsOf, stagesIn, takeSwitches } from "#map/switches.js";

const FEATURES = [["a", "rail", "exact"], ["b", "rail", "admin"], ["c", "roads", "exact"], ["c", "roads", "exact"]]
  .map(([id, group, precision]) => ({ project_id: id, values: { group, precision } }));
const OPEN = { group: [], status: [], precision: [] };
const VIEW = { stages: { building: ["a"], planned: ["b"] }, beyond: { building: ["c"] }, choice: { ...OPEN, group: ["rail"] }, answered: 3 };

test("a project of several features is one row, and what only the switches keep out of view is among the rows", () => {
  assert.deepEqual(rowsOf(FEATURES, VIEW).map((row) => row.id), ["a", "b", "c"]);
});

test("nothing chosen leaves all, what is chosen of one switch leaves any of it, of two what is in both", () => {
  const rows = rowsOf(FEATURES, VIEW);
  assert.deepEqual(stagesIn(rows, OPEN), { building: ["a", "c"], planned: ["b"] });
  assert.deepEqual(stagesIn(rows, { ...OPEN, group: ["rail", "roads"] }), { building: ["a", "c"], planned: ["b"] });
  assert.deepEqual(stagesIn(rows, { ...OPEN, group: ["rail"], status: ["building"] }), { building: ["a"] });
});

test("a row counts what it would leave beside the other switches", () => {
  const counts = countsIn(rowsOf(FEATURES, VIEW), { ...OPEN, group: ["rail"] });
  assert.deepEqual(counts, { group: { rail: 2, roads: 1 }, status: { building: 1, planned: 1 }, precision: { exact: 1, admin: 1 } });
});

test("what was switched since stands on top of an older answer, and an answer to it takes its place", () => {
  const acts = new Acts(() => 10), state = { features: FEATURES, acts, view: VIEW };
  acts.add("group", "roads", true);
  acts.add("group", "rail", false);
  takeSwitches(state);
  assert.deepEqual(state.choice.group, ["roads"]);
  assert.deepEqual(state.view.stages, { building: ["c"] });
  state.view = { ...VIEW, answered: acts.last, choice: { ...OPEN, status: ["planned"] } };
  takeSwitches(state);
  assert.deepEqual([state.choice.group, state.choice.status, acts.open], [[], ["planned"], []]);
});

test("a filter of the sidebar that comes with an older answer is kept beside what was switched since", () => {
  const acts = new Acts(() => 10), state = { features: FEATURES, acts, view: { ...VIEW, choice: { ...OPEN, group: ["x"] } } };
  acts.add("group", "rail", true);
  takeSwitches(state);
  assert.deepEqual(state.choice.group, ["x", "rail"]);
});

test("numbers grow in one moment and over a clock that is set back; of clicks on projects the last one stays", () => {
  const times = [5, 5, 2], acts = new Acts(() => times.shift());
  acts.add("project", "a", true);
  acts.add("group", "rail", true);
  acts.add("project", "b", true);
  assert.deepEqual(acts.open, [[6, "group", "rail", true], [7, "project", "b", true]]);
});

test("an id switched on twice is chosen once, and a switch that there is not changes nothing", () => {
  assert.deepEqual(after(OPEN, [[1, "group", "a", true], [2, "group", "a", true], [3, "colour", "b", true]]).group, ["a"]);
});
