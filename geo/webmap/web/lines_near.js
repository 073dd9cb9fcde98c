/* The lines on the map as points in pixels of the layer, one every few, and those of them that are near. */
import { keptAtZoom } from "#map/inside.js";
import { dense } from "#map/line_names.js";
import { overlaps } from "#map/shapes.js";

const STEP = 5;

/* The points of a line and the box that they lie in. */
function traced(state, { geometry }) {
  const points = dense(geometry.coordinates.map(([lon, lat]) => state.map.latLngToLayerPoint([lat, lon])), STEP);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x + 1);
    box[3] = Math.max(box[3], y + 1);
  }
  return { points, box };
}

/* Each line traced; what was traced at this zoom is not traced anew. */
export function tracesOf(state, lines) {
  const kept = keptAtZoom(state, "lines");
  return lines.map((feature) => {
    if (!kept.has(feature.id)) kept.set(feature.id, traced(state, feature));
    return kept.get(feature.id);
  });
}

/* The points that lie in a box. */
export function pointsIn(traces, box) {
  const [left, top, right, bottom] = box, isIn = ({ x, y }) => x >= left && x <= right && y >= top && y <= bottom;
  return traces.filter((trace) => overlaps(trace.box, box)).flatMap(({ points }) => points.filter(isIn));
}
