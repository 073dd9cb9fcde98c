/* What the measure says: length, area, what keys and clicks do, and what is not to be measured. */
import { button, element, name } from "#map/dom.js";
import { area, pathLength } from "#map/geodesic.js";

const FINE_BELOW = 100;

function number(value) {
  const digits = value < FINE_BELOW ? 2 : 1;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function lengthText(metres) { return metres < 1000 ? `${Math.round(metres)} m` : `${number(metres / 1000)} km`; }

export function areaText(metres) { return `${number(metres / 1e6)} km²`; }

/* The lines of the panel for points [lat, lng]: an area from three on. */
export function figures(points, labels) {
  const lines = [`${labels.measure_length} ${lengthText(pathLength(points))}`];
  return points.length > 2 ? [...lines, `${labels.measure_area} ${areaText(area(points))}`] : lines;
}

export function makePanel(state, close) {
  const panel = element("div", "atlas-measure-panel"), shut = button("atlas-measure-close", "×");
  const asked = element("div", "atlas-measure-ask");
  const [told, spoken, hint, keys, note] = ["atlas-measure-figures", "atlas-unseen", "atlas-measure-hint", "atlas-measure-keys", "atlas-measure-note"]
    .map((className) => element("div", className));
  spoken.setAttribute("role", "status");
  shut.onclick = close;
  panel.append(shut, told, spoken, asked, hint, keys, note);
  panel.setAttribute("role", "group");
  L.DomEvent.disableClickPropagation(panel);
  L.DomEvent.disableScrollPropagation(panel);
  state.map.getContainer().append(panel);
  return { panel, close, shut, told, spoken, asked, hint, keys, note };
}

/* Show points; a reader who only hears is told when a corner is set, not at each move of the pointer. */
export function fillPanel(parts, points, labels, { isOpen, isSet }) {
  const lines = figures(points, labels);
  parts.panel.setAttribute("aria-label", labels.measure);
  name(parts.shut, labels.measure_close);
  parts.told.replaceChildren(...lines.map((line) => element("div", "", line)));
  if (isSet) parts.spoken.textContent = lines.join(" · ");
  parts.hint.textContent = isOpen ? labels.measure_hint : "";
  parts.keys.textContent = isOpen ? labels.measure_keys : "";
  parts.note.textContent = labels.measure_note;
}
