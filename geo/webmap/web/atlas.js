/* The map in the browser: geometry comes once, a view is only ids, stages and words. Used by the page and by the
   standalone file alike. AtlasMap.attach(map, options) draws the ground; AtlasMap.show(map, view) applies a view. */
window.AtlasMap = (function () {
  "use strict";

  /* Other files add what else a view can show: {attach(state), apply(state)}, called when the ground is drawn and with
     each view. */
  var extensions = [];

  function tint(colour, share) {
    return "#" + [1, 3, 5].map(function (i) {
      var c = parseInt(colour.slice(i, i + 2), 16);
      return Math.round(c + (255 - c) * share).toString(16).padStart(2, "0");
    }).join("");
  }

  function strokeColour(style, role, colour) {
    return { full: colour, tint: tint(colour, style.tintShare), paper: "#ffffff", grey: style.grey }[role];
  }

  function named(item, field, lang) { return item[field + "_" + lang] || item[field + "_zh"] || ""; }

  function element(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function fetched(source) {
    return typeof source === "string"
      ? fetch(source).then(function (r) { if (!r.ok) throw new Error(r.status); return r.json(); })
      : Promise.resolve(source);
  }

  /* The component does not wait for style sheets; without them nothing has its size. */
  function styled(map) {
    return new Promise(function (resolve) {
      (function look() {
        var found = getComputedStyle(map.getContainer());
        if (found.overflow === "hidden" && found.getPropertyValue("--atlas")) resolve(); else setTimeout(look, 16);
      })();
    });
  }

  /* ---- ground ------------------------------------------------------------------------------------------------ */

  function lineOptions(stroke, pane, renderer) {
    return { pane: pane, renderer: renderer, interactive: false, fill: false, color: stroke.colour,
             weight: stroke.width, dashArray: stroke.dash.join(" ") || null, lineJoin: "round" };
  }

  function drawGround(state, ground) {
    var map = state.map, style = state.style;
    ["atlas-ground", "atlas-areas", "atlas-lines", "atlas-labels"].forEach(function (name, i) {
      map.createPane(name).style.zIndex = [250, 300, 400, 620][i];
    });
    map.getPane("atlas-labels").style.pointerEvents = "none";
    map.getPane("atlas-areas").style.pointerEvents = "none";
    map.getPane("atlas-ground").style.pointerEvents = "none";
    state.areaRenderer = L.canvas({ pane: "atlas-areas", padding: 0.4 });
    state.lineRenderer = L.canvas({ pane: "atlas-lines", padding: 0.4, tolerance: 7 });
    var renderer = L.canvas({ pane: "atlas-ground", padding: 0.6 });
    state.units = {};
    state.countyLayer = L.geoJSON(ground.counties, {
      style: function (f) {
        var colour = style.tints[f.properties.city] || style.provinceFill;
        return { pane: "atlas-ground", renderer: renderer, interactive: false, stroke: true, fill: true,
                 fillColor: colour, fillOpacity: 1, color: style.boundaries.county.colour,
                 weight: style.boundaries.county.width, dashArray: style.boundaries.county.dash.join(" ") };
      },
      onEachFeature: function (f) { state.units[f.properties.adcode] = f; }
    }).addTo(map);
    L.geoJSON(ground.prefectures, {
      style: lineOptions(style.boundaries.prefecture, "atlas-ground", renderer),
      onEachFeature: function (f) { state.units[f.properties.adcode] = f; }
    }).addTo(map);
    L.geoJSON(ground.province, {
      style: lineOptions(style.boundaries.province, "atlas-ground", renderer),
      onEachFeature: function (f) { state.units[f.properties.adcode] = f; }
    }).addTo(map);
    state.labels = ground.labels;
  }

  /* A view about places writes a note below each name, which then stands in the middle of a city's area; a view about
     links names their ends itself. */
  function drawLabels(state, lang) {
    var notes = state.view.notes || {}, elsewhere = (state.view.links || {}).ends || {};
    var key = lang + JSON.stringify([state.view.notes, Object.keys(elsewhere)]);
    if (state.labelKey === key) return;
    state.labelKey = key;
    if (state.labelLayer) state.labelLayer.remove();
    state.labelLayer = L.layerGroup(state.labels.filter(function (place) { return !elsewhere[place.id]; }).map(function (place) {
      var name = element("span", "", named(place, "name", lang));
      if (notes[place.id]) name.appendChild(element("b", "atlas-label-note", notes[place.id]));
      var icon = L.divIcon({ className: "atlas-label atlas-label-" + place.level + (place.in_cluster ? "" : " is-outside"),
                             html: name.outerHTML, iconSize: [0, 0] });
      var at = state.view.notes && place.middle ? place.middle : [place.lat, place.lon];
      return L.marker(at, { icon: icon, pane: "atlas-labels", interactive: false, keyboard: false });
    })).addTo(state.map);
  }

  function zoomClass(map) {
    var box = map.getContainer(), zoom = map.getZoom();
    box.classList.toggle("shows-counties", zoom >= 9);
    box.classList.toggle("is-wide", zoom < 8);
  }

  /* ---- projects ---------------------------------------------------------------------------------------------- */

  function stageLook(style, stage) { return style.stages[stage] || style.stages[style.unstated]; }

  function swatch(stage, colour, style, precision) {
    var s = stageLook(style, stage).symbol, p = style.precisions[precision], size = style.symbol;
    var inset = s.edge_width / 2 + 0.6, shape = p.shape === "square"
      ? '<rect x="' + inset + '" y="' + inset + '" width="' + (size - 2 * inset) + '" height="' + (size - 2 * inset) + '" rx="2.5"'
      : '<circle cx="' + size / 2 + '" cy="' + size / 2 + '" r="' + (size / 2 - inset) + '"';
    var dot = s.dot ? '<circle cx="' + size / 2 + '" cy="' + size / 2 + '" r="' + s.dot + '" fill="' + colour + '"/>' : "";
    var dash = p.symbol_dash.length ? ' stroke-dasharray="' + p.symbol_dash.join(" ") + '"' : "";
    return '<svg class="atlas-symbol" width="' + size + '" height="' + size + '" viewBox="0 0 ' + size + " " + size + '" aria-hidden="true">' +
      shape + ' fill="' + strokeColour(style, s.face, colour) + '" stroke="' + strokeColour(style, s.edge, colour) + '" stroke-width="' + s.edge_width + '"' + dash + "/>" + dot + "</svg>";
  }

  function announce(layer, projectId) {
    layer.feature = { type: "Feature", properties: { project_id: projectId }, geometry: null };
    layer.toGeoJSON = function () {
      return { type: "Feature", geometry: null, properties: { project_id: projectId, clicked_at: Date.now() } };
    };
    return layer;
  }

  /* A mark that is no picture has no alternative text: its button is named for those who do not see it. */
  function called(marker, text) {
    return marker.on("add", function () { marker.getElement().setAttribute("aria-label", text); });
  }

  /* Tell whoever listens that something was chosen which is no layer of its own. */
  function report(state, properties, latlng) {
    state.group.fire("click", { latlng: latlng, layer: { toGeoJSON: function () {
      return { type: "Feature", geometry: null, properties: Object.assign({ clicked_at: Date.now() }, properties) };
    } } });
  }

  function lineLayers(state, feature, stage) {
    var style = state.style, s = stageLook(style, stage).line;
    var dash = style.precisions[feature.precision].dash;
    var points = L.GeoJSON.coordsToLatLngs(feature.geometry.coordinates, 0);
    return [["outer", s.outer, s.outer_width], ["inner", s.inner, s.inner_width]].map(function (part) {
      var isHalo = part[1] === "paper" && part[0] === "outer";
      return announce(L.polyline(points, {
        pane: "atlas-lines", renderer: state.lineRenderer, color: strokeColour(style, part[1], feature.colour), weight: part[2],
        opacity: isHalo ? 0.75 : 1, lineCap: dash.length ? "butt" : "round", lineJoin: "round",
        dashArray: dash.length && !isHalo ? dash.join(" ") : null }), feature.project_id);
    });
  }

  function areaLayer(state, ids, options) {
    var found = ids.map(function (id) { return state.units[id]; }).filter(Boolean);
    return L.geoJSON({ type: "FeatureCollection", features: found },
      { style: Object.assign({ pane: "atlas-areas", renderer: state.areaRenderer, interactive: false }, options) });
  }

  /* Symbols that share an anchor stand in a grid around it, in the order of the record, so that each can be reached. */
  function gridColumns(count) { return Math.ceil(Math.sqrt(count * 1.6)); }

  function gridOffset(index, count, step) {
    var columns = gridColumns(count), rows = Math.ceil(count / columns);
    var row = Math.floor(index / columns), inRow = row === rows - 1 ? count - row * columns : columns;
    return [((index % columns) - (inRow - 1) / 2) * step, (row - (rows - 1) / 2) * step];
  }

  function gridSize(count, step) {
    var columns = gridColumns(count);
    return [Math.min(columns, count) * step, Math.ceil(count / columns) * step];
  }

  function isInRing(point, ring) {
    var inside = false, i, j;
    for (i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      if ((ring[i][1] > point.lat) !== (ring[j][1] > point.lat) &&
          point.lng < (ring[j][0] - ring[i][0]) * (point.lat - ring[i][1]) / (ring[j][1] - ring[i][1]) + ring[i][0]) inside = !inside;
    }
    return inside;
  }

  function isInCity(state, feature, point) {
    return feature.places.some(function (id) {
      var city = state.units[id.slice(0, 4) + "00"];
      if (!city) return false;
      var polygons = city.geometry.type === "Polygon" ? [city.geometry.coordinates] : city.geometry.coordinates;
      return polygons.some(function (rings) { return isInRing(point, rings[0]); });
    });
  }

  function overlaps(a, b) { return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]; }

  /* What stands for a whole unit is gathered where it would cover it: one mark a group, with a count, which opens a list.
     A mark is the list of its features; zooming in takes a gathered stack apart again. */
  var MANY = 9, CROWDED = 0.2;

  function marksOf(state, features, step) {
    if (features[0].kind !== "admin" || features.length <= MANY || !isCrowded(state, features, step)) {
      return features.map(function (f) { return [f]; });
    }
    var byColour = {};
    features.forEach(function (f) { (byColour[f.colour] = byColour[f.colour] || []).push(f); });
    return Object.keys(byColour).map(function (colour) { return byColour[colour]; });
  }

  function isCrowded(state, features, step) {
    var bounds = L.latLngBounds([]);
    features[0].places.forEach(function (id) { if (state.units[id]) bounds.extend(L.geoJSON(state.units[id]).getBounds()); });
    var a = state.map.latLngToLayerPoint(bounds.getNorthWest()), b = state.map.latLngToLayerPoint(bounds.getSouthEast());
    return features.length * step * step > CROWDED * (b.x - a.x) * (b.y - a.y);
  }

  function stepOf(state, marks) {
    return state.style.symbol + (marks.some(function (m) { return m.length > 1; }) ? 10 : 2);
  }

  /* Where each grid stands, in pixels from its anchor. A site with a point of its own never leaves it; squares stand for
     a whole unit, so their grids move out of the way of sites, larger grids and city names, along a spiral but never out
     of their city, with a thin line to where they belong; the same view always looks the same. */
  function placeStacks(state, stacks) {
    var map = state.map, placed = state.labels.filter(function (l) { return l.level === "prefecture" && l.in_cluster; }).map(function (l) {
      var p = map.latLngToLayerPoint([l.lat, l.lon]);
      return [p.x - 36, p.y - 12, p.x + 36, p.y + 12];
    });
    state.leaders.clearLayers();
    var shifts = {}, isFixed = function (key) { return stacks[key][0][0].kind === "point"; };
    Object.keys(stacks).sort(function (a, b) {
      return isFixed(b) - isFixed(a) || stacks[b].length - stacks[a].length || (a < b ? -1 : 1);
    }).forEach(function (key) {
      var first = stacks[key][0][0], size = gridSize(stacks[key].length, stepOf(state, stacks[key]));
      var at = map.latLngToLayerPoint([first.anchor[1], first.anchor[0]]), box, shift = [0, 0], i, turn;
      for (i = 0; i < 240; i += 1) {
        turn = i * 2.399963;
        shift = [Math.sqrt(i) * 7 * Math.cos(turn), Math.sqrt(i) * 7 * Math.sin(turn)];
        box = [at.x + shift[0] - size[0] / 2 - 1, at.y + shift[1] - size[1] / 2 - 1, at.x + shift[0] + size[0] / 2 + 1, at.y + shift[1] + size[1] / 2 + 1];
        if (isFixed(key)) break;
        if (placed.some(function (other) { return overlaps(box, other); })) continue;
        if (i === 0 || isInCity(state, first, map.layerPointToLatLng([at.x + shift[0], at.y + shift[1]]))) break;
      }
      if (i === 240) { shift = [0, 0]; box = [at.x - size[0] / 2, at.y - size[1] / 2, at.x + size[0] / 2, at.y + size[1] / 2]; }
      placed.push(box);
      shifts[key] = shift;
      if (Math.hypot(shift[0], shift[1]) > 22) {
        state.leaders.addLayer(L.polyline([map.layerPointToLatLng(at), map.layerPointToLatLng([at.x + shift[0], at.y + shift[1]])],
          { pane: "atlas-areas", renderer: state.areaRenderer, interactive: false, color: state.style.quiet, weight: 1, opacity: 0.8 }));
      }
    });
    return shifts;
  }

  function symbolLayer(state, feature, stage, offset, lang) {
    var size = state.style.symbol;
    var icon = L.divIcon({ className: "atlas-site", iconSize: [size, size],
      iconAnchor: [size / 2 - offset[0], size / 2 - offset[1]], html: swatch(stage, feature.colour, state.style, feature.precision) });
    var marker = L.marker([feature.anchor[1], feature.anchor[0]],
      { icon: icon, keyboard: true, alt: named(feature, "name", lang), riseOnHover: true });
    return announce(called(marker, named(feature, "name", lang)), feature.project_id);
  }

  function gatheredSwatch(count, colour) {
    return '<svg class="atlas-symbol" width="25" height="23" viewBox="0 0 25 23" aria-hidden="true">' +
      '<rect x="4.5" y="1" width="19.5" height="17" rx="3.5" fill="#ffffff" stroke="' + colour + '" stroke-width="1.4"/>' +
      '<rect x="1" y="4" width="20" height="18" rx="3.5" fill="#ffffff" stroke="' + colour + '" stroke-width="2"/>' +
      '<text x="11" y="17.2" text-anchor="middle" font-size="12" font-weight="700" fill="#23303a">' + count + "</text></svg>";
  }

  function gatheredLayer(state, features, stageOf, offset) {
    var first = features[0], view = state.view, group = "";
    view.legend.forEach(function (section) {
      section.entries.forEach(function (entry) { if (section.kind === "group" && entry.colour === first.colour) group = entry.label; });
    });
    var title = group + " " + features.length;
    var icon = L.divIcon({ className: "atlas-site", iconSize: [25, 23], iconAnchor: [12.5 - offset[0], 11.5 - offset[1]],
                           html: gatheredSwatch(features.length, first.colour) });
    var marker = L.marker([first.anchor[1], first.anchor[0]], { icon: icon, keyboard: true, alt: title, title: title, riseOnHover: true });
    var list = element("div", "atlas-gathered");
    list.appendChild(element("h3", "", title));
    features.forEach(function (feature) {
      var stage = stageOf[feature.project_id], row = element("button", "atlas-gathered-row");
      row.type = "button";
      row.innerHTML = swatch(stage, feature.colour, state.style, feature.precision);
      row.appendChild(element("span", "", named(feature, "name", view.lang)));
      row.appendChild(element("i", "", view.labels[stage] || ""));
      row.onclick = function () {
        state.map.closePopup();
        report(state, { project_id: feature.project_id }, marker.getLatLng());
        if (state.onSelect) state.onSelect(feature);
      };
      list.appendChild(row);
    });
    marker.bindPopup(list, { offset: [offset[0], offset[1] - 4], minWidth: 240, maxHeight: 260, autoPan: true });
    marker.on("mouseover", function () { lightArea(state, first); });
    marker.on("mouseout", function () { dimArea(state); });
    marker.on("click", function (e) { L.DomEvent.stopPropagation(e); });
    return called(marker, title);
  }

  function tooltip(state, feature, stage) {
    var lang = state.view.lang, node = element("div", "atlas-tip");
    node.appendChild(element("strong", "", named(feature, "name", lang)));
    node.appendChild(element("span", "", named(feature, "type", lang) + " · " + (state.view.labels[stage] || "")));
    node.appendChild(element("span", "atlas-tip-precision", state.view.labels[feature.precision] || ""));
    return node;
  }

  function listen(state, layer, feature, stage) {
    layer.on("mouseover", function (e) {
      state.tip.setContent(tooltip(state, feature, stage)).setLatLng(e.latlng).addTo(state.map);
      if (feature.precision === "admin") lightArea(state, feature);
    });
    layer.on("mousemove", function (e) { state.tip.setLatLng(e.latlng); });
    layer.on("mouseout", function () { state.tip.remove(); dimArea(state); });
    layer.on("click", function () { if (state.onSelect) state.onSelect(feature); });
  }

  function lightArea(state, feature) {
    dimArea(state);
    state.lit = areaLayer(state, feature.places, { stroke: true, color: feature.colour, weight: 1.5, dashArray: "2 5",
      fill: true, fillColor: feature.colour, fillOpacity: state.style.areaOpacity * 1.6 }).addTo(state.map);
  }
  function dimArea(state) { if (state.lit) { state.lit.remove(); state.lit = null; } }

  function anchorKey(feature) { return feature.kind + feature.anchor[0].toFixed(3) + "," + feature.anchor[1].toFixed(3); }

  function drawProjects(state) {
    var view = state.view, stages = view.stages || {}, stageOf = {}, stacks = {}, softUnits = {};
    Object.keys(stages).forEach(function (stage) { stages[stage].forEach(function (id) { stageOf[id] = stage; }); });
    var shown = state.features.filter(function (f) { return stageOf[f.project_id] !== undefined; });
    var sites = shown.filter(function (f) { return f.kind !== "line"; });
    sites.forEach(function (f) { (stacks[anchorKey(f)] = stacks[anchorKey(f)] || []).push(f); });
    Object.keys(stacks).forEach(function (key) { stacks[key] = marksOf(state, stacks[key], state.style.symbol + 2); });
    var shifts = placeStacks(state, stacks);
    state.tip.remove();
    dimArea(state);
    state.group.clearLayers();
    state.gathered.clearLayers();
    state.byProject = {};
    var keep = function (feature, layers) {
      (state.byProject[feature.project_id] = state.byProject[feature.project_id] || []).push({ feature: feature, layers: layers });
    };
    shown.filter(function (f) { return f.kind === "line"; }).forEach(function (feature) {
      var stage = stageOf[feature.project_id], layers = lineLayers(state, feature, stage);
      layers.forEach(function (layer) { listen(state, layer, feature, stage); state.group.addLayer(layer); });
      keep(feature, layers);
    });
    Object.keys(stacks).forEach(function (key) {
      stacks[key].forEach(function (features, i) {
        var first = features[0], offset = gridOffset(i, stacks[key].length, stepOf(state, stacks[key])), layer;
        offset = [offset[0] + shifts[key][0], offset[1] + shifts[key][1]];
        if (features.length > 1) {
          layer = gatheredLayer(state, features, stageOf, offset);
          state.gathered.addLayer(layer);
        } else {
          layer = symbolLayer(state, first, stageOf[first.project_id], offset, view.lang);
          listen(state, layer, first, stageOf[first.project_id]);
          state.group.addLayer(layer);
        }
        features.forEach(function (feature) {
          keep(feature, [layer]);
          if (feature.precision === "admin") feature.places.forEach(function (id) { softUnits[id] = true; });
        });
      });
    });
    state.legendBox.classList.toggle("has-gathered", state.gathered.getLayers().length > 0);
    var soft = Object.keys(softUnits).sort().join();
    if (soft !== state.softUnits) {
      state.softUnits = soft;
      state.soft.clearLayers();
      state.soft.addLayer(areaLayer(state, Object.keys(softUnits), { stroke: false, fill: true, fillColor: state.style.ink, fillOpacity: 0.03 }));
    }
  }

  function boundsOf(state, projectId) {
    var bounds = L.latLngBounds([]);
    (state.byProject[projectId] || []).forEach(function (item) {
      item.layers.forEach(function (layer) { bounds.extend(layer.getBounds ? layer.getBounds() : layer.getLatLng()); });
    });
    return bounds;
  }

  function drawSelection(state, isNew) {
    state.mark.clearLayers();
    var items = state.byProject[state.view.selected];
    if (!items) return;
    items.forEach(function (item) {
      item.layers.forEach(function (layer) {
        if (layer.getElement && layer.getElement() && layer instanceof L.Marker) layer.getElement().classList.add("is-selected");
      });
      if (item.feature.kind === "line") {
        state.mark.addLayer(L.polyline(L.GeoJSON.coordsToLatLngs(item.feature.geometry.coordinates, 0),
          { pane: "atlas-areas", renderer: state.areaRenderer, interactive: false, color: state.style.selected, weight: 16, opacity: 0.6 }));
      } else if (item.feature.precision === "admin") {
        state.mark.addLayer(areaLayer(state, item.feature.places, { stroke: true, color: item.feature.colour, weight: 2, dashArray: "2 5",
          fill: true, fillColor: item.feature.colour, fillOpacity: state.style.areaOpacity * 1.6 }));
      }
    });
    var bounds = boundsOf(state, state.view.selected);
    if (isNew && bounds.isValid() && hasRoom(state) && !openBounds(state).contains(bounds)) {
      state.isHome = false;
      state.map.fitBounds(bounds.pad(0.3), { maxZoom: Math.max(9, state.map.getZoom()), paddingBottomRight: [legendRoom(state), 0] });
    }
  }

  /* ---- legend ------------------------------------------------------------------------------------------------ */

  function legendSwatch(state, entry) {
    var style = state.style, s, colour = entry.colour || "#5d6470";
    var line = function (parts, dash) {
      return '<svg width="30" height="14" viewBox="0 0 30 14" aria-hidden="true">' + parts.map(function (p) {
        return '<line x1="1" y1="7" x2="29" y2="7" stroke="' + p[0] + '" stroke-width="' + p[1] + '"' + (dash ? ' stroke-dasharray="' + dash + '"' : "") + "/>";
      }).join("") + "</svg>";
    };
    if (entry.kind === "note") return "";
    if (entry.kind === "class") return '<svg width="30" height="14" aria-hidden="true"><rect x="4.5" y="1.5" width="21" height="11" fill="' + colour + '" stroke="' + style.boundaries.prefecture.colour + '"/></svg>';
    if (entry.kind === "width") return line([[colour, entry.width]]);
    if (entry.kind === "ring") return '<svg width="30" height="16" viewBox="0 0 30 16" aria-hidden="true"><circle cx="15" cy="8" r="5.5" fill="#fff" stroke="' + colour + '" stroke-width="3.5"/></svg>';
    if (entry.kind === "edge") return '<svg width="30" height="14" viewBox="0 0 30 14" aria-hidden="true"><path d="M3 7h15" stroke="' + colour + '" stroke-width="2.5"/><path d="M18 2l8 5-8 5z" fill="' + style.ink + '"/></svg>';
    if (entry.kind === "spot") return '<svg width="30" height="14" viewBox="0 0 30 14" aria-hidden="true"><path d="M15 1.5l5.5 5.5-5.5 5.5L9.5 7z" fill="#fff" stroke="' + style.ink + '" stroke-width="1.6"/></svg>';
    if (entry.kind === "group") return '<svg width="30" height="14" aria-hidden="true"><rect x="4" y="2" width="22" height="10" rx="2" fill="' + colour + '"/></svg>';
    if (entry.kind === "status") {
      s = stageLook(style, entry.id).line;
      return line([[s.outer === "paper" ? "transparent" : strokeColour(style, s.outer, colour), s.outer_width], [strokeColour(style, s.inner, colour), s.inner_width]]);
    }
    if (entry.kind === "boundary") return line([[style.boundaries[entry.id].colour, style.boundaries[entry.id].width]], style.boundaries[entry.id].dash.join(" "));
    if (style.precisions[entry.id].shape === "square") return '<svg width="30" height="14" aria-hidden="true"><rect width="30" height="14" rx="4" fill="' + colour + '" opacity=".18"/><rect x="10" y="2" width="10" height="10" rx="2" fill="' + colour + '"/></svg>';
    return line([[colour, 4]], style.precisions[entry.id].dash.join(" "));
  }

  function drawLegend(state) {
    var box = state.legendBox;
    box.textContent = "";
    box.classList.toggle("is-flat", Boolean(state.view.is_flat));
    var title = element("button", "atlas-legend-title", state.view.labels.legend);
    title.type = "button";
    title.setAttribute("aria-expanded", String(!box.classList.contains("is-closed")));
    title.onclick = function () {
      box.classList.toggle("is-closed");
      title.setAttribute("aria-expanded", String(!box.classList.contains("is-closed")));
    };
    box.appendChild(title);
    var body = element("div", "atlas-legend-body");
    state.view.legend.forEach(function (section) {
      var into = body;
      if (state.view.is_flat) body.appendChild(into = element("div", "atlas-legend-section"));
      if (section.label) into.appendChild(element("h4", "", section.label));
      section.entries.forEach(function (entry) {
        var row = element("div", "atlas-legend-row");
        row.innerHTML = legendSwatch(state, Object.assign({ kind: section.kind }, entry));
        if (section.kind === "note") row.classList.add("atlas-legend-note");
        row.appendChild(element("span", "", entry.label));
        if (entry.count) row.appendChild(element("i", "", String(entry.count)));
        into.appendChild(row);
      });
      if (section.kind === "precision") {
        var note = element("div", "atlas-legend-row atlas-legend-gathered");
        note.innerHTML = gatheredSwatch("n", "#5d6470");
        note.appendChild(element("span", "", state.view.labels.gathered));
        body.appendChild(note);
      }
    });
    box.appendChild(body);
  }

  function addControls(state) {
    var map = state.map;
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    var home = L.control({ position: "topleft" });
    home.onAdd = function () {
      var bar = element("div", "leaflet-bar"), link = element("a", "atlas-home", "⌂");
      link.href = "#"; link.setAttribute("role", "button");
      state.homeLink = link;
      L.DomEvent.on(link, "click", function (e) { L.DomEvent.stop(e); goHome(state); });
      bar.appendChild(link);
      return bar;
    };
    home.addTo(map);
    var legend = L.control({ position: "bottomright" });
    legend.onAdd = function () {
      state.legendBox = element("div", "atlas-legend");
      if (map.getContainer().clientWidth < 480) state.legendBox.classList.add("is-closed");
      L.DomEvent.disableClickPropagation(state.legendBox);
      L.DomEvent.disableScrollPropagation(state.legendBox);
      return state.legendBox;
    };
    legend.addTo(map);
    state.notice = element("div", "atlas-notice");
    state.notice.setAttribute("role", "status");
    map.getContainer().appendChild(state.notice);
  }

  /* The legend covers a corner, so the extent is fitted beside it. */
  function goHome(state) {
    if (!hasRoom(state)) return;
    var fitted = state.view && state.view.is_fitted && extentOf(state);
    var edge = state.view && state.view.links ? 30 : 4, foot = state.view && state.view.is_flat ? state.legendBox.offsetHeight + 14 : edge;
    if (fitted) state.map.fitBounds(fitted, { padding: [22, 22], maxZoom: 10, animate: false });
    else state.map.fitBounds(state.home, { paddingTopLeft: [edge, edge], paddingBottomRight: [Math.max(edge, legendRoom(state)), foot], animate: false });
    state.isHome = true;
  }

  /* What the projects in view cover, for a map that is fitted to them: units where those stand for a project. */
  function extentOf(state) {
    var bounds = L.latLngBounds([]), wanted = {};
    Object.keys(state.view.stages).forEach(function (stage) { state.view.stages[stage].forEach(function (id) { wanted[id] = true; }); });
    state.features.forEach(function (feature) {
      if (!wanted[feature.project_id]) return;
      if (feature.geometry) bounds.extend(L.geoJSON(feature.geometry).getBounds());
      else feature.places.forEach(function (id) { if (state.units[id]) bounds.extend(L.geoJSON(state.units[id]).getBounds()); });
    });
    return bounds.isValid() ? bounds : null;
  }

  function legendRoom(state) {
    if (state.view && state.view.is_flat) return 0;
    return state.map.getContainer().clientWidth >= 560 ? state.legendBox.offsetWidth + 14 : 0;
  }

  /* What can be seen of the map: all but the strip that the legend covers. */
  function openBounds(state) {
    var size = state.map.getSize(), at = state.map.containerPointToLatLng.bind(state.map);
    return L.latLngBounds(at([0, size.y]), at([size.x - legendRoom(state), 0]));
  }

  function hasRoom(state) {
    var size = state.map.getSize();
    return size.y >= 120 && size.x >= state.legendBox.offsetWidth + 120;
  }

  /* The frame gets its size in steps, after the map is made: the extent follows it until the reader moves the map. */
  function settle(state) {
    if (state.isHome && state.ready && state.view && hasRoom(state)) goHome(state);
  }

  function say(state, text) { state.notice.textContent = text || ""; state.notice.hidden = !text; }

  /* The address of the page holds what is seen of the map (lat,lon,zoom): written here, so that moving the map runs
     nothing on the server; taken from a message only where somebody else has put it into the address. */
  function remember(state) {
    var page;
    if (window.parent === window || !state.hasBegun || state.view.is_fitted) return;
    try { page = new URL(window.parent.location.href); } catch (foreign) { return; }
    var centre = state.map.getCenter();
    var seen = state.isHome ? "" : [centre.lat.toFixed(4), centre.lng.toFixed(4), Number(state.map.getZoom().toFixed(2))].join(",");
    if ((page.searchParams.get("view") || "") === seen) return;
    state.ownView = seen;
    if (seen) page.searchParams.set("view", seen); else page.searchParams.delete("view");
    window.parent.history.replaceState(window.parent.history.state, "", page.href.replace(/%2C/g, ","));
  }

  function takeView(state) {
    var asked = state.view.view || "", parts = asked.split(",").map(Number);
    if (asked === state.lastView) return;
    state.lastView = asked;
    if (asked === state.ownView || parts.length !== 3) return;
    state.isHome = false;
    state.map.setView([parts[0], parts[1]], parts[2], { animate: false });
  }

  function apply(state) {
    if (!state.ready || !state.view) return;
    takeView(state);
    var view = state.view, isNew = state.hasBegun && view.selected && view.selected !== state.lastSelected;
    state.map.getContainer().lang = view.lang;
    drawLabels(state, view.lang);
    if (view.is_fitted && !state.hasBegun) state.legendBox.classList.add("is-closed");
    drawLegend(state);
    var extent = view.is_fitted ? Object.values(view.stages).join() : "";
    if (extent !== (state.lastExtent || "")) { state.lastExtent = extent; state.isHome = true; }
    if (!state.hasBegun || (extent && state.isHome)) settle(state);
    state.hasBegun = true;
    drawProjects(state);
    drawSelection(state, isNew);
    state.lastSelected = view.selected;
    state.map.getContainer().setAttribute("aria-label", view.labels.map);
    state.homeLink.title = view.labels.all;
    state.homeLink.setAttribute("aria-label", view.labels.all);
    var zoom = state.map.zoomControl;
    if (zoom) {
      zoom._zoomInButton.title = view.labels.zoom_in; zoom._zoomInButton.setAttribute("aria-label", view.labels.zoom_in);
      zoom._zoomOutButton.title = view.labels.zoom_out; zoom._zoomOutButton.setAttribute("aria-label", view.labels.zoom_out);
    }
    /* A view without stages is about something else than projects: it says itself when it is empty. */
    say(state, view.stages && !Object.keys(view.stages).length ? view.labels.empty : view.notice);
    extensions.forEach(function (part) { part.apply(state); });
    state.map.fire("atlas:shown");
    window.atlasShown = (window.atlasShown || 0) + 1;
  }

  function attach(map, options) {
    var state = { map: map, options: options, style: options.style, home: L.latLngBounds(options.home), isHome: true, onSelect: options.onSelect, ready: false };
    map._atlas = state;
    if (!map._loaded) map.setView(state.home.getCenter(), 8, { animate: false });
    map.attributionControl.setPrefix(false);
    state.soft = L.layerGroup().addTo(map);
    state.mark = L.layerGroup().addTo(map);
    state.leaders = L.layerGroup().addTo(map);
    state.group = L.featureGroup().addTo(map);
    state.gathered = L.layerGroup().addTo(map);
    state.tip = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1, className: "atlas-tooltip" });
    addControls(state);
    say(state, options.loading);
    L.DomEvent.on(map.getContainer(), "mousedown wheel touchstart keydown", function () { state.isHome = false; });
    map.on("moveend", function () { remember(state); });
    map.on("zoomend", function () {
      zoomClass(map);
      if (state.ready && state.view) { drawProjects(state); drawSelection(state, false); }
    });
    zoomClass(map);
    new ResizeObserver(function () { map.invalidateSize({ pan: false }); settle(state); }).observe(map.getContainer());
    Promise.all([fetched(options.boundaries), fetched(options.projects), styled(map)]).then(function (found) {
      drawGround(state, found[0]);
      extensions.forEach(function (part) { part.attach(state); });
      map.setMaxBounds(L.geoJSON(found[0].province).getBounds().pad(0.35));
      state.features = found[1];
      state.ready = true;
      apply(state);
    }).catch(function (problem) { say(state, options.failed); throw problem; });
    return state;
  }

  function show(map, view) { map._atlas.view = view; apply(map._atlas); }

  return { attach: attach, show: show, extend: function (part) { extensions.push(part); },
           tools: { element: element, named: named, overlaps: overlaps, isInRing: isInRing, report: report, called: called,
                    areaLayer: areaLayer, dimArea: dimArea, openBounds: openBounds, hasRoom: hasRoom } };
})();
