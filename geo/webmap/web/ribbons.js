/* Ribbons between places: a bent band of one strip a topic, as wide as it is frequent. Nothing here is a route. */

export const STEPS = 28;
export const GAP = 0.5;

/* The points of a bow from one point to another, each with its normal. */
export function curve(from, to) {
  const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1, bend = Math.min(0.16 * length, 46);
  const knee = { x: (from.x + to.x) / 2 - dy / length * 2 * bend, y: (from.y + to.y) / 2 + dx / length * 2 * bend };
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const t = i / STEPS, u = 1 - t;
    const tx = u * (knee.x - from.x) + t * (to.x - knee.x), ty = u * (knee.y - from.y) + t * (to.y - knee.y);
    const slope = Math.hypot(tx, ty) || 1;
    return {
      x: u * u * from.x + 2 * u * t * knee.x + t * t * to.x, y: u * u * from.y + 2 * u * t * knee.y + t * t * to.y,
      nx: -ty / slope, ny: tx / slope,
    };
  });
}

export function total(parts) { return parts.reduce((sum, [, count]) => sum + count, 0); }

/* The strips of a ribbon: where each lies beside the middle and how wide it is, and the width of all. */
export function strips(parts, [thinnest, step]) {
  const widths = parts.map(([, count]) => thinnest + step * count);
  const width = widths.reduce((sum, one) => sum + one + GAP, -GAP);
  let at = -width / 2;
  const placed = parts.map(([topic, count], i) => {
    const offset = at + widths[i] / 2;
    at += widths[i] + GAP;
    return { topic, count, offset, width: widths[i] };
  });
  return { width, strips: placed };
}

/* A text with its {names} filled. */
export function filled(text, values) { return text.replace(/\{(\w+)\}/g, (_, name) => values[name]); }

function offsetLine(state, points, offset) {
  return points.map((p) => state.map.containerPointToLatLng([p.x + p.nx * offset, p.y + p.ny * offset]));
}

export function drawRibbon(state, ribbon, { faded, tell, untell, choose }) {
  const { links } = state.view, { width, strips: bands } = strips(ribbon.parts, links.width), opacity = ribbon.faded ? faded : 1;
  const base = { pane: "atlas-lines", renderer: state.lineRenderer, lineCap: "butt", lineJoin: "round", bubblingMouseEvents: false };
  const add = (offset, options) => L.polyline(offsetLine(state, ribbon.points, offset), { ...base, ...options }).addTo(state.arcs);
  add(0, { color: state.style.casing, weight: width + 3.5, opacity: 0.85 * opacity, interactive: false });
  for (const band of bands) {
    const [label, hue] = links.topics[band.topic], color = state.shade(hue);
    const text = filled(links.words.strip, { topic: label, count: band.count, total: ribbon.count });
    const layer = add(band.offset, { color, weight: band.width, opacity });
    layer.on("mouseover mousemove", (event) => tell(ribbon.title, text, event.latlng));
    layer.on("mouseout", untell);
    layer.on("click", (event) => choose(ribbon.id, event.latlng));
  }
}
