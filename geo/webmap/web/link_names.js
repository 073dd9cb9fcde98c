/* The names and numbers of links: each where it covers the fewest links and nothing else. */
import { element } from "#map/dom.js";
import { STEPS } from "#map/ribbons.js";
import { boxAround, boxCentre, isFree } from "#map/shapes.js";

const SIDES = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]];
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const SLANTED = 0.78;
const LATER = 0.3;

let canvas;

export function textWidth(text, font) {
  canvas ||= document.createElement("canvas").getContext("2d");
  canvas.font = font;
  return canvas.measureText(text).width;
}

function crossings([left, top, right, bottom], ribbons) {
  const isIn = ({ x, y }) => x > left && x < right && y > top && y < bottom;
  return ribbons.reduce((sum, ribbon) => sum + ribbon.points.filter(isIn).length, 0);
}

/* The box beside a place that is free and covers the fewest links, or null. */
export function bestBox(at, [width, height], radius, taken, ribbons) {
  const reach = [width / 2 + radius + 2, height / 2 + radius + 1];
  const boxes = SIDES.map(([x, y], i) => {
    const share = x && y ? SLANTED : 1;
    const box = boxAround({ x: at.x + x * reach[0] * share, y: at.y + y * reach[1] * share }, width, height);
    return { box, cost: crossings(box, ribbons) + LATER * i };
  }).filter(({ box }) => isFree(box, taken));
  return boxes.length ? boxes.reduce((best, one) => (one.cost < best.cost ? one : best)).box : null;
}

function addText(state, box, className, text) {
  const { x, y } = boxCentre(box), html = element("span", "", text).outerHTML;
  const icon = L.divIcon({ className: `atlas-label ${className}`, iconSize: [0, 0], html });
  const at = state.map.containerPointToLatLng([x, y]);
  state.linkEnds.addLayer(L.marker(at, { icon, pane: "atlas-labels", interactive: false, keyboard: false }));
}

export function drawName(state, end, at, radius, taken, ribbons) {
  const isCity = end.kind === "city", font = isCity ? "600 15px sans-serif" : "12px sans-serif";
  const size = [textWidth(end.name, font) + 8, isCity ? 20 : 16];
  const best = bestBox(at, size, radius, taken, ribbons);
  if (!best && end.kind === "place") return;
  const box = best || boxAround({ x: at.x, y: at.y + size[1] / 2 + radius + 1 }, ...size);
  taken.push(box);
  addText(state, box, `atlas-end atlas-end-${end.kind}`, end.name);
}

/* Where the names of the ground stand, in pixels of the container. */
export function groundNames(state) {
  const corner = state.map.layerPointToContainerPoint([0, 0]);
  return (state.nameBoxes || []).map(([left, top, right, bottom]) =>
    [left + corner.x, top + corner.y, right + corner.x, bottom + corner.y]);
}

export function drawCount(state, ribbon, taken) {
  if (ribbon.faded || ribbon.count < 2) return;
  const text = String(ribbon.count), boxes = ALONG.map((share) => boxAround(ribbon.points[Math.round(share * STEPS)], 9 + 7.5 * text.length, 17));
  const box = boxes.find((one) => isFree(one, taken));
  if (!box) return;
  taken.push(box);
  addText(state, box, "atlas-end-count", text);
}
