/* The map in the browser: geometry comes once, a view is only ids, stages and words. Used by the page and by the
   standalone file alike: attach(map, options, group) draws the ground, show(state, view) applies a view. */
import { remember, takeView } from "#map/address.js";
import { addBackgrounds, nameBackgrounds } from "#map/backgrounds.js";
import { addControls, nameControls, say, tellNotice } from "#map/controls.js";
import { addCoordinates, nameCoordinates } from "#map/coordinates.js";
import { drawDrawn } from "#map/drawn.js";
import { goToProject, settle } from "#map/extent.js";
import { addGraticule, drawWhereabouts } from "#map/graticule.js";
import { drawGround, makePanes, markZoom, paintGround } from "#map/ground.js";
import { attachKeyboard, placeStop } from "#map/keyboard.js";
import { addLegend, drawLegend } from "#map/legend.js";
import { addLineNames, drawLineNames } from "#map/line_names.js";
import { addLinks, drawLinks } from "#map/links.js";
import { afterPaint } from "#map/later.js";
import { resolved, shade } from "#map/looks.js";
import { drawNames } from "#map/names.js";
import { addOffer, updateOffer } from "#map/offer.js";
import { addPlaceOffer, updatePlaceOffer } from "#map/place_offer.js";
import { addPlaces, drawPlaces } from "#map/places.js";
import { drawProjects, drawSelection, makeLayers } from "#map/projects.js";
import { acts } from "#map/report.js";
import { isDark, watch } from "#map/scheme.js";
import { updateSwipe } from "#map/swipe.js";
import { takeSwitches } from "#map/switches.js";
import { addTint, updateTint } from "#map/tint.js";
import { makeTip, untell } from "#map/tips.js";
import { unpacked } from "#map/wire.js";

/* How far beyond the province the map may be moved, as a share of it: far enough to bring its east beside the legend. */
const ROAM = 0.7;

async function fetched(source) {
  if (typeof source !== "string") return source;
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
  return answer.json();
}

/* The component does not wait for style sheets; without them nothing has its size. */
function styled(map) {
  return new Promise((resolve) => {
    (function look() {
      const style = getComputedStyle(map.getContainer());
      if (style.overflow === "hidden" && style.getPropertyValue("--atlas")) resolve();
      else setTimeout(look, 16);
    })();
  });
}

/* Take the colours of the scheme; a background map from elsewhere is light. */
function takeScheme(state) {
  const dark = isDark() && !state.tiles.length;
  if (dark === state.isDark) return false;
  state.isDark = dark;
  state.style = resolved(state.options.style, dark);
  state.shade = (colour) => shade(colour, dark);
  state.map.getContainer().style.colorScheme = dark ? "dark" : "light";
  return true;
}

/* Where a view begins, or what its filter or its choice asks for. */
function follow(state) {
  const { view } = state, extent = view.is_fitted ? Object.values(view.stages).join() : "";
  const isChosen = view.selected && view.selected !== state.lastSelected;
  if (extent !== (state.lastExtent || "")) {
    state.lastExtent = extent;
    state.place = "home";
  }
  if (!state.hasBegun || (extent && state.place === "home")) settle(state);
  if (isChosen && !view.is_fitted && (state.hasBegun || state.place === "home")) goToProject(state, view.selected);
  if (!view.selected && state.place === "chosen") state.place = "own";
  state.lastSelected = view.selected;
}

function draw(state) {
  paintGround(state);
  drawLegend(state);
  drawProjects(state);
  drawSelection(state);
  drawPlaces(state);
  drawNames(state);
  drawLinks(state);
  drawAround(state);
}

/* What keeps clear of the rest, and where the keyboard begins. */
function drawAround(state) {
  drawWhereabouts(state);
  drawLineNames(state);
  drawDrawn(state);
  placeStop(state);
}

/* A row of the legend was pressed: what the eye is on is drawn before the next frame, the rest just after it. */
function drawChoice(state, rest) {
  drawLegend(state);
  drawProjects(state);
  drawSelection(state);
  drawNames(state);
  tellNotice(state);
  afterPaint(state, () => {
    [drawAround, updateOffer, updatePlaceOffer].forEach((step) => step(state));
    rest();
  });
}

function apply(state) {
  if (!state.isReady || !state.message) return;
  state.view = unpacked(state.message, state.options.known, state.features);
  takeSwitches(state);
  takeScheme(state);
  nameControls(state);
  nameCoordinates(state);
  updateTint(state);
  nameBackgrounds(state);
  if (state.view.is_fitted && !state.hasBegun) state.legendBox.classList.add("is-closed");
  drawLegend(state);
  takeView(state);
  follow(state);
  state.hasBegun = true;
  draw(state);
  updateOffer(state);
  updatePlaceOffer(state);
  updateSwipe(state, { attach, show });
  tellNotice(state);
  window.atlasShown = (window.atlasShown || 0) + 1;
}

function listen(state) {
  const { map } = state;
  const own = (event) => { if (event.type !== "keydown" || /^(Arrow|[+=_-])/.test(event.key)) state.place = "own"; };
  L.DomEvent.on(map.getContainer(), "mousedown wheel touchstart keydown", own);
  map.on("moveend", () => remember(state));
  map.on("zoomend", () => {
    markZoom(map);
    if (state.isReady && state.hasBegun) draw(state);
  });
  watch(() => { if (state.hasBegun && takeScheme(state)) draw(state); });
  new ResizeObserver(() => {
    map.invalidateSize({ pan: false });
    settle(state);
  }).observe(map.getContainer());
}

export async function attach(map, options, group) {
  const state = {
    map, options, group, home: L.latLngBounds(options.home), place: "home", onSelect: options.onSelect,
    tiles: [], unitBounds: {}, featureBounds: {}, byProject: {}, badgesAtSeats: {}, isReady: false, acts,
  };
  state.drawChoice = (rest) => drawChoice(state, rest);
  state.redraw = () => { if (takeScheme(state)) draw(state); };
  state.untell = () => untell(state);
  map._atlas = state;
  if (!map._loaded) map.setView(state.home.getCenter(), 8, { animate: false });
  map.attributionControl.setPrefix(false);
  makeLayers(state);
  makeTip(state);
  addLegend(state);
  addControls(state);
  addCoordinates(state);
  addTint(state);
  addBackgrounds(state);
  addOffer(state);
  attachKeyboard(state);
  say(state, options.loading);
  listen(state);
  markZoom(map);
  takeScheme(state);
  try {
    begin(state, await Promise.all([fetched(options.boundaries), fetched(options.projects), styled(map)]));
  } catch (problem) {
    say(state, options.failed);
    throw problem;
  }
  return state;
}

/* Draw the ground, and what was said to the map meanwhile. */
function begin(state, [ground, features]) {
  makePanes(state);
  drawGround(state, ground);
  addPlaces(state);
  addLinks(state);
  addGraticule(state);
  addLineNames(state);
  state.map.setMaxBounds(L.geoJSON(ground.province).getBounds().pad(ROAM));
  state.features = features;
  addPlaceOffer(state);
  state.isReady = true;
  apply(state);
}

export function show(state, view) {
  state.message = view;
  apply(state);
}
