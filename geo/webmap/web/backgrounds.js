/* Background maps from elsewhere, all off at first: the atlas needs no foreign host. While one from China's own datum
   (GCJ-02) is on, everything of ours is projected through that datum so that it fits; coordinates stay WGS 84. */
import { element, name } from "#map/dom.js";
import { fromGcj, toGcj } from "#map/gcj02.js";

const TOLD_MS = 8000;
const GROUND_OPACITY = 0.45;

function gcjCrs() {
  const mercator = L.Projection.SphericalMercator;
  const project = ({ lat, lng }) => mercator.project(L.latLng(toGcj([lat, lng])));
  const unproject = (point) => {
    const { lat, lng } = mercator.unproject(point);
    return L.latLng(fromGcj([lat, lng]));
  };
  return { ...L.CRS.EPSG3857, code: "GCJ-02", projection: { ...mercator, project, unproject } };
}

function takeCrs(map, crs) {
  if (map.options.crs === crs) return;
  const centre = map.getCenter(), zoom = map.getZoom();
  map.options.crs = crs;
  map.setView(centre, zoom, { reset: true, animate: false });
}

function choose(state, id) {
  const { map } = state, wanted = state.options.backgrounds.find((background) => background.id === id);
  for (const layer of state.tiles) layer.off().remove();
  state.tiles = wanted ? wanted.urls.map((url, i) => tileLayer(state, wanted, url, i)) : [];
  state.picker.value = wanted ? id : "";
  map.getPane("atlas-ground").style.opacity = wanted ? GROUND_OPACITY : 1;
  takeCrs(map, wanted && wanted.datum === "GCJ-02" ? gcjCrs() : L.CRS.EPSG3857);
  for (const layer of state.tiles) layer.addTo(map);
  state.redraw();
}

function tileLayer(state, background, url, i) {
  const { subdomains, max_zoom: maxZoom, attribution, id } = background;
  const layer = L.tileLayer(url, { subdomains, maxZoom, attribution: i ? "" : attribution, zIndex: i });
  return layer.once("tileerror", () => {
    choose(state, "");
    if (state.refused !== id) tell(state, state.view.labels.background_failed);
    state.refused = id;
  });
}

function tell(state, text) {
  state.toast.textContent = text;
  state.toast.hidden = false;
  clearTimeout(state.toastTimer);
  state.toastTimer = setTimeout(() => { state.toast.hidden = true; }, TOLD_MS);
}

export function addBackgrounds(state) {
  if (!(state.options.backgrounds || []).length) return;
  const control = L.control({ position: "topleft" });
  control.onAdd = () => {
    const box = element("div", "leaflet-bar atlas-background");
    state.picker = element("select");
    state.picker.onchange = () => {
      state.refused = "";
      choose(state, state.picker.value);
    };
    L.DomEvent.disableClickPropagation(box);
    box.append(state.picker);
    return box;
  };
  control.addTo(state.map);
  state.toast = element("div", "atlas-toast");
  state.toast.setAttribute("role", "status");
  state.toast.hidden = true;
  state.map.getContainer().append(state.toast);
}

/* The words of a view, in its language; what is chosen stays chosen. */
export function nameBackgrounds(state) {
  const { picker, view: { labels } } = state;
  if (!picker) return;
  const chosen = picker.value;
  name(picker, labels.background);
  picker.replaceChildren(...["", ...state.options.backgrounds.map(({ id }) => id)].map((id) => {
    const option = element("option", "", labels[`background_${id || "none"}`]);
    option.value = id;
    return option;
  }));
  picker.value = chosen;
}
