/* The units that stand for projects: their names, their outlines, and what they stand for by group. */
import { localised } from "#map/dom.js";
import { unitBounds } from "#map/ground.js";
import { isInUnit } from "#map/shapes.js";

export function placeOf(state, id) { return state.labels.find((label) => label.id === id); }

export function unitName(state, id) {
  const place = placeOf(state, id);
  return place ? localised(place, "name", state.view.lang) : "";
}

/* The same of a place of any level: zones stand on no map. */
export function placeName(state, id) {
  const place = placeOf(state, id) || state.zones.find((zone) => zone.id === id);
  return place ? localised(place, "name", state.view.lang) : "";
}

/* What a place lies in, from the nearest to its city. */
export function parentsOf(state, id) {
  const parent = state.zones.find((zone) => zone.id === id)?.parent ?? state.units[id]?.properties.city;
  return parent && parent !== id ? [parent, ...parentsOf(state, parent)] : [];
}

/* The city or the county of the cluster at a point. */
export function unitAt(state, level, point) {
  return state.labels.find((label) => label.level === level && label.in_cluster && state.units[label.id] &&
    unitBounds(state, label.id).contains(point) && isInUnit(point, state.units[label.id].geometry));
}

/* Items by a key, in the order in which keys come: [key, items]. */
export function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item), held = groups.get(key);
    if (held) held.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}

/* The units that stand for something, each with the features it stands for: what holds the most first. */
export function unitsOf(features) {
  const pairs = features.flatMap((feature) => feature.places.map((id) => ({ id, feature })));
  return grouped(pairs, ({ id }) => id).map(([id, held]) => ({ id, features: held.map(({ feature }) => feature) }))
    .sort((a, b) => b.features.length - a.features.length || (a.id < b.id ? -1 : 1));
}

function groupsOf(view) { return view.legend.filter(({ kind }) => kind === "group").flatMap(({ entries }) => entries); }

export function groupName(view, colour) { return groupsOf(view).find((entry) => entry.colour === colour)?.label || ""; }

/* Features by the colour of their group, in the order of the legend: [colour, features]. */
export function byGroup(view, features) {
  const order = groupsOf(view).map(({ colour }) => colour);
  return grouped(features, ({ colour }) => colour).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

export function drawLeader(state, from, to) {
  const ends = [from, to].map(({ x, y }) => state.map.layerPointToLatLng([x, y]));
  state.leaders.addLayer(L.polyline(ends, {
    pane: "atlas-areas", renderer: state.areaRenderer, interactive: false, color: state.style.quiet, weight: 1, opacity: 0.9,
  }));
}
