/* A click where no project is offers to see only that county or its city, by the filter of the sidebar; the list of a
   badge offers the same of its unit. */
import { button, element } from "#map/dom.js";
import { report } from "#map/report.js";
import { dimArea, light } from "#map/tips.js";
import { isDrawing } from "#map/tools.js";
import { parentsOf, placeName, unitAt } from "#map/units.js";

export const BESIDE_BUTTONS = 54;

/* The places that are filtered by after acts: one alone, or one less. */
export function placesAfter(only, acts) {
  return acts.reduce((now, [, name, id, isOn]) => {
    if (name !== "place") return now;
    return isOn ? [id] : now.filter((one) => one !== id);
  }, only);
}

/* How many projects of a view a place has. */
export function countWithin(features, stages, id) {
  const within = new Map(features.map((feature) => [feature.project_id, feature.within]));
  return Object.values(stages).flat().filter((project) => within.get(project)?.includes(id)).length;
}

/* A map without the filter of the sidebar offers nothing. */
export function mayOffer(state) { return Boolean(state.view?.only && state.options.tools?.[state.view.lang]); }

/* How many a place has, and the button that filters by it alone or no longer. */
export function offerRow(state, id, hasName) {
  const words = state.options.tools[state.view.lang], isChinese = state.view.lang === "zh", mark = isChinese ? "：" : ": ";
  const count = countWithin(state.features, state.view.stages, id), row = element("div", "atlas-place");
  const isOnly = placesAfter(state.view.only, state.acts.open).includes(id), told = element("div");
  const press = button("atlas-place-press", isOnly ? words.place_no_longer : words.place_only);
  if (hasName) told.append(element("strong", "", placeName(state, id)));
  told.append(element("span", "", `${words.place_count}${mark}${count}`));
  press.setAttribute("aria-label", `${press.textContent}${mark}${placeName(state, id)}`);
  press.onclick = () => filterBy(state, id, !isOnly);
  row.append(told);
  if (count || isOnly) row.append(press);
  return row;
}

function filterBy(state, id, isOn) {
  state.map.closePopup();
  state.map.getContainer().focus({ preventScroll: true });
  state.acts.add("place", id, isOn);
  report(state, {}, state.map.getCenter());
}

function fill(state, ids) {
  const box = element("div", "atlas-places");
  box.append(...ids.map((id) => offerRow(state, id, true)));
  return box;
}

/* Offer places, from the nearest to the widest, at a point; return whether there was any to offer. */
export function offerPlace(state, ids, latlng, isFocused) {
  const held = mayOffer(state) ? ids.filter((id) => state.offered.has(id)) : [];
  if (!held.length) return false;
  const room = { minWidth: 190, maxWidth: 270, autoPanPaddingTopLeft: [BESIDE_BUTTONS, 8], autoPanPaddingBottomRight: [8, 8] };
  const popup = L.popup(room).setLatLng(latlng).setContent(fill(state, held));
  state.placePopup = { popup, ids: held };
  popup.openOn(state.map);
  light(state, held.filter((id) => state.units[id]).slice(0, 1), { fill: false, color: state.style.ink, weight: 1.6 });
  if (isFocused) popup.getElement().querySelector("button, a")?.focus({ preventScroll: true });
  return true;
}

/* After a message: what is offered as it is now. */
export function updatePlaceOffer(state) {
  const { placePopup, view } = state, key = JSON.stringify([view.stages, view.only, view.lang]);
  if (key === state.placeOfferKey) return;
  state.placeOfferKey = key;
  if (!placePopup) return;
  if (mayOffer(state)) placePopup.popup.setContent(fill(state, placePopup.ids));
  else state.map.closePopup();
}

function offerAt(state, event) {
  const { originalEvent, latlng } = event, { popup, place } = state.closed;
  if (!mayOffer(state) || originalEvent === state.projectClick || isDrawing(state)) return;
  const county = unitAt(state, "county", latlng)?.id || "";
  /* A click beside a list closes it, and one in the same county its offer. */
  if (!county || (popup && !place) || place === county) return;
  offerPlace(state, [county, ...parentsOf(state, county)], latlng, false);
}

export function addPlaceOffer(state) {
  state.offered = new Set([...state.labels.filter((label) => label.in_cluster), ...state.zones].map(({ id }) => id));
  state.map.on("popupopen", ({ popup }) => { state.openPopup = popup; });
  state.map.on("preclick", () => { state.closed = { popup: state.openPopup, place: state.placePopup?.ids[0] }; });
  state.group.on("click", ({ originalEvent }) => { state.projectClick = originalEvent; });
  state.map.on("click", (event) => offerAt(state, event));
  state.map.getContainer().addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest(".leaflet-popup")) return;
    L.DomEvent.stop(event);
    state.map.closePopup();
    if (!document.activeElement?.closest(".leaflet-container")) state.map.getContainer().focus({ preventScroll: true });
  });
  state.map.on("dblclick", () => { if (state.placePopup) state.map.closePopup(state.placePopup.popup); });
  state.map.on("popupclose", ({ popup }) => {
    if (popup === state.openPopup) state.openPopup = null;
    if (popup !== state.placePopup?.popup) return;
    state.placePopup = null;
    dimArea(state);
  });
}
