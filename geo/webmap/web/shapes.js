/* Plane geometry: boxes are [left, top, right, bottom], rings are lists of [lng, lat]. */

export function overlaps(a, b) { return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]; }

export function boxAround(point, width, height) {
  return [point.x - width / 2, point.y - height / 2, point.x + width / 2, point.y + height / 2];
}

export function grown(box, by) { return [box[0] - by, box[1] - by, box[2] + by, box[3] + by]; }

export function boxCentre(box) { return { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }; }

/* How much of a box others cover, in square pixels, what they share counted twice. */
export function covered(box, taken) {
  const across = (other) => Math.max(0, Math.min(box[2], other[2]) - Math.max(box[0], other[0]));
  const down = (other) => Math.max(0, Math.min(box[3], other[3]) - Math.max(box[1], other[1]));
  return taken.reduce((sum, other) => sum + across(other) * down(other), 0);
}

export function isFree(box, taken) { return !taken.some((other) => overlaps(box, other)); }

export function isInRing(point, ring) {
  let isInside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [x, y] = ring[i], [px, py] = ring[j];
    if ((y > point.lat) !== (py > point.lat) && point.lng < (px - x) * (point.lat - y) / (py - y) + x) isInside = !isInside;
  }
  return isInside;
}

/* Whether a point lies in a GeoJSON polygon or multipolygon, holes left out. */
export function isInUnit(point, geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.some(([outline, ...holes]) =>
    isInRing(point, outline) && !holes.some((hole) => isInRing(point, hole)));
}
