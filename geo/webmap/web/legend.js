/* The legend: what is on the map, and no more; where the map says so, its rows switch what is on it. */
import { button, element } from "#map/dom.js";
import { report } from "#map/report.js";
import { SWITCHES, after, choose, countsIn } from "#map/switches.js";
import { legendSymbol } from "#map/symbols.js";

/* It is folded at first where it would cover more than this share of the map, or where that is narrow. */
const CLOSED_BELOW = 480, MOST = 0.25;

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
  const { legendBox: box, view } = state, key = JSON.stringify([structure(view), state.isDark]);
  if (key !== state.legendKey) {
    state.legendKey = key;
    rebuild(state, box, view);
    foldWhereWide(state, box);
  }
  markRows(state);
}

/* What the legend is built from: counts of rows that switch are filled in later, so that a click builds nothing. */
function structure({ legend, labels, choice }) {
  const plain = ({ count, ...entry }) => (choice ? entry : { ...entry, count });
  return [legend.map((section) => ({ ...section, entries: section.entries.map(plain) })), labels.legend, Boolean(choice)];
}

function rebuild(state, box, view) {
  const held = box.contains(document.activeElement) ? document.activeElement : null;
  box.classList.toggle("is-flat", Boolean(view.is_flat));
  state.switchRows = [];
  const body = element("div", "atlas-legend-body"), title = titleButton(state, box, view.labels.legend);
  body.append(...view.legend.flatMap((section) => sectionNodes(state, section)));
  box.replaceChildren(title, body);
  rove(state.switchRows.map(({ node }) => node), body);
  const same = held && state.switchRows.find(({ kind, id }) => held.dataset.switch === `${kind} ${id}`);
  if (held) (same ? same.node : title).focus({ preventScroll: true });
}

/* All rows that switch are one stop of the Tab key; arrows go from one to the next, Home and End to the ends. */
function rove(rows, body) {
  rows.forEach((node, i) => { node.tabIndex = i ? -1 : 0; });
  body.addEventListener("focusin", ({ target }) => {
    if (rows.includes(target)) rows.forEach((node) => { node.tabIndex = node === target ? 0 : -1; });
  });
  body.addEventListener("keydown", (event) => {
    const at = rows.indexOf(event.target), last = rows.length - 1;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (at < 0 || next === undefined) return;
    L.DomEvent.stop(event);
    rows[Math.min(Math.max(next, 0), last)].focus();
  });
}

function foldWhereWide(state, box) {
  const { clientWidth } = state.map.getContainer();
  if (state.legendIsSet || state.view.is_flat || !clientWidth || box.offsetWidth <= clientWidth * MOST) return;
  box.classList.add("is-closed");
  box.firstChild.setAttribute("aria-expanded", "false");
}

function titleButton(state, box, text) {
  const title = button("atlas-legend-title", text);
  const tell = () => title.setAttribute("aria-expanded", String(!box.classList.contains("is-closed")));
  title.onclick = () => {
    state.legendIsSet = true;
    box.classList.toggle("is-closed");
    tell();
  };
  tell();
  return title;
}

function sectionNodes(state, section) {
  const isSwitched = state.view.choice && SWITCHES.includes(section.kind);
  const nodes = section.entries.map((entry) => {
    const html = legendHtml(state, section.kind, entry);
    return isSwitched ? switchRow(state, html, section.kind, entry) : row(element("div"), html, entry.label, section.kind, entry.count);
  });
  if (section.label) nodes.unshift(element("h4", "", section.label));
  if (isSwitched) nodes[0].title = state.view.switch_hint;
  if (!state.view.is_flat) return nodes;
  const box = element("div", "atlas-legend-section");
  box.append(...nodes);
  return [box];
}

function legendHtml(state, kind, entry) {
  return legendSymbol(state.style, kind, { ...entry, colour: entry.colour && state.shade(entry.colour) });
}

function row(node, html, label, kind, count) {
  node.className = `atlas-legend-row${kind === "note" ? " atlas-legend-note" : ""}`;
  node.innerHTML = html;
  node.append(element("span", "", label));
  if (count) node.append(element("i", "", String(count)));
  return node;
}

/* A row that switches: pressed where it is chosen; where none of its section is, all are on the map. */
function switchRow(state, html, kind, { id, label }) {
  const node = row(button(), html, label, kind, 0), count = element("i", "");
  node.append(count);
  node.dataset.switch = `${kind} ${id}`;
  node.title = state.view.switch_hint;
  node.onclick = () => toggle(state, kind, id);
  state.switchRows.push({ kind, id, node, count });
  return node;
}

function toggle(state, kind, id) {
  const { acts } = state;
  acts.add(kind, id, !state.choice[kind].includes(id));
  choose(state, after(state.choice, acts.open.slice(-1)));
  state.drawChoice(() => report(state, {}, state.map.getCenter()));
}

function markRows(state) {
  if (!state.view.choice) return;
  const counts = countsIn(state.rows, state.choice);
  for (const { kind, id, node, count } of state.switchRows) {
    const chosen = state.choice[kind], isOn = chosen.includes(id);
    node.setAttribute("aria-pressed", String(isOn));
    node.classList.toggle("is-off", chosen.length > 0 && !isOn);
    count.textContent = String(counts[kind][id] || 0);
  }
}
