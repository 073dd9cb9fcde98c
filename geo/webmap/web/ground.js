/* The ground: the cities' tints, boundaries, names. */
import { element, localised } from "#map/dom.js";

const PANES = { "atlas-ground": 250, "atlas-areas": 300, "atlas-lines": 400, "atlas-labels": 620 };
const COUNTIES_FROM = 9;
const WIDE_BELOW = 8;

function stroke(look) {
  return { color: look.colour, weight: look.width, dashArray: look.dash.join(" ") || null, lineJoin: "round" };
}

export function makePanes(state) {
  for (const [name, order] of Object.entries(PANES)) {
    const pane = state.map.createPane(name);
    pane.style.zIndex = order;
    if (name !== "atlas-lines") pane.style.pointerEvents = "none";
  }
  state.areaRenderer = L.canvas({ pane: "atlas-areas", padding: 0.4 });
  state.lineRenderer = L.canvas({ pane: "atlas-lines", padding: 0.4, tolerance: 7 });
}

export function drawGround(state, ground) {
  const renderer = L.canvas({ pane: "atlas-ground", padding: 0.6 });
  const fixed = { pane: "atlas-ground", renderer, interactive: false };
  const layer = (collection, fill) => L.geoJSON(collection, {
    style: { ...fixed, fill },
    onEachFeature(feature) { state.units[feature.properties.adcode] = feature; },
  }).addTo(state.map);
  state.units = {};
  state.countyLayer = layer(ground.counties, true);
  state.outlines = { prefecture: layer(ground.prefectures, false), province: layer(ground.province, false) };
  state.labels = ground.labels;
}

/* The boundaries in the colours of the scheme, and the ground in those of the view: by default the cities' tints. */
export function paintGround(state) {
  const { style, view } = state, tints = view.tints || style.tints;
  const key = JSON.stringify([view.tints || null, state.isDark]);
  if (key === state.paintKey) return;
  state.paintKey = key;
  state.map.getContainer().style.background = style.paper;
  for (const [level, layer] of Object.entries(state.outlines)) layer.setStyle(stroke(style.boundaries[level]));
  state.countyLayer.eachLayer((layer) => {
    const { adcode, city } = layer.feature.properties;
    const fillColor = state.shade(tints[adcode] || tints[city] || style.provinceFill);
    layer.setStyle({ ...stroke(style.boundaries.county), fillOpacity: 1, fillColor });
  });
}

/* A view about places writes a note below each name, which then stands in the middle of a city's area; a view about
   links names their ends itself. */
export function drawLabels(state) {
  const { view } = state, notes = view.notes || {}, namedElsewhere = view.links ? view.links.ends : {};
  const key = JSON.stringify([view.lang, view.notes, Object.keys(namedElsewhere)]);
  if (state.labelKey === key) return;
  state.labelKey = key;
  if (state.labelLayer) state.labelLayer.remove();
  const labels = state.labels.filter((place) => !namedElsewhere[place.id]);
  state.labelLayer = L.layerGroup(labels.map((place) => placeLabel(place, view, notes[place.id]))).addTo(state.map);
}

function placeLabel(place, view, note) {
  const text = element("span", "", localised(place, "name", view.lang));
  if (note) text.append(element("b", "atlas-label-note", note));
  const className = `atlas-label atlas-label-${place.level}${place.in_cluster ? "" : " is-outside"}`;
  const at = view.notes && place.middle ? place.middle : [place.lat, place.lon];
  const icon = L.divIcon({ className, html: text.outerHTML, iconSize: [0, 0] });
  return L.marker(at, { icon, pane: "atlas-labels", interactive: false, keyboard: false });
}

export function countiesShow(map) { return map.getZoom() >= COUNTIES_FROM; }

export function markZoom(map) {
  const box = map.getContainer();
  box.classList.toggle("shows-counties", countiesShow(map));
  box.classList.toggle("is-wide", map.getZoom() < WIDE_BELOW);
}

/* Units as a layer, to tint or to outline them. */
export function areaLayer(state, ids, options) {
  const features = ids.map((id) => state.units[id]).filter(Boolean);
  const style = { pane: "atlas-areas", renderer: state.areaRenderer, interactive: false, ...options };
  return L.geoJSON({ type: "FeatureCollection", features }, { style });
}

export function unitBounds(state, id) {
  const known = state.unitBounds;
  if (!known[id] && state.units[id]) known[id] = L.geoJSON(state.units[id]).getBounds();
  return known[id];
}
