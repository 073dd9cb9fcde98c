/* The list that the badge of a unit opens: its projects by group, each with its stage. */
import { button, element, localised } from "#map/dom.js";
import { BESIDE_BUTTONS, mayOffer, offerRow } from "#map/place_offer.js";
import { report } from "#map/report.js";
import { siteSymbol } from "#map/symbols.js";
import { byGroup, groupName, unitName } from "#map/units.js";

const FRAME_PX = 52;

/* The list of a unit, or of one group of it; `marker` is what opened it, by default the badge. */
export function badgeList(state, unit, stages, colour = "", marker = unit.marker) {
  const { view } = state, list = element("div", "atlas-cluster"), head = element("h3", "", unitName(state, unit.id));
  const features = unit.features.filter((feature) => !colour || feature.colour === colour);
  head.append(element("i", "", String(features.length)));
  if (!colour && mayOffer(state)) list.append(head, offerRow(state, unit.id, false), element("p", "", view.labels.of_units));
  else list.append(head, element("p", "", view.labels.of_units));
  for (const [hue, held] of byGroup(view, features)) {
    list.append(element("h4", "", `${groupName(view, hue)} ${held.length}`));
    list.append(...held.map((feature) => listRow(state, feature, stages[feature.project_id], marker, unit.id)));
  }
  return list;
}

/* The size of a list on the map, beside its buttons. */
export function listRoom(state) {
  const widest = state.map.getSize().x - BESIDE_BUTTONS - FRAME_PX;
  return { minWidth: Math.min(250, widest), maxWidth: Math.min(320, widest), maxHeight: 300, autoPanPaddingTopLeft: [BESIDE_BUTTONS, 5] };
}

function listRow(state, feature, stage, marker, id) {
  const { lang, labels, apart, selected } = state.view, row = button("atlas-cluster-row"), isChinese = lang === "zh";
  const beside = feature.places.filter((place) => place !== id).map((place) => unitName(state, place)).filter(Boolean);
  row.innerHTML = siteSymbol(state.style, stage, state.shade(feature.colour), feature.precision);
  row.append(element("span", "", localised(feature, "name", lang)), element("i", "", labels[stage] || ""));
  if (feature.project_id === selected) row.setAttribute("aria-current", "true");
  const also = beside.length ? `${labels.also_in}${isChinese ? "" : " "}${beside.join(isChinese ? "、" : ", ")}` : "";
  for (const note of [also, apart?.[feature.project_id]].filter(Boolean)) {
    row.classList.add("is-apart");
    row.append(element("small", "", note));
  }
  row.onclick = () => {
    marker.getElement()?.focus({ preventScroll: true });
    state.map.closePopup();
    choose(state, feature, marker.getLatLng());
  };
  return row;
}

/* A project that has no layer of its own is chosen. */
export function choose(state, feature, latlng) {
  report(state, { project_id: feature.project_id }, latlng);
  if (state.onSelect) state.onSelect(feature);
}
