/* What stands for whole cities and counties: one badge a unit at its seat, with how many and a ring by group. A project
   that stands for several units counts in each of them. A badge keeps out of the way of sites, of lines where it can and
   of other badges, tied to its seat where it had to move, and never leaves its unit. */
import { badgeList, choose, listRoom } from "#map/badge_list.js";
import { drawRows } from "#map/badge_rows.js";
import { localised } from "#map/dom.js";
import { spiral } from "#map/grid.js";
import { insideOf } from "#map/inside.js";
import { nameMark, tellOnFocus } from "#map/keyboard.js";
import { pointsIn } from "#map/lines_near.js";
import { boxesOf } from "#map/names.js";
import { ringSymbol } from "#map/rings.js";
import { boxAround, covered, isFree, overlaps } from "#map/shapes.js";
import { light, tell, untell } from "#map/tips.js";
import { byGroup, drawLeader, groupName, placeOf, unitName, unitsOf } from "#map/units.js";

const LEAST = 7.5, GROWTH = 0.7, MOST = 14;
export const RING = { width: 2.6, gap: 0.7, font: 9.5 };
const TRIES = 160, BESIDE = 12;
const SPIRAL = Array.from({ length: TRIES }, (_, i) => spiral(i)), FARTHEST = Math.hypot(...SPIRAL.at(-1)) + 2 * MOST;
const AROUND = [[1, 0], [-1, 0], [0, 1], [0, -1], [0.7, 0.7], [-0.7, 0.7], [0.7, -0.7], [-0.7, -0.7]];

export function badgeRadius(count) { return Math.min(MOST, LEAST + GROWTH * Math.sqrt(count)); }

/* How far from its seat a badge stands: at it, or at the nearest place that is free and wholly in the unit; else where its
   middle is in the unit and the least is covered. `lines` are points of the map's lines: kept free near the seat. */
export function shiftOf(at, radius, taken, lines, isInside) {
  const move = ([x, y]) => ({ x: at.x + x, y: at.y + y }), box = (shift) => boxAround(move(shift), 2 * radius, 2 * radius);
  const isWhole = ([dx, dy]) => AROUND.every(([x, y]) => isInside(move([dx + x * radius, dy + y * radius])));
  const isOpen = (shift) => !lines.some(({ x, y }) => Math.hypot(x - at.x - shift[0], y - at.y - shift[1]) < radius + 2);
  let free = null, whole = null;
  for (const shift of SPIRAL) {
    const isNear = Math.hypot(...shift) < BESIDE + 2 * radius;
    if (whole && !isNear) return whole;
    if (!isInside(move(shift)) || !isFree(box(shift), taken)) continue;
    free ||= shift;
    if (!isWhole(shift)) continue;
    if (isNear && isOpen(shift)) return shift;
    whole ||= shift;
  }
  const inside = SPIRAL.filter((shift) => isInside(move(shift)));
  const least = (best, shift) => (covered(box(shift), taken) < covered(box(best), taken) ? shift : best);
  return whole || free || inside.reduce(least, inside[0] || [0, 0]);
}

function told(state, features) {
  const { labels, lang } = state.view, mark = lang === "zh" ? "：" : ": ", several = features.filter((f) => f.places.length > 1).length;
  const byName = features.length === 1 && [localised(features[0], "name", lang)];
  const parts = byName || byGroup(state.view, features).map(([colour, held]) => `${groupName(state.view, colour)} ${held.length}`);
  return [`${labels.of_units}${mark}${features.length}`, several && `${labels.of_several}${mark}${several}`, parts.join(" · ")]
    .filter(Boolean).join("\n");
}

/* Draw the badges, and what they open into; one that stands where it stood for what it stood for is left. `lines` are
   the lines on the map, traced; `keep` notes what stands for a project. */
export function drawBadges(state, features, stages, lines, keep) {
  const taken = boxesOf(state, [...state.sites, ...(state.spots?.getLayers() || [])]);
  const units = unitsOf(features).filter(({ id }) => placeOf(state, id)), kept = new Map();
  state.leaders.clearLayers();
  state.badgesAtSeats = {};
  for (const unit of units) {
    const { lat, lon } = placeOf(state, unit.id), at = state.map.latLngToLayerPoint([lat, lon]), radius = badgeRadius(unit.features.length);
    const around = boxAround(at, 2 * FARTHEST, 2 * FARTHEST), near = taken.filter((box) => overlaps(box, around));
    const shift = shiftOf(at, radius, near, pointsIn(lines, around), insideOf(state, unit.id)), middle = { x: at.x + shift[0], y: at.y + shift[1] };
    taken.push(boxAround(middle, 2 * radius + 2, 2 * radius + 2));
    if (Math.hypot(...shift) > radius) drawLeader(state, at, middle);
    else state.badgesAtSeats[unit.id] = boxAround(middle, 2 * radius, 2 * radius);
    Object.assign(unit, { middle, radius });
    kept.set(unit.id, placed(state, unit, stages));
    for (const feature of unit.features) keep(feature, [unit.marker]);
  }
  for (const { marker } of [...(state.badges?.values() || [])].filter((held) => !held.isKept)) state.clusters.removeLayer(marker);
  state.badges = kept;
  drawRows(state, units, stages, { taken, lines, keep });
}

/* The badge of a unit, the one that is there if it would look and say the same. */
function placed(state, unit, stages) {
  const { middle, radius } = unit, held = state.badges?.get(unit.id);
  const key = JSON.stringify([state.drawnFor, state.kept && state.keptAt, middle, unit.features.map(({ id, project_id: of }) => [id, stages[of]])]);
  if (held?.key === key) {
    held.isKept = true;
    unit.marker = held.marker;
  } else {
    unit.marker = badge(state, unit, middle, radius, stages);
    state.clusters.addLayer(unit.marker);
  }
  return { key, marker: unit.marker };
}

function badge(state, unit, middle, radius, stages) {
  const { id, features } = unit, name = unitName(state, id), side = 2 * radius + 4, latlng = state.map.layerPointToLatLng([middle.x, middle.y]);
  const ring = { count: features.length, parts: byGroup(state.view, features).map(([colour, held]) => [colour, held.length]) };
  const icon = L.divIcon({
    className: "atlas-site atlas-badge", iconSize: [side, side], iconAnchor: [side / 2, side / 2],
    html: ringSymbol(state.style, ring, state.shade, radius, RING),
  });
  const marker = L.marker(latlng, { icon, keyboard: true, alt: name, title: "", riseOnHover: true });
  const say = () => {
    light(state, [id], { color: state.style.ink, weight: 1.6, fill: true, fillColor: state.style.ink, fillOpacity: 0.1 });
    tell(state, name, told(state, features), latlng);
  };
  if (features.length === 1) marker.on("click", () => choose(state, features[0], latlng));
  else marker.bindPopup(() => badgeList(state, unit, stages), { offset: [0, 4 - radius], ...listRoom(state) });
  tellOnFocus(marker, say, () => untell(state)).on("mouseover", say).on("mouseout", () => untell(state));
  marker.on("click", (event) => L.DomEvent.stopPropagation(event)).on("popupopen", () => state.tip.remove());
  return nameMark(marker, `${name} ${told(state, features).replace(/\n/g, " ")}`, `unit/${id}`);
}
