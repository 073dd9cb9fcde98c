/* A ring with a number, a part of it for each kind of what is counted: what a place does with the whole cluster, and the
   badge of a unit. Parts are [kind, count]. */

const LINKS = { width: 6, gap: 0.8, font: 12 };
const BARE = 5;

export function ringRadius(ring) { return ring ? Math.min(26, 10 + 2.1 * Math.sqrt(ring.count)) : BARE; }

export function ringText(links, ring) {
  const parts = ring.parts.map(([topic, count]) => `${links.topics[topic][0]} ${count}`).join(" · ");
  return `${links.words.whole} ${ring.count}\n${parts}`;
}

function circle(middle, radius, rest) { return `<circle cx="${middle}" cy="${middle}" r="${radius}" ${rest}/>`; }

/* A ring as SVG; without one, a small circle. `hue` gives the colour of a kind, `look` the widths and the size of the number. */
export function ringSymbol(style, ring, hue, radius = ringRadius(ring), look = LINKS) {
  const { width, gap, font } = look, side = 2 * radius + 4, middle = side / 2, round = 2 * Math.PI * (radius - width / 2);
  const open = `<svg class="atlas-symbol" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}" aria-hidden="true">`;
  if (!ring) return `${open}${circle(middle, radius - 1, `fill="${style.panel}" stroke="${style.ink}" stroke-width="2"`)}</svg>`;
  let at = 0;
  const parts = ring.parts.map(([kind, count]) => {
    const share = count / ring.count, whole = share === 1 ? 0 : gap, dash = `${Math.max(0.5, round * share - whole)} ${round}`;
    const turn = `rotate(${at * 360 - 90} ${middle} ${middle})`;
    at += share;
    return circle(middle, radius - width / 2,
      `fill="none" stroke="${hue(kind)}" stroke-width="${width}" stroke-dasharray="${dash}" transform="${turn}"`);
  });
  const bold = `text-anchor="middle" font-size="${font}" font-weight="700" fill="${style.ink}"`;
  const number = `<text x="${middle}" y="${middle + font / 3}" ${bold}>${ring.count}</text>`;
  return `${open}${circle(middle, radius + 1.5, `fill="${style.panel}"`)}${parts.join("")}${number}</svg>`;
}
