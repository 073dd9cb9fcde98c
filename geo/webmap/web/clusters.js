/* What stands for a whole unit becomes a cluster where it would cover the unit: one mark a group, with a count, which
   opens a list. A mark is the list of its features; zooming in takes a cluster apart again. */
import { gridSize, spiral } from "#map/grid.js";
import { unitBounds } from "#map/ground.js";
import { grown, isFree, isInUnit } from "#map/shapes.js";

const MANY = 9;
const CROWDED = 0.2;
const TRIES = 240;
const LEADER_FROM = 22;

export function stackKey({ kind, anchor }) { return `${kind}${anchor[0].toFixed(3)},${anchor[1].toFixed(3)}`; }

/* Features by the anchor that they share, each stack as a list of marks. */
export function stacksOf(state, features) {
  const stacks = Object.groupBy(features, stackKey);
  return Object.fromEntries(Object.entries(stacks).map(([key, held]) => [key, marksOf(state, held)]));
}

function marksOf(state, features) {
  const isCluster = features[0].kind === "admin" && features.length > MANY && isCrowded(state, features);
  return isCluster ? Object.values(Object.groupBy(features, (f) => f.colour)) : features.map((f) => [f]);
}

function isCrowded(state, features) {
  const bounds = L.latLngBounds([]), step = state.style.symbol + 2;
  for (const id of features[0].places) if (state.units[id]) bounds.extend(unitBounds(state, id));
  const a = state.map.latLngToLayerPoint(bounds.getNorthWest()), b = state.map.latLngToLayerPoint(bounds.getSouthEast());
  return features.length * step * step > CROWDED * (b.x - a.x) * (b.y - a.y);
}

export function stepOf(state, marks) { return state.style.symbol + (marks.some((m) => m.length > 1) ? 10 : 2); }

function isFixed(marks) { return marks[0][0].kind === "point"; }

function isInCity(state, feature, point) {
  return feature.places.some((id) => {
    const city = state.units[`${id.slice(0, 4)}00`];
    return city && isInUnit(point, city.geometry);
  });
}

function cityNames(state) {
  return state.labels.filter((l) => l.level === "prefecture" && l.in_cluster).map((l) => {
    const p = state.map.latLngToLayerPoint([l.lat, l.lon]);
    return [p.x - 36, p.y - 12, p.x + 36, p.y + 12];
  });
}

function boxOf(at, shift, [width, height]) {
  const x = at.x + shift[0], y = at.y + shift[1];
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/* The nearest place along a spiral that is free and in the city of the stack; its own anchor where there is none. */
function placed(state, marks, taken) {
  const first = marks[0][0], size = gridSize(marks.length, stepOf(state, marks));
  const at = state.map.latLngToLayerPoint([first.anchor[1], first.anchor[0]]);
  const tries = isFixed(marks) ? 0 : TRIES;
  for (let i = 0; i < tries; i += 1) {
    const shift = spiral(i), box = grown(boxOf(at, shift, size), 1);
    const isHome = i === 0 || isInCity(state, first, state.map.layerPointToLatLng([at.x + shift[0], at.y + shift[1]]));
    if (isFree(box, taken) && isHome) return { at, shift, box };
  }
  return { at, shift: [0, 0], box: boxOf(at, [0, 0], size) };
}

/* Where each grid stands, in pixels from its anchor. A site with a point of its own never leaves it; squares stand for
   a whole unit, so their grids move out of the way of sites, larger grids and city names, with a thin line to where
   they belong; the same view always looks the same. */
export function placeStacks(state, stacks) {
  const taken = cityNames(state), shifts = {};
  const order = Object.keys(stacks).sort((a, b) =>
    isFixed(stacks[b]) - isFixed(stacks[a]) || stacks[b].length - stacks[a].length || (a < b ? -1 : 1));
  state.leaders.clearLayers();
  for (const key of order) {
    const { at, shift, box } = placed(state, stacks[key], taken);
    taken.push(box);
    shifts[key] = shift;
    if (Math.hypot(...shift) > LEADER_FROM) drawLeader(state, at, shift);
  }
  return shifts;
}

function drawLeader(state, at, shift) {
  const ends = [at, [at.x + shift[0], at.y + shift[1]]].map((p) => state.map.layerPointToLatLng(p));
  state.leaders.addLayer(L.polyline(ends, {
    pane: "atlas-areas", renderer: state.areaRenderer, interactive: false, color: state.style.quiet, weight: 1, opacity: 0.8,
  }));
}
