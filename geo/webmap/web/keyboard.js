/* The keyboard on the map. All marks are one stop of the Tab key; arrows go from one to the next in that direction, and
   Enter chooses. What is drawn on a canvas (lines, units) has no element to stop at: `state.stops` lists it, and one
   element goes to where the reader stands. */

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const SLANT = 2;
const marks = new WeakMap();

/* The index of the next point in a direction, or -1: the nearest, what lies aside counting more. */
export function nextIn(from, points, [x, y]) {
  let best = -1, least = Infinity;
  points.forEach((point, i) => {
    const dx = point.x - from.x, dy = point.y - from.y, along = dx * x + dy * y, aside = Math.abs(dx * y) + Math.abs(dy * x);
    const cost = along + SLANT * aside;
    if (along > 0.5 && aside <= along * SLANT && cost < least) [best, least] = [i, cost];
  });
  return best;
}

/* A mark that is no picture has no alternative text: its button is named for those who do not see it. */
export function nameMark(marker, text, key) {
  return marker.on("add", () => {
    const node = marker.getElement();
    node.setAttribute("aria-label", text);
    node.dataset.key = key;
    node.tabIndex = -1;
    marks.set(node, marker);
  });
}

/* Tell what a mark is when the keyboard comes to it; a pointer has its own way. */
export function tellOnFocus(marker, tell, untell) {
  return marker.on("focus", () => { if (marker.getElement().matches(":focus-visible")) tell(); }).on("blur", untell);
}

/* The marks of this map that are shown, not those of one that lies over it. */
function markNodes(state) {
  const box = state.map.getContainer(), nodes = [...box.querySelectorAll(".atlas-site[role=button]:not([hidden])")];
  return nodes.filter((node) => node.closest(".leaflet-container") === box);
}

function pointOf(node, frame) {
  const box = node.getBoundingClientRect();
  return { x: box.left + box.width / 2 - frame.left, y: box.top + box.height / 2 - frame.top };
}

/* Everything that can be gone to and is in sight: where it is, and how to go there. */
function candidates(state) {
  const frame = state.map.getContainer().getBoundingClientRect(), current = document.activeElement;
  const nodes = markNodes(state).filter((node) => node !== current && node !== state.stopNode)
    .map((node) => ({ ...pointOf(node, frame), go: () => focus(state, node) }));
  const stops = Object.values(state.stops).flat().map((stop) => {
    const { x, y } = state.map.latLngToContainerPoint(stop.latlng);
    return { x, y, go: () => goToStop(state, stop) };
  });
  return [...nodes, ...stops].filter(({ x, y }) => x >= 0 && y >= 0 && x <= frame.width && y <= frame.height);
}

function focus(state, node) {
  setStop(state, node);
  node.focus({ preventScroll: true });
}

/* Make a mark the one stop of the Tab key. */
function setStop(state, node) {
  if (state.tabStop) state.tabStop.tabIndex = -1;
  node.tabIndex = 0;
  state.tabStop = node;
}

function makeStop(state, stop) {
  if (state.stopMarker) state.stopMarker.remove();
  const icon = L.divIcon({ className: "atlas-site atlas-stop", iconSize: [20, 20] });
  state.stopMarker = L.marker(stop.latlng, { icon, keyboard: true, alt: stop.name, zIndexOffset: 1000 });
  tellOnFocus(nameMark(state.stopMarker, stop.name, stop.key), stop.tell, () => state.untell());
  state.stopMarker.on("click", stop.choose).addTo(state.map);
  state.stopNode = state.stopMarker.getElement();
  return state.stopNode;
}

function goToStop(state, stop) { focus(state, makeStop(state, stop)); }

/* After a drawing: the mark at which the Tab key stops, the chosen one if there is one. */
export function placeStop(state) {
  const nodes = markNodes(state).filter((node) => node !== state.stopNode), stops = Object.values(state.stops).flat();
  if (state.tabStop?.isConnected && !state.tabStop.hidden && state.tabStop === document.activeElement) return;
  const { selected } = state.view, stop = stops.find(({ key }) => key === selected) || stops[0];
  const node = nodes.find((one) => one.classList.contains("is-selected")) || (stop?.key === selected ? null : nodes[0]);
  if (node || stop) setStop(state, node || makeStop(state, stop));
}

/* Draw, and give the focus back to the mark that had it, or to the project that was chosen meanwhile. */
export function keepFocus(state, draw) {
  const held = document.activeElement, key = held && marks.has(held) ? held.dataset.key : null;
  draw();
  if (key === null || (held.isConnected && !held.hidden)) return;
  goToMark(state, [key, state.view.selected]);
}

/* The marker that stands for one of some keys: it gets the focus and is returned; null where there is none. */
export function goToMark(state, wanted) {
  const badges = wanted.flatMap((id) => state.byProject[id] || []).flatMap(({ layers }) => layers);
  const node = markNodes(state).find((one) => wanted.includes(one.dataset.key) || badges.includes(marks.get(one)));
  const stop = Object.values(state.stops).flat().find((one) => wanted.includes(one.key));
  if (node) focus(state, node);
  else if (stop) goToStop(state, stop);
  return node ? marks.get(node) : stop ? state.stopMarker : null;
}

function choose(marker) {
  if (!marker.getPopup()) marker.fire("click", { latlng: marker.getLatLng() }, true);
  else {
    const list = marker.openPopup().getPopup().getElement();
    (list?.querySelector(".atlas-cluster-row") || list?.querySelector("button, a"))?.focus();
  }
}

export function attachKeyboard(state) {
  const box = state.map.getContainer();
  state.stops = {};
  state.map.on("popupclose", () => { if (state.tabStop?.isConnected && box.querySelector(".leaflet-popup :focus")) state.tabStop.focus(); });
  box.addEventListener("keydown", (event) => {
    const marker = marks.get(event.target), way = WAYS[event.key];
    if (!marker || (!way && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!way) { choose(marker); return; }
    const near = candidates(state), next = nextIn(pointOf(event.target, box.getBoundingClientRect()), near, way);
    if (next >= 0) near[next].go();
  }, true);
}
