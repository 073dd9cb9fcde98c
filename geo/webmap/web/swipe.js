/* Two days side by side: a second map over the first, of another day, cut off at a bar that is dragged or moved with the
   keys. Both show the same part of the ground. A view asks for it (view.beside); the page chooses the day. */
import { element } from "#map/dom.js";

const STEP = 2, LEAP = 10, MIDDLE = 50;
const MOVES = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP, PageDown: -LEAP, PageUp: LEAP, Home: -100, End: 100 };

/* Where the bar stands after a key, in per cent from the left; undefined for a key that does not move it. */
export function moved(share, key) { return key in MOVES ? Math.min(100, Math.max(0, share + MOVES[key])) : undefined; }

/* How the map of the other day is cut off: it lies left of the bar, or right of it. */
export function clip(share, side) { return side === "left" ? `inset(0 ${100 - share}% 0 0)` : `inset(0 0 0 ${share}%)`; }

/* What the map of the other day is told: the same but for the stages of that day; it switches and asks nothing. */
export function viewBeside(view) {
  const { beside, labels } = view;
  return {
    ...view, stages: beside.stages, apart: beside.apart, labels: { ...labels, map: beside.title }, view: "", is_fitted: false,
    choice: undefined, beside: undefined, is_short: false,
  };
}

function place(state, share) {
  const { swipe, view } = state;
  swipe.share = share;
  swipe.box.style.clipPath = clip(share, view.beside.side);
  swipe.bar.style.left = `${share}%`;
  swipe.bar.setAttribute("aria-valuenow", String(Math.round(share)));
}

function makeBar(state) {
  const bar = element("div", "atlas-swipe");
  const drag = (event) => {
    const frame = state.map.getContainer().getBoundingClientRect();
    if (bar.hasPointerCapture(event.pointerId)) place(state, Math.min(100, Math.max(0, (event.clientX - frame.left) / frame.width * 100)));
  };
  for (const [key, value] of [["role", "slider"], ["tabindex", "0"], ["aria-valuemin", "0"], ["aria-valuemax", "100"]]) bar.setAttribute(key, value);
  for (const side of ["left", "right"]) bar.append(element("span", `atlas-swipe-day is-${side}`));
  bar.addEventListener("pointerdown", (event) => { event.preventDefault(); bar.focus(); bar.setPointerCapture(event.pointerId); });
  bar.addEventListener("pointermove", drag);
  bar.addEventListener("keydown", (event) => {
    const share = moved(state.swipe.share, event.key);
    if (share === undefined) return;
    L.DomEvent.stop(event);
    place(state, share);
  });
  L.DomEvent.disableClickPropagation(bar);
  state.map.getContainer().append(bar);
  return bar;
}

/* Let two maps show the same part of the ground, whichever of them is moved. */
function tie(state, other) {
  let isFollowing = false;
  const follow = (from, to) => from.on("move zoomend", () => {
    if (isFollowing) return;
    isFollowing = true;
    to.setView(from.getCenter(), from.getZoom(), { animate: false });
    isFollowing = false;
  });
  follow(state.map, other);
  follow(other, state.map);
  other.on("dragstart zoomstart", () => { if (!isFollowing) state.place = "own"; });
}

function begin(state, attach) {
  const { map, options, group } = state, box = element("div", "atlas-beside");
  map.getContainer().append(box);
  const { zoomSnap, zoomDelta, minZoom, maxZoom } = map.options;
  const other = L.map(box, { zoomControl: false, keyboard: false, zoomSnap, zoomDelta, minZoom, maxZoom });
  other.setView(map.getCenter(), map.getZoom(), { animate: false });
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  const own = L.featureGroup().addTo(other);
  own.on("click", (event) => group.fire("click", { latlng: event.latlng, layer: event.layer }));
  tie(state, other);
  state.swipe = { box, bar: makeBar(state), share: MIDDLE, ready: attach(other, { ...options, is_beside: true }, own) };
}

/* Show, change or end it as a view asks. */
export function updateSwipe(state, { attach, show }) {
  const { view: { beside, selected }, options } = state;
  if (options.is_beside) return;
  if (beside && !state.swipe) begin(state, attach);
  if (!state.swipe) return;
  const { swipe } = state, view = state.view;
  swipe.box.hidden = swipe.bar.hidden = !beside;
  if (!beside) return;
  for (const side of ["left", "right"]) swipe.bar.querySelector(`.is-${side}`).textContent = beside[side];
  swipe.bar.setAttribute("aria-label", beside.bar);
  swipe.bar.setAttribute("aria-valuetext", `${beside.left} | ${beside.right}`);
  place(state, swipe.share);
  swipe.ready.then((other) => {
    other.place = "own";
    other.lastSelected = selected;
    other.map.invalidateSize({ pan: false });
    other.map.setView(state.map.getCenter(), state.map.getZoom(), { animate: false });
    show(other, viewBeside(view));
  });
}
