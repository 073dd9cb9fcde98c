/* Measuring on the map. A sheet over the marks takes the pointer meanwhile, so that nothing is chosen; drags and clicks
   go on to the map. Once it is ended the sheet goes and the figures stay until they are closed. */
import { element, name } from "#map/dom.js";
import { offerToAsk } from "#map/drawn.js";
import { makeDrawing, measureWords, show } from "#map/measure_drawing.js";
import { makePanel } from "#map/measure_panel.js";
import { barButton } from "#map/tools.js";

const SAME_PX = 8;

/* Whether Enter ends it, or sets a corner at the middle of the map: it ends where nothing was moved since the last one. */
export function isEnd(measure) { return measure.corners.length > 1 && !measure.hasMoved; }

/* Show the corners that are set, and offer to ask about them. */
function showSet(state) {
  show(state, true);
  offerToAsk(state);
}

function add(state, latlng) {
  const { measure, map } = state, last = measure.corners.at(-1);
  const isNear = last && map.latLngToContainerPoint(last).distanceTo(map.latLngToContainerPoint(latlng)) < SAME_PX;
  measure.next = null;
  measure.hasMoved = false;
  if (!isNear) measure.corners.push(latlng);
  showSet(state);
}

function press(state, event) {
  const { measure } = state, { key } = event;
  if (event.target.closest("input")) return;
  if (/^(Arrow|[+=_-])/.test(key)) measure.hasMoved = measure.isKeyed = true;
  state.map.getContainer().classList.toggle("is-keyed", measure.isKeyed);
  const isOther = key === "Enter" && event.target.closest("a, button, select");
  if (isOther || !["Enter", "Escape", "Backspace"].includes(key)) return;
  L.DomEvent.stop(event);
  if (key === "Escape") closeMeasure(state);
  else if (key === "Backspace") { measure.corners.pop(); measure.next = null; showSet(state); }
  else if (isEnd(measure)) end(state);
  else { measure.isKeyed = true; add(state, state.map.getCenter()); }
}

function point(state, latlng, isKeyed) {
  const { measure } = state;
  measure.isKeyed = isKeyed;
  state.map.getContainer().classList.toggle("is-keyed", isKeyed);
  measure.next = measure.corners.length ? latlng : null;
  show(state, false);
}

function end(state) {
  const { measure, map } = state;
  if (!measure?.sheet) return;
  map.off(measure.heard);
  map.getContainer().removeEventListener("keydown", measure.onKey, true);
  map.getContainer().classList.remove("is-keyed");
  map.doubleClickZoom.enable();
  measure.sheet.remove();
  measure.sheet = measure.next = null;
  showSet(state);
}

export function closeMeasure(state) {
  if (!state.measure) return;
  end(state);
  state.measure.drawn.remove();
  state.measure.parts.panel.remove();
  state.measure = null;
  state.map.getContainer().classList.remove("is-measured");
  state.measureLink.setAttribute("aria-pressed", "false");
  state.map.getContainer().focus({ preventScroll: true });
}

function start(state) {
  const { map } = state, box = map.getContainer();
  const sheet = element("div", "atlas-measure-sheet"), onKey = (event) => press(state, event);
  const heard = {
    click: ({ latlng }) => add(state, latlng), dblclick: () => { if (state.measure.corners.length > 1) end(state); },
    mousemove: ({ latlng }) => point(state, latlng, false), move: () => { if (state.measure.isKeyed) point(state, map.getCenter(), true); },
  };
  state.measure = {
    sheet, onKey, heard, corners: [], next: null, hasMoved: false, isKeyed: false, ...makeDrawing(map),
    parts: makePanel(state, () => closeMeasure(state)),
  };
  state.untell();
  box.append(sheet);
  box.classList.add("is-measured");
  box.addEventListener("keydown", onKey, true);
  map.closePopup().on(heard).doubleClickZoom.disable();
  state.measureLink.setAttribute("aria-pressed", "true");
  box.focus({ preventScroll: true });
  showSet(state);
}

export function addMeasure(state, bar) {
  state.measureLink = barButton(bar, "atlas-measure", "⟷", () => (state.measure ? closeMeasure(state) : start(state)));
  state.measureLink.setAttribute("aria-pressed", "false");
}

/* The words of a view; a map of something else than projects offers none. */
export function nameMeasure(state) {
  const labels = state.view.is_flat ? null : measureWords(state);
  state.measureLink.hidden = !labels;
  if (!labels) return;
  name(state.measureLink, labels.measure);
  if (state.measure) show(state, false);
}
