/* Places as the subject of the map: a view gives their colours (tints), what a pointer on them tells and a click reports
   (picks), which of them are chosen, and those that are points (spots). Adcodes and short texts only: the outlines are
   there already. */
import { localised } from "#map/dom.js";
import { goTo } from "#map/extent.js";
import { areaLayer, unitBounds } from "#map/ground.js";
import { keepFocus, nameMark, tellOnFocus } from "#map/keyboard.js";
import { report } from "#map/report.js";
import { isInUnit } from "#map/shapes.js";
import { zoneSymbol } from "#map/symbols.js";
import { dimArea, light, tell, untell } from "#map/tips.js";

const CONTROLS = ".leaflet-marker-icon, .leaflet-control, .leaflet-popup";

/* The county under a point, or its city where the view knows only cities; nothing outside what can be picked. */
function pickAt(state, point) {
  const picks = state.view?.picks;
  if (!picks) return "";
  const found = Object.keys(state.units).find((id) => {
    const { city } = state.units[id].properties, isPick = id in picks || city in picks;
    return city && id !== city && isPick && unitBounds(state, id).contains(point) && isInUnit(point, state.units[id].geometry);
  });
  if (!found) return "";
  return found in picks ? found : state.units[found].properties.city;
}

function labelOf(state, id) { return state.labels.find((label) => label.id === id); }

function nameOf(state, id) {
  const place = labelOf(state, id);
  return place ? localised(place, "name", state.view.lang) : "";
}

function lightPlace(state, id) {
  if (state.litPlace === id) return;
  state.litPlace = id;
  if (id) light(state, [id], { fill: false, color: state.style.ink, weight: 1.6 });
  else dimArea(state);
}

function tellPlace(state, id, latlng) {
  lightPlace(state, id);
  tell(state, nameOf(state, id), state.view.picks[id], latlng);
}

function hover(state, event) {
  const id = event.originalEvent.target.closest(CONTROLS) ? "" : pickAt(state, event.latlng);
  if (!id && !state.litPlace) return;
  state.map.getContainer().classList.toggle("has-pick", Boolean(id));
  if (id) tellPlace(state, id, event.latlng);
  else {
    lightPlace(state, "");
    state.tip.remove();
  }
}

/* Chosen places: a thin dark line over a bright one, so that it reads on any tint. */
function outline(state) {
  const { chosen = [] } = state.view, { selected, ink } = state.style;
  state.chosenLayer.clearLayers();
  for (const [color, weight, opacity] of [[selected, 7, 0.85], [ink, 2.2, 1]]) {
    state.chosenLayer.addLayer(areaLayer(state, chosen, { fill: false, color, weight, opacity }));
  }
}

function drawSpots(state) {
  const { spots = [], chosen = [] } = state.view;
  state.spots.clearLayers();
  for (const spot of spots) state.spots.addLayer(spotLayer(state, spot, chosen.includes(spot.id)));
}

function spotLayer(state, spot, isChosen) {
  const className = `atlas-site atlas-zone${isChosen ? " is-selected" : ""}`;
  const icon = L.divIcon({ className, iconSize: [15, 15], html: zoneSymbol(state.style) });
  const marker = L.marker([spot.lat, spot.lon], { icon, keyboard: true, alt: spot.name, title: "", riseOnHover: true });
  const say = () => tell(state, spot.name, spot.text, marker.getLatLng());
  tellOnFocus(marker, say, () => untell(state)).on("mouseover", say).on("mouseout", () => untell(state));
  marker.on("click", () => report(state, { place_id: spot.id }, marker.getLatLng()));
  return nameMark(marker, `${spot.name} ${spot.text}`, spot.id);
}

/* The units that can be picked, for the keyboard. */
function stopsOf(state) {
  return Object.keys(state.view.picks || {}).filter((id) => labelOf(state, id)).map((id) => {
    const place = labelOf(state, id), latlng = L.latLng(place.middle || [place.lat, place.lon]);
    return {
      key: id, name: `${nameOf(state, id)} ${state.view.picks[id].replace(/\n/g, " ")}`, latlng,
      tell: () => tellPlace(state, id, latlng), choose: () => report(state, { place_id: id }, latlng),
    };
  });
}

/* A place chosen elsewhere than on the map may lie out of sight. */
function goToChosen(state) {
  const chosen = (state.view.chosen || []).filter((id) => state.units[id]), key = chosen.join();
  const isNew = state.lastChosen !== undefined && key && key !== state.lastChosen;
  state.lastChosen = key;
  if (isNew) goTo(state, chosen.reduce((all, id) => all.extend(unitBounds(state, id)), L.latLngBounds([])), "own");
}

export function addPlaces(state) {
  state.chosenLayer = L.layerGroup().addTo(state.map);
  state.spots = L.layerGroup().addTo(state.map);
  state.map.on("mousemove", (event) => hover(state, event));
  state.map.on("mouseout", () => lightPlace(state, ""));
  state.map.on("click", (event) => {
    const id = pickAt(state, event.latlng);
    if (id) report(state, { place_id: id }, event.latlng);
  });
}

export function drawPlaces(state) {
  const { picks, chosen, spots, lang } = state.view, key = JSON.stringify([picks, chosen, spots, lang, state.isDark]);
  if (key === state.placeKey) return;
  state.placeKey = key;
  keepFocus(state, () => {
    state.stops.places = stopsOf(state);
    outline(state);
    drawSpots(state);
  });
  goToChosen(state);
}
