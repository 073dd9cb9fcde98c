/* Links between places: ribbons, rings for what a place does with the whole, and marks at the edge of the frame for places
   beyond it. A view names the ends once (links.ends) and the links by them. Pixels are those of the map's container. */
import { element } from "#map/dom.js";
import { ROW, edgeMarks } from "#map/edge_marks.js";
import { countiesShow } from "#map/ground.js";
import { keepFocus, nameMark, tellOnFocus } from "#map/keyboard.js";
import { drawCount, drawName, groundNames, textWidth } from "#map/link_names.js";
import { report } from "#map/report.js";
import { STEPS, curve, drawRibbon, total } from "#map/ribbons.js";
import { ringRadius, ringSymbol, ringText } from "#map/rings.js";
import { boxAround, boxCentre } from "#map/shapes.js";
import { tell, untell } from "#map/tips.js";

const FADED = 0.16;
const INSET = 90;

function shownNow(state, items) {
  const now = countiesShow(state.map) ? "near" : "wide";
  return items.filter((item) => !item.at || item.at === now);
}

function pixel(state, end) { return state.map.latLngToContainerPoint([end.lat, end.lon]); }

function controlBoxes(state) {
  const frame = state.map.getContainer(), at = frame.getBoundingClientRect();
  return [...frame.querySelectorAll(".leaflet-control")].map((node) => {
    const box = node.getBoundingClientRect();
    return [box.left - at.left - 4, box.top - at.top - 4, box.right - at.left + 4, box.bottom - at.top + 4];
  });
}

/* The frame without the legend that lies along its foot. */
function openSize(state) {
  const size = state.map.getSize(), foot = state.view.is_flat ? state.legendBox.offsetHeight + 16 : 0;
  return { x: size.x, y: size.y > 2 * foot ? size.y - foot : size.y };
}

function plain(text) { return (text || "").replace(/\n/g, " "); }

function drawSite(state, at, size, className, html, end) {
  const icon = L.divIcon({ className: `atlas-site ${className}${end.faded ? " is-faded" : ""}`, iconSize: size, html });
  const called = `${end.name} ${plain(end.text)}`, latlng = state.map.containerPointToLatLng([at.x, at.y]);
  const marker = L.marker(latlng, {
    icon, keyboard: Boolean(end.link), interactive: Boolean(end.link || end.text), alt: called, riseOnHover: true,
    pane: end.pane || "markerPane",
  });
  if (end.text) {
    const say = () => tell(state, end.name, end.text, latlng);
    tellOnFocus(marker, say, () => untell(state)).on("mouseover", say).on("mouseout", () => untell(state));
  }
  if (end.link) marker.on("click", () => report(state, { link_id: end.link }, latlng));
  state.linkEnds.addLayer(end.link ? nameMark(marker, called, end.link) : marker);
}

function drawEdgeMark(state, mark) {
  const { links } = state.view, end = links.ends[mark.id], node = element("div", "atlas-edge-body"), arrow = element("i", "atlas-edge-arrow");
  arrow.style.transform = `rotate(${(mark.angle * 180 / Math.PI).toFixed(1)}deg)`;
  node.append(element("span", "", end.name), arrow);
  const faded = links.arcs.every((arc) => arc.faded || arc.to !== mark.id);
  drawSite(state, boxCentre(mark.box), [mark.width, ROW], "atlas-edge", node.outerHTML, { faded, pane: "atlas-edge", ...end });
}

function ribbonsOf(state, arcs, points) {
  const { ends } = state.view.links;
  const ribbons = arcs.map((arc) => ({
    id: arc.id, parts: arc.parts, count: total(arc.parts), points: curve(points[arc.from], points[arc.to]),
    title: `${ends[arc.from].name} — ${ends[arc.to].name}`, faded: Boolean(arc.faded),
  }));
  return ribbons.sort((a, b) => (a.faded === b.faded ? b.count - a.count : a.faded ? -1 : 1));
}

function drawRibbons(state, ribbons) {
  const choose = (id, latlng) => report(state, { link_id: id }, latlng);
  const say = (...told) => tell(state, ...told), hush = () => state.tip.remove();
  for (const ribbon of ribbons) drawRibbon(state, ribbon, { faded: FADED, tell: say, untell: hush, choose });
  state.stops.links = ribbons.map((ribbon) => {
    const middle = ribbon.points[STEPS / 2], latlng = state.map.containerPointToLatLng([middle.x, middle.y]);
    const key = `${ribbon.id} ${ribbon.title}`, text = String(ribbon.count);
    return { key, name: `${ribbon.title} ${text}`, latlng, tell: () => say(ribbon.title, text, latlng), choose: () => choose(ribbon.id, latlng) };
  });
}

/* What is to be drawn at this zoom: ribbons, rings by place, and the ends of both. */
function contents(state) {
  const { links } = state.view, arcs = shownNow(state, links.arcs);
  const rings = Object.fromEntries(shownNow(state, links.rings).map((ring) => [ring.id, { count: total(ring.parts), ...ring }]));
  const cities = Object.keys(links.ends).filter((id) => links.ends[id].kind === "city");
  const ids = [...new Set([...arcs.flatMap((arc) => [arc.from, arc.to]), ...Object.keys(rings), ...cities])].sort();
  return { arcs, rings, ids };
}

/* Marks for the places beyond the frame; their ends of the ribbons move to them. */
function placeBeyond(state, ids, points, taken) {
  const { ends } = state.view.links, size = openSize(state);
  const isIn = ({ x, y }) => x > INSET && y > INSET && x < size.x - INSET && y < size.y - INSET;
  const beyond = ids.filter((id) => ends[id].kind === "outside" && !isIn(points[id]));
  const targets = beyond.map((id) => ({ id, at: points[id], width: textWidth(ends[id].name, "600 12.5px sans-serif") + 30 }));
  const marks = edgeMarks(targets, size, taken);
  for (const mark of marks) {
    points[mark.id] = boxCentre(mark.box);
    taken.push(mark.box);
  }
  return marks;
}

function drawNodes(state, nodes, rings, points, taken, ribbons) {
  const { links } = state.view, hue = (topic) => state.shade(links.topics[topic][1]);
  const isCity = (id) => links.ends[id].kind === "city";
  for (const id of nodes.sort((a, b) => isCity(b) - isCity(a) || (a < b ? -1 : 1))) {
    const ring = rings[id], radius = ringRadius(ring), side = 2 * radius + 4;
    const end = { ...links.ends[id], ...(ring && { link: ring.link, text: ringText(links, ring), faded: ring.faded }) };
    drawSite(state, points[id], [side, side], "atlas-node", ringSymbol(state.style, ring, hue), end);
    drawName(state, end, points[id], radius, taken, ribbons);
  }
}

function redraw(state) {
  for (const layers of [state.arcs, state.linkEnds]) layers.clearLayers();
  state.stops.links = [];
  if (!state.view?.links) return;
  const { ends } = state.view.links, { arcs, rings, ids } = contents(state), taken = controlBoxes(state);
  const points = Object.fromEntries(ids.map((id) => [id, pixel(state, ends[id])]));
  const marks = placeBeyond(state, ids, points, taken), beyond = new Set(marks.map((mark) => mark.id));
  const ribbons = ribbonsOf(state, arcs, points);
  drawRibbons(state, ribbons);
  const nodes = ids.filter((id) => !beyond.has(id) && ends[id].kind !== "border");
  for (const id of nodes) taken.push(boxAround(points[id], 2 * ringRadius(rings[id]), 2 * ringRadius(rings[id])));
  for (const mark of marks) drawEdgeMark(state, mark);
  taken.push(...groundNames(state));
  drawNodes(state, nodes, rings, points, taken, ribbons);
  for (const ribbon of ribbons) drawCount(state, ribbon, taken);
}

export function drawLinks(state) {
  if (state.view.links || state.stops.links?.length) keepFocus(state, () => redraw(state));
}

export function addLinks(state) {
  let isAsked = false;
  state.map.createPane("atlas-edge").style.zIndex = 630;
  state.arcs = L.layerGroup().addTo(state.map);
  state.linkEnds = L.layerGroup().addTo(state.map);
  state.map.on("move resize", () => {
    if (isAsked || !state.hasBegun || !state.view.links) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      drawLinks(state);
    });
  });
}
