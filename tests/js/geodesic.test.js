/* The figures are from pyproj's Geod(ellps="WGS84"), which is GeographicLib. */
import assert from "node:assert/strict";
import test from "node:test";

import { area, distance, pathLength } from "#map/geodesic.js";

const TAIYUAN = [37.8706, 112.5489], JINZHONG = [37.6872, 112.7526], YANGQUAN = [37.8567, 113.5805];
const XINZHOU = [38.4167, 112.7342], LVLIANG = [37.5189, 111.1442];

const DISTANCES = [
  [TAIYUAN, JINZHONG, 27136.512713], [TAIYUAN, YANGQUAN, 90788.119118], [YANGQUAN, LVLIANG, 218129.604472],
  [XINZHOU, LVLIANG, 171607.459084], [[37.7, 112.7], [37.7, 112.70001], 0.881891], [[34, 110], [41, 115], 893503.48783],
];

test("a distance is that of the ellipsoid, to a millimetre", () => {
  for (const [from, to, metres] of DISTANCES) assert.ok(Math.abs(distance(from, to) - metres) < 0.001, `${distance(from, to)} ${metres}`);
});

test("a distance is the same both ways, and none from a point to itself", () => {
  assert.ok(Math.abs(distance(TAIYUAN, LVLIANG) - distance(LVLIANG, TAIYUAN)) < 1e-6);
  assert.equal(distance(TAIYUAN, TAIYUAN), 0);
});

test("a path is as long as its parts together, and a single point or none has no length", () => {
  assert.equal(pathLength([TAIYUAN, JINZHONG, YANGQUAN]), distance(TAIYUAN, JINZHONG) + distance(JINZHONG, YANGQUAN));
  assert.equal(pathLength([TAIYUAN]), 0);
  assert.equal(pathLength([]), 0);
});

const AREAS = [
  [[XINZHOU, YANGQUAN, JINZHONG, LVLIANG], 8735922883.553],
  [[[37.7, 112.7], [37.7, 112.71], [37.71, 112.71], [37.71, 112.7]], 978752.573],
  [[[34.5, 110.2], [34.5, 114.6], [40.7, 114.6], [40.7, 110.2]], 267228163204.86],
];

test("an area is that of the ellipsoid within 0.01 %, whichever way round its ring goes", () => {
  for (const [ring, metres] of AREAS) {
    for (const one of [ring, [...ring].reverse()]) assert.ok(Math.abs(area(one) / metres - 1) < 1e-4, `${area(one) / metres - 1}`);
  }
});
