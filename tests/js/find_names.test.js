import assert from "node:assert/strict";
import test from "node:test";

import { folded, keyOf, matching, simplified } from "#map/find_names.js";

const FORMS = simplified("晉晋陽阳壽寿縣县");
const item = (zh, en, pinyin) => ({ name: zh, key: keyOf([zh, en], pinyin, FORMS) });
const ITEMS = [
  item("寿阳县", "Shouyang", "shou yang xian"), item("阳泉市", "Yangquan", "yang quan shi"),
  item("寿阳（平头）融合发展区", "Shouyang (Pingtou) Zone", "shou yang ping tou rong he fa zhan qu"),
  item("阳泉—寿阳铁路", "Yangquan–Shouyang Railway", "yang quan shou yang tie lu"),
];
const names = (query) => matching(ITEMS, query, FORMS).map(({ name }) => name);

test("case, full width, accents, spaces and traditional forms make no difference", () => {
  assert.equal(folded("Ｓhòu Yáng", FORMS), "shouyang");
  assert.equal(folded("壽陽縣", FORMS), "寿阳县");
  assert.deepEqual(names("ＳＨＯＵＹＡＮＧ pingtou"), ["寿阳（平头）融合发展区"]);
});

test("the whole name comes before its beginning, and that before any other part", () => {
  assert.deepEqual(names("寿阳"), ["寿阳县", "寿阳（平头）融合发展区", "阳泉—寿阳铁路"]);
  assert.deepEqual(names("Shouyang"), ["寿阳县", "寿阳（平头）融合发展区", "阳泉—寿阳铁路"]);
  assert.deepEqual(names("yangquan"), ["阳泉市", "阳泉—寿阳铁路"]);
});

test("pinyin and its initials lead to a Chinese name", () => {
  assert.deepEqual(names("syx"), ["寿阳县"]);
  assert.deepEqual(names("rong he"), ["寿阳（平头）融合发展区"]);
});

test("every word must be met, in any name; a match never runs from one name into the next", () => {
  assert.deepEqual(names("铁路 shouyang"), ["阳泉—寿阳铁路"]);
  assert.deepEqual(names("县shou"), []);
});

test("signs alone and white space find nothing, and not all", () => {
  assert.deepEqual([names(""), names("  "), names("—（")], [[], [], []]);
});
