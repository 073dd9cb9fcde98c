/* Background maps from elsewhere, all off at first: the atlas needs no foreign host. While one from China's own datum
   (GCJ-02) is on, everything of ours is projected through that datum so that it fits; coordinates stay WGS 84. */
window.AtlasBackgrounds = (function (atlas) {
  "use strict";

  /* The shift of GCJ-02, as published by reverse engineering and as in geo/crs.py; degrees in, degrees out. */
  var A = 6378245.0, EE = 0.00669342162296594323, PI = Math.PI;

  function shift(lat, lng) {
    var x = lng - 105, y = lat - 35, root = Math.sqrt(Math.abs(x));
    var waves = (20 * Math.sin(6 * x * PI) + 20 * Math.sin(2 * x * PI)) * 2 / 3;
    var dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves +
      (20 * Math.sin(y * PI) + 40 * Math.sin(y / 3 * PI)) * 2 / 3 + (160 * Math.sin(y / 12 * PI) + 320 * Math.sin(y * PI / 30)) * 2 / 3;
    var dLng = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves +
      (20 * Math.sin(x * PI) + 40 * Math.sin(x / 3 * PI)) * 2 / 3 + (150 * Math.sin(x / 12 * PI) + 300 * Math.sin(x / 30 * PI)) * 2 / 3;
    var rad = lat / 180 * PI, magic = 1 - EE * Math.sin(rad) * Math.sin(rad), sqrt = Math.sqrt(magic);
    return [dLat * 180 / ((A * (1 - EE)) / (magic * sqrt) * PI), dLng * 180 / (A / sqrt * Math.cos(rad) * PI)];
  }

  function toGcj(lat, lng) { var d = shift(lat, lng); return [lat + d[0], lng + d[1]]; }

  function fromGcj(lat, lng) {
    var at = [lat, lng], i, back;
    for (i = 0; i < 6; i += 1) { back = toGcj(at[0], at[1]); at = [at[0] + lat - back[0], at[1] + lng - back[1]]; }
    return at;
  }

  function gcjCrs() {
    var mercator = L.Projection.SphericalMercator;
    return L.extend({}, L.CRS.EPSG3857, { code: "GCJ-02", projection: L.extend({}, mercator, {
      project: function (ll) { var at = toGcj(ll.lat, ll.lng); return mercator.project(L.latLng(at[0], at[1])); },
      unproject: function (p) { var ll = mercator.unproject(p), at = fromGcj(ll.lat, ll.lng); return L.latLng(at[0], at[1]); }
    }) });
  }

  function turn(map, crs) {
    if (map.options.crs === crs) return;
    var centre = map.getCenter(), zoom = map.getZoom();
    map.options.crs = crs;
    map.setView(centre, zoom, { reset: true, animate: false });
  }

  function choose(state, id) {
    var map = state.map, wanted = state.backgrounds.filter(function (b) { return b.id === id; })[0];
    (state.tiles || []).forEach(function (layer) { layer.off().remove(); });
    state.tiles = [];
    state.picker.value = wanted ? id : "";
    map.getPane("atlas-ground").style.opacity = wanted ? 0.45 : 1;
    turn(map, wanted && wanted.datum === "GCJ-02" ? gcjCrs() : L.CRS.EPSG3857);
    if (!wanted) return;
    state.tiles = wanted.urls.map(function (url, i) {
      var layer = L.tileLayer(url, { subdomains: wanted.subdomains, maxZoom: wanted.max_zoom, attribution: i ? "" : wanted.attribution, zIndex: i });
      layer.once("tileerror", function () {
        choose(state, "");
        if (state.refused !== id) tell(state, state.view.labels.background_failed);
        state.refused = id;
      });
      return layer.addTo(map);
    });
  }

  function tell(state, text) {
    state.toast.textContent = text;
    state.toast.hidden = false;
    clearTimeout(state.toastTimer);
    state.toastTimer = setTimeout(function () { state.toast.hidden = true; }, 8000);
  }

  function addTo(state) {
    state.backgrounds = state.options.backgrounds || [];
    if (!state.backgrounds.length) return;
    var control = L.control({ position: "topleft" });
    control.onAdd = function () {
      var box = L.DomUtil.create("div", "leaflet-bar atlas-background");
      state.picker = L.DomUtil.create("select", "", box);
      state.picker.onchange = function () { state.refused = ""; choose(state, state.picker.value); };
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    control.addTo(state.map);
    state.toast = L.DomUtil.create("div", "atlas-toast", state.map.getContainer());
    state.toast.setAttribute("role", "status");
    state.toast.hidden = true;
  }

  /* The words of a view, in its language; what is chosen stays chosen. */
  function say(state) {
    if (!state.picker) return;
    var labels = state.view.labels, chosen = state.picker.value;
    state.picker.textContent = "";
    state.picker.setAttribute("aria-label", labels.background);
    state.picker.title = labels.background;
    [{ id: "", label: labels.background_none }].concat(state.backgrounds.map(function (b) {
      return { id: b.id, label: labels["background_" + b.id] };
    })).forEach(function (b) {
      var option = document.createElement("option");
      option.value = b.id; option.textContent = b.label;
      state.picker.appendChild(option);
    });
    state.picker.value = chosen;
  }

  atlas.extend({ attach: addTo, apply: say });
  return { toGcj: toGcj, fromGcj: fromGcj };
})(window.AtlasMap);
