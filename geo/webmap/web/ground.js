/* The ground: the cities' tints, rivers, boundaries. */
import { placeDashes } from "#map/dashes.js";
import { passOver } from "#map/hidden_lines.js";

const PANES = { "atlas-ground": 250, "atlas-areas": 300, "atlas-lines": 400, "atlas-seats": 450, "atlas-labels": 620 };
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
  placeDashes(state.lineRenderer);
  passOver(state.lineRenderer);
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
  state.rivers = ground.rivers.features;
  state.riverLayer = L.geoJSON(ground.rivers, { style: fixed }).addTo(state.map);
  state.outlines = { prefecture: layer(ground.prefectures, false), province: layer(ground.province, false) };
  state.labels = ground.labels;
  state.zones = ground.zones;
  state.traditional = ground.traditional;
}

/* The boundaries in the colours of the scheme, and the ground in those of the view: by default the cities' tints. */
export function paintGround(state) {
  const { style, view } = state, tints = view.tints || style.tints;
  const key = JSON.stringify([view.tints || null, state.isDark]);
  if (key === state.paintKey) return;
  state.paintKey = key;
  state.map.getContainer().style.background = style.paper;
  state.riverLayer.setStyle({ color: style.base.river.colour, weight: style.base.river.width, lineJoin: "round" });
  for (const [level, layer] of Object.entries(state.outlines)) layer.setStyle(stroke(style.boundaries[level]));
  state.countyLayer.eachLayer((layer) => {
    const { adcode, city } = layer.feature.properties;
    const fillColor = state.shade(tints[adcode] || tints[city] || style.provinceFill);
    layer.setStyle({ ...stroke(style.boundaries.county), fillOpacity: 1, fillColor });
  });
}

export function countiesShow(map) { return map.getZoom() >= COUNTIES_FROM; }

export function isWide(map) { return map.getZoom() < WIDE_BELOW; }

export function markZoom(map) { map.getContainer().classList.toggle("is-wide", isWide(map)); }

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
