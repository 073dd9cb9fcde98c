/* What can be found on the map: projects in view, cities, counties and zones, rivers; and how to go to each. */
import { choose } from "#map/badge_list.js";
import { localised } from "#map/dom.js";
import { featureBounds, fly } from "#map/extent.js";
import { keyOf, simplified } from "#map/find_names.js";
import { unitBounds } from "#map/ground.js";
import { goToMark } from "#map/keyboard.js";
import { offerPlace } from "#map/place_offer.js";
import { stagesById } from "#map/projects.js";
import { placeSymbol, siteSymbol } from "#map/symbols.js";
import { light, tell, tellProject } from "#map/tips.js";
import { parentsOf } from "#map/units.js";

/* Everything by its name, whether in view or not; made once, when the search is opened first. */
export function makeThings(state) {
  const forms = simplified(state.traditional), key = (item) => keyOf([item.name_zh, item.name_en, item.full_en || ""], item.pinyin || "", forms);
  const places = [...state.labels, ...state.zones].map((item) => ({ item, key: key(item), kind: item.level }));
  const rivers = Object.values(Object.groupBy(state.rivers, ({ properties }) => properties.river_id))
    .map((parts) => ({ item: parts[0].properties, parts, key: key(parts[0].properties), kind: "river" }));
  const projects = Object.values(Object.groupBy(state.features, (feature) => feature.project_id))
    .map((parts) => ({ item: parts[0], parts, key: key(parts[0]), kind: "project" }));
  return { forms, all: [...places.sort((a, b) => order(a) - order(b)), ...rivers, ...projects] };
}

function order({ kind }) { return ["prefecture", "county", "zone"].indexOf(kind); }

/* What a reader may look for now: of projects those in view. */
export function thingsInView(state) {
  const stages = stagesById(state.view.stages);
  return state.things.all.filter(({ kind, item }) => kind !== "project" || item.project_id in stages);
}

export function nameOf(state, thing) { return localised(thing.item, "name", state.view.lang); }

/* What stands behind a name in the list: the stage of a project, the kind of a place. */
export function kindOf(state, { kind, item }, words) {
  return kind === "project" ? state.view.labels[stagesById(state.view.stages)[item.project_id]] || "" : words[`find_${kind}`];
}

export function symbolOf(state, { kind, item }) {
  if (kind !== "project") return placeSymbol(state.style, kind);
  return siteSymbol(state.style, stagesById(state.view.stages)[item.project_id], state.shade(item.colour), item.precision);
}

function boundsOfAll(parts, bounds) { return parts.reduce((all, part) => all.extend(bounds(part)), L.latLngBounds([])); }

/* A project is chosen as by a click on it; the map goes there at once, not only with the answer. */
function goToProject(state, { item, parts }) {
  const [lon, lat] = item.anchor, latlng = L.latLng(lat, lon), stage = stagesById(state.view.stages)[item.project_id];
  state.lastSelected = item.project_id;
  fly(state, boundsOfAll(parts, (part) => featureBounds(state, part)), "chosen", () => {
    const marker = goToMark(state, [item.project_id]);
    tellProject(state, item, stage, marker ? marker.getLatLng() : latlng);
    choose(state, item, latlng);
  });
}

function goToPlace(state, { item }) {
  const lies = [item.id, ...parentsOf(state, item.id)], isPoint = item.level === "zone" && item.lat;
  const point = [item.lat, item.lon], area = lies.map((id) => unitBounds(state, id)).find(Boolean) || state.home;
  const latlng = isPoint || item.level !== "zone" ? L.latLng(point) : area.getCenter();
  const bounds = isPoint ? L.latLngBounds([point, point]) : area;
  fly(state, bounds, "own", () => {
    if (offerPlace(state, lies, latlng, true)) return;
    tell(state, localised(item, "name", state.view.lang), "", latlng);
    light(state, [item.id], { fill: false, color: state.style.ink, weight: 1.6 });
    endTip(state);
  });
}

/* A river is lit by a bright line below it; its name stands at the point of it that is nearest to the middle. */
function goToRiver(state, { item, parts }) {
  const lines = L.geoJSON({ type: "FeatureCollection", features: parts }, {
    style: { pane: "atlas-areas", renderer: state.areaRenderer, interactive: false, color: state.style.selected, weight: 9, opacity: 0.6 },
  });
  fly(state, lines.getBounds(), "own", () => {
    const middle = state.map.getCenter(), points = parts.flatMap(({ geometry }) => L.GeoJSON.coordsToLatLngs(geometry.coordinates, 0));
    const at = points.reduce((best, point) => (point.distanceTo(middle) < best.distanceTo(middle) ? point : best));
    tell(state, localised(item, "name", state.view.lang), "", at);
    light(state, [], {});
    state.lit = lines.addTo(state.map);
    endTip(state);
  });
}

/* What was found stays lit until the reader goes on. */
function endTip(state) { state.map.once("click movestart", () => state.untell()); }

export function goToThing(state, thing) {
  state.untell();
  state.map.closePopup();
  ({ project: goToProject, river: goToRiver }[thing.kind] || goToPlace)(state, thing);
}
