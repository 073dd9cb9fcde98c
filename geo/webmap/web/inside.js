/* Whether a point lies in an outline, asked often: the edges are sorted once by the rows of pixels that they cross. */

/* A test of {x, y} for rings of [x, y] in pixels; holes and parts alike, by how many edges lie to the right. */
export function insideTest(rings) {
  const rows = new Map();
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const edge = [...ring[j], ...ring[i]], last = Math.floor(Math.max(edge[1], edge[3]));
      for (let row = Math.floor(Math.min(edge[1], edge[3])); row <= last; row += 1) {
        if (rows.has(row)) rows.get(row).push(edge);
        else rows.set(row, [edge]);
      }
    }
  }
  return ({ x, y }) => {
    let isInside = false;
    for (const [x1, y1, x2, y2] of rows.get(Math.floor(y)) || []) {
      if ((y1 > y) !== (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1) isInside = !isInside;
    }
    return isInside;
  };
}

function ringsOf({ type, coordinates }) { return type === "Polygon" ? coordinates : coordinates.flat(); }

/* What is worked out for a zoom is kept as long as pixels of the layer stay where they are. */
export function keptAtZoom(state, name) {
  const { x, y } = state.map.getPixelOrigin(), key = `${state.map.getZoom()} ${x} ${y}`;
  if (state.keptAt !== key) Object.assign(state, { keptAt: key, kept: {} });
  return (state.kept[name] ||= new Map());
}

/* Whether a pixel of the layer lies in a unit. */
export function insideOf(state, id) {
  const kept = keptAtZoom(state, "inside");
  if (!kept.has(id)) {
    const { map } = state, origin = map.getPixelOrigin(), unit = state.units[id];
    const pixel = ([lon, lat]) => { const at = map.project([lat, lon]); return [at.x - origin.x, at.y - origin.y]; };
    kept.set(id, unit ? insideTest(ringsOf(unit.geometry).map((ring) => ring.map(pixel))) : () => false);
  }
  return kept.get(id);
}
