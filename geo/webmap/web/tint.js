/* The switch that has the counties coloured by how many projects touch them: a view says whether it offers one (labels.tint)
   and whether it is on (tint); the page around the map turns it. */
import { element, name } from "#map/dom.js";
import { report } from "#map/report.js";

export function addTint(state) {
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    state.tintBar = element("div", "leaflet-bar");
    state.tintBar.hidden = true;
    state.tintLink = element("a", "atlas-tint", "▦");
    state.tintLink.href = "#";
    state.tintLink.setAttribute("role", "button");
    L.DomEvent.on(state.tintLink, "click", (event) => {
      L.DomEvent.stop(event);
      report(state, { tint: state.view.tint ? "" : "county" }, state.map.getCenter());
    });
    L.DomEvent.on(state.tintLink, "keydown", (event) => { if (event.key === " ") { L.DomEvent.stop(event); state.tintLink.click(); } });
    state.tintBar.append(state.tintLink);
    return state.tintBar;
  };
  control.addTo(state.map);
}

export function updateTint(state) {
  const { labels, tint } = state.view;
  state.tintBar.hidden = !labels.tint;
  if (!labels.tint) return;
  name(state.tintLink, labels.tint);
  state.tintLink.setAttribute("aria-pressed", String(Boolean(tint)));
}
