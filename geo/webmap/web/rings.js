/* The ring around a place: what it does with the whole cluster, a part of the ring for each topic. */

const WIDTH = 6;
const BARE = 5;

export function ringRadius(ring) { return ring ? Math.min(26, 10 + 2.1 * Math.sqrt(ring.count)) : BARE; }

export function ringText(links, ring) {
  const parts = ring.parts.map(([topic, count]) => `${links.topics[topic][0]} ${count}`).join(" · ");
  return `${links.words.whole} ${ring.count}\n${parts}`;
}

function circle(middle, radius, rest) { return `<circle cx="${middle}" cy="${middle}" r="${radius}" ${rest}/>`; }

/* A ring as SVG; without one, a small circle. `hue` gives the colour of a topic. */
export function ringSymbol(style, ring, hue) {
  const radius = ringRadius(ring), side = 2 * radius + 4, middle = side / 2, round = 2 * Math.PI * (radius - WIDTH / 2);
  const open = `<svg width="${side}" height="${side}" viewBox="0 0 ${side} ${side}" aria-hidden="true">`;
  if (!ring) return `${open}${circle(middle, radius - 1, `fill="${style.panel}" stroke="${style.ink}" stroke-width="2"`)}</svg>`;
  let at = 0;
  const parts = ring.parts.map(([topic, count]) => {
    const share = count / ring.count, dash = `${Math.max(0.5, round * share - 0.8)} ${round}`;
    const turn = `rotate(${at * 360 - 90} ${middle} ${middle})`;
    at += share;
    return circle(middle, radius - WIDTH / 2,
      `fill="none" stroke="${hue(topic)}" stroke-width="${WIDTH}" stroke-dasharray="${dash}" transform="${turn}"`);
  });
  const bold = `text-anchor="middle" font-size="12" font-weight="700" fill="${style.ink}"`;
  const number = `<text x="${middle}" y="${middle + 4}" ${bold}>${ring.count}</text>`;
  return `${open}${circle(middle, radius + 1.5, `fill="${style.panel}"`)}${parts.join("")}${number}</svg>`;
}
