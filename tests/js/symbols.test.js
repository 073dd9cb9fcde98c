import assert from "node:assert/strict";
import test from "node:test";

import { resolved } from "#map/looks.js";
import { legendSymbol, lineStrokes, siteSymbol } from "#map/symbols.js";
import { STYLE } from "./style.js";

const LIGHT = resolved(STYLE, false);
const HUE = "#105de9";

test("a symbol is drawn of the parts of its stage in the shape of its precision", () => {
  const beads = siteSymbol(LIGHT, "dotted", HUE, "sure");
  assert.match(beads, /d="beads-circle" fill="none" stroke="#105de9" stroke-width="0.4"/);
  assert.match(beads, /stroke-dasharray="0.01 0.5" stroke-linecap="round"/);
  const unit = siteSymbol(LIGHT, "full", HUE, "unit");
  assert.match(unit, /d="face-square" fill="#105de9"/);
  assert.doesNotMatch(unit, /rim-square/, "a hue that stands out has no rim");
  assert.match(siteSymbol(LIGHT, "full", "#f39201", "unit"), /rim-square/);
});

test("a stage more in the table is drawn without the script knowing its name", () => {
  const style = { ...LIGHT, stages: { ...LIGHT.stages, tested: LIGHT.stages.dotted } };
  assert.match(siteSymbol(style, "tested", HUE, "sure"), /beads-circle/);
  assert.match(legendSymbol(style, "status", { id: "tested" }), /beads-circle/);
  assert.match(siteSymbol(style, "unknown", HUE, "sure"), /hair-circle/);
});

test("what a precision puts around a symbol stands below it and is the same for every stage", () => {
  for (const stage of ["dotted", "full"]) {
    const paths = siteSymbol(LIGHT, stage, HUE, "vague").match(/<path[^>]*>/g);
    assert.match(paths[0], /d="ring" fill="none" stroke="#105de9"/);
    assert.doesNotMatch(siteSymbol(LIGHT, stage, HUE, "sure"), /ring/);
  }
});

test("a line is drawn of the strokes of its stage, dashed as its precision has them", () => {
  const sure = lineStrokes(LIGHT, "full", HUE, "sure");
  assert.deepEqual(sure.map((s) => [s.colour, s.width, s.alpha]), [["#ffffff", 8, 0.75], [HUE, 6, 1]]);
  assert.deepEqual(lineStrokes(LIGHT, "full", HUE, "vague").map((s) => s.dash), [[], [17, 6]]);
  assert.match(legendSymbol(LIGHT, "precision", { id: "vague" }), /stroke-dasharray="17 6" stroke-dashoffset="-1"/);
});

test("a legend shows a stage without a precision and a precision without a stage", () => {
  assert.doesNotMatch(legendSymbol(LIGHT, "status", { id: "full" }), /ring|17 6/);
  assert.match(legendSymbol(LIGHT, "precision", { id: "vague" }), /face-circle/);
});

test("every kind of entry of a legend has a symbol, a note none", () => {
  const entries = {
    class: { colour: HUE }, width: { width: 4 }, ring: { colour: HUE }, edge: { colour: HUE }, spot: {}, group: { colour: HUE },
    status: { id: "full" }, boundary: { id: "county" }, precision: { id: "unit" },
  };
  for (const [kind, entry] of Object.entries(entries)) assert.match(legendSymbol(LIGHT, kind, entry), /^<svg /, kind);
  assert.equal(legendSymbol(LIGHT, "note", {}), "");
});

test("the base has a symbol in the legend: a river's line, the rings of seats", () => {
  const base = { river: { colour: "#7aa7c7", width: 1.3 }, seat: { face: "#fff", city: 9, county: 6 }, seatInk: "#333" };
  const style = { ...LIGHT, base };
  assert.match(legendSymbol(style, "base", { id: "river" }), /^<svg .*stroke="#7aa7c7" stroke-width="1.3"/);
  assert.match(legendSymbol(style, "base", { id: "seat" }), /^<svg .*<circle/);
});

test("the swatch of a pale group has an edge", () => {
  assert.match(legendSymbol(LIGHT, "group", { colour: "#f39201" }), /stroke="#/);
  assert.doesNotMatch(legendSymbol(LIGHT, "group", { colour: HUE }), /stroke=/);
});

test("a unit that stands for projects is a ring with a number in the legend, as on the map", () => {
  assert.match(legendSymbol(LIGHT, "precision", { id: "unit" }), /<circle .*>n<\/text>/);
});
