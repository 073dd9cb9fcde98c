/* The names of places: beside their seat where nothing else stands, cities first. What finds no room is left out, except
   a city. A view about places writes a note below each name, which then stands in the middle of a city's area; a view
   about links names their ends itself. */
import { element, localised } from "#map/dom.js";
import { countiesShow, isWide } from "#map/ground.js";
import { textWidth } from "#map/link_names.js";
import { boxAround, boxCentre, covered, isFree } from "#map/shapes.js";

const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];
const GAPS = { prefecture: [1, 3, 12], county: [2, 7] };
const DIAGONAL = 0.8;
const NOTE_PX = 15;

/* The boxes of the marks that are drawn, in pixels of the layer. */
function markBoxes(state) {
  return boxesOf(state, [...(state.sites || []), ...[state.clusters, state.spots].flatMap((group) => group?.getLayers() || [])]);
}

export function boxesOf(state, markers) {
  return markers.map((marker) => {
    const { iconSize: [width, height], iconAnchor: [x, y] = [width / 2, height / 2] } = marker.options.icon.options;
    const at = state.map.latLngToLayerPoint(marker.getLatLng());
    return [at.x - x, at.y - y, at.x - x + width, at.y - y + height];
  });
}

/* Where a name of a size may stand beside a ring, the best first: boxes. */
export function besideBoxes(at, [width, height], radius, gaps) {
  return gaps.flatMap((gap) => SIDES.map(([x, y]) => {
    const share = x && y ? DIAGONAL : 1, reach = [width / 2 + radius + gap, height / 2 + radius + gap / 2];
    return boxAround({ x: at.x + x * reach[0] * share, y: at.y + y * reach[1] }, width, height);
  }));
}

function sizeOf(state, place) {
  const { lang } = state.view, text = localised(place, "name", lang);
  if (place.level !== "prefecture") return [textWidth(text, "11.5px sans-serif") + 5, 16];
  if (!place.in_cluster) return [textWidth(text, "13px sans-serif") + (lang === "zh" ? 5 * text.length : 8), 18];
  const px = isWide(state.map) ? 13 : 16, spacing = lang === "zh" ? (isWide(state.map) ? 0.15 : 0.28) : 0.06;
  return [textWidth(text, `600 ${px}px sans-serif`) + spacing * px * text.length + 4, px + 5];
}

function icon(place, html, at) {
  const className = `atlas-label atlas-label-${place.level}${place.in_cluster ? "" : " is-outside"}`;
  return L.divIcon({ className, html, iconSize: [0, 0], iconAnchor: [-at[0], -at[1]] });
}

/* Write a name or a ring, unless the same stands there already. */
function add(state, place, latlng, html, pane, shift = [0, 0]) {
  const key = JSON.stringify([place.id, latlng, html, pane, shift]), held = state.labelsBefore.get(key);
  const marker = held || L.marker(latlng, { icon: icon(place, html, shift), pane, interactive: false, keyboard: false });
  state.labelsBefore.delete(key);
  state.labelMarkers.set(key, marker);
  if (!held) state.labelLayer.addLayer(marker);
}

/* A name with its note, in the middle of a city's area. */
function drawNoted(state, place, note, taken) {
  const latlng = place.middle || [place.lat, place.lon], at = state.map.latLngToLayerPoint(latlng);
  const text = element("span", "", localised(place, "name", state.view.lang)), [width, height] = sizeOf(state, place);
  text.append(element("b", "atlas-label-note", note));
  taken.push(boxAround(at, width, height + NOTE_PX));
  add(state, place, latlng, text.outerHTML, "atlas-labels");
}

/* The box of which the least is covered, the first of equals. */
export function leastCovered(boxes, taken) {
  return boxes.map((box) => ({ box, area: covered(box, taken) })).reduce((least, one) => (one.area < least.area ? one : least)).box;
}

/* A ring at the seat, unless its badge stands there, and the name beside it; a county without room for its name has neither. */
function drawSeat(state, place, taken) {
  const latlng = [place.lat, place.lon], at = state.map.latLngToLayerPoint(latlng), isCity = place.level === "prefecture";
  const size = state.style.base.seat[isCity ? "city" : "county"], badge = state.badgesAtSeats[place.id];
  const middle = badge ? boxCentre(badge) : at, radius = badge ? (badge[2] - badge[0]) / 2 + 1 : size / 2;
  const tries = besideBoxes(middle, sizeOf(state, place), radius, GAPS[place.level]);
  const box = tries.find((one) => isFree(one, taken)) || (isCity && leastCovered(tries, taken));
  if (!box) return;
  const text = element("span", "", localised(place, "name", state.view.lang));
  const ring = boxAround(at, size, size), hasRing = !badge && (isCity || isFree(ring, taken));
  taken.push(box, ring);
  if (hasRing) add(state, place, latlng, element("i", `atlas-seat${isCity ? " is-city" : ""}`).outerHTML, "atlas-seats");
  add(state, place, latlng, text.outerHTML, "atlas-labels", [(box[0] + box[2]) / 2 - at.x, (box[1] + box[3]) / 2 - at.y]);
}

/* Draw the names of a view; what they cover is kept for the names that come later. */
export function drawNames(state) {
  const { view } = state, notes = view.notes || {}, namedElsewhere = view.links ? view.links.ends : {};
  const key = JSON.stringify([view.lang, view.notes, Object.keys(namedElsewhere), state.map.getZoom(), state.projectKey, state.placeKey]);
  if (state.labelKey === key) return;
  state.labelKey = key;
  state.labelLayer ||= L.layerGroup().addTo(state.map);
  Object.assign(state, { labelsBefore: state.labelMarkers || new Map(), labelMarkers: new Map() });
  const rank = (place) => (place.level === "prefecture" ? 0 : 2) + (place.in_cluster ? 0 : 1);
  const isShown = (place) => !namedElsewhere[place.id] && (place.level === "prefecture" || (place.level === "county" && countiesShow(state.map)));
  const shown = state.labels.filter(isShown).sort((a, b) => rank(a) - rank(b)), taken = markBoxes(state);
  const first = taken.length;
  for (const place of shown) {
    if (view.notes) drawNoted(state, place, notes[place.id] || "", taken);
    else drawSeat(state, place, taken);
  }
  for (const marker of state.labelsBefore.values()) state.labelLayer.removeLayer(marker);
  state.nameBoxes = taken.slice(first);
  state.takenBoxes = taken;
}
