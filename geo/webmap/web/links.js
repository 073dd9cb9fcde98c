/* Links between places: ribbons of one strip a topic, rings for what a place does with the whole, and marks at the edge of
   the frame for places beyond it. A view names the ends once (links.ends) and the links by them; nothing here is a route.
   Pixels below are those of the map's container. */
(function (atlas) {
  "use strict";
  var tools = atlas.tools, NEAR = 9, STEPS = 28, GAP = 0.5, ROW = 22, FADED = 0.16, INSET = 90;

  function shown(state, items) {
    var now = state.map.getZoom() >= NEAR ? "near" : "wide";
    return items.filter(function (item) { return !item.at || item.at === now; });
  }

  function pixel(state, end) { return state.map.latLngToContainerPoint([end.lat, end.lon]); }
  function latLng(state, point) { return state.map.containerPointToLatLng(point); }
  function around(point, width, height) { return [point.x - width / 2, point.y - height / 2, point.x + width / 2, point.y + height / 2]; }
  function isFree(box, taken) { return !taken.some(function (other) { return tools.overlaps(box, other); }); }

  function textWidth(text, font) {
    var canvas = textWidth.canvas = textWidth.canvas || document.createElement("canvas").getContext("2d");
    canvas.font = font;
    return canvas.measureText(text).width;
  }

  function controls(state) {
    var frame = state.map.getContainer(), at = frame.getBoundingClientRect();
    return Array.prototype.map.call(frame.querySelectorAll(".leaflet-control"), function (node) {
      var box = node.getBoundingClientRect();
      return [box.left - at.left - 4, box.top - at.top - 4, box.right - at.left + 4, box.bottom - at.top + 4];
    });
  }

  /* ---- the edge of the frame --------------------------------------------------------------------------------- */

  /* A place beyond the frame has its mark where the way to it from the middle of the map leaves the frame; its arrow tells
     the true direction. Marks in each other's way move along the edge, in their order, as little as they can. */
  function edgeMarks(state, ids, taken) {
    var size = openSize(state), centre = { x: size.x / 2, y: size.y / 2 }, ends = state.view.links.ends;
    var marks = ids.map(function (id) {
      var to = pixel(state, ends[id]), width = textWidth(ends[id].name, "600 12.5px sans-serif") + 30;
      return { id: id, width: width, angle: Math.atan2(to.y - centre.y, to.x - centre.x), half: [size.x / 2 - width / 2 - 5, size.y / 2 - ROW / 2 - 5] };
    });
    marks.forEach(function (mark) { mark.turn = mark.angle; });
    marks.sort(function (a, b) { return a.angle - b.angle || (a.id < b.id ? -1 : 1); });
    for (var round = 0; round < 160; round += 1) {
      marks.forEach(function (mark) { mark.box = around(onEdge(centre, mark), mark.width, ROW); });
      var moved = false;
      marks.forEach(function (mark, i) {
        taken.forEach(function (other) {
          if (!tools.overlaps(mark.box, other)) return;
          var away = Math.atan2((other[1] + other[3]) / 2 - centre.y, (other[0] + other[2]) / 2 - centre.x);
          mark.turn += 0.02 * (Math.sin(mark.turn - away) < 0 ? -1 : 1);
          moved = true;
        });
        var next = marks[i + 1];
        if (next && tools.overlaps(grown(mark.box, 1), next.box)) { mark.turn -= 0.012; next.turn += 0.012; moved = true; }
      });
      if (!moved) break;
    }
    return marks;
  }

  /* The frame without the legend that lies along its foot. */
  function openSize(state) {
    var size = state.map.getSize(), foot = state.view.is_flat ? state.legendBox.offsetHeight + 16 : 0;
    return { x: size.x, y: size.y > 2 * foot ? size.y - foot : size.y };
  }

  function grown(box, by) { return [box[0] - by, box[1] - by, box[2] + by, box[3] + by]; }

  function onEdge(centre, mark) {
    var dx = Math.cos(mark.turn), dy = Math.sin(mark.turn);
    var reach = Math.min(mark.half[0] / Math.max(Math.abs(dx), 1e-6), mark.half[1] / Math.max(Math.abs(dy), 1e-6));
    return { x: centre.x + dx * reach, y: centre.y + dy * reach };
  }

  function drawMark(state, mark) {
    var end = state.view.links.ends[mark.id], box = mark.box, node = tools.element("div", "atlas-edge-body");
    var arrow = tools.element("i", "atlas-edge-arrow");
    arrow.style.transform = "rotate(" + (mark.angle * 180 / Math.PI).toFixed(1) + "deg)";
    node.appendChild(tools.element("span", "", end.name));
    node.appendChild(arrow);
    var middle = { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
    var isFaded = state.view.links.arcs.every(function (arc) { return arc.faded || arc.to !== mark.id; });
    drawSite(state, middle, [mark.width, ROW], "atlas-edge", node.outerHTML, Object.assign({ faded: isFaded, pane: "atlas-edge" }, end));
  }

  function drawSite(state, at, size, className, html, end) {
    var icon = L.divIcon({ className: "atlas-site " + className + (end.faded ? " is-faded" : ""), iconSize: size, html: html });
    var marker = L.marker(latLng(state, at), { icon: icon, keyboard: Boolean(end.link), interactive: Boolean(end.link || end.text), alt: end.name + " " + (end.text || "").replace(/\n/g, " "), riseOnHover: true, pane: end.pane || "markerPane" });
    if (end.text) {
      marker.on("mouseover focus", function () { tools.tell(state, end.name, end.text, marker.getLatLng()); });
      marker.on("mouseout blur", function () { state.tip.remove(); });
    }
    if (end.link) marker.on("click", function () { tools.report(state, { link_id: end.link }, marker.getLatLng()); });
    state.linkEnds.addLayer(end.link ? tools.called(marker, end.name + " " + (end.text || "").replace(/\n/g, " ")) : marker);
  }

  /* ---- places and their rings -------------------------------------------------------------------------------- */

  function ringRadius(ring) { return ring ? Math.min(26, 10 + 2.1 * Math.sqrt(ring.count)) : 5; }

  function sum(parts) { return parts.reduce(function (total, part) { return total + part[1]; }, 0); }

  function filled(text, values) { return text.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; }); }

  function ringText(links, ring) {
    return links.words.whole + " " + ring.count + "\n" + ring.parts.map(function (part) { return links.topics[part[0]][0] + " " + part[1]; }).join(" · ");
  }

  function ringSvg(links, radius, ring, ink) {
    var side = 2 * radius + 4, middle = side / 2, at = 0, width = 6;
    var svg = '<svg width="' + side + '" height="' + side + '" viewBox="0 0 ' + side + " " + side + '" aria-hidden="true">';
    if (!ring) return svg + '<circle cx="' + middle + '" cy="' + middle + '" r="' + (radius - 1) + '" fill="#fff" stroke="' + ink + '" stroke-width="2"/></svg>';
    var round = 2 * Math.PI * (radius - width / 2);
    svg += '<circle cx="' + middle + '" cy="' + middle + '" r="' + (radius + 1.5) + '" fill="#fff"/>';
    ring.parts.forEach(function (part) {
      var length = round * part[1] / ring.count;
      svg += '<circle cx="' + middle + '" cy="' + middle + '" r="' + (radius - width / 2) + '" fill="none" stroke="' + links.topics[part[0]][1] + '" stroke-width="' + width +
        '" stroke-dasharray="' + Math.max(0.5, length - 0.8) + " " + round + '" transform="rotate(' + (at * 360 - 90) + " " + middle + " " + middle + ')"/>';
      at += part[1] / ring.count;
    });
    return svg + '<text x="' + middle + '" y="' + (middle + 4) + '" text-anchor="middle" font-size="12" font-weight="700" fill="' + ink + '">' + ring.count + "</text></svg>";
  }

  /* ---- ribbons ------------------------------------------------------------------------------------------------ */

  function curve(from, to) {
    var dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1, bend = Math.min(0.16 * length, 46);
    var knee = { x: (from.x + to.x) / 2 - dy / length * 2 * bend, y: (from.y + to.y) / 2 + dx / length * 2 * bend };
    var points = [];
    for (var i = 0; i <= STEPS; i += 1) {
      var t = i / STEPS, u = 1 - t;
      var tx = u * (knee.x - from.x) + t * (to.x - knee.x), ty = u * (knee.y - from.y) + t * (to.y - knee.y), tl = Math.hypot(tx, ty) || 1;
      points.push({ x: u * u * from.x + 2 * u * t * knee.x + t * t * to.x, y: u * u * from.y + 2 * u * t * knee.y + t * t * to.y, nx: -ty / tl, ny: tx / tl });
    }
    return points;
  }

  function drawRibbon(state, ribbon) {
    var links = state.view.links, widthOf = function (count) { return links.width[0] + links.width[1] * count; };
    var total = ribbon.parts.reduce(function (sum, part) { return sum + widthOf(part[1]) + GAP; }, -GAP), at = -total / 2;
    var opacity = ribbon.faded ? FADED : 1;
    var options = { pane: "atlas-lines", renderer: state.lineRenderer, lineCap: "butt", lineJoin: "round", bubblingMouseEvents: false };
    var strip = function (offset, more) {
      var points = ribbon.points.map(function (p) { return latLng(state, { x: p.x + p.nx * offset, y: p.y + p.ny * offset }); });
      var layer = L.polyline(points, Object.assign({}, options, more));
      state.arcs.addLayer(layer);
      return layer;
    };
    strip(0, { color: "#ffffff", weight: total + 3.5, opacity: 0.85 * opacity, interactive: false });
    ribbon.parts.forEach(function (part) {
      var topic = links.topics[part[0]], width = widthOf(part[1]);
      var layer = strip(at + width / 2, { color: topic[1], weight: width, opacity: opacity });
      var text = filled(links.words.strip, { topic: topic[0], count: part[1], total: ribbon.count });
      at += width + GAP;
      layer.on("mouseover mousemove", function (e) { tools.tell(state, ribbon.title, text, e.latlng); });
      layer.on("mouseout", function () { state.tip.remove(); });
      layer.on("click", function (e) { tools.report(state, { link_id: ribbon.id }, e.latlng); });
    });
  }

  function ribbons(state, arcs, points) {
    var links = state.view.links;
    return arcs.map(function (arc) {
      return { id: arc.id, parts: arc.parts, count: sum(arc.parts), points: curve(points[arc.from], points[arc.to]),
               title: links.ends[arc.from].name + " — " + links.ends[arc.to].name, faded: Boolean(arc.faded) };
    });
  }

  /* ---- names and numbers -------------------------------------------------------------------------------------- */

  function crossings(box, lines) {
    return lines.reduce(function (sum, ribbon) {
      return sum + ribbon.points.filter(function (p) { return p.x > box[0] && p.x < box[2] && p.y > box[1] && p.y < box[3]; }).length;
    }, 0);
  }

  /* A name stands beside its place, where it covers the fewest links and nothing else. */
  function drawName(state, end, at, radius, taken, lines) {
    var isCity = end.kind === "city", width = textWidth(end.name, (isCity ? "600 15px" : "12px") + " sans-serif") + 8, height = isCity ? 20 : 16;
    var best = null, reach = [width / 2 + radius + 2, height / 2 + radius + 1];
    [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]].forEach(function (way, i) {
      var isSlanted = way[0] && way[1], share = isSlanted ? 0.78 : 1;
      var box = around({ x: at.x + way[0] * reach[0] * share, y: at.y + way[1] * reach[1] * share }, width, height);
      if (!isFree(box, taken)) return;
      var cost = crossings(box, lines) + 0.3 * i;
      if (!best || cost < best.cost) best = { cost: cost, box: box };
    });
    if (!best && end.kind === "place") return;
    var box = best ? best.box : around({ x: at.x, y: at.y + reach[1] }, width, height);
    taken.push(box);
    addText(state, box, "atlas-end atlas-end-" + end.kind, end.name);
  }

  /* Where the names of the ground stand, those of counties only where they show. */
  function groundNames(state) {
    var isNear = state.map.getZoom() >= NEAR, ends = state.view.links.ends;
    return state.labels.filter(function (label) { return !ends[label.id] && (isNear || label.level === "prefecture"); }).map(function (label) {
      return around(pixel(state, label), textWidth(tools.named(label, "name", state.view.lang), "12px sans-serif") + 4, 14);
    });
  }

  function addText(state, box, className, text) {
    var icon = L.divIcon({ className: "atlas-label " + className, iconSize: [0, 0], html: tools.element("span", "", text).outerHTML });
    state.linkEnds.addLayer(L.marker(latLng(state, { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }),
      { icon: icon, pane: "atlas-labels", interactive: false, keyboard: false }));
  }

  function drawCount(state, ribbon, taken) {
    if (ribbon.faded || ribbon.count < 2) return;
    var text = String(ribbon.count), width = 9 + 7.5 * text.length;
    [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].some(function (share) {
      var box = around(ribbon.points[Math.round(share * STEPS)], width, 17);
      if (!isFree(box, taken)) return false;
      taken.push(box);
      addText(state, box, "atlas-end-count", text);
      return true;
    });
  }

  /* ---- all of it ---------------------------------------------------------------------------------------------- */

  function draw(state) {
    var links = (state.view || {}).links;
    state.arcs.clearLayers();
    state.linkEnds.clearLayers();
    if (!links || !state.hasBegun) return;
    var arcs = shown(state, links.arcs), points = {}, used = {}, rings = {}, taken = controls(state);
    arcs.forEach(function (arc) { used[arc.from] = used[arc.to] = true; });
    shown(state, links.rings).forEach(function (ring) {
      rings[ring.id] = Object.assign({ count: sum(ring.parts) }, ring);
      used[ring.id] = true;
    });
    Object.keys(links.ends).forEach(function (id) { if (links.ends[id].kind === "city") used[id] = true; });
    var ids = Object.keys(used).sort(), size = openSize(state);
    var isIn = function (p) { return p.x > INSET && p.y > INSET && p.x < size.x - INSET && p.y < size.y - INSET; };
    ids.forEach(function (id) { points[id] = pixel(state, links.ends[id]); });
    var beyond = ids.filter(function (id) { return links.ends[id].kind === "outside" && !isIn(points[id]); });
    var marks = edgeMarks(state, beyond, taken);
    marks.forEach(function (mark) {
      points[mark.id] = { x: (mark.box[0] + mark.box[2]) / 2, y: (mark.box[1] + mark.box[3]) / 2 };
      taken.push(mark.box);
    });
    var lines = ribbons(state, arcs, points);
    lines.sort(function (a, b) { return a.faded === b.faded ? b.count - a.count : a.faded ? -1 : 1; });
    lines.forEach(function (ribbon) { drawRibbon(state, ribbon); });
    var nodes = ids.filter(function (id) { return beyond.indexOf(id) < 0 && links.ends[id].kind !== "border"; });
    nodes.forEach(function (id) { taken.push(around(points[id], 2 * ringRadius(rings[id]), 2 * ringRadius(rings[id]))); });
    marks.forEach(function (mark) { drawMark(state, mark); });
    groundNames(state).forEach(function (box) { taken.push(box); });
    nodes.sort(function (a, b) { return (links.ends[b].kind === "city") - (links.ends[a].kind === "city") || (a < b ? -1 : 1); });
    nodes.forEach(function (id) {
      var end = links.ends[id], ring = rings[id], radius = ringRadius(ring);
      drawSite(state, points[id], [2 * radius + 4, 2 * radius + 4], "atlas-node", ringSvg(links, radius, ring, state.style.ink),
        Object.assign({}, end, ring ? { link: ring.link, text: ringText(links, ring), faded: ring.faded } : {}));
      drawName(state, end, points[id], radius, taken, lines);
    });
    lines.forEach(function (ribbon) { drawCount(state, ribbon, taken); });
  }

  atlas.extend({
    attach: function (state) {
      var isAsked = false;
      state.map.createPane("atlas-edge").style.zIndex = 630;
      state.arcs = L.layerGroup().addTo(state.map);
      state.linkEnds = L.layerGroup().addTo(state.map);
      state.map.on("move zoomend resize", function () {
        if (isAsked || !(state.view || {}).links) return;
        isAsked = true;
        requestAnimationFrame(function () { isAsked = false; draw(state); });
      });
    },
    apply: draw
  });
})(window.AtlasMap);
