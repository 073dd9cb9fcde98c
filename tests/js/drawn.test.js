import assert from "node:assert/strict";
import test from "node:test";

import { drawnNow, drawnText, parseDrawn } from "#map/drawn.js";

const POINTS = [[37.9, 112.5], [37.8, 112.60004], [37.7, 112.123456]];
const VIEW = { drawn: { kind: "line", points: [[37, 112], [38, 113]], is_asked: true } };

test("a drawing is written as the address has it, to four decimals, and is read back", () => {
  assert.equal(drawnText("area", POINTS), "area:37.9,112.5;37.8,112.6;37.7,112.1235");
  assert.deepEqual(parseDrawn("line:37.9,112.5;37.8,112.6"), { kind: "line", points: [[37.9, 112.5], [37.8, 112.6]] });
});

test("the newest act that is not answered goes before what the view says", () => {
  assert.equal(drawnNow(VIEW, []), VIEW.drawn);
  assert.equal(drawnNow(VIEW, [[1, "group", "rail", true]]), VIEW.drawn);
  assert.equal(drawnNow(VIEW, [[1, "drawn", "area:1,2;3,4;5,6", true]]).kind, "area");
  assert.equal(drawnNow(VIEW, [[2, "drawn", "", false]]), null);
});

test("a map that may ask and holds no drawing shows none", () => {
  assert.equal(drawnNow({ drawn: { is_asked: true } }, []), null);
  assert.equal(drawnNow({}, []), null);
});
