/* How the measure looks: corners, the line between them, and from three on the ring they enclose. */
import { fillPanel } from "#map/measure_panel.js";

const PANE = "atlas-measure";

/* The pane of what is drawn by hand, made when it is first needed; its name. */
export function measurePane(map) {
  const pane = map.getPane(PANE) || map.createPane(PANE);
  pane.style.zIndex = 640;
  pane.style.pointerEvents = "none";
  return PANE;
}

export function makeDrawing(map) {
  return { drawn: L.layerGroup().addTo(map), renderer: L.svg({ pane: measurePane(map), padding: 0.5 }) };
}

function points(measure) {
  const all = measure.next ? [...measure.corners, measure.next] : measure.corners;
  return all.map(({ lat, lng }) => [lat, lng]);
}

/* Its words go out once, in each language that the map may be asked for. */
export function measureWords(state) { return state.options.tools?.[state.view.lang]; }

/* Draw what is measured, and say it. */
export function show(state, isSet) {
  const { measure } = state, shown = points(measure), isRing = shown.length > 2;
  measure.drawn.clearLayers();
  const look = { pane: PANE, renderer: measure.renderer, interactive: false };
  if (isRing) measure.drawn.addLayer(L.polygon(shown, { ...look, className: "atlas-measured is-ring", dashArray: "2 5" }));
  measure.drawn.addLayer(L.polyline(shown, { ...look, className: "atlas-measured" }));
  for (const corner of measure.corners) measure.drawn.addLayer(L.circleMarker(corner, { ...look, radius: 4, className: "atlas-corner" }));
  fillPanel(measure.parts, shown, measureWords(state), { isOpen: Boolean(measure.sheet), isSet });
}
