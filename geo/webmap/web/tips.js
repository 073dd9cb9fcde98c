/* What a pointer or the keyboard is told of a thing on the map, and its area lit. */
import { element, localised } from "#map/dom.js";
import { areaLayer } from "#map/ground.js";

export function makeTip(state) {
  state.tip = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1, className: "atlas-tooltip" });
}

export function tell(state, title, text, latlng, last = "") {
  const node = element("div", "atlas-tip");
  node.append(element("strong", "", title));
  for (const line of text.split("\n")) if (line) node.append(element("span", "", line));
  if (last) node.append(element("span", "atlas-tip-precision", last));
  state.tip.setContent(node).setLatLng(latlng).addTo(state.map);
}

export function tellProject(state, feature, stage, latlng) {
  const { lang, labels } = state.view, kind = `${localised(feature, "type", lang)} · ${labels[stage] || ""}`;
  const apart = state.view.apart?.[feature.project_id] || "";
  tell(state, localised(feature, "name", lang), `${kind}\n${apart}`, latlng, labels[feature.precision]);
  if (feature.precision === "admin") lightArea(state, feature);
}

export function tellStop(state, feature, stop, latlng) {
  const { lang, labels } = state.view;
  tell(state, localised(stop, "name", lang), localised(feature, "name", lang), latlng, labels[feature.precision]);
}

export function untell(state) {
  state.tip.remove();
  dimArea(state);
}

export function lightArea(state, feature) { light(state, feature.places, unitStyle(state, feature, 1.5)); }

export function light(state, ids, options) {
  dimArea(state);
  state.lit = areaLayer(state, ids, options).addTo(state.map);
}

export function dimArea(state) {
  if (state.lit) state.lit.remove();
  state.lit = null;
}

/* How the unit looks that stands for a project. */
export function unitStyle(state, feature, weight) {
  const color = state.shade(feature.colour);
  return { stroke: true, color, weight, dashArray: "2 5", fill: true, fillColor: color, fillOpacity: state.style.areaOpacity * 1.6 };
}
