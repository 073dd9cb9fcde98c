/* A line or an area that was drawn, as a filter: the measure asks about it, the map shows it as long as it is asked
   about, and a button lets it go. It is an act (switches.js): one that is not answered yet goes before what a view says. */
import { button, element, name } from "#map/dom.js";
import { measureWords, measurePane } from "#map/measure_drawing.js";
import { report } from "#map/report.js";

const ACT = "drawn", MOST = 50, DECIMALS = 4, LEAST = { line: 2, area: 3 };

/* As the address has it: area:lat,lon;lat,lon;lat,lon */
export function drawnText(kind, points) {
  return `${kind}:${points.map((point) => point.map((degrees) => Number(degrees.toFixed(DECIMALS))).join(",")).join(";")}`;
}

export function parseDrawn(text) {
  const [kind, points] = text.split(":");
  return { kind, points: points.split(";").map((point) => point.split(",").map(Number)) };
}

/* What is drawn now: by the newest act that is not answered, else by the view. */
export function drawnNow(view, acts) {
  const last = acts.filter(([, act]) => act === ACT).at(-1);
  if (last) return last[3] ? parseDrawn(last[2]) : null;
  return view.drawn?.points ? view.drawn : null;
}

function tellServer(state, text) {
  state.acts.add(ACT, text, Boolean(text));
  report(state, {}, state.map.getCenter());
  drawDrawn(state);
}

/* Buttons in the panel of the measure that ask about its corners, on a map that can answer. */
export function offerToAsk(state) {
  const { measure: { parts: { asked, close }, corners }, view } = state, labels = measureWords(state);
  const hasFocus = asked.contains(document.activeElement);
  asked.replaceChildren();
  if (!view.drawn?.is_asked || corners.length < LEAST.line) return;
  if (corners.length > MOST) {
    asked.append(element("div", "atlas-measure-note", labels.meets_many));
    return;
  }
  for (const kind of ["area", "line"].filter((one) => corners.length >= LEAST[one])) {
    const ask = button("atlas-ask", labels[`meets_${kind}`]);
    ask.onclick = () => {
      const text = drawnText(kind, corners.map(({ lat, lng }) => [lat, lng]));
      close();
      tellServer(state, text);
    };
    asked.append(ask);
  }
  if (hasFocus) asked.firstChild.focus();
}

export function addDrawn(state) {
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => {
    state.drawnButton = button("atlas-drawn-drop", "");
    state.drawnButton.hidden = true;
    state.drawnButton.onclick = () => {
      tellServer(state, "");
      state.map.getContainer().focus({ preventScroll: true });
    };
    L.DomEvent.disableClickPropagation(state.drawnButton);
    return state.drawnButton;
  };
  control.addTo(state.map);
  state.drawnLayer = L.layerGroup().addTo(state.map);
}

export function drawDrawn(state) {
  const labels = measureWords(state), drawn = drawnNow(state.view, state.acts.open);
  state.drawnLayer.clearLayers();
  state.drawnButton.hidden = !drawn || !labels || !state.view.drawn?.is_asked;
  if (!drawn) return;
  state.drawnRenderer ||= L.svg({ pane: measurePane(state.map), padding: 0.5 });
  const look = { pane: measurePane(state.map), renderer: state.drawnRenderer, interactive: false, className: `atlas-drawn is-${drawn.kind}` };
  state.drawnLayer.addLayer(drawn.kind === "area" ? L.polygon(drawn.points, look) : L.polyline(drawn.points, look));
  if (!labels) return;
  state.drawnButton.replaceChildren(element("span", "atlas-drawn-sample"), `${labels[`drawn_${drawn.kind}`]} ×`);
  name(state.drawnButton, `${labels[`drawn_${drawn.kind}`]}: ${labels.drawn_drop}`);
}
