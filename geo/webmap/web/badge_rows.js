/* From near, a badge opens into rows beside it, tied to it by a leader: a row a project or, of many, a row a group, which
   opens its list. Rows stand where they cover no site, no line and nothing outside their unit; where there is no such
   place the badge stays shut. */
import { badgeList, choose, listRoom } from "#map/badge_list.js";
import { element, localised } from "#map/dom.js";
import { insideOf } from "#map/inside.js";
import { nameMark, tellOnFocus } from "#map/keyboard.js";
import { pointsIn } from "#map/lines_near.js";
import { textWidth } from "#map/link_names.js";
import { boxAround, grown, isFree, overlaps } from "#map/shapes.js";
import { siteSymbol } from "#map/symbols.js";
import { tellProject, untell } from "#map/tips.js";
import { byGroup, drawLeader, groupName, unitName } from "#map/units.js";

const ROWS_FROM = 10.5;
const MANY = 9, HIGH = 19, WIDEST = 280, ICON = 32, SYMBOL = 12, FONT = "12px sans-serif";
const AWAY = 14, FARTHEST = 120, STEP = 11, TURNS = 16;

export function opensRows(zoom) { return zoom >= ROWS_FROM; }

/* Where a block of rows stands: its box, the nearest around a badge that is free of boxes and of lines, all of it inside. */
export function rowsBox(middle, radius, [width, height], taken, lines, isInside) {
  for (let away = radius + AWAY; away < FARTHEST; away += STEP) {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const x = Math.cos(turn * 2 * Math.PI / TURNS), y = Math.sin(turn * 2 * Math.PI / TURNS);
      const box = boxAround({ x: middle.x + x * (away + width / 2), y: middle.y + y * (away + height / 2) }, width, height);
      if (isFree(grown(box, 2), taken) && isClear(grown(box, 4), lines) && edge(box).every(isInside)) return box;
    }
  }
  return null;
}

function isClear([left, top, right, bottom], points) {
  return !points.some(({ x, y }) => x > left && x < right && y > top && y < bottom);
}

function edge([left, top, right, bottom]) {
  return [left, (left + right) / 2, right].flatMap((x) => [top, (top + bottom) / 2, bottom].map((y) => ({ x, y })));
}

function nearest({ x, y }, [left, top, right, bottom]) {
  return { x: Math.min(Math.max(x, left), right), y: Math.min(Math.max(y, top), bottom) };
}

/* What the rows of a unit say: a project each, or of many a group each, which has a colour. */
function rowsOf(state, { features }) {
  const { view } = state;
  if (features.length <= MANY) return features.map((feature) => ({ feature, text: localised(feature, "name", view.lang) }));
  return byGroup(view, features).map(([colour, held]) => ({ colour, text: `${groupName(view, colour)} ${held.length}` }));
}

export function drawRows(state, units, stages, { taken, lines, keep }) {
  for (const marker of state.rowMarkers || []) state.clusters.removeLayer(marker);
  state.rowMarkers = [];
  if (!opensRows(state.map.getZoom())) return;
  for (const unit of units) {
    const rows = rowsOf(state, unit), width = Math.min(WIDEST, ICON + Math.max(...rows.map(({ text }) => textWidth(text, FONT))));
    const size = [width, HIGH * rows.length], around = boxAround(unit.middle, 2 * (FARTHEST + width), 2 * (FARTHEST + size[1]));
    const near = taken.filter((other) => overlaps(other, around));
    const box = rowsBox(unit.middle, unit.radius, size, near, pointsIn(lines, around), insideOf(state, unit.id));
    if (!box) continue;
    taken.push(box);
    drawLeader(state, unit.middle, nearest(unit.middle, box));
    rows.forEach((row, i) => {
      const latlng = state.map.layerPointToLatLng([(box[0] + box[2]) / 2, box[1] + (i + 0.5) * HIGH]);
      const marker = row.colour ? groupRow(state, unit, row, latlng, width, stages) : projectRow(state, row, latlng, width, stages);
      state.clusters.addLayer(marker);
      state.rowMarkers.push(marker);
      if (row.feature) keep(row.feature, [marker]);
    });
  }
}

function rowMarker(latlng, symbol, text, width) {
  const icon = L.divIcon({
    className: "atlas-site atlas-row", iconSize: [width, HIGH], iconAnchor: [width / 2, HIGH / 2], html: symbol + element("span", "", text).outerHTML,
  });
  return L.marker(latlng, { icon, keyboard: true, alt: text, title: "" });
}

function projectRow(state, { feature, text }, latlng, width, stages) {
  const stage = stages[feature.project_id], style = { ...state.style, symbol: SYMBOL };
  const marker = rowMarker(latlng, siteSymbol(style, stage, state.shade(feature.colour), feature.precision), text, width);
  const tellIt = () => tellProject(state, feature, stage, latlng);
  tellOnFocus(marker, tellIt, () => untell(state)).on("mouseover", tellIt).on("mouseout", () => untell(state));
  return nameMark(marker.on("click", () => choose(state, feature, latlng)), text, feature.project_id);
}

function groupRow(state, unit, { colour, text }, latlng, width, stages) {
  const swatch = element("i");
  swatch.style.background = state.shade(colour);
  const marker = rowMarker(latlng, swatch.outerHTML, text, width);
  marker.bindPopup(() => badgeList(state, unit, stages, colour, marker), listRoom(state));
  marker.on("click", (event) => L.DomEvent.stopPropagation(event));
  return nameMark(marker, `${unitName(state, unit.id)} ${text}`, `unit/${unit.id}/${colour}`);
}
