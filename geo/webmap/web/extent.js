/* Which part of the ground is shown: the whole cluster, what was chosen, what a filter left, or what the reader likes
   (`state.place`: home, chosen, own). */
import { stagesById } from "#map/projects.js";
import { unitBounds } from "#map/ground.js";

const NEAREST = 11;
const FLIGHT_S = 0.7;
const ROOM = { width: 120, height: 120 };
const BESIDE_FROM = 560;

/* The strip that the legend covers. */
export function legendRoom(state) {
  if (state.view?.is_flat) return 0;
  return state.map.getContainer().clientWidth >= BESIDE_FROM ? state.legendBox.offsetWidth + 14 : 0;
}

export function hasRoom(state) {
  const size = state.map.getSize();
  return size.y >= ROOM.height && size.x >= state.legendBox.offsetWidth + ROOM.width;
}

/* What can be seen of the map. */
export function openBounds(state) {
  const size = state.map.getSize();
  const corners = [[0, size.y], [size.x - legendRoom(state), 0]];
  return L.latLngBounds(corners.map((corner) => state.map.containerPointToLatLng(corner)));
}

export function featureBounds(state, feature) {
  if (feature.geometry) return (state.featureBounds[feature.id] ||= L.geoJSON(feature.geometry).getBounds());
  return feature.places.reduce((all, id) => (unitBounds(state, id) ? all.extend(unitBounds(state, id)) : all), L.latLngBounds([]));
}

function boundsOf(state, features) {
  return features.reduce((all, feature) => all.extend(featureBounds(state, feature)), L.latLngBounds([]));
}

function padding(state) { return { paddingTopLeft: [22, 22], paddingBottomRight: [Math.max(22, legendRoom(state)), 22] }; }

function zoomFor(state, bounds) {
  const { paddingTopLeft: a, paddingBottomRight: b } = padding(state);
  return Math.min(NEAREST, state.map.getBoundsZoom(bounds, false, L.point(a[0] + b[0], a[1] + b[1])));
}

/* Whether bounds are all in sight and fill a sensible part of it: within one step of as large as they go. */
function isWellShown(state, bounds) {
  return openBounds(state).contains(bounds) && state.map.getZoom() >= zoomFor(state, bounds) - 1;
}

/* Glide, unless the reader asked for as little motion as there can be. */
function mayGlide() { return !matchMedia("(prefers-reduced-motion: reduce)").matches; }

/* Go to bounds unless they are well shown; `place` says what they are. */
export function goTo(state, bounds, place) {
  if (!bounds.isValid() || !hasRoom(state) || isWellShown(state, bounds)) return;
  state.place = place;
  state.map.fitBounds(bounds, { maxZoom: NEAREST, animate: mayGlide(), ...padding(state) });
}

/* Fly to bounds unless they are well shown, or jump for a reader who wants no motion; then do something. */
export function fly(state, bounds, place, then) {
  const { map } = state, options = { maxZoom: NEAREST, ...padding(state) };
  if (!bounds.isValid() || !hasRoom(state) || isWellShown(state, bounds)) {
    then();
    return;
  }
  state.place = place;
  map.once("moveend", then);
  if (mayGlide()) map.flyToBounds(bounds, { ...options, duration: FLIGHT_S });
  else map.fitBounds(bounds, { ...options, animate: false });
}

/* A unit that stands for a project is lit where its badge is in sight: the map need not move. */
function isLit(state, projectId) {
  const open = openBounds(state), held = state.byProject[projectId] || [];
  return held.some(({ feature, layers }) => !feature.geometry && layers.some((layer) => open.contains(layer.getLatLng())));
}

export function goToProject(state, projectId) {
  if (isLit(state, projectId)) return;
  goTo(state, boundsOf(state, state.features.filter((f) => f.project_id === projectId)), "chosen");
}

/* What the projects in view cover: units where those stand for a project. */
export function resultBounds(state) {
  const stages = stagesById(state.view.stages);
  return boundsOf(state, state.features.filter((f) => f.project_id in stages));
}

/* Whether what a filter left lies out of sight or in a small part of it. */
export function isOffered(state) {
  if (!state.view.stages || !hasRoom(state)) return false;
  const bounds = resultBounds(state), open = openBounds(state);
  return bounds.isValid() && (!open.intersects(bounds) || (open.contains(bounds) && !isWellShown(state, bounds)));
}

/* The whole cluster; for a map that is fitted to its projects, these. */
export function goHome(state) {
  if (!hasRoom(state)) return;
  const { view } = state, results = view.is_fitted && resultBounds(state);
  const edge = view.links ? 30 : 4, foot = view.is_flat ? state.legendBox.offsetHeight + 14 : edge;
  if (results && results.isValid()) state.map.fitBounds(results, { padding: [22, 22], maxZoom: 10, animate: false });
  else {
    const beside = [Math.max(edge, legendRoom(state)), foot];
    state.map.fitBounds(state.home, { paddingTopLeft: [edge, edge], paddingBottomRight: beside, animate: false });
  }
  state.place = "home";
}

/* The frame gets its size in steps, after the map is made: the extent follows it until the reader moves the map. */
export function settle(state) {
  if (!state.isReady || !state.view || !hasRoom(state)) return;
  if (state.place === "home") goHome(state);
  else if (state.place === "chosen") goToProject(state, state.view.selected);
}
