/* The projects in view: lines, sites, badges of units, and which of them is chosen. */
import { drawBadges } from "#map/badges.js";
import { placeDashes } from "#map/dashes.js";
import { localised } from "#map/dom.js";
import { gridOffset } from "#map/grid.js";
import { areaLayer } from "#map/ground.js";
import { keepFocus, nameMark, tellOnFocus } from "#map/keyboard.js";
import { dense } from "#map/line_names.js";
import { roleColour } from "#map/looks.js";
import { announce } from "#map/report.js";
import { lineStrokes, siteSymbol } from "#map/symbols.js";
import { tellProject, tellStop, unitStyle, untell } from "#map/tips.js";
import { grouped } from "#map/units.js";

const STOP_PX = 4, RIM_PX = 1.6, LINE_STEP = 5;

export function makeLayers(state) {
  for (const name of ["mark", "leaders", "clusters"]) state[name] = L.layerGroup().addTo(state.map);
}

/* The stage of each project in view, by its id. */
export function stagesById(stages) {
  return Object.fromEntries(Object.entries(stages || {}).flatMap(([stage, ids]) => ids.map((id) => [id, stage])));
}

/* Draw them anew, unless nothing changed that they are drawn from. */
export function drawProjects(state) {
  const key = JSON.stringify([state.view.stages, state.view.apart, state.view.lang, state.map.getZoom(), state.isDark]);
  if (state.projectKey === key) return;
  state.projectKey = key;
  keepFocus(state, () => redraw(state));
}

function redraw(state) {
  const stages = stagesById(state.view.stages), shown = state.features.filter((f) => f.project_id in stages);
  untell(state);
  for (const layers of [state.group, state.clusters]) layers.clearLayers();
  state.byProject = {};
  state.stops.projects = [];
  const lines = linesOf(state, shown, stages), sites = shown.filter((f) => f.geometry && f.kind !== "line");
  for (const feature of lines) drawLine(state, feature, stages[feature.project_id]);
  for (const [, held] of grouped(sites, (f) => f.anchor.join())) drawSites(state, held, stages);
  drawBadges(state, shown.filter((f) => !f.geometry), stages, pointsOf(state, lines), (feature, layers) => keep(state, feature, layers));
}

/* The lines as points in pixels of the layer, one every few. */
function pointsOf(state, lines) {
  return lines.flatMap(({ geometry }) => dense(geometry.coordinates.map(([lon, lat]) => state.map.latLngToLayerPoint([lat, lon])), LINE_STEP));
}

/* The lines, what is in use first: it lies under what is not. */
function linesOf(state, features, stages) {
  const isNew = ({ project_id: id }) => !state.style.base.inUse.includes(stages[id]);
  return features.filter((f) => f.kind === "line").sort((a, b) => isNew(a) - isNew(b));
}

function keep(state, feature, layers) { (state.byProject[feature.project_id] ||= []).push({ feature, layers }); }

/* Sites at the same point stand side by side, so that each can be reached. */
function drawSites(state, sites, stages) {
  sites.forEach((feature, i) => {
    const layer = siteLayer(state, feature, stages[feature.project_id], gridOffset(i, sites.length, state.style.symbol + 2));
    state.group.addLayer(layer);
    keep(state, feature, [layer]);
  });
}

function siteLayer(state, feature, stage, offset) {
  const size = state.style.symbol, name = localised(feature, "name", state.view.lang);
  const icon = L.divIcon({
    className: "atlas-site", iconSize: [size, size], iconAnchor: [size / 2 - offset[0], size / 2 - offset[1]],
    html: siteSymbol(state.style, stage, state.shade(feature.colour), feature.precision),
  });
  const marker = L.marker([feature.anchor[1], feature.anchor[0]], { icon, keyboard: true, alt: name, riseOnHover: true });
  tellOnFocus(marker, () => tellProject(state, feature, stage, marker.getLatLng()), () => untell(state));
  return listen(state, nameMark(announce(marker, feature.project_id), name, feature.project_id), feature, stage);
}

function drawLine(state, feature, stage) {
  placeDashes(state.lineRenderer);
  const points = L.GeoJSON.coordsToLatLngs(feature.geometry.coordinates, 0);
  const strokes = lineStrokes(state.style, stage, state.shade(feature.colour), feature.precision);
  const layers = strokes.map(({ colour, width, dash, shift, is_round: isRound, alpha }) => announce(L.polyline(points, {
    pane: "atlas-lines", renderer: state.lineRenderer, color: colour, weight: width, opacity: alpha,
    lineCap: isRound || !dash.length ? "round" : "butt", lineJoin: "round",
    dashArray: dash.length ? dash.join(" ") : null, dashOffset: String(shift),
  }), feature.project_id));
  for (const layer of layers) state.group.addLayer(listen(state, layer, feature, stage));
  for (const stop of feature.stops || []) state.group.addLayer(stopMark(state, feature, stage, stop));
  keep(state, feature, layers);
  const latlng = points[Math.floor(points.length / 2)];
  state.stops.projects.push({
    key: feature.project_id, name: localised(feature, "name", state.view.lang), latlng, area: null,
    tell: () => tellProject(state, feature, stage, latlng), choose: () => layers.at(-1).fire("click", { latlng }, true),
  });
}

/* A station on a line: a dot in the colour of the ground, ringed by that of the line. */
function stopMark(state, feature, stage, stop) {
  const { style } = state, [lon, lat] = stop.at;
  const mark = L.circleMarker([lat, lon], {
    pane: "atlas-lines", renderer: state.lineRenderer, radius: STOP_PX, weight: RIM_PX, color: state.shade(feature.colour),
    fill: true, fillColor: roleColour(style, "paper", feature.colour), fillOpacity: 1,
  });
  listen(state, announce(mark, feature.project_id), feature, stage);
  return mark.on("mouseover", (e) => tellStop(state, feature, stop, e.latlng));
}

function listen(state, layer, feature, stage) {
  layer.on("mouseover", (e) => tellProject(state, feature, stage, e.latlng));
  layer.on("mousemove", (e) => state.tip.setLatLng(e.latlng));
  layer.on("mouseout", () => untell(state));
  layer.on("click", () => { if (state.onSelect) state.onSelect(feature); });
  return layer;
}

/* Mark the chosen project: its line or its unit, and its symbol. */
export function drawSelection(state) {
  const items = state.byProject[state.view.selected] || [];
  state.mark.clearLayers();
  for (const node of state.map.getContainer().querySelectorAll(".atlas-site.is-selected:not(.atlas-zone)")) node.classList.remove("is-selected");
  for (const { feature, layers } of items) {
    for (const layer of layers) if (layer instanceof L.Marker) layer.getElement()?.classList.add("is-selected");
    if (feature.kind === "line") state.mark.addLayer(glow(state, feature));
    else if (feature.precision === "admin") state.mark.addLayer(areaLayer(state, feature.places, unitStyle(state, feature, 2)));
  }
}

function glow(state, feature) {
  return L.polyline(L.GeoJSON.coordsToLatLngs(feature.geometry.coordinates, 0), {
    pane: "atlas-areas", renderer: state.areaRenderer, interactive: false, color: state.style.selected, weight: 16, opacity: 0.6,
  });
}
