/* The coordinates of the pointer, or of the middle where there is none, in a datum to choose. */
import { element } from "#map/dom.js";
import { toGcj } from "#map/gcj02.js";

/* Datum → what it makes of WGS 84; CGCS2000 is the same within a metre, which is finer than anything here is drawn. */
const DATUMS = { "WGS 84": (at) => at, CGCS2000: (at) => at, "GCJ-02": toGcj };
const DECIMALS = 4;

/* A point [lat, lng] of WGS 84 as it is written in a datum. */
export function written(point, datum) {
  const [lat, lng] = DATUMS[datum](point);
  const part = (value, above, below) => `${Math.abs(value).toFixed(DECIMALS)}°${value < 0 ? below : above}`;
  return `${part(lat, "N", "S")} ${part(lng, "E", "W")}`;
}

function tellPoint(state, latlng) {
  state.pointer = latlng;
  state.pointText.textContent = written([latlng.lat, latlng.lng], state.datum.value);
}

export function addCoordinates(state) {
  const control = L.control({ position: "bottomleft" }), tellMiddle = () => tellPoint(state, state.map.getCenter());
  control.onAdd = () => {
    const box = element("div", "atlas-coordinates");
    state.datum = element("select");
    state.datum.append(...Object.keys(DATUMS).map((datum) => element("option", "", datum)));
    state.datum.onchange = () => tellPoint(state, state.pointer || state.map.getCenter());
    state.pointText = element("span");
    box.append(state.datum, state.pointText);
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  control.addTo(state.map);
  state.map.on("mousemove", (event) => tellPoint(state, event.latlng)).on("mouseout moveend", tellMiddle);
  if (state.map._loaded) tellMiddle();
}

/* A legend that lies flat along the foot of the map takes its place. */
export function nameCoordinates(state) {
  state.datum.setAttribute("aria-label", state.view.labels.datum);
  state.datum.parentNode.hidden = Boolean(state.view.is_flat);
}
