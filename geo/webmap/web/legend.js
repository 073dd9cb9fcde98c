/* The legend: what is on the map, and no more. */
import { button, element } from "#map/dom.js";
import { legendSymbol } from "#map/symbols.js";

const CLOSED_BELOW = 480;

export function addLegend(state) {
  const control = L.control({ position: "bottomright" });
  control.onAdd = (map) => {
    state.legendBox = element("div", "atlas-legend");
    if (map.getContainer().clientWidth < CLOSED_BELOW) state.legendBox.classList.add("is-closed");
    L.DomEvent.disableClickPropagation(state.legendBox);
    L.DomEvent.disableScrollPropagation(state.legendBox);
    return state.legendBox;
  };
  control.addTo(state.map);
}

export function drawLegend(state) {
  const { legendBox: box, view } = state, key = JSON.stringify([view.legend, view.labels.legend, state.isDark]);
  if (key === state.legendKey) return;
  state.legendKey = key;
  box.classList.toggle("is-flat", Boolean(view.is_flat));
  const body = element("div", "atlas-legend-body");
  body.append(...view.legend.flatMap((section) => sectionNodes(state, section)));
  const hadFocus = box.contains(document.activeElement), title = titleButton(box, view.labels.legend);
  box.replaceChildren(title, body);
  if (hadFocus) title.focus({ preventScroll: true });
}

function titleButton(box, text) {
  const title = button("atlas-legend-title", text);
  const tell = () => title.setAttribute("aria-expanded", String(!box.classList.contains("is-closed")));
  title.onclick = () => {
    box.classList.toggle("is-closed");
    tell();
  };
  tell();
  return title;
}

function sectionNodes(state, section) {
  const nodes = section.entries.map((entry) => row(legendHtml(state, section.kind, entry), entry.label, section.kind, entry.count));
  if (section.label) nodes.unshift(element("h4", "", section.label));
  if (!state.view.is_flat) return nodes;
  const box = element("div", "atlas-legend-section");
  box.append(...nodes);
  return [box];
}

function legendHtml(state, kind, entry) {
  return legendSymbol(state.style, kind, { ...entry, colour: entry.colour && state.shade(entry.colour) });
}

function row(html, label, kind, count) {
  const node = element("div", `atlas-legend-row${kind === "note" ? " atlas-legend-note" : ""}`);
  node.innerHTML = html;
  node.append(element("span", "", label));
  if (count) node.append(element("i", "", String(count)));
  return node;
}
