/* Places as the subject of the map: a view gives their colours (tints), what a pointer on them tells and a click reports
   (picks), which of them are chosen, and those that are points (spots). Adcodes and short texts only: the outlines are
   there already. */
(function (atlas) {
  "use strict";
  var tools = atlas.tools;

  function paint(state) {
    var tints = state.view.tints, key = JSON.stringify(tints || null), style = state.style;
    if (key === state.tintKey) return;
    state.tintKey = key;
    state.countyLayer.eachLayer(function (layer) {
      var unit = layer.feature.properties, own = tints || style.tints;
      layer.setStyle({ fillColor: own[unit.adcode] || own[unit.city] || style.provinceFill });
    });
  }

  function holds(unit, point) {
    var polygons = unit.geometry.type === "Polygon" ? [unit.geometry.coordinates] : unit.geometry.coordinates;
    return polygons.some(function (rings) {
      return tools.isInRing(point, rings[0]) && !rings.slice(1).some(function (hole) { return tools.isInRing(point, hole); });
    });
  }

  function boundsOf(state, id) {
    state.unitBounds = state.unitBounds || {};
    return (state.unitBounds[id] = state.unitBounds[id] || L.geoJSON(state.units[id]).getBounds());
  }

  /* The county under a point, or its city where the view knows only cities; nothing outside what can be picked. */
  function pickAt(state, point) {
    var picks = (state.view || {}).picks, found;
    if (!picks) return "";
    found = Object.keys(state.units).find(function (id) {
      var city = state.units[id].properties.city;
      return city && id !== city && (picks[id] !== undefined || picks[city] !== undefined) &&
        boundsOf(state, id).contains(point) && holds(state.units[id], point);
    });
    if (!found) return "";
    return picks[found] !== undefined ? found : state.units[found].properties.city;
  }

  function nameOf(state, id) {
    var place = state.labels.find(function (label) { return label.id === id; });
    return place ? tools.named(place, "name", state.view.lang) : "";
  }

  function tell(state, title, text, point) {
    var node = tools.element("div", "atlas-tip");
    node.appendChild(tools.element("strong", "", title));
    text.split("\n").forEach(function (line) { if (line) node.appendChild(tools.element("span", "", line)); });
    state.tip.setContent(node).setLatLng(point).addTo(state.map);
  }

  function light(state, id) {
    if (state.litPlace === id) return;
    state.litPlace = id;
    tools.dimArea(state);
    if (id) state.lit = tools.areaLayer(state, [id], { fill: false, color: state.style.ink, weight: 1.6 }).addTo(state.map);
  }

  function hover(state, event) {
    var isElsewhere = event.originalEvent.target.closest(".leaflet-marker-icon, .leaflet-control, .leaflet-popup");
    var id = isElsewhere ? "" : pickAt(state, event.latlng);
    if (!id && !state.litPlace) return;
    light(state, id);
    state.map.getContainer().classList.toggle("has-pick", Boolean(id));
    if (id) tell(state, nameOf(state, id), state.view.picks[id], event.latlng); else state.tip.remove();
  }

  /* Chosen places: a thin dark line over a bright one, so that it reads on any tint. */
  function outline(state) {
    var chosen = state.view.chosen || [];
    state.chosenLayer.clearLayers();
    [[state.style.selected, 7, 0.85], [state.style.ink, 2.2, 1]].forEach(function (line) {
      state.chosenLayer.addLayer(tools.areaLayer(state, chosen, { fill: false, color: line[0], weight: line[1], opacity: line[2] }));
    });
  }

  function drawSpots(state) {
    var chosen = state.view.chosen || [];
    state.spots.clearLayers();
    (state.view.spots || []).forEach(function (spot) {
      var icon = L.divIcon({ className: "atlas-site atlas-spot" + (chosen.indexOf(spot.id) < 0 ? "" : " is-selected"), iconSize: [15, 15],
        html: '<svg class="atlas-symbol" width="15" height="15" viewBox="0 0 15 15" aria-hidden="true"><path d="M7.5 1.5l6 6-6 6-6-6z" fill="#fff" stroke="' + state.style.ink + '" stroke-width="1.6"/></svg>' });
      var marker = L.marker([spot.lat, spot.lon], { icon: icon, keyboard: true, alt: spot.name, title: "", riseOnHover: true });
      marker.on("mouseover focus", function () { tell(state, spot.name, spot.text, marker.getLatLng()); });
      marker.on("mouseout blur", function () { state.tip.remove(); });
      marker.on("click", function () { tools.report(state, { place_id: spot.id }, marker.getLatLng()); });
      state.spots.addLayer(tools.called(marker, spot.name + " " + spot.text));
    });
  }

  /* A place chosen elsewhere than on the map may lie out of sight. */
  function bringIntoView(state) {
    var chosen = (state.view.chosen || []).filter(function (id) { return state.units[id]; }), key = chosen.join();
    var isNew = state.lastChosen !== undefined && key && key !== state.lastChosen;
    state.lastChosen = key;
    if (!isNew || !tools.hasRoom(state)) return;
    var bounds = chosen.reduce(function (all, id) { return all.extend(boundsOf(state, id)); }, L.latLngBounds([]));
    if (!tools.openBounds(state).intersects(bounds)) { state.isHome = false; state.map.fitBounds(bounds.pad(0.3), { maxZoom: 10 }); }
  }

  atlas.extend({
    attach: function (state) {
      state.chosenLayer = L.layerGroup().addTo(state.map);
      state.spots = L.layerGroup().addTo(state.map);
      state.map.on("mousemove", function (event) { hover(state, event); });
      state.map.on("mouseout", function () { light(state, ""); });
      state.map.on("click", function (event) {
        var id = pickAt(state, event.latlng);
        if (id) tools.report(state, { place_id: id }, event.latlng);
      });
    },
    apply: function (state) { paint(state); outline(state); drawSpots(state); bringIntoView(state); }
  });
  atlas.tools.tell = tell;
})(window.AtlasMap);
