/* What is written along lines: the names of rivers and of projects' lines from a middle zoom, and the numbers of roads.
   A name lies beside its line where that runs straightest within sight and nothing else stands. */
import { element, localised } from "#map/dom.js";
import { legendRoom } from "#map/extent.js";
import { textWidth } from "#map/link_names.js";
import { boxAround, isFree } from "#map/shapes.js";

const RIVERS_FROM = 8.5, LINES_FROM = 10, SHIELDS_FROM = 8;
const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0.45, 0.55, 0.35, 0.65, 0.25, 0.75];
const GAP = 4;
const STEPS = 8;
const STEP = 10;
const EDGE = 6;
const COVERED = 4;

/* The stretches of a line that lie within a box, each a list of points. */
export function within(points, [left, top, right, bottom]) {
  const runs = [];
  let run = null;
  for (const point of points) {
    const isIn = point.x >= left && point.x <= right && point.y >= top && point.y <= bottom;
    if (isIn && run) run.push(point);
    else if (isIn) runs.push(run = [point]);
    else run = null;
  }
  return runs.filter((one) => one.length > 1);
}

/* The line with a point at least every so many pixels, so that what is cut at a frame reaches it. */
export function dense(points, step) {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    if (!next) return [point];
    const count = Math.max(1, Math.ceil(Math.hypot(next.x - point.x, next.y - point.y) / step));
    return Array.from({ length: count }, (_, k) => ({ x: point.x + (next.x - point.x) * k / count, y: point.y + (next.y - point.y) * k / count }));
  });
}

function lengths(run) {
  const sums = [0];
  for (let i = 1; i < run.length; i += 1) sums.push(sums[i - 1] + Math.hypot(run[i].x - run[i - 1].x, run[i].y - run[i - 1].y));
  return sums;
}

function pointAt(run, sums, reach) {
  const i = Math.max(1, sums.findIndex((sum) => sum >= reach)), share = (reach - sums[i - 1]) / (sums[i] - sums[i - 1] || 1);
  return { x: run[i - 1].x + (run[i].x - run[i - 1].x) * share, y: run[i - 1].y + (run[i].y - run[i - 1].y) * share };
}

/* How a name may lie along a stretch: its middle, its turn in radians, its box, and how much the line bends there. */
export function lies(run, [width, height]) {
  const sums = lengths(run), whole = sums.at(-1);
  return SHARES.flatMap((share, rank) => {
    const from = share * whole - width / 2;
    if (from < 0 || from + width > whole) return [];
    const course = Array.from({ length: STEPS + 1 }, (_, i) => pointAt(run, sums, from + width * i / STEPS));
    const a = course[0], b = course.at(-1), chord = Math.hypot(b.x - a.x, b.y - a.y);
    if (chord < 0.8 * width) return [];
    let turn = Math.atan2(b.y - a.y, b.x - a.x);
    if (turn > Math.PI / 2) turn -= Math.PI;
    if (turn <= -Math.PI / 2) turn += Math.PI;
    const across = { x: Math.sin(turn), y: -Math.cos(turn) }, middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    const away = course.map((point) => (point.x - middle.x) * across.x + (point.y - middle.y) * across.y);
    return [1, -1].map((side) => {
      const out = side * (GAP + height / 2 + Math.max(0, ...away.map((distance) => side * distance)));
      const at = { x: middle.x + across.x * out, y: middle.y + across.y * out };
      const size = [width, height].map((_, i) => {
        const [cos, sin] = [Math.abs(Math.cos(turn)), Math.abs(Math.sin(turn))];
        return i ? width * sin + height * cos : width * cos + height * sin;
      });
      return { at, turn, box: boxAround(at, ...size), cost: Math.max(...away) - Math.min(...away) + rank + (side < 0 ? 2 : 0) };
    });
  });
}

/* The lie that is free and covers least of the lines around it ({x, y} every few pixels), or null. */
export function best(runs, size, taken, around) {
  const covered = ([left, top, right, bottom]) =>
    around.filter(({ x, y }) => x > left && x < right && y > top && y < bottom).length;
  return runs.flatMap((run) => lies(run, size)).filter(({ box }) => isFree(box, taken))
    .map((lie) => ({ ...lie, cost: lie.cost + COVERED * covered(lie.box) }))
    .reduce((least, lie) => (!least || lie.cost < least.cost ? lie : least), null);
}

function frameOf(state) {
  const corner = state.map.containerPointToLayerPoint([0, 0]), { x, y } = state.map.getSize();
  return [corner.x + EDGE, corner.y + EDGE, corner.x + x - EDGE - legendRoom(state), corner.y + y - EDGE];
}

/* What is seen of a line, in pixels of the layer: a point every few of them. */
function stretches(state, coordinates, frame) {
  return within(dense(coordinates.map(([lon, lat]) => state.map.latLngToLayerPoint([lat, lon])), STEP), frame);
}

/* The corner that the controls cover. */
function controlsBox(state) {
  const box = state.map.getContainer().getBoundingClientRect();
  const { left, top, right, bottom } = state.map.getContainer().querySelector(".leaflet-top.leaflet-left").getBoundingClientRect();
  const a = state.map.containerPointToLayerPoint([left - box.left, top - box.top]);
  return [a.x, a.y, a.x + right - left, a.y + bottom - top];
}

function put(state, at, className, node) {
  const icon = L.divIcon({ className: `atlas-label ${className}`, html: node.outerHTML, iconSize: [0, 0] });
  const latlng = state.map.layerPointToLatLng([at.x, at.y]);
  state.lineNames.addLayer(L.marker(latlng, { icon, pane: "atlas-labels", interactive: false, keyboard: false }));
}

function writeAlong(state, runs, text, className, font, { taken, around }) {
  const lie = best(runs, [textWidth(text, font) + 6, 15], taken, around);
  if (!lie) return;
  const node = element("span", "", text);
  node.style.transform = `translate(-50%, -50%) rotate(${lie.turn.toFixed(3)}rad)`;
  taken.push(lie.box);
  put(state, lie.at, className, node);
}

/* The number of a road on its line, nearest to the middle of what is seen of it. */
function writeNumber(state, feature, runs, taken) {
  const size = [textWidth(feature.road.number, "600 10px sans-serif") + 9, 15];
  const spots = runs.flatMap((run) => SHARES.map((share) => run[Math.round(share * (run.length - 1))]));
  const at = spots.find((spot) => isFree(boxAround(spot, ...size), taken));
  if (!at) return;
  const node = element("span", "", feature.road.number);
  node.style.background = feature.road.colour;
  taken.push(boxAround(at, ...size));
  put(state, at, "atlas-shield", node);
}

export function addLineNames(state) {
  state.lineNames = L.layerGroup().addTo(state.map);
  state.map.on("moveend", () => { if (state.isReady && state.hasBegun) drawLineNames(state); });
}

/* Write them anew for what is in sight. */
export function drawLineNames(state) {
  const { view, map } = state, zoom = map.getZoom(), frame = frameOf(state);
  state.lineNames.clearLayers();
  if (view.links || zoom < SHIELDS_FROM) return;
  const features = Object.values(state.byProject).flat().map(({ feature }) => feature).filter(({ kind }) => kind === "line");
  const lines = features.map((feature) => ({ feature, runs: stretches(state, feature.geometry.coordinates, frame) }));
  const room = { taken: [...(state.takenBoxes || []), controlsBox(state)], around: lines.flatMap(({ runs }) => runs.flat()) };
  for (const { feature, runs } of lines) if (feature.road) writeNumber(state, feature, runs, room.taken);
  if (zoom >= RIVERS_FROM) {
    for (const own of Object.values(Object.groupBy(state.rivers, ({ properties }) => properties.river_id))) {
      const runs = own.flatMap(({ geometry }) => stretches(state, geometry.coordinates, frame));
      writeAlong(state, runs, localised(own[0].properties, "name", view.lang), "atlas-river", "italic 12px serif", room);
    }
  }
  if (zoom < LINES_FROM) return;
  for (const { feature, runs } of lines) {
    writeAlong(state, runs, localised(feature, "name", view.lang), "atlas-line-name", "11.5px sans-serif", room);
  }
}
