import assert from "node:assert/strict";
import test from "node:test";

import { resolved } from "#map/looks.js";
import { clusterSymbol, legendSymbol, siteSymbol } from "#map/symbols.js";
import { STYLE } from "./style.js";

const LIGHT = resolved(STYLE, false);
const HUE = "#105de9";

test("a symbol has the shape of its precision and the face, edge and dot of its stage", () => {
  const circle = siteSymbol(LIGHT, "dotted", HUE, "sure");
  assert.match(circle, /<circle[^>]*fill="#ffffff" stroke="#8a8a8a" stroke-width="1.2"\/>/);
  assert.match(circle, /r="2.1" fill="#105de9"/);
  assert.match(siteSymbol(LIGHT, "full", HUE, "unit"), /<rect[^>]*fill="#105de9" stroke="#ffffff"/);
});

test("a stage more in the table is drawn without the script knowing its name", () => {
  const symbol = { face: "grey", edge: "full", edge_width: 1.7, dot: 0 };
  const style = { ...LIGHT, stages: { ...LIGHT.stages, tested: { line: LIGHT.stages.full.line, symbol } } };
  assert.match(siteSymbol(style, "tested", HUE, "sure"), /fill="#8a8a8a" stroke="#105de9" stroke-width="1.7"/);
  assert.match(legendSymbol(style, "status", { id: "tested" }), /stroke-width="6.5"/);
});

test("only what is schematic is dashed", () => {
  assert.match(siteSymbol(LIGHT, "full", HUE, "vague"), /stroke-dasharray="2.5 1.6"/);
  assert.doesNotMatch(siteSymbol(LIGHT, "full", HUE, "sure"), /dasharray/);
  assert.match(legendSymbol(LIGHT, "precision", { id: "vague" }), /stroke-dasharray="9 6"/);
});

test("every kind of entry of a legend has a symbol, a note none", () => {
  const entries = {
    class: { colour: HUE }, width: { width: 4 }, ring: { colour: HUE }, edge: { colour: HUE }, spot: {}, group: { colour: HUE },
    status: { id: "full" }, boundary: { id: "county" }, precision: { id: "unit" },
  };
  for (const [kind, entry] of Object.entries(entries)) assert.match(legendSymbol(LIGHT, kind, entry), /^<svg /, kind);
  assert.equal(legendSymbol(LIGHT, "note", {}), "");
});

test("the swatch of a pale group has an edge", () => {
  assert.match(legendSymbol(LIGHT, "group", { colour: "#f39201" }), /stroke="#/);
  assert.doesNotMatch(legendSymbol(LIGHT, "group", { colour: HUE }), /stroke=/);
});

test("a cluster says how many projects it stands for", () => {
  assert.match(clusterSymbol(LIGHT, 25, HUE), />25<\/text>/);
});
