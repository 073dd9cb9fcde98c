import assert from "node:assert/strict";
import test from "node:test";

import { contrast, grounds, mix, resolved, rim, roleColour, shade, stageLook } from "#map/looks.js";
import { STYLE } from "./style.js";

const LIGHT = resolved(STYLE, false), DARK = resolved(STYLE, true);

test("a pair of colours gives the one of the scheme, a single colour itself", () => {
  assert.equal(shade("light-dark(#b0170f, #e26766)", false), "#b0170f");
  assert.equal(shade("light-dark(#b0170f, #e26766)", true), "#e26766");
  assert.equal(shade("#b0170f", true), "#b0170f");
});

test("a style is resolved to its depth, numbers and dashes kept", () => {
  assert.equal(DARK.tints[140100], "#3a2f2a");
  assert.deepEqual(DARK.stages.full.line.vague.at(-1).dash, [17, 6]);
  assert.equal(DARK.symbol, 15);
  assert.ok(!JSON.stringify(LIGHT).includes("light-dark"));
});

test("a colour is moved towards another by a share", () => {
  assert.equal(mix("#000000", "#ffffff", 0.5), "#808080");
  assert.equal(mix("#b0170f", "#ffffff", 0), "#b0170f");
  assert.equal(mix("#b0170f", "#0a0b0c", 1), "#0a0b0c");
});

test("contrast is that of WCAG, whichever colour comes first", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.ok(Math.abs(contrast("#767676", "#ffffff") - 4.54) < 0.01);
  assert.equal(contrast("#ffffff", "#767676"), contrast("#767676", "#ffffff"));
});

test("each role is a colour of the scheme", () => {
  assert.equal(roleColour(LIGHT, "full", "#105de9"), "#105de9");
  assert.equal(roleColour(DARK, "paper", "#105de9"), "#181c20");
  assert.equal(roleColour(LIGHT, "rim", "#f39201"), rim(LIGHT, "#f39201"));
  assert.equal(roleColour(LIGHT, "rim", "#105de9"), "", "a hue that stands out needs no rim");
  assert.equal(roleColour(LIGHT, "fine", "#f39201"), rim(LIGHT, "#f39201"));
  assert.equal(roleColour(LIGHT, "fine", "#105de9"), "#105de9");
  assert.equal(roleColour(LIGHT, "", "#105de9"), "");
});

test("a hue too pale for the ground is edged, and the edge stands out from every ground", () => {
  for (const colour of ["#f39201", "#e1a2ae", "#4ac0f0", "#78b04b"]) {
    const edge = rim(LIGHT, colour);
    assert.ok(edge, `${colour} has an edge`);
    for (const ground of grounds(LIGHT)) assert.ok(contrast(edge, ground) >= 3, `${edge} on ${ground}`);
  }
});

test("a hue that stands out has no edge", () => {
  assert.equal(rim(LIGHT, "#b0170f"), "");
  assert.equal(rim(DARK, "#e26766"), "");
});

test("a stage that the table does not know looks unstated", () => {
  assert.equal(stageLook(STYLE, ""), STYLE.stages.unstated);
  assert.equal(stageLook(STYLE, "dotted"), STYLE.stages.dotted);
});
