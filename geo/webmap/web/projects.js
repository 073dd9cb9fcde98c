/* The projects in view: lines, sites, badges of units, and which of them is chosen. What was drawn once is kept: a choice
   shows and hides it, and draws only what was not drawn yet. */
import { drawBadges } from "#map/badges.js";
import { localised } from "#map/dom.js";
import { gridOffset } from "#map/grid.js";
import { areaLayer } from "#map/ground.js";
import { show } from "#map/hidden_lines.js";
import { keepFocus, nameMark, tellOnFocus } from "#map/keyboard.js";
import { tracesOf } from "#map/lines_near.js";
import { roleColour } from "#map/looks.js";
import { announce } from "#map/report.js";
import { lineStrokes, siteSymbol } from "#map/symbols.js";
import { tellProject, tellStop, unitStyle, untell } from "#map/tips.js";
import { grouped } from "#map/units.js";

const STOP_PX = 4, RIM_PX = 1.6;

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
  forgetWhereLooksChange(state);
  state.byProject = {};
  state.stops.projects = [];
  const lines = linesOf(state, shown, stages), sites = shown.filter((f) => f.geometry && f.kind !== "line");
  drawLines(state, lines, stages);
  drawSites(state, sites, stages);
  drawBadges(state, shown.filter((f) => !f.geometry), stages, tracesOf(state, lines), (feature, layers) => keep(state, feature, layers));
}

/* What is drawn is drawn in a language and for a colour scheme: for others all is drawn anew. */
function forgetWhereLooksChange(state) {
  const looks = JSON.stringify([state.view.lang, state.isDark]);
  if (looks === state.drawnFor) return;
  Object.assign(state, { drawnFor: looks, drawn: new Map(), lines: [], sites: [] });
  state.group.clearLayers();
}

/* The layers of a feature, drawn where it was not yet, or not in this stage. */
function drawnOf(state, feature, stage, draw) {
  const held = state.drawn.get(feature.id);
  if (held?.stage === stage) return held.layers;
  for (const layer of held?.layers || []) state.group.removeLayer(layer);
  const layers = draw(state, feature, stage);
  state.drawn.set(feature.id, { stage, layers });
  return layers;
}

/* The lines, what is in use first: it lies under what is not. */
function linesOf(state, features, stages) {
  const isNew = ({ project_id: id }) => !state.style.base.inUse.includes(stages[id]);
  return features.filter((f) => f.kind === "line").sort((a, b) => isNew(a) - isNew(b));
}

function keep(state, feature, layers) { (state.byProject[feature.project_id] ||= []).push({ feature, layers }); }

/* Sites at the same point stand side by side, so that each can be reached. */
function drawSites(state, sites, stages) {
  const before = state.sites;
  state.sites = [];
  for (const [, held] of grouped(sites, (f) => f.anchor.join())) {
    held.forEach((feature, i) => {
      const [marker] = drawnOf(state, feature, stages[feature.project_id], siteLayers);
      place(marker, gridOffset(i, held.length, state.style.symbol + 2));
      state.sites.push(marker);
      keep(state, feature, [marker]);
    });
  }
  const shown = new Set(state.sites);
  for (const marker of before) if (!shown.has(marker) && marker.getElement()) marker.getElement().hidden = true;
  for (const marker of state.sites) if (marker.getElement().hidden) marker.getElement().hidden = false;
}

/* Move a site's symbol so far from its point. */
function place(marker, [x, y]) {
  const { options } = marker.options.icon, node = marker.getElement(), [half] = options.iconSize.map((side) => side / 2);
  if (options.iconAnchor[0] === half - x && options.iconAnchor[1] === half - y) return;
  options.iconAnchor = [half - x, half - y];
  node.style.marginLeft = `${x - half}px`;
  node.style.marginTop = `${y - half}px`;
}

function siteLayers(state, feature, stage) {
  const size = state.style.symbol, name = localised(feature, "name", state.view.lang);
  const icon = L.divIcon({
    className: "atlas-site", iconSize: [size, size], iconAnchor: [size / 2, size / 2],
    html: siteSymbol(state.style, stage, state.shade(feature.colour), feature.precision),
  });
  const marker = L.marker([feature.anchor[1], feature.anchor[0]], { icon, keyboard: true, alt: name, riseOnHover: true });
  tellOnFocus(marker, () => tellProject(state, feature, stage, marker.getLatLng()), () => untell(state));
  state.group.addLayer(listen(state, nameMark(announce(marker, feature.project_id), name, feature.project_id), feature, stage));
  return [marker];
}

/* The lines in their order: what is drawn after one that was not there is brought above it. */
function drawLines(state, lines, stages) {
  const before = state.lines;
  let isInOrder = true;
  state.lines = lines.map((feature) => {
    const stage = stages[feature.project_id], count = state.drawn.size, held = state.drawn.get(feature.id);
    const layers = drawnOf(state, feature, stage, lineLayers);
    isInOrder &&= count === state.drawn.size && held.layers === layers;
    if (!isInOrder) for (const layer of layers) layer.bringToFront();
    const strokes = layers.filter((layer) => !(layer instanceof L.CircleMarker));
    keep(state, feature, strokes);
    state.stops.projects.push(stopOf(state, feature, stage, strokes));
    return layers;
  });
  const shown = new Set(state.lines);
  for (const layers of before) if (!shown.has(layers)) layers.forEach((layer) => show(layer, false));
  for (const layers of state.lines) layers.forEach((layer) => show(layer, true));
}

function lineLayers(state, feature, stage) {
  const points = L.GeoJSON.coordsToLatLngs(feature.geometry.coordinates, 0);
  const strokes = lineStrokes(state.style, stage, state.shade(feature.colour), feature.precision);
  const layers = strokes.map(({ colour, width, dash, shift, is_round: isRound, alpha }) => announce(L.polyline(points, {
    pane: "atlas-lines", renderer: state.lineRenderer, color: colour, weight: width, opacity: alpha,
    lineCap: isRound || !dash.length ? "round" : "butt", lineJoin: "round",
    dashArray: dash.length ? dash.join(" ") : null, dashOffset: String(shift),
  }), feature.project_id));
  const marks = (feature.stops || []).map((stop) => stopMark(state, feature, stage, stop));
  for (const layer of layers) listen(state, layer, feature, stage);
  for (const layer of [...layers, ...marks]) state.group.addLayer(layer);
  return [...layers, ...marks];
}

/* A line for the keyboard. */
function stopOf(state, feature, stage, strokes) {
  const points = strokes[0].getLatLngs(), latlng = points[Math.floor(points.length / 2)];
  return {
    key: feature.project_id, name: localised(feature, "name", state.view.lang), latlng, area: null,
    tell: () => tellProject(state, feature, stage, latlng), choose: () => strokes.at(-1).fire("click", { latlng }, true),
  };
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
