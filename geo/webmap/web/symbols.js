/* The symbols of sites, clusters and legend entries, as SVG. */
import { rim, roleColour, stageLook } from "#map/looks.js";

const WIDTH = 30;
const HEIGHT = 14;

function svg(width, height, content, className = "") {
  const named = className ? ` class="${className}"` : "";
  return `<svg${named} width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${content}</svg>`;
}

/* The symbol of a site, or of the unit that stands for it. */
export function siteSymbol(style, stage, colour, precision) {
  const look = stageLook(style, stage).symbol, { shape, symbol_dash: dash } = style.precisions[precision];
  const size = style.symbol, middle = size / 2, inset = look.edge_width / 2 + 0.6, side = size - 2 * inset;
  const face = `fill="${roleColour(style, look.face, colour)}" stroke="${roleColour(style, look.edge, colour)}"`;
  const dashed = dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : "";
  const outline = shape === "square"
    ? `<rect x="${inset}" y="${inset}" width="${side}" height="${side}" rx="2.5"`
    : `<circle cx="${middle}" cy="${middle}" r="${middle - inset}"`;
  const dot = look.dot ? `<circle cx="${middle}" cy="${middle}" r="${look.dot}" fill="${colour}"/>` : "";
  return svg(size, size, `${outline} ${face} stroke-width="${look.edge_width}"${dashed}/>${dot}`, "atlas-symbol");
}

/* Two cards, one behind the other, with how many projects they stand for. */
export function clusterSymbol(style, count, colour) {
  const card = (x, y, width, height, stroke) =>
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3.5" fill="${style.panel}" stroke="${colour}" stroke-width="${stroke}"/>`;
  const number = `<text x="11" y="17.2" text-anchor="middle" font-size="12" font-weight="700" fill="${style.ink}">${count}</text>`;
  return svg(25, 23, card(4.5, 1, 19.5, 17, 1.4) + card(1, 4, 20, 18, 2) + number, "atlas-symbol");
}

/* A named zone. */
export function zoneSymbol(style) {
  return svg(15, 15, `<path d="M7.5 1.5l6 6-6 6-6-6z" fill="${style.panel}" stroke="${style.ink}" stroke-width="1.6"/>`, "atlas-symbol");
}

function line(strokes, dash = []) {
  const dashed = dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : "";
  return svg(WIDTH, HEIGHT, strokes.map(([colour, width]) =>
    `<line x1="1" y1="7" x2="29" y2="7" stroke="${colour}" stroke-width="${width}"${dashed}/>`).join(""));
}

function box(x, y, width, height, rest) { return `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${rest}/>`; }

const ENTRIES = {
  note: () => "",
  class: (style, entry, colour) =>
    svg(WIDTH, HEIGHT, box(4.5, 1.5, 21, 11, `fill="${colour}" stroke="${style.boundaries.prefecture.colour}"`)),
  width: (style, entry, colour) => line([[colour, entry.width]]),
  ring: (style, entry, colour) =>
    svg(WIDTH, 16, `<circle cx="15" cy="8" r="5.5" fill="${style.panel}" stroke="${colour}" stroke-width="3.5"/>`),
  edge: (style, entry, colour) =>
    svg(WIDTH, HEIGHT, `<path d="M3 7h15" stroke="${colour}" stroke-width="2.5"/><path d="M18 2l8 5-8 5z" fill="${style.ink}"/>`),
  spot: (style) => svg(WIDTH, HEIGHT,
    `<path d="M15 1.5l5.5 5.5-5.5 5.5L9.5 7z" fill="${style.panel}" stroke="${style.ink}" stroke-width="1.6"/>`),
  group(style, entry, colour) {
    const edge = rim(style, colour);
    return svg(WIDTH, HEIGHT, box(4, 2, 22, 10, `rx="2" fill="${colour}"${edge && ` stroke="${edge}" stroke-width="1.2"`}`));
  },
  status(style, entry, colour) {
    const look = stageLook(style, entry.id).line;
    const outer = look.outer === "paper" ? "transparent" : roleColour(style, look.outer, colour);
    return line([[outer, look.outer_width], [roleColour(style, look.inner, colour), look.inner_width]]);
  },
  boundary(style, entry) {
    const stroke = style.boundaries[entry.id];
    return line([[stroke.colour, stroke.width]], stroke.dash);
  },
  base(style, entry) {
    const { river, seat, seatInk } = style.base;
    if (entry.id === "river") return line([[river.colour, river.width]]);
    const ring = (x, size) => `<circle cx="${x}" cy="7" r="${size / 2 - 0.7}" fill="${seat.face}" stroke="${seatInk}" stroke-width="1.3"/>`;
    return svg(WIDTH, HEIGHT, `${ring(9, seat.city)}<circle cx="9" cy="7" r="1.7" fill="${seatInk}"/>${ring(22, seat.county)}`);
  },
  precision(style, entry, colour) {
    const look = style.precisions[entry.id];
    if (look.shape !== "square") return line([[colour, 4]], look.dash);
    return svg(WIDTH, HEIGHT, box(0, 0, 30, 14, `rx="4" fill="${colour}" opacity=".18"`) + box(10, 2, 10, 10, `rx="2" fill="${colour}"`));
  },
};

/* What stands before an entry of the legend, by the kind of its section. */
export function legendSymbol(style, kind, entry) { return ENTRIES[kind](style, entry, entry.colour || style.neutral); }
