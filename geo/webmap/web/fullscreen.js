/* The map over the whole screen: its container alone, so the page around it is left as it is. The button is there only
   where the browser and the frame allow it; Escape leaves, as the browser itself says. */
import { name } from "#map/dom.js";
import { barButton } from "#map/tools.js";

/* Few fonts have a sign for it. */
const SIGN = '<svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><path d="M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9"' +
  ' fill="none" stroke="currentColor" stroke-width="1.8"/></svg>';

/* The words of the button: what it would do next. */
export function fullscreenLabel(labels, full) { return full ? labels.fullscreen_leave : labels.fullscreen; }

export function isFull(map) { return document.fullscreenElement === map.getContainer(); }

function toggle(state) {
  const turned = isFull(state.map) ? document.exitFullscreen() : state.map.getContainer().requestFullscreen();
  turned.catch(() => { state.fullscreenLink.hidden = true; }); // refused after all
}

export function addFullscreen(state, bar) {
  if (!document.fullscreenEnabled) return;
  state.fullscreenLink = barButton(bar, "atlas-fullscreen", "", () => toggle(state));
  state.fullscreenLink.innerHTML = SIGN;
  document.addEventListener("fullscreenchange", () => { if (state.view) nameFullscreen(state); });
}

export function nameFullscreen(state) {
  if (!state.fullscreenLink) return;
  const full = isFull(state.map);
  name(state.fullscreenLink, fullscreenLabel(state.view.labels, full));
  state.fullscreenLink.setAttribute("aria-pressed", String(full));
}
