/* The mark of a cluster, and the list that it opens. */
import { button, element, localised } from "#map/dom.js";
import { nameMark, tellOnFocus } from "#map/keyboard.js";
import { report } from "#map/report.js";
import { clusterSymbol, siteSymbol } from "#map/symbols.js";
import { dimArea, lightArea } from "#map/tips.js";

function groupLabel(view, colour) {
  const groups = view.legend.filter((section) => section.kind === "group").flatMap((section) => section.entries);
  return groups.find((entry) => entry.colour === colour)?.label || "";
}

export function clusterLayer(state, features, stages, offset) {
  const [first] = features, title = `${groupLabel(state.view, first.colour)} ${features.length}`;
  const icon = L.divIcon({
    className: "atlas-site", iconSize: [25, 23], iconAnchor: [12.5 - offset[0], 11.5 - offset[1]],
    html: clusterSymbol(state.style, features.length, state.shade(first.colour)),
  });
  const marker = L.marker([first.anchor[1], first.anchor[0]], { icon, keyboard: true, alt: title, title, riseOnHover: true });
  const list = element("div", "atlas-cluster");
  list.append(element("h3", "", title), ...features.map((f) => listRow(state, f, stages[f.project_id], marker)));
  marker.bindPopup(list, { offset: [offset[0], offset[1] - 4], minWidth: 240, maxHeight: 260, autoPan: true });
  tellOnFocus(marker, () => lightArea(state, first), () => dimArea(state));
  marker.on("mouseover", () => lightArea(state, first));
  marker.on("mouseout", () => dimArea(state));
  marker.on("click", (e) => L.DomEvent.stopPropagation(e));
  return nameMark(marker, title, `${first.places.join()}/${first.colour}`);
}

function listRow(state, feature, stage, marker) {
  const { lang, labels, apart } = state.view, row = button("atlas-cluster-row");
  row.innerHTML = siteSymbol(state.style, stage, state.shade(feature.colour), feature.precision);
  row.append(element("span", "", localised(feature, "name", lang)), element("i", "", labels[stage] || ""));
  if (apart?.[feature.project_id]) {
    row.classList.add("is-apart");
    row.append(element("small", "", apart[feature.project_id]));
  }
  row.onclick = () => {
    marker.getElement()?.focus({ preventScroll: true });
    state.map.closePopup();
    report(state, { project_id: feature.project_id }, marker.getLatLng());
    if (state.onSelect) state.onSelect(feature);
  };
  return row;
}
