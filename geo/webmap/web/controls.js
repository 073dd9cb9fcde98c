/* The controls of the map besides the legend, and what the map says of itself. */
import { element, name } from "#map/dom.js";
import { goHome } from "#map/extent.js";
import { addDrawn } from "#map/drawn.js";
import { addFind, nameFind } from "#map/find.js";
import { addFullscreen, nameFullscreen } from "#map/fullscreen.js";
import { addMeasure, nameMeasure } from "#map/measure.js";
import { barButton } from "#map/tools.js";

export function addControls(state) {
  L.control.scale({ imperial: false, maxWidth: 140 }).addTo(state.map);
  const home = L.control({ position: "topleft" });
  home.onAdd = () => {
    const bar = element("div", "leaflet-bar");
    addFind(state, bar);
    state.homeLink = barButton(bar, "atlas-home", "⌂", () => goHome(state));
    addFullscreen(state, bar);
    addMeasure(state, bar);
    return bar;
  };
  home.addTo(state.map);
  addDrawn(state);
  state.notice = element("div", "atlas-notice");
  state.notice.setAttribute("role", "status");
  state.map.getContainer().append(state.notice);
}

export function say(state, text) {
  state.notice.textContent = text || "";
  state.notice.hidden = !text;
}

/* The words of a view, in its language. */
export function nameControls(state) {
  const { labels, lang } = state.view, box = state.map.getContainer(), zoom = state.map.zoomControl;
  box.lang = lang;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", labels.map);
  name(state.homeLink, labels.all);
  nameFind(state);
  nameFullscreen(state);
  nameMeasure(state);
  if (!zoom) return;
  name(zoom._zoomInButton, labels.zoom_in);
  name(zoom._zoomOutButton, labels.zoom_out);
}

/* A view without stages is about something else than projects: it says itself when it is empty. */
export function tellNotice(state) {
  const { stages, labels, notice } = state.view;
  say(state, stages && !Object.keys(stages).length ? labels.empty : notice);
}
