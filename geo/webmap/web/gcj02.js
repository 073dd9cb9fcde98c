/* The shift of GCJ-02, China's own datum, as published by reverse engineering and as in geo/crs.py; degrees in, degrees
   out, each point as [lat, lng]. */

const { PI, sin, cos, sqrt, abs } = Math;
const A = 6378245.0;
const EE = 0.006693421622965943;
const ROUNDS = 6;

function shift(lat, lng) {
  const x = lng - 105, y = lat - 35, root = sqrt(abs(x));
  const waves = (20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2 / 3;
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    + (20 * sin(y * PI) + 40 * sin(y / 3 * PI)) * 2 / 3 + (160 * sin(y / 12 * PI) + 320 * sin(y * PI / 30)) * 2 / 3;
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    + (20 * sin(x * PI) + 40 * sin(x / 3 * PI)) * 2 / 3 + (150 * sin(x / 12 * PI) + 300 * sin(x / 30 * PI)) * 2 / 3;
  const rad = lat / 180 * PI, magic = 1 - EE * sin(rad) * sin(rad);
  return [north * 180 / (A * (1 - EE) / (magic * sqrt(magic)) * PI), east * 180 / (A / sqrt(magic) * cos(rad) * PI)];
}

export function toGcj([lat, lng]) {
  const [north, east] = shift(lat, lng);
  return [lat + north, lng + east];
}

export function fromGcj([lat, lng]) {
  let at = [lat, lng];
  for (let i = 0; i < ROUNDS; i += 1) {
    const back = toGcj(at);
    at = [at[0] + lat - back[0], at[1] + lng - back[1]];
  }
  return at;
}
