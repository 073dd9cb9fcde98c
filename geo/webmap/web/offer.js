/* The button that offers to zoom to what a filter left, where that lies out of sight or is small. */
import { button } from "#map/dom.js";
import { goTo, isOffered, resultBounds } from "#map/extent.js";

export function addOffer(state) {
  state.offer = button("atlas-offer", "");
  state.offer.hidden = true;
  state.offer.onclick = () => goTo(state, resultBounds(state), "own");
  L.DomEvent.disableClickPropagation(state.offer);
  state.map.getContainer().append(state.offer);
  state.map.on("moveend", () => updateOffer(state));
}

export function updateOffer(state) {
  if (!state.hasBegun) return;
  state.offer.textContent = state.view.labels.zoom_to_results || "";
  state.offer.hidden = !isOffered(state);
}
