/* Where one is: meridians and parallels with their degrees when little else is in sight, and the unit in the middle. */
import { element, localised } from "#map/dom.js";
import { legendRoom, openBounds } from "#map/extent.js";
import { boxAround, isFree } from "#map/shapes.js";
import { unitAt } from "#map/units.js";

const FROM = 10;
const STEPS = [[13, 0.05], [11, 0.1], [FROM, 0.25]];

/* How far apart the lines stand at a zoom, in degrees; nothing where there are none. */
export function stepAt(zoom) { return STEPS.find(([from]) => zoom >= from)?.[1] || 0; }

/* The multiples of a step from one number to another. */
export function multiples(from, to, step) {
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.max(0, Math.floor(to / step) - first + 1) }, (_, i) => Number(((first + i) * step).toFixed(2)));
}

function degrees(value, letter) { return `${value.toFixed(2).replace(/0$/, "")}°${letter}`; }

function drawLine(state, ends) {
  const look = { pane: "atlas-areas", renderer: state.areaRenderer, interactive: false, color: state.style.quiet, weight: 0.8, opacity: 0.4 };
  state.graticule.addLayer(L.polyline(ends, look));
}

function drawDegrees(state, point, text, className) {
  const { x, y } = state.map.containerPointToLayerPoint(point);
  const box = boxAround({ x: className ? x + 25 : x, y }, 52, 14);
  if (!isFree(box, state.takenBoxes || [])) return;
  state.degreeBoxes.push(box);
  const icon = L.divIcon({ className: `atlas-label atlas-degrees ${className}`, html: element("span", "", text).outerHTML, iconSize: [0, 0] });
  const at = state.map.containerPointToLatLng(point);
  state.graticule.addLayer(L.marker(at, { icon, pane: "atlas-labels", interactive: false, keyboard: false }));
}

function drawGraticule(state) {
  const { map } = state, step = stepAt(map.getZoom()), seen = map.getBounds(), wide = seen.pad(0.3), width = map.getSize().x - legendRoom(state);
  state.graticule.clearLayers();
  state.degreeBoxes = [];
  if (!step) return;
  for (const lon of multiples(wide.getWest(), wide.getEast(), step)) {
    const { x } = map.latLngToContainerPoint([seen.getNorth(), lon]);
    drawLine(state, [[wide.getSouth(), lon], [wide.getNorth(), lon]]);
    if (x > 60 && x < width - 60) drawDegrees(state, [x, 9], degrees(lon, "E"), "");
  }
  for (const lat of multiples(wide.getSouth(), wide.getNorth(), step)) {
    const { y } = map.latLngToContainerPoint([lat, seen.getWest()]);
    drawLine(state, [[lat, wide.getWest()], [lat, wide.getEast()]]);
    if (y > 130 && y < map.getSize().y - 60) drawDegrees(state, [4, y], degrees(lat, "N"), "is-left");
  }
}

/* The city and the county in the middle of what is seen, where their names need not be in sight. */
function tellUnit(state) {
  const middle = openBounds(state).getCenter(), isNear = stepAt(state.map.getZoom()) > 0;
  const units = isNear ? ["prefecture", "county"].map((level) => unitAt(state, level, middle)).filter(Boolean) : [];
  state.whereabouts.textContent = units.map((unit) => localised(unit, "name", state.view.lang)).join(" · ");
  state.whereabouts.hidden = !units.length;
}

export function addGraticule(state) {
  state.graticule = L.layerGroup().addTo(state.map);
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => (state.whereabouts = element("div", "atlas-whereabouts"));
  control.addTo(state.map);
  state.whereabouts.hidden = true;
  state.map.on("moveend", () => { if (state.isReady && state.hasBegun) drawWhereabouts(state); });
}

export function drawWhereabouts(state) {
  drawGraticule(state);
  tellUnit(state);
}
